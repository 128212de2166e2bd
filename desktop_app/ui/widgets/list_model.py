"""The item model of a read-only list in columns; a list of its own only says what stands in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListModel(QAbstractTableModel, Generic[Row]):
    """Rows under headers. A list of its own gives `cell`, and `spoken` and `tip` where the words alone do not do."""

    def __init__(self, headers: Sequence[str], right: Iterable[int] = ()) -> None:
        """Empty until rows are shown; the numbers of the columns in `right` stand at the right."""
        super().__init__()
        self.shown: list[Row] = []
        self._headers, self._right = tuple(headers), frozenset(right)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self.shown = list(rows)
        self.endResetModel()

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Words and look of a cell."""
        raise NotImplementedError

    def spoken(self, row: int, column: int) -> str:
        """What a screen reader says of a cell: both of its lines."""
        text, look = self.cell(row, column)
        return f"{text}, {look.second}" if look.second else text

    def tip(self, row: int, column: int) -> str:
        """The tooltip of a cell, "" for none."""
        return ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One a header."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's title, at the side of its numbers."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, look, spoken words, tooltip and side of a cell."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, LOOK_ROLE):
            return self.cell(row, column)[role == LOOK_ROLE]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row, column) or None
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and column in self._right else None
