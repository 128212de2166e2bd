"""Tables in workbooks nobody issued: a row of headings over rows of units, or labels beside a column of figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from desktop_app.domain.plain_returns import PlainRow, PlainTable, names_unit, plain
from desktop_app.domain.returns import Content
from desktop_app.domain.text import nfc

from .workbook import ReadSheet, ReadWorkbook

_MOST_HEADING_ROWS, _MOST_CELLS, _LEAST_HEADINGS = 60, 20_000, 3
_LONGEST_HEADING, _LONGEST_TEXT = 120, 300
_NOW = ("ky nay", "so lieu", "so luong", "ket qua", "thuc hien", "gia tri")
_TOTALS = ("tong", "tong cong", "cong", "tong so", "toan tinh")
Wanted = Callable[[tuple[str, ...]], bool]
Rows = dict[int, dict[int, Content]]


def plain_tables(book: ReadWorkbook, wanted: Wanted) -> Iterator[PlainTable]:
    """The tables of the visible sheets whose headings are `wanted`; sheets too large for a return are passed over."""
    for sheet in book.sheets:
        if sheet.visible and len(sheet.cells) <= _MOST_CELLS:
            rows: Rows = {}
            for (row, column), content in sheet.cells.items():
                rows.setdefault(row, {})[column] = content
            yield from _across(sheet, rows, wanted)
            yield from _down(sheet, rows, wanted)


def _texts(rows: Rows) -> tuple[str, ...]:
    """The texts of a sheet's first rows, where title, unit and period are said."""
    return tuple(
        nfc(content)
        for row in sorted(rows)
        if row < _MOST_HEADING_ROWS
        for _, content in sorted(rows[row].items())
        if isinstance(content, str) and len(content) <= _LONGEST_TEXT
    )


def _headings(cells: Mapping[int, Content]) -> dict[int, str]:
    return {
        place: nfc(content)
        for place, content in sorted(cells.items())
        if isinstance(content, str) and len(content) <= _LONGEST_HEADING
    }


def _across(sheet: ReadSheet, rows: Rows, wanted: Wanted) -> Iterator[PlainTable]:
    """Headings in a row, a unit in each row below."""
    for heading in sorted(row for row in rows if row < _MOST_HEADING_ROWS):
        places = _headings(rows[heading])
        titles = tuple(places.values())
        if len(titles) >= _LEAST_HEADINGS and wanted(titles):
            found = tuple(_unit_rows(sheet, rows, heading, places))
            if found:
                yield PlainTable(sheet.name, titles, found, _texts(rows))


def _unit_rows(sheet: ReadSheet, rows: Rows, heading: int, places: dict[int, str]) -> Iterator[PlainRow]:
    unit_columns = [column for column, title in places.items() if names_unit(title)]
    for row in sorted(row for row in rows if row > heading):
        unit = nfc(sheet.text(row, unit_columns[0])) if unit_columns else ""
        totals = any(plain(title) in _TOTALS for title in _headings(rows[row]).values())
        if totals or (unit_columns and not unit):
            continue
        figures = [
            column for column, content in rows[row].items() if column in places and _is_number(content)
        ]
        if len(figures) > 1 or (figures and figures[0] != min(places)):  # not only the running number
            cells = {
                title: sheet.found(row, column)
                for column, title in places.items()
                if column not in unit_columns
            }
            yield PlainRow(unit, cells)


def _is_number(content: Content) -> bool:
    return isinstance(content, (int, float)) and not isinstance(content, bool)


def _down(sheet: ReadSheet, rows: Rows, wanted: Wanted) -> Iterator[PlainTable]:
    """Labels in a column, and one column of figures to the right of it."""
    columns: Rows = {}
    for row, cells in rows.items():
        for column, content in cells.items():
            columns.setdefault(column, {})[row] = content
    for column in sorted(columns):
        titles = _without_doubles(_headings(columns[column]))
        if len(titles) >= _LEAST_HEADINGS and wanted(tuple(titles.values())):
            figures = _figure_column(columns, column, titles)
            if figures is not None:
                found = {title: sheet.found(row, figures) for row, title in titles.items()}
                yield PlainTable(sheet.name, tuple(found), (PlainRow("", found),), _texts(rows))


def _without_doubles(titles: dict[int, str]) -> dict[int, str]:
    """Labels that stand once; one that stands twice names neither line."""
    counts = Counter(map(plain, titles.values()))
    return {row: title for row, title in titles.items() if counts[plain(title)] == 1}


def _figure_column(columns: Rows, labels: int, titles: dict[int, str]) -> int | None:
    """The column of figures: the one headed "Kỳ này" or the like, else the only one with numbers; else None."""
    numeric = [
        column
        for column, cells in columns.items()
        if column > labels and any(_is_number(cells.get(row)) for row in titles)
    ]
    headed = [
        column
        for column in numeric
        if any(plain(title) in _NOW for title in _headings(columns[column]).values())
    ]
    if len(headed) == 1:
        return headed[0]
    return numeric[0] if len(numeric) == 1 else None
