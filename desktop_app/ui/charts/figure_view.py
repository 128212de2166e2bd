"""The plotted numbers as a table, the plot's accessible form; Ctrl+C copies what is selected."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from desktop_app.ui.charts.figures import FigureTable
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.data_table import COMPACT, DataTable

AnyIndex = QModelIndex | QPersistentModelIndex


class FigureModel(QAbstractTableModel):
    """A FigureTable as an item model; read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = FigureTable(("",), ())

    @property
    def table(self) -> FigureTable:
        """The numbers shown."""
        return self._table

    def set_table(self, table: FigureTable) -> None:
        """Show other numbers."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of rows."""
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """The number of columns."""
        return 0 if parent.isValid() else len(self._table.headers)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text; figures are set right."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.rows[index.row()][index.column()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's title, set like its figures."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._table.headers):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.headers[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class FigureView(DataTable):
    """The table a plot swaps in."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, COMPACT)
        self._figures = FigureModel(self)
        self.setModel(self._figures)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    @property
    def figures(self) -> FigureTable:
        """The numbers shown."""
        return self._figures.table

    def show_figures(self, table: FigureTable) -> None:
        """Show other numbers, each column as wide as it needs."""
        self._figures.set_table(table)
        last = len(table.headers) - 1
        for column in range(1, last + 1):
            self.fit_column(column)
        self.set_columns({}, 0)

    def copy(self) -> None:
        """Put the selected cells on the clipboard as TSV; everything with its headers when at most one is."""
        cells = self.selectionModel().selectedIndexes()
        chosen = {(cell.row(), cell.column()) for cell in cells}
        if len(chosen) <= 1:
            QGuiApplication.clipboard().setText(self.figures.as_tsv())
            return
        columns = range(min(column for _, column in chosen), max(column for _, column in chosen) + 1)
        rows = range(min(row for row, _ in chosen), max(row for row, _ in chosen) + 1)
        lines = [
            "\t".join(self.figures.rows[row][column] if (row, column) in chosen else "" for column in columns)
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
