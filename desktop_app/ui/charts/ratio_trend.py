"""A ratio of the province by period, beside its target and the published national figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.domain.dates import format_date, format_month
from desktop_app.domain.indicators import Benchmark, Target
from desktop_app.domain.numbers import format_fraction, format_number, format_percent, format_published
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.report import TrendPoint
from desktop_app.ui.charts.figures import FigureTable, Spot
from desktop_app.ui.charts.label_layout import Label, TextLine
from desktop_app.ui.charts.scales import MONTH_STEPS, percent_ticks
from desktop_app.ui.charts.time_chart import ABOVE_FIRST, Tick, TimeChart
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import draw_diamond

HEADROOM = 1.2
NATIONAL = "quốc gia"
_DOT_ROOM = 18
_LABELS_APART = 22
_FAR = 24
_FAR_SIDES = ("right below", "left above", "centre below", "centre above")
_END_SIDES = ("right middle", "right above", "centre above", "left above", "left below", "right below")


def month_number(code: PeriodCode) -> int:
    """The period's last month, counted in months, so that missing periods keep their room."""
    return code.year * 12 + code.last_month - 1


def period_title(code: PeriodCode) -> str:
    """The period on the axis: "7/2020", "quý III/2020", "2020"."""
    return f"{code.last_month}/{code.year}" if code.months == 1 else code.short_title


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class RatioTrendChart(TimeChart):
    """Line and dots of the province (gaps stay gaps), target as a dashed step, ◇ for published figures.

    `activated` carries the PeriodCode of a point, or the Benchmark of a diamond.
    """

    def __init__(self, theme: Theme, name: str = "Tỷ lệ theo kỳ") -> None:
        super().__init__(theme, name)
        self._points: tuple[TrendPoint, ...] = ()
        self._marks: tuple[Benchmark, ...] = ()
        self._values: list[float | None] = []
        self._places: list[tuple[float, float]] = []
        self._subjects: list[TrendPoint | Benchmark] = []
        self._owner = "Tỉnh"
        self._target_line, self._line = self.canvas.add_line(), self.canvas.add_line()

    def set_data(
        self,
        points: Iterable[TrendPoint],
        benchmarks: Iterable[Benchmark] = (),
        owner: str = "Tỉnh",
        reason: str = "Chưa có kỳ nào được báo cáo.",
    ) -> None:
        """Plot these periods and published figures; `owner` names the province's own line."""
        self._points = tuple(sorted(points, key=lambda point: month_number(point.period)))
        self._owner = owner
        self._marks = tuple(self._near(benchmarks)) if self._points else ()
        self._values = [_value(point) for point in self._points]
        shown = any(value is not None for value in self._values)
        found = sorted(self._all_spots(), key=lambda spot: spot[0]) if shown else []
        self._places = [(x, y) for x, y, _ in found]
        self._subjects = [subject for _, _, subject in found]
        self._show(len(found), self._message(), reason)
        self.refresh()

    def _near(self, benchmarks: Iterable[Benchmark]) -> Iterator[Benchmark]:
        """Published figures of the plotted time; a far older or later one would squeeze the line."""
        first, last = month_number(self._points[0].period), month_number(self._points[-1].period)
        for item in sorted(benchmarks, key=lambda mark: mark.as_of):
            if item.percent is not None and first - 1 <= _mark_x(item) <= last + 1:
                yield item

    def _all_spots(self) -> Iterator[tuple[float, float, TrendPoint | Benchmark]]:
        for point, value in zip(self._points, self._values, strict=True):
            yield float(month_number(point.period)), value or 0.0, point
        for mark in self._marks:
            yield _mark_x(mark), float(mark.percent or 0), mark

    def spot(self, index: int) -> Spot:
        """The figure of a period, or a published one."""
        subject = self._subjects[index]
        if isinstance(subject, Benchmark):
            return Spot(_mark_words(subject), subject)
        return Spot(self._words(subject), subject.period)

    def _words(self, point: TrendPoint) -> str:
        title = _capital(point.period.short_title)
        if point.ratio is None or _value(point) is None:
            return f"{title}: chưa có số liệu"
        words = f"{title}: {format_percent(point.ratio)} ({format_fraction(point.ratio)})"
        words += f", {format_number(point.reported)}/{format_number(point.expected)} đơn vị đủ số"
        return words + (f", chỉ tiêu {format_published(point.target.value)}" if point.target else "")

    def _message(self) -> str:
        known = [point for point, value in zip(self._points, self._values, strict=True) if value is not None]
        if not known:
            return ""
        last = known[-1]
        words = [f"{self._owner} đạt {format_percent(last.ratio)} trong {last.period.short_title}."]
        if last.target:
            words.append(f"Chỉ tiêu {format_published(last.target.value)}.")
        if len(known) > 1:
            words.append(f"Kỳ đầu {known[0].period.short_title} là {format_percent(known[0].ratio)}.")
        return " ".join(words + [_mark_words(item) + "." for item in self._marks])

    def table(self) -> FigureTable:
        """Period by period with both parts of the ratio; published figures in rows of their own."""
        rows = [
            (
                _capital(point.period.short_title),
                format_percent(point.ratio) if point.ratio else "–",
                format_fraction(point.ratio) if point.ratio else "–",
                format_published(point.target.value) if point.target else "–",
                f"{format_number(point.reported)}/{format_number(point.expected)}",
            )
            for point in self._points
        ]
        marks = [
            (f"{_scope(item)}, {format_date(item.as_of)}", format_published(item.percent or 0), "–", "–", "–")
            for item in self._marks
        ]
        return FigureTable(("Kỳ", "Tỷ lệ", "Tử số/mẫu số", "Chỉ tiêu", "Đơn vị đủ số"), tuple(rows + marks))

    def for_print(self, theme: Theme, size: QSize) -> RatioTrendChart:
        """The same plot in another theme and size."""
        copy = RatioTrendChart(theme, self.accessibleName())
        copy.set_data(self._points, self._marks, self._owner, self._reason)
        copy.settle(size)
        return copy

    # Ranges and ticks.

    def _ends(self) -> tuple[float, float]:
        """The first and last month plotted."""
        xs = [x for x, _ in self._places]
        return min(xs), max(xs)

    def _left(self) -> float:
        """The left edge: a little before the first month, for its dot and its tick text."""
        first, last = self._ends()
        return first - 0.35 - 0.02 * (last - first)

    def x_range(self, width: float) -> tuple[float, float]:
        """From the left edge to the last month and room for the labels at its right."""
        last = self._ends()[1]
        room = max(self._metrics(line).horizontalAdvance(line.text) for line in self._end_lines())
        share = min((room + self.theme.s(24)) / width, 0.45)
        span = last - self._left()
        return self._left(), last + max(span * share / (1 - share), 0.35)

    def y_top(self) -> float:
        """The highest figure and headroom; at least 5 %."""
        targets = [float(point.target.value) for point in self._points if point.target]
        return max([y for _, y in self._places] + targets + [5.0]) * HEADROOM

    def widest_tick(self) -> str:
        """The longest name of a period."""
        return max([period_title(point.period) for point in self._points] + ["10/2020"], key=len)

    def x_ticks(self, room: float) -> list[Tick]:
        """The periods as "7/2020", every second, third… where they would touch."""
        periods = {month_number(point.period): point.period for point in self._points}
        first, last = min(periods), max(periods)
        if any(code.months > 1 for code in periods.values()):
            every = math.ceil(len(periods) / max(room, 1))
            return [(float(x), period_title(periods[x])) for x in sorted(periods)[::every]]
        span = self.canvas.data_x(self.canvas.area.right()) - self.canvas.data_x(self.canvas.area.left())
        step = next((item for item in MONTH_STEPS if span / item <= max(room, 1)), MONTH_STEPS[-1])
        shown = [x for x in range(first, last + 1) if x % step == 0] or [last]
        return [(float(x), f"{x % 12 + 1}/{x // 12}") for x in shown]

    def y_ticks(self) -> list[Tick]:
        """0 %, 10 %, … never above 100 %."""
        return [(value, format_number(value) + "%") for value in percent_ticks(self.y_top())]

    # Lines.

    def _own(self) -> list[tuple[float, float]]:
        """The points of the line; NaN between months that do not follow each other or have no figure."""
        found: list[tuple[float, float]] = []
        for point, value in zip(self._points, self._values, strict=True):
            x = float(month_number(point.period))
            if found and x - found[-1][0] > point.period.months:
                found.append((found[-1][0], math.nan))
            found.append((x, math.nan if value is None else value))
        return found

    def _target_runs(self) -> list[tuple[Target, float, float]]:
        """Each target with the time it held: from the left edge, changing between periods, to the last one."""
        runs = []
        end = self._left()
        for target, group in groupby(self._points, key=lambda point: point.target):
            points = list(group)
            start, last = end, points[-1]
            end = month_number(last.period) + (0.0 if last is self._points[-1] else last.period.months / 2)
            if target is not None:
                runs.append((target, start, end))
        return runs

    def _target_step(self) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for target, start, end in self._target_runs():
            if found and found[-1][0] < start:
                found.append((start, math.nan))
            found += [(start, float(target.value)), (end, float(target.value))]
        return found

    def draw_lines(self) -> None:
        """Draw the target's steps and the province's line."""
        from desktop_app.ui.charts.canvas import set_line

        dashed = QPen(self.theme.colour("warning"), self.theme.s(1), Qt.PenStyle.CustomDashLine)
        dashed.setDashPattern([7, 4])
        solid = QPen(self.theme.colour("accent"), self.theme.s(2))
        for pen in (dashed, solid):
            pen.setCosmetic(True)
        set_line(self._target_line, self._target_step(), dashed)
        set_line(self._line, self._own(), solid)

    # Labels and marks.

    def _last(self) -> TrendPoint:
        return next(point for point in reversed(self._points) if _value(point) is not None)

    def _end_lines(self) -> list[TextLine]:
        """The label of the last point, and those of diamonds at the right end."""
        ends = [TextLine(f"{self._owner} {format_percent(self._last().ratio)}", "accent", 600)]
        at_end = [item for item in self._marks if _mark_x(item) >= self._ends()[1]]
        return ends + [_mark_line(item) for item in at_end]

    def _pixel_of(self, point: TrendPoint) -> QPointF:
        return self.canvas.pixel(month_number(point.period), _value(point) or 0.0)

    def labels(self) -> list[Label]:
        """The newest own figure, then the targets, then the published figures."""
        own, close = self._pixel_of(self._last()), self._close_to_last()
        labels = [self._end_label(own, close), *self._target_labels()]
        for item in self._marks:
            if item is close:
                continue
            place = self._pixel_of_mark(item)
            away = ("right above", "right below") if place.y() < own.y() else ("right below", "right above")
            at_end = _mark_x(item) >= self._ends()[1]
            sides = ("right middle", *away, "left middle", "left below") if at_end else ABOVE_FIRST
            near = self.label([_mark_line(item)], place, sides)
            far = self.label([_mark_line(item)], place, _FAR_SIDES, _FAR)
            labels.append(Label(near.lines, near.boxes + far.boxes))
        return labels

    def _pixel_of_mark(self, item: Benchmark) -> QPointF:
        return self.canvas.pixel(_mark_x(item), float(item.percent or 0))

    def _close_to_last(self) -> Benchmark | None:
        """A published figure beside the newest own one, too close for two labels."""
        own, apart = self._pixel_of(self._last()), self.theme.s(_LABELS_APART)
        beside = (self._pixel_of_mark(item) - own for item in self._marks)
        return next(
            (
                item
                for item, away in zip(self._marks, beside, strict=True)
                if abs(away.x()) < apart and abs(away.y()) < apart
            ),
            None,
        )

    def _end_label(self, own: QPointF, close: Benchmark | None) -> Label:
        """The label of the newest own figure, with that of a published figure close to it, the higher first."""
        line = self._end_lines()[0]
        if close is None:
            return self.label([line], own, _END_SIDES)
        other = self._pixel_of_mark(close)
        lines = [line, _mark_line(close)] if own.y() <= other.y() else [_mark_line(close), line]
        return self.label(lines, (own + other) * 0.5, _END_SIDES)

    def _target_labels(self) -> list[Label]:
        """The value of each target at its start, else at its end; later ones say since when they hold."""
        found = []
        for index, (target, start, end) in enumerate(self._target_runs()):
            text = f"Chỉ tiêu {format_published(target.value)}"
            if index and target.effective_from:
                text += f" từ {format_month(target.effective_from)}"
            line, y = [TextLine(text, "warning")], float(target.value)
            at_start = self.label(line, self.canvas.pixel(start, y), ("right above", "right below"), 3)
            at_end = self.label(line, self.canvas.pixel(end, y), ("left above", "left below"), 3)
            found.append(Label(at_start.lines, at_start.boxes + at_end.boxes))
        return found

    def lines(self) -> list[QPointF]:
        """Points along the line and the target, every few pixels."""
        found: list[QPointF] = []
        for first, second in [*pairwise(self._own()), *pairwise(self._target_step())]:
            if not (math.isnan(first[1]) or math.isnan(second[1])):
                found += _between(self.canvas.pixel(*first), self.canvas.pixel(*second))
        return found

    def marks(self) -> list[QRectF]:
        """Boxes of the diamonds and of the last point."""
        half = self.theme.s(6)
        points = [self.canvas.pixel(_mark_x(item), float(item.percent or 0)) for item in self._marks]
        points.append(self._pixel_of(self._last()))
        return [QRectF(point - QPointF(half, half), point + QPointF(half, half)) for point in points]

    def dots(self) -> list[QPointF]:
        """Where dots are drawn: every figure while they keep apart, always the last and isolated ones."""
        first, last = (self.canvas.pixel(month, 0).x() for month in self._ends())
        apart = last - first >= self.theme.s(_DOT_ROOM) * (len(self._points) - 1)
        own = self._own()
        shown = []
        for index, (x, y) in enumerate(own):
            if math.isnan(y):
                continue
            before = index == 0 or math.isnan(own[index - 1][1])
            after = index == len(own) - 1 or math.isnan(own[index + 1][1])
            if apart or (before and after) or x == month_number(self._last().period):
                shown.append(self.canvas.pixel(x, y))
        return shown

    def paint_above(self, painter: QPainter) -> None:
        """Draw the dots and the diamonds."""
        painter.setPen(QPen(self.theme.colour("surface"), self.theme.s(1.5)))
        painter.setBrush(self.theme.colour("accent"))
        for point in self.dots():
            painter.drawEllipse(point, self.theme.s(4), self.theme.s(4))
        for item in self._marks:
            place = self.canvas.pixel(_mark_x(item), float(item.percent or 0))
            draw_diamond(painter, self.theme, place.x(), place.y())

    # Pointer.

    def place_of(self, index: int) -> QPointF:
        """The point or diamond; a period without a figure is at the foot of the plot."""
        return self.canvas.pixel(*self._places[index]) + QPointF(2, 2)

    def spot_at(self, position: QPointF) -> int:
        """The nearest point; between points of the same month the nearer in height."""
        if not self.canvas.area.adjusted(-8, 0, 8, 8).contains(position):
            return -1
        x = self.canvas.data_x(position.x() - 2)
        month = min((place[0] for place in self._places), key=lambda place: abs(place - x))
        same = [index for index, place in enumerate(self._places) if place[0] == month]
        return min(same, key=lambda index: abs(self.place_of(index).y() - position.y()))


def _value(point: TrendPoint) -> float | None:
    return point.ratio.percent if point.ratio else None


def _mark_x(item: Benchmark) -> float:
    return float(item.as_of.year * 12 + item.as_of.month - 1)


def _scope(item: Benchmark) -> str:
    return "Cả nước" if item.scope == NATIONAL else item.scope


def _mark_line(item: Benchmark) -> TextLine:
    text = f"{_scope(item)} {format_published(item.percent or 0)} ({format_month(item.as_of)})"
    return TextLine(text, "reference")


def _mark_words(item: Benchmark) -> str:
    return f"{_scope(item)} {format_published(item.percent or 0)}, {format_date(item.as_of)}, nguồn: {item.source}"


def _between(first: QPointF, second: QPointF) -> Sequence[QPointF]:
    steps = max(int(math.hypot(second.x() - first.x(), second.y() - first.y()) / 4), 1)
    return [first + (second - first) * (index / steps) for index in range(steps + 1)]
