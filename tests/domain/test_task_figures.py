"""Counts of tasks on a day, and the line that reconciles one day with another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ratio import Ratio
from desktop_app.domain.task_figures import (
    TaskFigures,
    TaskFlow,
    completion_steps,
    count_tasks,
    deadline_steps,
    task_flow,
)
from desktop_app.domain.tasks import Extension, Task, TaskKind, TaskState
from tests.domain.made_tasks import DUE, continuing, dated, done

START, CUT_OFF = date(2020, 7, 15), date(2020, 8, 26)
DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))


@st.composite
def any_task(draw: st.DrawFn) -> Task:
    """A task as the commands could have left it: also reopened, cancelled, of changed kind."""
    state = draw(st.sampled_from(TaskState))
    kind = draw(st.sampled_from(TaskKind))
    assigned = draw(st.none() | DAYS)
    completed = draw(DAYS) if state is TaskState.COMPLETED else None
    return dated(
        kind=kind,
        due_on=draw(DAYS) if kind is TaskKind.DATED else None,
        assigned_on=assigned,
        state=state,
        state_on=draw(st.none() | DAYS),
        completed_on=max(completed, assigned) if completed and assigned else completed,
        extensions=tuple(
            Extension(index, draw(DAYS), draw(DAYS)) for index in range(draw(st.integers(0, 2)))
        ),
    )


TASKS = st.lists(any_task(), max_size=12)


def test_each_task_is_counted_once() -> None:
    tasks = [
        done(DUE),
        done(DUE + timedelta(1)),
        dated(due_on=date(2020, 12, 31)),
        dated(due_on=date(2020, 12, 31), state=TaskState.NOT_STARTED),
        dated(state=TaskState.SUSPENDED, state_on=date(2020, 5, 1)),
        dated(state=TaskState.CANCELLED, state_on=date(2020, 5, 1)),
        dated(assigned_on=date(2020, 12, 1), due_on=date(2020, 12, 31)),
        continuing(),
        continuing(state=TaskState.NOT_STARTED),
    ]
    figures = count_tasks(tasks, CUT_OFF)
    assert figures == TaskFigures(
        total=7,
        dated=5,
        continuing=2,
        completed_on_time=1,
        completed_late=1,
        in_term=2,
        overdue=1,
        not_started=2,
        suspended=1,
        cancelled=1,
    )
    assert figures.completed == 2
    assert figures.completion == Ratio(2, 5)
    assert figures.due_completion == Ratio(2, 3)


def test_the_government_s_rate_is_over_tasks_that_are_due() -> None:
    figures = TaskFigures(21_914, 21_914, 0, 14_068, 1_983, 5_640, 223, 0, 0, 0)
    assert figures.due_completion == Ratio(16_051, 16_051 + 223)
    assert figures.due_completion.rounded(2) == Decimal("98.63")


def test_no_tasks_no_percentage() -> None:
    figures = count_tasks([], CUT_OFF)
    assert figures.total == 0
    assert figures.completion.rounded() is None and figures.due_completion.rounded() is None


def test_stock_and_flow() -> None:
    tasks = [
        done(date(2020, 7, 1)),
        done(date(2020, 7, 20)),
        dated(),
        dated(assigned_on=date(2020, 8, 1), due_on=date(2020, 12, 31)),
        done(date(2020, 8, 20), assigned_on=date(2020, 8, 1), due_on=date(2020, 12, 31)),
        dated(state=TaskState.CANCELLED, state_on=date(2020, 8, 1)),
        dated(state=TaskState.CANCELLED, state_on=date(2020, 7, 1)),
        dated(state=TaskState.CANCELLED, state_on=date(2020, 8, 2), assigned_on=date(2020, 8, 1)),
        dated(assigned_on=date(2020, 9, 1), due_on=date(2020, 12, 31)),
        continuing(),
    ]
    flow = task_flow(tasks, START, CUT_OFF)
    assert flow == TaskFlow(carried_over=3, newly_assigned=3, completed=2, withdrawn=2, open_now=2)
    assert flow.still_open == 2 and flow.balances


def test_a_line_that_does_not_balance_is_told() -> None:
    assert not TaskFlow(3, 1, 1, 0, 4).balances


def test_the_period_includes_both_its_days() -> None:
    first = done(START, assigned_on=date(2020, 1, 1))
    last = done(CUT_OFF, assigned_on=CUT_OFF)
    assert task_flow([first, last], START, CUT_OFF) == TaskFlow(1, 1, 2, 0, 0)
    assert task_flow([done(START - timedelta(1))], START, CUT_OFF) == TaskFlow(0, 0, 0, 0, 0)


@given(TASKS, st.dates(date(2020, 1, 1), date(2020, 12, 31)), st.integers(0, 400))
def test_the_line_balances_whatever_happened_to_the_tasks(
    tasks: list[Task], start: date, length: int
) -> None:
    flow = task_flow(tasks, start, start + timedelta(length))
    assert flow.balances


@given(TASKS, DAYS, DAYS)
def test_reopening_keeps_the_line_balanced(tasks: list[Task], reopened_on: date, day: date) -> None:
    reopened = [
        replace(task, state=TaskState.IN_PROGRESS, state_on=reopened_on, completed_on=None) for task in tasks
    ]
    assert task_flow(reopened, date(2020, 1, 15), max(day, date(2020, 1, 15))).balances


@given(TASKS, DAYS)
def test_the_four_ways_make_up_the_dated_tasks(tasks: list[Task], day: date) -> None:
    figures = count_tasks(tasks, day)
    assert figures.completed + figures.in_term + figures.overdue == figures.dated
    assert figures.dated + figures.continuing == figures.total <= len(tasks)
    assert figures.not_started + figures.suspended <= figures.in_term + figures.overdue + figures.continuing


@given(TASKS, DAYS)
def test_the_curves_end_at_the_counted_figures(tasks: list[Task], day: date) -> None:
    figures = count_tasks(tasks, day)
    done_steps, due_steps = completion_steps(tasks, day), deadline_steps(tasks, day)
    assert (done_steps[-1][1] if done_steps else 0) == figures.completed
    assert (due_steps[-1][1] if due_steps else 0) == figures.dated
    for steps in (done_steps, due_steps):
        assert steps == sorted(steps) and len({when for when, _ in steps}) == len(steps)


def test_curves_of_completion_and_plan() -> None:
    tasks = [done(date(2020, 3, 1)), done(date(2020, 3, 1)), done(date(2020, 5, 1)), dated(), continuing()]
    assert completion_steps(tasks, date(2020, 4, 1)) == [(date(2020, 3, 1), 2)]
    assert completion_steps(tasks, CUT_OFF) == [(date(2020, 3, 1), 2), (date(2020, 5, 1), 3)]
    assert deadline_steps(tasks, CUT_OFF) == [(DUE, 4)]
