"""Figures of a return: four states that are never mixed up, and the sums over units.

Reported 0, "chưa báo cáo", "không áp dụng" and "ước thực hiện" stay apart; a sum says how many units it
lacks. Totals add only complete units, so that a numerator and its denominator are of the same units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .errors import InvalidInput
from .expressions import Expression
from .forms import Form, FormField, RatioColumn
from .ratio import Number, Ratio, add


class ValueState(StrEnum):
    """What is known of a figure."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _TITLES[self]


_TITLES = {
    ValueState.REPORTED: "Đã báo cáo",
    ValueState.ESTIMATED: "Ước thực hiện",
    ValueState.NOT_REPORTED: "Chưa báo cáo",
    ValueState.NOT_APPLICABLE: "Không áp dụng",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One figure: state, number (only for reported and estimated), reason, note and where it came from.

    `kept` is the reason for which a warning on it was accepted. `origin` names an imported file and cell,
    `received_id` the kept file itself.
    """

    state: ValueState
    number: int | float | None = None
    reason: str = ""
    note: str = ""
    kept: str = ""
    origin: str = ""
    received_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a number without a figure's state, a figure without number, "không áp dụng" without reason."""
        has_number = self.state in (ValueState.REPORTED, ValueState.ESTIMATED)
        if has_number != (self.number is not None):
            raise InvalidInput(
                "Ô có số phải là “đã báo cáo” hoặc “ước thực hiện”; các trạng thái khác để trống số."
            )
        if self.state is ValueState.NOT_APPLICABLE and not self.reason.strip():
            raise InvalidInput("“Không áp dụng” cần có lý do. Nhập lý do rồi ghi lại.")


MISSING = Value(ValueState.NOT_REPORTED)
Cells = Mapping[str, Value]


def numbers_of(cells: Cells) -> dict[str, Number | None]:
    """The figures of one unit's row by field key; "không áp dụng" counts as nothing (0), missing as None."""
    return {
        key: 0 if value.state is ValueState.NOT_APPLICABLE else value.number for key, value in cells.items()
    }


def missing_fields(form: Form, cells: Cells) -> list[str]:
    """Keys of the fields a row still lacks: the required ones, and the other part of a ratio half reported.

    A row with a numerator but no denominator (or the reverse) would make the ratio of the sums wrong.
    """
    known = {key for key, value in cells.items() if value.state is not ValueState.NOT_REPORTED}
    lacking = dict.fromkeys(key for key in form.required_keys if key not in known)
    optional = {field.key for field in form.fields if not field.required}
    for ratio in form.ratios:
        parts = {*ratio.numerator.names, *ratio.denominator.names}
        if parts <= optional and parts & known:
            lacking.update(dict.fromkeys(sorted(parts - known)))
    return list(lacking)


def row_numbers(form: Form, cells: Cells) -> dict[str, Number | None]:
    """Figures and derived figures of a row; derived ones are None while a figure they need is missing."""
    numbers = numbers_of(cells)
    for item in form.derived:
        numbers[item.key] = item.expression.number(numbers)
    return numbers


def ratio_of(ratio: RatioColumn, numbers: Mapping[str, Number | None]) -> Ratio | None:
    """The ratio for these figures, None while one of its parts is missing."""
    numerator, denominator = ratio.numerator.number(numbers), ratio.denominator.number(numbers)
    return None if numerator is None or denominator is None else Ratio(numerator, denominator)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the complete units among those expected.

    `numbers` holds a sum for each field and derived column (None where the form forbids adding);
    `partial` says for each optional field how many complete units reported it.
    """

    expected: int
    complete: tuple[int, ...]
    missing: tuple[int, ...]
    estimated: int
    not_applicable: int
    numbers: Mapping[str, Number | None]
    partial: Mapping[str, int]

    @property
    def reported(self) -> int:
        """How many units are complete."""
        return len(self.complete)

    def sound(self, ratio: RatioColumn) -> bool:
        """Whether the same units stand behind both parts of a ratio (an optional field may lack some)."""
        names = {*ratio.numerator.names, *ratio.denominator.names}
        return len({self.partial.get(name, self.reported) for name in names}) <= 1

    def ratio(self, ratio: RatioColumn) -> Ratio:
        """A ratio of the form over the complete units; empty (0/0) where its parts are of different units."""
        return (ratio_of(ratio, self.numbers) if self.sound(ratio) else None) or Ratio(0, 0)


def total(form: Form, unit_ids: Sequence[int], cells: Mapping[int, Cells]) -> Totals:
    """Add up a form over units: `cells` maps a unit's id to its figures by field key.

    A unit lacking a required figure is left out of every sum and listed in `missing`.
    """
    lacking = {unit: missing_fields(form, cells.get(unit, {})) for unit in unit_ids}
    complete = tuple(unit for unit in unit_ids if not lacking[unit])
    rows = [cells.get(unit, {}) for unit in complete]
    numbers: dict[str, Number | None] = {}
    partial: dict[str, int] = {}
    for field in form.fields:
        known = [
            value
            for row in rows
            if (value := row.get(field.key, MISSING)).state is not ValueState.NOT_REPORTED
        ]
        numbers[field.key] = add(value.number or 0 for value in known) if field.sums_units else None
        if not field.required:
            partial[field.key] = len(known)
    for item in form.derived:
        numbers[item.key] = item.expression.number(numbers)
    return Totals(
        expected=len(unit_ids),
        complete=complete,
        missing=tuple(unit for unit in unit_ids if lacking[unit]),
        estimated=_count(rows, ValueState.ESTIMATED),
        not_applicable=_count(rows, ValueState.NOT_APPLICABLE),
        numbers=numbers,
        partial=partial,
    )


def _count(rows: Iterable[Cells], state: ValueState) -> int:
    return sum(value.state is state for row in rows for value in row.values())


def over_months(form: Form, months: Sequence[Cells]) -> dict[str, Value]:
    """A unit's figures for a longer period from those of its months, in time order.

    A stock is that of the last month, an opening stock that of the first; a flow is the sum of all months; a
    field with an expression of its own follows from the others. A flow lacking any month is missing, since a
    part is not the whole; one with an estimated month is an estimate.
    """
    found: dict[str, Value] = {}
    for field in form.fields:
        values = [month.get(field.key, MISSING) for month in months]
        whole = _over_months(field, values) if values and not field.over_months else MISSING
        if whole.state is not ValueState.NOT_REPORTED:
            found[field.key] = whole
    for field in form.fields:
        if field.over_months and (total_value := _from_parts(field.over_months, found)):
            found[field.key] = total_value
    return found


def _over_months(field: FormField, values: Sequence[Value]) -> Value:
    if field.stock:
        return values[0] if field.opening else values[-1]
    if all(value.state is ValueState.NOT_APPLICABLE for value in values):
        return values[-1]
    if any(value.state is ValueState.NOT_REPORTED for value in values):
        return MISSING
    estimated = any(value.state is ValueState.ESTIMATED for value in values)
    state = ValueState.ESTIMATED if estimated else ValueState.REPORTED
    return Value(state, add(value.number or 0 for value in values))


def _from_parts(expression: Expression, found: Cells) -> Value | None:
    parts = [found[name] for name in expression.names if name in found]
    number = expression.number(numbers_of(found))
    if number is None:
        return None
    if parts and all(value.state is ValueState.NOT_APPLICABLE for value in parts):
        return parts[-1]
    estimated = any(value.state is ValueState.ESTIMATED for value in parts)
    return Value(ValueState.ESTIMATED if estimated else ValueState.REPORTED, number)
