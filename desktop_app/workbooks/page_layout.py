"""The pages a finished sheet prints on, as plain data: the same cells, heights, breaks and drawings as the file.

Excel's own reckoning is followed: a cell keeps 5 pixels of its width free, text wraps at spaces, header and
footer stand 10 mm from the edge and do not shrink with the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.domain.printed_pages import (
    POINT,
    Area,
    Fill,
    PlacedBox,
    PlacedLine,
    PlacedText,
    PrintedPage,
    PrintedSheet,
)

from . import page_setup
from .chart_layout import ChartPage, lay_out_bars, lay_out_columns
from .drawings import BarChart, BlackRule, ColumnChart, Drawing, Place
from .sheet import Cell, Sheet
from .text_metrics import text_width, wrapped

PIXEL = 25.4 / 96  # millimetres
_PADDING = 2.5  # pixels
_BORDER = 0.75 * POINT
_MARK_SIZE, _NUMBER_SIZE, _FOOTER_SIZE = 10, 13, 9


def lay_out(sheet: Sheet) -> PrintedSheet:
    """The printed pages of a sheet after `finish`."""
    edges = [0, *sheet.breaks, len(sheet.heights)]
    pages = [_Page(sheet, number, range(*rows)) for number, rows in enumerate(pairwise(edges), start=1)]
    return PrintedSheet(sheet.name, tuple(page.printed() for page in pages))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one page with their distance from the top margin, in points at full scale."""

    tops: dict[int, float]
    heights: list[float]

    def span(self, first: int, last: int) -> tuple[float, float] | None:
        """Top and height of those of the rows `first` to `last` that are on the page."""
        shown = [row for row in range(first, last + 1) if row in self.tops]
        if not shown:
            return None
        return self.tops[shown[0]], sum(self.heights[row] for row in shown)


class _Page:
    """One page being laid out."""

    def __init__(self, sheet: Sheet, number: int, rows: range) -> None:
        self._sheet, self._number, self._body = sheet, number, rows
        repeated = [row for row in sheet.repeated_rows if number > 1]
        tops, used = {}, 0.0
        for row in (*repeated, *rows):
            tops[row] = used
            used += sheet.heights[row]
        self._rows = _Rows(tops, sheet.heights)

    def printed(self) -> PrintedPage:
        """The page."""
        width, height = self._sheet.setup.paper
        charts = [chart for drawing in self._sheet.drawings if (chart := self._chart(drawing))]
        texts = [*self._cell_texts(), *self._margin_texts()]
        lines = [*self._rules()]
        boxes = [*self._cell_boxes()]
        for chart in charts:
            texts += chart.texts
            boxes += chart.boxes
            lines += chart.lines
        return PrintedPage(
            self._number,
            width,
            height,
            tuple(texts),
            tuple(boxes),
            tuple(lines),
            self._body.start,
            self._body.stop - 1,
        )

    def _area(self, cell: Cell) -> Area | None:
        span = self._rows.span(cell.row, cell.last_row)
        if span is None:
            return None
        left, width = self._sheet.offset(cell.column), self._sheet.width(cell)
        return self._scaled(left * PIXEL, span[0] * POINT, width * PIXEL, span[1] * POINT)

    def _scaled(self, x: float, y: float, width: float, height: float) -> Area:
        """An area of the sheet (millimetres at full scale) where it lands on the paper."""
        scale = self._sheet.scale
        return Area(page_setup.LEFT + x * scale, page_setup.TOP + y * scale, width * scale, height * scale)

    def _placed(self) -> Iterator[tuple[Cell, Area]]:
        for cell in self._sheet.cells.values():
            area = self._area(cell)
            if area is not None:
                yield cell, area

    def _cell_boxes(self) -> Iterator[PlacedBox]:
        width = _BORDER * self._sheet.scale
        for cell, area in self._placed():
            style = cell.style
            if style.border or style.fill:
                fill = Fill.SOLID if style.fill else Fill.NONE
                outline = width if style.border else 0.0
                yield PlacedBox(area, fill, style.fill or "#FFFFFF", outline, style.continued, style.goes_on)

    def _cell_texts(self) -> Iterator[PlacedText]:
        scale = self._sheet.scale
        for cell, area in self._placed():
            if not cell.shown or cell.row not in self._rows.tops:
                continue
            style, reserved = cell.style, _reserved(cell)
            pad = _PADDING * PIXEL * scale
            inner = Area(area.x + pad, area.y, area.width - 2 * pad - reserved * PIXEL * scale, area.height)
            yield PlacedText(
                inner,
                cell.shown,
                _lines(cell, self._sheet.width(cell)),
                style.size * scale,
                style.bold,
                style.italic,
                style.align,
                style.vertical,
                self._sheet.reference(cell.row, cell.column),
            )

    def _margin_texts(self) -> Iterator[PlacedText]:
        setup = self._sheet.setup
        width, height = setup.paper
        room = width - page_setup.LEFT - page_setup.RIGHT
        top = Area(page_setup.LEFT, page_setup.HEADER, room, 10)
        bottom = Area(page_setup.LEFT, height - page_setup.HEADER - 10, room, 10)
        if self._number > 1:
            number = str(self._number)
            yield PlacedText(top, number, (number,), _NUMBER_SIZE, align="center", vertical="top")
        for area, text, size, align, vertical in (
            (top, setup.mark, _MARK_SIZE, "right", "top"),
            (bottom, setup.printed_identity, _FOOTER_SIZE, "left", "bottom"),
            (bottom, setup.ledger, _FOOTER_SIZE, "right", "bottom"),
        ):
            if text:
                yield PlacedText(area, text, (text,), size, italic=True, align=align, vertical=vertical)

    def _spot(self, place: Place) -> Area | None:
        if place.row not in self._rows.tops:
            return None
        top = self._rows.tops[place.row] * POINT + place.below * PIXEL
        return self._scaled(place.left * PIXEL, top, place.width * PIXEL, place.height * PIXEL)

    def _rules(self) -> Iterator[PlacedLine]:
        for drawing in self._sheet.drawings:
            if isinstance(drawing, BlackRule) and (area := self._spot(drawing.place)):
                middle = area.y + area.height / 2
                yield PlacedLine(((area.x, middle), (area.right, middle)), area.height)

    def _chart(self, drawing: Drawing) -> ChartPage | None:
        area = self._spot(drawing.place)
        if area is None or isinstance(drawing, BlackRule):
            return None
        if isinstance(drawing, BarChart):
            return lay_out_bars(drawing, area, self._sheet.scale)
        assert isinstance(drawing, ColumnChart)
        return lay_out_columns(drawing, area, self._sheet.scale)


def _reserved(cell: Cell) -> float:
    """The pixels a number keeps free at its right: "_)" in its format is the width of a bracket."""
    is_text = isinstance(cell.result, str)
    return text_width(")", cell.style.face) if "_)" in cell.style.number.code and not is_text else 0.0


def _lines(cell: Cell, width: int) -> tuple[str, ...]:
    if not cell.style.wrap or not isinstance(cell.result, str):
        return (cell.shown,)
    return tuple(wrapped(cell.shown, width, cell.style.face))
