"""Checking a return that came back: each cell by its type, the form's rules over the row, and the unit's own past.

Nothing is guessed: a cell that reads two ways, or not at all, is rejected with the number that is probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median

from .cell_checks import CellCheck, Checked, shortened
from .checks import Finding, check_row, check_value, fallen
from .form_lines import codes_of, form_lines
from .forms import Derived, Form, FormField, RatioColumn
from .number_entry import Ambiguous, Entered, Reading, Refused, proved_reading, read_number
from .numbers import format_number
from .ratio import Number, exact
from .returns import (
    ERROR,
    UNCALCULATED,
    WARNING,
    Blank,
    Decision,
    Fate,
    Figure,
    Found,
    Problem,
    RawReturn,
    ReadCell,
)
from .text import fold, nfc
from .values import Cells, Value, ValueState, missing_fields, ratio_of, row_numbers

_NOT_APPLICABLE = frozenset({"khong ap dung", "kad", "k.a.d", "k/a/d", "n/a", "na"})
_NOTHING = frozenset({"…", "...", "chua bao cao", "chua co so lieu"})
_LEADING_NUMBER = re.compile(r"^\D{0,20}?([+\-–−]?\d[\d.,]*)\D*$")
_EXPLAINED = re.compile(r"^\s*([A-Z]\d{1,2})\s*[:.\-–]\s*(.+)$")
_LEAST_HISTORY, _LEAST_MEDIAN, _FAR, _MUCH = 4, 20, 6, 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """What a return is checked against.

    `stored` is the unit's row as the record holds it, `previous` the one before, `history` earlier rows, newest
    first. `reading` says how texts such as 1.234 are meant where the column proves it.
    """

    stored: Cells = field(default_factory=dict)
    previous: Cells = field(default_factory=dict)
    history: Sequence[Cells] = ()
    blank: Blank = Blank.KEEP
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    reading: Reading | None = None


def check_return(raw: RawReturn, form: Form, standing: Standing) -> Checked:
    """Decide on every cell of a return; pure, so that a clerk's decision is applied by calling it again."""
    return _Check(raw, form, standing).result()


