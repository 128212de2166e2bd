"""The lists of the settings: rows of cells, searched without accents, sorted in Vietnamese order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.domain.text import matches, sort_key
from desktop_app.ui.widgets.cell_look import PLAIN, CellLook
from desktop_app.ui.widgets.list_model import ListModel


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


class RowTable(ListModel[ListRow]):
    """Rows as searched and sorted; headers in `right` have their numbers at the right."""

    def __init__(self, headers: Sequence[str], right: Sequence[int] = ()) -> None:
        """Empty until rows come."""
        super().__init__(headers, right)
        self._all: list[ListRow] = []
        self._query = ""
        self._sort: tuple[int, bool] | None = None

    def show_rows(self, rows: Iterable[ListRow]) -> None:
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
        rows = [row for row in self._all if row.found_by(self._query)]
        if self._sort is not None:
            column, down = self._sort
            rows.sort(key=lambda row: row.cells[column].key, reverse=down)
        super().show_rows(rows)

    def keys(self) -> list[Hashable]:
        """The keys of the rows shown, in order."""
        return [row.key for row in self.shown]

    def key(self, row: int) -> Hashable:
        """The key of a row shown."""
        return self.shown[row].key

    def find(self, key: Hashable) -> int:
        """The row of a key, −1 when it is not shown."""
        return next((at for at, row in enumerate(self.shown) if row.key == key), -1)

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Words and look of a cell."""
        cell = self.shown[row].cells[column]
        return cell.text, cell.look
