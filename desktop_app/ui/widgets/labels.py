"""Text in the design's roles and tones, icons, hairlines: the smallest parts of a screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import Theme


def restyle(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties and let the style sheet look at the widget again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def text_label(text: str, role: str = "body", tone: str = "", wraps: bool = False) -> QLabel:
    """A label; roles: title, card-title, kpi, strong, secondary, field-label, caption, body."""
    label = WrappedLabel(text) if wraps else QLabel(text)
    label.setProperty("role", role)
    if tone:
        label.setProperty("tone", tone)
    label.setIndent(0)  # a styled label would indent by half an x otherwise
    label.setWordWrap(wraps)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def hairline(theme: Theme, vertical: bool = False) -> QFrame:
    """A one pixel line between two parts."""
    line = QFrame()
    line.setProperty("frame", "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


class WrappedLabel(QLabel):
    """A label over several lines that is never cut: layouts squeeze plain wrapped labels when height is short."""

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the new width needs."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        self.setMinimumHeight(0)  # the height asked for below would never be less than the old minimum
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class IconLabel(QLabel):
    """An icon that follows the colours in force; decoration only, so it has no accessible name."""

    def __init__(self, theme: Theme, name: str, token: str = "text2", px: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = (name, token, px)
        self._tint()

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._drawing = (name, token, self._drawing[2])
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a changed theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_drawing"):
            self._tint()

    def _tint(self) -> None:
        name, token, px = self._drawing
        self.setPixmap(self._theme.pixmap(name, token, px))
        self.setFixedSize(QSize(self._theme.s(px), self._theme.s(px)))


class DiamondLabel(QWidget):
    """The hollow diamond that marks a national figure (no typeface of ours has that sign)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.s(14), theme.s(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the diamond."""
        painter = QPainter(self)
        draw_diamond(painter, self._theme, self.width() / 2, self.height() / 2)
        painter.end()


def draw_diamond(painter: QPainter, theme: Theme, x: float, y: float) -> None:
    """Paint the national mark with its centre at (x, y)."""
    half = theme.s(5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("reference"), theme.s(2)))
    painter.setBrush(theme.colour("surface"))
    corners = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    painter.drawPolygon(QPolygonF(corners))


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole text is its tooltip and accessible name."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setIndent(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full = ""
        self.set_full_text(text)

    @property
    def full_text(self) -> str:
        """The text without elision."""
        return self._full

    def set_full_text(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
