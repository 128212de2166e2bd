"""The screen "Báo cáo": choose the period, look at the pages and at what is doubtful, export and print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import Period
from desktop_app.exporting import PreparedReport, prepare_report
from desktop_app.report_checks import ReportCheck, ReportFinding, check_report
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import files_in
from desktop_app.ui.jobs import Job
from desktop_app.ui.page import NARROW
from desktop_app.ui.pages.reports.findings import FindingList, Verdict
from desktop_app.ui.pages.reports.output import ReportOutput
from desktop_app.ui.pages.reports.painter import report_family
from desktop_app.ui.pages.reports.period_strip import PeriodStrip
from desktop_app.ui.pages.reports.preview import Preview
from desktop_app.ui.pages.reports.step import step_title
from desktop_app.ui.pages.reports.submission_flow import SubmissionFlow
from desktop_app.ui.pages.reports.submissions import SubmissionList
from desktop_app.ui.pages.reports.written_file import WrittenFile
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import ghost, primary, secondary
from desktop_app.ui.widgets.card import Card

_SIDE, _SIDE_WIDE = 296, 360
_WIDEST = 16777215
_PLACES: dict[str, tuple[str, dict[str, object]]] = {
    "profile": ("cai-dat", {"section": "profile"}),
    "form": ("cai-dat", {"section": "periods"}),
    "silent": ("dich-vu-cong", {"incomplete": True}),
    "evidence": ("nhiem-vu", {"chip": "no_evidence"}),
    "layers": ("an-toan-4-lop", {}),
}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the work off the main thread came to; `problem` is set when no report can be made."""

    check: ReportCheck
    report: PreparedReport | None = None
    problem: str = ""


