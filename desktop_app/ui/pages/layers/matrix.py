"""The table of the matrix: a cursor on one cell, systems unfolded by arrow keys, Space cycles the result."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.data_table import TWO_LINES, DataTable
from desktop_app.ui.widgets.table_delegate import TableDelegate


class MatrixTable(DataTable):
    """Signals: `cell_chosen(row, column)` when the cursor moves, `cycled()` for Space, `unfolded(row, open)`.

    `opened` (Enter, double click) asks for the details of the cell.
    """

    cell_chosen = Signal(int, int)
    cycled = Signal()
    unfolded = Signal(int, bool)

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
        """Space cycles; → and ← on the unit's name unfold and fold its systems."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.cycled.emit()
            return
        wanted = {Qt.Key.Key_Plus: True, Qt.Key.Key_Minus: False}.get(Qt.Key(event.key()))
        if wanted is not None and index.isValid():
            self.unfolded.emit(index.row(), wanted)
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
        super().paint(painter, option, index)
        if here and current.column() == index.column() and index.column() > 0:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), self._theme.s(2)))
            area = QRect(option.rect).adjusted(2, 2, -3, -3)  # type: ignore[attr-defined]
            painter.drawRoundedRect(area, self._theme.s(6), self._theme.s(6))
            painter.restore()
