"""The board of returns: for each unit expected to send a form in for a period, how far it has come.

Completeness counts expected units only, so it cannot exceed 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from .dates import days_between
from .passports import IssuedForm
from .ratio import Ratio
from .returns import FileReport, FileState, ReceivedFile
from .units import Unit


class ReturnState(StrEnum):
    """How far a unit's return has come."""

    NOT_SENT = "not_sent"
    RECEIVED = "received"
    ERRORS = "errors"
    MERGED = "merged"
    RESENT = "resent"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _TITLES[self]


_TITLES = {
    ReturnState.NOT_SENT: "Chưa gửi",
    ReturnState.RECEIVED: "Đã nhận",
    ReturnState.ERRORS: "Có lỗi",
    ReturnState.MERGED: "Đã ghi",
    ReturnState.RESENT: "Gửi lại",
}


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One unit on the board.

    `file` is the newest one merged, `issued` whether a form was given out, `versions` how many files were merged.
    `days_late` counts from `deadline`, the unit's own where it has one, to the first file, or to the day looked at while there is none; 0 in time.
    `first_received` is the day of the first file.
    """

    unit: Unit
    state: ReturnState
    issued: bool
    file: ReceivedFile | None = None
    versions: int = 0
    days_late: int = 0
    first_received: date | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnBoard:
    """The board of one form and period."""

    rows: tuple[ReturnRow, ...]

    @property
    def completeness(self) -> Ratio:
        """Expected units that have sent something that was merged, over all expected."""
        return Ratio(sum(row.file is not None for row in self.rows), len(self.rows))

    def count(self, state: ReturnState) -> int:
        """How many units stand in a state."""
        return sum(row.state is state for row in self.rows)


def return_board(
    expected: Sequence[Unit],
    issued: Iterable[IssuedForm],
    received: Sequence[ReceivedFile],
    deadline: date,
    day: date,
    reading: Iterable[FileReport] = (),
    limits: Mapping[int, date] = MappingProxyType({}),
) -> ReturnBoard:
    """The board on a day; `received` are the merged files, oldest first, `reading` files read but not yet merged.

    `limits` are the units' own deadlines by unit; the others have `deadline`.
    """
    given = {item.passport.unit_id for item in issued}
    waiting = {report.unit_id for report in reading if report.written}
    rows = []
    for unit in expected:
        files = [file for file in received if file.unit_id == unit.id]
        limit = limits.get(unit.id, deadline)
        sent = files[0].received_at.date() if files else day
        rows.append(
            ReturnRow(
                unit,
                _state(files, unit.id in waiting),
                unit.id in given,
                files[-1] if files else None,
                len(files),
                max(0, days_between(limit, sent)),
                sent if files else None,
                limit,
            )
        )
    return ReturnBoard(tuple(rows))


def _state(files: Sequence[ReceivedFile], waiting: bool) -> ReturnState:
    if waiting:
        return ReturnState.RECEIVED
    if not files:
        return ReturnState.NOT_SENT
    if files[-1].state is FileState.ERRORS or files[-1].rejected:
        return ReturnState.ERRORS
    return ReturnState.RESENT if len(files) > 1 else ReturnState.MERGED