class _Check(CellCheck[Value]):
    """One return being checked; `taken` are the figures that can stand by themselves, by field key."""

    def __init__(self, raw: RawReturn, form: Form, standing: Standing) -> None:
        super().__init__(raw)
        self.form, self.standing = form, standing
        self.codes = codes_of(form)
        self.explanations = explanations(raw.explanation)
        texts = [found.content for found in raw.cells.values() if isinstance(found.content, str)]
        self.reading = standing.reading or raw.reading or proved_reading(texts)

    def result(self) -> Checked:
        for item in self.form.fields:
            if item.key in self.raw.cells:
                self._read(item, self.raw.cells[item.key])
        self._check_rules()
        self._check_computed()
        self._check_past()
        cells = tuple(
            self._cell(item, self.raw.cells[item.key])
            for item in self.form.fields
            if item.key in self.raw.cells
        )
        return Checked(cells, tuple(self.problems))

    def _read(self, item: FormField, found: Found) -> None:
        decision = self.standing.decisions.get(item.key)
        if decision is not None:
            if decision.number is None:
                self.rejected.add(item.key)
                self.say(item.key, WARNING, "Bỏ ô này theo lựa chọn khi nhập.")
            else:
                self._take(item, decision.number)
            return
        entry = _number_of(item, found, self.reading)
        if isinstance(entry, Entered):
            if entry.number is None:
                self.blank.add(item.key)
            else:
                self._take(item, entry.number)
        elif isinstance(entry, Refused) and _says(found, _NOT_APPLICABLE):
            self._take_not_applicable(item)
        elif isinstance(entry, Refused):
            self.reject(item.key, entry.reason, _proposed(item, found))
        else:
            self.reject(item.key, _two_ways(entry), _likelier(item, entry))

    def _take(self, item: FormField, number: Figure) -> None:
        state = ValueState.ESTIMATED if self.raw.estimated else ValueState.REPORTED
        value = Value(state, number, note=self.explanations.get(self.codes[item.key], ""))
        problem = check_value(self.form, item.key, value)
        if problem:
            meant = (
                -number
                if number < 0 and not check_value(self.form, item.key, replace(value, number=-number))
                else None
            )
            self.reject(item.key, problem, meant)
        else:
            self.taken[item.key] = value

    def _take_not_applicable(self, item: FormField) -> None:
        reason = self.explanations.get(self.codes[item.key]) or self.explanations.get("")
        if reason:
            self.taken[item.key] = Value(ValueState.NOT_APPLICABLE, reason=reason)
        else:
            self.reject(item.key, "“Không áp dụng” cần có lý do ở mục giải trình. Hỏi lại đơn vị.")

    def _row(self) -> dict[str, Value]:
        """The row as the file says it, blanks filled from the record where they mean "giữ nguyên"."""
        row = dict(self.taken)
        if self.standing.blank is Blank.KEEP:
            row |= {key: value for key in self.blank if (value := self.standing.stored.get(key))}
        return row

    def _check_rules(self) -> None:
        row = self._row()
        for finding in check_row(self.form, row, self.standing.previous):
            if not finding.fields:
                self._say_of_all(finding.severity, finding.message)
            for key in self._marked(finding):
                if finding.severity == ERROR:
                    self.rejected.add(key)
                elif key in self.rejected:
                    continue
                self.say(key, finding.severity, finding.message)
        for key in [key for key in self.rejected if key in self.taken]:
            del self.taken[key]
        self._check_cumulative()
        self._check_copied()
        self._check_missing(row)

    def _marked(self, finding: Finding) -> list[str]:
        """The cells of this file a finding speaks of: those its rule marks, else any the rule looks at."""
        marked = [key for key in finding.fields if key in self.taken]
        rule = next((rule for rule in self.form.rules if rule.key == finding.rule), None)
        if marked or rule is None or rule.expression is None:
            return marked
        parts = {item.key: item.expression.names for item in self.form.derived}
        names = [part for name in rule.expression.names for part in parts.get(name, (name,))]
        return [key for key in dict.fromkeys(names) if key in self.taken]

    def _say_of_all(self, severity: str, message: str) -> None:
        self.problems.append(Problem(self.raw.sheet, "", "", severity, message))

    def _check_copied(self) -> None:
        """All figures equal to the period before, for forms whose own rules do not look for it."""
        if any(rule.kind == "copied" for rule in self.form.rules) or len(self.taken) < 2:
            return
        pairs = [(value, self.standing.previous.get(key)) for key, value in self.taken.items()]
        if all(before is not None and _same(before, value) for value, before in pairs):
            self._say_of_all(WARNING, "Mọi ô giống hệt kỳ trước: nghi sao chép kỳ trước. Hỏi lại đơn vị.")

    def _check_cumulative(self) -> None:
        for item, value, before in fallen(self.form, self.taken, self.standing.previous):
            self.reject(
                item.key,
                f"Lũy kế {format_number(value.number)} nhỏ hơn lũy kế kỳ trước {format_number(before.number)}. "
                "Số lũy kế không giảm; sửa lại số này hoặc số kỳ trước.",
            )

    def _check_missing(self, row: Cells) -> None:
        if not row:
            return
        for key in missing_fields(self.form, row):
            if key in self.blank:
                label = self.form.field(key).label
                self.say(key, WARNING, f"{label}: còn trống. Hỏi lại đơn vị, không phát sinh thì ghi 0.")

    def _check_computed(self) -> None:
        """Totals typed over: worked out anew from the parts of the same file."""
        numbers = row_numbers(self.form, dict(self.taken))
        for line in form_lines(self.form):
            found = self.raw.computed.get(line.code)
            if found is None or found.formula or found.content in (None, ""):
                continue
            wanted = _computed(line.column, numbers)
            typed = found.content if isinstance(found.content, (int, float)) else None
            if wanted is None or (typed is not None and abs(exact(typed) - exact(wanted)) < exact(0.005)):
                continue
            message = (
                f"{line.column.label} là ô máy tính nhưng bị gõ đè {shortened(found.shown)}, khác "
                f"{format_number(wanted)} tính từ các dòng trên. Kiểm tra lại các dòng đó."
            )
            self.problems.append(Problem(found.sheet, found.cell, shortened(found.shown), ERROR, message))

    def _check_past(self) -> None:
        """Figures far from the unit's own past, by the median; also without a rule of the form."""
        said = {problem.field for problem in self.problems if problem.field}
        for key, value in self.taken.items():
            usual = _usual(key, self.standing.history)
            if usual is None or value.number is None or key in said:
                continue
            middle, spread = usual
            away = abs(value.number - middle)
            if away > _FAR * spread and away > _MUCH * middle:
                shown = format_number(value.number)
                self.say(
                    key,
                    WARNING,
                    f"{shown} khác xa các kỳ trước của chính đơn vị (trung vị {format_number(middle)}). Kiểm tra lại.",
                )

    def _cell(self, item: FormField, found: Found) -> ReadCell:
        before = self.standing.stored.get(item.key)
        cell = ReadCell(item.key, item.label, found, Fate.REJECTED, before=before)
        if item.key in self.rejected:
            return cell
        if item.key in self.blank:
            return self._blank_cell(cell)
        value = self.taken[item.key]
        doubted = any(problem.field == item.key for problem in self.problems)
        if doubted and not value.note and value.number is not None:
            value = replace(value, note=self.explanations.get("", ""))
        if before is not None and _same(before, value):
            return replace(cell, fate=Fate.UNCHANGED)
        return replace(cell, fate=Fate.ACCEPTED, value=_with_note(value, before))

    def _blank_cell(self, cell: ReadCell) -> ReadCell:
        blank = replace(cell, fate=Fate.BLANK)
        if self.standing.blank is Blank.CLEAR:
            return replace(blank, clears=cell.before is not None)
        if self.standing.blank is Blank.NOT_REPORTED:
            missing = _with_note(Value(ValueState.NOT_REPORTED), cell.before)
            same = cell.before is not None and _same(cell.before, missing)
            return blank if same else replace(blank, value=missing)
        return blank


