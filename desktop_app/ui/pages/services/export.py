"""The sheet as an Excel list: the units shown, their groups' sums and the total, with states kept in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Column, Form, FormField, RatioColumn
from desktop_app.domain.values import Cells, Totals, ValueState, ratio_of
from desktop_app.exporting import row_note
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.services.sheet import Sheet, Source, UnitRow

_EMPTY = "–"


def export_sheet(parent: QWidget, desk: Desk, sheet: Sheet, shown: frozenset[int]) -> None:
    """Write every column of the form for the units shown."""
    save_list(parent, desk, sheet_table(sheet, shown, desk.is_sample), f"{sheet.form.key}_{sheet.code.code}")


def sheet_table(sheet: Sheet, shown: frozenset[int], sample: bool) -> ListTable:
    """The list as it is written; sums are over all complete units of a group, as on the screen."""
    rows: list[list[Plain]] = []
    for group in sheet.groups:
        members = [row for row in group.rows if row.unit.id in shown]
        if members:
            rows.append(_sums(sheet.form, group.title, group.totals))
            rows += [_unit(sheet.form, row) for row in members]
    rows.append(_sums(sheet.form, "Tổng", sheet.totals))
    return ListTable(sheet.form.title, _columns(sheet.form), rows, _lines(sheet, len(shown)), sample)


def _columns(form: Form) -> tuple[ListColumn, ...]:
    figures = (ListColumn(column.header, _kind(column), 72) for column in form.columns)
    return (
        ListColumn("TT", "centred", 36),
        ListColumn("Đơn vị", "text", 190),
        *figures,
        ListColumn("Ghi chú", "text", 150),
    )


def _kind(column: Column) -> str:
    if isinstance(column, RatioColumn):
        return "percent"
    return "decimal" if isinstance(column, FormField) and not column.integer else "integer"


def _lines(sheet: Sheet, shown: int) -> tuple[str, ...]:
    period, totals = sheet.period, sheet.totals
    window = f"từ {format_date(period.window_start)} đến {format_date(period.last_day)}"
    scope = f"{shown}/{totals.expected} đơn vị; " if shown < totals.expected else ""
    whole = "; tự tính từ các tháng" if sheet.source is Source.FROM_MONTHS else ""
    return (
        f"Kỳ {sheet.code.short_title}, số liệu {window}{whole}; đơn vị tính: {sheet.form.unit_of_measure}",
        f"{scope}{totals.reported}/{totals.expected} đơn vị đủ số; dòng tổng chỉ cộng các đơn vị đủ số; "
        f"“{_EMPTY}” là chưa có số; theo mục nhật ký {sheet.entry}",
    )


def _unit(form: Form, row: UnitRow) -> list[Plain]:
    notes = [row_note(form, row.cells), *(value.note for value in row.cells.values() if value.note)]
    cells = [_figure(column, row) for column in form.columns]
    return [row.number, row.unit.name, *cells, "; ".join(note for note in notes if note)]


def _figure(column: Column, row: UnitRow) -> Plain:
    if isinstance(column, RatioColumn):
        ratio = ratio_of(column, row.numbers)
        return _EMPTY if ratio is None or ratio.fraction is None else float(ratio.fraction)
    if isinstance(column, FormField):
        return _typed(row.cells, column.key)
    number = row.numbers.get(column.key)
    return _EMPTY if number is None else _plain(number)


def _typed(cells: Cells, key: str) -> Plain:
    value = cells.get(key)
    if value is not None and value.state is ValueState.NOT_APPLICABLE:
        return "không áp dụng"
    return _EMPTY if value is None or value.number is None else value.number


def _sums(form: Form, title: str, totals: Totals) -> list[Plain]:
    cells = [_sum(column, totals) for column in form.columns]
    return [None, title, *cells, f"{totals.reported}/{totals.expected} đơn vị đủ số"]


def _sum(column: Column, totals: Totals) -> Plain:
    if isinstance(column, RatioColumn):
        share = totals.ratio(column).fraction if totals.reported else None
        return _EMPTY if share is None else float(share)
    number = totals.numbers.get(column.key)
    reported = totals.partial.get(column.key, totals.reported)
    return _EMPTY if number is None or not reported else _plain(number)


def _plain(number: object) -> int | float:
    exact = float(number)  # type: ignore[arg-type]
    return int(exact) if exact.is_integer() else exact
