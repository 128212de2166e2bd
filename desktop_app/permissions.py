"""What role a change needs: closing and opening periods, submitting, and people are for those who approve."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.commands.command import Command
from desktop_app.commands.people import AddPerson, EditPerson, SetPin, keep_an_approver
from desktop_app.commands.submission import LockPeriod, SubmitReport
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.people import NotAllowed, Role, approvers
from desktop_app.store.reader import Reader
from desktop_app.store.transaction import Transaction

_APPROVING = (LockPeriod, SubmitReport, AddPerson, EditPerson, SetPin)
_APPROVED_TABLES = frozenset({"person", "submission", "lock_exception"})


def needed_role(command: Command) -> Role:
    """The least role that may write a command."""
    return Role.APPROVE if isinstance(command, _APPROVING) else Role.ENTER


def role_to_revert(read: Reader, entry: int) -> Role:
    """The least role that may take a log entry back or do it again."""
    touched = {change.table for change in read.changes(entry)}
    return Role.APPROVE if touched & _APPROVED_TABLES else Role.ENTER


def refuse_alone(read: Reader, command: Command, person: str) -> None:
    """Raise NotAllowed when the second person who opens a period is the first one again."""
    if isinstance(command, LockPeriod) and command.second is not None:
        second = next((item for item in read.people() if item.id == command.second), None)
        if second is not None and second.name == person:
            raise NotAllowed("Người thứ hai phải khác người đang làm. Chọn một người duyệt khác.")


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
