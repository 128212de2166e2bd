"""Filling in a form as a unit does: figures into the named cells, everything else as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Phiếu"


def cell_of(book: Workbook, name: str) -> str:
    """The address a defined name points at, such as F14."""
    text = book.defined_names[name].attr_text
    return str(text).split("!")[1].replace("$", "").split(":")[0]


def put(book: Workbook, values: Mapping[str, object]) -> Worksheet:
    """Put values into the cells of these fields; answers the sheet."""
    sheet = book[SHEET]
    for key, value in values.items():
        sheet[cell_of(book, f"PH_{key}")] = value
    return sheet


def fill(path: Path, values: Mapping[str, object], explanation: str = "", target: Path | None = None) -> Path:
    """Fill in the form at `path` (in place, or as `target`)."""
    book = openpyxl.load_workbook(path)
    put(book, values)
    if explanation:
        put(book, {"GIAI_TRINH": explanation})
    book.save(target or path)
    book.close()
    return target or path