def _with_note(value: Value, before: Value | None) -> Value:
    """The value with the clerk's own note, where the unit explains nothing."""
    return replace(value, note=before.note) if before and before.note and not value.note else value


def _same(before: Value, value: Value) -> bool:
    """Whether the record says that already (a note or reason of the clerk's is not touched)."""
    return (before.state, before.number) == (value.state, value.number)


def two_readings(found: Found) -> Ambiguous | None:
    """Both readings of a cell such as 1.234, None for one that reads one way or not at all."""
    entry = read_number(shortened(found.content)) if isinstance(found.content, str) else None
    return entry if isinstance(entry, Ambiguous) else None


def explanations(text: str) -> dict[str, str]:
    """The unit's explanations by line code; what names no line stands under ""."""
    found: dict[str, str] = {}
    current = ""
    for line in nfc(text).splitlines():
        match = _EXPLAINED.match(line)
        current, said = (match[1], match[2]) if match else (current, line)
        if said.strip():
            found[current] = f"{found[current]} {said.strip()}" if current in found else said.strip()
    return found


def _says(found: Found, words: frozenset[str]) -> bool:
    return isinstance(found.content, str) and fold(nfc(found.content)) in words


def _number_of(item: FormField, found: Found, reading: Reading | None) -> Entered | Ambiguous | Refused:
    content = found.content
    if found.error and found.shown == UNCALCULATED:
        return Refused("Ô là công thức chưa được tính. Mở tệp bằng Excel, lưu lại rồi đọc lại, hoặc nhập số.")
    if found.error:
        return Refused(f"Ô có lỗi công thức {found.shown}. Hỏi lại đơn vị số đúng.")
    if isinstance(content, bool):
        return Refused("Ô là giá trị đúng/sai, không phải số. Nhập số.")
    if isinstance(content, date):
        return Refused(f"Ô là ngày {found.shown}: Excel đã đổi số thành ngày. Nhập lại số.")
    if content is None or _says(found, _NOTHING):
        return Entered(None)
    if isinstance(content, str):
        return read_number(shortened(content), integer=item.integer, minimum=item.minimum, reading=reading)
    if content != content or abs(content) >= 10**15:
        return Refused("Số quá lớn. Kiểm tra lại số chữ số.")
    return Entered(int(content) if float(content).is_integer() else content)


def _proposed(item: FormField, found: Found) -> Figure | None:
    """The number that is probably meant by "22 HS" or "-3": shown to be chosen, never taken by itself."""
    match = _LEADING_NUMBER.match(shortened(found.shown)) if isinstance(found.content, str) else None
    if match is None:
        return None
    entry = read_number(match[1].rstrip(".,"), integer=item.integer, minimum=item.minimum)
    if isinstance(entry, Ambiguous):
        return _likelier(item, entry)
    return entry.number if isinstance(entry, Entered) else None


def _two_ways(entry: Ambiguous) -> str:
    both = f"{format_number(entry.vietnamese)} hoặc {format_number(entry.english, 3)}"
    if entry.vietnamese < entry.english:
        both = f"{format_number(entry.english)} hoặc {format_number(entry.vietnamese, 3)}"
    return f"“{entry.text}” đọc được hai cách: {both}. Chọn một cách."


def _likelier(item: FormField, entry: Ambiguous) -> Figure | None:
    fits = [
        number
        for number in (entry.vietnamese, entry.english)
        if not item.integer or float(number).is_integer()
    ]
    return fits[0] if len(fits) == 1 else None


def _computed(
    column: FormField | Derived | RatioColumn, numbers: Mapping[str, Number | None]
) -> Number | None:
    if isinstance(column, RatioColumn):
        ratio = ratio_of(column, numbers)
        return ratio.percent if ratio else None
    return numbers.get(column.key)


def _usual(key: str, history: Sequence[Cells]) -> tuple[float, float] | None:
    """Median and median distance from it of the earlier figures; None while there are too few or too small."""
    known = [float(value.number) for row in history if (value := row.get(key)) and value.number is not None]
    if len(known) < _LEAST_HISTORY:
        return None
    middle = float(median(known))
    spread = float(median(abs(number - middle) for number in known))
    return (middle, max(spread, 1.0)) if middle >= _LEAST_MEDIAN else None
