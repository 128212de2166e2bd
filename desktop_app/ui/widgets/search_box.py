"""The search box of a screen: looks without accents are the list's business, this only asks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import IconLabel

DELAY_MS = 150


class SearchBox(QLineEdit):
    """A line edit that emits `searched` a moment after the text rests; Esc clears it at once.

    It listens to text changes, never to keys, so that Vietnamese typing programs can compose.
    """

    searched = Signal(str)

    def __init__(
        self, theme: Theme, hint: str, name: str = "Tìm kiếm", width: int = 280, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.s(96))
        self.setMaximumWidth(theme.s(width))
        self._wanted = theme.s(width)
        self._icon = IconLabel(theme, "search", "text3")
        self._icon.setParent(self)
        self._clear = Button(theme, "", "clear", "dismiss_circle-filled", self)
        self._clear.setAccessibleName("Xóa tìm kiếm")
        self._clear.setToolTip("Xóa tìm kiếm (Esc)")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear_now)
        self._clear.hide()
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._ask)
        self._asked = ""
        self.textChanged.connect(self._wait)

    def clear_now(self) -> None:
        """Empty the box and say so without the delay."""
        self.clear()
        self._timer.stop()
        self._ask()

    def sizeHint(self) -> QSize:
        """As wide as asked for, when there is room."""
        return QSize(self._wanted, super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep Esc for clearing while there is text; otherwise it closes what the page has open."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, Enter searches at once."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_now()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._ask()
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icon and the clear button inside the frame."""
        super().resizeEvent(event)
        middle = self.height() // 2
        self._icon.move(self._theme.s(12), middle - self._icon.height() // 2)
        side = self._theme.s(28)
        self._clear.setGeometry(self.width() - side - 2, middle - side // 2, side, side)

    def _wait(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _ask(self) -> None:
        if self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self._asked)
