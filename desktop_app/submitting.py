"""Submitting a report: rehearsing the lock, sealing figures, file and log, and telling later whether a file is the
one that was sent; no Qt here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.commands.submission import SubmitReport
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.printed_pages import PrintedDocument
from desktop_app.domain.report import Sealed
from desktop_app.domain.submissions import SEAL_LENGTH, Submission, adjusted, fingerprint, frozen_figures
from desktop_app.exporting import PreparedReport, collect_report, prepared, report_file_name
from desktop_app.report_checks import ReportCheck, check_report
from desktop_app.session import Session
from desktop_app.store.reader import Reader

Progress = Callable[[int, int], None]


def _quiet(done: int, total: int) -> None:
    """No one is told."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What locking would come to: every check, the finished report, and what stands in the way (errors only)."""

    check: ReportCheck
    report: PreparedReport
    command: SubmitReport
    rechecked: int
    obstacles: tuple[str, ...]

    @property
    def document(self) -> PrintedDocument:
        """The pages as they would be sent."""
        return self.report.document


def rehearse(
    read: Reader, code: PeriodCode, day: date, clock: Callable[[], object], progress: Progress = _quiet
) -> Rehearsal:
    """Thử khóa: run every check and build every output; nothing is written.

    `clock` gives the time of the submission. Raises InvalidInput where no report can be made at all.
    """
    from desktop_app.workbooks.rechecking import recheck  # the Excel libraries are slow to import

    sent = [item for item in read.submissions() if item.period == code.code]
    check = check_report(read, code, day)
    data = collect_report(read, code, day)
    figures = frozen_figures(data)
    digest = fingerprint(figures, data.log_hash)
    reasons = [_reason(item.reason, item.document) for item in read.lock_exceptions(code.code) if sent]
    differences = adjusted(sent[0].figures, figures, reasons) if sent else ()
    sealed = Sealed(digest[:SEAL_LENGTH], len(sent) + 1, differences)
    report = prepared(replace(data, sealed=sealed), progress)
    again = recheck(report.content)
    command = SubmitReport(
        code, len(sent) + 1, day, data.log_entry, data.log_hash, digest, hashlib.sha256(report.content).hexdigest(),
        _file_name(read, code, day, len(sent)), report.content, figures, clock(),  # type: ignore[arg-type]
    )  # fmt: skip
    return Rehearsal(
        check, report, command, again.checked, (*_obstacles(read, code, check, sent), *again.problems)
    )


def _reason(reason: str, document: str) -> str:
    return f"{reason} ({document})" if document else reason


def _file_name(read: Reader, code: PeriodCode, day: date, sent: int) -> str:
    name = report_file_name(read, code, day)
    return name.replace("BaoCaoTongHop", f"BaoCaoDieuChinh-{sent}") if sent else name


def _obstacles(read: Reader, code: PeriodCode, check: ReportCheck, sent: list[Submission]) -> list[str]:
    found = [f"{item.title}: {item.detail}" for item in check.findings if item.severity == "error"]
    if sent and read.period(code).locked:
        found.append(
            f"Kỳ {code.short_title} đã nộp {sent[0].title.lower()} và đang khóa. Mở khóa theo văn bản cho phép rồi nộp điều chỉnh."
        )
    return found


def submit(session: Session, rehearsal: Rehearsal) -> Submission:
    """Khóa và ghi nhận nộp: keep the file as it will be sent, seal it and lock the period, all one change set.

    Raises RecordError when something stands in the way, or the record has changed since the rehearsal.
    """
    if rehearsal.obstacles:
        raise InvalidInput(f"Chưa khóa được: {rehearsal.obstacles[0]}")
    command = rehearsal.command
    if session.read.last_entry() != (command.log_entry, command.log_hash):
        raise InvalidInput("Sổ vừa có thay đổi sau khi thử khóa. Thử khóa lại rồi nộp.")
    session.do(command)
    return session.read.submissions()[0]
