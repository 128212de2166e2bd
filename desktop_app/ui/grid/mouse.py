"""What the mouse does in the grid: select, extend, take the fill handle, scroll at the edges."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from desktop_app.ui.grid.planning import drag_target
from desktop_app.ui.grid.selection import Block, Cell, Selection

_SCROLL_INTERVAL_MS = 40


class _Drag(Enum):
    NONE = auto()
    SELECTING = auto()
    FILLING = auto()


class MouseTarget(Protocol):
    """What the gestures need of the grid."""

    @property
    def selection(self) -> Selection:
        """What is selected."""

    def commit(self) -> bool:
        """End an edit; False when the text was refused."""

    def take_focus(self) -> None:
        """Bring the keys to the grid."""

    def select(self, selection: Selection, follow: Cell | None = None) -> None:
        """Select, and bring `follow` into view."""

    def select_at(self, cell: Cell) -> None:
        """Select one cell."""

    def whole_rows(self, first: int, last: int) -> Selection:
        """The selection of complete rows."""

    def whole_columns(self, first: int, last: int) -> Selection:
        """The selection of complete columns."""

    def cell_at(self, place: QPoint, beyond: bool) -> Cell | None:
        """The cell at a global position; `beyond` the panes the nearest one outside the view."""

    def on_handle(self, place: QPoint) -> bool:
        """Whether a global position takes the fill handle."""

    def show_fill(self, target: Block | None) -> None:
        """Draw the block a fill would write."""

    def fill(self, target: Block, other_way: bool) -> None:
        """Write the fill."""

    def edit(self) -> None:
        """Edit the current cell's text."""


class Gestures(QObject):
    """Follows one press to its release."""

    def __init__(self, grid: MouseTarget, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._drag = _Drag.NONE
        self._fill: Block | None = None
        self._last = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_INTERVAL_MS)
        self._scrolling.timeout.connect(self._drag_on)

    def press(self, event: QMouseEvent) -> None:
        """Select a cell, extend to it with Shift, or take the handle."""
        place = event.globalPosition().toPoint()
        filling = event.button() == Qt.MouseButton.LeftButton and self._grid.on_handle(place)
        cell = self._grid.cell_at(place, beyond=False)
        self._grid.take_focus()
        if not self._grid.commit() or (cell is None and not filling):
            return
        if event.button() == Qt.MouseButton.RightButton:
            if cell is not None and cell not in self._grid.selection.block:
                self._grid.select_at(cell)
        elif filling:
            self._drag, self._fill = _Drag.FILLING, None
        elif event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._drag = _Drag.SELECTING
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._grid.select(self._grid.selection.extended_to(cell), cell)
            else:
                self._grid.select_at(cell)

    def drag(self, event: QMouseEvent) -> None:
        """Extend the selection or the fill to the cell under the mouse."""
        self._last = event.globalPosition().toPoint()
        self._drag_on()
        outside = self._grid.cell_at(self._last, beyond=False) is None
        if self._drag in (_Drag.SELECTING, _Drag.FILLING) and outside:
            self._scrolling.start()
        else:
            self._scrolling.stop()

    def _drag_on(self) -> None:
        cell = self._grid.cell_at(self._last, beyond=True)
        if cell is None:
            return
        if self._drag is _Drag.SELECTING:
            self._grid.select(self._grid.selection.extended_to(cell), cell)
        elif self._drag is _Drag.FILLING:
            self._fill = drag_target(self._grid.selection.block, cell)
            self._grid.show_fill(self._fill)

    def release(self, event: QMouseEvent) -> None:
        """End the drag; a fill is written now."""
        self._scrolling.stop()
        drag, self._drag = self._drag, _Drag.NONE
        if drag is not _Drag.FILLING:
            return
        target, self._fill = self._fill, None
        self._grid.show_fill(None)
        if target is not None:
            self._grid.fill(target, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def cancel(self) -> bool:
        """Esc: give up a fill being drawn. False when none was."""
        if self._drag is not _Drag.FILLING:
            return False
        self._scrolling.stop()
        self._drag, self._fill = _Drag.NONE, None
        self._grid.show_fill(None)
        return True

    def double_click(self, event: QMouseEvent) -> None:
        """Edit the cell under the mouse."""
        cell = self._grid.cell_at(event.globalPosition().toPoint(), beyond=False)
        if cell is not None and event.button() == Qt.MouseButton.LeftButton and self._grid.commit():
            self._grid.select_at(cell)
            self._grid.edit()

    def press_row(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """A row's number was pressed."""
        first = self._grid.selection.anchor.row if modifiers & Qt.KeyboardModifier.ShiftModifier else row
        self._pressed_header(self._grid.whole_rows(first, row))

    def drag_row(self, row: int) -> None:
        """The mouse was dragged to another row's number."""
        self._grid.select(self._grid.whole_rows(self._grid.selection.anchor.row, row))

    def press_column(self, column: int, modifiers: Qt.KeyboardModifier) -> None:
        """A column's letter was pressed."""
        shift = modifiers & Qt.KeyboardModifier.ShiftModifier
        first = self._grid.selection.anchor.column if shift else column
        self._pressed_header(self._grid.whole_columns(first, column))

    def drag_column(self, column: int) -> None:
        """The mouse was dragged to another column's letter."""
        self._grid.select(self._grid.whole_columns(self._grid.selection.anchor.column, column))

    def _pressed_header(self, selection: Selection) -> None:
        self._grid.take_focus()
        if self._grid.commit():
            self._grid.select(selection)
