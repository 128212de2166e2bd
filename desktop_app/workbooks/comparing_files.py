"""Two workbooks compared cell by cell, and the seal a submitted report carries."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress

import openpyxl
from openpyxl.workbook import Workbook

from .letterhead import SEAL_NAME, SEAL_WORDS
from .reading.bounds import UnreadableFile
from .reading.opening import open_workbook

Cell = tuple[str, str, str, str]


def seal_of(content: bytes) -> str:
    """The seal printed in a report: by its name, else by the words before it; "" where there is none.

    The reader of returned files looks first whether the file is safe to open at all.
    """
    with suppress(UnreadableFile):
        book = open_workbook(content)
        place = book.names.get(SEAL_NAME)
        sheet = book.sheet(place[0]) if place else None
        texts = [sheet.text(*place[1])] if sheet and place else []
        texts += [str(cell) for each in book.sheets for cell in each.cells.values() if isinstance(cell, str)]
        found = next((text for text in texts if text.startswith(SEAL_WORDS)), "")
        return found.removeprefix(SEAL_WORDS).strip()
    return ""


def differing_cells(sent: bytes, now: bytes) -> Iterator[Cell]:
    """Sheet, cell, what was sent and what stands there now, for each cell whose formula or shown value differs."""
    told: set[tuple[str, ...]] = set()
    for data_only in (False, True):
        old, new = (
            openpyxl.load_workbook(io.BytesIO(content), data_only=data_only) for content in (sent, now)
        )
        for item in _differences(old, new):
            if item[:2] not in told:
                told.add(item[:2])
                yield item


def _differences(old: Workbook, new: Workbook) -> Iterator[Cell]:
    for name in dict.fromkeys((*old.sheetnames, *new.sheetnames)):
        before = _cells(old, name)
        after = _cells(new, name)
        for cell in dict.fromkeys((*before, *after)):
            if before.get(cell, "") != after.get(cell, ""):
                yield name, cell, before.get(cell, ""), after.get(cell, "")


def _cells(book: Workbook, name: str) -> dict[str, str]:
    if name not in book.sheetnames:
        return {}
    found = {}
    for row in book[name].iter_rows():
        for cell in row:
            if cell.value not in (None, ""):
                found[cell.coordinate] = _shown(cell.value)
    return found


def _shown(value: object) -> str:
    """A value as text, so that 5 and 5.0 are the same."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
