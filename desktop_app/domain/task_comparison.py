"""Tasks in two states: what moved the completed and the dated ones, and everything else that changed.

Pure: the tasks come as they were known in each state; see `bridges` for what a state is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .bridges import Aspect, Bridge, Cause, Move, State, key_of
from .dates import days_between, format_date
from .tasks import COMPLETED_STANDINGS, OPEN_STANDINGS, Standing, Task, TaskKind

COMPLETED, DATED = "completed", "dated"
Counted = Callable[[Task, date], bool]


_SHORT = {Standing.IN_TERM.label: "Đang thực hiện", Standing.OVERDUE.label: "Quá hạn"}


@dataclass(frozen=True, slots=True)
class Recorded:
    """The log entry in which a change was recorded: number, day and label."""

    entry: int
    on: date
    label: str


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One thing that changed of one task: before and after in words, and on what it rests.

    `figure` is the figure it moved (COMPLETED, DATED or ""), `amount` by how much, `note` what a step counts apart. `leads` are the ids of the lead
    units before and after, where that is what changed.
    """

    task: Task
    what: Cause | Aspect
    before: str
    after: str
    basis: str = ""
    figure: str = ""
    amount: int = 0
    note: str = ""
    leads: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TaskComparison:
    """The bridges of the two figures of tasks, and the list they rest on."""

    completed: Bridge
    dated: Bridge
    changes: tuple[TaskChange, ...]


def is_completed(task: Task, day: date) -> bool:
    """Whether a task counts as completed on a day."""
    return task.standing(day) in COMPLETED_STANDINGS


def is_dated(task: Task, day: date) -> bool:
    """Whether a task is in the denominator on a day."""
    return task.standing(day) in COMPLETED_STANDINGS + OPEN_STANDINGS


