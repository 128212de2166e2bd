"""A sheet being laid out: cells are put first, then measured, then written.

Row heights, column widths that hold every number, and page breaks are worked out from what was put, so that
nothing is clipped and no number shows as ###. Every formula carries the value it must give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from desktop_app.domain.errors import RecordError

from . import page_setup
from .book import Book, quoted_sheet
from .drawings import Drawing
from .page_setup import PageSetup
from .styles import COLUMN_NUMBER, HEADER, Style
from .text_metrics import count_lines, row_height, text_width
from .text_parts import in_parts

DEFAULT_HEIGHT = 15.0
_NUMBER_PADDING = 5
_NARROWEST_DONOR = 110
_LONGEST_TEXT = 32767
_TALLEST = 190.0  # points of a row of text; more goes on in the next row, so that pages stay filled
_WIDENINGS = (1.0, 1.02, 1.04, 1.06, 1.08)
_DAY_ZERO = date(1899, 12, 30).toordinal()
Plain = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula (without "=") and the value it gives."""

    text: str
    value: Plain


Value = Plain | Formula


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, or one over several columns (`parts`)."""

    title: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What was put: value and style, and how far it is merged to the right and down."""

    row: int
    column: int
    value: Value
    style: Style
    last_row: int
    last_column: int

    @property
    def result(self) -> Plain:
        """The value a person sees: a formula's result."""
        return self.value.value if isinstance(self.value, Formula) else self.value

    @property
    def shown(self) -> str:
        """The text on the sheet."""
        if isinstance(self.result, str):
            return self.result
        return "" if self.result is None else self.style.number.show(self.result)


