"""What the grid shows and edits: the contract between `ExcelGrid` and a screen.

A screen subclasses `GridModel`. Everything one key press changes arrives in one call of `apply`, so that
it becomes one undo step. Texts go both ways: a cell's `edit_text` is what the editor starts with and what
is copied, and `parse` must read it back to the same value; fills and pastes rely on that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.number_entry import Ambiguous, Reading, Refused
from desktop_app.ui.grid.selection import Cell

Index = QModelIndex | QPersistentModelIndex


class ColumnKind(Enum):
    """Column 0 is FROZEN (names the rows); INPUT can be typed into; COMPUTED is worked out from others."""

    FROZEN = "frozen"
    INPUT = "input"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: letter and title of the two-tier header, width in design pixels, share of spare width.

    The frozen column gives way down to its `min_width` (0: not at all) where that saves scrolling.
    `note` stands beside the letter ("tự tính"); `key_figure` draws a computed column as dark as typed ones.
    """

    letter: str
    title: str
    kind: ColumnKind
    width: int
    note: str = ""
    stretch: int = 0
    min_width: int = 0
    key_figure: bool = False


class CellState(Enum):
    """What is special about a cell; the value is the word a screen reader hears."""

    NONE = ""
    ERROR = "lỗi"
    WARNING = "cần xem"
    NOT_APPLICABLE = "không áp dụng"
    MISSING = "chưa có số"
    ESTIMATED = "ước thực hiện"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as shown (`text`), as edited and copied (`edit_text`), its number for sums, and its mark.

    `note` explains the state in words ("Kỳ trước 14 (tăng 57%)"); it is the tooltip and is read aloud.
    `commented` marks a cell that carries a person's note; `trend` is drawn as a small line instead of a text.
    """

    text: str
    edit_text: str = ""
    number: int | float | None = None
    state: CellState = CellState.NONE
    note: str = ""
    commented: bool = False
    trend: tuple[int | float | Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class RowTag:
    """A mark at the right of the frozen column: icon, word, and a tone of the design (danger, warning …)."""

    icon: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row's number ("" for a group row), name, quiet caption after the name, and tag.

    `short_title` is drawn where there is no room for the name.
    """

    number: str
    title: str
    caption: str = ""
    tag: RowTag | None = None
    group: bool = False
    short_title: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the list on Alt+Down. `text` is entered into the cells; without it the screen decides."""

    key: str
    title: str
    text: str | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell and the value that `parse` made for it."""

    cell: Cell
    value: object


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value a text stands for in its cell; the grid does not look into it."""

    value: object


@dataclass(frozen=True, slots=True)
class ApplyOutcome:
    """`refused` says in Vietnamese why nothing was written; "" means that everything was."""

    refused: str = ""


class GridModel(QAbstractTableModel):
    """Base of every table the grid can show. Subclasses give rows and cells; this class answers Qt."""

    def __init__(self, columns: Sequence[GridColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns from left to right; the first is frozen."""
        return self._columns

    def replace_columns(self, columns: Sequence[GridColumn]) -> None:
        """Change the columns; call between beginResetModel and endResetModel."""
        self._columns = tuple(columns)

    def row_total(self) -> int:
        """How many rows, group rows included."""
        raise NotImplementedError

    def row(self, row: int) -> GridRow:
        """The row's name and marks. Called for visible rows only, except by key presses that walk rows."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> GridCell:
        """A cell of column 1 or more. Must be quick: it is called for each visible cell at each repaint."""
        raise NotImplementedError

    def total_row(self) -> GridRow | None:
        """The pinned last row, or None for a grid without one."""
        return None

    def total_cell(self, column: int) -> GridCell:
        """A cell of the pinned last row."""
        return GridCell("")

    def is_group(self, row: int) -> bool:
        """Whether the row carries sub-totals of a group."""
        return self.row(row).group

    def editable(self, row: int, column: int) -> bool:
        """Whether the cell can be typed into now; screens narrow this for locked periods."""
        return self._columns[column].kind is ColumnKind.INPUT and not self.is_group(row)

    def why_locked(self, row: int, column: int) -> str:
        """Why a cell that is not editable refuses, in Vietnamese."""
        if self.is_group(row):
            return "Dòng nhóm cộng từ các đơn vị. Sửa số ở dòng đơn vị."
        if self._columns[column].kind is ColumnKind.COMPUTED:
            return f"Cột “{self._columns[column].title}” tự tính. Sửa số ở các cột nhập."
        return "Ô này chỉ để xem."

    def parse(
        self, row: int, column: int, text: str, reading: Reading | None
    ) -> Accepted | Ambiguous | Refused:
        """The value of a typed or pasted text. Ambiguous only when `reading` is None."""
        raise NotImplementedError

    def apply(self, edits: Sequence[CellEdit], action: str) -> ApplyOutcome:
        """Write all edits as one undo step; `action` names it ("Dán", "Điền", "Xóa", "Sửa").

        Writes all or nothing and emits dataChanged (or resets) for what changed.
        """
        raise NotImplementedError

    def choices(self, row: int, column: int) -> Sequence[Choice]:
        """The list on Alt+Down for a cell; none by default."""
        return ()

    def problem_after(self, start: Cell, step: int) -> Cell | None:
        """The next cell with an error or warning, around the end; None when there is none."""
        inputs = [n for n, column in enumerate(self._columns) if column.kind is ColumnKind.INPUT]
        size = self.row_total() * len(self._columns)
        place = start.row * len(self._columns) + start.column
        for distance in range(1, size + 1):
            row, column = divmod((place + step * distance) % size, len(self._columns))
            if column in inputs and self.cell(row, column).state in (CellState.ERROR, CellState.WARNING):
                return Cell(row, column)
        return None

    def address(self, cell: Cell) -> str:
        """The cell's name as in Excel, "E7"; a group row is named by its title."""
        row = self.row(cell.row)
        letter = self._columns[cell.column].letter
        return f"{letter}{row.number}" if row.number else f"{letter} {row.title}"

    def spoken(self, row: int, column: int) -> str:
        """The cell in words for a screen reader: row, column, figure, state."""
        shown = self.row(row)
        if column == 0:
            return _words(shown.title, shown.caption, shown.tag.text if shown.tag else "")
        return _spoken_cell(shown.title, self._columns[column], self.cell(row, column))

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: the number of rows."""
        return 0 if parent is not None and parent.isValid() else self.row_total()

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every cell can be selected, editable ones edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        writable = self.editable(index.row(), index.column())
        return usual | Qt.ItemFlag.ItemIsEditable if writable else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: shown text, edit text, tooltip and the words for a screen reader."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row, column)
        if column == 0:
            return _frozen_data(self.row(row), role)
        return _cell_data(self.cell(row, column), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: titles of the columns and numbers of the rows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.row(section).number
        column = self._columns[section]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _words(f"{column.letter} {column.title}", column.note)
        return column.title


class TotalsModel(QAbstractTableModel):
    """The pinned last row of a GridModel as a table of its own."""

    def __init__(self, source: GridModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        source.modelAboutToBeReset.connect(self.beginResetModel)
        source.modelReset.connect(self.endResetModel)
        source.dataChanged.connect(self._refresh)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns of the table above."""
        return self._source.columns

    def row(self, row: int) -> GridRow:
        """The pinned row's name."""
        return self._source.total_row() or GridRow("", "")

    def cell(self, row: int, column: int) -> GridCell:
        """A total."""
        return self._source.total_cell(column)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: one row, or none for a grid without totals."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._source.total_row() is None else 1

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: as many columns as above."""
        return 0 if parent is not None and parent.isValid() else len(self._source.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: shown text, tooltip and the words for a screen reader."""
        if not index.isValid():
            return None
        row = self.row(0)
        if index.column() == 0:
            words = _words(row.title, row.caption, row.tag.text if row.tag else "")
            return words if role == Qt.ItemDataRole.AccessibleTextRole else _frozen_data(row, role)
        cell = self.cell(0, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken_cell(row.title, self.columns[index.column()], cell)
        return _cell_data(cell, role)

    def _refresh(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(0, self.columnCount() - 1))


def _words(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _spoken_cell(row_title: str, column: GridColumn, cell: GridCell) -> str:
    shown = "" if cell.state in (CellState.MISSING, CellState.NOT_APPLICABLE) else cell.text
    figure = _words(shown, cell.state.value, cell.note) or "trống"
    return _words(row_title, column.title, column.note) + ": " + figure


def _frozen_data(row: GridRow, role: int) -> str | None:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
        return row.title
    if role == Qt.ItemDataRole.ToolTipRole:
        return _words(row.title, row.caption, row.tag.text if row.tag else "")
    return None


def _cell_data(cell: GridCell, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Qt.ItemDataRole.EditRole:
        return cell.edit_text
    if role == Qt.ItemDataRole.ToolTipRole:
        return cell.note or None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None
