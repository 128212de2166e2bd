"""Xuất Excel, Xuất PDF and In: ask where, work off the main thread, say what was made and how to open it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_app.domain.periods import PeriodCode
from desktop_app.exporting import PreparedReport, prepare_report, report_file_name, save_file
from desktop_app.store.record import Record
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.jobs import Job
from desktop_app.ui.pages.reports import paper

Progress = Callable[[int, int], None]


class ReportOutput(QObject):
    """Makes files of the report looked at; `written(Path)` after each, `busy(bool)` while one is being made.

    A report already prepared for the preview is written as it is; else it is prepared first, from the record
    as it stands, for the period and day at the moment of asking.
    """

    written = Signal(object)
    busy = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self._folder: Path | None = None

    def excel(self, prepared: PreparedReport | None) -> None:
        """Ask where, and write the workbook."""
        target = self._ask("Xuất Excel", ".xlsx", "Excel (*.xlsx)")
        if target is not None:
            self._write(target, prepared, lambda report, progress: report.content)

    def pdf(self, prepared: PreparedReport | None) -> None:
        """Ask where, and write all pages as a PDF."""
        target = self._ask("Xuất PDF", ".pdf", "PDF (*.pdf)")
        if target is not None:
            self._write(
                target, prepared, lambda report, progress: paper.pdf_content(report.document, progress)
            )

    def print_report(self, prepared: PreparedReport) -> None:
        """Ask for printer and pages, and print."""
        printer = paper.ask_printer(self._window, len(prepared.document.pages))
        if printer is None:
            return

        def said(pages: int) -> None:
            self._desk.said.emit(f"Đã gửi {pages} trang tới máy in.", False)

        self._run(
            "Đang in báo cáo…", lambda job: paper.print_pages(printer, prepared.document, job.progress), said
        )

    def _ask(self, title: str, suffix: str, kinds: str) -> Path | None:
        desk = self._desk
        name = Path(report_file_name(desk.read, desk.period_code, desk.as_of)).with_suffix(suffix)
        folder = self._folder or desk.session.record.path.parent
        target = ask_save_path(self._window, title, folder / name, kinds)
        if target is None:
            return None
        return target if target.suffix.lower() == suffix else target.with_name(target.name + suffix)

    def _write(
        self,
        target: Path,
        prepared: PreparedReport | None,
        content: Callable[[PreparedReport, Progress], bytes],
    ) -> None:
        desk = self._desk
        record, code, day = desk.session.record, desk.period_code, desk.as_of

        def work(job: Job) -> Path:
            report = prepared or prepare(record, code, day, job)
            made = content(report, job.progress)
            job.progress(1, 1)  # the last moment to stop: what follows is one step
            return save_file(target, made)

        self._run(f"Đang xuất {target.name}…", work, self._tell)

    def _run(self, title: str, work: Callable[[Job], object], finished: Callable[..., None]) -> None:
        self.busy.emit(True)
        job = self._desk.jobs.run(title, work, finished)
        for signal in (job.finished, job.failed, job.stopped, job.broke):
            signal.connect(lambda *_: self.busy.emit(False))
        job.stopped.connect(lambda: self._desk.said.emit("Đã dừng, chưa ghi tệp nào.", False))

    def _tell(self, target: Path) -> None:
        self._folder = target.parent
        self.written.emit(target)
        self._desk.offered.emit(f"Đã xuất {target.name}", "Mở tệp", lambda: self.open_file(target))

    def open_file(self, target: Path) -> None:
        """Open a file with the program Windows (or the desktop) has for it."""
        self._open(target, f"Không còn tệp {target.name} ở {target.parent}. Xuất lại rồi mở.")

    def open_folder(self, target: Path) -> None:
        """Open the folder a file is in."""
        self._open(target.parent, f"Không còn thư mục {target.parent}.")

    def _open(self, path: Path, missing: str) -> None:
        if not path.exists():
            self._desk.failed.emit(missing)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.failed.emit(f"Máy này không có chương trình mở {path.name}. Mở từ {path.parent}.")


def prepare(record: Record, code: PeriodCode, day: date, job: Job) -> PreparedReport:
    """Work the report out on the job's own reader."""
    reader = record.another_reader()
    try:
        return prepare_report(reader, code, day, job.progress)
    finally:
        reader.close()
