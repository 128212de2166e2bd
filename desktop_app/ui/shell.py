"""The main frame: sidebar, header, screens, message band, toast, hidden menu bar and the keys between them.

It knows no record: `app.py` and the screens tell it what to show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.page import MEDIUM, Page
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.menu_bar import HiddenMenuBar
from desktop_app.ui.widgets.message_band import MessageBand
from desktop_app.ui.widgets.page_header import PageHeader
from desktop_app.ui.widgets.sidebar import FULL_WIDTH, Sidebar
from desktop_app.ui.widgets.toast import Toast
from desktop_app.ui.widgets.working_bar import WorkingBar

GROUPS = (
    ("tong-quan", "nhiem-vu", "dich-vu-cong", "an-toan-4-lop", "chi-tieu"),
    ("bao-cao", "nhap-so-lieu", "soat-loi"),
    ("nhat-ky", "cai-dat"),
)
PAGE_ORDER = tuple(key for group in GROUPS for key in group)
_TENTH = "soat-loi"  # came when Ctrl+1 to Ctrl+9 were taken: they keep their screens
MINIMUM = (880, 480)


class Shell(QMainWindow):
    """The window. Screens are added with `add_page`; items of screens not added are not shown."""

    page_changed = Signal(str)
    user_clicked = Signal()

    def __init__(self, theme: Theme, province_label: str, user: str = "", sample: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._pages: dict[str, tuple[str, str, Page]] = {}
        self._beside: dict[str, tuple[str, Callable[[], Page]]] = {}
        self._current = ""
        self._came_from: tuple[str, QWidget | None] = ("", None)
        self._rail_wanted = False
        self._of = ""
        self.setMinimumSize(*MINIMUM)
        self.sidebar = Sidebar(theme, province_label, user)
        self.header = PageHeader(theme)
        self.band = MessageBand(theme)
        self.working = WorkingBar(theme)
        self._stack = QStackedWidget()
        self._content = self._build_content()
        self.toast = Toast(theme, self._content)
        self.menus = HiddenMenuBar(self)
        self.setMenuBar(self.menus)
        self.header.set_sample(sample)
        self.sidebar.chosen.connect(self.show_page)
        self.header.back.clicked.connect(self.go_back)
        self.sidebar.user_clicked.connect(self.user_clicked)
        self._add_keys()

    @property
    def current_key(self) -> str:
        """The key of the screen shown, or nothing before the first was added."""
        return self._current

    @property
    def current_page(self) -> Page | None:
        """The screen shown."""
        return self._pages[self._current][2] if self._current else None

    def add_page(self, key: str, title: str, icon: str, page: Page) -> None:
        """Add a screen under one of the ten keys (KeyError for another); the first one added is shown."""
        if key not in PAGE_ORDER:
            raise KeyError(key)
        self._take(key, title, icon, page)
        self._lay_out_navigation()
        if not self._current:
            self.show_page(key)

    def add_page_beside(self, key: str, title: str, make: Callable[[], Page]) -> None:
        """Add a screen that is reached from others, not from the sidebar, and leads back; made when first shown."""
        self._beside[key] = (title, make)

    def _take(self, key: str, title: str, icon: str, page: Page) -> None:
        self._pages[key] = (title, icon, page)
        self._stack.addWidget(page)
        self.header.add_actions(key, page.header_actions())
        page.header_changed.connect(lambda: self._show_header(key))

    def page_titles(self) -> list[tuple[str, str]]:
        """Key and title of every screen, in the order of the sidebar, then those reached from others."""
        named = [(key, self._pages[key][0]) for key in PAGE_ORDER if key in self._pages]
        return named + [(key, title) for key, (title, _) in self._beside.items()]

    def page(self, key: str) -> Page:
        """The screen of a key."""
        return self._pages[key][2]

    def show_page(self, key: str) -> None:
        """Bring a screen to the front; a key without a screen changes nothing."""
        if key == self._current or (key not in self._pages and key not in self._beside):
            return
        if key in self._beside and self._current not in self._beside:
            self._came_from = (self._current, QApplication.focusWidget())
        if key not in self._pages:
            title, make = self._beside[key]
            self._take(key, title, "", make())
        self._current = key
        page = self._pages[key][2]
        self._stack.setCurrentWidget(page)
        self.sidebar.choose(key)
        self._show_header(key)
        page.set_content_width(self.content_width())
        page.on_shown()
        self.page_changed.emit(key)

    def go_back(self) -> None:
        """From a screen beside the sidebar's to the one it was opened from, and to the part that had the keyboard."""
        if self._current not in self._beside:
            return
        key, part = self._came_from
        self.show_page(key or PAGE_ORDER[0])
        if part is not None and shiboken6.isValid(part):
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted leads back, where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and self._current in self._beside:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def set_badge(self, key: str, count: int, meaning: str = "nhiệm vụ quá hạn") -> None:
        """Show the red count at a screen's item; overdue tasks only."""
        self.sidebar.set_badge(key, count, meaning)

    def set_of(self, words: str) -> None:
        """Say in the window's title of what state of the record it is, so that two windows can be told apart."""
        self._of = f" – {words}"
        if self._current:
            self._show_header(self._current)

    def set_sample(self, sample: bool) -> None:
        """Mark every screen as showing illustrative data, or not."""
        self.header.set_sample(sample)

    def show_toast(self, message: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Say that something was done; never for errors."""
        self.toast.show_message(message, action, on_action)

    def show_error(self, message: str, action: str = "", on_action: Callable[[], None] | None = None) -> None:
        """Say in the band that something went wrong and what to do."""
        self.band.show_message(message, "danger", action, on_action)

    def show_read_only(
        self, message: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say in the band, for as long as the window is open, that nothing can be changed."""
        self.band.show_message(message, "warning", action, on_action, closable=False)

    def collapse_sidebar(self, collapsed: bool) -> None:
        """Keep the sidebar as a rail even where there is room for all of it."""
        self._rail_wanted = collapsed
        self._fit()

    def content_width(self) -> int:
        """The room right of the sidebar in design pixels (logical pixels ÷ text scale)."""
        room = self.width() - self.sidebar.width()
        return int(room / self._theme.text_scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose rail or full sidebar, and tell the screen how much room it has."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        full = self.width() / self._theme.text_scale - FULL_WIDTH
        rail = self._rail_wanted or full < MEDIUM
        if rail != self.sidebar.rail:
            self.sidebar.set_rail(rail)
        page = self.current_page
        if page is not None:
            page.set_content_width(self.content_width())

    def _build_content(self) -> QWidget:
        theme = self._theme
        content = QWidget()
        content.setProperty("frame", "page")
        self.band.setProperty("place", "frame")
        stack_row = QHBoxLayout()
        stack_row.setContentsMargins(theme.s(24), theme.s(12), theme.s(24), theme.s(16))
        stack_row.addWidget(self._stack)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.band)
        column.addWidget(self.working)
        column.addLayout(stack_row, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(content, 1)
        self.setCentralWidget(central)
        return content

    def _lay_out_navigation(self) -> None:
        self.sidebar.blockSignals(True)
        self.sidebar.clear_items()
        groups = [[key for key in group if key in self._pages] for group in GROUPS]
        for number, keys in enumerate([group for group in groups if group]):
            if number:
                self.sidebar.add_separator()
            for key in keys:
                title, icon, _ = self._pages[key]
                self.sidebar.add_item(key, title, icon)
        if self._current:
            self.sidebar.choose(self._current)
        self.sidebar.blockSignals(False)

    def _show_header(self, key: str) -> None:
        if key != self._current:
            return
        page = self._pages[key][2]
        self.header.show_page(key, page.header_title, page.header_subtitle)
        self.header.back.setVisible(key in self._beside)
        self._back.setEnabled(key in self._beside)
        self.setWindowTitle(f"{page.header_title}{self._of} – Tiến Độ")

    def _add_keys(self) -> None:
        numbered = [key for key in PAGE_ORDER if key != _TENTH]
        for number, key in enumerate([*numbered, _TENTH], start=1):
            self._add_key(f"Ctrl+{number % 10}", partial(self.show_page, key))
        self._add_key("F10", self.menus.call)
        self._add_key("F6", lambda: self.cycle_focus(1))
        self._add_key("Shift+F6", lambda: self.cycle_focus(-1))
        collapse = QAction("Thu gọn thanh bên", self, checkable=True, shortcut=QKeySequence("Ctrl+B"))
        collapse.toggled.connect(self.collapse_sidebar)
        self.menus.add("Xem", collapse)
        self._back = QAction("Quay lại", self, enabled=False, shortcut=QKeySequence("Alt+Left"))
        self._back.triggered.connect(lambda _on=False: self.go_back())
        self.menus.add("Xem", self._back)

    def _add_key(self, keys: str, act: Callable[[], None]) -> None:
        action = QAction(self, shortcut=QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        self.addAction(action)

    def cycle_focus(self, step: int) -> None:
        """Move to the next (1) or previous (-1) part: sidebar, header, then the screen's own parts."""
        page = self.current_page
        parts: list[QWidget] = [self.sidebar.list]
        action = self.header.first_action()
        parts += [action] if action is not None else []
        parts += page.focus_parts() if page is not None else []
        focused = QApplication.focusWidget()
        here = next((at for at, part in enumerate(parts) if focused and _holds(part, focused)), -1)
        if here < 0 and focused is not None and self.header.isAncestorOf(focused):
            here = 1
        target = parts[(here + step) % len(parts)]
        target.setFocus(Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason)


def _holds(part: QWidget, focused: QWidget) -> bool:
    return part is focused or part.isAncestorOf(focused)
