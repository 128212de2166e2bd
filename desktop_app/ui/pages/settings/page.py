"""The screen of the settings: the list of sections at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.text import matches
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pages.settings.about import AboutSection
from desktop_app.ui.pages.settings.backups import BackupsSection
from desktop_app.ui.pages.settings.calendar import CalendarSection
from desktop_app.ui.pages.settings.display import DisplaySection
from desktop_app.ui.pages.settings.forms import FormsSection
from desktop_app.ui.pages.settings.indicators import IndicatorsSection
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.people import PeopleSection
from desktop_app.ui.pages.settings.periods import PeriodsSection
from desktop_app.ui.pages.settings.profile import ProfileSection
from desktop_app.ui.pages.settings.section import Section
from desktop_app.ui.pages.settings.systems import SystemsSection
from desktop_app.ui.pages.settings.units import UnitsSection
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from desktop_app.app import Program

MENU = 184
FOLDED = 720
_KEY = Qt.ItemDataRole.UserRole


Maker = Callable[[Desk, "Program | None"], Section]


@dataclass(frozen=True)
class Entry:
    """A section in the list: key, title, icon, the words a search finds it by, and how it is made."""

    key: str
    title: str
    icon: str
    words: str
    make: Maker


_ENTRIES = (
    Entry(
        "profile",
        "Hồ sơ tỉnh",
        "building_government",
        "tỉnh thành phố cơ quan ban hành chủ quản ban chỉ đạo thường trực địa danh ký hiệu báo cáo kính gửi "
        "nơi nhận người ký quyền hạn chức vụ họ tên chữ ký",
        lambda desk, _: ProfileSection(desk),
    ),
    Entry(
        "units",
        "Cơ quan, đơn vị",
        "people",
        "mã định danh tên ngắn sáp nhập chia tách kế thừa hiệu lực xã phường sở ban ngành bộ đơn vị",
        lambda desk, _: UnitsSection(desk),
    ),
    Entry(
        "systems",
        "Hệ thống thông tin",
        "database",
        "cấp độ an toàn quyết định phê duyệt đơn vị vận hành",
        lambda desk, _: SystemsSection(desk),
    ),
    Entry(
        "periods",
        "Kỳ báo cáo",
        "calendar_ltr",
        "hạn gửi ngày chốt thời gian lấy số liệu tháng quý năm khóa kỳ",
        lambda desk, _: PeriodsSection(desk),
    ),
    Entry(
        "calendar",
        "Lịch báo cáo",
        "calendar_clock",
        "ngày nghỉ lễ tết làm bù nhắc hạn nội bộ hạn của đơn vị xã sở",
        lambda desk, _: CalendarSection(desk),
    ),
    Entry(
        "indicators",
        "Chỉ tiêu, mục tiêu",
        "target",
        "số liệu đối chiếu quốc gia cả nước văn bản giao nhập tay tử số mẫu số",
        lambda desk, _: IndicatorsSection(desk),
    ),
    Entry(
        "forms",
        "Biểu mẫu",
        "document_table",
        "nạp biểu mẫu quy tắc kiểm tra tỷ lệ chương trình nghị quyết 17 nhiệm vụ",
        lambda desk, _: FormsSection(desk),
    ),
    Entry(
        "people",
        "Người dùng",
        "person_circle",
        "vai trò xem nhập duyệt pin hai người mở khóa phân quyền",
        lambda desk, _: PeopleSection(desk),
    ),
    Entry(
        "backups",
        "Sao lưu",
        "save",
        "sao lưu khôi phục nơi lưu thứ hai usb thẻ nhớ bản sao an toàn",
        lambda desk, program: BackupsSection(desk, program),
    ),
    Entry(
        "display",
        "Hiển thị",
        "text_font",
        "sáng tối giao diện cỡ chữ tương phản người dùng vai trò",
        lambda desk, program: DisplaySection(desk, program),
    ),
    Entry(
        "about",
        "Giới thiệu",
        "info",
        "phiên bản giấy phép thư mục dữ liệu tệp sổ dung lượng",
        lambda desk, program: AboutSection(desk, program),
    ),
)


class SettingsPage(Page):
    """Sections are built when first chosen. Changes apply at once and are written into the log."""

    def __init__(self, desk: Desk, program: Program | None) -> None:
        """`program` is what the look belongs to; None for a picture."""
        super().__init__(desk.theme, "Cài đặt", "Thay đổi có hiệu lực ngay và ghi vào nhật ký")
        self._desk, self._program = desk, program
        self._entries = {entry.key: entry for entry in _ENTRIES}
        self._sections: dict[str, Section] = {}
        self._stale: set[str] = set()
        self.search = SearchBox(desk.theme, "Tìm cài đặt", "Tìm cài đặt", 240)
        self.menu = QListWidget()
        self.menu.setAccessibleName("Các mục cài đặt")
        self.menu.setProperty("kind", "menu")
        self.chooser = ComboBox(desk.theme, "Mục cài đặt")
        self._stack = QStackedWidget()
        self._nothing = text_label("", "secondary", "text3", wraps=True)
        self._fill_menu()
        self._lay_out()
        self._connect()
        self.menu.setCurrentRow(0)

    def _fill_menu(self) -> None:
        theme = self.theme
        self.menu.setIconSize(QSize(theme.s(20), theme.s(20)))
        for entry in self._entries.values():
            item = QListWidgetItem(entry.title)
            item.setData(_KEY, entry.key)
            item.setSizeHint(QSize(theme.s(100), theme.s(38)))
            self.menu.addItem(item)
            self.chooser.addItem(entry.title, entry.key)
        self._tint()

    def _tint(self) -> None:
        for row in range(self.menu.count()):
            item = self.menu.item(row)
            name = self._entries[item.data(_KEY)].icon
            icon = QIcon(self.theme.pixmap(name, "text2", 20))
            icon.addPixmap(self.theme.pixmap(name, "accent", 20), QIcon.Mode.Selected)
            item.setIcon(icon)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a changed theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_nothing"):
            self._tint()

    def _lay_out(self) -> None:
        theme = self.theme
        self._menu_card = QFrame()
        self._menu_card.setProperty("frame", "card")
        self._menu_card.setFixedWidth(theme.s(MENU))
        listed = QVBoxLayout(self._menu_card)
        listed.setContentsMargins(theme.s(8), theme.s(8), theme.s(8), theme.s(8))
        listed.addWidget(self._nothing)
        listed.addWidget(self.menu, 1)
        self._nothing.hide()
        right = QVBoxLayout()
        right.setSpacing(theme.s(12))
        right.addWidget(self.chooser)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.s(12))
        row.addWidget(self._menu_card)
        row.addLayout(right, 1)
        self.chooser.hide()

    def _connect(self) -> None:
        self.menu.currentItemChanged.connect(
            lambda item, _: self.show_section(item.data(_KEY)) if item is not None else None
        )
        self.chooser.activated.connect(lambda _: self.show_section(self.chooser.currentData()))
        self.search.searched.connect(self._narrow)
        self._desk.record_changed.connect(lambda _: self._now_stale())
        self._desk.viewpoint_changed.connect(self._now_stale)

    def header_actions(self) -> list[QWidget]:
        """The search for a setting."""
        return [self.search]

    @property
    def section(self) -> Section | None:
        """The section shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Section) else None

    @property
    def section_key(self) -> str:
        """The key of the section shown."""
        return next((key for key, section in self._sections.items() if section is self.section), "")

    def show_section(self, key: str) -> Section:
        """Bring a section to the front, built when it was not yet."""
        if key not in self._sections:
            self._sections[key] = self._entries[key].make(self._desk, self._program)
            self._stack.addWidget(self._sections[key])
            self._stale.add(key)
        self._stack.setCurrentWidget(self._sections[key])
        self._choose(key)
        if self.isVisible():
            self._catch_up()
        return self._sections[key]

    def _choose(self, key: str) -> None:
        row = list(self._entries).index(key)
        with QSignalBlocker(self.menu):
            self.menu.setCurrentRow(row)
        self.chooser.choose(key)

    def on_shown(self) -> None:
        """Show the record as it is now."""
        self._catch_up()

    def _now_stale(self) -> None:
        self._stale = set(self._sections)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        section, key = self.section, self.section_key
        if section is None:
            return
        section.set_room(self._room())
        if key in self._stale:
            self._stale.discard(key)
            section.refresh()

    def _room(self) -> int:
        width = self.content_width - 48
        return width if self._folded() else width - MENU - 12

    def _folded(self) -> bool:
        return self.content_width < FOLDED

    def set_content_width(self, width: int) -> None:
        """Below FOLDED design pixels the list of sections becomes a box above the section."""
        super().set_content_width(width)
        self._menu_card.setVisible(not self._folded())
        self.chooser.setVisible(self._folded())
        if self.section is not None:
            self.section.set_room(self._room())

    def open_query(self, query: dict[str, object]) -> None:
        """Open a section: {"section": "display"}."""
        key = query.get("section")
        if isinstance(key, str) and key in self._entries:
            self.show_section(key)

    def focus_parts(self) -> list[QWidget]:
        """The list of sections, then the section's own parts."""
        first: QWidget = self.chooser if self._folded() else self.menu
        section = self.section
        if isinstance(section, ListSection):
            return [first, *section.focus_parts()]
        return [first, *([part] if section and (part := section.first_editor()) else [])]

    def _narrow(self, query: str) -> None:
        found = []
        for row in range(self.menu.count()):
            item = self.menu.item(row)
            entry = self._entries[item.data(_KEY)]
            hit = not query.strip() or matches(query, f"{entry.title} {entry.words}")
            item.setHidden(not hit)
            found += [entry.key] if hit else []
        self._nothing.setText(f"Không có cài đặt nào khớp “{query}”.")
        self._nothing.setVisible(not found)
        if found and self.section_key not in found:
            self.show_section(found[0])
