"""Bridges: how a figure came from its value in one state to that in another, step by step, proved to add up.

A state is a cut-off day together with what was known then (a log entry). Between two states a figure can move
for two reasons only: the days between, or what was recorded between. Each counted thing (a task, a unit) is first
taken from the old knowledge to the new one on the old day, then from the old day to the new one; whichever of the
two moved it is its cause, so that every difference belongs to exactly one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .errors import InvalidInput
from .numbers import MINUS, format_number
from .ratio import add

Amount = int | float


@dataclass(frozen=True, slots=True)
class State:
    """A cut-off day, and the log entry up to which the record is known."""

    day: date
    entry: int

    def before(self, other: State) -> bool:
        """Whether less, or as much on an earlier day, is known in this state."""
        return (self.entry, self.day) <= (other.entry, other.day)


class Cause(StrEnum):
    """Why a figure moved; the order is that of the steps."""

    DONE = "done"
    ASSIGNED = "assigned"
    GAINED = "gained"
    GREW = "grew"
    JOINED = "joined"
    SUPPLEMENTED = "supplemented"
    CORRECTED = "corrected"
    RESTORED = "restored"
    REOPENED = "reopened"
    LOST = "lost"
    FELL = "fell"
    LEFT = "left"
    CANCELLED = "cancelled"
    REMOVED = "removed"
    RULE = "rule"

    @property
    def label(self) -> str:
        """The step in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Cause.DONE: "Hoàn thành",
    Cause.ASSIGNED: "Giao mới",
    Cause.GAINED: "Đạt thêm",
    Cause.GREW: "Tăng",
    Cause.JOINED: "Thêm đơn vị đủ số",
    Cause.SUPPLEMENTED: "Ghi bổ sung",
    Cause.CORRECTED: "Sửa số liệu",
    Cause.RESTORED: "Khôi phục",
    Cause.REOPENED: "Mở lại",
    Cause.LOST: "Không còn đạt",
    Cause.FELL: "Giảm",
    Cause.LEFT: "Bớt đơn vị đủ số",
    Cause.CANCELLED: "Hủy",
    Cause.REMOVED: "Xóa khỏi sổ",
    Cause.RULE: "Đổi quy tắc",
}
_ORDER = tuple(Cause)


class Aspect(StrEnum):
    """What else can have changed, without moving a figure."""

    ADDED = "added"
    GONE = "gone"
    OVERDUE = "overdue"
    STATE = "state"
    FINISH = "finish"
    DEADLINE = "deadline"
    LEAD = "lead"
    KIND = "kind"
    VALUE = "value"
    LAYER = "layer"

    @property
    def label(self) -> str:
        """The aspect in Vietnamese."""
        return _ASPECTS[self]


_ASPECTS = {
    Aspect.ADDED: "Thêm vào sổ",
    Aspect.GONE: "Không còn trong sổ",
    Aspect.OVERDUE: "Thành quá hạn",
    Aspect.STATE: "Đổi trạng thái",
    Aspect.FINISH: "Đổi ngày hoàn thành",
    Aspect.DEADLINE: "Đổi thời hạn",
    Aspect.LEAD: "Đổi chủ trì",
    Aspect.KIND: "Đổi loại",
    Aspect.VALUE: "Đổi số liệu",
    Aspect.LAYER: "Đổi lớp",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing (its id in the record) that moved a figure by `amount`, never 0."""

    cause: Cause
    amount: Amount
    key: int


@dataclass(frozen=True, slots=True)
class Step:
    """All moves of one cause in one direction; `moves` is empty for a step that is shown although nothing moved."""

    cause: Cause
    moves: tuple[Move, ...]

    @property
    def amount(self) -> Amount:
        """What the step comes to, with its sign."""
        return add(move.amount for move in self.moves)

    @property
    def signed(self) -> str:
        """The amount as written: "+2", "−1", "0"."""
        return signed(self.amount)


@dataclass(frozen=True, slots=True)
class Bridge:
    """From `start` to `end`; both are counted on their own, so that the steps are proved and not fitted.

    `shown` are the causes that have a step even when nothing moved; `backwards` walks the steps from the last to the
    first. Raises InvalidInput when it does not add up.
    """

    start: Amount
    end: Amount
    moves: tuple[Move, ...]
    shown: tuple[Cause, ...] = ()
    backwards: bool = False

    def __post_init__(self) -> None:
        """Refuse a bridge whose steps do not lead from start to end."""
        reached = add([self.start, *(move.amount for move in self.moves)])
        if reached != self.end:
            raise InvalidInput(
                f"Cầu nối không khớp: {format_number(self.start)} cộng các bước là {format_number(reached)}, "
                f"nhưng đếm được {format_number(self.end)}. Chạy kiểm tra sổ rồi so sánh lại."
            )

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in order; a cause that moved both ways has one for each direction."""
        found = []
        for cause in _ORDER:
            own = [move for move in self.moves if move.cause is cause]
            up = tuple(move for move in own if move.amount > 0)
            down = tuple(move for move in own if move.amount < 0)
            ways = (down, up) if self.backwards else (up, down)
            found += [Step(cause, part) for part in ways if part]
            if not own and cause in self.shown:
                found.append(Step(cause, ()))
        return tuple(found[::-1] if self.backwards else found)

    @property
    def difference(self) -> Amount:
        """End less start."""
        return add([self.end, -self.start])

    def mirrored(self) -> Bridge:
        """The way back over the same levels: every step with the other sign, from the last to the first."""
        moves = tuple(Move(move.cause, -move.amount, move.key) for move in self.moves)
        return Bridge(self.end, self.start, moves, self.shown, not self.backwards)

    @property
    def equation(self) -> str:
        """The bridge as a line: "58 + 2 + 3 − 1 + 0 = 62"."""
        parts = [format_number(self.start)]
        for step in self.steps:
            sign = MINUS if step.amount < 0 else "+"
            parts.append(f"{sign} {format_number(abs(step.amount))}")
        return f"{' '.join(parts)} = {format_number(self.end)}"


def signed(amount: Amount) -> str:
    """A difference with its sign: "+2", "−1", "0"."""
    return ("+" if amount > 0 else "") + format_number(amount)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one thing counts in the old state, with the new knowledge on the old day, and in the new state.

    None is a thing that does not count there at all, which for a figure of amounts differs from 0.
    """

    old: Amount | None
    between: Amount | None
    new: Amount | None

    @property
    def knowledge(self) -> Amount:
        """How much of the difference was recorded, not lived through."""
        return add([self.between or 0, -(self.old or 0)])

    @property
    def time(self) -> Amount:
        """How much of the difference the days between brought."""
        return add([self.new or 0, -(self.between or 0)])


def readings(
    old: Mapping[int, Amount], between: Mapping[int, Amount], new: Mapping[int, Amount]
) -> dict[int, Reading]:
    """The readings of all things in any of the three, by id in order."""
    keys = sorted({*old, *between, *new})
    return {key: Reading(old.get(key), between.get(key), new.get(key)) for key in keys}


def key_of(moves: Sequence[Move]) -> dict[int, list[Move]]:
    """The moves by what moved."""
    found: dict[int, list[Move]] = {}
    for move in moves:
        found.setdefault(move.key, []).append(move)
    return found
