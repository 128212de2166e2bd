"""Column letters and titles, row numbers, and the corner that selects everything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QWidget

from desktop_app.ui.grid import look as sizes
from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.selection import Selection


class _Header(QHeaderView):
    """A header that reports presses and drags over its sections and shows which are selected."""

    pressed_at = Signal(int, object)
    dragged_to = Signal(int)

    def __init__(
        self,
        orientation: Qt.Orientation,
        look: GridLook,
        model: GridModel,
        selection: Callable[[], Selection],
        parent: QWidget,
    ) -> None:
        super().__init__(orientation, parent)
        self._look = look
        self._grid_model = model
        self._selection = selection
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report the section under the mouse."""
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed_at.emit(section, event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Report the section the mouse was dragged to."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            section = self.logicalIndexAt(event.position().toPoint())
            if section >= 0:
                self.dragged_to.emit(section)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more to do; the section was selected when it was pressed."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A quick second click is a click."""
        self.mousePressEvent(event)


class ColumnHeader(_Header):
    """Two tiers: the letter (with "tự tính") above the title. Selected columns are drawn in accent."""

    def __init__(
        self,
        look: GridLook,
        model: GridModel,
        selection: Callable[[], Selection],
        frozen: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, look, model, selection, parent)
        self._frozen = frozen
        self.setFixedHeight(look.s(sizes.HEADER_HEIGHT))

    def sizeHint(self) -> QSize:
        """The height of both tiers."""
        return QSize(super().sizeHint().width(), self._look.s(sizes.HEADER_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sections, and the ground and line to the right of the last one."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.colour("surface2"))
        painter.setPen(self._look.pen("border"))
        bottom = self.viewport().height() - 1
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one column's letter and title."""
        look, column = self._look, self._grid_model.columns[logicalIndex]
        chosen = self._selection()
        selected = logicalIndex in chosen.block.columns
        painter.fillRect(rect, look.colour("accent_soft" if selected else "surface2"))
        painter.setPen(look.pen("border_strong" if self._frozen else "border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(look.pen("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected:
            line = QRect(rect.left(), rect.bottom() - look.s(2) + 1, rect.width() - 1, look.s(2))
            painter.fillRect(line, look.colour("accent"))
        letters = QRect(rect.left(), rect.top() + look.s(2), rect.width(), look.s(sizes.LETTER_HEIGHT))
        painter.setFont(look.font(strong=logicalIndex == chosen.active.column, small=True))
        painter.setPen(look.colour("accent" if selected else "text3"))
        letter = f"{column.letter} · {column.note}" if column.note else column.letter
        painter.drawText(letters, Qt.AlignmentFlag.AlignCenter, letter)
        self._title(painter, rect, column.title, selected)

    def _title(self, painter: QPainter, rect: QRect, title: str, selected: bool) -> None:
        look = self._look
        inset = look.s(12) if self._frozen else look.s(sizes.PADDING) + 1
        inner = rect.adjusted(look.s(4), look.s(sizes.LETTER_HEIGHT), -inset, -look.s(2))
        if self._frozen:
            inner.setLeft(rect.left() + inset)
        side = Qt.AlignmentFlag.AlignLeft if self._frozen else Qt.AlignmentFlag.AlignRight
        painter.setFont(look.strong)
        painter.setPen(look.colour("accent" if selected else "text2"))
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)


class RowNumbers(_Header):
    """The numbers at the left; group rows have none. Selected rows are drawn in accent."""

    def __init__(
        self, look: GridLook, model: GridModel, selection: Callable[[], Selection], parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, look, model, selection, parent)
        self.setFixedWidth(look.s(sizes.NUMBER_WIDTH))
        self.setDefaultSectionSize(look.s(sizes.ROW_HEIGHT))

    def sizeHint(self) -> QSize:
        """The fixed width."""
        return QSize(self._look.s(sizes.NUMBER_WIDTH), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one row's number."""
        look, row = self._look, self._grid_model.row(logicalIndex)
        chosen = self._selection()
        selected = logicalIndex in chosen.block.rows
        painter.fillRect(rect, look.colour("accent_soft" if selected else "surface2"))
        painter.setPen(look.pen("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(look.font(strong=logicalIndex == chosen.active.row))
        painter.setPen(look.colour("accent" if selected else "text3"))
        painter.drawText(rect.adjusted(0, 0, -1, -1), Qt.AlignmentFlag.AlignCenter, row.number)


class Corner(QAbstractButton):
    """Where letters and numbers meet: a click selects the whole table."""

    def __init__(self, look: GridLook, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Chọn cả bảng")
        self.setToolTip("Chọn cả bảng (Ctrl+A)")
        self.setFixedSize(look.s(sizes.NUMBER_WIDTH), look.s(sizes.HEADER_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the two lines towards the headers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface2"))
        painter.setPen(self._look.pen("border"))
        bottom = self.rect().bottomRight()
        painter.drawLine(QPoint(0, bottom.y()), bottom)
        painter.drawLine(QPoint(bottom.x(), 0), bottom)
        painter.end()
