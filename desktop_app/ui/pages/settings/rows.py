"""The lists of the settings: rows of cells, searched without accents, sorted in Vietnamese order."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.text import matches, sort_key
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, PLAIN, CellLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its look, and what it is sorted by (its text unless said)."""

    text: str
    look: CellLook = PLAIN
    order: Any = None

    @property
    def key(self) -> Any:
        """What the cell is sorted by."""
        return sort_key(self.text) if self.order is None else self.order


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: the key of what it stands for, its cells, and further words a search finds it by."""

    key: Hashable
    cells: tuple[Cell, ...]
    words: str = ""

    def found_by(self, query: str) -> bool:
        """Whether a search finds the row."""
        shown = [text for cell in self.cells for text in (cell.text, cell.look.second)]
        return not query.strip() or matches(query, " ".join([*shown, self.words]))


class RowTable(QAbstractTableModel):
    """Rows as searched and sorted; headers in `right` have their numbers at the right."""

    def __init__(self, headers: Sequence[str], right: Sequence[int] = ()) -> None:
        """Empty until rows come."""
        super().__init__()
        self._headers, self._right = tuple(headers), frozenset(right)
        self._all: list[ListRow] = []
        self._rows: list[ListRow] = []
        self._query = ""
        self._sort: tuple[int, bool] | None = None

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; their order is the list's own."""
        self._all = list(rows)
        self._lay_out()

    def narrow(self, query: str) -> None:
        """Show only what the search finds."""
        self._query = query
        self._lay_out()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; −1 brings the list's own order back."""
        self._sort = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if row.found_by(self._query)]
        if self._sort is not None:
            column, down = self._sort
            self._rows.sort(key=lambda row: row.cells[column].key, reverse=down)
        self.endResetModel()

    def keys(self) -> list[Hashable]:
        """The keys of the rows shown, in order."""
        return [row.key for row in self._rows]

    def key(self, row: int) -> Hashable:
        """The key of a row shown."""
        return self._rows[row].key

    def find(self, key: Hashable) -> int:
        """The row of a key, −1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One a header."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == LOOK_ROLE:
            return cell.look
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{cell.text} {cell.look.second}".strip()
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
