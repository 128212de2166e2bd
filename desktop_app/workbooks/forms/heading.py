"""What stands above and below the table of every collection form: who asks, what, of whom, and who signs."""

from __future__ import annotations

from desktop_app.domain.issuing import CODE_LABEL, CODE_NAME, SIGNER, UNIT_LABEL, UNIT_NAME, PrintedForm
from desktop_app.domain.periods import Period
from desktop_app.workbooks.sheet import Sheet
from desktop_app.workbooks.styles import ANNEX_REFERENCE, DOCUMENT_TITLE, SECTION
from desktop_app.workbooks.text_parts import balanced

from . import looks


def write_heading(sheet: Sheet, data: PrintedForm, title: str, body: str, box: int) -> None:
    """The asking body, the code in its box (from column `box`), title, period, deadline and unit."""
    last = len(sheet.columns) - 1
    committee = balanced(body.upper(), sheet.offset(box - 1), looks.ROLE.face)
    sheet.put(0, 0, committee, looks.ROLE, to=(0, box - 2))
    sheet.put(0, box, f"{CODE_LABEL}\n{data.code}", looks.CODE_BOX, to=(0, last))
    sheet.name_cells(CODE_NAME, box, 0)
    sheet.space(8)
    sheet.line("PHIẾU THU THẬP SỐ LIỆU", DOCUMENT_TITLE)
    sheet.line(title.upper(), DOCUMENT_TITLE)
    sheet.line(f"{data.window}. Hạn gửi: ngày {data.deadline}", ANNEX_REFERENCE)
    named = f" (mã {data.unit.code})" if data.unit.code else ""
    row = sheet.line(f"{UNIT_LABEL}{data.unit.name}{named}", SECTION.sized(12))
    sheet.name_cells(UNIT_NAME, 0, row)


def write_signatures(sheet: Sheet, period: Period, right: int, left: int) -> None:
    """Place and date, and the two who sign: over the columns up to `left`, and from `right` on."""
    last, year = len(sheet.columns) - 1, period.last_day.year
    sheet.space(6)
    row, gap = sheet.row, " " * 6
    sheet.put(row, right, f"…………, ngày{gap}tháng{gap}năm {year}", looks.FREE_LINE, to=(row, last))
    sheet.put(row + 1, 0, SIGNER, looks.ROLE, to=(row + 1, left))
    sheet.put(row + 1, right, "THỦ TRƯỞNG ĐƠN VỊ", looks.ROLE, to=(row + 1, last))
    sheet.put(row + 2, 0, "(Ký, họ tên, điện thoại)", looks.SIGN_HERE, to=(row + 2, left))
    sheet.put(row + 2, right, "(Ký, đóng dấu hoặc ký số)", looks.SIGN_HERE, to=(row + 2, last))
    sheet.put(row + 3, 0, None, looks.FREE_NAME, to=(row + 3, left))
    sheet.put(row + 3, right, None, looks.FREE_NAME, to=(row + 3, last))
    sheet.at_least(row + 3, 40)
    sheet.keep_with_next(*range(row, row + 3))
