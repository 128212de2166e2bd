"""The table of the matrix: a cursor on one cell, systems unfolded by arrow keys, Space cycles the result."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop_app.ui.pages.layers.model import FOLD_ROLE
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.data_table import TWO_LINES, DataTable
from desktop_app.ui.widgets.table_delegate import TableDelegate


class MatrixTable(DataTable):
    """Signals: `cell_chosen(row, column)` when the cursor moves, `cycled()` for Space, `unfolded(row, open)`.

    `pasted()` for Ctrl+V. `opened` (Enter, double click) asks for the details of the cell, `left` (Esc) to close them.
    """

    cell_chosen = Signal(int, int)
    cycled = Signal()
    unfolded = Signal(int, bool)
    pasted = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Single cells can be chosen."""
        super().__init__(theme, "Ma trận an toàn 4 lớp", TWO_LINES)
        self.setItemDelegate(_CursorDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Tell where the cursor is, and draw its whole row anew."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.cell_chosen.emit(current.row(), current.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space cycles; + and − (on a name also → and ←) unfold and fold the systems of a unit."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if not index.isValid() or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Space:
            self.cycled.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        fold = index.data(FOLD_ROLE)
        opens = key == Qt.Key.Key_Plus or (key == Qt.Key.Key_Right and fold == "closed")
        if opens or key == Qt.Key.Key_Minus or (key == Qt.Key.Key_Left and fold == "open"):
            self.unfolded.emit(index.row(), opens)
            return
        super().keyPressEvent(event)


class _CursorDelegate(TableDelegate):
    """Rows filled where the cursor is, and a ring around the cursor's cell."""

    def __init__(self, theme: Theme, table: MatrixTable) -> None:
        super().__init__(theme, table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the cell, then the ring."""
        current = self._table.currentIndex()
        here = current.isValid() and current.row() == index.row()
        if here:
            option.state |= QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
        area, fold = QRect(option.rect), index.data(FOLD_ROLE)  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        if fold:
            sign = self._theme.pixmap("chevron_down" if fold == "open" else "chevron_right", "text3", 12)
            painter.drawPixmap(area.x() + self._theme.s(5), area.center().y() - self._theme.s(6), sign)
        if here and current.column() == index.column():
            self._paint_cursor(painter, area)

    def _paint_cursor(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), self._theme.s(2)))
        painter.drawRoundedRect(area.adjusted(2, 2, -3, -3), self._theme.s(6), self._theme.s(6))
        painter.restore()
