"""Biểu 06, of adjusted reports only: every figure that differs from the version sent before, old, new and why."""

from __future__ import annotations

from desktop_app.domain.report import ReportData, Sealed

from . import annex
from .book import Book
from .sheet import Heading, Sheet
from .styles import BODY, CENTRED

SHEET = "Biểu 06"
_HEADINGS = (
    Heading("TT"),
    Heading("Số liệu"),
    Heading("Bản đã nộp"),
    Heading("Bản điều chỉnh"),
    Heading("Lý do, văn bản cho phép"),
)


def write_adjustments(book: Book, data: ReportData, sealed: Sealed) -> None:
    """The annex old, new, reason; a version without any difference says so."""
    sheet = Sheet(book, SHEET, (36, 372, 170, 170, 232), annex.setup(data, SHEET))
    title = f"SỐ LIỆU ĐIỀU CHỈNH SO VỚI BẢN ĐÃ NỘP (LẦN {sealed.version - 1})"
    annex.heading(sheet, data, "06/ĐC", title)
    sheet.header(_HEADINGS)
    for number, item in enumerate(sealed.adjusted, start=1):
        sheet.cells_row(
            [
                (number, CENTRED),
                (item.name, BODY),
                (item.old or annex.NO_FIGURE, BODY),
                (item.new or annex.NO_FIGURE, BODY),
                (item.reason, BODY.sized(10)),
            ]
        )
    if not sealed.adjusted:
        sheet.line("Không có số liệu nào khác bản đã nộp.", BODY)
    annex.closing(sheet, data, 'Ghi chú: "-" là không có trong bản đó.')
    sheet.finish()
