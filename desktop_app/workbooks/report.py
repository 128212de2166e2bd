"""Báo cáo tổng hợp: the whole workbook from collected data."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from desktop_app.domain.report import ReportData

from . import annex
from .book import Book
from .indicator_sheet import Sources, write_indicators
from .layer_sheet import write_layers
from .letterhead import topic
from .overdue_sheet import write_overdue
from .saving import save
from .service_sheet import write_services
from .summary_sheet import SummarySources, start_summary, write_summary
from .task_sheet import write_flow, write_tasks


def write_report(data: ReportData, target: Path) -> None:
    """Write the report to `target`, whole or not at all; raises RecordError in Vietnamese when it cannot."""
    save(target, report_content(data))


def report_content(data: ReportData) -> bytes:
    """The bytes of the report; equal data give equal bytes."""
    book = Book()
    _describe(book, data)
    summary = start_summary(book, data)
    tasks = write_tasks(book, data)
    write_flow(book, data, tasks)
    services = write_services(book, data)
    layers = write_layers(book, data)
    indicators = write_indicators(book, data, Sources(tasks, services, layers))
    write_overdue(book, data)
    write_summary(summary, data, SummarySources(tasks, indicators))
    return book.content()


def _describe(book: Book, data: ReportData) -> None:
    body = annex.committee_name(data.profile)
    mark = f" ({annex.SAMPLE_MARK.lower()})" if data.profile.is_sample else ""
    properties = {
        "title": f"Báo cáo tổng hợp {data.period.code.title}{mark}",
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
    }
    book.describe(properties, custom)
