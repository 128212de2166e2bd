"""Reading the office's own lists of tasks and units: a dry run first, then one change set; no Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.commands.exchange import RememberMapping
from desktop_app.commands.lists import ImportTasks, ImportUnits
from desktop_app.domain.date_columns import DateOrder, date_order
from desktop_app.domain.errors import InvalidInput, RecordError, system_reason
from desktop_app.domain.list_fields import FIELD_TITLES, NEEDED, SYNONYMS, TASKS, UNITS
from desktop_app.domain.list_plans import (
    ListChoices,
    ListPlan,
    ListRow,
    ListSource,
    ListTable,
    OnExisting,
    PlannedRow,
    propose,
)
from desktop_app.domain.plain_returns import plain, signature
from desktop_app.domain.returns import ERROR, Problem
from desktop_app.domain.task_lists import TaskListReader
from desktop_app.domain.text import join_words, nfc
from desktop_app.domain.unit_lists import UnitListReader
from desktop_app.list_matching import TaskMatcher, UnitMatcher
from desktop_app.plain_importing import match_in_force
from desktop_app.session import Session
from desktop_app.store.reader import Reader
from desktop_app.workbooks.reading.bounds import UnreadableFile
from desktop_app.workbooks.reading.list_tables import list_tables
from desktop_app.workbooks.reading.opening import open_workbook

_DATED = ("due", "extended", "assigned", "completed", "valid_from", "valid_to")
_OWN_TASK_SHEET, _OWN_OUTCOME = "B01_NHIEM_VU", "Kết quả, sản phẩm"


def open_list(path: Path, kind: str) -> ListSource:
    """The tables of a workbook; raises RecordError when it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(
            f"Không mở được {path} ({system_reason(error)}). Kiểm tra tệp rồi đọc lại."
        ) from error
    return list_in(content, nfc(path.name), kind)


def list_in(content: bytes, file_name: str, kind: str) -> ListSource:
    """The tables of a workbook in memory; raises RecordError when it cannot be read."""
    try:
        book = open_workbook(content)
    except UnreadableFile as error:
        raise RecordError(f"{file_name}: {error}") from error
    words = {word for synonyms in SYNONYMS[kind].values() for word in synonyms}
    beginnings = tuple(word for word in words if len(word) > 2)
    tables = list_tables(
        book, lambda heading: plain(heading) in words or plain(heading).startswith(beginnings)
    )
    left_out = (_OWN_OUTCOME,) if _OWN_TASK_SHEET in book.names else ()
    return ListSource(kind, file_name, tuple(tables), left_out)


def plan_list(read: Reader, source: ListSource, choices: ListChoices) -> ListPlan:
    """What the list comes to by the clerk's choices; nothing is written."""
    table = next((item for item in source.tables if choices.sheet in ("", item.sheet)), None)
    if table is None:
        sheets = ", ".join(item.sheet for item in source.tables)
        where = f"Chọn một trong: {sheets}." if sheets else "Kiểm tra dòng tiêu đề cột của danh sách."
        return _asking(source, None, {}, "sheet", f"Không thấy danh sách có tiêu đề cột đọc được. {where}")
    mapping = _mapping(read, source, table, choices)
    missing = [FIELD_TITLES[source.kind][key] for key in NEEDED[source.kind] if key not in mapping.values()]
    if missing:
        message = (
            f"Không thấy cột {join_words(missing)}. Đối chiếu cột một lần, lần sau chương trình tự nhận."
        )
        return _asking(source, table, mapping, "columns", message)
    order, message = _order(table, mapping, choices.dates)
    if order is None:
        return _asking(source, table, mapping, "dates", message)
    rows = _PLANNERS[source.kind](read, source, table, mapping, choices.on_existing, order)
    return ListPlan(source.kind, source.file_name, table, mapping, tuple(rows))


def _asking(
    source: ListSource, table: ListTable | None, mapping: Mapping[str, str], asks: str, message: str
) -> ListPlan:
    sheet = table.sheet if table else ""
    problem = Problem(sheet, "", "", ERROR, message)
    return ListPlan(source.kind, source.file_name, table, mapping, (), (problem,), asks)


def _mapping(read: Reader, source: ListSource, table: ListTable, choices: ListChoices) -> dict[str, str]:
    """The field of each heading: as said now, else as said before of such headings, else as the words tell."""
    fields = FIELD_TITLES[source.kind]
    usable = [heading for heading in table.headings if heading not in source.left_out]
    found = propose(usable, SYNONYMS[source.kind], {heading: plain(heading) for heading in usable})
    remembered = read.column_mapping(_memory(source.kind), signature(table.headings))
    if remembered:
        found = {heading: str(remembered.get(plain(heading), "")) for heading in usable}
    wanted = {plain(heading): key for heading, key in choices.mapping.items()}
    unknown = [heading for heading in choices.mapping if plain(heading) not in map(plain, table.headings)]
    wrong = [key for key in choices.mapping.values() if key and key not in fields]
    if unknown or wrong:
        raise InvalidInput(_wrong_mapping(unknown, wrong, table, fields))
    said = {heading: wanted[plain(heading)] for heading in table.headings if plain(heading) in wanted}
    kept = {
        heading: key for heading, key in found.items() if key not in said.values() and heading not in said
    }
    return {heading: key for heading, key in (kept | said).items() if key}