class Sheet:
    """Lays out one sheet from the top; `row` is the next free row (from 0)."""

    def __init__(self, book: Book, name: str, columns: Iterable[int], setup: PageSetup) -> None:
        """`columns` are widths in pixels."""
        self.book, self.name, self.setup = book, name, setup
        self.columns = list(columns)
        self.worksheet = book.worksheet(name)
        self.cells: dict[tuple[int, int], Cell] = {}
        self.heights: list[float] = []
        self.row = 0
        self._fixed: dict[int, float] = {}
        self._kept: set[int] = set()
        self._titles: tuple[int, int] | None = None
        self._last_rows = 4
        self.drawings: list[Drawing] = []
        self._later: list[Callable[[], None]] = []
        self._keys: dict[int, Sequence[str]] = {}
        self.breaks: list[int] = []
        self.scale = 1.0
        book.sheets.append(self)

    def put(
        self, row: int, column: int, value: Value, style: Style, to: tuple[int, int] | None = None
    ) -> None:
        """Put a value into a cell, merged to the cell `to` (row, column) when given."""
        last_row, last_column = to or (row, column)
        self.cells[row, column] = Cell(row, column, value, style, last_row, last_column)
        self.row = max(self.row, last_row + 1)

    def line(
        self, value: Value, style: Style, first: int = 0, last: int | None = None, keep: bool = False
    ) -> int:
        """A row with one value merged over columns `first` to `last` (the last one by default); its row."""
        row = self.row
        self.put(row, first, value, style, to=(row, len(self.columns) - 1 if last is None else last))
        if keep:
            self.keep_with_next(row)
        return row

    def keep_beside(self, row: int, texts: Sequence[str]) -> None:
        """Keep texts in hidden columns right of the table, by which the sheet can be read back; never printed."""
        self._keys[row] = texts

    def space(self, points: float) -> None:
        """An empty row of that height."""
        self._fixed[self.row] = points
        self.row += 1

    def cells_row(self, cells: Sequence[tuple[Value, Style]]) -> int:
        """A row of cells, one a column from the first; its row. A text too long for a row goes on in the next."""
        parts = [self._parts(column, value, style) for column, (value, style) in enumerate(cells)]
        first, depth = self.row, max(map(len, parts))
        for offset in range(depth):
            for column, (_, style) in enumerate(cells):
                value = parts[column][offset] if offset < len(parts[column]) else None
                self.put(first + offset, column, value, style.part(offset < depth - 1, offset > 0))
        return first

    def _parts(self, column: int, value: Value, style: Style) -> Sequence[Value]:
        if not isinstance(value, str):
            return [value]
        most_lines = int((_TALLEST - 4) / (style.size * 1.2))
        return in_parts(value, self.columns[column], style.face, most_lines)

    def draw(self, drawing: Callable[[], None]) -> None:
        """Put something beside the cells once the columns have their final widths."""
        self._later.append(drawing)

    def at_least(self, row: int, points: float) -> None:
        """Give a row at least that height; its text may still make it higher."""
        self._fixed[row] = max(points, self._fixed.get(row, 0.0))

    def keep_with_next(self, *rows: int) -> None:
        """No page break after these rows."""
        self._kept.update(rows)

    def header(
        self, headings: Sequence[Heading], size: float = 11, repeated: bool = True, frozen: int = 2
    ) -> None:
        """The table's header, one or two rows, and the row of column numbers (1) (2)…

        It is repeated on each printed page and stays on the screen with the first `frozen` columns.
        """
        top, style = self.row, HEADER.sized(size)
        deep = any(heading.parts for heading in headings)
        column = 0
        for heading in headings:
            if heading.parts:
                self.put(top, column, heading.title, style, to=(top, column + len(heading.parts) - 1))
                for offset, part in enumerate(heading.parts):
                    self.put(top + 1, column + offset, part, style)
            else:
                self.put(top, column, heading.title, style, to=(top + deep, column))
            column += len(heading.parts) or 1
        numbers = top + deep + 1
        for index in range(column):
            self.put(numbers, index, f"({index + 1})", COLUMN_NUMBER)
        self.keep_with_next(*range(numbers + 1))
        if repeated:
            self._titles = (top, numbers)
            self.worksheet.repeat_rows(top, numbers)
            self.worksheet.freeze_panes(numbers + 1, frozen)

    @property
    def repeated_rows(self) -> range:
        """The header rows printed again on each later page."""
        first, last = self._titles or (0, -1)
        return range(first, last + 1)

    def result(self, row: int, column: int) -> Plain:
        """The value a cell shows or its formula gives."""
        return self.cells[row, column].result

    def reference(self, row: int, column: int, elsewhere: bool = False) -> str:
        """A cell's address; `elsewhere` makes it absolute with the sheet's name."""
        if elsewhere:
            return f"{quoted_sheet(self.name)}!{xl_rowcol_to_cell(row, column, True, True)}"
        return str(xl_rowcol_to_cell(row, column))

    def span(self, column: int, first: int, last: int) -> str:
        """A column's cells from row `first` to `last`, as formulas write it."""
        name = xl_col_to_name(column)
        return f"{name}{first + 1}:{name}{last + 1}"

    def name_cells(self, name: str, column: int, first: int, last: int | None = None) -> None:
        """Define a name for a column's cells from row `first` to `last`."""
        self.book.define(name, self.name, (first, column), (first if last is None else last, column))

    def finish(self) -> None:
        """Measure everything, write it and set up the pages; call once, last."""
        self._fit_numbers()
        self._fill_pages()
        for drawing in self._later:
            drawing()
        for column, width in enumerate(self.columns):
            self.worksheet.set_column_pixels(column, column, width)
        for row, height in enumerate(self.heights):
            self.worksheet.set_row(row, height)
        for cell in self.cells.values():
            self._write(cell)
        self._write_keys()
        self._paginate()

    def _write_keys(self) -> None:
        beyond = len(self.columns)
        for row, texts in self._keys.items():
            for at, text in enumerate(texts):
                self.worksheet.write_string(row, beyond + at, text)
        if self._keys:
            last = beyond + max(map(len, self._keys.values())) - 1
            self.worksheet.set_column(beyond, last, None, None, {"hidden": True})

    def width(self, cell: Cell) -> int:
        """The pixels a cell has, over all columns it is merged across."""
        return sum(self.columns[cell.column : cell.last_column + 1])

    def offset(self, column: int) -> int:
        """The distance of a column's left edge from the sheet's, in pixels."""
        return sum(self.columns[:column])

    def _fit_numbers(self) -> None:
        for cell in self.cells.values():
            if cell.result is None or isinstance(cell.result, str):
                continue
            lack = needed_width(cell.shown, cell.style) - self.width(cell)
            if lack > 0:
                self._widen(cell, lack)

    def _widen(self, cell: Cell, lack: int) -> None:
        donor = max(range(len(self.columns)), key=lambda index: self.columns[index])
        own = range(cell.column, cell.last_column + 1)
        if donor in own or self.columns[donor] - lack < _NARROWEST_DONOR:
            place = f"{self.name}, ô {self.reference(cell.row, cell.column)}"
            raise RecordError(
                f"{place}: số {cell.shown} dài hơn cột, không in được. Kiểm tra lại số liệu này."
            )
        self.columns[donor] -= lack
        self.columns[cell.last_column] += lack

    def _row_heights(self) -> list[float]:
        heights = [self._fixed.get(row, 0.0) for row in range(self.row)]
        tall = []
        for cell in self.cells.values():
            needed = self._needed_height(cell)
            if cell.last_row > cell.row:
                tall.append((cell, needed))
            else:
                heights[cell.row] = max(heights[cell.row], needed)
        heights = [height or DEFAULT_HEIGHT for height in heights]
        for cell, needed in tall:
            rows = range(cell.row, cell.last_row + 1)
            lack = needed - sum(heights[row] for row in rows)
            for row in rows:
                heights[row] += max(0.0, lack / len(rows))
        return [min(_to_pixel(height), 409.5) for height in heights]

    def _needed_height(self, cell: Cell) -> float:
        text = cell.shown
        if not text:
            return 0.0
        wraps = cell.style.wrap and isinstance(cell.result, str)
        lines = count_lines(text, self.width(cell), cell.style.face) if wraps else 1
        return row_height(lines, cell.style.size)

    def _write(self, cell: Cell) -> None:
        form = self.book.format(cell.style, starts_like_formula(cell.value))
        row, column = cell.row, cell.column
        if (cell.last_row, cell.last_column) != (row, column):
            self.worksheet.merge_range(row, column, cell.last_row, cell.last_column, "", form)
        value = cell.value
        if isinstance(value, Formula):
            self.worksheet.write_formula(row, column, "=" + value.text, form, stored(value.value))
        elif value is None or value == "":
            self.worksheet.write_blank(row, column, None, form)
        elif isinstance(value, str):
            self.worksheet.write_string(row, column, stored(value), form)
        else:
            self.worksheet.write_number(row, column, stored(value), form)

    def _fill_pages(self) -> None:
        """Settle widths, heights and breaks; wider columns print smaller, which may save a page."""
        natural = self.columns
        found: list[tuple[int, list[int], list[float], list[int]]] = []
        for factor in _WIDENINGS:
            self.columns = [round(width * factor) for width in natural]
            if factor > 1 and self._width_scale() < self.setup.least_scale:
                break
            heights = self._row_heights()
            breaks = self._breaks(heights)
            found.append((len(breaks), self.columns, heights, breaks))
        _, self.columns, self.heights, self.breaks = min(found, key=lambda item: item[0])
        self.scale = self._width_scale()

    def _width_scale(self) -> float:
        return min(1.0, self.setup.printable_pixels / sum(self.columns))

    def _breaks(self, heights: Sequence[float]) -> list[int]:
        capacity = self.setup.capacity / self._width_scale()
        repeated = sum(heights[row] for row in self.repeated_rows)
        body, kept = self.repeated_rows.stop, self._kept
        return page_setup.page_breaks(heights, body, capacity, repeated, kept, self._last_rows)

    def _paginate(self) -> None:
        whole = min(self.scale, self.setup.capacity / sum(self.heights))
        single = not self.breaks or (self.setup.one_page and whole >= self.setup.least_scale)
        page_setup.apply(self.worksheet, self.setup, single)
        if single:
            self.breaks, self.scale = [], whole
        elif self.breaks:
            self.worksheet.set_h_pagebreaks(self.breaks)


def stored(value: Plain) -> str | int | float:
    """A value as the file stores it: dates as Excel's day numbers, text within Excel's limit for a cell."""
    if isinstance(value, date):
        return date.toordinal(value) - _DAY_ZERO
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return value[: _LONGEST_TEXT - 1] + "…"
    return "" if value is None else value


def starts_like_formula(value: Value) -> bool:
    """Whether a text would turn into a formula if it were typed into Excel; it must stay text."""
    return isinstance(value, str) and value[:1] in ("=", "+", "-", "@")


def needed_width(shown: str, style: Style) -> int:
    """The pixels a number needs so that Excel does not print ###."""
    trailing = text_width(")", style.face) if "_)" in style.number.code else 0.0
    return int(text_width(shown, style.face) + trailing + _NUMBER_PADDING + 0.999)


def _to_pixel(points: float) -> float:
    return int(points / 0.75 + 0.999999) * 0.75
