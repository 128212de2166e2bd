"""The item model of the board of returns: one row a unit expected to send the form in."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns_board import ReturnBoard, ReturnRow
from desktop_app.domain.text import sort_key
from desktop_app.ui.pages.entry.looks import RETURN_LOOKS
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, UNIT, ISSUED, STATE, RECEIVED, LATE, CELLS = range(7)
HEADERS = ("TT", "Đơn vị", "Phiếu", "Trạng thái", "Nhận lúc", "Trễ hạn", "Đã ghi")
_ORDER = tuple(RETURN_LOOKS)


class BoardTable(QAbstractTableModel):
    """What needs doing first: not sent, then received, wrong, merged; late ones before others."""

    def __init__(self) -> None:
        """Empty until a board comes."""
        super().__init__()
        self._rows: list[ReturnRow] = []
        self._shown: list[ReturnRow] = []
        self._chip = ""

    def show_board(self, board: ReturnBoard) -> None:
        """Show the units of a board."""
        self.beginResetModel()
        self._rows = sorted(board.rows, key=_urgency)
        self._pick()
        self.endResetModel()

    def narrow(self, chip: str) -> None:
        """Show only the units in a state; "" shows all."""
        self.beginResetModel()
        self._chip = chip
        self._pick()
        self.endResetModel()

    def _pick(self) -> None:
        self._shown = [row for row in self._rows if self._chip in ("", row.state.value)]

    def counts(self) -> dict[str, int]:
        """How many units each filter leaves."""
        return {"": len(self._rows)} | Counter(row.state.value for row in self._rows)

    def row(self, number: int) -> ReturnRow:
        """The unit at a row."""
        return self._shown[number]

    def find(self, unit_id: int) -> int:
        """The row of a unit, −1 when it is not shown."""
        return next((at for at, row in enumerate(self._shown) if row.unit.id == unit_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many units are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number, unit, issued, state, received, days late, cells."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (LATE, CELLS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return right if index.column() in (LATE, CELLS) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LOOK_ROLE):
            return None
        text, look = self._cell(self._shown[index.row()], index)
        return look if role == LOOK_ROLE else text

    def _cell(self, row: ReturnRow, index: Index) -> tuple[str, CellLook]:
        column, file, muted = index.column(), row.file, CellLook(token="text2")
        if column == NUMBER:
            return format_number(index.row() + 1), CellLook(token="text3")
        if column == UNIT:
            return row.unit.name, CellLook()
        if column == ISSUED:
            return "đã phát" if row.issued else "–", muted
        if column == STATE:
            look = RETURN_LOOKS[row.state]
            token = "text2" if look.tone == "neutral" else look.tone
            return look.word, CellLook(look.icon, look.tone, token, look.tone == "danger")
        if column == RECEIVED:
            return (
                f"{format_date(file.received_at.date())} {file.received_at:%H:%M}" if file else "–"
            ), muted
        if column == LATE:
            late = CellLook(token="danger", strong=True) if row.days_late else muted
            return f"{format_number(row.days_late)} ngày" if row.days_late else "–", late
        return (f"{format_number(file.accepted + file.unchanged)} ô" if file else "–"), muted


def _urgency(row: ReturnRow) -> tuple[int, int, object]:
    return _ORDER.index(row.state), -row.days_late, sort_key(row.unit.name)
