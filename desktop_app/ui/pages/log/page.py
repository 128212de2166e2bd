"""The screen of the log: filters, the state of the hash chain, and the list."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.numbers import format_number
from desktop_app.history import GROUPS
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pages.log.chain_band import ChainBand
from desktop_app.ui.pages.log.delegate import LogDelegate
from desktop_app.ui.pages.log.deleted_view import DeletedView
from desktop_app.ui.pages.log.export import export_log
from desktop_app.ui.pages.log.model import LogModel
from desktop_app.ui.pages.log.rows import EntryRow, LogFilter, MoreRow
from desktop_app.ui.widgets.buttons import ghost, secondary
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.search_box import SearchBox

DELETED = "deleted"
_SPANS: tuple[tuple[str, int], ...] = (
    ("Mọi ngày", 0),
    ("7 ngày gần đây", 7),
    ("30 ngày gần đây", 30),
    ("12 tháng gần đây", 365),
)


class LogPage(Page):
    """Every change set, newest first; entries are never removed, undoing adds one."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen and read the log when it is first shown."""
        super().__init__(desk.theme, "Nhật ký", "Mọi thay đổi, mới nhất trước; không mục nào bị xóa")
        self._desk = desk
        self._stale = True
        self._search = SearchBox(desk.theme, "Tìm mục, đơn vị, nội dung")
        self._export = secondary(desk.theme, "Xuất Excel", "document_table")
        self._back = secondary(desk.theme, "Xem sổ lúc đó…", "eye")
        self._back.setToolTip("Xem mọi màn hình như sổ đã biết đến mục nhật ký đang chọn")
        self._chips = ChipBar(desk.theme, _chip_choices(), "Lọc theo loại", "mục")
        self._actor = ComboBox(desk.theme, "Lọc theo người", filter_chip=True)
        self._span = ComboBox(desk.theme, "Lọc theo ngày", filter_chip=True)
        self._span.add_choices(list(_SPANS))
        self.chain = ChainBand(desk)
        self.model = LogModel(desk)
        self.list = QListView()
        self.deleted = DeletedView(desk)
        self._footer = text_label("", "secondary", "text3")
        self._more = ghost(desk.theme, "Xem mục cũ hơn")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        today = self._desk.session.today
        delegate = LogDelegate(theme, today, self._desk.can_edit, self.model.obstacle, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(delegate)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Các mục nhật ký")
        self._delegate = delegate
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self._chips, 1)
        filters.addWidget(self._actor)
        filters.addWidget(self._span)
        card = Card(theme)
        layout = card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(1, 1, 1, theme.s(4))
        footer = QHBoxLayout()
        footer.setContentsMargins(theme.s(17), 0, theme.s(17), 0)
        footer.addWidget(self._footer, 1)
        footer.addWidget(self._more)
        card.body.addWidget(self.list, 1)
        card.body.addLayout(footer)
        self._views = QStackedWidget()
        self._views.addWidget(card)
        self._views.addWidget(self.deleted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addLayout(filters)
        column.addWidget(self.chain)
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._narrow)
        self._chips.chosen.connect(self._narrow)
        self._actor.activated.connect(self._narrow)
        self._span.activated.connect(self._narrow)
        self._more.clicked.connect(self._show_older)
        self._export.clicked.connect(self._export_list)
        self._back.clicked.connect(self._look_back)
        if self._desk.session.record.past is not None:
            self._back.hide()
        self._desk.record_changed.connect(self._after_change)
        self.list.viewport().installEventFilter(self)
        self.list.installEventFilter(self)

    def header_actions(self) -> list[QWidget]:
        """Search, the record at the chosen entry, and export."""
        return [self._search, self._back, self._export]

    def focus_parts(self) -> list[QWidget]:
        """The list shown."""
        return [self.deleted.table if self._chips.current == DELETED else self.list]

    def on_shown(self) -> None:
        """Read the log if it changed while the screen was hidden."""
        if self._stale:
            self._stale = False
            self.model.reload()
            self._fill_actors()
            self._chips.set_counts({DELETED: self.deleted.load(self._search.text())})
            self._narrow()
        self.chain.check()

    def open_query(self, query: dict[str, object]) -> None:
        """Show one entry unfolded: {"entry": number}."""
        entry = query.get("entry")
        if isinstance(entry, int):
            if self._chips.current == DELETED:
                self._chips.choose("")
            self._search.clear_now()
            self.model.toggle(entry)
            self.list.setCurrentIndex(self.model.index(max(self.model.find(entry), 0)))

    def _after_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self.on_shown()

    def _fill_actors(self) -> None:
        chosen = self._actor.currentData()
        self._actor.clear()
        self._actor.add_choices([("Mọi vai trò", ""), *((name, name) for name in self.model.actors())])
        self._actor.choose(chosen or "")

    def _filter(self) -> LogFilter:
        days = self._span.currentData() or 0
        since = self._desk.session.today - timedelta(days=days) if days else None
        return LogFilter(self._search.text(), self._chips.current, self._actor.currentData() or "", since)

    def _narrow(self, *_: object) -> None:
        binned = self._chips.current == DELETED
        self._views.setCurrentIndex(int(binned))
        for choice in (self._actor, self._span):
            choice.setVisible(not binned)
        if binned:
            self.deleted.narrow(self._search.text())
            return
        self.model.narrow(self._filter())
        self._chips.set_counts(self.model.counts())
        self._tell_count()

    def _tell_count(self) -> None:
        shown, matching = format_number(self.model.shown), format_number(self.model.matching)
        self._footer.setText(
            f"Hiện {shown} trên {matching} mục" if matching != "0" else "Không có mục nào khớp."
        )
        self._more.setVisible(self.model.shown < self.model.matching)

    def _show_older(self) -> None:
        self.model.show_more()
        self._tell_count()

    def _look_back(self) -> None:
        """Look at the record as known at the chosen entry."""
        index = self.list.currentIndex()
        row = self.model.row(index.row()) if index.isValid() else None
        self._desk.look_back(row.change_set.entry if isinstance(row, EntryRow) else None)

    def _export_list(self) -> None:
        export_log(self, self._desk, self.model)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Clicks and keys on the list: unfold, show all, undo."""
        if watched is self.list.viewport() and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                index = self.list.indexAt(event.position().toPoint())
                if index.isValid():
                    area = self._delegate.undo_area(self.list.visualRect(index))
                    self._act(index, on_undo=area.contains(event.position().toPoint()))
        elif watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        index = self.list.currentIndex()
        if not index.isValid():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(index, on_undo=False)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._act(index, on_undo=True)
            return True
        return False

    def _act(self, index: QModelIndex, *, on_undo: bool) -> None:
        row = self.model.row(index.row())
        if isinstance(row, MoreRow):
            self.model.show_all_details(row.entry)
        elif isinstance(row, EntryRow):
            entry = row.change_set.entry
            if not on_undo:
                self.model.toggle(entry)
            elif self._desk.can_edit and not self.model.obstacle(entry):
                self._desk.undo(entry)
            self.list.setCurrentIndex(self.model.index(max(self.model.find(entry), 0)))


def _chip_choices() -> list[ChipChoice]:
    groups = (ChipChoice(key, title) for key, (title, _) in GROUPS.items())
    return [ChipChoice("", "Tất cả"), *groups, ChipChoice(DELETED, "Đã xóa", "delete")]
