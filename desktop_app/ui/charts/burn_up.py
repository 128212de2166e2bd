"""Tasks completed against the plan: cumulative completions up to the cut-off, cumulative deadlines to the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from desktop_app.domain.dates import format_date, format_month
from desktop_app.domain.numbers import format_number
from desktop_app.domain.task_figures import completion_steps, count_tasks, deadline_steps
from desktop_app.domain.tasks import Task
from desktop_app.ui.charts.figures import FigureTable, Spot
from desktop_app.ui.charts.label_layout import Label, TextLine
from desktop_app.ui.charts.scales import count_ticks, month_starts, month_step
from desktop_app.ui.charts.time_chart import ABOVE_FIRST, BELOW_FIRST, Tick, TimeChart
from desktop_app.ui.theme import Theme

Steps = Sequence[tuple[date, int]]
NAME = "Tiến độ hoàn thành so với kế hoạch"
HEADROOM = 1.2
AGAINST_PLAN = " so với kế hoạch"
_LINE_END = ("right above", "left above")


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Steps of completed and of due tasks (cumulative), the cut-off day and how many dated tasks there are."""

    completed: Steps
    planned: Steps
    as_of: date
    total: int

    @classmethod
    def of(cls, tasks: Iterable[Task], day: date) -> BurnUp:
        """The steps of `tasks` as they stand on `day`."""
        known = list(tasks)
        return cls(
            completion_steps(known, day), deadline_steps(known, day), day, count_tasks(known, day).dated
        )

    def done(self, day: date) -> int:
        """Tasks completed by `day`."""
        return _count(self.completed, day)

    def due(self, day: date) -> int:
        """Tasks due by `day`."""
        return _count(self.planned, day)

    @property
    def gap(self) -> int:
        """Completed minus due at the cut-off; negative when behind the plan."""
        return self.done(self.as_of) - self.due(self.as_of)

    @property
    def gap_words(self) -> str:
        """The gap as a number in words: "Chậm 2 so với kế hoạch"."""
        if not self.gap:
            return "Đúng kế hoạch"
        return f"{'Chậm' if self.gap < 0 else 'Vượt'} {format_number(abs(self.gap))}{AGAINST_PLAN}"

    @property
    def days(self) -> list[date]:
        """The days on which a count grew, and the cut-off day."""
        return sorted({day for day, _ in (*self.completed, *self.planned)} | {self.as_of})


def _count(steps: Steps, day: date) -> int:
    index = bisect_right(steps, day, key=lambda step: step[0])
    return steps[index - 1][1] if index else 0


