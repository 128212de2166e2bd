"""What stands in each cell of the grid: figures, derived figures, ratios, sums, and the extra columns when wide."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.checks import ERROR, Finding
from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Derived, FormField, RatioColumn
from desktop_app.domain.numbers import format_fraction, format_number, format_percent, format_points
from desktop_app.domain.ratio import Number, Ratio
from desktop_app.domain.values import Totals, Value, ValueState, ratio_of, row_numbers
from desktop_app.store.reader import FigureChanges
from desktop_app.ui.grid.model import CellState, GridCell
from desktop_app.ui.grid.planning import plain_number
from desktop_app.ui.pages.services.columns import SheetColumn
from desktop_app.ui.pages.services.entry import ESTIMATE, NOT_APPLICABLE, text_of
from desktop_app.ui.pages.services.sheet import History, Sheet, UnitRow

NOTHING = GridCell("–", "", None, CellState.MISSING)


class CellMaker:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Sheet, history: History | None) -> None:
        """`history` is for the extra columns."""
        self._sheet = sheet
        self._history = history

    def unit(self, row: UnitRow, column: SheetColumn) -> GridCell:
        """A unit's cell."""
        of = column.of
        if isinstance(of, FormField):
            return figure_cell(row.cells.get(of.key), row.finding(of.key))
        if isinstance(of, Derived):
            state = CellState.ERROR if of.key in row.broken else CellState.NONE
            return _number_cell(row.numbers.get(of.key), state)
        if isinstance(of, RatioColumn):
            return _ratio_cell(ratio_of(of, row.numbers))
        return self._extra(row, column.key)

    def sums(self, totals: Totals, previous: Totals, units: list[int], column: SheetColumn) -> GridCell:
        """A cell of a group row or of the total row: over complete units only."""
        of = column.of
        if isinstance(of, RatioColumn):
            return _ratio_sum(totals, of)
        if of is not None:
            return _sum_cell(totals, of.key)
        headline = self._sheet.form.headline
        if headline is None:
            return GridCell("")
        now, before = _known(totals, headline), _known(previous, headline)
        if column.key == "trend" and self._history:
            return GridCell("", trend=self._history.totals(units, headline.key))
        return _compared(column.key, now, before)

    def _extra(self, row: UnitRow, key: str) -> GridCell:
        headline = self._sheet.form.headline
        if headline is None or self._history is None:
            return GridCell("")
        if key == "updated":
            return GridCell(last_change(self._history.changes(), row.unit.id))
        if key == "trend":
            return GridCell("", trend=self._history.ratios(row.unit.id, headline.key))
        before = ratio_of(headline, row_numbers(self._sheet.form, row.previous))
        return _compared(key, ratio_of(headline, row.numbers), before)


def figure_cell(value: Value | None, finding: Finding | None) -> GridCell:
    """A typed cell: the figure or its state, marked by the gravest finding."""
    state, note = CellState.NONE, ""
    if finding is not None:
        state = CellState.ERROR if finding.severity == ERROR else CellState.WARNING
        note = finding.message
    commented = bool(value and value.note)
    if value is None or value.state is ValueState.NOT_REPORTED:
        shown = CellState.MISSING if state is CellState.NONE else state
        return GridCell("–", "", None, shown, note or (value.note if value else ""), commented)
    note = note or value.kept or value.note
    if value.state is ValueState.NOT_APPLICABLE:
        shown = CellState.NOT_APPLICABLE if state is CellState.NONE else state
        return GridCell(NOT_APPLICABLE, text_of(value), None, shown, note or value.reason, commented)
    return _reported(value, state, note, commented)


def _reported(value: Value, state: CellState, note: str, commented: bool) -> GridCell:
    text = format_number(value.number)
    if value.state is ValueState.ESTIMATED:
        if state is CellState.NONE:
            state = CellState.ESTIMATED
        else:
            text = f"{ESTIMATE} {text}"
    return GridCell(text, text_of(value), value.number, state, note, commented)


def _number_cell(number: Number | None, state: CellState = CellState.NONE, note: str = "") -> GridCell:
    if number is None:
        return NOTHING
    shown = number if isinstance(number, int | float) else _plain(number)
    return GridCell(format_number(number), plain_number(Decimal(str(number))), shown, state, note)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _ratio_cell(ratio: Ratio | None) -> GridCell:
    if ratio is None or ratio.percent is None:
        return NOTHING
    percent = format_percent(ratio)
    return GridCell(percent, percent, note=format_fraction(ratio))


def _sum_cell(totals: Totals, key: str) -> GridCell:
    reported = totals.partial.get(key, totals.reported)
    if not reported:
        return NOTHING
    note = f"{reported}/{totals.reported} đơn vị có số" if reported < totals.reported else ""
    return _number_cell(totals.numbers.get(key), note=note)


def _ratio_sum(totals: Totals, column: RatioColumn) -> GridCell:
    if totals.reported and not totals.sound(column):
        note = "Tử số và mẫu số không cùng các đơn vị nên không tính tỷ lệ chung."
        return GridCell("–", "", None, CellState.MISSING, note)
    return _ratio_cell(_known(totals, column))


def _known(totals: Totals, column: RatioColumn) -> Ratio | None:
    return totals.ratio(column) if totals.reported else None


def _compared(key: str, now: Ratio | None, before: Ratio | None) -> GridCell:
    if key == "previous":
        return _ratio_cell(before)
    if key != "change" or now is None or before is None:
        return GridCell("") if key == "updated" else NOTHING
    if now.fraction is None or before.fraction is None:
        return NOTHING
    words = format_points((now.fraction - before.fraction) * 100)
    return GridCell(words, words)


def last_change(changes: FigureChanges, unit_id: int) -> str:
    """The day on which any of a unit's figures was last changed, "" for none."""
    fields = changes.get(unit_id, {})
    return format_date(max(change.at for change in fields.values()).date()) if fields else ""
