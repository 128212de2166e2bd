"""A bridge as a waterfall: both ends, and between them the steps that lead from one to the other.

One block is one counted thing while the blocks can be counted; a loss is a dashed hollow block. The end columns
may begin above 0 (DESIGN: the one exception); then they carry a break mark and `subtitle` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from desktop_app.domain.bridge_scale import BridgeScale, scale_of
from desktop_app.domain.bridges import Amount, signed
from desktop_app.domain.numbers import format_number
from desktop_app.domain.ratio import add
from desktop_app.ui.charts.chart import Chart
from desktop_app.ui.charts.figures import FigureTable, Spot
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.table_delegate import wrap

NAME = "Cầu nối"
_VALUE, _ABOVE, _GAP = 24, 6, 2
_WIDEST, _LINE_GAP, _RING_ROOM = 92, 6, 6


@dataclass(frozen=True, slots=True)
class End:
    """One end: its figure, its day, what is known there, and what it stands for."""

    amount: Amount
    title: str
    caption: str


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A step: its words, its amount, the tone of its blocks ("success"), and what it stands for."""

    title: str
    caption: str
    amount: Amount
    tone: str
    stands_for: object = None

    @property
    def words(self) -> str:
        """The step with its exact value."""
        return f"{self.title}: {signed(self.amount)}" + (f" ({self.caption})" if self.caption else "")


