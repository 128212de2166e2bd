"""The base of every screen: what the frame asks of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.tab_stops import tab_stops

WIDE = 1500
MEDIUM = 1060
NARROW = 1000


class Page(QWidget):
    """A screen. The frame shows its header, tells it when it is shown and how much room it has.

    Screens change their words with `set_header`; `header_changed` tells the frame.
    """

    header_changed = Signal()

    def __init__(self, theme: Theme, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.theme = theme
        self._title = title
        self._subtitle = subtitle
        self.content_width = MEDIUM

    @property
    def header_title(self) -> str:
        """The screen's name, in the header and in the window's title."""
        return self._title

    @property
    def header_subtitle(self) -> str:
        """The line under the title: source and date of what is shown."""
        return self._subtitle

    def set_header(self, title: str, subtitle: str) -> None:
        """Change title and subtitle."""
        if (title, subtitle) != (self._title, self._subtitle):
            self._title, self._subtitle = title, subtitle
            self.header_changed.emit()

    def header_actions(self) -> list[QWidget]:
        """At most three widgets for the right of the header, built once; the last is the primary button."""
        return []

    def add_key(self, owner: QWidget, keys: str, act: Callable[[], object]) -> None:
        """A key of the whole screen with its header (`owner` is the screen), or of one part alone."""
        action = QAction(owner, shortcut=QKeySequence(keys))
        whole = owner is self
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if whole else Qt.ShortcutContext.WidgetShortcut
        )
        action.triggered.connect(lambda: act() if not whole or self.isVisible() else None)
        owner.addAction(action)

    def on_shown(self) -> None:
        """Called each time the screen comes to the front."""

    def set_content_width(self, width: int) -> None:
        """Told the width of the content in design pixels (logical pixels ÷ text scale), at every change.

        Compare it with WIDE, MEDIUM and NARROW; below NARROW details open over the list.
        """
        self.content_width = width

    def focus_parts(self) -> list[QWidget]:
        """The parts F6 goes through after sidebar and header: list, then detail."""
        return tab_stops(self)[:1]
