"""Why a ratio of a return is what it is: each unit's own figures, and whether they are complete enough to count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .explanations import Cell, Column, Explanation, Line, Part, Sum
from .forms import RatioColumn
from .numbers import format_fraction, format_percent
from .ratio import add
from .summary import FormFigures
from .units import Unit
from .values import Cells, Value, ValueState, missing_fields, ratio_of, row_numbers

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
    rows = [_line(figures, ratio, unit, unit.id in complete) for _, units in groups for unit in units]
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
        columns=(
            Column("TT", "number"),
            Column("Đơn vị", "title"),
            Column(_heading(ratio.numerator_label), "figure"),
            Column(_heading(ratio.denominator_label), "figure"),
            Column("Vì sao", "reason"),
            Column("Nguồn"),
        ),
        lines=tuple(_numbered(rows)),
        noun="đơn vị",
        order="Sắp xếp: theo danh sách đơn vị",
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


def _line(figures: FormFigures, ratio: RatioColumn, unit: Unit, counted: bool) -> Line:
    cells = figures.cells.get(unit.id, {})
    numbers = row_numbers(figures.form, cells)
    above, below = ratio.numerator.number(numbers), ratio.denominator.number(numbers)
    names = [*ratio.numerator.names, *ratio.denominator.names]
    return Line(
        COMPLETE if counted else INCOMPLETE,
        (
            Cell(unit.short_name),
            Cell.figure(above),
            Cell.figure(below),
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