class BurnUpChart(TimeChart):
    """Completed (area) beside due (dashed), the cut-off as a vertical line, the gap as a number.

    `activated` carries the day (datetime.date) of the point.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, NAME)
        self._data = BurnUp((), (), date.today(), 0)
        self._today: date | None = None
        self._days: list[date] = []
        self._area, self._behind = self.canvas.add_fill(), self.canvas.add_fill()
        self._plan_line, self._done_line = self.canvas.add_line(), self.canvas.add_line()
        self.set_data(self._data)

    def set_data(
        self, data: BurnUp, today: date | None = None, reason: str = "Chưa có nhiệm vụ nào có thời hạn."
    ) -> None:
        """Plot these steps; the cut-off line says "Hôm nay" when it is `today`."""
        self._data, self._today = data, today
        self._days = data.days if data.total else []
        self._show(len(self._days), self._message(), reason)
        self.refresh()

    def spot(self, index: int) -> Spot:
        """The counts of a day."""
        return Spot(self._words(self._days[index]), self._days[index])

    def _words(self, day: date) -> str:
        due = f"đã đến hạn {format_number(self._data.due(day))}"
        if day > self._data.as_of:
            return f"{format_date(day)}: kế hoạch {format_number(self._data.due(day))} nhiệm vụ đến hạn"
        return f"{format_date(day)}: đã hoàn thành {format_number(self._data.done(day))}, {due}"

    def _message(self) -> str:
        data = self._data
        return (
            f"Đến {format_date(data.as_of)}: đã hoàn thành {format_number(data.done(data.as_of))} "
            f"trên {format_number(data.total)} nhiệm vụ, đã đến hạn {format_number(data.due(data.as_of))}. "
            f"{data.gap_words}."
        )

    def table(self) -> FigureTable:
        """Day by day: completed (empty after the cut-off) and due."""
        rows = [
            (
                format_date(day),
                format_number(self._data.done(day)) if day <= self._data.as_of else "–",
                format_number(self._data.due(day)),
            )
            for day in self._days
        ]
        return FigureTable(("Ngày", "Đã hoàn thành (lũy kế)", "Đến hạn (lũy kế)"), tuple(rows))

    def for_print(self, theme: Theme, size: QSize) -> BurnUpChart:
        """The same plot in another theme and size."""
        copy = BurnUpChart(theme)
        copy.set_data(self._data, self._today, self._reason)
        copy.settle(size)
        return copy

    # Ranges and ticks.

    def _span(self) -> tuple[date, date]:
        first, last = self._days[0], self._days[-1]
        margin = timedelta(days=max(round((last - first).days * 0.015), 10))
        return first - margin, last + margin / 2

    def x_range(self, width: float) -> tuple[float, float]:
        """From just before the first event to just after the last."""
        first, last = self._span()
        return float(first.toordinal()), float(last.toordinal())

    def y_top(self) -> float:
        """All tasks and headroom."""
        return self._data.total * HEADROOM

    def x_ticks(self, room: float) -> list[Tick]:
        """Quarters (months on short spans, years on long ones) as "7/2019"."""
        first, last = self._span()
        months = month_starts(first, last, month_step((last - first).days, room))
        return [(float(day.toordinal()), format_month(day)) for day in months or [first]]

    def y_ticks(self) -> list[Tick]:
        """Round counts and the total."""
        return [(float(value), format_number(value)) for value in count_ticks(self._data.total)]

    # Lines.

    def _corners(self, steps: Steps, end: date) -> list[tuple[float, float]]:
        """A step line from 0 at the left edge to `end`, as its corners."""
        corners = [(float(self._span()[0].toordinal()), 0.0)]
        for day, count in steps:
            corners += [(float(day.toordinal()), corners[-1][1]), (float(day.toordinal()), float(count))]
        if end.toordinal() > corners[-1][0]:
            corners.append((float(end.toordinal()), corners[-1][1]))
        return corners

    def draw_lines(self) -> None:
        """Draw plan, completed, the area below it, and where it is behind the plan."""
        from desktop_app.ui.charts.canvas import set_fill, set_line

        theme, data = self.theme, self._data
        done = self._corners(data.completed, data.as_of)
        plan_pen = QPen(theme.colour("text3"), theme.s(1), Qt.PenStyle.CustomDashLine)
        plan_pen.setDashPattern([5, 3])
        done_pen = QPen(theme.colour("success_solid"), theme.s(2))
        for pen in (plan_pen, done_pen):
            pen.setCosmetic(True)
        done_pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        set_line(self._plan_line, self._corners(data.planned, self._days[-1]), plan_pen)
        set_line(self._done_line, done, done_pen)
        soft, warning = theme.colour("success_solid"), theme.colour("warning_solid")
        soft.setAlphaF(0.15)
        warning.setAlphaF(0.30)
        area = QPainterPath(QPointF(done[0][0], 0))
        for x, y in (*done, (done[-1][0], 0.0)):
            area.lineTo(x, y)
        set_fill(self._area, area, soft)
        set_fill(self._behind, self._behind_path(), warning)

    def _behind_path(self) -> QPainterPath:
        """The stretches up to the cut-off on which fewer tasks were completed than due."""
        path, data = QPainterPath(), self._data
        days = [day for day in self._days if day <= data.as_of]
        for start, end in pairwise(days):
            done, due = data.done(start), data.due(start)
            if done < due:
                path.addRect(QRectF(start.toordinal(), done, (end - start).days, due - done))
        return path

    # Labels and marks.

    def _end(self) -> QPointF:
        return self.canvas.pixel(self._data.as_of.toordinal(), self._data.done(self._data.as_of))

    def _counts(self, gap: str) -> list[TextLine]:
        """The lines of the label at the cut-off."""
        data = self._data
        return [
            TextLine(f"Đã hoàn thành {format_number(data.done(data.as_of))}", "success", 600),
            TextLine(f"Đã đến hạn {format_number(data.due(data.as_of))}"),
            TextLine(gap, "warning" if data.gap < 0 else "success", 600),
        ]

    def labels(self) -> list[Label]:
        """The counts at the cut-off with the gap, the cut-off day, the plan's end."""
        data, canvas = self._data, self.canvas
        counts = self._counts(data.gap_words)
        if (
            max(self._metrics(line).horizontalAdvance(line.text) for line in counts)
            > canvas.area.width() * 0.9
        ):
            counts = self._counts(data.gap_words.removesuffix(AGAINST_PLAN))
        foot = canvas.pixel(data.as_of.toordinal(), 0)
        day = "Hôm nay, " if data.as_of == self._today else "Số liệu đến "
        cut_off = [TextLine(day + format_date(data.as_of), "text3")]
        labels = [
            self.pinned(self.label(counts, self._end(), BELOW_FIRST), foot.x()),
            self.pinned(self.label(cut_off, foot, _LINE_END, 6, False), foot.x(), 6),
        ]
        if data.planned:
            end = canvas.pixel(self._days[-1].toordinal(), data.due(self._days[-1]))
            labels.append(self.label([TextLine("Kế hoạch")], end, ABOVE_FIRST, 3))
        return labels

    def lines(self) -> list[QPointF]:
        """Points along both step lines and the vertical line, every few pixels."""
        area = self.canvas.area
        x = self.canvas.pixel(self._data.as_of.toordinal(), 0).x()
        found = [QPointF(x, y) for y in range(round(area.top()), round(area.bottom()), 4)]
        for day in self._columns(4):
            found.append(self.canvas.pixel(day.toordinal(), self._data.due(day)))
            if day <= self._data.as_of:
                found.append(self.canvas.pixel(day.toordinal(), self._data.done(day)))
        return found

    def fills(self) -> list[QPointF]:
        """Points in the area of the completed tasks and where it is behind."""
        found: list[QPointF] = []
        for day in self._columns(16):
            if day <= self._data.as_of:
                top = self.canvas.pixel(day.toordinal(), max(self._data.done(day), self._data.due(day)))
                rows = range(round(top.y()), round(self.canvas.area.bottom()), 16)
                found += [QPointF(top.x(), y) for y in rows]
        return found

    def _columns(self, step: int) -> list[date]:
        """The days every `step` pixels along x."""
        area = self.canvas.area
        pixels = range(round(area.left()), round(area.right()), step)
        return [date.fromordinal(max(int(self.canvas.data_x(pixel)), 1)) for pixel in pixels]

    def marks(self) -> list[QRectF]:
        """The dot at the cut-off."""
        half = self.theme.s(4)
        return [QRectF(self._end() - QPointF(half, half), self._end() + QPointF(half, half))]

    def paint_below(self, painter: QPainter) -> None:
        """Draw the cut-off line."""
        area = self.canvas.area
        x = round(self.canvas.pixel(self._data.as_of.toordinal(), 0).x())
        painter.fillRect(QRectF(x, area.top(), 1, area.height()), self.theme.colour("border_strong"))

    def paint_above(self, painter: QPainter) -> None:
        """Draw the dot where completed ends."""
        painter.setPen(QPen(self.theme.colour("surface"), self.theme.s(2)))
        painter.setBrush(self.theme.colour("success_solid"))
        painter.drawEllipse(self._end(), self.theme.s(5), self.theme.s(5))

    # Pointer.

    def place_of(self, index: int) -> QPointF:
        """The point on the completed line, or on the plan after the cut-off."""
        day = self._days[index]
        count = self._data.done(day) if day <= self._data.as_of else self._data.due(day)
        return self.canvas.pixel(day.toordinal(), count) + QPointF(2, 2)

    def spot_at(self, position: QPointF) -> int:
        """The day nearest to the mouse, if it is over the plot."""
        if not self.canvas.area.adjusted(-8, 0, 8, 8).contains(position):
            return -1
        x = self.canvas.data_x(position.x() - 2)
        after = bisect_right(self._days, x, key=lambda day: day.toordinal())
        near = [index for index in (after - 1, after) if 0 <= index < len(self._days)]
        return min(near, key=lambda index: abs(self._days[index].toordinal() - x))
