"""The line of steps in the header: Chọn tệp, Đối chiếu cột, Kiểm tra, Ghi; it shows where a batch stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Theme

STEPS = ("Chọn tệp", "Đối chiếu cột", "Kiểm tra", "Ghi")
_CIRCLE, _GAP, _LINE = 20, 8, 22


class StepLine(QWidget):
    """Steps before the current one carry a tick; when there is little room only the current one has its word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._current, self._short = 0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_current(0)

    def set_current(self, step: int) -> None:
        """Stand at a step, counted from 0."""
        self._current = step
        self.setAccessibleName(f"Bước {step + 1} trên {len(STEPS)}: {STEPS[step]}")
        self._refit()

    def set_short(self, short: bool) -> None:
        """Leave out the words of the other steps."""
        self._short = short
        self._refit()

    def _refit(self) -> None:
        self.updateGeometry()
        self.update()

    def _words(self, step: int) -> str:
        return "" if self._short and step != self._current else STEPS[step]

    def _font(self, step: int) -> QFont:
        return self._theme.font(13, 600 if step == self._current else 400)

    def sizeHint(self) -> QSize:
        """As wide as all steps with the lines between them."""
        s = self._theme.s
        width = (len(STEPS) - 1) * (s(_LINE) + 2 * s(_GAP))
        for step in range(len(STEPS)):
            words = self._words(step)
            advance = QFontMetrics(self._font(step)).horizontalAdvance(words)
            width += s(_CIRCLE) + (s(_GAP) + advance if words else 0)
        return QSize(width + 2, s(32))

    def minimumSizeHint(self) -> QSize:
        """No narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, words and the lines between."""
        s, theme = self._theme.s, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 1.0, self.height() / 2
        for step in range(len(STEPS)):
            if step:
                painter.setPen(QPen(theme.colour("border_strong"), 1))
                painter.drawLine(QPointF(x + s(_GAP), middle), QPointF(x + s(_GAP) + s(_LINE), middle))
                x += s(_LINE) + 2 * s(_GAP)
            self._circle(painter, step, x, middle)
            x += s(_CIRCLE)
            words = self._words(step)
            if words:
                x += s(_GAP)
                painter.setFont(self._font(step))
                token = "text" if step == self._current else "text3" if step > self._current else "text2"
                painter.setPen(theme.colour(token))
                width = QFontMetrics(painter.font()).horizontalAdvance(words)
                painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
                x += width
        painter.end()

    def _circle(self, painter: QPainter, step: int, x: float, middle: float) -> None:
        theme, side = self._theme, self._theme.s(_CIRCLE)
        place = QRectF(x, middle - side / 2, side, side)
        if step < self._current:
            tick = theme.pixmap("checkmark_circle-filled", "success", _CIRCLE)
            painter.drawPixmap(place.topLeft(), tick)
            return
        here = step == self._current
        painter.setPen(Qt.PenStyle.NoPen if here else QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("accent") if here else theme.colour("surface"))
        painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.colour("on_accent" if here else "text3"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(step + 1))