class Waterfall(Chart):
    """`activated` carries what the chosen step stands for; the ends carry None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, NAME)
        self._ends: tuple[End, End] = (End(0, "", ""), End(0, "", ""))
        self._steps: tuple[WaterfallStep, ...] = ()
        self._what = ""
        self._scale = scale_of(0, [])
        self.setMinimumSize(theme.s(320), theme.s(180))

    def set_data(
        self, ends: tuple[End, End], steps: Sequence[WaterfallStep], what: str, message: str
    ) -> None:
        """Plot a bridge; `what` is counted ("nhiệm vụ"), `message` says it in words."""
        self._ends, self._steps, self._what = ends, tuple(steps), what
        self._scale = scale_of(ends[0].amount, [step.amount for step in steps])
        self._show(len(steps) + 2, message, "")

    def clear(self, reason: str) -> None:
        """Plot nothing and say why."""
        self._show(0, "", reason)

    @property
    def scale(self) -> BridgeScale:
        """How the figures are scaled."""
        return self._scale

    @property
    def subtitle(self) -> str:
        """What a block is, and where the end columns begin."""
        unit = f"mỗi ô là 1 {self._what}" if self._scale.blocks else f"đơn vị tính: {self._what}"
        if not self._scale.cut:
            return f"{unit}; cột hai đầu vẽ từ 0"
        return f"{unit}; cột hai đầu cắt bớt, bắt đầu từ {format_number(self._scale.base)}"

    def spot(self, index: int) -> Spot:
        """An end or a step with its exact value."""
        if 0 < index <= len(self._steps):
            step = self._steps[index - 1]
            after = format_number(self._scale.levels[index])
            return Spot(f"{step.words}, lũy kế {after}", step.stands_for)
        end = self._ends[0 if index == 0 else 1]
        return Spot(f"{end.title}, {end.caption}: {format_number(end.amount)} {self._what}", None)

    def table(self) -> FigureTable:
        """Start, steps with the running total, end."""
        first, last = self._ends
        rows = [(f"{first.title}, {first.caption}", "", format_number(first.amount), "")]
        reached = first.amount
        for step in self._steps:
            reached = add([reached, step.amount])
            rows.append((step.title, signed(step.amount), format_number(reached), step.caption))
        rows.append((f"{last.title}, {last.caption}", "", format_number(last.amount), ""))
        return FigureTable(("Bước", "Thay đổi", "Lũy kế", "Gồm"), tuple(rows))

    def for_print(self, theme: Theme, size: QSize) -> Waterfall:
        """The same bridge in another theme and size."""
        copy = Waterfall(theme)
        copy._ends, copy._steps, copy._what, copy._scale = self._ends, self._steps, self._what, self._scale
        copy._show(self._count, self.message, self._reason)
        copy.resize(size)
        return copy

    # Places.

    def column(self, index: int) -> QRectF:
        """The whole column of an end or step, from top to bottom."""
        width = self.width() / max(len(self._steps) + 2, 1)
        return QRectF(index * width, 0, width, self.height())

    def box(self, index: int) -> QRectF:
        """The bar of an end or step; a step of 0 has no height."""
        room, plot = self.column(index), self._plot()
        width = min(room.width() - self.theme.s(12), self.theme.s(_WIDEST))
        left = room.center().x() - width / 2
        low, high = self._span(index)
        bottom = plot.bottom() - self._scale.height(low, plot.height())
        top = plot.bottom() - self._scale.height(high, plot.height())
        return QRectF(left, top, width, bottom - top)

    def _span(self, index: int) -> tuple[Amount, Amount]:
        levels = self._scale.levels
        if index == 0 or index == len(self._steps) + 1:
            end = levels[min(index, len(levels) - 1)]
            return min(self._scale.ground, end), max(self._scale.ground, end)
        return min(levels[index - 1 : index + 1]), max(levels[index - 1 : index + 1])

    def _plot(self) -> QRectF:
        """Where the bars stand: below the figures of the highest, above the words."""
        theme, words = self.theme, self._words_height()
        top = theme.s(_VALUE + _ABOVE)
        return QRectF(0, top, self.width(), max(self.height() - top - words, theme.s(40)))

    def _words_height(self) -> float:
        titles, captions = self._lines()
        rows = max(len(lines) for lines in titles), max(len(lines) for lines in captions)
        heights = QFontMetricsF(self.theme.font(13)).height(), QFontMetricsF(self.theme.font(12)).height()
        return rows[0] * heights[0] + rows[1] * heights[1] + self.theme.s(_LINE_GAP + _RING_ROOM)

    def _lines(self) -> tuple[list[list[str]], list[list[str]]]:
        """Titles and captions of all columns, each over at most two lines."""
        room = int(self.column(0).width()) - self.theme.s(8)
        first, last = self._ends
        items: list[End | WaterfallStep] = [first, *self._steps, last]
        titles = [wrap(item.title, self.theme.font(13, 600), room, 2) for item in items]
        return titles, [wrap(item.caption, self.theme.font(12), room, 2) for item in items]

    def place_of(self, index: int) -> QPointF:
        """The top of the bar."""
        box = self.box(index)
        return QPointF(box.center().x(), box.top())

    def spot_at(self, position: QPointF) -> int:
        """The column under the mouse."""
        count = len(self._steps) + 2
        return next((index for index in range(count) if self.column(index).contains(position)), -1)

    # Painting.

    def paint_figures(self, painter: QPainter) -> None:
        """Draw the ground line, connectors, bars and words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = len(self._steps) + 1
        for index in range(last + 1):
            if index < last:
                self._paint_connector(painter, index)
            if index in (0, last):
                self._paint_end(painter, index)
            else:
                self._paint_step(painter, index, self._steps[index - 1])
            if index == self.current:
                self._paint_current(painter, index)
        painter.setPen(QPen(self.theme.colour("border_strong"), 1))
        plot = self._plot()
        ground = round(plot.bottom() - self._scale.height(self._scale.ground, plot.height())) + 0.5
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        self._paint_words(painter)

    def _paint_connector(self, painter: QPainter, index: int) -> None:
        """A dotted line at the level reached, to the next bar."""
        plot, level = self._plot(), self._scale.levels[min(index, len(self._steps))]
        y = round(plot.bottom() - self._scale.height(level, plot.height())) + 0.5
        gap = self.theme.s(3)
        painter.setPen(QPen(self.theme.colour("border_strong"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(
            QPointF(self.box(index).right() + gap, y), QPointF(self.box(index + 1).left() - gap, y)
        )

    def _paint_end(self, painter: QPainter, index: int) -> None:
        box, end = self.box(index), self._ends[0 if index == 0 else 1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("text3"))
        self._paint_bar(painter, box, int(abs(end.amount - self._scale.ground)) if self._scale.blocks else 1)
        if self._scale.cut:
            self._paint_break(painter, box)
        self._paint_value(painter, box, format_number(end.amount), (18, "text"))

    def _paint_step(self, painter: QPainter, index: int, step: WaterfallStep) -> None:
        box, theme = self.box(index), self.theme
        if not step.amount:
            line = QRectF(box.left(), box.top() - 1, box.width(), 2)
            painter.fillRect(line, theme.colour("neutral_solid"))
            self._paint_value(painter, box, "0", (15, "text2"))
            return
        if step.amount < 0:
            painter.setPen(QPen(theme.colour("danger_solid"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box_inside = box.adjusted(1, 1, -1, -1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{step.tone}_solid"))
            box_inside = box
        self._paint_bar(painter, box_inside, int(abs(step.amount)) if self._scale.blocks else 1)
        token = "danger" if step.amount < 0 else "text2" if step.tone == "neutral" else step.tone
        self._paint_value(painter, box, signed(step.amount), (15, token))

    def _paint_bar(self, painter: QPainter, box: QRectF, blocks: int) -> None:
        """The bar in so many blocks, a small gap between them."""
        if blocks <= 0 or box.height() <= 0:
            return
        gap, height = self.theme.s(_GAP), box.height() / blocks
        for number in range(blocks):
            block = QRectF(box.left(), box.top() + number * height, box.width(), height)
            inset = gap / 2 if blocks > 1 and height > 3 * gap else 0
            painter.drawRoundedRect(block.adjusted(0, inset, 0, -inset), self.theme.s(3), self.theme.s(3))

    def _paint_break(self, painter: QPainter, box: QRectF) -> None:
        """A white zigzag through the foot of a column that does not begin at 0."""
        theme = self.theme
        block = self._scale.height(self._scale.base + 1, self._plot().height())
        rise = min(theme.s(11), block / 2) if self._scale.blocks else theme.s(11)
        middle, swing, teeth = box.bottom() - rise, theme.s(3), 8
        points = [
            QPointF(box.left() - 1 + (box.width() + 2) * at / teeth, middle + (swing if at % 2 else -swing))
            for at in range(teeth + 1)
        ]
        painter.setPen(QPen(theme.colour("surface"), theme.s(3)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def _paint_value(self, painter: QPainter, box: QRectF, text: str, look: tuple[int, str]) -> None:
        size, token = look
        painter.setFont(self.theme.font(size, 600))
        painter.setPen(self.theme.colour(token))
        height = QFontMetricsF(painter.font()).height()
        room = QRectF(box.center().x() - 200, box.top() - height - self.theme.s(2), 400, height)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), text)

    def _paint_current(self, painter: QPainter, index: int) -> None:
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.box(index).adjusted(-4, -4, 4, 4), 5, 5)

    def _paint_words(self, painter: QPainter) -> None:
        titles, captions = self._lines()
        last = len(titles) - 1
        first_caption = max(len(lines) for lines in titles)
        line, small = QFontMetricsF(self.theme.font(13)).height(), QFontMetricsF(self.theme.font(12)).height()
        top = self._plot().bottom() + self.theme.s(_LINE_GAP)
        for index, (title, caption) in enumerate(zip(titles, captions, strict=True)):
            room = self.column(index)
            painter.setFont(self.theme.font(13, 600 if index in (0, last) else 400))
            painter.setPen(self.theme.colour("text"))
            self._paint_lines(painter, title, QRectF(room.left(), top, room.width(), line))
            painter.setFont(self.theme.font(12))
            painter.setPen(self.theme.colour("text3"))
            below = top + first_caption * line
            self._paint_lines(painter, caption, QRectF(room.left(), below, room.width(), small))

    def _paint_lines(self, painter: QPainter, lines: Sequence[str], room: QRectF) -> None:
        for at, text in enumerate(lines):
            painter.drawText(room.translated(0, at * room.height()), int(Qt.AlignmentFlag.AlignCenter), text)
