"""Lists in workbooks as offices keep them: headings over one to three rows, merged, somewhere below a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop_app.domain.list_plans import ListRow, ListTable
from desktop_app.domain.returns import Content
from desktop_app.domain.text import nfc

from .workbook import ReadSheet, ReadWorkbook

_MOST_HEADING_ROWS, _MOST_LEVELS, _LONGEST_HEADING = 60, 3, 120
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
Known = Callable[[str], bool]
Row = dict[int, Content]


def list_tables(book: ReadWorkbook, known: Known) -> list[ListTable]:
    """The list of each visible sheet, the sheet with most known headings first; `known` tells a heading's words."""
    found = []
    for sheet in book.sheets:
        table = _table(sheet, known) if sheet.visible else None
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: -sum(map(known, table.headings)))


def _table(sheet: ReadSheet, known: Known) -> ListTable | None:
    rows: dict[int, Row] = {}
    for (row, column), content in sheet.cells.items():
        rows.setdefault(row, {})[column] = content
    best: tuple[int, int, dict[int, str], int] | None = None
    for start in sorted(row for row in rows if row < _MOST_HEADING_ROWS):
        headings, end = _headings(rows, start, known)
        score = sum(map(known, headings.values()))
        if score >= 2 and (best is None or score > best[0]):
            best = (score, start, headings, end)
    if best is None:
        return None
    _, start, headings, end = best
    return ListTable(
        sheet.name, start + 1, tuple(headings.values()), tuple(_rows(sheet, rows, headings, end))
    )


def _headings(rows: dict[int, Row], start: int, known: Known) -> tuple[dict[int, str], int]:
    """The headings by column when they begin in a row, and the last row of them."""
    words = _texts(rows[start])
    if len(words) < 2:
        return {}, start
    levels, end = [words], start
    while len(levels) < _MOST_LEVELS and end + 1 in rows and _goes_on(rows[end + 1], levels[-1], levels[0]):
        end += 1
        levels.append(_texts(rows[end]))
    columns = sorted({column for level in levels for column in level})
    joined: dict[int, str] = {}
    for column in columns:
        parts = [part for level in levels if (part := _over(level, column, levels))]
        joined[column] = " ".join(dict.fromkeys(parts))
    if end + 1 in rows and _is_numbering(rows[end + 1]):
        end += 1
    return _apart(joined), end


def _texts(row: Row) -> dict[int, str]:
    return {
        column: " ".join(nfc(content).split())
        for column, content in sorted(row.items())
        if isinstance(content, str) and 0 < len(nfc(content)) <= _LONGEST_HEADING
    }


def _goes_on(row: Row, above: dict[int, str], first: dict[int, str]) -> bool:
    """Whether a row holds sub-headings only: short texts under a merged heading, none under the first columns."""
    texts = _texts(row)
    if not texts or len(texts) < len(row) or _is_numbering(row) or min(texts) <= min(first):
        return False
    children = [column for column in texts if column not in above]
    return bool(children) and len(texts) <= len(first)


def _over(level: dict[int, str], column: int, levels: list[dict[int, str]]) -> str:
    """What a level says over a column: its own text, else that of the merged cell to its left with children below."""
    if column in level:
        return level[column]
    below = levels[levels.index(level) + 1 :]
    if not any(column in other for other in below):
        return ""
    left = [other for other in level if other < column]
    return level[max(left)] if left else ""


def _apart(headings: dict[int, str]) -> dict[int, str]:
    """Headings told apart: a second one with the same words gets its number."""
    counts: dict[str, int] = {}
    found = {}
    for column, heading in headings.items():
        counts[heading] = counts.get(heading, 0) + 1
        found[column] = heading if counts[heading] == 1 else f"{heading} ({counts[heading]})"
    return found


def _is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or 1 2 3."""
    shown = [str(content).strip() for content in row.values()]
    numbers = [text for text in shown if _COLUMN_NUMBER.fullmatch(text)]
    return len(shown) > 2 and len(numbers) == len(shown) and len(set(numbers)) == len(numbers)


def _rows(sheet: ReadSheet, rows: dict[int, Row], headings: dict[int, str], end: int) -> Iterator[ListRow]:
    for row in sorted(row for row in rows if row > end):
        cells = {
            heading: sheet.found(row, column)
            for column, heading in headings.items()
            if (row, column) in sheet.cells
        }
        others = any(column not in headings for column in rows[row])
        if cells or others:
            yield ListRow(row + 1, cells)
