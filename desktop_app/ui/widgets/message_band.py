"""A band above the screen that says something lasting: read-only, an error, a broken chain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button, small
from desktop_app.ui.widgets.labels import IconLabel, restyle, text_label
from desktop_app.ui.widgets.toast import announce

_ICONS = {
    "danger": "error_circle-filled",
    "warning": "lock_closed-filled",
    "progress": "info-filled",
    "success": "shield_checkmark-filled",
    "neutral": "info",
}


class MessageBand(QFrame):
    """Icon, message, at most one action, and a cross when it may be put away. Hidden until it has a message."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._act: Callable[[], None] | None = None
        self.setProperty("frame", "band")
        self._icon = IconLabel(theme, "info")
        self._text = text_label("", "message", wraps=True)
        self._button = small(theme, "")
        self._button.clicked.connect(lambda: self._act() if self._act else None)
        self._close = icon_button(theme, "dismiss", "Đóng thông báo")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.s(12), theme.s(4), theme.s(8), theme.s(4))
        row.setSpacing(theme.s(10))
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.setMinimumHeight(theme.s(40))
        self.hide()

    @property
    def message(self) -> str:
        """What it says."""
        return self._text.text()

    def show_message(
        self,
        message: str,
        tone: str = "danger",
        action: str = "",
        on_action: Callable[[], None] | None = None,
        closable: bool = True,
    ) -> None:
        """Show a lasting message in a tone; errors are announced at once."""
        self._act = on_action
        self._text.setText(message)
        self._icon.set_icon(_ICONS[tone], tone)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._close.setVisible(closable)
        restyle(self, tone=tone)
        restyle(self._text)
        self.setAccessibleName(message)
        self.show()
        announce(self, message)
