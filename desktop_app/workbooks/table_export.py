"""Any list of the program as an .xlsx in the look of the reports ("Xuất Excel").

Rows are written one after another in little memory, so that a list of many thousands stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from xlsxwriter.utility import xl_range_abs

from . import page_setup
from .annex import SAMPLE_MARK
from .book import Book, quoted_sheet
from .number_formats import DECIMAL, INTEGER, PERCENT
from .page_setup import PageSetup, PrintedWorksheet
from .saving import save
from .sheet import Plain, needed_width, starts_like_formula, stored
from .styles import ANNEX_REFERENCE, ANNEX_TITLE, BODY, CENTRED, COLUMN_NUMBER, HEADER, NOTE, NUMBER, Style
from .task_sheet import dated
from .text_metrics import count_lines, row_height

SHEET = "Danh sách"
Progress = Callable[[int, int], None]
_STEP = 500
_PORTRAIT = 623


class Kind(Enum):
    """How a column's values are shown; numbers and dates stay numbers and dates."""

    TEXT = BODY
    CENTRED = CENTRED
    INTEGER = NUMBER.showing(INTEGER)
    DECIMAL = NUMBER.showing(DECIMAL)
    PERCENT = NUMBER.showing(PERCENT)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its heading, its kind (dates go into CENTRED) and its width in pixels."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 100


@dataclass(frozen=True, slots=True)
class TableExport:
    """A list as shown; `lines` under the title say cut-off, filter and source, `sample` marks made-up data."""

    title: str
    columns: tuple[ExportColumn, ...]
    rows: Sequence[Sequence[Plain]]
    lines: tuple[str, ...] = ()
    sample: bool = False


def export_table(table: TableExport, target: Path, progress: Progress | None = None) -> None:
    """Write the list to `target`, whole or not at all; raises RecordError in Vietnamese when it cannot.

    `progress` is told (rows written, rows in all); if it raises, nothing is left on disk.
    """
    save(target, table_content(table, progress))


def table_content(table: TableExport, progress: Progress | None = None) -> bytes:
    """The bytes of the list's workbook."""
    writer = _Writer(table)
    try:
        writer.write(progress)
    except BaseException:
        writer.book.content()  # closing removes the temporary file of the rows written so far
        raise
    return writer.book.content()


class _Writer:
    """Writes one list from top to bottom."""

    def __init__(self, table: TableExport) -> None:
        self.table = table
        self.book = Book(long_table=True)
        self.sheet: PrintedWorksheet = self.book.worksheet(SHEET)
        self.widths = _widths(table)
        self.row = 0

    def write(self, progress: Progress | None) -> None:
        table, total = self.table, len(self.table.rows)
        for column, width in enumerate(self.widths):
            self.sheet.set_column_pixels(column, column, width)
        self._heading()
        top = self.row
        self._body_row([column.title for column in table.columns], [HEADER] * len(self.widths))
        numbers: list[Plain] = [f"({index + 1})" for index in range(len(self.widths))]
        self._body_row(numbers, [COLUMN_NUMBER] * len(self.widths))
        first = self.row
        looks = [column.kind.value for column in table.columns]
        for done, values in enumerate(table.rows, start=1):
            self._body_row(values, [dated(look, value) for look, value in zip(looks, values, strict=True)])
            if progress and (done % _STEP == 0 or done == total):
                progress(done, total)
        self._finish(top, first)

    def _heading(self) -> None:
        self._merged(self.table.title, ANNEX_TITLE)
        for line in self.table.lines:
            self._merged(line, ANNEX_REFERENCE)
        if self.table.sample:
            self._merged(SAMPLE_MARK, NOTE.aligned("right"))

    def _merged(self, text: str, style: Style) -> None:
        self.sheet.set_row(self.row, row_height(count_lines(text, sum(self.widths), style.face), style.size))
        form = self.book.format(style, starts_like_formula(text))
        last = len(self.widths) - 1
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, text, form)
        else:
            self.sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def _body_row(self, values: Sequence[Plain], styles: Sequence[Style]) -> None:
        lines = 1
        for width, value, style in zip(self.widths, values, styles, strict=True):
            if isinstance(value, str):
                lines = max(lines, count_lines(value, width, style.face))
        self.sheet.set_row(self.row, row_height(lines, 11))
        for column, (value, style) in enumerate(zip(values, styles, strict=True)):
            self._cell(column, value, style)
        self.row += 1

    def _cell(self, column: int, value: Plain, style: Style) -> None:
        form = self.book.format(style, starts_like_formula(value))
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, form)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, stored(value), form)
        else:
            self.sheet.write_number(self.row, column, stored(value), form)

    def _finish(self, top: int, first: int) -> None:
        mark = SAMPLE_MARK if self.table.sample else ""
        wide = sum(self.widths) > _PORTRAIT
        setup = PageSetup(
            landscape=wide, identity=self.table.title, ledger=f"{len(self.table.rows)} dòng", mark=mark
        )
        page_setup.apply(self.sheet, setup, single=False)
        self.sheet.repeat_rows(top, first - 1)
        self.sheet.freeze_panes(first, 0)
        if self.table.rows:
            last = len(self.widths) - 1
            self.book.workbook.define_name(
                "DANH_SACH", f"={quoted_sheet(SHEET)}!{xl_range_abs(first, 0, self.row - 1, last)}"
            )
        self.book.describe({"title": self.table.title, "comments": "; ".join(self.table.lines)}, {})


def _widths(table: TableExport) -> list[int]:
    """The columns' widths, widened where a number or date would show as ###."""
    widths = [column.width for column in table.columns]
    for values in table.rows:
        for index, value in enumerate(values):
            if value is not None and not isinstance(value, str):
                style = dated(table.columns[index].kind.value, value)
                widths[index] = max(widths[index], needed_width(style.number.show(value), style))
    return widths
