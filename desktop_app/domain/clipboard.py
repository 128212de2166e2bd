"""Blocks of cells as a spreadsheet puts them on the clipboard: tab-separated text and an HTML table.

A block is a list of rows of texts, all rows equally long. Knows nothing of Qt or of what the texts mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

TextBlock = list[list[str]]


def parse_block(text: str) -> TextBlock:
    """The cells of copied text, as Excel, LibreOffice and mail programs write it.

    A cell that begins with a quotation mark runs to the closing one, so it may hold line breaks, tabs and
    doubled quotation marks. The line break after the last row is no row. Short rows are filled up with "".
    A text without any cell gives [].
    """
    if not text.rstrip("\x00"):
        return []
    rows: TextBlock = [[]]
    for cell, end in _cells(text.rstrip("\x00").replace("\r\n", "\n").replace("\r", "\n")):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    if not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(text: str) -> Iterator[tuple[str, str]]:
    """Each cell with the character that ends it: tab, line feed, or "" at the end of the text."""
    position = 0
    while position < len(text):
        quoted = _quoted_cell(text, position) if text[position] == '"' else None
        cell, after = quoted or _plain_cell(text, position)
        ending = text[after : after + 1]
        yield cell, ending
        position = after + 1
        if ending == "\t" and position == len(text):
            yield "", ""


def _plain_cell(text: str, start: int) -> tuple[str, int]:
    ends = [found for mark in "\t\n" if (found := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted_cell(text: str, start: int) -> tuple[str, int] | None:
    """The quoted cell at `start` and where it ends; None when the mark is only a character of the text."""
    parts: list[str] = []
    position = start + 1
    while (mark := text.find('"', position)) >= 0:
        parts.append(text[position:mark])
        following = text[mark + 1 : mark + 2]
        if following == '"':
            parts.append('"')
            position = mark + 2
        elif following in ("", "\t", "\n"):
            return "".join(parts), mark + 1
        else:
            return None
    return None


def format_block(rows: Iterable[Sequence[str]]) -> str:
    """The block as tab-separated text with CR LF after each row, cells quoted where they must be."""
    return "".join("\t".join(map(_written, row)) + "\r\n" for row in rows)


def _written(cell: str) -> str:
    if cell.startswith('"') or any(mark in cell for mark in "\t\n\r"):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def html_table(rows: Iterable[Sequence[str]]) -> str:
    """The block as an HTML table, for word processors and mail."""
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return '<meta charset="utf-8"><table>' + "".join(lines) + "</table>"
