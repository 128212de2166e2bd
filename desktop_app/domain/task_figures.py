"""Counts over tasks at a day, and the reconciling line from one day to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .ratio import Ratio
from .tasks import COMPLETED_STANDINGS, OPEN_STANDINGS, Standing, Task, TaskKind, TaskState


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """Counts of tasks in force on a day (assigned and not cancelled).

    `in_term` and `overdue` count every open dated task, whatever its stored state; `not_started` and
    `suspended` say how many open tasks (dated or continuing) are in that state.
    """

    total: int
    dated: int
    continuing: int
    completed_on_time: int
    completed_late: int
    in_term: int
    overdue: int
    not_started: int
    suspended: int
    cancelled: int

    @property
    def completed(self) -> int:
        """Dated tasks completed, on time or late."""
        return self.completed_on_time + self.completed_late

    @property
    def completion(self) -> Ratio:
        """Completed over all dated tasks."""
        return Ratio(self.completed, self.dated)

    @property
    def due_completion(self) -> Ratio:
        """Completed over completed and overdue open tasks, as the Government publishes it (RULES.md E)."""
        return Ratio(self.completed, self.completed + self.overdue)


def count_tasks(tasks: Iterable[Task], day: date) -> TaskFigures:
    """The figures of `tasks` on `day`."""
    standings: Counter[Standing] = Counter()
    states: Counter[TaskState] = Counter()
    for task in tasks:
        standing = task.standing(day)
        standings[standing] += 1
        if standing in OPEN_STANDINGS or standing is Standing.CONTINUING:
            states[task.state_at(day)] += 1
    dated = sum(standings[item] for item in COMPLETED_STANDINGS + OPEN_STANDINGS)
    return TaskFigures(
        total=dated + standings[Standing.CONTINUING],
        dated=dated,
        continuing=standings[Standing.CONTINUING],
        completed_on_time=standings[Standing.COMPLETED_ON_TIME],
        completed_late=standings[Standing.COMPLETED_LATE],
        in_term=standings[Standing.IN_TERM],
        overdue=standings[Standing.OVERDUE],
        not_started=states[TaskState.NOT_STARTED],
        suspended=states[TaskState.SUSPENDED],
        cancelled=standings[Standing.CANCELLED],
    )


@dataclass(frozen=True, slots=True)
class TaskFlow:
    """Stock and flow of dated tasks: carried over + newly assigned − done − withdrawn = still open.

    `open_now` is counted on its own from the tasks; `balances` compares the two.
    """

    carried_over: int
    newly_assigned: int
    completed: int
    withdrawn: int
    open_now: int

    @property
    def still_open(self) -> int:
        """What the movements leave open."""
        return self.carried_over + self.newly_assigned - self.completed - self.withdrawn

    @property
    def balances(self) -> bool:
        """Whether the movements explain the open tasks counted."""
        return self.still_open == self.open_now


def task_flow(tasks: Sequence[Task], start: date, day: date) -> TaskFlow:
    """The movements of dated tasks from `start` to `day`, both days included."""
    before = start - timedelta(days=1)
    dated = [task for task in tasks if task.kind is TaskKind.DATED]
    opened = [task for task in dated if task.standing(before) in OPEN_STANDINGS]
    new = [task for task in dated if not task.assigned(before) and task.assigned(day)]
    moved = opened + new
    return TaskFlow(
        carried_over=len(opened),
        newly_assigned=len(new),
        completed=sum(task.standing(day) in COMPLETED_STANDINGS for task in moved),
        withdrawn=sum(task.standing(day) is Standing.CANCELLED for task in moved),
        open_now=sum(task.standing(day) in OPEN_STANDINGS for task in dated),
    )


def completion_steps(tasks: Iterable[Task], day: date) -> list[tuple[date, int]]:
    """Cumulative number of dated tasks completed, a step a day on which it grew, up to `day`."""
    done = (task for task in tasks if task.standing(day) in COMPLETED_STANDINGS)
    return _cumulate(task.completed_on for task in done)


def deadline_steps(tasks: Iterable[Task], day: date) -> list[tuple[date, int]]:
    """Cumulative number of dated tasks due, by the deadline in force on `day`, to the last deadline."""
    planned = (task for task in tasks if task.standing(day) in COMPLETED_STANDINGS + OPEN_STANDINGS)
    return _cumulate(task.deadline(day) for task in planned)


def _cumulate(days: Iterable[date | None]) -> list[tuple[date, int]]:
    counted = Counter(day for day in days if day is not None)
    total, steps = 0, []
    for day in sorted(counted):
        total += counted[day]
        steps.append((day, total))
    return steps
