"""The menu on a cell of the grid: clipboard, filling, states, reason and note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop_app.domain.checks import WARNING
from desktop_app.domain.forms import RatioColumn
from desktop_app.field_history import FIGURE, Subject
from desktop_app.ui.desk import Desk
from desktop_app.ui.field_history import show_history
from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.pages.services.editing import SheetEditing
from desktop_app.ui.pages.services.model import ServiceGrid

Line = tuple[str, str, Callable[[], object]]


def open_cell_menu(
    desk: Desk, grid: ExcelGrid, model: ServiceGrid, editing: SheetEditing, at: QPoint
) -> None:
    """Show the menu at a global position; only what can be done stands in it."""
    if model.row_total():
        menu = cell_menu(desk, grid, model, editing)
        menu.exec(at)
        menu.deleteLater()


def cell_menu(desk: Desk, grid: ExcelGrid, model: ServiceGrid, editing: SheetEditing) -> QMenu:
    """The menu of the current cell."""
    commands, cell = grid.commands, grid.current
    menu = QMenu(grid)
    _add(menu, [("Sao chép", "Ctrl+C", commands.copy)])
    subject = figure_subject(desk, model, cell.row, cell.column)
    if model.editable(*cell):
        _add_edits(menu, grid, model, editing)
    if subject is not None:
        menu.addSeparator()
        _add(menu, [("Lịch sử ô này…", "", lambda: show_history(desk, grid, subject))])
    figure = total_figure(model, cell.column)
    if figure:
        _add(menu, [("Vì sao tổng cột này…", "", lambda: desk.ask_why(figure, grid))])
    return menu


def total_figure(model: ServiceGrid, column: int) -> str:
    """What the total of a column is, as explanations name it ("form:…" for a ratio, "sum:…"); "" for other columns."""
    of = model.sheet_columns[column].of
    if of is None or model.sheet is None:
        return ""
    return f"{'form' if isinstance(of, RatioColumn) else 'sum'}:{model.sheet.form.key}:{of.key}"


def figure_subject(desk: Desk, model: ServiceGrid, row: int, column: int) -> Subject | None:
    """The figure a cell shows as a field of the log; None for what is worked out or no unit's."""
    of, field = model.unit_row(row), model.field_at(column)
    if of is None or field is None or model.sheet is None:
        return None
    key = (desk.period_code.code, model.sheet.form.key, of.unit.id, field.key)
    return Subject(
        FIGURE, key, "number", f"{of.unit.short_name} › {field.label}, {desk.period_code.short_title}"
    )


def _add_edits(menu: QMenu, grid: ExcelGrid, model: ServiceGrid, editing: SheetEditing) -> None:
    commands, cell = grid.commands, grid.current
    _add(menu, [("Cắt", "Ctrl+X", commands.cut), ("Dán", "Ctrl+V", grid.paste)])
    menu.addSeparator()
    _add(
        menu,
        [
            ("Điền xuống", "Ctrl+D", commands.fill_down),
            ("Điền sang phải", "Ctrl+R", commands.fill_right),
            ("Xóa số", "Delete", commands.clear),
        ],
    )
    menu.addSeparator()
    _add(menu, [("Chọn tình trạng…", "Alt+Down", commands.choices)])
    row, field = model.unit_row(cell.row), model.field_at(cell.column)
    finding = row.finding(field.key) if row and field else None
    if finding is not None and finding.severity == WARNING:
        _add(menu, [("Giữ số này…", "", lambda: editing.keep(model, cell))])
    _add(menu, [("Ghi chú…", "", lambda: editing.note(model, cell))])


def _add(menu: QMenu, lines: list[Line]) -> None:
    for title, keys, act in lines:
        action = menu.addAction(f"{title}\t{keys}" if keys else title)
        action.triggered.connect(lambda _=False, act=act: act())