def _wrong_mapping(
    unknown: Sequence[str], wrong: Sequence[str], table: ListTable, fields: Mapping[str, str]
) -> str:
    if unknown:
        return f"Danh sách không có cột “{unknown[0]}”. Các cột: {', '.join(table.headings)}."
    return f"Không có trường “{wrong[0]}”. Chọn một trong: {', '.join(fields)}."


def _memory(kind: str) -> str:
    return f"{kind}-list"


def _order(
    table: ListTable, mapping: Mapping[str, str], said: DateOrder | None
) -> tuple[DateOrder | None, str]:
    """Whether days or months come first in each column of dates; asked where a column does not prove it."""
    orders = set()
    for heading in (heading for heading, key in mapping.items() if key in _DATED):
        texts = [
            found.content
            for row in table.rows
            if (found := row.cells.get(heading)) and isinstance(found.content, str)
        ]
        found_order = date_order(texts)
        if found_order.must_ask and said is None:
            return None, _order_question(heading, found_order.open_text, found_order.against)
        orders.add(said if found_order.must_ask else found_order.order)
    orders.discard(None)
    return (orders.pop() if len(orders) == 1 else said or DateOrder.DAY_FIRST), ""


def _order_question(heading: str, text: str, against: str) -> str:
    why = (
        f"có ô ngày trước và ô tháng trước ({against})"
        if against
        else "không ô nào cho biết ngày hay tháng viết trước"
    )
    return (
        f"Cột “{heading}”: “{text}” đọc được hai cách và {why}. Chọn ngày trước hoặc tháng trước rồi đọc lại."
    )


def _plan_tasks(
    read: Reader,
    source: ListSource,
    table: ListTable,
    mapping: Mapping[str, str],
    existing: OnExisting,
    order: DateOrder,
) -> Iterable[PlannedRow]:
    units = read.units()
    name = f"{source.file_name}, {table.sheet}"
    reader = TaskListReader(table, mapping, lambda text: match_in_force(read, text, units), order, name)
    lines = [(row, reader.read(row)) for row in table.rows]  # a title may go on in the row after
    matcher = TaskMatcher(read, existing, source.file_name)
    return [_with_words(matcher.planned(row.number, line), row) for row, line in lines]


def _plan_units(
    read: Reader,
    source: ListSource,
    table: ListTable,
    mapping: Mapping[str, str],
    existing: OnExisting,
    order: DateOrder,
) -> Iterable[PlannedRow]:
    reader = UnitListReader(table, mapping, read.unit_kinds(), order)
    matcher = UnitMatcher(read, existing, table.sheet)
    return [_with_words(matcher.planned(row.number, reader.read(row)), row) for row in table.rows]


def _with_words(planned: PlannedRow, row: ListRow) -> PlannedRow:
    """A row that is no item of the list shows its first words, so that a person sees what was passed over."""
    if planned.title:
        return planned
    texts = (row.shown(heading) for heading in row.cells)
    return replace(planned, title=max(texts, key=len, default=""))


Planner = Callable[
    [Reader, ListSource, ListTable, Mapping[str, str], OnExisting, DateOrder], Iterable[PlannedRow]
]
_PLANNERS: dict[str, Planner] = {TASKS: _plan_tasks, UNITS: _plan_units}


def merge_list(session: Session, plan: ListPlan) -> int | None:
    """Write the plan's rows as one change set, and remember the headings' meanings; answers its log entry.

    None when there was nothing to write. Raises RecordError with the reason; then nothing was written.
    """
    if not plan.to_write:
        return None
    before = session.read.last_entry()[0]
    command = ImportTasks(plan) if plan.kind == TASKS else ImportUnits(plan)
    session.do(replace(command, remember=_remembered(session.read, plan)))
    after = session.read.last_entry()[0]
    return after if after > before else None


def _remembered(read: Reader, plan: ListPlan) -> RememberMapping | None:
    """The mapping to remember, where it is not what the headings say by themselves."""
    assert plan.table is not None
    by_words = propose(
        plan.table.headings, SYNONYMS[plan.kind], {item: plain(item) for item in plan.table.headings}
    )
    if {key: value for key, value in by_words.items() if key in plan.mapping} == dict(plan.mapping):
        return None
    meanings = {plain(heading): plan.mapping.get(heading, "") for heading in plan.table.headings}
    return RememberMapping(_memory(plan.kind), signature(plan.table.headings), meanings)
