"""The small line of a figure's last periods: gaps stay gaps, a lonely period is a dot, the last one is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain.ratio import Number
from desktop_app.ui.theme import Theme

Trend = Sequence[Number | None]


def draw_sparkline(
    painter: QPainter, area: QRectF, values: Trend, line: QColor, mark: QColor, unit: float
) -> None:
    """Draw the values from left to right over the whole width; `unit` is one design pixel.

    Each line has a scale of its own: it shows a course, not a size.
    """
    points = _points(area, values)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.5 * unit))
    for before, after in zip(points, points[1:], strict=False):
        if before is not None and after is not None:
            painter.drawLine(before, after)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(line)
    for index, point in enumerate(points):
        if point is not None and _alone(points, index):
            painter.drawEllipse(point, 1.5 * unit, 1.5 * unit)
    if points and points[-1] is not None:
        painter.setBrush(mark)
        painter.drawEllipse(points[-1], 2.5 * unit, 2.5 * unit)
    painter.restore()


def _points(area: QRectF, values: Trend) -> list[QPointF | None]:
    known = [float(value) for value in values if value is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    step = area.width() / max(len(values) - 1, 1)

    def place(index: int, value: Number) -> QPointF:
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return QPointF(area.left() + index * step, area.bottom() - share * area.height())

    return [None if value is None else place(index, value) for index, value in enumerate(values)]


def _alone(points: list[QPointF | None], index: int) -> bool:
    before = points[index - 1] if index else None
    after = points[index + 1] if index + 1 < len(points) else None
    return before is None and after is None


class Sparkline(QWidget):
    """The line as a widget; its accessible name says the figures."""

    def __init__(self, theme: Theme, width: int = 96, height: int = 28) -> None:
        """`width` and `height` in design pixels."""
        super().__init__()
        self._theme = theme
        self._values: Trend = ()
        self._tone = "accent"
        self.setFixedSize(QSize(theme.s(width), theme.s(height)))

    def show_values(self, values: Trend, words: str, tone: str = "accent") -> None:
        """Show other values; `words` say them, `tone` is the colour of the last one."""
        self._values, self._tone = values, tone
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        s, colour = self._theme.s, self._theme.colour
        area = QRectF(self.rect()).adjusted(s(4), s(5), -s(4), -s(5))
        draw_sparkline(painter, area, self._values, colour("text2"), colour(self._tone), s(10) / 10)
        painter.end()
