"""The four security layers: five bars of unit shares with both numbers, and ◇ where a national figure is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop_app.domain.dates import format_date, format_month
from desktop_app.domain.indicators import Benchmark
from desktop_app.domain.layers import Coverage, Layer
from desktop_app.domain.numbers import format_fraction, format_percent, format_published
from desktop_app.domain.ratio import Ratio
from desktop_app.ui.charts.chart import Chart
from desktop_app.ui.charts.figures import FigureTable, Spot
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import draw_diamond

ALL_LAYERS = "all"
NAME = "An toàn thông tin 4 lớp"
_TEXT, _BAR, _FOOT = 20, 8, 20
_LEAST_TEXT, _LEAST_BAR = 18, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the layer's key ("all" for all four), its words, the share, and the national figure if known."""

    key: str
    title: str
    ratio: Ratio
    benchmark: Benchmark | None

    @property
    def words(self) -> str:
        """The exact value and the national figure."""
        own = f"{self.title}: {format_fraction(self.ratio)} đơn vị, {format_percent(self.ratio)}"
        mark = self.benchmark
        if mark is None or mark.percent is None:
            return own
        return f"{own}; cả nước {format_published(mark.percent)} ({format_date(mark.as_of)}), nguồn: {mark.source}"


class CoverageBars(Chart):
    """Bars from 0 to 100 % without an axis, the value at the right. `activated` carries the layer's key."""

    vertical = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, NAME)
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumSize(theme.s(160), theme.s(5 * (_LEAST_TEXT + _LEAST_BAR) + _FOOT))

    def set_data(
        self,
        layers: Sequence[Layer],
        coverage: Coverage,
        benchmarks: Mapping[str, Benchmark],
        reason: str = "Chưa có đơn vị nào được ghi nhận lớp bảo vệ.",
    ) -> None:
        """Plot a coverage; `benchmarks` by layer key, "all" for all four."""
        bars = [Bar(ALL_LAYERS, f"Đủ cả {len(layers)} lớp", coverage.all_layers, benchmarks.get(ALL_LAYERS))]
        for layer in sorted(layers, key=lambda item: item.number):
            title = f"Lớp {layer.number} · {layer.short_name}"
            share = coverage.layers.get(layer.key, Ratio(0, 0))
            bars.append(Bar(layer.key, title, share, benchmarks.get(layer.key)))
        self._set_bars(tuple(bars) if coverage.units else (), reason)

    def _set_bars(self, bars: tuple[Bar, ...], reason: str) -> None:
        self._bars = bars
        words = ". ".join(bar.words for bar in bars)
        self._show(len(bars), words, reason)

    def spot(self, index: int) -> Spot:
        """A bar's exact value."""
        return Spot(self._bars[index].words, self._bars[index].key)

    def table(self) -> FigureTable:
        """Bar by bar with both numbers, and the national figure with its date."""
        rows = []
        for bar in self._bars:
            mark = bar.benchmark
            known = mark is not None and mark.percent is not None
            national = f"{format_published(mark.percent or 0)} ({format_date(mark.as_of)})" if mark else ""
            rows.append(
                (
                    bar.title,
                    format_fraction(bar.ratio),
                    format_percent(bar.ratio),
                    national if known else "–",
                )
            )
        return FigureTable(("Lớp", "Đơn vị đạt", "Tỷ lệ", "Cả nước"), tuple(rows))

    def for_print(self, theme: Theme, size: QSize) -> CoverageBars:
        """The same bars in another theme and size."""
        copy = CoverageBars(theme)
        copy._set_bars(self._bars, self._reason)
        copy.resize(size)
        return copy

    @property
    def footnote(self) -> str:
        """What the diamonds stand for: "Cả nước: đủ 4 lớp 44%, lớp 2 đạt 49% (7/2020)"; may be empty."""
        marks = [(bar, bar.benchmark) for bar in self._bars if bar.benchmark is not None]
        if not marks:
            return ""
        dates = {format_month(mark.as_of) for _, mark in marks}
        shared = f" ({dates.pop()})" if len(dates) == 1 else ""
        parts = []
        for bar, mark in marks:
            what = "đủ 4 lớp" if bar.key == ALL_LAYERS else bar.title.split(" · ")[0].lower() + " đạt"
            own = "" if shared else f" ({format_month(mark.as_of)})"
            parts.append(f"{what} {format_published(mark.percent or 0)}{own}")
        return "Cả nước: " + ", ".join(parts) + shared

    # Places.

    def row_box(self, index: int) -> QRectF:
        """The whole row of a bar: text and bar."""
        foot = self.theme.s(_FOOT) if self.footnote else 0
        height = (self.height() - foot) / max(len(self._bars), 1)
        return QRectF(0, index * height, self.width(), height)

    def bar_box(self, index: int) -> QRectF:
        """The track of a bar, 0 to 100 %; thinner where rows are low."""
        row, theme = self.row_box(index), self.theme
        text, bar = self._measures()
        top = row.top() + max((row.height() - text - bar) / 2, 0) + text
        return QRectF(theme.s(4), round(top), self.width() - theme.s(8), bar)

    def _measures(self) -> tuple[int, int]:
        """The heights of the words and of the bar."""
        roomy = self.row_box(0).height() >= self.theme.s(_TEXT + _BAR)
        text, bar = (_TEXT, _BAR) if roomy else (_LEAST_TEXT, _LEAST_BAR)
        return self.theme.s(text), self.theme.s(bar)

    def place_of(self, index: int) -> QPointF:
        """The end of the bar."""
        box, share = self.bar_box(index), self._bars[index].ratio.percent or 0.0
        return QPointF(box.left() + box.width() * share / 100, box.center().y())

    def spot_at(self, position: QPointF) -> int:
        """The bar whose row is under the mouse."""
        for index in range(len(self._bars)):
            if self.row_box(index).contains(position):
                return index
        return -1

    # Painting.

    def paint_figures(self, painter: QPainter) -> None:
        """Draw all rows and the footnote."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, index, bar)
            self._paint_words(painter, index, bar)
        if self.footnote:
            self._paint_footnote(painter)

    def _paint_bar(self, painter: QPainter, index: int, bar: Bar) -> None:
        box, theme = self.bar_box(index), self.theme
        radius = box.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(box, radius, radius)
        width = box.width() * (bar.ratio.percent or 0.0) / 100
        if width > 0:
            painter.setBrush(theme.colour("accent" if bar.key == ALL_LAYERS else "progress_solid"))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top(), max(width, box.height()), box.height()), radius, radius
            )
        if index == self.current:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), radius + 2, radius + 2)
        mark = bar.benchmark.percent if bar.benchmark else None
        if mark is not None:
            draw_diamond(painter, theme, box.left() + box.width() * float(mark) / 100, box.center().y())

    def _paint_words(self, painter: QPainter, index: int, bar: Bar) -> None:
        box, theme = self.bar_box(index), self.theme
        height = self._measures()[0]
        line = QRectF(box.left(), box.top() - height, box.width(), height)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        strong, value_room = theme.font(13, 600), theme.s(48)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        painter.drawText(line, right, format_percent(bar.ratio, 0))
        small = theme.font(12)
        painter.setFont(small)
        painter.setPen(theme.colour("text3"))
        fraction = format_fraction(bar.ratio)
        painter.drawText(line.adjusted(0, 0, -value_room, 0), right, fraction)
        room = line.width() - value_room - QFontMetricsF(small).horizontalAdvance(fraction) - theme.s(8)
        font = strong if bar.key == ALL_LAYERS else theme.font(13)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if bar.key == ALL_LAYERS else "text2"))
        title = QFontMetricsF(font).elidedText(bar.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)

    def _paint_footnote(self, painter: QPainter) -> None:
        theme, font = self.theme, self.theme.font(12)
        line = QRectF(0, self.height() - theme.s(_FOOT), self.width(), theme.s(_FOOT)).adjusted(
            theme.s(4), 0, 0, 0
        )
        draw_diamond(painter, theme, line.left() + theme.s(7), line.center().y())
        painter.setFont(font)
        painter.setPen(theme.colour("text3"))
        text = line.adjusted(theme.s(20), 0, 0, 0)
        shown = QFontMetricsF(font).elidedText(self.footnote, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
