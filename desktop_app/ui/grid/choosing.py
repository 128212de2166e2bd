"""The list on Alt+Down: states a cell can be given besides a figure. The choices are the model's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import Choice

if TYPE_CHECKING:
    from desktop_app.ui.grid.grid import ExcelGrid


class ChoiceList:
    """Shows the choices of the current cell below it and carries one out for all selected cells."""

    def __init__(self, grid: ExcelGrid, look: GridLook) -> None:
        self._grid = grid
        self._look = look
        self.menu: QMenu | None = None

    def open(self) -> None:
        """Show the list; a cell without choices says why."""
        grid = self._grid
        choices = grid.model.choices(*grid.current) if grid.model.editable(*grid.current) else ()
        if not choices:
            grid.say_why_locked()
            return
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(grid)
        for choice in choices:
            self._add(self.menu, choice)
        self.menu.popup(grid.below_current())
        self.menu.setActiveAction(self.menu.actions()[0])

    def _add(self, menu: QMenu, choice: Choice) -> None:
        action = menu.addAction(choice.title)
        if choice.icon:
            action.setIcon(self._look.pixmap(choice.icon, "text2", 16))
        action.triggered.connect(lambda checked=False: self._choose(choice))

    def _choose(self, choice: Choice) -> None:
        """Enter the choice into every selected cell that can be edited, or hand it to the screen."""
        grid = self._grid
        cells = [cell for cell in grid.selection.block.cells() if grid.model.editable(*cell)]
        if choice.text is None:
            grid.choice_made.emit(choice.key, cells)
        else:
            grid.write([(cell, choice.text) for cell in cells], "Sửa")
