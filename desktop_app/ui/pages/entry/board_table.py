"""The item model of the board of returns: one row a unit expected to send the form in."""

from __future__ import annotations

from collections import Counter

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns_board import ReturnBoard, ReturnRow
from desktop_app.domain.text import sort_key
from desktop_app.ui.pages.entry.looks import RETURN_LOOKS
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.list_model import ListModel

NUMBER, UNIT, ISSUED, STATE, RECEIVED, LATE, CELLS = range(7)
HEADERS = ("TT", "Đơn vị", "Phiếu", "Trạng thái", "Nhận lúc", "Trễ hạn", "Đã ghi")
_ORDER = tuple(RETURN_LOOKS)


class BoardTable(ListModel[ReturnRow]):
    """What needs doing first: not sent, then received, wrong, merged; late ones before others."""

    def __init__(self) -> None:
        """Empty until a board comes."""
        super().__init__(HEADERS, (LATE, CELLS))
        self._rows: list[ReturnRow] = []
        self._chip = ""

    def show_board(self, board: ReturnBoard) -> None:
        """Show the units of a board."""
        self._rows = sorted(board.rows, key=_urgency)
        self.narrow(self._chip)

    def narrow(self, chip: str) -> None:
        """Show only the units in a state; "" shows all."""
        self._chip = chip
        self.show_rows(row for row in self._rows if chip in ("", row.state.value))

    def counts(self) -> dict[str, int]:
        """How many units each filter leaves."""
        return {"": len(self._rows)} | Counter(row.state.value for row in self._rows)

    def row(self, number: int) -> ReturnRow:
        """The unit at a row."""
        return self.shown[number]

    def find(self, unit_id: int) -> int:
        """The row of a unit, −1 when it is not shown."""
        return next((at for at, row in enumerate(self.shown) if row.unit.id == unit_id), -1)

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Number, unit, issued, state, received, days late, cells."""
        unit, muted = self.shown[row], CellLook(token="text2")
        file = unit.file
        if column == NUMBER:
            return format_number(row + 1), CellLook(token="text3")
        if column == UNIT:
            return unit.unit.name, CellLook()
        if column == ISSUED:
            return "đã phát" if unit.issued else "–", muted
        if column == STATE:
            look = RETURN_LOOKS[unit.state]
            token = "text2" if look.tone == "neutral" else look.tone
            return look.word, CellLook(look.icon, look.tone, token, look.tone == "danger")
        if column == RECEIVED:
            return (
                f"{format_date(file.received_at.date())} {file.received_at:%H:%M}" if file else "–"
            ), muted
        if column == LATE:
            late = CellLook(token="danger", strong=True) if unit.days_late else muted
            return f"{format_number(unit.days_late)} ngày" if unit.days_late else "–", late
        return (f"{format_number(file.accepted + file.unchanged)} ô" if file else "–"), muted


def _urgency(row: ReturnRow) -> tuple[int, int, object]:
    return _ORDER.index(row.state), -row.days_late, sort_key(row.unit.name)
