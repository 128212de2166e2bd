"""Buttons: one primary on a screen, secondary, ghost inside cards, and icon buttons that carry a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.theme import Theme

_ICON_TOKENS = {"primary": "on_accent", "ghost": "accent", "toast": "surface"}
_GAP = 4


class Button(QPushButton):
    """A push button of one of the design's kinds; its icon follows the colours in force."""

    def __init__(
        self, theme: Theme, text: str, kind: str = "secondary", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._icon_token = _ICON_TOKENS.get(kind, "text2")
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._tint()

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another icon, in the kind's own colour unless a token is named."""
        self._icon_name = name
        self._icon_token = token or self._icon_token
        self._tint()

    def setVisible(self, visible: bool) -> None:
        """Show or hide it; without a place yet it waits to be shown with its place, or it would be a window for a moment."""
        if not visible or self.parentWidget() is not None:
            super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with an arrow to the pane or list around it; Qt would move the focus."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a changed theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_icon_name"):
            self._tint()

    def _tint(self) -> None:
        if not self._icon_name:
            return
        px = 20 if self.property("kind") == "icon" else 16
        gap = _GAP if self.text() else 0
        self.setIconSize(QSize(self._theme.s(px) + self._theme.s(gap), self._theme.s(px)))
        self.setIcon(self._theme.icon(self._icon_name, self._icon_token, px, gap))


def primary(theme: Theme, text: str, icon: str = "") -> Button:
    """The one main action of a screen or dialog."""
    return Button(theme, text, "primary", icon)


def secondary(theme: Theme, text: str, icon: str = "") -> Button:
    """An ordinary action."""
    return Button(theme, text, "secondary", icon)


def small(theme: Theme, text: str, icon: str = "") -> Button:
    """An ordinary action inside a box or a message line, 28 pixels high."""
    return Button(theme, text, "small", icon)


def ghost(theme: Theme, text: str, icon: str = "") -> Button:
    """A quiet action inside a card or a list."""
    return Button(theme, text, "ghost", icon)


def icon_button(theme: Theme, icon: str, name: str) -> Button:
    """A 32 pixel button with only an icon; `name` is its tooltip and accessible name."""
    button = Button(theme, "", "icon", icon)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
