"""Checking a returned form of rows: each cell by its kind, and what the cells of one row say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .cell_checks import CellCheck, Checked, shortened
from .date_columns import DateOrder, date_order
from .dates import format_date, parse_date
from .errors import InvalidInput
from .layers import LayerResult
from .number_entry import Ambiguous, Entered, read_number
from .returns import (
    UNCALCULATED,
    WARNING,
    Blank,
    Content,
    Decision,
    Fate,
    Found,
    RawReturn,
    ReadCell,
)
from .row_forms import CellKind, RowColumn, RowForm, cell_key, split_key
from .tasks import TaskState
from .text import fold, nfc


@dataclass(frozen=True, slots=True)
class RowStanding:
    """What a form of rows is checked against: what the record holds by cell name, and the rows that are the unit's.

    `last_day` is the period's; nothing may be said to have happened after it.
    """

    current: Mapping[str, Content]
    codes: frozenset[str]
    last_day: date
    blank: Blank = Blank.KEEP
    decisions: Mapping[str, Decision] = field(default_factory=dict)


def check_rows(raw: RawReturn, form: RowForm, standing: RowStanding) -> Checked:
    """Decide on every cell of a returned form of rows; pure."""
    return _RowCheck(raw, form, standing).result()


class _RowCheck(CellCheck[Content]):
    """One form being checked; `taken` are the contents that can stand, by cell name."""

    def __init__(self, raw: RawReturn, form: RowForm, standing: RowStanding) -> None:
        super().__init__(raw)
        self.form, self.standing = form, standing
        self.columns = {column.key: column for column in form.inputs}

    def result(self) -> Checked:
        for key, found in self.raw.cells.items():
            self._read(key, found)
        for code in dict.fromkeys(split_key(key)[0] for key in self.raw.cells):
            self._check_row(code)
        cells = tuple(self._cell(key, found) for key, found in self.raw.cells.items())
        return Checked(cells, tuple(self.problems))

    def _read(self, key: str, found: Found) -> None:
        code, name = split_key(key)
        column = self.columns[name]
        decision = self.standing.decisions.get(key)
        if decision is not None and decision.text is not None:
            found = replace(found, content=decision.text, error=False, formula=False)
        elif decision is not None:
            if decision.number is None:
                self.rejected.add(key)
                self.say(key, WARNING, "Bỏ ô này theo lựa chọn khi nhập.")
            else:
                self._take(key, decision.number)
            return
        if _empty(found):
            self.blank.add(key)
        elif found.error:
            what = (
                "công thức chưa được tính" if found.shown == UNCALCULATED else f"lỗi công thức {found.shown}"
            )
            self.reject(key, f"Ô có {what}. Hỏi lại đơn vị.")
        elif code not in self.standing.codes:
            self.reject(
                key, f"Mã {code} không thuộc đơn vị này hoặc không còn trong sổ. Kiểm tra lại dòng này."
            )
        else:
            _READERS[column.kind](self, key, column, found)

    def _take(self, key: str, content: Content) -> None:
        self.taken[key] = content

    def _percent(self, key: str, column: RowColumn, found: Found) -> None:
        content = found.content
        if isinstance(content, str):
            entry = read_number(nfc(content).removesuffix("%").strip(), integer=True)
            if isinstance(entry, Ambiguous) or not isinstance(entry, Entered) or entry.number is None:
                digits = "".join(sign for sign in content if sign.isascii() and sign.isdecimal())
                meant = int(digits) if digits and len(digits) <= 3 and int(digits) <= 100 else None
                self.reject(key, "Tiến độ cần số nguyên từ 0 đến 100. Chỉ gõ chữ số.", meant)
                return
            content = entry.number
        if isinstance(content, bool) or not isinstance(content, (int, float)):
            self.reject(key, "Tiến độ cần số nguyên từ 0 đến 100. Chỉ gõ chữ số.")
        elif 0 < content < 1:
            meant = round(content * 100)
            self.reject(
                key, f"Tiến độ {found.shown}: có thể là {meant}%. Nhập số nguyên từ 0 đến 100.", meant
            )
        elif not float(content).is_integer() or not 0 <= content <= 100:
            self.reject(key, f"Tiến độ {found.shown} không hợp lệ. Nhập số nguyên từ 0 đến 100.")
        else:
            self._take(key, int(content))

    def _choice(self, key: str, column: RowColumn, found: Found) -> None:
        said = fold(nfc(found.shown))
        match = next((choice for choice in column.choices if fold(choice) == said), None)
        if match is None:
            self.reject(
                key, f"“{shortened(found.shown)}” không có trong danh sách: {', '.join(column.choices)}."
            )
        else:
            self._take(key, match)

    def _text(self, key: str, column: RowColumn, found: Found) -> None:
        self._take(key, nfc(found.shown))

    def _month_first(self, name: str) -> str:
        """A text of a column of dates that can only be month first, "" where there is none."""
        cells = (found for key, found in self.raw.cells.items() if split_key(key)[1] == name)
        order = date_order(found.content for found in cells if isinstance(found.content, str))
        return order.against or (order.proof if order.order is DateOrder.MONTH_FIRST else "")

    def _date(self, key: str, column: RowColumn, found: Found) -> None:
        day: date | None
        if isinstance(found.content, date):
            day = found.content
        elif isinstance(found.content, str):
            proof = self._month_first(column.key)
            if proof and key not in self.standing.decisions:
                self.reject(
                    key,
                    f"Cột này có ô “{proof}” viết tháng trước ngày nên không rõ ngày nào. Nhập theo mẫu 05/03/2021.",
                )
                return
            try:
                day = parse_date(nfc(found.content))
            except InvalidInput as error:
                self.reject(key, str(error))
                return
        else:
            day = None
        if day is None or not 1990 <= day.year <= 2100:
            self.reject(key, f"“{shortened(found.shown)}” không phải ngày. Nhập theo mẫu 05/03/2021.")
        else:
            self._take(key, day)

    def _said(self, code: str, column: str) -> Content:
        """What a row says in a column now: as returned, else as the record holds it."""
        key = cell_key(code, column)
        return self.taken.get(key, self.standing.current.get(key))

    def _check_row(self, code: str) -> None:
        if "percent" in self.columns:
            self._check_task(code)
        else:
            self._check_layer(code)

    def _check_task(self, code: str) -> None:
        state, done, percent = (cell_key(code, name) for name in ("state", "completed", "percent"))
        completes = self.taken.get(state) == TaskState.COMPLETED.label
        already = self.standing.current.get(state) == TaskState.COMPLETED.label
        if completes and not already and self._said(code, "completed") is None:
            self.reject(state, "Báo hoàn thành nhưng thiếu ngày hoàn thành. Hỏi lại đơn vị ngày hoàn thành.")
        day = self.taken.get(done)
        if isinstance(day, date):
            if self._said(code, "state") != TaskState.COMPLETED.label or state in self.rejected:
                self.reject(
                    done, "Có ngày hoàn thành nhưng tình trạng không phải “Hoàn thành”. Hỏi lại đơn vị."
                )
            elif day > self.standing.last_day:
                self.reject(
                    done, f"Ngày hoàn thành sau ngày cuối kỳ {format_date(self.standing.last_day)}. Sửa lại."
                )
        number, before = self.taken.get(percent), self.standing.current.get(percent)
        if isinstance(number, int) and number < 100 and already and state not in self.taken:
            self.reject(
                percent, f"Nhiệm vụ đã hoàn thành trong sổ nên không ghi tiến độ {number}%. Hỏi lại đơn vị."
            )
        elif isinstance(number, int) and isinstance(before, int) and number < before:
            self.say(percent, WARNING, f"Tiến độ {number}% thấp hơn kỳ trước {before}%. Hỏi lại đơn vị.")
        if number == 100 and self._said(code, "state") != TaskState.COMPLETED.label:
            self.say(
                percent, WARNING, "Tiến độ 100% nhưng tình trạng chưa phải “Hoàn thành”. Hỏi lại đơn vị."
            )

    def _check_layer(self, code: str) -> None:
        result = cell_key(code, "result")
        excused = self.taken.get(result) == LayerResult.NOT_APPLICABLE.label
        if excused and not self._said(code, "reason"):
            self.reject(result, "“Không áp dụng” cần có lý do ở cột cuối. Hỏi lại đơn vị.")
        since, until = self._said(code, "since"), self._said(code, "until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            for name in ("since", "until"):
                if cell_key(code, name) in self.taken:
                    self.reject(
                        cell_key(code, name),
                        "Ngày hết hiệu lực trước ngày bắt đầu. Sửa lại một trong hai ngày.",
                    )
        others = [key for key in self.taken if split_key(key)[0] == code and key != result]
        if others and self._said(code, "result") is None:
            for key in others:
                self.reject(key, "Chưa có kết quả của lớp này nên chưa ghi được. Hỏi lại đơn vị kết quả.")

    def _cell(self, key: str, found: Found) -> ReadCell:
        code, name = split_key(key)
        before = self.standing.current.get(key)
        cell = ReadCell(key, f"{code}, {self.columns[name].title}", found, Fate.REJECTED)
        if key in self.rejected:
            return cell
        if key in self.blank:
            clears = self.standing.blank is Blank.CLEAR and self.columns[name].kind is CellKind.TEXT
            return replace(cell, fate=Fate.BLANK, clears=clears and bool(before))
        content = self.taken[key]
        if content == before:
            return replace(cell, fate=Fate.UNCHANGED)
        return replace(cell, fate=Fate.ACCEPTED, content=content)


def _empty(found: Found) -> bool:
    return found.content is None or (isinstance(found.content, str) and not nfc(found.content))


_READERS = {
    CellKind.PERCENT: _RowCheck._percent,
    CellKind.CHOICE: _RowCheck._choice,
    CellKind.TEXT: _RowCheck._text,
    CellKind.DATE: _RowCheck._date,
}
