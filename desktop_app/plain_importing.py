"""Recognising returns without a passport: by their headings, else by what the clerk once said of such headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.forms import Form
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.plain_returns import (
    MAPPING_KIND,
    Columns,
    PlainRow,
    PlainTable,
    columns_from,
    guess_columns,
    periods_in,
    plain,
    signature,
)
from desktop_app.domain.returns import ERROR, FileReport, FileState, Problem, RawReturn
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.text import fold, join_words
from desktop_app.domain.units import Unit
from desktop_app.store.reader import Reader
from desktop_app.workbooks.reading.plain_tables import plain_tables
from desktop_app.workbooks.reading.workbook import ReadWorkbook

_UNKNOWN = "Không có mã phiếu và không nhận ra bảng số liệu theo tiêu đề cột. Gửi đơn vị phiếu đã phát, hoặc đối chiếu cột."
_LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What the clerk said of a file without passport; what it says itself goes before."""

    form: str = ""
    unit_id: int | None = None
    period: str = ""


def recognise_plain(read: Reader, bare: FileReport, book: ReadWorkbook, said: Said) -> list[FileReport]:
    """A report for each unit the file's table speaks of, or one that says what has to be asked."""
    found = _best_table(read, book, said)
    if found is None:
        return [_asking(replace(bare, content=b""), "", (), _UNKNOWN)]
    table, columns, code = found
    if code is None:
        message = "Không rõ kỳ báo cáo của bảng này. Chọn kỳ rồi đọc lại."
        return [_asking(replace(bare, form=columns.form.key), "period", table.headings, message)]
    bare = replace(bare, form=columns.form.key, period=code.code)
    if columns.missing:
        message = f"Không thấy cột {join_words(columns.missing)}. Đối chiếu cột một lần, lần sau chương trình tự nhận."
        return [_asking(bare, "columns", table.headings, message)]
    return [_report(read, bare, book, table, row, columns, said) for row in table.rows]


def _asking(bare: FileReport, asks: str, headings: tuple[str, ...], message: str) -> FileReport:
    problem = Problem("", "", "", ERROR, message)
    return replace(bare, state=FileState.UNRECOGNISED, asks=asks, headings=headings, problems=(problem,))


def _best_table(
    read: Reader, book: ReadWorkbook, said: Said
) -> tuple[PlainTable, Columns, PeriodCode | None] | None:
    """The table most of whose headings are known; a period it names must be one its form is in force in."""
    forms = [form for form in read.forms() if not said.form or form.key == said.form]
    best: tuple[PlainTable, Columns, PeriodCode | None] | None = None

    def wanted(headings: tuple[str, ...]) -> bool:
        return any(len(columns.fields) >= _LEAST_FIELDS for columns in _columns(read, forms, headings))

    for table in plain_tables(book, wanted):
        code = _period(table, said)
        for columns in _columns(read, forms, table.headings):
            usable = code is None or columns.form.in_force(read.period(code).last_day)
            if usable and (best is None or _rank(columns) > _rank(best[1])):
                best = (table, columns, code)
    return best if best and len(best[1].fields) >= _LEAST_FIELDS else None


def _rank(columns: Columns) -> tuple[bool, int]:
    return not columns.missing, len(columns.fields)


def _columns(read: Reader, forms: Sequence[Form], headings: tuple[str, ...]) -> Iterator[Columns]:
    """How the headings may be read: as the clerk once said, and by each form's own words."""
    remembered = read.column_mapping(MAPPING_KIND, signature(headings))
    for form in forms:
        if remembered and remembered.get("form") == form.key:
            yield columns_from(form, _texts(remembered), headings)
        else:
            yield guess_columns(form, headings)


def _texts(remembered: Mapping[str, object]) -> dict[str, str]:
    columns = remembered.get("columns")
    return {str(key): str(value) for key, value in columns.items()} if isinstance(columns, dict) else {}


def mapping_of(form: str, fields: Mapping[str, str]) -> dict[str, object]:
    """What `RememberMapping` keeps (with kind MAPPING_KIND and `signature(headings)`): fields by heading."""
    return {"form": form, "columns": {plain(heading): key for heading, key in fields.items()}}


def _period(table: PlainTable, said: Said) -> PeriodCode | None:
    """The one period the texts around the table name, else the one the clerk said."""
    named = periods_in(table.texts)
    code = next(iter(named)) if len(named) == 1 else said.period
    try:
        return PeriodCode.parse(code) if code else None
    except InvalidInput:
        return None


def _report(
    read: Reader,
    bare: FileReport,
    book: ReadWorkbook,
    table: PlainTable,
    row: PlainRow,
    columns: Columns,
    said: Said,
) -> FileReport:
    day = read.period(PeriodCode.parse(bare.period)).last_day
    expected = reporting_units(columns.form, read.units(), day)
    unit = _unit(expected, row, table, said)
    if unit is None:
        named = f"“{row.unit}” không khớp với một đơn vị nào" if row.unit else "Bảng không nêu đơn vị"
        message = f"{named} phải báo cáo biểu này ở kỳ này. Chọn đơn vị rồi đọc lại."
        return _asking(bare, "unit", table.headings, message)
    cells = {key: row.cells[heading] for heading, key in columns.fields.items() if heading in row.cells}
    sheet = book.sheet(table.sheet)
    said_of = sheet.repair_problems(_places(row)) if sheet and sheet.repairs else ()
    raw = RawReturn(table.sheet, cells, sender=book.sender, deviations=said_of)
    return replace(bare, unit_id=unit.id, sender=book.sender, raw=raw)


def _places(row: PlainRow) -> frozenset[int]:
    """The sheet's rows, from 0, a row's cells stand in."""
    return frozenset(int("".join(filter(str.isdecimal, found.cell))) - 1 for found in row.cells.values())


def _unit(units: Sequence[Unit], row: PlainRow, table: PlainTable, said: Said) -> Unit | None:
    """The unit a row or title names, by its name, short name or an alias; one name for two units is none."""
    if row.unit:
        return _named(units, [row.unit])
    return _named(units, _title_names(table)) or next(
        (unit for unit in units if unit.id == said.unit_id), None
    )


def _title_names(table: PlainTable) -> list[str]:
    names = []
    for text in table.texts:
        before, colon, after = text.partition(":")
        names.append(after if colon and "don vi" in fold(before) else text)
    return names


def _named(units: Sequence[Unit], names: Sequence[str]) -> Unit | None:
    wanted = {plain(name.partition("(mã")[0]) for name in names}
    found = [
        unit
        for unit in units
        if wanted & {plain(name) for name in (unit.name, unit.short_name, *unit.aliases)}
    ]
    return found[0] if len(found) == 1 else None
