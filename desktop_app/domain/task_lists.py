"""An office's own list of tasks, row by row: which are tasks, which head a group, and what each cell says.

Nothing is guessed: a lead that is no unit for certain, or a deadline that is none, rejects its row with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .cell_checks import shortened
from .date_columns import DateOrder, day_first
from .deadline_entry import DeadlineEntry, read_deadline
from .errors import InvalidInput
from .list_plans import ListRow, ListTable
from .returns import ERROR, WARNING, Found, Problem
from .tasks import TaskKind
from .text import fold, join_words, nfc
from .unit_names import NameMatch

FIELDS: Mapping[str, str] = {
    "order": "Số thứ tự",
    "number": "Số hiệu nhiệm vụ",
    "title": "Nội dung nhiệm vụ",
    "group_title": "Nhóm nhiệm vụ",
    "document": "Văn bản giao",
    "clause": "Điều, khoản, mục",
    "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp",
    "due": "Thời hạn",
    "extended": "Thời hạn gia hạn",
    "assigned": "Ngày giao",
    "completed": "Ngày hoàn thành",
    "deliverable": "Sản phẩm",
    "result": "Kết quả",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Kiến nghị",
}
SYNONYMS: Mapping[str, Sequence[str]] = {
    "order": ("tt", "stt", "so tt", "so thu tu"),
    "number": ("so hieu", "so hieu nhiem vu", "ma nhiem vu", "ma nv"),
    "title": ("nhiem vu", "noi dung nhiem vu", "ten nhiem vu", "noi dung cong viec", "noi dung", "nhiem vu giai phap", "nhiem vu, giai phap"),
    "group_title": ("nhom nhiem vu", "nhom"),
    "document": ("van ban giao, dieu khoan", "van ban giao", "van ban", "can cu"),
    "clause": ("dieu khoan", "dieu, khoan", "muc"),
    "lead": ("co quan chu tri", "don vi chu tri", "chu tri", "co quan thuc hien", "don vi thuc hien", "don vi chu tri, phoi hop", "co quan chu tri, phoi hop"),
    "coordinating": ("co quan phoi hop", "don vi phoi hop", "phoi hop"),
    "due": ("thoi han goc", "thoi han hoan thanh", "thoi gian hoan thanh", "thoi han", "thoi gian thuc hien", "han hoan thanh", "han"),
    "extended": ("thoi han gia han", "gia han"),
    "assigned": ("ngay giao",),
    "completed": ("ngay hoan thanh",),
    "deliverable": ("san pham", "san pham du kien", "ket qua, san pham", "san pham, ket qua"),
    "result": ("ket qua thuc hien", "ket qua", "tien do thuc hien"),
    "difficulties": ("kho khan, vuong mac", "kho khan", "vuong mac", "ton tai"),
    "proposals": ("kien nghi, de xuat", "kien nghi", "de xuat"),
}  # fmt: skip
_GROUP_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|[a-z]|\d{1,2}(?:\.\d{1,2})*)[.)]?")
_TOTALS = ("tong", "tong so", "tong cong", "cong", "noi nhan")
_PARTS = re.compile(r"[;\n]+|(?<=[a-zà-ỹ]{3})\.\s+(?=[A-ZĐ])")
_LEADS, _COORDINATES = (
    re.compile(r"(?i)\bchủ\s*trì\b\s*:?"),
    re.compile(r"(?i)\bphối\s*hợp(?:\s+(?:với|thực hiện))?\b\s*:?"),
)
Match = Callable[[str], NameMatch]


@dataclass
class TaskLine:
    """A row read as a task: the values the record would hold, and what is wrong with its cells.

    `values` are by column of the task table, plus "document", "coordinating" and "extended_due".
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing keeps the row out."""
        return not any(problem.severity == ERROR for problem in self.problems)


class TaskListReader:
    """Reads the rows of a table in order, since a group row holds for the rows below it."""

    def __init__(
        self, table: ListTable, mapping: Mapping[str, str], match: Match, order: DateOrder, source: str
    ) -> None:
        """`mapping` gives the field of each heading; `source` names the file in the tasks' notes of origin."""
        self.table, self.match, self.order, self.source = table, match, order, source
        self.headings = {key: heading for heading, key in mapping.items()}
        self.group = ""
        self.last: TaskLine | None = None

    def read(self, row: ListRow) -> TaskLine | None:
        """A task, or None for a row that is none: a group, a total, the foot, the rest of a divided title."""
        title, order = self._shown(row, "title"), self._shown(row, "order")
        if (
            not title
            or fold(title).rstrip(" :.") in _TOTALS
            or fold(title).startswith(("tong so", "tong cong"))
        ):
            return None
        filled = [key for key in self.headings if key not in ("title", "order") and self._shown(row, key)]
        if not filled:
            self._group_or_rest(title, order)
            return None
        line = TaskLine(
            row.number, {"title": title, "group_title": self._shown(row, "group_title") or self.group}
        )
        self._texts(row, line)
        self._units(row, line)
        self._dates(row, line)
        self.last = line
        return line

    def _shown(self, row: ListRow, key: str) -> str:
        heading = self.headings.get(key)
        return nfc(row.shown(heading)) if heading else ""

    def _group_or_rest(self, title: str, order: str) -> None:
        if order and _GROUP_NUMBER.fullmatch(order):
            self.group, self.last = title, None
        elif not order and self.last is not None:
            self.last.values["title"] += f" {title}"

    def _texts(self, row: ListRow, line: TaskLine) -> None:
        for key in ("number", "clause", "deliverable", "result", "difficulties", "proposals"):
            if key in self.headings:
                line.values[key] = self._shown(row, key)
        if "document" in self.headings:
            document, _, clause = self._shown(row, "document").partition("\n")
            line.values["document"] = document.strip()
            if clause.strip() and "clause" not in self.headings:
                line.values["clause"] = clause.strip()

    def _units(self, row: ListRow, line: TaskLine) -> None:
        leads, others = divided_units(self._shown(row, "lead"))
        others += (
            divided_units(self._shown(row, "coordinating"))[1]
            + divided_units(self._shown(row, "coordinating"))[0]
        )
        found = [unit for text in leads for unit in self._matched(row, line, "lead", text)]
        ids = list(dict.fromkeys(found))
        if len(ids) == 1:
            line.values["lead_unit_id"] = ids[0]
        elif line.sound:
            said = f"có {len(ids)} đơn vị" if ids else "để trống"
            self._say(
                row,
                line,
                "lead",
                ERROR,
                f"Ô chủ trì {said}. Mỗi nhiệm vụ một cơ quan chủ trì; sửa lại ô này.",
            )
        coordinating = [unit for text in others for unit in self._matched(row, line, "coordinating", text)]
        if "coordinating" in self.headings or coordinating:
            lead = line.values.get("lead_unit_id")
            line.values["coordinating"] = tuple(unit for unit in dict.fromkeys(coordinating) if unit != lead)

    def _matched(self, row: ListRow, line: TaskLine, key: str, text: str) -> list[int]:
        """The units a text names; one it may mean, or none, is said of the row."""
        whole = self.match(text)
        if whole.unit:
            return [whole.unit.id]
        found, rest = self._by_commas(text)
        rest = rest if found else [text]
        for part in rest:
            candidates = self.match(part).candidates
            meant = (
                f"có thể là {join_words((unit.name for unit in candidates), ' hoặc ')}"
                if candidates
                else "không phải đơn vị nào trong sổ"
            )
            severity = ERROR if key == "lead" else WARNING
            left = "" if key == "lead" else " Chưa ghi cơ quan phối hợp này."
            self._say(row, line, key, severity, f"“{shortened(part)}” {meant}.{left}")
        return found

    def _by_commas(self, text: str) -> tuple[list[int], list[str]]:
        """Units named in a text parted by commas, though a unit's own name may hold one: the longest name first."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        found: list[int] = []
        rest: list[str] = []
        at = 0
        while at < len(parts):
            for end in range(len(parts), at, -1):
                unit = self.match(", ".join(parts[at:end])).unit
                if unit:
                    found.append(unit.id)
                    at = end
                    break
            else:
                rest.append(parts[at])
                at += 1
        return found, rest

    def _dates(self, row: ListRow, line: TaskLine) -> None:
        entry = self._deadline(row, line, "due")
        if entry is not None:
            line.values["kind"] = TaskKind.CONTINUING if entry.continuing else TaskKind.DATED
            line.values["due_on"] = entry.due
            if entry.completed:
                line.values["completed_on"] = entry.completed
            if entry.read:
                line.values["source"] = (
                    f"{self.source}, dòng {row.number}; thời hạn ghi “{self._shown(row, 'due')}”"
                )
        extended = self._deadline(row, line, "extended")
        if extended is not None and extended.due is not None:
            line.values["extended_due"] = extended.due
        for key, column in (("assigned", "assigned_on"), ("completed", "completed_on")):
            said = self._deadline(row, line, key)
            day = said and (said.due or said.completed)
            if day:
                line.values[column] = day
        self._check_dates(row, line)

    def _deadline(self, row: ListRow, line: TaskLine, key: str) -> DeadlineEntry | None:
        found = row.cells.get(self.headings.get(key, ""))
        if found is None:
            return None
        content = day_first(found.content, self.order) if isinstance(found.content, str) else found.content
        try:
            if found.error:
                raise InvalidInput(f"Ô có lỗi công thức {found.shown}. Sửa lại ngày.")
            return read_deadline(content)
        except InvalidInput as error:
            self._say(row, line, key, ERROR, str(error))
            return None

    def _check_dates(self, row: ListRow, line: TaskLine) -> None:
        due: date | None = line.values.get("due_on")
        given: date | None = line.values.get("assigned_on")
        kind = line.values.get("kind")
        if (
            kind is TaskKind.DATED
            and due is None
            and "completed_on" not in line.values
            and line.sound
            or kind is None
            and line.sound
        ):
            self._say(row, line, "due", ERROR, "Chưa có thời hạn. Nhập ngày, hoặc “Thường xuyên”.")
        elif due and given and due < given:
            self._say(row, line, "due", ERROR, "Thời hạn sớm hơn ngày giao. Sửa lại một trong hai ngày.")
        elif due is None and "completed_on" in line.values and kind is TaskKind.DATED:
            line.values["due_on"] = line.values["completed_on"]
            words = "Ô thời hạn chỉ ghi ngày hoàn thành: lấy ngày đó làm thời hạn. Kiểm tra lại."
            self._say(row, line, "due", WARNING, words)

    def _say(self, row: ListRow, line: TaskLine, key: str, severity: str, message: str) -> None:
        found = row.cells.get(self.headings.get(key, ""), Found(self.table.sheet, ""))
        cell = found.cell or f"{row.number}"
        line.problems.append(
            Problem(self.table.sheet, cell, shortened(found.shown), severity, message, field=key)
        )


def divided_units(text: str) -> tuple[list[str], list[str]]:
    """The names of the leads and of the coordinating units in a cell, by the words "chủ trì" and "phối hợp".

    A cell without these words names leads.
    """
    leads: list[str] = []
    others: list[str] = []
    side = leads
    for part in _PARTS.split(text):
        if _COORDINATES.search(part) and not _LEADS.search(part):
            side = others
        elif _LEADS.search(part):
            side = leads
        name = _COORDINATES.sub(" ", _LEADS.sub(" ", part)).strip(" :,-–+*.")
        if name:
            side.append(" ".join(name.split()))
    return leads, others
