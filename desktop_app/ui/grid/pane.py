"""One of the two panes of the grid's body: the frozen column or the columns that scroll.

Draws what crosses the borders of cells (cursor, block outline, fill handle) and passes the mouse on.
Keys never come here: the cell editor has the focus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop_app.ui.grid import look as sizes
from desktop_app.ui.grid.delegate import draw_triangle
from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.selection import Block, Cell, Selection


@dataclass(frozen=True, slots=True)
class Outlines:
    """What is drawn over the cells: selection, dashed block (a fill being drawn, a cut), handle or not."""

    selection: Selection
    dashed: Block | None = None
    handle: bool = True


class GridPane(QTableView):
    """A QTableView that shows columns `first` to `last` (None: to the end) and reports the mouse."""

    pressed_on = Signal(object)
    dragged_on = Signal(object)
    released_on = Signal(object)
    double_clicked_on = Signal(object)

    def __init__(
        self,
        look: GridLook,
        model: GridModel,
        frozen: bool,
        outlines: Callable[[], Outlines],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._grid_model = model
        self._frozen = frozen
        self._outlines = outlines
        self.handle_wanted: Callable[[QPoint], bool] = lambda place: False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.viewport().setMouseTracking(True)

    def block_rect(self, block: Block) -> QRect | None:
        """The part of a block that lies in this pane's columns, in viewport pixels."""
        first, last = (0, 0) if self._frozen else (1, len(self._grid_model.columns) - 1)
        left, right = max(block.left, first), min(block.right, last)
        if left > right:
            return None
        x = self.columnViewportPosition(left)
        y = self.rowViewportPosition(block.top)
        end_x = self.columnViewportPosition(right) + self.columnWidth(right)
        end_y = self.rowViewportPosition(block.bottom) + self.rowHeight(block.bottom)
        return QRect(x, y, end_x - x, end_y - y)

    def handle_centre(self) -> QPoint | None:
        """The middle of the fill handle, or None when the block ends in the other pane."""
        outlines = self._outlines()
        block = outlines.selection.block
        if not outlines.handle or (block.right == 0) != self._frozen:
            return None
        rect = self.block_rect(block)
        if rect is None:
            return None
        half, view = self._look.s(sizes.HANDLE) // 2 + 1, self.viewport()
        return QPoint(
            _pulled_in(rect.right(), view.width(), half), _pulled_in(rect.bottom(), view.height(), half)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, then block outline, cursor and handle over them."""
        super().paintEvent(event)
        if not self._grid_model.rowCount():
            return
        painter = QPainter(self.viewport())
        outlines = self._outlines()
        chosen = outlines.selection
        self._outline(painter, chosen.block, "accent", 1)
        if outlines.dashed is not None:
            self._outline(painter, outlines.dashed, "text2", 1, dashed=True)
        self._outline(painter, Block.between(chosen.active, chosen.active), "accent", 2)
        self._cursor_corner(painter, chosen.active)
        self._handle(painter)
        painter.end()

    def _outline(self, painter: QPainter, block: Block, token: str, width: int, dashed: bool = False) -> None:
        rect = self.block_rect(block)
        if rect is None:
            return
        look = self._look
        thick = look.s(width)
        painter.setClipRect(self.viewport().rect())
        if dashed:
            painter.setPen(QPen(look.colour(token), look.s(1), Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            return
        self._edges(painter, block, rect, thick, token)

    def _edges(self, painter: QPainter, block: Block, rect: QRect, thick: int, token: str) -> None:
        """Four bars on the hairlines around the block; inside it where no hairline is before it."""
        colour = self._look.colour(token)
        out = 1 if rect.top() > 0 else 0
        top = rect.top() - (out if block.top else 0)
        bottom = _pulled_in(rect.top() + rect.height() - 1, self.viewport().height(), thick)
        starts_here = (block.left == 0) == self._frozen
        ends_here = (block.right == 0) == self._frozen
        at_edge = block.left <= (0 if self._frozen else 1)
        left = rect.left() if at_edge else rect.left() - 1
        right = _pulled_in(rect.left() + rect.width() - 1, self.viewport().width(), thick)
        painter.fillRect(QRect(left, top, right - left + thick, thick), colour)
        painter.fillRect(QRect(left, bottom, right - left + thick, thick), colour)
        if starts_here:
            painter.fillRect(QRect(left, top, thick, bottom - top + thick), colour)
        if ends_here:
            inner = right - thick + 1 if self._frozen else right
            painter.fillRect(QRect(inner, top, thick, bottom - top + thick), colour)

    def _cursor_corner(self, painter: QPainter, active: Cell) -> None:
        """The mark's triangle again, which the cursor's frame would cover."""
        if active.column == 0 or self._frozen or active.row >= self._grid_model.rowCount():
            return
        rect = self.block_rect(Block.between(active, active))
        if rect is not None and active.column < len(self._grid_model.columns):
            state = self._grid_model.cell(active.row, active.column).state
            draw_triangle(painter, self._look, rect.adjusted(self._look.s(1), self._look.s(1), 0, 0), state)

    def _handle(self, painter: QPainter) -> None:
        centre = self.handle_centre()
        if centre is None:
            return
        size = self._look.s(sizes.HANDLE)
        square = QRect(centre.x() - size // 2, centre.y() - size // 2, size, size)
        painter.fillRect(square.adjusted(-1, -1, 1, 1), self._look.colour("surface"))
        painter.fillRect(square, self._look.colour("accent"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key the editor left alone is the window's; QTableView would move a cursor of its own."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report the press; the grid decides what it means."""
        self.pressed_on.emit(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Report a drag; without a button, show that the handle can be taken."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged_on.emit(event)
            return
        over = self.handle_wanted(event.globalPosition().toPoint())
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report the release."""
        self.released_on.emit(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Report the double click."""
        self.double_clicked_on.emit(event)


def _pulled_in(place: int, length: int, room: int) -> int:
    """A line's place, moved inside when it lies on the very edge of the view and would be cut off there."""
    return length - room if length - room < place < length else place
