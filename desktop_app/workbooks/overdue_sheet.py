"""Biểu 05: open tasks past their deadline, with days, difficulties and proposals; texts come from Biểu 01."""

from __future__ import annotations

from desktop_app.domain.report import ReportData, TaskRow
from desktop_app.domain.tasks import Standing

from . import annex
from .book import Book
from .number_formats import DECIMAL, INTEGER
from .sheet import Formula, Heading, Sheet, Value
from .styles import BODY, CENTRED, FLAG, TOTAL
from .task_sheet import TaskReferences, dated

OVERDUE = "Biểu 05"
_HEADINGS = (
    "TT|TT tại Biểu 01|Nhiệm vụ|Cơ quan chủ trì|Thời hạn|Số ngày quá hạn|Khó khăn, vướng mắc|"
    "Đề xuất, kiến nghị"
)


def write_overdue(book: Book, data: ReportData, tasks: TaskReferences) -> None:
    """Biểu 05, longest overdue first."""
    sheet = Sheet(book, OVERDUE, (32, 52, 178, 90, 74, 58, 222, 246), annex.setup(data, OVERDUE))
    annex.heading(sheet, data, "05/QH", "NHIỆM VỤ CHƯA HOÀN THÀNH, QUÁ HẠN", "nhiệm vụ; ngày")
    sheet.header([Heading(title) for title in _HEADINGS.split("|")])
    first = sheet.row
    for number, item in enumerate(data.overdue_rows, start=1):
        _task(sheet, number, item, tasks)
    if not data.overdue_rows:
        sheet.line("Không có nhiệm vụ quá hạn đến ngày chốt số liệu.", BODY)
    _total(sheet, data, first)
    annex.closing(
        sheet,
        data,
        "Ghi chú: Số ngày quá hạn tính theo ngày lịch, từ sau thời hạn (gồm cả gia hạn) đến ngày chốt số liệu; "
        "xếp theo số ngày quá hạn giảm dần. Cột (3), (4), (5) lấy từ Biểu 01.",
    )
    sheet.finish()


def _task(sheet: Sheet, number: int, item: TaskRow, tasks: TaskReferences) -> None:
    line = sheet.row + 1
    place = f"MATCH(B{line},B01_TT,0)"
    due = item.due_extended or item.due_first
    extended, first_set = f"INDEX(B01_GIA_HAN,{place})", f"INDEX(B01_HAN_GOC,{place})"
    deadline: Value = Formula(f'IF({extended}<>"",{extended},{first_set})', due)
    missing = "Chưa ghi trong sổ"
    title: Value = Formula(f"INDEX(B01_NHIEM_VU,{place})", item.task.title)
    if item.number in tasks.divided:  # Biểu 01 has only its beginning in that row
        title = item.task.title
    sheet.cells_row(
        [
            (number, CENTRED),
            (item.number, CENTRED),
            (title, BODY),
            (Formula(f"INDEX(B01_CHU_TRI,{place})", item.lead), BODY),
            (deadline, dated(CENTRED, due)),
            (Formula(f"NGAY_CHOT-E{line}", item.days_overdue), FLAG.showing(INTEGER)),
            (item.task.difficulties or missing, BODY),
            (item.task.proposals or missing, BODY),
        ]
    )


def _total(sheet: Sheet, data: ReportData, first: int) -> None:
    row, rows = sheet.row, data.overdue_rows
    days = [item.days_overdue for item in rows]
    numbers, overdue = sheet.span(1, first, row - 1), sheet.span(5, first, row - 1)
    counted = f'COUNTIF(B01_TINH_TRANG,"{Standing.OVERDUE.label}")'
    centred = TOTAL.aligned("center")
    sheet.put(row, 0, "", TOTAL, to=(row, 1))
    sheet.put(row, 2, "Số nhiệm vụ quá hạn; số ngày quá hạn bình quân", TOTAL, to=(row, 3))
    sheet.put(row, 4, Formula(f"COUNT({numbers})", len(rows)), centred.showing(INTEGER))
    average = sum(days) / len(days) if days else annex.NO_FIGURE
    text = f'IF(COUNT({overdue})=0,"{annex.NO_FIGURE}",AVERAGE({overdue}))'
    sheet.put(row, 5, Formula(text, average), centred.showing(DECIMAL))
    check = f'IF(E{row + 1}={counted},"Khớp với Biểu 01","Lệch "&(E{row + 1}-{counted})&" so với Biểu 01")'
    sheet.put(row, 6, Formula(check, "Khớp với Biểu 01"), TOTAL, to=(row, 7))
    sheet.keep_with_next(row - 1)
