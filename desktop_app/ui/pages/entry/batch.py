"""The batch being read: its files, what the clerk said of them, and Ghi; reading and checking run in jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from desktop_app.commands.exchange import RememberMapping
from desktop_app.domain.batch_choices import Choices, ReturnKey, Said
from desktop_app.domain.errors import RecordError
from desktop_app.domain.number_entry import Reading
from desktop_app.domain.numbers import format_number
from desktop_app.domain.plain_returns import MAPPING_KIND, signature
from desktop_app.domain.returns import Batch, Blank, Decision, FileReport, FileState
from desktop_app.store.reader import Reader
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job

Result = TypeVar("Result")


def return_key(report: FileReport) -> ReturnKey:
    """Form, unit and period: what two versions have in common."""
    return report.form, report.unit_id or 0, report.period


class OpenBatch(QObject):
    """Signals: `changed()` after anything of the batch changed; `added()` before it, when files came or went."""

    changed = Signal()
    added = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Empty until files are added."""
        super().__init__(parent)
        self._desk = desk
        self.choices = Choices()
        self.batch = Batch(())
        self.last_written = Batch(())
        self._files: list[FileReport] = []
        self._turn = 0

    @property
    def files(self) -> tuple[FileReport, ...]:
        """The files as last checked."""
        return self.batch.files

    def add(self, paths: Sequence[Path]) -> None:
        """Read the files, folders and archives behind these paths, then check them with the others."""
        choices, kept = self.choices, sum(len(report.content) for report in self._files)

        def read(reader: Reader, job: Job) -> list[FileReport]:
            from desktop_app.recognising import recognise_all  # the Excel readers are slow to import

            return recognise_all(reader, paths, choices, job.progress, kept)

        def found(reports: list[FileReport]) -> None:
            self._files += reports
            self._judge(also=self.added.emit)

        if paths:
            job = self._run("Đang đọc tệp…", read, found)
            job.stopped.connect(lambda: self._desk.said.emit("Đã dừng, chưa nhận tệp nào.", False))

    def drop(self, report: FileReport) -> None:
        """Leave a file out; nothing of it is written."""
        self._files = [item for item in self._files if (item.path, item.key) != (report.path, report.key)]
        self._judge(also=self.added.emit)

    def clear(self) -> None:
        """Leave all files out and forget what was said of them."""
        self._files, self.choices = [], Choices(self.choices.blank)
        self._judge(also=self.added.emit)

    def decide(self, report: FileReport, field: str, decision: Decision | None) -> None:
        """Take another number or leave a cell out; None takes the decision back."""
        cells = dict(self.choices.decisions.get(report.key, {}))
        cells.pop(field, None)
        if decision is not None:
            cells[field] = decision
        self._say(decisions={**self.choices.decisions, report.key: cells})

    def read_as(self, report: FileReport, reading: Reading | None) -> None:
        """Say how texts such as 1.234 are meant in a file; None takes it back."""
        readings = {key: said for key, said in self.choices.readings.items() if key != report.sha256}
        self._say(readings=readings if reading is None else {**readings, report.sha256: reading})

    def choose(self, report: FileReport | None, key: ReturnKey) -> None:
        """Take one of two different files for a unit and period; None takes the choice back."""
        chosen = {at: said for at, said in self.choices.chosen.items() if at != key}
        self._say(chosen=chosen if report is None else {**chosen, key: report.key})

    def set_blank(self, blank: Blank) -> None:
        """Say what an empty cell means in this batch."""
        self._say(blank=blank)

    def tell(self, report: FileReport, *, unit_id: int | None = None, period: str = "") -> None:
        """Say unit or period of a file that does not; what was said of it before stays."""
        before = self.choices.said.get(report.sha256, Said())
        now = Said(before.form or report.form, unit_id or before.unit_id, period or before.period)
        self.choices = replace(self.choices, said={**self.choices.said, report.sha256: now})
        self.ask_again()

    def map_columns(self, report: FileReport, form: str, fields: dict[str, str]) -> None:
        """Remember for good which field each heading means, and read the files that waited for it."""
        from desktop_app.plain_importing import mapping_of

        mapping = mapping_of(form, fields)
        if self._desk.do(RememberMapping(MAPPING_KIND, signature(report.headings), mapping)):
            self.ask_again()

    def ask_again(self) -> None:
        """Recognise the files once more that did not say something."""
        waiting = {report.sha256: report for report in self._files if report.asks and report.content}
        choices = self.choices

        def read(reader: Reader, job: Job) -> dict[str, list[FileReport]]:
            from desktop_app.recognising import recognise_again

            return {sha: recognise_again(reader, report, choices) for sha, report in waiting.items()}

        def found(anew: dict[str, list[FileReport]]) -> None:
            files: list[FileReport] = []
            for report in self._files:
                files += anew.pop(report.sha256, []) if report.sha256 in waiting else [report]
            self._files = files
            self._judge(also=self.added.emit)

        self._run("Đang đọc lại…", read, found)

    def merge(self, then: Callable[[], object] = lambda: None) -> None:
        """Ghi, after a backup: write what can be written as one step, `then` go on; files that wait stay."""
        self._desk.after_backup("trước khi nhập phiếu", lambda: self._merge() and then())

    def _merge(self) -> bool:
        from desktop_app.merging import merge

        batch = self.batch
        try:
            entry = merge(self._desk.session, batch, _draw)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return False
        self.last_written = batch
        chosen = self.choices.chosen
        self._files = [
            report
            for report in batch.files
            if not report.written
            and report.state is not FileState.DUPLICATE
            and return_key(report) not in chosen
        ]
        self._judge(also=self.added.emit)
        self._desk.said.emit(_written_words(batch, entry), entry is not None)
        return True

    def _say(self, **said: object) -> None:
        self.choices = replace(self.choices, **said)  # type: ignore[arg-type]
        self._judge()

    def check_again(self) -> None:
        """Check the files anew: the record has changed."""
        if self._files:
            self._judge()

    def _judge(self, also: Callable[[], object] = lambda: None) -> None:
        """Check all files by what was said; what an older check brings is passed over."""
        self._turn += 1
        turn, files, choices = self._turn, list(self._files), self.choices

        def take(batch: Batch) -> None:
            also()
            if turn == self._turn:
                self.batch = batch
                self.changed.emit()

        if files:
            self._run("Đang kiểm tra…", lambda reader, _: _judged(reader, files, choices), take)
        else:
            take(Batch((), choices.blank))

    def _run(
        self, title: str, work: Callable[[Reader, Job], Result], finished: Callable[[Result], None]
    ) -> Job:
        record = self._desk.session.record

        def with_reader(job: Job) -> Result:
            reader = record.another_reader()
            try:
                return work(reader, job)
            finally:
                reader.close()

        return self._desk.jobs.run(title, with_reader, finished)


def _judged(reader: Reader, files: Sequence[FileReport], choices: Choices) -> Batch:
    from desktop_app.importing import judge

    return judge(reader, files, choices)


def _draw() -> None:
    """Let the window draw and its clock go on, without taking keys or clicks."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _written_words(batch: Batch, entry: int | None) -> str:
    if entry is None:
        return "Không có gì để ghi: sổ đã có đúng các số này."
    cells = sum(cell.writes for report in batch.to_write for cell in report.cells)
    return f"Đã ghi {format_number(cells)} ô từ {len(batch.to_write)} tệp."
