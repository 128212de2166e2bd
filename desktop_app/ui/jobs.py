"""Long work off the main thread: reading, exporting, parsing. A job never changes the record.

A job reads through a reader of its own, reports progress, and can be asked to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from desktop_app.domain.errors import RecordError


class Stopped(Exception):
    """The person asked the job to stop."""


class Job(QObject):
    """One piece of work. Signals: `progressed(done, total)`, `finished(result)`, `failed(text)`, `stopped()`."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    broke = Signal(object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        """`title` says in Vietnamese what is being done ("Đang xuất báo cáo…")."""
        super().__init__(parent)
        self.title = title
        self._stop = Event()

    def stop(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    def progress(self, done: int, total: int) -> None:
        """Called by the work: report how far it is; raises Stopped when it should end."""
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done, total)


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], Any]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        """Do the work on a pool thread and tell how it ended."""
        try:
            result = self._work(self._job)
        except Stopped:
            self._job.stopped.emit()
        except RecordError as error:
            self._job.failed.emit(str(error))
        except BaseException as error:
            self._job.broke.emit(error)
        else:
            self._job.finished.emit(result)


def _raise(error: BaseException) -> None:
    raise error


class Jobs(QObject):
    """The jobs under way for one window. `started(Job)` lets the shell show a bar and a stop button."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """The pool has two threads: one long job leaves room for a short one."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job] = []

    def run(
        self,
        title: str,
        work: Callable[[Job], Any],
        finished: Callable[[Any], None],
        failed: Callable[[str], object] | None = None,
    ) -> Job:
        """Start `work(job)`; `finished(result)` is called on the main thread when it ends well.

        A RecordError reaches `job.failed` and `failed`; any other error is raised on the main thread, as a bug.
        """
        job = Job(title, self)
        self._running.append(job)
        job.finished.connect(lambda result: finished(result) if job in self._running else None)
        if failed is not None:
            job.failed.connect(lambda text: failed(text) if job in self._running else None)
        job.broke.connect(_raise)
        for signal in (job.finished, job.failed, job.stopped, job.broke):
            signal.connect(lambda *_: self._end(job))
        self.started.emit(job)
        self._pool.start(_Run(job, work))
        return job

    def _end(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
            job.deleteLater()

    def under_way(self, job: Job | None) -> bool:
        """Whether a job has not ended yet."""
        return job is not None and job in self._running

    def wait(self) -> None:
        """Wait for all jobs to end by themselves and hand over their results."""
        self._pool.waitForDone()
        QCoreApplication.processEvents()

    def stop(self) -> None:
        """Ask all jobs to stop and wait for them; what they bring no longer reaches anybody."""
        for job in self._running:
            job.stop()
        self._running.clear()
        self._pool.waitForDone()
