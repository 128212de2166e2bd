"""Submitting from the window: rehearse in a job, show what was found, lock after a backup, keep the file; and checking a
file in hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import PeriodCode
from desktop_app.submitting import Rehearsal, rehearse, submit
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_open_paths, ask_save_path
from desktop_app.ui.jobs import Job
from desktop_app.ui.pages.reports.submissions import save_sent
from desktop_app.ui.pages.reports.submit_dialog import SubmitDialog
from desktop_app.verifying import Verdict, Verification, verify_file

_MOST_CELLS = 6


class SubmissionFlow(QObject):
    """`dialog` is the rehearsal shown last."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Works on the period and day the desk looks at."""
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self.dialog: SubmitDialog | None = None

    def rehearse(self, trial: bool = False) -> None:
        """Thử khóa, then show the dialog; nothing is written before its button, which a trial lacks."""
        desk = self._desk
        record, code, day, clock = (
            desk.session.record,
            desk.period_code,
            desk.as_of,
            desk.session.record.clock,
        )

        def work(job: Job) -> Rehearsal:
            reader = record.another_reader()
            try:
                return rehearse(reader, code, day, clock, job.progress)
            finally:
                reader.close()

        desk.jobs.run("Đang thử khóa…", work, lambda found: self._show(found, trial))

    def _show(self, found: Rehearsal, trial: bool) -> None:
        self.dialog = SubmitDialog(self._desk.theme, self._window, found, trial)
        self.dialog.submit_asked.connect(self._lock)
        self.dialog.open()

    def _lock(self, found: Rehearsal) -> None:
        self._desk.after_backup("trước khi nộp báo cáo", lambda: self._submit(found))

    def _submit(self, found: Rehearsal) -> None:
        desk = self._desk
        try:
            sent = submit(desk.session, found)
        except RecordError as error:
            desk.failed.emit(str(error))
            return
        desk.said.emit(f"Đã khóa và ghi nhận nộp, mã niêm phong {sent.seal}.", False)
        folder = desk.session.record.path.parent
        target = ask_save_path(self._window, "Lưu tệp để gửi đi", folder / sent.file_name, "Excel (*.xlsx)")
        if target is not None:
            save_sent(desk, target, found.report.content)

    def choose_file(self) -> None:
        """Ask for a file and check it."""
        for path in ask_open_paths(self._window, "Kiểm tra tệp báo cáo", "Excel (*.xlsx);;Mọi tệp (*)")[:1]:
            self.check_file(path)

    def check_file(self, path: Path) -> None:
        """Kiểm tra tệp: as sent, altered, or unknown, said in the window."""
        record = self._desk.session.record

        def work(_job: Job) -> Verification:
            reader = record.another_reader()
            try:
                return verify_file(reader, path)
            finally:
                reader.close()

        self._desk.jobs.run("Đang kiểm tra tệp…", work, lambda found: self._tell(path, found))

    def _tell(self, path: Path, found: Verification) -> None:
        words = f"{path.name}: {_in_words(found)}"
        if found.verdict in (Verdict.ALTERED, Verdict.UNKNOWN):
            self._desk.failed.emit(words)
        else:
            self._desk.said.emit(words, False)


def _in_words(found: Verification) -> str:
    sent = found.submission
    if sent is None:
        return f"{found.verdict.label}."
    which = f"báo cáo {PeriodCode.parse(sent.period).short_title}, {sent.title.lower()}, mã {sent.seal}"
    cells = "; ".join(f"{c.sheet}!{c.cell} “{c.sent}” thành “{c.now}”" for c in found.cells[:_MOST_CELLS])
    more = f" và {len(found.cells) - _MOST_CELLS} ô khác" if len(found.cells) > _MOST_CELLS else ""
    return f"{found.verdict.label} ({which})" + (f": {cells}{more}." if cells else ".")
