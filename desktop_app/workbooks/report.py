"""Báo cáo tổng hợp: the whole workbook from collected data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from desktop_app.domain.printed_pages import PrintedDocument
from desktop_app.domain.report import ReportData

from . import annex
from .adjustment_sheet import write_adjustments
from .book import Book
from .indicator_sheet import Sources, write_indicators
from .layer_sheet import write_layers
from .letterhead import topic
from .overdue_sheet import write_overdue
from .page_layout import lay_out
from .saving import save
from .service_sheet import write_services
from .summary_sheet import SummarySources, start_summary, write_summary
from .task_sheet import write_flow, write_tasks

SHEETS = 7
Progress = Callable[[int, int], None]


def write_report(data: ReportData, target: Path) -> None:
    """Write the report to `target`, whole or not at all; raises RecordError in Vietnamese when it cannot."""
    save(target, report_content(data))


def report_content(data: ReportData) -> bytes:
    """The bytes of the report; equal data give equal bytes."""
    return _write(data, lambda done: None).content()


def report_with_pages(data: ReportData, progress: Progress) -> tuple[bytes, PrintedDocument]:
    """The bytes of the report and the pages its sheets print on; `progress(done, total)` is told the steps."""
    total = SHEETS + 2
    book = _write(data, lambda done: progress(done, total))
    pages = PrintedDocument(_title(data), tuple(lay_out(sheet) for sheet in book.sheets))
    progress(SHEETS + 1, total)
    content = book.content()
    progress(total, total)
    return content, pages


def _write(data: ReportData, written: Callable[[int], None]) -> Book:
    """The workbook with all its sheets; `written` is told after each how many there are."""
    book = Book()
    _describe(book, data)
    summary = start_summary(book, data)
    tasks = write_tasks(book, data)
    written(1)
    write_flow(book, data, tasks)
    written(2)
    services = write_services(book, data)
    written(3)
    layers = write_layers(book, data)
    written(4)
    indicators = write_indicators(book, data, Sources(tasks, services, layers))
    written(5)
    write_overdue(book, data, tasks)
    if data.sealed and data.sealed.version > 1:
        write_adjustments(book, data, data.sealed)
    written(6)
    write_summary(summary, data, SummarySources(tasks, indicators))
    written(SHEETS)
    return book


def _title(data: ReportData) -> str:
    mark = f" ({annex.SAMPLE_MARK.lower()})" if data.profile.is_sample else ""
    again = data.sealed.version - 1 if data.sealed else 0
    kind = f"Báo cáo điều chỉnh lần {again}" if again else "Báo cáo tổng hợp"
    return f"{kind} {data.period.code.title}{mark}"


def _describe(book: Book, data: ReportData) -> None:
    body = annex.committee_name(data.profile)
    properties = {
        "title": _title(data),
        "subject": f"Tổng hợp tình hình {topic(data)}",
        "author": body,
        "company": data.profile.parent_agency,
        "keywords": f"báo cáo tổng hợp; {data.profile.province_title}; {data.period.code.code}",
        "created": datetime.combine(data.as_of, time()),
    }
    custom = {
        "Ky_bao_cao": data.period.code.code,
        "Ngay_chot": data.as_of.isoformat(),
        "Muc_nhat_ky": data.log_entry,
        "Ma_so": data.log_hash,
    } | ({"Niem_phong": data.sealed.seal} if data.sealed else {})
    book.describe(properties, custom)
