"""A short note at the bottom centre after something was done, with at most one action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import text_label

SHOWN_MS = 6000


def announce(source: QObject, message: str) -> None:
    """Let a screen reader say the message, politely."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, message))


class Toast(QFrame):
    """The note of a window; `show_message` replaces what it showed. It stays under the mouse or focus."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._act: Callable[[], None] | None = None
        self.setProperty("frame", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._text = text_label("")
        self._button = Button(theme, "", "toast")
        self._button.clicked.connect(self._run)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.s(16), theme.s(6), theme.s(8), theme.s(6))
        row.setSpacing(theme.s(12))
        row.addWidget(self._text)
        row.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        host.installEventFilter(self)
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def action_button(self) -> Button:
        """The button of the one action (hidden when there is none)."""
        return self._button

    def show_message(
        self, message: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show a note for six seconds, with one action if named."""
        self._text.setText(message)
        self._act = on_action
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(message)
        self.setMinimumHeight(self._theme.s(44))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, message)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the mouse is on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again from the moment the mouse left."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre of the host."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        self.adjustSize()
        width = min(self.sizeHint().width(), host.width() - self._theme.s(32))
        self.resize(width, max(self.sizeHint().height(), self.minimumHeight()))
        self.move((host.width() - width) // 2, host.height() - self.height() - self._theme.s(24))

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start()
        else:
            self.hide()

    def _run(self) -> None:
        act = self._act
        self.hide()
        self._timer.stop()
        if act is not None:
            act()
