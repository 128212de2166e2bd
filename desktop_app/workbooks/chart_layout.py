"""The charts of the first sheet as placed lines, boxes and texts: the same data and looks as the native charts.

Every program draws a native chart a little differently; this is one more drawing of it, in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from desktop_app.domain.numbers import format_number
from desktop_app.domain.printed_pages import POINT, Area, Fill, PlacedBox, PlacedLine, PlacedText

from .drawings import BarChart, ColumnChart
from .text_metrics import Face, wrapped

BAR_LOOKS = (
    (Fill.SOLID, "#404040"),
    (Fill.DIAGONAL, "#000000"),
    (Fill.SOLID, "#BFBFBF"),
    (Fill.GRID, "#000000"),
    (Fill.SOLID, "#FFFFFF"),
)
_PIXEL = 25.4 / 96
_INK, _FRAME, _GRID = 0.75 * POINT, "#7F7F7F", "#D9D9D9"
_TITLE_HEIGHT, _LEGEND_HEIGHT, _AXIS_WIDTH, _PAD = 8.0, 6.5, 7.0, 2.0
_LABEL_SHARE = 0.4  # of a bar chart's width
_WIDEST_LABEL = 6  # columns that still have room for their period written across
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass
class ChartPage:
    """What a chart puts on the page."""

    texts: list[PlacedText] = field(default_factory=list)
    boxes: list[PlacedBox] = field(default_factory=list)
    lines: list[PlacedLine] = field(default_factory=list)


def lay_out_bars(chart: BarChart, area: Area, scale: float) -> ChartPage:
    """Horizontal bars from the top, each with its category at the left and its number at the end."""
    page, plot = _framed(chart.title, area, scale)
    left = plot.x + plot.width * _LABEL_SHARE
    room = plot.right - left - 8 * scale
    most = max([count for _, count in chart.bars] + [1])
    step = plot.height / max(len(chart.bars), 1)
    thick = step / 1.6
    for place, (label, count) in enumerate(chart.bars):
        top = plot.y + step * place + (step - thick) / 2
        line = Area(plot.x, plot.y + step * place, left - plot.x - 1.5 * scale, step)
        lines = wrapped(label, int(line.width / _PIXEL / scale) + 7, Face(9))
        page.texts.append(PlacedText(line, label, tuple(lines), 9 * scale, align="right"))
        fill, colour = BAR_LOOKS[place % len(BAR_LOOKS)]
        bar = Area(left, top, room * count / most, thick)
        if count:
            page.boxes.append(PlacedBox(bar, fill, colour, _INK * scale))
        number = format_number(count)
        page.texts.append(
            PlacedText(
                Area(bar.right + scale, top, 12 * scale, thick), number, (number,), 9 * scale, bold=True
            )
        )
    page.lines.append(PlacedLine(((left, plot.y), (left, plot.bottom)), _INK * scale))
    return page


def lay_out_columns(chart: ColumnChart, area: Area, scale: float) -> ChartPage:
    """Columns with their numbers above, the dashed line of targets, periods below, legend at the foot."""
    page, whole = _framed(chart.title, area, scale)
    many = len(chart.categories) > _WIDEST_LABEL
    below = (13.0 if many else 5.0) * scale
    plot = Area(
        whole.x + _AXIS_WIDTH * scale,
        whole.y + 2 * scale,
        whole.width - _AXIS_WIDTH * scale,
        whole.height - 2 * scale - below - _LEGEND_HEIGHT * scale,
    )
    _axis(page, chart, plot, scale)
    step = plot.width / max(len(chart.categories), 1)
    for place, (category, value) in enumerate(zip(chart.categories, chart.values, strict=True)):
        middle = plot.x + step * (place + 0.5)
        spot = Area(middle - step / 2, plot.bottom + 0.7 * scale, step, below - scale)
        size = (8 if many else 9) * scale
        vertical = "vcenter" if many else "top"
        page.texts.append(
            PlacedText(
                spot, category, (category,), size, align="right" if many else "center",
                vertical=vertical, turned=many,
            )
        )  # fmt: skip
        if value is not None:
            _column(page, chart, plot, (middle, step, value), scale)
    page.lines += _target_lines(chart, plot, step, scale)
    _legend(
        page,
        chart,
        Area(whole.x, whole.bottom - _LEGEND_HEIGHT * scale, whole.width, _LEGEND_HEIGHT * scale),
        scale,
    )
    return page


def _framed(title: str, area: Area, scale: float) -> tuple[ChartPage, Area]:
    page = ChartPage()
    page.boxes.append(PlacedBox(area, Fill.SOLID, "#FFFFFF"))
    corners = ((area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom))
    page.lines.append(PlacedLine((*corners, corners[0]), _INK * scale, _FRAME))
    head = Area(area.x, area.y + scale, area.width, _TITLE_HEIGHT * scale)
    lines = wrapped(title, int(area.width / _PIXEL / scale), Face(10, bold=True))
    page.texts.append(PlacedText(head, title, tuple(lines), 10 * scale, bold=True, align="center"))
    pad = _PAD * scale
    top = area.y + (_TITLE_HEIGHT + 2) * scale
    return page, Area(area.x + pad, top, area.width - 2 * pad, area.bottom - pad - top)


def _axis(page: ChartPage, chart: ColumnChart, plot: Area, scale: float) -> None:
    step = next((step for step in _STEPS if chart.top / step <= 8), _STEPS[-1])
    for mark in range(0, int(chart.top) + 1, step):
        y = plot.bottom - plot.height * mark / chart.top
        colour, width = ("#000000", _INK) if mark == 0 else (_GRID, 0.5 * POINT)
        page.lines.append(PlacedLine(((plot.x, y), (plot.right, y)), width * scale, colour))
        text = format_number(mark)
        spot = Area(plot.x - _AXIS_WIDTH * scale, y - 2 * scale, (_AXIS_WIDTH - 1) * scale, 4 * scale)
        page.texts.append(PlacedText(spot, text, (text,), 9 * scale, align="right"))


def _column(
    page: ChartPage, chart: ColumnChart, plot: Area, column: tuple[float, float, float], scale: float
) -> None:
    middle, step, value = column
    wide, high = step / 1.4, plot.height * value / chart.top
    page.boxes.append(
        PlacedBox(
            Area(middle - wide / 2, plot.bottom - high, wide, high), Fill.SOLID, "#A6A6A6", _INK * scale
        )
    )
    text = format_number(value, chart.digits)
    label = Area(middle - step, plot.bottom - high - 4 * scale, 2 * step, 4 * scale)
    page.texts.append(PlacedText(label, text, (text,), 8 * scale, align="center", vertical="bottom"))


def _target_lines(chart: ColumnChart, plot: Area, step: float, scale: float) -> Iterator[PlacedLine]:
    """The targets as broken lines; where there is none, the line has a gap."""
    for known, run in groupby(enumerate(chart.targets), key=lambda point: point[1] is not None):
        points = tuple(_points(run, chart, plot, step))
        if known and len(points) > 1:
            yield PlacedLine(points, 1.75 * POINT * scale, dashed=True)


def _points(
    run: Iterable[tuple[int, float | None]], chart: ColumnChart, plot: Area, step: float
) -> Iterator[tuple[float, float]]:
    for place, value in run:
        if value is not None:
            yield plot.x + step * (place + 0.5), plot.bottom - plot.height * value / chart.top


def _legend(page: ChartPage, chart: ColumnChart, area: Area, scale: float) -> None:
    middle, half = area.y + area.height / 2, area.width / 2
    side = 2.2 * scale
    page.boxes.append(
        PlacedBox(
            Area(area.x + half * 0.35, middle - side / 2, side, side), Fill.SOLID, "#A6A6A6", _INK * scale
        )
    )
    words = Area(area.x + half * 0.35 + 2 * side, area.y, half, area.height)
    page.texts.append(PlacedText(words, "Kết quả", ("Kết quả",), 9 * scale))
    if chart.target_name:
        start = area.x + half
        ends = ((start, middle), (start + 9 * scale, middle))
        page.lines.append(PlacedLine(ends, 1.75 * POINT * scale, dashed=True))
        spot = Area(start + 10.5 * scale, area.y, half - 10.5 * scale, area.height)
        page.texts.append(PlacedText(spot, chart.target_name, (chart.target_name,), 9 * scale))
