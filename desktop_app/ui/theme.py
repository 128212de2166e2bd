"""One look for the whole window: colours, sizes and type from the design's tokens.

`app.py` builds one Theme and passes it down. Colours can change while the window is open (`change`
restyles every widget, which re-tint their icons on StyleChange); a new text scale needs new screens,
because layouts keep the margins they were built with.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from desktop_app.ui import fonts, palette, stylesheet, tokens
from desktop_app.ui.icons import IconSet

TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 2.0)


class Theme(QObject):
    """The tokens in force. `changed` is emitted after new colours reached the application."""

    changed = Signal()

    def __init__(self, dark: bool = False, text_scale: float = 1.0, high_contrast: bool = False) -> None:
        super().__init__()
        self._dark = dark
        self._high_contrast = high_contrast
        self._text_scale = text_scale
        self._icons = IconSet()
        self._colours: dict[str, QColor] = {}
        self._read_tokens()

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._dark

    @property
    def high_contrast(self) -> bool:
        """Whether borders are strengthened and soft fills left out."""
        return self._high_contrast

    @property
    def text_scale(self) -> float:
        """The user's text size, 1.0 to 2.0; every pixel of the design is multiplied by it."""
        return self._text_scale

    def colour(self, token: str) -> QColor:
        """The colour of a token such as "accent" or "danger_bg"; KeyError for an unknown one."""
        return QColor(self._colours[token])

    def s(self, px: float) -> int:
        """Design pixels as logical pixels at the text scale in force; at least 1 for a positive size."""
        scaled = round(px * self._text_scale)
        return max(scaled, 1) if px > 0 else scaled

    def font(self, px: int = 14, weight: int = 400) -> QFont:
        """The screen typeface at a design size (12 is the smallest used) and weight."""
        return fonts.face(self.s(px), weight)

    def pixmap(self, name: str, token: str = "text2", px: int = 16) -> QPixmap:
        """An icon tinted with a token, `px` design pixels wide, sharp on the present screens."""
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        return self._icons.pixmap(name, self.colour(token), self.s(px), ratio)

    def icon(self, name: str, token: str = "text2", px: int = 16, gap: int = 0) -> QIcon:
        """The same as a QIcon, in the third text colour when disabled, with a gap kept free at its right."""
        icon = QIcon(_widened(self.pixmap(name, token, px), self.s(gap)))
        icon.addPixmap(_widened(self.pixmap(name, "text3", px), self.s(gap)), QIcon.Mode.Disabled)
        return icon

    def apply(self, app: QApplication) -> None:
        """Give the application the style, palette, font and style sheet of this theme."""
        app.setStyle("Fusion")
        QGuiApplication.styleHints().setColorScheme(
            Qt.ColorScheme.Dark if self._dark else Qt.ColorScheme.Light
        )
        app.setPalette(palette.build(self.colour))
        app.setFont(self.font(14))
        app.setStyleSheet(stylesheet.build(self.colour, self.s))
        self.changed.emit()

    def change(self, app: QApplication, dark: bool, high_contrast: bool) -> None:
        """Put other colours in force while the window is open."""
        self._dark, self._high_contrast = dark, high_contrast
        self._read_tokens()
        self.apply(app)

    def _read_tokens(self) -> None:
        named = tokens.colours(self._dark, self._high_contrast)
        self._colours = {token: QColor(value) for token, value in named.items()}


def _widened(mark: QPixmap, gap: int) -> QPixmap:
    """The mark with free room at its right: Qt 6.8 sets a styled button's text hard against its icon."""
    if gap == 0:
        return mark
    ratio = mark.devicePixelRatio()
    wide = QPixmap(mark.width() + round(gap * ratio), mark.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, mark)
    painter.end()
    return wide
