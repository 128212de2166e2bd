"""Reading a finished report again and working its figures out anew from what is printed in it (CAPABILITIES N8).

Every share is computed from its printed numerator and denominator, every sum from its printed parts, and every
figure taken over from another sheet is looked up there. It shares no code with what wrote the report.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

_OPERAND = r"(?:\([A-Z]{1,3}\d+(?:\+[A-Z]{1,3}\d+)*\)|[A-Z]{1,3}\d+|\d+(?:\.\d+)?)"
_SHARE = re.compile(rf"({_OPERAND})/({_OPERAND})\*100")
_MOVED = re.compile(r"ROUND\(.*,(\d)\)([+-]0\.0*1)\)?$")
_SUM = re.compile(r"SUM\(([A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?(?:,[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)*)\)\)?$")
_TAKEN = re.compile(r"^='?([^'!]+)'?!\$?([A-Z]{1,3})\$?(\d+)$")
_CELL = re.compile(r"[A-Z]{1,3}\d+")
_NEAR = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Recheck:
    """How many shares, sums and taken-over figures were worked out anew, and in Vietnamese what did not agree."""

    checked: int
    problems: tuple[str, ...]


def recheck(content: bytes) -> Recheck:
    """Work a finished workbook out anew; shares that were stored as bare numbers are told too."""
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    checked, problems = 0, []
    for sheet, cell, formula in _formulas(formulas):
        wanted = _worked_out(values, sheet, formula)
        if wanted is None:
            continue
        checked += 1
        stored = values[sheet][cell].value
        if not _agrees(stored, wanted):
            problems.append(
                f"{sheet}, ô {cell}: ghi {stored}, tính lại từ số in được {float(wanted[0] or 0):g}."
            )
    return Recheck(checked, tuple(problems))


Worked = tuple[Fraction | None, object]


def _formulas(book: Workbook) -> Iterator[tuple[str, str, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    yield sheet.title, cell.coordinate, cell.value


def _worked_out(values: Workbook, sheet: str, formula: str) -> Worked | None:
    """The number a formula must show, or the text taken over from elsewhere; None for other formulas."""
    taken = _TAKEN.match(formula)
    if taken and taken[1] in values.sheetnames:
        return None, values[taken[1]][f"{taken[2]}{taken[3]}"].value
    share = _SHARE.search(formula)
    if share:
        above, below = (_operand(values, sheet, part) for part in share.groups())
        return (None, None) if above is None or not below else (_moved(above / below * 100, formula), None)
    parts = _SUM.search(formula)
    return (_sum(values, sheet, parts[1]), None) if parts else None


def _moved(percent: Fraction, formula: str) -> Fraction:
    """The share itself, or rounded half up and moved by a last place where the formula says so."""
    moved = _MOVED.search(formula)
    if moved is None:
        return percent
    place = 10 ** int(moved[1])
    return Fraction(int(percent * place + Fraction(1, 2)), place) + Fraction(moved[2])


def _operand(values: Workbook, sheet: str, text: str) -> Fraction | None:
    cells = _CELL.findall(text)
    if not cells:
        return Fraction(text)
    numbers = [_number(values[sheet][cell].value) for cell in cells]
    return None if any(number is None for number in numbers) else sum(filter(None, numbers), Fraction(0))


def _number(value: object) -> Fraction | None:
    return Fraction(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _sum(values: Workbook, sheet: str, text: str) -> Fraction | None:
    numbers: list[Fraction] = []
    for part in text.split(","):
        left, top, right, bottom = range_boundaries(part)
        for row in values[sheet].iter_rows(top, bottom, left, right, values_only=True):
            numbers += [number for value in row if (number := _number(value)) is not None]
    return sum(numbers, Fraction(0)) if numbers else None


def _agrees(stored: object, wanted: Worked) -> bool:
    number, text = wanted
    if number is None:
        return not isinstance(stored, (int, float)) if text is None else stored == text
    mine = _number(stored)
    return mine is not None and abs(mine - number) <= _NEAR * max(Fraction(1), abs(number))