class ReportsPage(RecordPage):
    """Preview and findings are worked out off the main thread, again after every change."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the report is made when it is first shown."""
        super().__init__(desk, "Báo cáo")
        self._asked = 0
        self.prepared: PreparedReport | None = None
        theme = desk.theme
        self.submit = primary(theme, "Khóa và ghi nhận nộp…", "lock_closed")
        self.submit.setVisible(desk.can_edit)
        self.trial = ghost(theme, "Thử khóa", "lock_closed")
        self.trial.setToolTip("Chạy mọi kiểm tra và lập mọi trang như khi khóa; không ghi gì")
        self.excel = secondary(theme, "Xuất Excel", "document_table")
        self.pdf = secondary(theme, "Xuất PDF", "document_pdf")
        self.print = secondary(theme, "In", "print")
        self.strip = PeriodStrip(desk)
        self.preview = Preview(theme)
        self.findings = FindingList(theme)
        self.verdict = Verdict(theme)
        self.output = ReportOutput(desk, self)
        self.written = WrittenFile(theme, self.output)
        self.sent = SubmissionList(desk)
        self.submission = SubmissionFlow(desk, self)
        self.switch = secondary(theme, "Trước khi xuất", "checkmark_circle")
        self._side = self._build_side()
        self._lay_out()
        self._connect()

    def _build_side(self) -> Card:
        theme = self.theme
        side = Card(theme)
        side.setAccessibleName("Trước khi xuất")
        side.column.setContentsMargins(theme.s(16), theme.s(10), theme.s(4), theme.s(12))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.s(12), 0)
        head.addLayout(step_title(theme, 3, "Trước khi xuất"))
        head.addStretch(1)
        head.addWidget(self.trial)
        padded = QVBoxLayout()
        padded.setContentsMargins(0, 0, theme.s(12), 0)
        padded.addWidget(self.verdict)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, theme.s(12), 0)
        foot.addWidget(self.written)
        foot.addWidget(self.sent)
        side.body.addLayout(head)
        side.body.addLayout(padded)
        side.body.addWidget(self.findings, 1)
        side.body.addLayout(foot)
        return side

    def _lay_out(self) -> None:
        theme = self.theme
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.s(12))
        self._row.addWidget(self.preview, 1)
        self._row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addWidget(self.strip)
        column.addLayout(self._row, 1)

    def _connect(self) -> None:
        desk = self._desk
        self.excel.clicked.connect(lambda: self.output.excel(self.prepared))
        self.pdf.clicked.connect(lambda: self.output.pdf(self.prepared))
        self.print.clicked.connect(self._print)
        self.submit.clicked.connect(lambda: self.submission.rehearse())
        self.trial.clicked.connect(lambda: self.submission.rehearse(trial=True))
        self.sent.check_asked.connect(self.submission.choose_file)
        self.setAcceptDrops(True)
        self.output.written.connect(self._show_written)
        self.output.busy.connect(self._set_busy)
        self.strip.dates_wanted.connect(lambda: desk.open_page("cai-dat", section="periods"))
        self.strip.calendar_wanted.connect(lambda: desk.open_page("lich-bao-cao"))
        self.findings.chosen.connect(self._open)
        self.switch.clicked.connect(self._switch)
        for keys, button in (("Ctrl+E", self.excel), ("Ctrl+P", self.print)):
            action = QAction(self, shortcut=QKeySequence(keys))
            action.triggered.connect(lambda _on=False, button=button: button.click())
            self.addAction(action)
        self.excel.setToolTip("Ctrl+E")
        self.print.setToolTip("Ctrl+P")

    def header_actions(self) -> list[QWidget]:
        """Print, PDF, Excel; locking and submitting."""
        exports: list[QWidget] = [self.print, self.pdf, self.excel]
        return [*exports, self.submit] if self._desk.can_edit else exports

    def focus_parts(self) -> list[QWidget]:
        """Period, pages, findings."""
        parts: list[QWidget] = [self.strip, self.preview.view, self.findings]
        return [part for part in parts if part.isVisible()]

    def set_content_width(self, width: int) -> None:
        """Below 1000 design pixels the findings take turns with the pages."""
        super().set_content_width(width)
        narrow = width < NARROW
        self.strip.set_narrow(narrow, self.switch)
        self._side.setVisible(not narrow)
        self.preview.setVisible(True)
        side = self.theme.s(_SIDE_WIDE if width >= 1500 else _SIDE)
        self._side.setMinimumWidth(0 if narrow else side)
        self._side.setMaximumWidth(_WIDEST if narrow else side)
        self._name_switch()

    def _switch(self) -> None:
        pages = not self.preview.isVisible()
        self.preview.setVisible(pages)
        self._side.setVisible(not pages)
        self._name_switch()
        (self.preview.view if pages else self.findings).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_switch(self) -> None:
        count = self.findings.count()
        pages = self.preview.isHidden()
        self.switch.setText("Xem trang in" if pages else f"Trước khi xuất: {count} chỗ cần xem")

    def _now_stale(self) -> None:
        self.prepared = None
        super()._now_stale()

    def refresh(self) -> None:
        """Make report and findings anew for the period and day looked at."""
        desk = self._desk
        report_family()  # its files are read on the main thread
        period = desk.period
        due = describe_due(period.deadline, desk.as_of)
        self.set_header(
            "Báo cáo",
            f"Báo cáo tổng hợp {period.code.short_title}, {self._state(period)}hạn nộp {format_date(period.deadline)}, {due}",
        )
        self.strip.refresh()
        self.sent.refresh()
        self.prepared = None
        self._asked += 1
        asked, record, code, day = self._asked, desk.session.record, desk.period_code, desk.as_of

        def work(job: Job) -> _Outcome:
            reader = record.another_reader()
            try:
                check = check_report(reader, code, day)
                try:
                    return _Outcome(check, prepare_report(reader, code, day, job.progress))
                except RecordError as error:
                    return _Outcome(check, problem=str(error))
            finally:
                reader.close()

        job = desk.jobs.run("Đang lập báo cáo…", work, lambda outcome: self._show(asked, outcome))
        job.stopped.connect(lambda: self._show_stopped(asked))

    def _state(self, period: Period) -> str:
        """How far the period has come: submitted as which version, locked, under review."""
        sent = [item for item in self._desk.read.submissions() if item.period == period.code.code]
        if sent and period.locked:
            return f"đã khóa và nộp {sent[0].title.lower()}, "
        if period.locked:
            return "đã khóa, "
        if sent:
            return f"đã nộp {sent[0].title.lower()}, đang mở để sửa, "
        return "đang rà soát, " if period.reviewing else ""

    def _show(self, asked: int, outcome: _Outcome) -> None:
        if asked != self._asked:  # the period was changed meanwhile
            return
        self.prepared = outcome.report
        self.verdict.show_check(outcome.check)
        self.findings.show_findings(outcome.check.findings)
        self._name_switch()
        if outcome.report is not None:
            self.preview.show_document(outcome.report.document)
        else:
            self.preview.show_problem("Chưa lập được báo cáo", outcome.problem)

    def _show_stopped(self, asked: int) -> None:
        if asked == self._asked:
            self.preview.show_problem(
                "Đã dừng lập báo cáo", "Chọn lại kỳ, hoặc mở lại màn hình này để lập tiếp."
            )
            self._stale = True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, to be checked against what was sent."""
        if len(files_in(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the dropped file."""
        event.acceptProposedAction()
        self.submission.check_file(files_in(event.mimeData())[0])

    def _print(self) -> None:
        if self.prepared is not None:
            self.output.print_report(self.prepared)

    def _set_busy(self, busy: bool) -> None:
        """One file at a time: the buttons wait for the one being made."""
        for button in self.header_actions():
            button.setEnabled(not busy)

    def _show_written(self, target: Path) -> None:
        self.written.show_file(target)

    def _open(self, finding: ReportFinding) -> None:
        """Go where a finding is put right."""
        desk = self._desk
        if finding.kind == "cut_off":
            self.strip.as_of.setFocus(Qt.FocusReason.OtherFocusReason)
            self.strip.as_of.selectAll()
        elif finding.kind == "task":
            desk.open_page("nhiem-vu", task=finding.task_id)
        elif finding.kind in ("incomplete", "figures"):
            if finding.period is not None:
                desk.look_at(period=finding.period)
            desk.open_page("dich-vu-cong", unit=finding.unit_id)
        else:
            key, query = _PLACES[finding.kind]
            desk.open_page(key, **query)
