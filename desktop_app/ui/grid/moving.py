"""Where the cursor goes from the keys: steps, data edges, pages, Enter after Tabs.

Works on the model and a Selection; knows nothing of widgets.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_app.ui.grid.keys import Motion, Reach
from desktop_app.ui.grid.model import CellState, GridModel
from desktop_app.ui.grid.selection import Cell, Selection, edge, next_passable

FIRST_COLUMN = 1
"""Home goes to the first column that scrolls, as Excel does beside frozen columns."""


class Mover:
    """Answers each move with the new selection. Remembers where a run of Tabs began."""

    def __init__(self, model: GridModel) -> None:
        self._model = model
        self._tab_start: int | None = None

    def forget_tabs(self) -> None:
        """Any move but Tab ends the run of Tabs."""
        self._tab_start = None

    def moved(self, selection: Selection, motion: Motion, page: int) -> Selection:
        """The selection after an arrow, Home, End or page key; `page` is the number of rows in view."""
        self.forget_tabs()
        start = selection.extent if motion.extends else selection.active
        target = self._target(start, motion, page)
        return selection.extended_to(target) if motion.extends else Selection.at(target)

    def _target(self, start: Cell, motion: Motion, page: int) -> Cell:
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if motion.reach is Reach.EDGE:
            return self._edge(start, motion)
        if motion.reach is Reach.CORNER:
            first = next_passable(-1, 1, rows, self._passable)
            return Cell(max(first, 0), FIRST_COLUMN) if motion.rows < 0 else Cell(rows - 1, columns - 1)
        if motion.reach is Reach.ROW_END:
            return Cell(start.row, FIRST_COLUMN if motion.columns < 0 else columns - 1)
        length = page if motion.reach is Reach.PAGE else 1
        return _inside(start.row + motion.rows * length, start.column + motion.columns, rows, columns)

    def _edge(self, start: Cell, motion: Motion) -> Cell:
        if motion.columns:
            column = edge(
                start.column,
                motion.columns,
                self._model.columnCount(),
                lambda place: self._filled(start.row, place),
            )
            return Cell(start.row, column)
        row = edge(
            start.row,
            motion.rows,
            self._model.rowCount(),
            lambda place: self._filled(place, start.column),
            self._passable,
        )
        return Cell(row, start.column)

    def entered(self, selection: Selection, step: int) -> Selection:
        """After Enter (1) or Shift+Enter (-1): on inside a block; else down or up, past group rows."""
        if selection.block.size > 1:
            return selection.cycled(step, True, self._passable)
        column = selection.active.column if self._tab_start is None else self._tab_start
        self.forget_tabs()
        row = next_passable(selection.active.row, step, self._model.rowCount(), self._passable)
        return Selection.at(Cell(row, column))

    def tabbed(self, selection: Selection, step: int) -> Selection:
        """After Tab (1) or Shift+Tab (-1): on inside a block; else right or left."""
        if selection.block.size > 1:
            return selection.cycled(step, False, self._passable)
        active = selection.active
        if self._tab_start is None:
            self._tab_start = active.column
        return Selection.at(
            _inside(active.row, active.column + step, self._model.rowCount(), self._model.columnCount())
        )

    def all_rows_of(self, selection: Selection) -> Selection:
        """The selected rows in full width; the cursor stays."""
        block = selection.block
        last = self._model.columnCount() - 1
        return replace(selection, anchor=Cell(block.top, 0), extent=Cell(block.bottom, last))

    def all_columns_of(self, selection: Selection) -> Selection:
        """The selected columns in full height; the cursor stays."""
        block = selection.block
        last = self._model.rowCount() - 1
        return replace(selection, anchor=Cell(0, block.left), extent=Cell(last, block.right))

    def everything(self, selection: Selection) -> Selection:
        """The whole table; the cursor stays."""
        return self.all_columns_of(self.all_rows_of(selection))

    def _passable(self, row: int) -> bool:
        return not self._model.is_group(row)

    def _filled(self, row: int, column: int) -> bool:
        if column == 0:
            return bool(self._model.row(row).title)
        cell = self._model.cell(row, column)
        return cell.state is not CellState.MISSING and bool(cell.edit_text or cell.text)


def _inside(row: int, column: int, rows: int, columns: int) -> Cell:
    return Cell(max(0, min(row, rows - 1)), max(0, min(column, columns - 1)))
