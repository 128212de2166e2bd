"""What every plot shares: points that answer to mouse and keys, words for a screen reader, the empty state.

A plot knows its figures and the theme, never the record; what a click means is the page's business.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.charts.figures import FigureTable, Spot
from desktop_app.ui.theme import Theme

NO_FIGURES = "Chưa có số liệu"
RING = 2


class Chart(QWidget):
    """A plot built once and filled by the `set_data` of its kind.

    `activated` carries what the clicked (or entered) point stands for, so that the page opens the rows behind
    it. ←/→ (and ↑/↓ where the plot is a list), Home and End move from point to point; Enter or Space opens.
    """

    activated = Signal(object)
    vertical = False

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._count = 0
        self._current = -1
        self._reason = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._readout = QLabel(self)
        self._readout.setProperty("frame", "box")
        self._readout.setProperty("role", "secondary")
        self._readout.setTextFormat(Qt.TextFormat.PlainText)
        self._readout.setMargin(theme.s(6))
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.hide()
        theme.changed.connect(self.restyle)

    # What a kind of plot says of itself.

    def table(self) -> FigureTable:
        """The plotted numbers as a table."""
        raise NotImplementedError

    def spot(self, index: int) -> Spot:
        """The point with that index; its words are made only when asked for."""
        raise NotImplementedError

    def place_of(self, index: int) -> QPointF:
        """Where the point with that index is, in widget coordinates."""
        raise NotImplementedError

    def spot_at(self, position: QPointF) -> int:
        """The index of the point meant by a mouse position, or -1."""
        raise NotImplementedError

    def paint_figures(self, painter: QPainter) -> None:
        """Draw what this widget draws itself; a plot with a canvas of its own draws nothing here."""

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the whole plot into `target`, for pictures; `target` has the size of the widget."""
        painter.save()
        painter.translate(target.topLeft())
        if self.empty:
            self._paint_reason(painter)
        else:
            self.paint_figures(painter)
        painter.restore()

    def for_print(self, theme: Theme, size: QSize) -> Chart:
        """The same plot with the same figures in another theme, laid out in `size` pixels, never shown."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Take the colours of a changed theme."""
        self.update()

    # What pages and tests read.

    @property
    def spots(self) -> Sequence[Spot]:
        """All points in the order the arrow keys visit them."""
        return [self.spot(index) for index in range(self._count)]

    @property
    def current(self) -> int:
        """The index of the point whose value is shown, or -1."""
        return self._current

    @property
    def empty(self) -> bool:
        """Whether there is nothing to plot."""
        return not self._count

    @property
    def message(self) -> str:
        """The plot's message in words, as a screen reader gets it."""
        return self.accessibleDescription()

    @property
    def readout(self) -> str:
        """The exact value shown at present, or an empty text."""
        return self._readout.text() if not self._readout.isHidden() else ""

    def _show(self, count: int, message: str, reason: str) -> None:
        """Take the number of points and the message; `reason` says why there is nothing when there are none."""
        self._count = count
        self._reason = reason
        self.setAccessibleDescription(message if count else f"{NO_FIGURES}. {reason}".strip())
        self.set_current(-1)
        self.update()

    # Pointer and keys.

    def set_current(self, index: int, announced: bool = False) -> None:
        """Show the exact value of a point (-1: of none); `announced` also tells the screen reader."""
        self._current = index if 0 <= index < self._count else -1
        self._readout.setVisible(self._current >= 0)
        if self._current >= 0:
            words = self.spot(self._current).words
            self._readout.setText(words)
            self._place_readout(self.place_of(self._current))
            if announced:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()

    def _place_readout(self, point: QPointF) -> None:
        self._readout.setWordWrap(False)
        self._readout.adjustSize()
        if self._readout.width() > self.width():
            self._readout.setWordWrap(True)
            self._readout.setFixedWidth(self.width())
            self._readout.adjustSize()
        size, gap = self._readout.size(), self.theme.s(12)
        left = min(max(round(point.x()) - size.width() // 2, 0), max(self.width() - size.width(), 0))
        above, below = round(point.y()) - gap - size.height(), round(point.y()) + gap
        fits_below = below + size.height() <= self.height()
        top = below if (self.vertical or above < 0) and fits_below else max(above, 0)
        self._readout.move(QPoint(left, top))
        self._readout.raise_()

    def _step_to(self, key: Qt.Key) -> int | None:
        """The point a key leads to; None for a key that is not ours."""
        last, here = self._count - 1, self._current
        back = (Qt.Key.Key_Left, Qt.Key.Key_Up) if self.vertical else (Qt.Key.Key_Left,)
        on = (Qt.Key.Key_Right, Qt.Key.Key_Down) if self.vertical else (Qt.Key.Key_Right,)
        if key in back:
            return max(here - 1, 0) if here >= 0 else last
        if key in on:
            return min(here + 1, last)
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between points, open the current one, or put its value away with Esc."""
        key = Qt.Key(event.key())
        target = self._step_to(key) if self._count else None
        if target is not None:
            self.set_current(target, announced=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.activated.emit(self.spot(self._current).stands_for)
        elif key == Qt.Key.Key_Escape and self._current >= 0:
            self.set_current(-1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the exact value of the point under the mouse."""
        index = self.spot_at(event.position()) if self._count else -1
        self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
        if index != self._current:
            self.set_current(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is under the mouse."""
        index = self.spot_at(event.position()) if self._count else -1
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.activated.emit(self.spot(index).stands_for)

    def leaveEvent(self, event: QEvent) -> None:
        """Put the value away when the mouse leaves."""
        super().leaveEvent(event)
        self.set_current(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the value away when the keyboard leaves."""
        super().focusOutEvent(event)
        self.set_current(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures or why there are none, and the focus ring."""
        painter = QPainter(self)
        if self.empty:
            self._paint_reason(painter)
        else:
            self.paint_figures(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.colour("accent"), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_reason(self, painter: QPainter) -> None:
        """ "Chưa có số liệu" and the reason, in the middle."""
        heading, small = self.theme.font(15, 600), self.theme.font(13)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(self.rect()).adjusted(self.theme.s(16), 0, -self.theme.s(16), 0)
        first = QFontMetricsF(heading).boundingRect(room, int(flags), NO_FIGURES).height()
        second = QFontMetricsF(small).boundingRect(room, int(flags), self._reason).height()
        top = max((self.height() - first - second) / 2, 0)
        painter.setFont(heading)
        painter.setPen(self.theme.colour("text2"))
        painter.drawText(QRectF(room.left(), top, room.width(), first), int(flags), NO_FIGURES)
        painter.setFont(small)
        painter.setPen(self.theme.colour("text3"))
        painter.drawText(QRectF(room.left(), top + first, room.width(), second), int(flags), self._reason)
