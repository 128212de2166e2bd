"""Đã xóa: what left the record, why and by whom, and taking it back. Read from the log; nothing else keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_moment
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number
from desktop_app.domain.text import matches
from desktop_app.field_history import Deleted, deleted_things
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.list_model import ListModel
from desktop_app.ui.widgets.table_card import TableCard

_HEADERS = ("Đã xóa", "Lúc", "Lý do")


class DeletedTable(ListModel[Deleted]):
    """The deleted things a search leaves, newest first."""

    def __init__(self, desk: Desk) -> None:
        """Empty until it is loaded."""
        super().__init__(_HEADERS)
        self._today = desk.session.today
        self._all: list[Deleted] = []

    def load(self, things: list[Deleted], query: str) -> None:
        """Show those a search finds, with or without accents."""
        self._all = things
        self.show_rows(
            item for item in things if matches(query, f"{item.kind} {item.name} {item.detail} {item.reason}")
        )

    def narrow(self, query: str) -> None:
        """Search again."""
        self.load(self._all, query)

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """What and of which kind, when and by whom, why and at which entry."""
        item = self.shown[row]
        entry = item.change_set
        return (
            (item.name, CellLook(second=" · ".join(filter(None, (item.kind, item.detail))))),
            (format_moment(entry.at, self._today), CellLook(second=entry.actor)),
            (item.reason, CellLook(second=f"mục {entry.entry}")),
        )[column]

    def tip(self, row: int, column: int) -> str:
        """The whole words."""
        return self.cell(row, column)[0]


class DeletedView(QWidget):
    """The list with the button that takes the chosen thing back."""

    def __init__(self, desk: Desk) -> None:
        """Empty until it is loaded."""
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.model = DeletedTable(desk)
        self.table = DataTable(theme, "Những gì đã xóa")
        self.table.setModel(self.model)
        self.table.set_columns({1: 190, 2: 320}, 0, 260)
        self.card = TableCard(theme, self.table)
        self.empty = EmptyState(
            theme, "delete", "Không có gì đã xóa", "Mọi nhiệm vụ, đơn vị, tệp vẫn còn trong sổ."
        )
        self.take_back = secondary(theme, "Lấy lại", "arrow_undo")
        self._words = text_label(
            "Lấy lại đưa về đúng như trước khi xóa, cùng những gì gắn với nó.", "caption", "text3", wraps=True
        )
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        foot.addWidget(self.take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(8))
        column.addWidget(self.card, 1)
        column.addLayout(foot)
        self.take_back.setEnabled(False)
        self.take_back.clicked.connect(self.put_back)
        self.table.opened.connect(lambda _: self.put_back())

    def load(self, query: str) -> int:
        """Read what was deleted; answers how many there are in all."""
        things = deleted_things(self._desk.read)
        self.model.load(things, query)
        self._tell()
        return len(things)

    def narrow(self, query: str) -> None:
        """Show what a search finds."""
        self.model.narrow(query)
        self._tell()

    def _tell(self) -> None:
        count = self.model.rowCount()
        self.card.set_foot(f"{format_number(count)} mục", "Sắp xếp: xóa mới nhất trước")
        if count:
            self.card.show_table()
            self.table.choose_row(0)
        else:
            self.card.show_empty(self.empty)
        self.take_back.setEnabled(bool(count) and self._desk.can_edit)

    def put_back(self) -> None:
        """Take the deletion back as a new log entry; say why where that cannot be."""
        row = self.table.currentIndex().row()
        if not self.take_back.isEnabled() or not 0 <= row < self.model.rowCount():
            return
        item = self.model.shown[row]
        try:
            self._desk.session.undo(item.change_set.entry)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return
        self._desk.said.emit(f"Đã lấy lại {item.name}.", True)
