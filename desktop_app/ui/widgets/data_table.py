"""The table of the design's lists: hairlines, no zebra, whole rows, an accent bar at the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook
from desktop_app.ui.widgets.table_delegate import TableDelegate
from desktop_app.ui.widgets.table_header import TableHeader

TWO_LINES = 46
THREE_LINES = 66
ONE_LINE = 36
COMPACT = 32

_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class DataTable(QTableView):
    """A list of rows. `opened` is emitted by Enter and by double click, with the row's index.

    Cells take their look from the model's LOOK_ROLE. `elided_texts` tells what had to be cut.
    """

    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, name: str, row_height: int = TWO_LINES) -> None:
        super().__init__()
        self._theme = theme
        self._delegate = TableDelegate(theme, self)
        self.setAccessibleName(name)
        self.setProperty("kind", "data")
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(TableHeader(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.s(20))
        self.set_row_height(row_height)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self.opened)
        self._stretched, self._at_least = -1, 0
        self.horizontalHeader().sectionResized.connect(self._after_resize)

    def set_row_height(self, height: int) -> None:
        """Give all rows another height, in design pixels: ONE_LINE, TWO_LINES or THREE_LINES."""
        self.verticalHeader().setDefaultSectionSize(self._theme.s(height))

    @property
    def delegate(self) -> TableDelegate:
        """The delegate that paints the cells."""
        return self._delegate

    def set_columns(self, widths: dict[int, int], stretched: int, at_least: int = 160) -> None:
        """Fix the widths (design pixels) of the named columns and let one take the rest.

        The stretched column keeps its least width; below that the table scrolls sideways.
        """
        header = self.horizontalHeader()
        for column, width in widths.items():
            header.resizeSection(column, self._theme.s(width))
        self._stretched, self._at_least = stretched, self._theme.s(at_least)
        self._stretch()

    def show_sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let headers sort, starting with this column."""
        self.setSortingEnabled(True)
        self.sortByColumn(column, order)

    def set_query(self, query: str) -> None:
        """Mark what matches a search in every cell."""
        self._delegate.query = query
        self.viewport().update()

    def elided_texts(self) -> set[tuple[int, str]]:
        """(column, whole text) of every cell that was cut when last painted."""
        return {(column, text) for (_, column), text in self._delegate.elided.items()}

    def forget_elided(self) -> None:
        """Start the account of cut texts afresh."""
        self._delegate.elided.clear()

    def choose_row(self, row: int) -> None:
        """Select one row, make it current and bring it into view."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def selected_rows(self) -> list[int]:
        """The selected rows of the view's model, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; Home and End go to the first and last row."""
        last = self.model().rowCount() - 1 if self.model() is not None else -1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and last >= 0:
            self.choose_row(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)
        self._ring(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when the keyboard comes to a list without a current one; show the ring."""
        super().focusInEvent(event)
        by_keyboard = event.reason() in _KEYBOARD_REASONS
        if by_keyboard and not self.currentIndex().isValid() and self.model() and self.model().rowCount():
            self.choose_row(0)
        self._ring(by_keyboard)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring(False)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Move the ring with the current row."""
        super().currentChanged(current, previous)
        if self._delegate.ring_row >= 0:
            self._ring(True)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cut cell as its tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            cut = self._delegate.elided.get((index.row(), index.column()), "")
            QToolTip.showText(event.globalPos(), str(index.data(Qt.ItemDataRole.ToolTipRole) or cut), self)
            return True
        return super().viewportEvent(event)

    def fit_column(self, column: int) -> None:
        """Make a column as wide as its widest cell and header."""
        header = self.horizontalHeader()
        width = max(self.sizeHintForColumn(column), self.minimum_header_width(column))
        header.resizeSection(column, width)

    def minimum_header_width(self, column: int) -> int:
        """The width that shows the whole header of a column."""
        header = self.horizontalHeader()
        return header.section_width(column) if isinstance(header, TableHeader) else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the stretched column what the others leave."""
        super().resizeEvent(event)
        self._stretch()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Hide or show a column and share out the room again."""
        super().setColumnHidden(column, hide)
        self._stretch()

    def _after_resize(self, section: int, _old: int, _new: int) -> None:
        if section != self._stretched:
            self._stretch()

    def _stretch(self) -> None:
        header = self.horizontalHeader()
        if self._stretched < 0 or self._stretched >= header.count():
            return
        others = header.length() - header.sectionSize(self._stretched)
        header.resizeSection(self._stretched, max(self.viewport().width() - others, self._at_least))

    def _ring(self, shown: bool) -> None:
        self._delegate.ring_row = self.currentIndex().row() if shown and self.hasFocus() else -1
        self.viewport().update()


__all__ = ["COMPACT", "LOOK_ROLE", "ONE_LINE", "THREE_LINES", "TWO_LINES", "CellLook", "DataTable"]
