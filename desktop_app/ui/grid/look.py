"""The grid's sizes, type and colours, read from the theme once and not at every repaint."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPen, QPixmap

from desktop_app.ui.theme import Theme

ROW_HEIGHT, LETTER_HEIGHT, HEADER_HEIGHT, TOTAL_HEIGHT = 28, 20, 50, 34
NUMBER_WIDTH, GUTTER_WIDTH = 40, 12
PADDING, ICON, TRIANGLE, HANDLE, HANDLE_REACH = 11, 14, 9, 8, 16


class GridLook:
    """Fonts, and colours by token. `refresh` takes the colours of a changed theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.s = theme.s
        self.plain = theme.font(13)
        self.strong = theme.font(13, 600)
        self.small = theme.font(12)
        self.small_strong = theme.font(12, 600)
        self._colours: dict[str, QColor] = {}
        self._pens: dict[tuple[str, int], QPen] = {}

    def refresh(self) -> None:
        """Forget the colours; they are read again when next needed."""
        self._colours.clear()
        self._pens.clear()

    def colour(self, token: str) -> QColor:
        """A colour of the design."""
        if token not in self._colours:
            self._colours[token] = self._theme.colour(token)
        return self._colours[token]

    def pen(self, token: str, width: int = 1) -> QPen:
        """A pen in a colour of the design, with square ends."""
        if (token, width) not in self._pens:
            self._pens[token, width] = QPen(self.colour(token), width)
        return self._pens[token, width]

    def pixmap(self, name: str, token: str, px: int = ICON) -> QPixmap:
        """A tinted icon."""
        return self._theme.pixmap(name, token, px)

    def font(self, strong: bool = False, small: bool = False) -> QFont:
        """13 px text, or 12 px when `small`."""
        if small:
            return self.small_strong if strong else self.small
        return self.strong if strong else self.plain
