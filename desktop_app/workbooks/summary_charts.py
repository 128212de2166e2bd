"""The two native charts of the first sheet; black and white, so that they survive a copier."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from desktop_app.domain.numbers import format_number
from desktop_app.domain.report import TrendPoint

from .drawings import BarChart, ColumnChart, Place
from .sheet import Sheet
from .styles import FONT_NAME

_GAP = 4
CHART_HEIGHT = 216  # pixels
_INK = {"color": "#000000", "width": 0.75}
_STATE_ROWS = 5
_TABLE_SPLIT = 5


def _font(size: float, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT_NAME, "size": size, "bold": bold}


def _bar(look: dict[str, Any]) -> dict[str, Any]:
    return {**look, "border": _INK}


_BARS = [
    _bar({"fill": {"color": "#404040"}}),
    _bar({"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#000000", "bg_color": "#FFFFFF"}}),
    _bar({"fill": {"color": "#BFBFBF"}}),
    _bar({"pattern": {"pattern": "small_grid", "fg_color": "#000000", "bg_color": "#FFFFFF"}}),
    _bar({"fill": {"color": "#FFFFFF"}}),
]


def insert_status_chart(sheet: Sheet, row: int, first: int) -> None:
    """Bars of the tasks by status, from table 2a whose first body row is `first`."""
    last = first + _STATE_ROWS - 1
    chart = sheet.book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Số nhiệm vụ",
            "categories": [sheet.name, first, 1, last, 1],
            "values": [sheet.name, first, 3, last, 3],
            "points": _BARS,
            "gap": 60,
            "data_labels": {"value": True, "font": _font(9, bold=True)},
        }
    )
    title = "Nhiệm vụ theo tình trạng (nhiệm vụ)"
    chart.set_title({"name": title, "name_font": _font(10, bold=True)})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _font(9), "line": _INK, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    bars = tuple((str(sheet.result(at, 1)), int(str(sheet.result(at, 3)))) for at in range(first, last + 1))
    words = "; ".join(f"{label} {count}" for label, count in bars)
    place = _place(sheet, chart, row, (0, _TABLE_SPLIT), f"Biểu đồ thanh số nhiệm vụ: {words}.")
    sheet.drawings.append(BarChart(place, title, bars))


def insert_trend_chart(sheet: Sheet, row: int, first: int, trend: Sequence[TrendPoint], title: str) -> None:
    """Columns of the headline ratio by period against its target, from table 2b."""
    last, left = first + len(trend) - 1, _TABLE_SPLIT
    digits = 2 if len(trend) <= 8 else 1
    months = [sheet.name, first, left, last, left]
    chart = _result_columns(sheet, (first, last), months, digits)
    targets = [float(point.target.value) for point in trend if point.target]
    if targets:
        chart.combine(_target_line(sheet, (first, last), months, _target_name(targets)))
    results = [point.ratio.percent or 0.0 for point in trend if point.ratio]
    top = math.ceil((max([*results, *targets, 1.0]) * 1.08 + 1) / 5) * 5
    caption = f"{title} theo kỳ (%)"
    _dress(chart, caption, top, 9 if len(trend) <= 6 else 8)
    place = _place(sheet, chart, row, (left, len(sheet.columns)), _trend_words(trend, title))
    sheet.drawings.append(
        ColumnChart(
            place=place,
            title=caption,
            categories=tuple(str(sheet.result(at, left)) for at in range(first, last + 1)),
            values=tuple(point.ratio.percent if point.ratio else None for point in trend),
            targets=tuple(float(point.target.value) if point.target else None for point in trend),
            target_name=_target_name(targets),
            digits=digits,
            top=top,
        )
    )


def _result_columns(sheet: Sheet, rows: tuple[int, int], months: list[object], digits: int) -> Any:
    """The chart with its columns; `digits` are the decimals of their labels."""
    value = _TABLE_SPLIT + 3
    chart = sheet.book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": "Kết quả",
            "categories": months,
            "values": [sheet.name, rows[0], value, rows[1], value],
            "fill": {"color": "#A6A6A6"},
            "border": _INK,
            "gap": 40,
            "data_labels": {"value": True, "num_format": f"[$-42A]0.{'0' * digits}", "font": _font(8)},
        }
    )
    return chart


def _dress(chart: Any, caption: str, top: float, month_size: int) -> None:
    """Title, legend and axes; the value axis goes from 0 to `top`."""
    chart.set_title({"name": caption, "name_font": _font(10, bold=True)})
    chart.set_legend({"position": "bottom", "font": _font(9)})
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    chart.set_y_axis({"min": 0, "max": top, "num_font": _font(9), "num_format": "0", "major_gridlines": grid})
    chart.set_x_axis({"num_font": _font(month_size), "line": _INK})
    chart.show_blanks_as("gap")


def _target_name(targets: Sequence[float]) -> str:
    """The target line's name in the legend, with its value when it stayed the same ("" without targets)."""
    if not targets:
        return ""
    return "Mục tiêu" + (f" {format_number(targets[-1])}%" if len(set(targets)) == 1 else "")


def _target_line(sheet: Sheet, rows: tuple[int, int], months: list[Any], name: str) -> Any:
    line = sheet.book.workbook.add_chart({"type": "line"})
    first, last = rows
    line.add_series(
        {
            "name": name,
            "categories": months,
            "values": [sheet.name, first, _TABLE_SPLIT + 4, last, _TABLE_SPLIT + 4],
            "line": {"color": "#000000", "width": 1.75, "dash_type": "dash"},
        }
    )
    return line


def _trend_words(trend: Sequence[TrendPoint], title: str) -> str:
    known = [point for point in trend if point.ratio and point.ratio.percent is not None]
    values = [
        f"{point.period.short_title} {format_number(point.ratio.percent, 2)}%"
        for point in known
        if point.ratio
    ]
    return f"Biểu đồ cột {title} theo kỳ: " + "; ".join(values) + "."


def _place(sheet: Sheet, chart: Any, row: int, columns: tuple[int, int], words: str) -> Place:
    """Put a chart over columns; one pixel beyond the last would make the printed page shrink."""
    left = sheet.offset(columns[0])
    place = Place(row, left, 2, sheet.offset(columns[1]) - left - _GAP, CHART_HEIGHT)
    chart.set_size({"width": place.width, "height": place.height})
    chart.set_chartarea({"border": {"color": "#7F7F7F", "width": 0.75}})
    sheet.worksheet.insert_chart(
        row, 0, chart, {"x_offset": left, "y_offset": 2, "object_position": 2, "description": words}
    )
    return place
