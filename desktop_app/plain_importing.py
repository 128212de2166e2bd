"""Recognising returns without a passport: by their headings, else by what the clerk once said of such headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop_app.commands.units import AddAlias
from desktop_app.domain.batch_choices import Said
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.forms import Form
from desktop_app.domain.number_entry import Reading, proved_reading
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
from desktop_app.domain.text import join_words
from desktop_app.domain.unit_names import NameMatch, has_name, match_unit
from desktop_app.domain.units import Unit
from desktop_app.session import Session
from desktop_app.store.reader import Reader
from desktop_app.workbooks.reading.plain_tables import plain_tables
from desktop_app.workbooks.reading.workbook import ReadWorkbook

_UNKNOWN = "Không có mã phiếu và không nhận ra bảng số liệu theo tiêu đề cột. Gửi đơn vị phiếu đã phát, hoặc đối chiếu cột."
_LEAST_FIELDS = 2
_UNIT_LABELS = ("don vi", "don vi bao cao", "ten don vi", "co quan", "co quan bao cao")


def recognise_plain(read: Reader, bare: FileReport, book: ReadWorkbook, said: Said) -> list[FileReport]:
    """A report for each unit the file's table speaks of, or one that says what has to be asked."""
    found = _best_table(read, book, said)
    if found is None:
        table = _largest_table(book)
        asks, headings = ("columns", table.headings) if table else ("", ())
        return [_asking(bare, asks, headings, _UNKNOWN)]
    table, columns, code = found
    if code is None:
        message = "Không rõ kỳ báo cáo của bảng này. Chọn kỳ rồi đọc lại."
        return [_asking(replace(bare, form=columns.form.key), "period", table.headings, message)]
    bare = replace(bare, form=columns.form.key, period=code.code)
    if columns.missing and not columns.said:
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


def _largest_table(book: ReadWorkbook) -> PlainTable | None:
    """The table with the most rows, for the clerk to say what its headings mean."""
    return max(plain_tables(book, lambda _: True), key=lambda table: len(table.rows), default=None)


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
    match = _unit(read, columns.form, PeriodCode.parse(bare.period), row, table, said)
    unit = match.unit
    if unit is None:
        return _asking_unit(bare, row.unit, match, table.headings)
    cells = {key: row.cells[heading] for heading, key in columns.fields.items() if heading in row.cells}
    sheet = book.sheet(table.sheet)
    said_of = sheet.repair_problems(_places(row)) if sheet and sheet.repairs else ()
    raw = RawReturn(table.sheet, cells, sender=book.sender, deviations=said_of, reading=_proved(table))
    return replace(bare, unit_id=unit.id, sender=book.sender, raw=raw)


def _proved(table: PlainTable) -> Reading | None:
    """How the table's numbers are written, where one of its cells proves it for all."""
    cells = (found for row in table.rows for found in row.cells.values())
    return proved_reading(found.content for found in cells if isinstance(found.content, str))


def _places(row: PlainRow) -> frozenset[int]:
    """The sheet's rows, from 0, a row's cells stand in."""
    return frozenset(int("".join(filter(str.isdecimal, found.cell))) - 1 for found in row.cells.values())


def _asking_unit(bare: FileReport, written: str, match: NameMatch, headings: tuple[str, ...]) -> FileReport:
    if not written:
        said = "Bảng không nêu đơn vị phải báo cáo biểu này ở kỳ này"
    elif match.candidates:
        said = f"“{written}” có thể là {join_words((unit.name for unit in match.candidates), ' hoặc ')}"
    else:
        said = f"“{written}” không khớp với một đơn vị nào phải báo cáo biểu này ở kỳ này"
    asking = _asking(bare, "unit", headings, f"{said}. Chọn đơn vị một lần, lần sau chương trình tự nhận.")
    return replace(asking, written_unit=written, candidates=tuple(unit.id for unit in match.candidates))


def _unit(
    read: Reader, form: Form, code: PeriodCode, row: PlainRow, table: PlainTable, said: Said
) -> NameMatch:
    """The unit a row or title names; where neither does, the one the clerk said."""
    day = read.period(code).last_day
    expected = reporting_units(form, read.units(), day)
    if row.unit:
        return match_in_force(read, row.unit.partition("(mã")[0], expected)
    titled = _titled_unit(read, table, expected)
    if titled.unit or titled.candidates:
        return titled
    return NameMatch(next((unit for unit in expected if unit.id == said.unit_id), None))


def match_in_force(read: Reader, written: str, units: Sequence[Unit]) -> NameMatch:
    """What a written name means among `units`; the name of a unit that is no more proposes what followed it."""
    ids = {unit.id for unit in units}
    followers: dict[int, list[int]] = {}
    for step in read.successions():
        followers.setdefault(step.predecessor_id, []).append(step.successor_id)
    others = [unit for unit in read.units() if unit.id not in ids]
    return match_unit(written, units, others, followers)


def _titled_unit(read: Reader, table: PlainTable, units: Sequence[Unit]) -> NameMatch:
    """The unit the texts around a table name: after "Đơn vị:", else a text that is a unit's whole name."""
    for text in table.texts:
        before, colon, after = text.partition(":")
        if colon and after.strip() and plain(before) in _UNIT_LABELS:
            return match_in_force(read, after.partition("(mã")[0], units)
    named = [unit for unit in units if any(has_name(text, unit) for text in table.texts)]
    return NameMatch(named[0]) if len(named) == 1 else NameMatch(None)


def remember_unit(session: Session, written: str, unit_id: int) -> None:
    """Keep a written name as another name of a unit, for good.

    Raises InvalidInput when it is a name of another unit that exists on the same days.
    """
    session.do(AddAlias(unit_id, written))
