"""A menu bar that stays hidden until F10 or Alt asks for it, and goes away when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

MENUS = ("Tệp", "Sửa", "Xem", "Công cụ", "Trợ giúp")


class HiddenMenuBar(QMenuBar):
    """Five menus; their actions' shortcuts work while it is hidden, because the window holds them too."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {title: self.addMenu(f"&{title}") for title in MENUS}
        self._alt_alone = False
        window.installEventFilter(self)
        for menu in self._menus.values():
            menu.aboutToHide.connect(self._leave_later)
        self.hide()

    def add(self, menu: str, action: QAction) -> None:
        """Put an action into a menu named in MENUS; its shortcut works anywhere in the window."""
        self._menus[menu].addAction(action)
        self._window.addAction(action)

    def menu_of(self, title: str) -> QMenu:
        """The menu of a title in MENUS."""
        return self._menus[title]

    def call(self) -> None:
        """Show the bar with its first menu marked, or hide it again."""
        if self.isVisible():
            self.hide()
            return
        self.show()
        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self.setActiveAction(self.actions()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Alt pressed and released with no other key between (typing programs use Alt+Z)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif self._alt_alone and event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._alt_alone = False
            if event.key() == Qt.Key.Key_Alt:
                self.call()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides the bar."""
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self._leave_later()

    def _leave_later(self) -> None:
        QTimer.singleShot(0, self._leave)

    def _leave(self) -> None:
        if not any(menu.isVisible() for menu in self._menus.values()):
            self.hide()
