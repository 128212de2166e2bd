"""Đã xóa: what left the record, why and by whom, and taking it back. Read from the log; nothing else keeps it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_moment
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number
from desktop_app.domain.text import matches
from desktop_app.field_history import Deleted, deleted_things
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.table_card import TableCard

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADERS = ("Đã xóa", "Lúc", "Lý do")


class DeletedTable(QAbstractTableModel):
    """The deleted things a search leaves, newest first."""

    def __init__(self, desk: Desk) -> None:
        """Empty until it is loaded."""
        super().__init__()
        self._today = desk.session.today
        self._all: list[Deleted] = []
        self.shown: list[Deleted] = []

    def load(self, things: list[Deleted], query: str) -> None:
        """Show those a search finds, with or without accents."""
        self.beginResetModel()
        self._all = things
        self.shown = [
            item for item in things if matches(query, f"{item.kind} {item.name} {item.detail} {item.reason}")
        ]
        self.endResetModel()

    def narrow(self, query: str) -> None:
        """Search again."""
        self.load(self._all, query)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, when and who, why."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's title."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADERS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and look of a cell."""
        item = self.shown[index.row()]
        entry = item.change_set
        moment = format_moment(entry.at, self._today)
        texts = (item.name, moment, item.reason)
        seconds = (" · ".join(filter(None, (item.kind, item.detail))), entry.actor, f"mục {entry.entry}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{texts[index.column()]}, {seconds[index.column()]}"
        return CellLook(second=seconds[index.column()]) if role == LOOK_ROLE else None


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
