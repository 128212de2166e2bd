"""How wide a text set in Times New Roman is and how many lines it takes, without a font or a screen.

Excel does not fit the height of merged rows and LibreOffice fits none on loading, so the row heights are
worked out here. The advance widths are those of Liberation Serif 2.x, which equal Times New Roman's.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop_app import assets

MAX_ROW_HEIGHT = 409.5
_PIXELS_PER_POINT = 96 / 72
_SLACK = 1.05  # programs differ by a few per cent in how they lay out a line
_CELL_PADDING = 7  # pixels of a column no text can use
_LEAST_PADDING = 5  # what Excel itself keeps free


@dataclass(frozen=True, slots=True)
class Face:
    """A cut of Times New Roman: size in points, bold, italic."""

    size: float = 11
    bold: bool = False
    italic: bool = False

    @property
    def key(self) -> str:
        """The name of the cut in the table of widths."""
        return {(0, 0): "regular", (1, 0): "bold", (0, 1): "italic", (1, 1): "bold_italic"}[
            self.bold, self.italic
        ]


@cache
def _advances(key: str) -> tuple[dict[str, int], int]:
    table = json.loads(assets.resource("report/times_metrics.json").read_text(encoding="utf-8"))
    groups: dict[str, str] = table["faces"][key]
    widths = {char: int(width) for width, chars in groups.items() for char in chars}
    return widths, int(table["units_per_em"])


@lru_cache(maxsize=50_000)
def text_width(text: str, face: Face) -> float:
    """The width of one line of `text` in pixels at 96 dpi; a character not in the table counts as one em."""
    widths, em = _advances(face.key)
    units = sum(widths.get(char, em) for char in text)
    return units / em * face.size * _PIXELS_PER_POINT


def count_lines(text: str, width: int, face: Face) -> int:
    """How many lines `text` takes in a cell `width` pixels wide, wrapped greedily at spaces, `\\n` kept."""
    room = (width - _CELL_PADDING) / _SLACK
    return sum(_paragraph_lines(paragraph, room, face) for paragraph in text.split("\n"))


def _paragraph_lines(paragraph: str, room: float, face: Face) -> int:
    space = text_width(" ", face)
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = text_width(word, face)
        if used and used + space + wide > room:
            lines, used = lines + 1, 0.0
        elif used:
            wide += space
        if used + wide > room:  # longer than a whole line: broken inside
            extra = math.ceil((used + wide) / max(room, 1.0)) - 1
            lines, used, wide = lines + extra, 0.0, (used + wide) - extra * room
        used += wide
    return lines


def wrapped(text: str, width: int, face: Face) -> list[str]:
    """The lines `text` takes in a cell `width` pixels wide as Excel sets it, without the slack of `count_lines`."""
    room = max(width - _LEAST_PADDING, 1)
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, room, face)]


def _broken(paragraph: str, room: float, face: Face) -> list[str]:
    lines: list[str] = []
    current = ""
    for place, word in enumerate(paragraph.split(" ")):
        longer = f"{current} {word}" if place else word
        if current.strip() and text_width(longer, face) > room:
            lines.append(current)
            longer = word
        current = longer
        while len(current) > 1 and text_width(current, face) > room:  # a word longer than a whole line
            cut = _cut(current, room, face)
            lines.append(current[:cut])
            current = current[cut:]
    return [*lines, current]


def _cut(word: str, room: float, face: Face) -> int:
    """Where a word too long for a line is broken: after a hyphen if one fits, else where the line is full."""
    fits = max(1, sum(text_width(word[:end], face) <= room for end in range(1, len(word))))
    return word.rfind("-", 0, fits) + 1 or fits


def row_height(lines: int, size: float) -> float:
    """The height in points of a row of so many lines, in steps of 0.75 (a pixel), at most Excel's 409.5."""
    points = lines * size * 1.20 + 4
    return min(math.ceil(points / 0.75 - 1e-9) * 0.75, MAX_ROW_HEIGHT)
