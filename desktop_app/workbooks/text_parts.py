"""Dividing long texts for cells: into parts that fit a row's height, and into lines of about equal length."""

from __future__ import annotations

import re
from bisect import bisect_right

from .text_metrics import Face, count_lines, text_width


def in_parts(text: str, width: int, face: Face, most_lines: int) -> list[str]:
    """`text` divided between words into parts of at most `most_lines` lines in a cell `width` pixels wide.

    Excel rows end at 409.5 points and a row higher than a page is cut, so a long text goes on in the next row.
    """
    parts, rest = [], text
    while count_lines(rest, width, face) > most_lines:
        end = _longest_part(rest, width, face, most_lines)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest]


def _longest_part(text: str, width: int, face: Face, most_lines: int) -> int:
    """Where to cut: the last blank that leaves few enough lines before it, inside a word when there is none."""

    def lines(end: int) -> int:
        return count_lines(text[:end], width, face)

    blanks = [match.start() for match in re.finditer(r"\s+", text) if match.start()]
    fitting = bisect_right(blanks, most_lines, key=lines)
    return (
        blanks[fitting - 1] if fitting else max(1, bisect_right(range(len(text)), most_lines, key=lines) - 1)
    )


def balanced(text: str, width: int, face: Face) -> str:
    """`text` with line breaks such that its lines, no more than it needs anyway, are about equally long."""
    wanted = count_lines(text, width, face)
    narrow = width
    while wanted > 1 and narrow > 20 and count_lines(text, narrow - 2, face) == wanted:
        narrow -= 2
    return "\n".join(_wrapped(text, narrow, face)) if wanted > 1 else text


def _wrapped(text: str, width: int, face: Face) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and count_lines(longer, width, face) == 1 and text_width(longer, face) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
