"""Biểu 01 (tasks by group, status worked out by formula from the dates) and Biểu 01a (stock and flow)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.report import ReportData, TaskGroup, TaskRow
from desktop_app.domain.tasks import COMPLETED_STANDINGS, OPEN_STANDINGS, Standing, Task, TaskState

from . import annex
from .book import Book
from .number_formats import INTEGER, date_format
from .sheet import Formula, Heading, Sheet, Value
from .styles import BODY, CENTRED, FLAG, GROUP, NUMBER, TOTAL, Style

TASKS, FLOW = "Biểu 01", "Biểu 01a"
CONTINUING = Standing.CONTINUING.label
FOUR_WAY = (*COMPLETED_STANDINGS, *OPEN_STANDINGS)
_UNDERIVED = (Standing.CANCELLED, Standing.NOT_ASSIGNED)
_NAMES = {
    "B01_TT": 0,
    "B01_NHIEM_VU": 1,
    "B01_CHU_TRI": 3,
    "B01_HAN_GOC": 5,
    "B01_GIA_HAN": 6,
    "B01_TINH_TRANG": 7,
    "B01_NGAY_HT": 8,
}
_KEY_HEADINGS = ("Số hiệu nhiệm vụ", "Sản phẩm", "Kết quả thực hiện")  # hidden: the sheet read back as a list
_HEADINGS = (
    Heading("TT"),
    Heading("Nhiệm vụ"),
    Heading("Văn bản giao, điều khoản"),
    Heading("Cơ quan chủ trì"),
    Heading("Cơ quan phối hợp"),
    Heading("Thời hạn", ("Gốc", "Gia hạn")),
    Heading("Tình trạng đến ngày chốt"),
    Heading("Ngày hoàn thành"),
    Heading("Kết quả, sản phẩm"),
)


@dataclass(frozen=True, slots=True)
class TaskReferences:
    """Where other sheets find the tasks: the status cells of each group, and how many have each status.

    `divided` are the numbers of the tasks whose title goes on in a second row.
    """

    groups: tuple[tuple[str, int], ...]
    standings: Counter[Standing]
    divided: frozenset[int]

    def count(self, *standings: Standing) -> Formula:
        """A formula counting the tasks of these statuses in Biểu 01."""
        parts = (f'COUNTIF(B01_TINH_TRANG,"{standing.label}")' for standing in standings)
        return Formula("+".join(parts), sum(self.standings[standing] for standing in standings))


def write_tasks(book: Book, data: ReportData) -> TaskReferences:
    """Biểu 01: every task with its documents, units, deadlines, status and result."""
    sheet = Sheet(book, TASKS, (32, 184, 98, 78, 84, 74, 74, 106, 74, 148), annex.setup(data, TASKS))
    steered = annex.steered(data.profile).upper()
    annex.heading(sheet, data, "01/NV", f"TÌNH HÌNH THỰC HIỆN NHIỆM VỤ {steered}".strip(), "nhiệm vụ")
    sheet.keep_beside(sheet.row, _KEY_HEADINGS)
    sheet.header(_HEADINGS)
    first = sheet.row
    groups = tuple(
        _group(sheet, data, number, group) for number, group in enumerate(data.task_groups, start=1)
    )
    if not data.task_rows:
        sheet.line("Không có nhiệm vụ nào được giao đến ngày chốt số liệu.", BODY)
    for name, column in _NAMES.items():
        sheet.name_cells(name, column, first, sheet.row - 1)
    whole = {cell.value for cell in sheet.cells.values() if cell.column == 1}
    divided = frozenset(row.number for row in data.task_rows if row.task.title not in whole)
    references = TaskReferences(groups, Counter(row.standing for row in data.task_rows), divided)
    _task_total(sheet, data, references)
    annex.closing(sheet, data, *_task_notes(data))
    sheet.finish()
    return references


def _group(sheet: Sheet, data: ReportData, number: int, group: TaskGroup) -> tuple[str, int]:
    row = sheet.row
    sheet.put(row, 0, annex.roman(number), GROUP.aligned("center"))
    sheet.put(row, 1, group.title, GROUP, to=(row, len(sheet.columns) - 1))
    sheet.keep_with_next(row)
    for item in group.rows:
        _task(sheet, item, data.as_of)
    cells = f"'{TASKS}'!$H${row + 1}:$H${sheet.row}"
    return cells, sum(item.standing in OPEN_STANDINGS for item in group.rows)


def _task(sheet: Sheet, item: TaskRow, as_of: date) -> None:
    task, row = item.task, sheet.row
    document = task.document.number if task.document else ""
    source = "\n".join(part for part in (document, task.clause) if part)
    sheet.keep_beside(row, (task.number, task.deliverable, task.result))
    done = task.completed_on if item.standing in COMPLETED_STANDINGS else None
    first: Value = CONTINUING if item.standing is Standing.CONTINUING else item.due_first
    late = item.standing in (Standing.COMPLETED_LATE, Standing.OVERDUE)
    sheet.cells_row(
        [
            (item.number, CENTRED),
            (task.title, BODY),
            (source, BODY.sized(10)),
            (item.lead, BODY),
            ("; ".join(item.coordinating), BODY.sized(10)),
            (first, dated(CENTRED, first)),
            (item.due_extended, dated(CENTRED, item.due_extended)),
            (_status(row, item), FLAG if late else CENTRED),
            (done, dated(CENTRED, done)),
            (_outcome(item, as_of), BODY.sized(10)),
        ]
    )


def _status(row: int, item: TaskRow) -> Value:
    """The four-way status as a formula of the deadline in force and the cut-off day, never of today."""
    if item.standing in _UNDERIVED:
        return item.standing.label
    line = row + 1
    due = f'IF(G{line}<>"",G{line},F{line})'
    on_time, late, in_term, overdue = (f'"{standing.label}"' for standing in FOUR_WAY)
    completed = f"IF(OR({due}=0,I{line}<={due}),{on_time},{late})"
    still_open = f"IF(OR({due}=0,{due}>=NGAY_CHOT),{in_term},{overdue})"
    text = f'IF(F{line}="{CONTINUING}","{CONTINUING}",IF(I{line}<>"",{completed},{still_open}))'
    return Formula(text, item.standing.label)


def _outcome(item: TaskRow, as_of: date) -> str:
    """What the task had given by the cut-off; a result written down at a later completion does not count yet."""
    task, state = item.task, item.task.state_at(as_of)
    later = task.state is TaskState.COMPLETED and state is not TaskState.COMPLETED
    parts = [(not later and task.result) or task.deliverable]
    if state in (TaskState.NOT_STARTED, TaskState.SUSPENDED):
        parts.insert(0, state.label)
    if item.standing in OPEN_STANDINGS:
        parts.append(_newest_note(task, as_of))
    if item.lacks_evidence:
        parts.append("chưa có tệp minh chứng")
    return "; ".join(part.rstrip(" .;") for part in parts if part.strip())


def _newest_note(task: Task, as_of: date) -> str:
    notes = [note for note in task.updates if note.noted_on <= as_of]
    if not notes:
        return ""
    newest = max(notes, key=lambda note: (note.noted_on, note.id))
    return f"đến {date_format(newest.noted_on).show(newest.noted_on)}: {newest.text}"


def dated(style: Style, value: Value) -> Style:
    """The style with the date format fit for a value (documents write months 1 and 2 with a zero)."""
    return style.showing(date_format(value)) if isinstance(value, date) else style


def _task_total(sheet: Sheet, data: ReportData, references: TaskReferences) -> None:
    row, first = sheet.row, sheet.row
    count = len(data.task_rows)
    done = sum(references.standings[standing] for standing in COMPLETED_STANDINGS)
    every = "+".join(f'COUNTIF(B01_TINH_TRANG,"{standing.label}")' for standing in Standing)
    centred = TOTAL.aligned("center").showing(INTEGER)
    sheet.put(first, 0, "", TOTAL)
    sheet.put(row, 1, "Tổng số nhiệm vụ; số nhiệm vụ có thời hạn đã hoàn thành", TOTAL, to=(row, 6))
    sheet.put(row, 7, Formula('COUNTIF(B01_TINH_TRANG,"?*")', count), centred)
    sheet.put(row, 8, Formula("COUNT(B01_NGAY_HT)", done), centred)
    check = f'IF(AND(H{row + 1}={every},H{row + 1}=COUNT(B01_TT)),"Khớp","Lệch "&(H{row + 1}-COUNT(B01_TT)))'
    sheet.put(row, 9, Formula(check, "Khớp"), TOTAL.aligned("center"))
    sheet.keep_with_next(row - 1)


def _task_notes(data: ReportData) -> list[str]:
    notes = [
        "Ghi chú: Cột (8) tính từ cột (6), (7), (9) và ngày chốt số liệu; thời hạn là thời hạn gia hạn nếu "
        "có. Nhiệm vụ thường xuyên không có thời hạn, không tính vào tỷ lệ hoàn thành."
    ]
    lacking = sum(row.lacks_evidence for row in data.task_rows)
    if lacking:
        notes.append(f"{lacking} nhiệm vụ đã hoàn thành chưa có tệp minh chứng trong sổ; ghi rõ ở cột (10).")
    return notes


def write_flow(book: Book, data: ReportData, references: TaskReferences) -> None:
    """Biểu 01a: carried over + newly assigned − done − withdrawn = still open, by group, against Biểu 01."""
    sheet = Sheet(book, FLOW, (36, 226, 80, 80, 80, 80, 88, 100, 82, 100), annex.setup(data, FLOW))
    annex.heading(sheet, data, "01a/NV", "CÂN ĐỐI SỐ NHIỆM VỤ CÓ THỜI HẠN TRONG KỲ", "nhiệm vụ")
    titles = (
        "TT|Nhóm nhiệm vụ|Tồn kỳ trước|Giao mới trong kỳ|Hoàn thành trong kỳ|Rút khỏi kế hoạch|"
        "Còn lại cuối kỳ|Chưa hoàn thành theo Biểu 01|Đối chiếu|Nhiệm vụ thường xuyên"
    )
    sheet.header([Heading(title) for title in titles.split("|")])
    first = sheet.row
    for number, (group, cells) in enumerate(zip(data.task_groups, references.groups, strict=True), start=1):
        _flow_row(sheet, number, group, cells)
    _flow_total(sheet, first)
    start = date_format(data.period.window_start).show(data.period.window_start)
    annex.closing(
        sheet,
        data,
        f"Ghi chú: Biến động tính từ ngày {start} đến ngày chốt số liệu. (7) = (3) + (4) - (5) - (6). Cột (8) "
        'đếm từ Biểu 01. Cột (9): "Khớp" khi (7) = (8). Nhiệm vụ thường xuyên ghi riêng ở cột (10), không cân đối.',
    )
    sheet.finish()


def _flow_row(sheet: Sheet, number: int, group: TaskGroup, cells: tuple[str, int]) -> None:
    line, flow, count = sheet.row + 1, group.flow, NUMBER.showing(INTEGER)
    range_text, still_open = cells
    counted = Formula(f'COUNTIF({range_text},"Đang thực hiện*")', still_open)
    continuing = sum(item.standing is Standing.CONTINUING for item in group.rows)
    moved = (flow.carried_over, flow.newly_assigned, flow.completed, flow.withdrawn)
    sheet.cells_row(
        [
            (annex.roman(number), CENTRED),
            (group.title, BODY),
            *((value, count) for value in moved),
            (Formula(f"C{line}+D{line}-E{line}-F{line}", flow.still_open), count),
            (counted, count),
            (_agreement(line, flow.still_open - still_open), CENTRED),
            (Formula(f'COUNTIF({range_text},"{CONTINUING}")', continuing), count),
        ]
    )


def _flow_total(sheet: Sheet, first: int) -> None:
    row, last = sheet.row, sheet.row - 1
    number = TOTAL.aligned("right").showing(INTEGER)
    sheet.put(row, 0, "", TOTAL)
    sheet.put(row, 1, "Tổng cộng", TOTAL)
    for column in (2, 3, 4, 5, 6, 7, 9):
        sheet.put(row, column, _sum(sheet, column, first, last), number)
    left, counted = sheet.result(row, 6), sheet.result(row, 7)
    assert isinstance(left, int) and isinstance(counted, int)
    sheet.put(row, 8, _agreement(row + 1, left - counted), TOTAL.aligned("center"))
    if last >= first:
        sheet.keep_with_next(last)


def _sum(sheet: Sheet, column: int, first: int, last: int) -> Value:
    if last < first:
        return 0
    values = [sheet.result(row, column) for row in range(first, last + 1)]
    return Formula(f"SUM({sheet.span(column, first, last)})", sum(v for v in values if isinstance(v, int)))


def _agreement(line: int, difference: int) -> Formula:
    text = f'IF(G{line}=H{line},"Khớp","Lệch "&(G{line}-H{line}))'
    return Formula(text, "Khớp" if difference == 0 else f"Lệch {difference}")
