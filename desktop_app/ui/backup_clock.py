"""Backups while a record is open: once on opening, then after every half hour in which something changed.

And once a week, a minute after opening, the whole file is read for damage, beside the clerk's work.
"""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import QObject, QTimer

from desktop_app.checking import Finding, damage
from desktop_app.safekeeping import INTERVAL, ON_OPENING, REGULAR
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job

_TICK_MS = 60_000


class BackupClock(QObject):
    """Looks once a minute; the work itself runs in a job, beside the clerk's."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Begins when the window is shown; without a keeper, or for viewing only, it does nothing."""
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._checking: Job | None = None
        self._told = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        if desk.keeper is not None and desk.can_edit:
            self._timer.start()
            QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        keeper = self._desk.keeper
        if keeper is not None and self.running:
            self._back_up(ON_OPENING)
            reminder = keeper.reminder(keeper.clock())
            if reminder:
                self._desk.failed.emit(reminder)

    @property
    def running(self) -> bool:
        """Whether it goes on looking."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Look no more: the window or its record closes."""
        self._timer.stop()

    def tick(self) -> None:
        """Back up when the newest backup is half an hour old and the record has moved on since; check once a week."""
        self._check()
        keeper = self._desk.keeper
        newest = keeper.newest() if keeper else None
        if keeper is not None and (newest is None or keeper.clock() - newest.at >= INTERVAL):
            self._back_up(REGULAR)

    def _check(self) -> None:
        keeper, jobs = self._desk.keeper, self._desk.jobs
        if keeper is None or self._told or jobs.under_way(self._checking) or not keeper.check_due():
            return
        record = self._desk.session.record

        def work(_: Job) -> list[Finding]:
            with closing(record.another_reader()) as reader:
                return list(damage(reader))

        self._checking = jobs.run("Đang kiểm tra cả tệp…", work, self._tell_damage)

    def _tell_damage(self, found: list[Finding]) -> None:
        keeper = self._desk.keeper
        if keeper is not None and not found:
            keeper.note_check()
        if found:
            self._told = True  # once an opening is enough; it is read again at the next
            self._desk.failed.emit(
                f"Tệp sổ có {len(found)} chỗ hỏng: {found[0].message} Mở Soát lỗi để xem hết, "
                "và khôi phục bản sao lưu tốt ở Cài đặt, Sao lưu."
            )

    def _back_up(self, reason: str) -> None:
        keeper = self._desk.keeper
        if (
            keeper is None
            or self._desk.jobs.under_way(self._job)
            or not keeper.due(self._desk.read.last_entry()[0])
        ):
            return
        work = self._desk.jobs.run
        self._job = work("Đang sao lưu…", lambda _: keeper.make(reason), self._desk.tell_backup)
