"""What role a change needs: closing and opening periods, submitting, and people are for those who approve."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import monotonic

from desktop_app.commands.command import Command
from desktop_app.commands.people import AddPerson, EditPerson, SetPin, keep_an_approver
from desktop_app.commands.submission import LockPeriod, SubmitReport
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.people import NotAllowed, Person, Role, approvers, pin_matches
from desktop_app.store.reader import Reader
from desktop_app.store.transaction import Transaction

_APPROVING = (LockPeriod, SubmitReport, AddPerson, EditPerson, SetPin)
_APPROVED_TABLES = frozenset({"person", "submission", "lock_exception"})


def needed_role(command: Command, own: int | None = None) -> Role:
    """The least role that may write a command; `own` is the id of the person at work, who may change their own PIN."""
    if isinstance(command, SetPin) and command.person_id == own:
        return Role.ENTER
    return Role.APPROVE if isinstance(command, _APPROVING) else Role.ENTER


def role_to_revert(read: Reader, entry: int) -> Role:
    """The least role that may take a log entry back or do it again."""
    touched = {change.table for change in read.changes(entry)}
    return Role.APPROVE if touched & _APPROVED_TABLES else Role.ENTER


class PinTries:
    """Wrong PINs in a row, whoever they were for: after three of them some seconds pass before the next is looked at."""

    FREE, WAIT = 3, 10.0

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """`now` tells seconds that only ever grow."""
        self._now = now
        self._wrong, self._not_before = 0, 0.0

    def check(self, person: Person, pin: str) -> None:
        """Raise NotAllowed unless it is the person's PIN (anything is where none is set)."""
        left = self._not_before - self._now()
        if left > 0:
            raise NotAllowed(f"Đã gõ sai PIN {self._wrong} lần. Chờ {int(left) + 1} giây rồi gõ lại.")
        if pin_matches(pin, person.pin):
            self._wrong = 0
            return
        self._wrong += 1
        if self._wrong >= self.FREE:
            self._not_before = self._now() + self.WAIT
        raise NotAllowed(f"PIN của {person.name} không đúng. Gõ lại, hoặc nhờ người duyệt đặt PIN mới.")


def refuse_alone(read: Reader, command: Command, person: str, tries: PinTries) -> None:
    """Raise NotAllowed when the second person who opens a period is not really a second one.

    That is the first one again, somebody whose PIN the first one set, or who does not give their PIN.
    """
    if not isinstance(command, LockPeriod) or command.second is None:
        return
    second = next((item for item in approvers(read.people()) if item.id == command.second), None)
    if second is None:
        return  # the command itself says that it takes two who approve
    if second.name == person:
        raise NotAllowed("Người thứ hai phải khác người đang làm. Chọn một người duyệt khác.")
    if _who_set_pin(read, second) == person:
        raise NotAllowed(
            f"PIN của {second.name} do {person} đặt. {second.name} bấm tên ở góc trái dưới, vào Cài đặt, Người dùng "
            "tự đổi PIN, rồi hai người mở khóa."
        )
    tries.check(second, command.second_pin)


def _who_set_pin(read: Reader, person: Person) -> str:
    """By the log, who gave a person the PIN they have now."""
    entry = 0
    for change in read.row_changes("person", (person.id,)):
        before, after = (json.loads(image or "{}").get("pin", "") for image in (change.before, change.after))
        if before != after:
            entry = change.entry
    return next((item.actor for item in read.change_sets() if item.entry == entry), "")


def check_of_reverting(read: Reader) -> Callable[[Transaction], None]:
    """What must still hold after something was taken back, done again or restored; `read` is the record before.

    The check raises InvalidInput when nobody who approves would be left, or when a locked period would be open
    although opening it takes two people.
    """
    alone = len(approvers(read.people())) < 2
    locked = {(item.code.code, item.report) for item in read.stored_periods() if item.locked}

    def check(tx: Transaction) -> None:
        keep_an_approver(tx)
        still = {(row["code"], row["report"]) for row in tx.find_all("period", locked=1)}
        if not alone and locked - still:
            raise InvalidInput(
                "Kỳ đã khóa chỉ mở lại được khi có hai người duyệt: bấm Mở khóa kỳ ở Cài đặt, Kỳ báo cáo."
            )

    return check


def refuse(person: str, role: Role, needed: Role) -> None:
    """Raise NotAllowed unless a role covers what is needed."""
    if role.covers(needed):
        return
    what = "sửa sổ" if needed is Role.ENTER else "khóa, mở khóa, nộp báo cáo và quản lý người dùng"
    raise NotAllowed(
        f"{person} có vai trò {role.label.lower()} nên không {what} được. "
        f"Bấm tên ở góc trái dưới để chuyển sang người có vai trò {needed.label.lower()}."
    )
