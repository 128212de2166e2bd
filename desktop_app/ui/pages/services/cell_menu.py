"""The menu on a cell of the grid: clipboard, filling, states, reason and note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop_app.domain.checks import WARNING
from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.pages.services.editing import SheetEditing
from desktop_app.ui.pages.services.model import ServiceGrid

Line = tuple[str, str, Callable[[], object]]


def open_cell_menu(grid: ExcelGrid, model: ServiceGrid, editing: SheetEditing, at: QPoint) -> None:
    """Show the menu at a global position; only what can be done stands in it."""
    if model.row_total():
        menu = cell_menu(grid, model, editing)
        menu.exec(at)
        menu.deleteLater()


def cell_menu(grid: ExcelGrid, model: ServiceGrid, editing: SheetEditing) -> QMenu:
    """The menu of the current cell."""
    commands, cell = grid.commands, grid.current
    menu = QMenu(grid)
    _add(menu, [("Sao chép", "Ctrl+C", commands.copy)])
    if not model.editable(*cell):
        return menu
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
    return menu


def _add(menu: QMenu, lines: list[Line]) -> None:
    for title, keys, act in lines:
        action = menu.addAction(f"{title}\t{keys}" if keys else title)
        action.triggered.connect(lambda _=False, act=act: act())