def compare_tasks(
    old: Iterable[Task],
    new: Iterable[Task],
    states: tuple[State, State],
    recorded: Mapping[int, Recorded] | None = None,
) -> TaskComparison:
    """Compare the tasks of two states; `recorded` says by task id where its state was last recorded.

    The first state is the one known less (`Comparison.mirrored` shows it the other way round).
    """
    pair = _Pair({task.id: task for task in old}, {task.id: task for task in new}, *states, recorded or {})
    completed = pair.bridge(
        is_completed, _completed_cause, (Cause.DONE, Cause.SUPPLEMENTED, Cause.REOPENED, Cause.RULE)
    )
    dated = pair.bridge(
        is_dated, _dated_cause, (Cause.ASSIGNED, Cause.SUPPLEMENTED, Cause.CANCELLED, Cause.RULE)
    )
    return TaskComparison(completed, dated, tuple(_changes(pair, completed, dated)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The tasks by id in both states."""

    old: Mapping[int, Task]
    new: Mapping[int, Task]
    first: State
    last: State
    recorded: Mapping[int, Recorded]

    def bridge(
        self,
        counted: Counted,
        cause: Callable[[Task | None, Task | None, date, bool], Cause],
        shown: tuple[Cause, ...],
    ) -> Bridge:
        """The bridge of how many tasks are counted."""
        moves = []
        for key in sorted({*self.old, *self.new}):
            move = self._move(key, counted, cause)
            if move is not None:
                moves.append(move)
        start = sum(counted(task, self.first.day) for task in self.old.values())
        end = sum(counted(task, self.last.day) for task in self.new.values())
        return Bridge(start, end, tuple(moves), shown)

    def _move(
        self, key: int, counted: Counted, cause: Callable[[Task | None, Task | None, date, bool], Cause]
    ) -> Move | None:
        old, new = self.old.get(key), self.new.get(key)
        day = self.first.day
        before = old is not None and counted(old, day)
        between = new is not None and counted(new, day)
        after = new is not None and counted(new, self.last.day)
        if before == after:
            return None
        if between == before:
            gained = after == (self.first.day <= self.last.day)
            lived = (Cause.DONE if counted is is_completed else Cause.ASSIGNED) if gained else Cause.CANCELLED
            return Move(lived, 1 if after else -1, key)
        return Move(cause(old, new, day, after), 1 if after else -1, key)


def _completed_cause(earlier: Task | None, later: Task | None, day: date, gained: bool) -> Cause:
    """Why what was recorded later changed whether a task counts as completed on a day."""
    if gained:
        counted_otherwise = earlier is not None and earlier.completed(day)
        return Cause.RULE if counted_otherwise else Cause.SUPPLEMENTED
    if later is None:
        return Cause.REMOVED
    if later.standing(day) is Standing.CANCELLED:
        return Cause.CANCELLED
    return Cause.RULE if later.completed(day) else Cause.REOPENED


def _dated_cause(earlier: Task | None, later: Task | None, day: date, gained: bool) -> Cause:
    """Why what was recorded later changed whether a task is in the denominator on a day."""
    if gained:
        if earlier is None:
            return Cause.SUPPLEMENTED
        return Cause.RESTORED if earlier.standing(day) is Standing.CANCELLED else Cause.RULE
    if later is None:
        return Cause.REMOVED
    return Cause.CANCELLED if later.standing(day) is Standing.CANCELLED else Cause.RULE


def _changes(pair: _Pair, completed: Bridge, dated: Bridge) -> Iterable[TaskChange]:
    moved = {COMPLETED: key_of(completed.moves), DATED: key_of(dated.moves)}
    keys = sorted({*pair.old, *pair.new}, key=lambda key: _place(pair, key))
    for key in keys:
        told: list[TaskChange] = []
        for figure in (COMPLETED, DATED):
            told += [_moved(pair, figure, move) for move in moved[figure].get(key, ())]
        yield from told
        yield from _others(pair, key, told)


def _place(pair: _Pair, key: int) -> tuple[int, int]:
    task = pair.new.get(key) or pair.old[key]
    return task.order, task.id


def _moved(pair: _Pair, figure: str, move: Move) -> TaskChange:
    old, new = pair.old.get(move.key), pair.new.get(move.key)
    task = new or pair.old[move.key]
    return TaskChange(
        task,
        move.cause,
        _words(old, pair.first.day),
        _words(new, pair.last.day),
        _basis(pair, move, task),
        figure,
        1 if move.amount > 0 else -1,
        _punctual(new, pair.last.day) if move.cause is Cause.DONE else "",
    )


def _punctual(task: Task | None, day: date) -> str:
    """Whether a completed task was on time."""
    late = task is not None and task.standing(day) is Standing.COMPLETED_LATE
    return "muộn" if late else "đúng hạn"


def _words(task: Task | None, day: date) -> str:
    """Where a task stands, in words, with the day a completed one was done."""
    if task is None:
        return "Không có trong sổ"
    if task.standing(day) in COMPLETED_STANDINGS:
        return f"Xong {format_date(task.completed_on)}"
    return _SHORT.get(task.status_title(day), task.status_title(day))


def _basis(pair: _Pair, move: Move, task: Task) -> str:
    """On what a move rests: the days before or after the deadline, else the log entry that recorded it."""
    if move.cause is Cause.DONE and task.completed_on is not None:
        return timing(task, task.completed_on)
    if move.cause is Cause.ASSIGNED:
        document = task.document.number if task.document else ""
        return " ".join(
            part
            for part in (f"giao ngày {format_date(task.assigned_on)}", document and f"theo {document}")
            if part
        )
    said = pair.recorded.get(move.key)
    if said is None:
        return (
            f"từ ngày {format_date(task.state_on)}" if move.cause is Cause.CANCELLED and task.state_on else ""
        )
    if move.cause is Cause.SUPPLEMENTED:
        return f"ghi ngày {format_date(said.on)} (mục {said.entry})"
    return f"{_reason(pair, task) or said.label} (mục {said.entry})"


def _reason(pair: _Pair, task: Task) -> str:
    """Why a task was given its present state: the note written with it; "" where there is none."""
    old = pair.old.get(task.id)
    known = {note.id for note in old.updates} if old else set()
    fresh = [note for note in task.updates if note.id not in known and note.noted_on == task.state_on]
    return max(fresh, key=lambda note: note.id).text if fresh else ""


def timing(task: Task, done: date) -> str:
    """How a completion lies to the deadline in force then: "trước hạn 39 ngày", "đúng hạn", "muộn 5 ngày"."""
    due = task.deadline(done)
    if due is None:
        return ""
    days = days_between(done, due)
    if days == 0:
        return "đúng ngày hạn"
    return f"trước hạn {days} ngày" if days > 0 else f"muộn {-days} ngày"


def _others(pair: _Pair, key: int, told: Sequence[TaskChange]) -> Iterable[TaskChange]:
    """What changed of a task beyond the figures it moved."""
    old, new = pair.old.get(key), pair.new.get(key)
    if old is None or new is None:
        if not told:
            yield _appeared(pair, old, new)
        return
    first, last = pair.first.day, pair.last.day
    before, after = _words(old, first), _words(new, last)
    both_done = is_completed(old, first) and is_completed(new, last)
    if before != after and not told:
        aspect = Aspect.FINISH if both_done else Aspect.STATE
        if new.standing(last) is Standing.OVERDUE:
            aspect = Aspect.OVERDUE
        yield TaskChange(new, aspect, before, after, _noted(pair, key))
    yield from _facts(pair, old, new)


def _appeared(pair: _Pair, old: Task | None, new: Task | None) -> TaskChange:
    task = new or old
    assert task is not None  # one of the two states has it
    aspect = Aspect.ADDED if new else Aspect.GONE
    words = _words(old, pair.first.day), _words(new, pair.last.day)
    return TaskChange(task, aspect, *words, _noted(pair, task.id))


def _facts(pair: _Pair, old: Task, new: Task) -> Iterable[TaskChange]:
    """Deadline, lead and kind, each beside its state before."""
    first, last = old.deadline(pair.first.day), new.deadline(pair.last.day)
    if old.kind is not new.kind:
        yield TaskChange(new, Aspect.KIND, _kind(old), _kind(new))
    elif first != last:
        yield TaskChange(
            new, Aspect.DEADLINE, format_date(first), format_date(last), _granted(new, pair.last.day)
        )
    if old.lead_unit_id != new.lead_unit_id:
        yield TaskChange(new, Aspect.LEAD, "", "", leads=(old.lead_unit_id, new.lead_unit_id))


def _kind(task: Task) -> str:
    return "Có thời hạn" if task.kind is TaskKind.DATED else "Thường xuyên"


def _granted(task: Task, day: date) -> str:
    granted = [item for item in task.extensions if item.granted_on <= day]
    if not granted:
        return ""
    newest = max(granted, key=lambda item: (item.granted_on, item.id))
    return newest.document or newest.reason


def _noted(pair: _Pair, key: int) -> str:
    said = pair.recorded.get(key)
    return f"mục {said.entry}: {said.label}" if said else ""
