"""The rows of a list against the record: which exist already, what they change, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.list_plans import Difference, OnExisting, PlannedRow, RowFate
from desktop_app.domain.returns import ERROR, WARNING, Problem
from desktop_app.domain.task_lists import TaskLine
from desktop_app.domain.tasks import Task, TaskKind, TaskState
from desktop_app.domain.text import fold, nfc
from desktop_app.domain.units import Unit
from desktop_app.plain_importing import match_in_force
from desktop_app.store.reader import Reader

_TASK_TITLES = {
    "number": "Số hiệu",
    "title": "Nhiệm vụ",
    "group_title": "Nhóm",
    "document": "Văn bản giao",
    "clause": "Điều, mục",
    "kind": "Loại",
    "lead_unit_id": "Chủ trì",
    "coordinating": "Phối hợp",
    "assigned_on": "Ngày giao",
    "due_on": "Thời hạn",
    "completed_on": "Ngày hoàn thành",
    "deliverable": "Sản phẩm",
    "result": "Kết quả",
    "difficulties": "Khó khăn, vướng mắc",
    "proposals": "Kiến nghị",
}
_UNIT_TITLES = {
    "name": "Tên",
    "code": "Mã định danh",
    "short_name": "Tên viết tắt",
    "kind": "Loại đơn vị",
    "parent_id": "Trực thuộc",
    "valid_from": "Có hiệu lực từ",
    "valid_to": "Hiệu lực đến",
    "note": "Ghi chú",
}
Read = tuple[dict[str, Any], list[Problem]]


class TaskMatcher:
    """Finds the task a row speaks of: by its number, else by title and document."""

    def __init__(self, read: Reader, existing: OnExisting, file_name: str) -> None:
        """`existing` says what becomes of rows the record has already."""
        self._read, self._existing, self._file = read, existing, file_name
        self._tasks = read.tasks()
        self._seen: dict[object, int] = {}

    def planned(self, number: int, line: TaskLine | None) -> PlannedRow:
        """The row with its fate."""
        if line is None:
            return PlannedRow(number, "", RowFate.IGNORED)
        title, problems = line.values["title"], tuple(line.problems)
        if not line.sound:
            return PlannedRow(number, title, RowFate.REJECTED, problems=problems)
        task = self._task(line.values)
        key = task.id if task else (fold(line.values.get("number", "")), fold(title))
        if key in self._seen:
            return _twice(number, title, problems, self._seen[key])
        self._seen[key] = number
        if task is None:
            extra = self._extended_later(line, None)
            return PlannedRow(
                number, title, RowFate.ADDED, self._completed(line.values), problems=(*problems, *extra)
            )
        return self._known(number, line, task, problems)

    def _task(self, values: dict[str, Any]) -> Task | None:
        number = values.get("number")
        if number:
            found = [task for task in self._tasks if fold(task.number) == fold(number)]
            return found[0] if found else None
        alike = [task for task in self._tasks if fold(nfc(task.title)) == fold(nfc(values["title"]))]
        document = fold(values.get("document", ""))
        same = [
            task for task in alike if document and task.document and fold(task.document.number) == document
        ]
        found = same or alike
        return found[0] if len(found) == 1 else None

    def _known(self, number: int, line: TaskLine, task: Task, problems: tuple[Problem, ...]) -> PlannedRow:
        changes = {key: value for key, value in line.values.items() if self._differs(task, key, value)}
        problems = (*problems, *self._extended_later(line, task))
        if not changes:
            return PlannedRow(number, task.title, RowFate.UNCHANGED, existing=task.id, problems=problems)
        differences = tuple(
            Difference(_TASK_TITLES[key], self._words(key, _stored(task, key)), self._words(key, value))
            for key, value in changes.items()
        )
        if self._existing is OnExisting.UPDATE:
            done = self._completed(changes, task)
            return PlannedRow(number, task.title, RowFate.UPDATED, done, task.id, differences, problems)
        if self._existing is OnExisting.SKIP:
            return PlannedRow(number, task.title, RowFate.IGNORED, {}, task.id, differences, problems)
        message = f"Sổ đã có {task.number} với nội dung khác ({', '.join(item.title.lower() for item in differences)}). Chọn bỏ qua hoặc cập nhật."
        problem = Problem("", f"{number}", task.number, ERROR, message)
        return PlannedRow(
            number, task.title, RowFate.REJECTED, {}, task.id, differences, (*problems, problem)
        )

    def _differs(self, task: Task, key: str, value: Any) -> bool:
        """Whether a cell says something else than the record; an empty cell says nothing."""
        if key not in _TASK_TITLES or value in (None, "", ()):
            return False
        if key == "due_on" and task.completed_on and value == task.completed_on and task.due_on:
            return False
        now = _stored(task, key)
        if key == "coordinating":
            return set(now) != set(value)
        return bool(
            fold(nfc(now)) != fold(nfc(value))
            if isinstance(value, str) and key == "document"
            else now != value
        )

    def _completed(self, values: dict[str, Any], task: Task | None = None) -> dict[str, Any]:
        """A day of completion makes the task completed, with the list as the reason where there is no proof."""
        if "completed_on" not in values:
            return values
        reason = (
            task.no_evidence_reason if task and task.no_evidence_reason else f"Nhập từ danh sách {self._file}"
        )
        return values | {"state": TaskState.COMPLETED, "no_evidence_reason": reason}

    def _extended_later(self, line: TaskLine, task: Task | None) -> tuple[Problem, ...]:
        """An extension is only said: it needs the day and the document that grant it."""
        day = line.values.get("extended_due")
        if day is None or (task and day in {item.new_due_on for item in task.extensions}):
            return ()
        message = f"Gia hạn đến {format_date(day)} chưa ghi: cần ngày và văn bản cho phép. Thêm ở màn hình Nhiệm vụ."
        return (Problem("", f"{line.number}", format_date(day), WARNING, message),)

    def _words(self, key: str, value: Any) -> str:
        if value in (None, "", ()):
            return "để trống"
        if key == "lead_unit_id":
            return self._read.unit(value).short_name
        if key == "coordinating":
            return "; ".join(self._read.unit(unit).short_name for unit in value)
        if key == "kind":
            return "Thường xuyên" if value is TaskKind.CONTINUING else "Có thời hạn"
        return format_date(value) if key.endswith("_on") else str(value)


def _stored(task: Task, key: str) -> Any:
    if key == "document":
        return task.document.number if task.document else ""
    name = {"group_title": "group", "coordinating": "coordinating_unit_ids"}.get(key, key)
    return getattr(task, name)


def _twice(number: int, title: str, problems: tuple[Problem, ...], first: int) -> PlannedRow:
    message = f"Trùng với dòng {first} của danh sách. Bỏ một dòng."
    return PlannedRow(
        number, title, RowFate.REJECTED, problems=(*problems, Problem("", f"{number}", "", ERROR, message))
    )


class UnitMatcher:
    """Finds the unit a row speaks of, by code, else by name; parents may stand in the list itself, above."""

    def __init__(self, read: Reader, existing: OnExisting, sheet: str) -> None:
        """`existing` says what becomes of rows the record has already."""
        self._read, self._existing, self._sheet = read, existing, sheet
        self._units = read.units()
        self._seen: dict[object, int] = {}
        self._listed: set[str] = set()

    def planned(self, number: int, read: Read | None) -> PlannedRow:
        """The row with its fate."""
        if read is None:
            return PlannedRow(number, "", RowFate.IGNORED)
        values, problems = read[0], list(read[1])
        unit = self._unit(values)
        problems += self._parent(number, values)
        if unit is None and "kind" not in values and not problems:
            problems.append(
                Problem(
                    self._sheet,
                    f"{number}",
                    values["name"],
                    ERROR,
                    "Đơn vị mới cần loại đơn vị. Thêm cột loại đơn vị.",
                )
            )
        if any(problem.severity == ERROR for problem in problems):
            return PlannedRow(number, values["name"], RowFate.REJECTED, problems=tuple(problems))
        key = unit.id if unit else fold(values["name"])
        if key in self._seen:
            return _twice(number, values["name"], tuple(problems), self._seen[key])
        self._seen[key] = number
        self._listed.add(fold(values["name"]))
        if unit is None:
            return PlannedRow(number, values["name"], RowFate.ADDED, values, problems=tuple(problems))
        return self._known(number, unit, values, tuple(problems))

    def _unit(self, values: dict[str, Any]) -> Unit | None:
        code = values.get("code")
        found = [unit for unit in self._units if code and unit.code == code]
        found = found or [unit for unit in self._units if fold(nfc(unit.name)) == fold(values["name"])]
        return found[0] if len(found) == 1 else None

    def _parent(self, number: int, values: dict[str, Any]) -> Iterator[Problem]:
        """Turn the name of the unit above into its id, or leave it for one added by the list."""
        written = values.get("parent")
        if not written or fold(written) in self._listed:
            return
        match = match_in_force(self._read, written, self._units)
        if match.unit:
            values["parent_id"] = match.unit.id
            del values["parent"]
            return
        message = (
            f"“{written}” không phải đơn vị nào trong sổ hay trong danh sách. Đưa đơn vị cấp trên lên trước."
        )
        yield Problem(self._sheet, f"{number}", written, ERROR, message)

    def _known(
        self, number: int, unit: Unit, values: dict[str, Any], problems: tuple[Problem, ...]
    ) -> PlannedRow:
        changes = {
            key: value for key, value in values.items() if key in _UNIT_TITLES and getattr(unit, key) != value
        }
        if not changes:
            return PlannedRow(number, unit.name, RowFate.UNCHANGED, existing=unit.id, problems=problems)
        differences = tuple(
            Difference(_UNIT_TITLES[key], self._words(key, getattr(unit, key)), self._words(key, value))
            for key, value in changes.items()
        )
        if self._existing is OnExisting.UPDATE:
            return PlannedRow(number, unit.name, RowFate.UPDATED, changes, unit.id, differences, problems)
        if self._existing is OnExisting.SKIP:
            return PlannedRow(number, unit.name, RowFate.IGNORED, {}, unit.id, differences, problems)
        message = f"Sổ đã có {unit.name} với nội dung khác. Chọn bỏ qua hoặc cập nhật."
        problem = Problem(self._sheet, f"{number}", unit.name, ERROR, message)
        return PlannedRow(number, unit.name, RowFate.REJECTED, {}, unit.id, differences, (*problems, problem))

    def _words(self, key: str, value: Any) -> str:
        if value in (None, ""):
            return "để trống"
        if key == "parent_id":
            return self._read.unit(value).name
        if key == "kind":
            return next((kind.name for kind in self._read.unit_kinds() if kind.key == value), str(value))
        return format_date(value) if key.startswith("valid") else str(value)
