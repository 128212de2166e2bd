"""The workbook being written, in memory: its formats, defined names and properties."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs

from .page_setup import PrintedWorksheet
from .styles import FONT_NAME, Style

if TYPE_CHECKING:
    from .sheet import Sheet

_CALC_ID = 191029  # of Excel 2019 and later: none of them recalculates the file on opening


class Book:
    """An .xlsx under construction; `content` gives its bytes, nothing is on disk before.

    The flag that makes Excel recalculate on opening is left out: every formula carries its right value, so a
    file that is only looked at stays the file whose hash was recorded, and Excel does not ask to save it.
    """

    def __init__(self, long_table: bool = False) -> None:
        """`long_table` writes row by row in little memory; then rows must be written in order."""
        self._buffer = BytesIO()
        options = {
            "constant_memory": long_table,
            "in_memory": not long_table,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT_NAME, "font_size": 11},
        }
        self.workbook = xlsxwriter.Workbook(self._buffer, options)
        self.workbook.set_calc_mode("auto", _CALC_ID)
        self.workbook.calc_on_load = False
        self._formats: dict[tuple[Style, bool], Format] = {}
        self.sheets: list[Sheet] = []

    def worksheet(self, name: str) -> PrintedWorksheet:
        """A new sheet of that name."""
        sheet = self.workbook.add_worksheet(name, PrintedWorksheet)
        assert isinstance(sheet, PrintedWorksheet)
        return sheet

    def format(self, style: Style, quoted: bool = False) -> Format:
        """The XlsxWriter format of a style, made once."""
        key = (style, quoted)
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(style.properties(quoted))
        return self._formats[key]

    def define(self, name: str, sheet: str, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Give a range of cells (row and column from 0) a name usable in every sheet's formulas."""
        self.workbook.define_name(name, f"={quoted_sheet(sheet)}!{xl_range_abs(*first, *last)}")

    def describe(self, properties: Mapping[str, object], custom: Mapping[str, object]) -> None:
        """Set the file's properties and its own custom ones."""
        self.workbook.set_properties(dict(properties))
        for name, value in custom.items():
            self.workbook.set_custom_property(name, value)

    def content(self) -> bytes:
        """Close the workbook and give its bytes."""
        self.workbook.close()
        return self._buffer.getvalue()


def quoted_sheet(name: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + name.replace("'", "''") + "'"
