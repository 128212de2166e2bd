"""What every screen works with: the session, the look, the day and period looked at, and ways to speak.

Screens build commands and hand them to `do`; they never write themselves. A RecordError becomes a message
in the shell; anything else is a bug and goes on to the excepthook.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.commands.command import Command
from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import Period, PeriodCode, last_closed_month
from desktop_app.safekeeping import Kept, Safekeeping
from desktop_app.session import Session
from desktop_app.store.reader import Reader
from desktop_app.store.record import Announcement
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.theme import Theme


class Desk(QObject):
    """One open record as the screens see it.

    Signals: `record_changed(Announcement)` after every change set; `viewpoint_changed()` when the period or
    the cut-off day looked at changes; `said(text, undoable)` for the toast; `failed(text)` for the message
    band; `offered(text, action, act)` for a toast with a button that calls `act`; `page_wanted(key, query)`
    to open a screen with a filter (a dict the screen understands); `why_wanted(figure, lit)` to show what stands
    behind a figure; `past_wanted(entry, day, period)` to look at the record as known then, each None when the person
    is to say; `backed_up(Kept)` after a backup was made.
    """

    record_changed = Signal(object)
    viewpoint_changed = Signal()
    said = Signal(str, bool)
    offered = Signal(str, str, object)
    failed = Signal(str)
    page_wanted = Signal(str, object)
    why_wanted = Signal(str, object)
    past_wanted = Signal(object, object, object)
    backed_up = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, as_of: date | None = None, period: PeriodCode | None = None
    ) -> None:
        """`as_of` and `period` are where the screens stand first; else the session's own day and last period."""
        super().__init__()
        self.session = session
        self.theme = theme
        self.jobs = Jobs(self)
        self.keeper: Safekeeping | None = None
        self._as_of = as_of or session.today
        self._period = period or (
            session.default_period() if as_of is None else last_closed_month(as_of, session.read.period)
        )
        self._stop_listening = session.subscribe(self._announce)

    @property
    def read(self) -> Reader:
        """What screens read from."""
        return self.session.read

    @property
    def as_of(self) -> date:
        """The cut-off day all figures are worked out for."""
        return self._as_of

    @property
    def period_code(self) -> PeriodCode:
        """The reporting period looked at."""
        return self._period

    @property
    def period(self) -> Period:
        """The period looked at, with its window and deadline."""
        return self.read.period(self._period)

    @property
    def can_edit(self) -> bool:
        """Whether the record is open for editing; when not, screens show text instead of inputs."""
        return self.session.can_edit

    @property
    def is_sample(self) -> bool:
        """Whether everything must be marked "dữ liệu minh họa"."""
        return self.read.profile().is_sample

    def look_at(self, *, period: PeriodCode | None = None, as_of: date | None = None) -> None:
        """Change the period or the day looked at."""
        before = (self._period, self._as_of)
        self._period, self._as_of = period or self._period, as_of or self._as_of
        if before != (self._period, self._as_of):
            self.viewpoint_changed.emit()

    def do(self, command: Command, said: str = "") -> bool:
        """Write a command; say `said` with an undo button. False (and a message) when it was refused."""
        try:
            self.session.do(command)
        except RecordError as error:
            self.failed.emit(str(error))
            return False
        if said:
            self.said.emit(said, True)
        return True

    def do_all(self, label: str, commands: list[Command], said: str = "") -> bool:
        """Write several commands as one undo step; like `do`."""
        try:
            self.session.do_all(label, commands)
        except RecordError as error:
            self.failed.emit(str(error))
            return False
        if said:
            self.said.emit(said, True)
        return True

    def _keeper_if_due(self) -> Safekeeping | None:
        """Who backs up, if the record may be edited and has moved on since the last backup."""
        keeper = self.keeper
        if keeper is None or not self.can_edit or not keeper.due(self.read.last_entry()[0]):
            return None
        return keeper

    def after_backup(self, reason: str, act: Callable[[], object]) -> None:
        """Back the record up off the main thread, then act: before imports, restoring and submitting.

        A backup that fails is told in the message band and keeps nobody from acting.
        """
        keeper = self._keeper_if_due()
        if keeper is None:
            act()
            return

        def kept(made: Kept) -> None:
            self.tell_backup(made)
            act()

        self.jobs.run("Đang sao lưu…", lambda _: keeper.make(reason), kept, lambda _: act())

    def back_up_beside(self, reason: str) -> None:
        """Back up the record as it stands now, off the main thread; the caller changes it at once: before bulk edits.

        Like `after_backup`, a failure is told and keeps nobody from acting.
        """
        keeper = self._keeper_if_due()
        if keeper is None:
            return
        try:
            held = keeper.hold_still()
        except RecordError as error:
            self.failed.emit(str(error))
            return
        self.jobs.run("Đang sao lưu…", lambda _: keeper.make(reason, held), self.tell_backup)

    def tell_backup(self, made: Kept) -> None:
        """Let the screens know of a backup, and the person of a second place that did not get it."""
        self.backed_up.emit(made)
        if made.second_problem:
            self.failed.emit(made.second_problem)

    def undo(self, entry: int | None = None) -> None:
        """Take back the last change set, or the one named, and say which."""
        target = None if entry is not None else self.session.record.next_undo()
        self._step(
            lambda: self.session.undo(entry), f"Đã hoàn tác: {target.label}" if target else "Đã hoàn tác."
        )

    def redo(self) -> None:
        """Do the last undone change set again, and say which."""
        self._step(self.session.redo, "Đã làm lại.")

    def _step(self, step: Callable[[], None], said: str) -> None:
        try:
            step()
        except RecordError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(said, False)

    def open_page(self, key: str, **query: object) -> None:
        """Open a screen by its key ("nhiem-vu"), narrowed by a query it understands."""
        self.page_wanted.emit(key, query)

    def ask_why(self, figure: str, lit: QWidget | None = None) -> None:
        """Show what stands behind a figure ("tasks.completion"); `lit` is the card it is asked from."""
        self.why_wanted.emit(figure, lit)

    def look_back(
        self, entry: int | None = None, day: date | None = None, period: PeriodCode | None = None
    ) -> None:
        """Look at the record as known at a log entry, for a day and period; without a day the person is asked."""
        self.past_wanted.emit(entry, day, period)

    def _announce(self, announcement: Announcement) -> None:
        self.record_changed.emit(announcement)

    def on(self, theme: Theme) -> Desk:
        """The same record, day and period for screens with another look; this desk stops listening."""
        self._stop_listening()
        desk = Desk(self.session, theme, self._as_of, self._period)
        desk.keeper = self.keeper
        return desk

    def close(self) -> None:
        """Stop listening, wait for running jobs, close the record."""
        self._stop_listening()
        self.jobs.stop()
        self.session.close()
