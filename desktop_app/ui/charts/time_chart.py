"""A plot over time: hairlines, months below, values at the left, and direct labels that keep off each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QResizeEvent

from desktop_app.ui.charts.chart import RING, Chart
from desktop_app.ui.charts.label_layout import Label, PlacedLabel, TextLine, around, place
from desktop_app.ui.theme import Theme

Tick = tuple[float, str]
ABOVE_FIRST = ("centre above", "right above", "left above", "right below", "left below", "centre below")
BELOW_FIRST = ("right below", "left below", "right above", "left above", "centre below", "centre above")


class TimeChart(Chart):
    """What the burn-up and the ratio trend share. A kind gives ranges, ticks, lines, labels and marks."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        from desktop_app.ui.charts.canvas import Canvas  # pyqtgraph: only when a plot is built

        self.canvas = Canvas(self, self._paint_below, self._paint_above)
        self.canvas.view.setVisible(False)
        self._x_ticks: list[Tick] = []
        self._y_ticks: list[Tick] = []
        self._placed: list[PlacedLabel] = []
        self.setMinimumSize(theme.s(160), theme.s(110))

    # What a kind gives.

    def x_range(self, width: float) -> tuple[float, float]:
        """The range of x in a plot `width` pixels wide."""
        raise NotImplementedError

    def y_top(self) -> float:
        """The highest y of the plot, headroom included; y begins at 0."""
        raise NotImplementedError

    def x_ticks(self, room: float) -> list[Tick]:
        """At most about `room` marks along x."""
        raise NotImplementedError

    def widest_tick(self) -> str:
        """The longest text along x, for spacing."""
        return "10/2020"

    def y_ticks(self) -> list[Tick]:
        """The marks along y."""
        raise NotImplementedError

    def draw_lines(self) -> None:
        """Give the curves their points and pens."""
        raise NotImplementedError

    def labels(self) -> list[Label]:
        """The direct labels, the most important first."""
        raise NotImplementedError

    def lines(self) -> list[QPointF]:
        """Points along the drawn lines, for labels to keep off."""
        raise NotImplementedError

    def fills(self) -> list[QPointF]:
        """Points spread over filled shapes, which labels should leave visible."""
        return []

    def marks(self) -> list[QRectF]:
        """Boxes of dots and diamonds that no label may cover."""
        return []

    def paint_below(self, painter: QPainter) -> None:
        """Draw what lies under the curves, over the grid."""

    def paint_above(self, painter: QPainter) -> None:
        """Draw what lies over the curves, under the labels."""

    # What tests and pages read.

    @property
    def label_boxes(self) -> list[tuple[str, QRectF]]:
        """Text and box (canvas pixels) of every label that is drawn."""
        return [(item.label.text, item.box) for item in self._placed]

    @property
    def tick_texts(self) -> tuple[list[str], list[str]]:
        """The texts along x and along y."""
        return [text for _, text in self._x_ticks], [text for _, text in self._y_ticks]

    # Arranging.

    def refresh(self) -> None:
        """Draw new figures or new colours."""
        self.canvas.view.setVisible(not self.empty)
        if not self.empty:
            self.canvas.set_ground(self.theme.colour("surface"))
            self.draw_lines()
            self.arrange()
        self.update()

    def restyle(self) -> None:
        """Take the colours of a changed theme."""
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the canvas inside the focus ring and place everything anew."""
        super().resizeEvent(event)
        self.canvas.view.setGeometry(self.rect().adjusted(RING, RING, -RING, -RING))
        if not self.empty:
            self.arrange()

    def arrange(self) -> None:
        """Work out ranges, ticks and places of labels for the present size."""
        theme, size = self.theme, self.canvas.view.size()
        metrics = QFontMetricsF(theme.font(12))
        self._y_ticks = self.y_ticks()
        left = max(metrics.horizontalAdvance(text) for _, text in self._y_ticks) + theme.s(9)
        bottom = metrics.height() + theme.s(6)
        width, height = size.width() - left - theme.s(12), size.height() - bottom - theme.s(4)
        if width < 20 or height < 20:
            return
        area = QRectF(round(left), theme.s(4), round(width), round(height))
        self.canvas.arrange(area, self.x_range(area.width()), (0.0, self.y_top()))
        self._y_ticks = self._spaced(self._y_ticks, metrics.height())
        widest = metrics.horizontalAdvance(self.widest_tick()) + theme.s(8)
        self._x_ticks = self.x_ticks(area.width() / widest)
        self._placed = place(self.labels(), area, self.lines(), self.fills(), self.marks())

    def _spaced(self, ticks: list[Tick], least: float) -> list[Tick]:
        """The ticks that keep `least` pixels apart; the last (the total) is kept in any case."""
        if not ticks:
            return []
        kept = [ticks[-1]]
        for tick in reversed(ticks[:-1]):
            if self.canvas.pixel(0, tick[0]).y() - self.canvas.pixel(0, kept[-1][0]).y() >= least:
                kept.append(tick)
        return kept[::-1]

    def label(
        self,
        lines: Sequence[TextLine],
        point: QPointF,
        sides: Sequence[str],
        gap: int = 8,
        ground: bool = True,
    ) -> Label:
        """A label of these lines beside a canvas point, trying `sides` in order."""
        sizes = [self._metrics(line) for line in lines]
        width = max(metrics.horizontalAdvance(line.text) for metrics, line in zip(sizes, lines, strict=True))
        height = sum(metrics.height() for metrics in sizes)
        box = QSizeF(width + self.theme.s(4), height)
        return Label(tuple(lines), around(point, box, self.theme.s(gap), sides), ground)

    def pinned(self, label: Label, x: float, gap: int = 8) -> Label:
        """The label with two more boxes to try: at the top of the plot, right and left of `x`."""
        size, away, top = label.boxes[0].size(), self.theme.s(gap), self.canvas.area.top()
        more = (QPointF(x + away, top), QPointF(x - away - size.width(), top))
        return replace(label, boxes=label.boxes + tuple(QRectF(corner, size) for corner in more))

    def _metrics(self, line: TextLine) -> QFontMetricsF:
        return QFontMetricsF(self.theme.font(13, line.weight))

    # Painting.

    def _paint_below(self, painter: QPainter) -> None:
        area, theme = self.canvas.area, self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setFont(theme.font(12))
        metrics = QFontMetricsF(theme.font(12))
        for value, text in self._y_ticks:
            y = round(self.canvas.pixel(0, value).y())
            painter.fillRect(QRectF(area.left(), y, area.width(), 1), theme.colour("border"))
            painter.setPen(theme.colour("text3"))
            room = QRectF(0, y - metrics.height() / 2, area.left() - theme.s(8), metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(theme.colour("text3"))
        for value, text in self._x_ticks:
            width = metrics.horizontalAdvance(text)
            x = min(self.canvas.pixel(value, 0).x() - width / 2, self.canvas.view.width() - width)
            room = QRectF(max(x, 0), area.bottom() + theme.s(5), width + 1, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), text)
        self.paint_below(painter)

    def _paint_above(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self.paint_above(painter)
        self._paint_current(painter)
        for item in self._placed:
            self._paint_label(painter, item)

    def _paint_label(self, painter: QPainter, item: PlacedLabel) -> None:
        if item.label.ground:
            painter.fillRect(item.box, self.theme.colour("surface"))
        top = item.box.top()
        for line in item.label.lines:
            metrics = self._metrics(line)
            painter.setFont(self.theme.font(13, line.weight))
            painter.setPen(self.theme.colour(line.token))
            painter.drawText(QPointF(item.box.left() + self.theme.s(2), top + metrics.ascent()), line.text)
            top += metrics.height()

    def _paint_current(self, painter: QPainter) -> None:
        """Ring the point whose value is shown."""
        if self.current < 0:
            return
        point = self.place_of(self.current) - QPointF(RING, RING)
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawEllipse(point, self.theme.s(6), self.theme.s(6))

    def set_current(self, index: int, announced: bool = False) -> None:
        """Show the exact value of a point, and ring it."""
        super().set_current(index, announced)
        if not self.empty:
            self.canvas.redraw()

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the whole plot into `target`."""
        if self.empty:
            super().draw(painter, target)
        else:
            self.canvas.draw(painter, target)

    def settle(self, size: QSize) -> None:
        """Lay out in `size` without being shown; a hidden widget gets its resize only when it is rendered."""
        self.resize(size)
        self.grab()
