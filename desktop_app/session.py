"""The open record and the person working on it: do, undo, redo, and who wants to hear of it.

Knows no Qt: listeners are plain functions (`ui/bridge.py` makes one Qt signal of them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

from desktop_app.commands.command import Command
from desktop_app.domain.dates import parse_date, parse_iso
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.people import NotAllowed, Role, role_of
from desktop_app.domain.periods import PeriodCode, last_closed_month
from desktop_app.domain.text import nfc
from desktop_app.permissions import (
    PinTries,
    check_of_reverting,
    needed_role,
    refuse,
    refuse_alone,
    role_to_revert,
)
from desktop_app.store.reader import Reader
from desktop_app.store.record import Announcement, Record

_TYPED_MOMENT = re.compile(r"^(?:(\d{1,2}:\d{2}) )?(\d{1,2}/\d{1,2}/\d{4})(?: (\d{1,2}:\d{2}))?$")
Listener = Callable[[Announcement], None]


class Session:
    """One person's work on one record."""

    def __init__(self, record: Record, person: str) -> None:
        """`person` is the role or name written into the log; who has a PIN only looks until they gave it."""
        self.record = record
        self.person = person
        self._tries = PinTries()
        self._known = not any(item.pin for item in self.read.people() if item.name == person)
        self._listeners: list[Listener] = []

    @property
    def read(self) -> Reader:
        """What the screens read from."""
        return self.record.read

    @property
    def today(self) -> date:
        """The day the work stands at: the sample's own day in a sample record, else today."""
        sample_day = self.read.profile().sample_as_of
        with suppress(RecordError):
            if sample_day:
                return parse_iso(sample_day)
        return self.record.clock().date()

    def known_at(self, said: str) -> Reader:
        """A reader of the record as known at a log entry ("85"), or at the end of a day or moment in ISO form.

        Close it. Raises InvalidInput for what is neither, or lies before the first entry.
        """
        return self.record.reader_as_known(self.entry_known(said))

    def entry_known(self, said: str) -> int:
        """The log entry meant by its number, or the last one by the end of a day or a moment in ISO form.

        Raises InvalidInput for what is neither, or lies before the first entry.
        """
        said = said.strip()
        entry = int(said) if said.isdecimal() else self.record.entry_known_at(_moment(said))
        if not entry:
            raise InvalidInput(f"Đến {said} sổ chưa ghi gì. Chọn lúc sau mục nhật ký đầu tiên.")
        return entry

    def default_period(self) -> PeriodCode:
        """The newest month whose data window has closed."""
        return last_closed_month(self.today, self.read.period)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change set; answers a function that ends it."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):  # the session may have been closed first
                self._listeners.remove(listener)

        return end

    def do(self, command: Command) -> object:
        """Write a command as one change set and announce it; answers the command's result.

        Raises RecordError with the reason (NotAllowed when the person's role does not allow it); then nothing was
        changed. A command that changes nothing writes, logs and announces nothing.
        """
        self._allow_command(command)
        result: list[object] = []

        def write() -> None:
            with self.record.change("", self.person) as tx:
                tx.label = nfc(command.describe(tx))
                result.append(command.run(tx))

        self._announce_after(write)
        return result[0]

    def do_all(self, label: str, commands: list[Command]) -> list[object]:
        """Write several commands as one change set under one label."""
        for command in commands:
            self._allow_command(command)
        results: list[object] = []

        def write() -> None:
            with self.record.change(label, self.person) as tx:
                results.extend(command.run(tx) for command in commands)

        self._announce_after(write)
        return results

    def undo(self, entry: int | None = None) -> None:
        """Take back the newest change set, or the one named. Raises CannotUndo with the reason."""
        target = self.record.next_undo() if entry is None else None
        self._allow_reverting(target.entry if target else entry)
        check = check_of_reverting(self.read)
        self._announce_after(lambda: self.record.undo(self.person, entry, check))

    def redo(self) -> None:
        """Do the newest undone change set again. Raises CannotUndo with the reason."""
        target = self.record.next_redo()
        self._allow_reverting(target.entry if target else None)
        check = check_of_reverting(self.read)
        self._announce_after(lambda: self.record.redo(self.person, check))

    def restore(self, backup: Path) -> None:
        """Go back to an earlier state of this record, as one step that can be undone. Raises RecordError."""
        self._allow(Role.APPROVE)
        check = check_of_reverting(self.read)

        def write() -> None:
            self.record.restore(self.person, backup, check)

        self._announce_after(write)

    @property
    def role(self) -> Role:
        """What the person at work may do here; only look before they gave their PIN."""
        return role_of(self.read.people(), self.person) if self._known else Role.VIEW

    @property
    def asks_who(self) -> bool:
        """Whether it is not known who works: the person is not on the list of this record, or did not give their PIN."""
        active = [item.name for item in self.read.people() if not item.retired]
        return bool(active) and not (self._known and self.person in active)

    @property
    def can_edit(self) -> bool:
        """Whether this person can change this record."""
        return self.record.can_edit and self.role.covers(Role.ENTER)

    def switch_person(self, name: str, pin: str) -> None:
        """Let another listed person go on working; raises NotAllowed for a wrong PIN or somebody not listed.

        After three wrong PINs in a row the next has to wait.
        """
        person = next((item for item in self.read.people() if item.name == name and not item.retired), None)
        if person is None:
            raise NotAllowed(f"Không có người dùng {name} trong sổ này. Chọn tên trong danh sách.")
        self._tries.check(person, pin)
        self.person, self._known = person.name, True

    def _allow_command(self, command: Command) -> None:
        own = next((item.id for item in self.read.people() if item.name == self.person), None)
        self._allow(needed_role(command, own))
        refuse_alone(self.read, command, self.person, self._tries)

    def _allow(self, needed: Role) -> None:
        refuse(self.person, self.role, needed)

    def _allow_reverting(self, entry: int | None) -> None:
        if entry is not None:
            self._allow(role_to_revert(self.read, entry))

    def _announce_after(self, write: Callable[[], None]) -> None:
        before, _ = self.record.last_entry
        write()
        announcement = self.record.announcement(before)
        if announcement is not None:
            for listener in list(self._listeners):
                listener(announcement)

    def close(self) -> None:
        """Close the record; nothing is announced any more."""
        self._listeners.clear()
        self.record.close()


def _moment(said: str) -> datetime:
    """A moment in ISO form, or as people write it (16:30 26/08/2020); a day alone means its last second."""
    typed = _TYPED_MOMENT.match(said.strip())
    try:
        if typed:
            hour, minute = (int(part) for part in (typed[1] or typed[3] or "23:59").split(":"))
            return datetime.combine(parse_date(typed[2]) or date.min, time(hour, minute, 59))
        if len(said) <= len("2020-08-26"):
            return datetime.combine(date.fromisoformat(said), time(23, 59, 59))
        return datetime.fromisoformat(said)
    except ValueError:
        raise InvalidInput(
            f"“{said}” không phải số mục nhật ký, ngày hay ngày giờ. Ghi theo dạng 85, 26/08/2020, 26/08/2020 16:30 "
            "hoặc 2020-08-26T16:30."
        ) from None
