"""Why a ratio of a return is what it is: each unit's own figures, and whether they are complete enough to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .explanations import Cell, Column, Explanation, Line, Part, Sum
from .expressions import Expression
from .forms import Derived, FormField, RatioColumn
from .numbers import format_fraction, format_number, format_percent
from .ratio import Number, add
from .summary import FormFigures
from .units import Unit
from .values import Cells, Value, ValueState, missing_fields, numbers_of, ratio_of, row_numbers

COMPLETE, INCOMPLETE = "complete", "incomplete"


def explain_ratio(
    figures: FormFigures,
    ratio: RatioColumn,
    groups: Sequence[tuple[str, Sequence[Unit]]],
    facts: Sequence[tuple[str, str]],
) -> Explanation:
    """The units behind a ratio of a return; `groups` are the units expected, by the title of their kind."""
    share = figures.totals.ratio(ratio)
    complete = set(figures.totals.complete)
    parts = (ratio.numerator, ratio.denominator)
    rows = [_line(figures, parts, unit, unit.id in complete) for _, units in groups for unit in units]
    numerators, denominators = _by_group(figures, ratio, groups)
    period = figures.period.short_title
    sums = (
        Sum(share.numerator, ratio.numerator_label, numerators),
        Sum(share.denominator, ratio.denominator_label, denominators),
    )
    return Explanation(
        measure=f"form:{figures.form.key}:{ratio.key}",
        question=f"Vì sao {format_percent(share)}?",
        sentence=f"{format_fraction(share)} = {format_percent(share)}, {ratio.numerator_label} trên "
        f"{ratio.denominator_label}, {period}, {len(complete)}/{figures.totals.expected} đơn vị đủ số",
        sums=sums if share.denominator else (),
        facts=tuple(facts),
        columns=_columns(ratio.numerator_label, ratio.denominator_label),
        lines=tuple(_numbered(rows)),
        noun="đơn vị",
        order="Sắp xếp: theo danh sách đơn vị",
    )


def explain_sum(
    figures: FormFigures,
    column: FormField | Derived,
    groups: Sequence[tuple[str, Sequence[Unit]]],
    facts: Sequence[tuple[str, str]],
) -> Explanation:
    """The units behind the total of a plain column of a return; `groups` as for `explain_ratio`.

    Where nobody reported there is no total, which is not 0. A worked-out column whose optional figures some units lack is not told by groups: it does not add up that way.
    """
    totals, complete = figures.totals, set(figures.totals.complete)
    total = totals.numbers[column.key] if totals.partial.get(column.key, totals.reported) else None
    part = column.expression if isinstance(column, Derived) else Expression.parse(column.key)
    rows = [_line(figures, (part,), unit, unit.id in complete) for _, units in groups for unit in units]
    by_group = tuple(Part(_added(figures, part, units), title) for title, units in groups)
    whole = None if total is None else Sum(total, column.label, by_group)
    said, period = format_number(total), figures.period.short_title
    return Explanation(
        measure=f"sum:{figures.form.key}:{column.key}",
        question=f"Vì sao {said}?",
        sentence=f"{column.label}: {said}, {period}, {len(complete)}/{figures.totals.expected} đơn vị đủ số",
        sums=(whole,) if whole and whole.balances else (),
        facts=tuple(facts),
        columns=_columns(column.header),
        lines=tuple(_numbered(rows)),
        noun="đơn vị",
        order="Sắp xếp: theo danh sách đơn vị",
    )


def _added(figures: FormFigures, part: Expression, units: Sequence[Unit]) -> Number:
    rows = (
        numbers_of(figures.cells.get(unit.id, {})) for unit in units if unit.id in figures.totals.complete
    )
    return add(part.number(row) or 0 for row in rows)


def _columns(*figures: str) -> tuple[Column, ...]:
    shown = (Column(_heading(name), "figure") for name in figures)
    return (
        Column("TT", "number"),
        Column("Đơn vị", "title"),
        *shown,
        Column("Vì sao", "reason"),
        Column("Nguồn"),
    )


def _heading(label: str) -> str:
    return label[:1].upper() + label[1:]


def _numbered(rows: Sequence[Line]) -> list[Line]:
    return [
        Line(row.kind, (Cell(str(number)), *row.cells), row.counted, row.unit, target=row.target)
        for number, row in enumerate(rows, start=1)
    ]


def _by_group(
    figures: FormFigures, ratio: RatioColumn, groups: Sequence[tuple[str, Sequence[Unit]]]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    above, below = [], []
    for title, units in groups:
        shares = [
            ratio_of(ratio, row_numbers(figures.form, figures.cells.get(unit.id, {})))
            for unit in units
            if unit.id in figures.totals.complete
        ]
        known = [share for share in shares if share is not None]
        above.append(Part(add(share.numerator for share in known), title))
        below.append(Part(add(share.denominator for share in known), title))
    return tuple(above), tuple(below)


def _line(figures: FormFigures, parts: Sequence[Expression], unit: Unit, counted: bool) -> Line:
    cells = figures.cells.get(unit.id, {})
    numbers = row_numbers(figures.form, cells)
    names = [name for part in parts for name in part.names]
    return Line(
        COMPLETE if counted else INCOMPLETE,
        (
            Cell(unit.short_name),
            *(Cell.figure(part.number(numbers)) for part in parts),
            Cell(*_reason(figures, cells)),
            Cell(*_origin(figures, {name: cells[name] for name in names if name in cells})),
        ),
        counted,
        unit.short_name,
        target=("unit", unit.id),
    )


def _reason(figures: FormFigures, cells: Cells) -> tuple[str, str]:
    """Why a unit counts or not, and what else is to be said of its figures."""
    if not cells:
        return "chưa báo cáo", ""
    lacking = [figures.form.field(key).header for key in missing_fields(figures.form, cells)]
    if lacking:
        return f"thiếu {len(lacking)} ô", ", ".join(lacking)
    said = [
        f"{figures.form.field(key).header}: {value.state.label.lower()}"
        for key, value in cells.items()
        if value.state in (ValueState.ESTIMATED, ValueState.NOT_APPLICABLE)
    ]
    return "đủ số", "; ".join(said)


def _origin(figures: FormFigures, values: Mapping[str, Value]) -> tuple[str, str]:
    """Where a unit's figures of the ratio came from: the file and its cells, or typed here."""
    if not values:
        return "–", ""
    if figures.period.months > 1 and not any(value.origin for value in values.values()):
        return f"tính từ {figures.period.months} tháng", ""
    files = dict.fromkeys(value.origin for value in values.values() if value.origin)
    if not files:
        return "gõ tại đây", ""
    first, *more = files
    return first, "; ".join(more)
