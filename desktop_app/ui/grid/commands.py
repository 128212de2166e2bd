"""What each key does to a grid. The grid knows its cells and panes, this module knows the habits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent

from desktop_app.ui.grid import keys, planning
from desktop_app.ui.grid.keys import Command
from desktop_app.ui.grid.selection import Block, Cell, Selection

if TYPE_CHECKING:
    from desktop_app.ui.grid.grid import ExcelGrid


class GridCommands:
    """Carries out keys. Each returns whether it took the key."""

    def __init__(self, grid: ExcelGrid) -> None:
        self._grid = grid
        self._does: dict[Command, Callable[[], bool]] = {
            Command.COPY: self.copy,
            Command.CUT: self.cut,
            Command.PASTE: self.paste,
            Command.FILL_DOWN: self.fill_down,
            Command.FILL_RIGHT: self.fill_right,
            Command.FILL_ALL: self.fill_all,
            Command.CLEAR: self.clear,
            Command.CLEAR_AND_EDIT: self.clear_and_edit,
            Command.EDIT: self.edit,
            Command.CANCEL: self.cancel,
            Command.ENTER: lambda: self._enter(1),
            Command.ENTER_BACK: lambda: self._enter(-1),
            Command.TAB: lambda: self._tab(1),
            Command.TAB_BACK: lambda: self._tab(-1),
            Command.CHOICES: self.choices,
            Command.SELECT_ALL: self.select_all,
            Command.SELECT_ROW: self.select_row,
            Command.SELECT_COLUMN: self.select_column,
            Command.NEXT_PROBLEM: lambda: self._problem(1),
            Command.PREVIOUS_PROBLEM: lambda: self._problem(-1),
        }

    def handle(self, event: QKeyEvent) -> bool:
        """Carry out a key; False when the editor or the window should have it."""
        command, motion = keys.command(event), keys.motion(event)
        editor = self._grid.editor
        if not editor.awake:
            if command is not None:
                return self._does[command]()
            return motion is not None and self._move(motion)
        if command is not None:
            return command in keys.WHILE_EDITING and self._does[command]()
        # Shift+arrows stay with the text: UniKey selects and retypes letters with them.
        leaves = motion is not None and not motion.extends and not editor.arrows_move_text
        return leaves and motion is not None and (not self._grid.commit() or self._move(motion))

    def _move(self, motion: keys.Motion) -> bool:
        grid = self._grid
        after = grid.mover.moved(grid.selection, motion, grid.page_rows())
        grid.select(after, after.extent if motion.extends else after.active)
        return True

    def _show(self, selection: Selection) -> bool:
        self._grid.select(selection, selection.active)
        return True

    def _enter(self, step: int) -> bool:
        grid = self._grid
        return not grid.commit() or self._show(grid.mover.entered(grid.selection, step))

    def _tab(self, step: int) -> bool:
        grid = self._grid
        return not grid.commit() or self._show(grid.mover.tabbed(grid.selection, step))

    def edit(self) -> bool:
        """F2: edit the text; again: let arrows move in it or leave it."""
        editor = self._grid.editor
        if editor.awake:
            editor.arrows_move_text = not editor.arrows_move_text
        else:
            self._grid.edit()
        return True

    def clear_and_edit(self) -> bool:
        """Backspace: edit from nothing."""
        self._grid.edit_empty()
        return True

    def cancel(self) -> bool:
        """Esc: leave the cell as it was, or give up a fill or cut; else the key is the window's."""
        if self._grid.editor.awake:
            self._grid.cancel_edit()
            return True
        return self._grid.cancel_gesture()

    def clear(self) -> bool:
        """Delete: empty the selected cells."""
        self._grid.write([(cell, "") for cell in self._grid.selection.block.cells()], "Xóa")
        return True

    def copy(self) -> bool:
        """Ctrl+C."""
        self._grid.exchange.copy(self._grid.selection.block)
        self._grid.update()
        return True

    def cut(self) -> bool:
        """Ctrl+X: the figures move when they are pasted."""
        self._grid.exchange.cut(self._grid.selection.block)
        self._grid.show_fill(None)
        return True

    def paste(self) -> bool:
        """Ctrl+V: paste and select what was pasted."""
        grid = self._grid
        pasted = grid.exchange.paste(grid.selection.block)
        if pasted is None:
            return True
        written, block = pasted
        grid.report(written)
        if written.cells:
            first = Cell(block.top, block.left)
            grid.select(Selection(first, first, Cell(block.bottom, block.right)), first)
        return True

    def fill_down(self) -> bool:
        """Ctrl+D."""
        self._fill(planning.fill_down(self._grid.model, self._grid.selection.block))
        return True

    def fill_right(self) -> bool:
        """Ctrl+R."""
        self._fill(planning.fill_right(self._grid.model, self._grid.selection.block))
        return True

    def fill_all(self) -> bool:
        """Ctrl+Enter: the text being edited, or the current cell's, into all selected cells."""
        grid = self._grid
        if grid.editor.awake:
            grid.commit(everywhere=True)
        elif grid.selection.block.size > 1:
            text = planning.text_of(grid.model, grid.current)
            self._fill([(cell, text) for cell in grid.selection.block.cells() if cell != grid.current])
        return True

    def fill_by_handle(self, target: Block, other_way: bool) -> None:
        """A drag of the handle: copy or go on with a series, then select all of it."""
        grid, source = self._grid, self._grid.selection.block
        self._fill(planning.drag_fill(grid.model, source, target, other_way))
        top, left = min(source.top, target.top), min(source.left, target.left)
        last = Cell(max(source.bottom, target.bottom), max(source.right, target.right))
        grid.select(Selection(grid.current, Cell(top, left), last))

    def _fill(self, texts: list[planning.CellText]) -> None:
        if texts:
            self._grid.write(texts, "Điền")

    def choices(self) -> bool:
        """Alt+Down."""
        self._grid.choices.open()
        return True

    def select_all(self) -> bool:
        """Ctrl+A, or a click on the corner."""
        return self._widen(self._grid.mover.everything(self._grid.selection))

    def select_row(self) -> bool:
        """Shift+Space."""
        return self._widen(self._grid.mover.all_rows_of(self._grid.selection))

    def select_column(self) -> bool:
        """Ctrl+Space."""
        return self._widen(self._grid.mover.all_columns_of(self._grid.selection))

    def _widen(self, selection: Selection) -> bool:
        if self._grid.commit():
            self._grid.take_focus()
            self._grid.select(selection)
        return True

    def _problem(self, step: int) -> bool:
        self._grid.go_to_problem(step)
        return True
