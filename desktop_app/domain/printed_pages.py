"""Printed pages as plain data: texts, boxes and lines placed in millimetres on sheets of paper.

`workbooks` lays them out from the very sheets it writes; the screens paint them on the screen, into a PDF and
on the printer. Colours are "#RRGGBB"; sizes of type are points on paper, after the sheet was fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

POINT = 25.4 / 72  # millimetres
LINE_SPACING = 1.2  # of the size of type


class Fill(StrEnum):
    """How a box is filled; the patterns survive a copier."""

    NONE = "none"
    SOLID = "solid"
    DIAGONAL = "diagonal"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the page's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text in its area, already broken into lines; `cell` is the address it stands in ("" outside cells).

    `align` is left, center, right or justify (all lines but the last); `vertical` is top, vcenter or bottom.
    A `turned` text reads upwards: its lines run along the area's height.
    """

    area: Area
    text: str
    lines: tuple[str, ...]
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    vertical: str = "vcenter"
    cell: str = ""
    turned: bool = False


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A rectangle, filled or outlined or both; `outline` is the line's width in millimetres, 0 for none.

    `open_above` and `open_below` leave out one edge: a text going on in the next row has no line between.
    """

    area: Area
    fill: Fill = Fill.NONE
    colour: str = "#FFFFFF"
    outline: float = 0.0
    open_above: bool = False
    open_below: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line through points (x, y), `width` millimetres thick."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str = "#000000"
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: paper in millimetres, its number within the sheet (from 1), and what is on it."""

    number: int
    width: float
    height: float
    texts: tuple[PlacedText, ...]
    boxes: tuple[PlacedBox, ...]
    lines: tuple[PlacedLine, ...]
    first_row: int
    last_row: int

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The pages of one sheet of the workbook."""

    name: str
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """All sheets in the workbook's order; `title` names the document in a PDF's properties."""

    title: str
    sheets: tuple[PrintedSheet, ...]

    @property
    def pages(self) -> tuple[PrintedPage, ...]:
        """All pages in printing order."""
        return tuple(page for sheet in self.sheets for page in sheet.pages)
