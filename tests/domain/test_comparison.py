"""Two states of the tasks: each difference has one cause, and start and steps always make the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.bridges import Aspect, Bridge, Cause, Move, State
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.task_comparison import COMPLETED, DATED, Recorded, TaskComparison, compare_tasks
from desktop_app.domain.task_figures import count_tasks
from desktop_app.domain.tasks import Document, Extension, Task, TaskKind, TaskState
from tests.domain.made_tasks import continuing, dated, done, extended

FEBRUARY, MARCH = date(2021, 2, 28), date(2021, 3, 31)
OLD, NEW = State(FEBRUARY, 84), State(MARCH, 91)
LATE = date(2021, 12, 31)
DAYS = st.dates(date(2021, 1, 1), date(2021, 6, 30))


def compared(old: Sequence[Task], new: Sequence[Task], **more: object) -> TaskComparison:
    return compare_tasks(old, new, (OLD, NEW), **more)  # type: ignore[arg-type]


def steps(bridge: Bridge) -> dict[Cause, int | float]:
    return {step.cause: step.amount for step in bridge.steps if step.moves}


def test_the_classic_bridge_from_58_to_62() -> None:
    rest = [done(date(2021, 1, 15), id=key, due_on=LATE) for key in range(1, 58)]
    was_done = done(date(2021, 2, 10), id=58, due_on=date(2021, 3, 1))
    open_before = [dated(id=key, due_on=LATE) for key in range(59, 64)]
    old = [*rest, was_done, *open_before, *(dated(id=key, due_on=LATE) for key in range(64, 76))]
    reopened = replace(was_done, state=TaskState.IN_PROGRESS, completed_on=None)
    finished = [done(date(2021, 3, 22), id=59, due_on=LATE), done(date(2021, 3, 26), id=60, due_on=LATE)]
    recorded_late = [done(date(2021, 2, 6), id=key, due_on=LATE) for key in (61, 62, 63)]
    added = dated(
        id=76, number="NV-76", assigned_on=date(2021, 3, 9), due_on=LATE, document=Document(1, "41/KH")
    )
    new = [*rest, reopened, *finished, *recorded_late, *old[-12:], added]
    found = compared(old, new, recorded={61: Recorded(88, date(2021, 3, 15), "Ghi hoàn thành NV-61")})
    assert found.completed.equation == "58 + 2 + 3 − 1 + 0 = 62"
    assert found.dated.equation == "75 + 1 + 0 + 0 + 0 = 76"
    (assigned,) = [item for item in found.changes if item.figure == DATED]
    assert (assigned.what, assigned.task.number) == (Cause.ASSIGNED, "NV-76")
    assert (assigned.before, assigned.basis) == ("Không có trong sổ", "giao ngày 09/03/2021 theo 41/KH")
    late = next(item for item in found.changes if item.task.id == 61)
    assert (late.before, late.after) == ("Đang thực hiện", "Xong 06/02/2021")
    assert late.basis == "ghi ngày 15/03/2021 (mục 88)"
    back = next(item for item in found.changes if item.task.id == 58)
    assert (back.what, back.before, back.after) == (Cause.REOPENED, "Xong 10/02/2021", "Quá hạn")


@pytest.mark.parametrize(
    ("old", "new", "completed", "in_all"),
    [
        (dated(), done(date(2021, 3, 1)), {Cause.DONE: 1}, {}),
        (dated(), done(FEBRUARY), {Cause.SUPPLEMENTED: 1}, {}),
        (None, done(FEBRUARY), {Cause.SUPPLEMENTED: 1}, {Cause.SUPPLEMENTED: 1}),
        (None, done(MARCH, assigned_on=date(2021, 3, 1)), {Cause.DONE: 1}, {Cause.ASSIGNED: 1}),
        (None, dated(), {}, {Cause.SUPPLEMENTED: 1}),
        (done(FEBRUARY), dated(), {Cause.REOPENED: -1}, {}),
        (done(FEBRUARY), done(date(2021, 4, 1)), {Cause.REOPENED: -1}, {}),
        (done(FEBRUARY), done(MARCH), {}, {}),
        (done(FEBRUARY), None, {Cause.REMOVED: -1}, {Cause.REMOVED: -1}),
        (done(FEBRUARY), dated(state=TaskState.CANCELLED), {Cause.CANCELLED: -1}, {Cause.CANCELLED: -1}),
        (dated(), dated(state=TaskState.CANCELLED, state_on=MARCH), {}, {Cause.CANCELLED: -1}),
        (dated(state=TaskState.CANCELLED), dated(), {}, {Cause.RESTORED: 1}),
        (done(FEBRUARY), done(FEBRUARY, kind=TaskKind.CONTINUING), {Cause.RULE: -1}, {Cause.RULE: -1}),
        (continuing(), dated(), {}, {Cause.RULE: 1}),
        (done(FEBRUARY, kind=TaskKind.CONTINUING), done(FEBRUARY), {Cause.RULE: 1}, {Cause.RULE: 1}),
        (None, continuing(), {}, {}),
    ],
)
def test_every_way_a_task_moves_a_figure(
    old: Task | None, new: Task | None, completed: dict[Cause, int], in_all: dict[Cause, int]
) -> None:
    found = compared([old] if old else [], [new] if new else [])
    assert (steps(found.completed), steps(found.dated)) == (completed, in_all)
    assert found.changes


def test_what_moves_no_figure_is_still_listed() -> None:
    far = date(2021, 12, 1)
    pairs = {
        Aspect.DEADLINE: (dated(due_on=far), dated(due_on=far, extensions=(extended(MARCH, LATE),))),
        Aspect.LEAD: (dated(due_on=far), dated(due_on=far, lead_unit_id=7)),
        Aspect.FINISH: (done(FEBRUARY), done(MARCH)),
        Aspect.OVERDUE: (dated(due_on=MARCH - timedelta(1)), dated(due_on=MARCH - timedelta(1))),
        Aspect.STATE: (dated(due_on=far, state=TaskState.NOT_STARTED), dated(due_on=far)),
        Aspect.ADDED: (None, continuing()),
        Aspect.GONE: (continuing(), None),
    }
    for aspect, (old, new) in pairs.items():
        found = compared([old] if old else [], [new] if new else [])
        assert [item.what for item in found.changes] == [aspect]
        assert not steps(found.completed) and not steps(found.dated)
    deadline = compared([pairs[Aspect.DEADLINE][0]], [pairs[Aspect.DEADLINE][1]]).changes[0]  # type: ignore[list-item]
    assert (deadline.before, deadline.after, deadline.basis) == ("01/12/2021", "31/12/2021", "12/QĐ-UBND")
    assert compared([dated(due_on=far)], [dated(due_on=far, lead_unit_id=7)]).changes[0].leads == (1, 7)


def test_steps_without_moves_are_shown_and_losses_have_their_sign() -> None:
    found = compared([dated(due_on=LATE)], [dated(due_on=LATE)])
    assert [(step.cause, step.signed) for step in found.completed.steps] == [
        (Cause.DONE, "0"),
        (Cause.SUPPLEMENTED, "0"),
        (Cause.REOPENED, "0"),
        (Cause.RULE, "0"),
    ]
    assert not found.changes


def test_a_cause_that_moved_both_ways_has_a_step_for_each() -> None:
    old = [continuing(id=1), dated(id=2, due_on=LATE)]
    new = [dated(id=1, due_on=LATE), continuing(id=2)]
    bridge = compared(old, new).dated
    assert bridge.equation == "1 + 0 + 0 + 0 + 1 − 1 = 1"
    assert bridge.mirrored().equation == "1 + 1 − 1 + 0 + 0 + 0 = 1"
    assert levels(bridge.mirrored()) == levels(bridge)[::-1]


def test_a_bridge_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"58 cộng các bước là 59.*đếm được 62"):
        Bridge(58, 62, (Move(Cause.DONE, 1, 1),))


def test_decimals_add_up_as_by_hand() -> None:
    moves = tuple(Move(Cause.GREW, 0.1, key) for key in range(3))
    assert Bridge(0, 0.3, moves).equation == "0 + 0,3 = 0,3"


@st.composite
def any_task(draw: st.DrawFn, key: int) -> Task:
    """A task as the commands, undone edits and corrections could have left it."""
    state, kind = draw(st.sampled_from(TaskState)), draw(st.sampled_from(TaskKind))
    return dated(
        id=key,
        kind=kind,
        lead_unit_id=draw(st.integers(1, 3)),
        due_on=draw(DAYS) if kind is TaskKind.DATED else None,
        assigned_on=draw(st.none() | DAYS),
        state=state,
        state_on=draw(st.none() | DAYS),
        completed_on=draw(DAYS) if state is TaskState.COMPLETED else None,
        extensions=tuple(Extension(n, draw(DAYS), draw(DAYS)) for n in range(draw(st.integers(0, 1)))),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Task], list[Task]]:
    """The same tasks at two moments: some added, some removed, some changed, some not touched."""
    old, new = [], []
    for key in range(1, draw(st.integers(0, 8)) + 1):
        fate = draw(st.sampled_from(("added", "removed", "changed", "kept")))
        task = draw(any_task(key))
        old += [] if fate == "added" else [task]
        new += [] if fate == "removed" else [draw(any_task(key)) if fate == "changed" else task]
    return old, new


def levels(bridge: Bridge) -> list[int | float]:
    """The running totals from start to end."""
    found = [bridge.start]
    for step in bridge.steps:
        found.append(found[-1] + step.amount)
    return found


@given(histories(), DAYS, DAYS, st.integers(1, 3), st.integers(1, 3))
def test_start_and_steps_make_the_end_whatever_happened(
    tasks: tuple[list[Task], list[Task]], first: date, last: date, known_first: int, known_last: int
) -> None:
    old, new = tasks
    found = compare_tasks(old, new, (State(first, known_first), State(last, known_last)))
    before, after = count_tasks(old, first), count_tasks(new, last)
    for bridge, start, end in (
        (found.completed, before.completed, after.completed),
        (found.dated, before.dated, after.dated),
    ):
        assert (bridge.start, bridge.end) == (start, end)
        assert start + sum(step.amount for step in bridge.steps) == end
        keys = [move.key for move in bridge.moves]
        assert len(keys) == len(set(keys)), "a task moved a figure twice"
        back = bridge.mirrored()
        assert back.mirrored() == bridge
        assert levels(back) == levels(bridge)[::-1]


@given(histories(), DAYS, DAYS)
def test_the_list_holds_every_move_and_every_difference(
    tasks: tuple[list[Task], list[Task]], first: date, last: date
) -> None:
    old, new = tasks
    found = compare_tasks(old, new, (State(first, 1), State(last, 2)))
    for figure, bridge in ((COMPLETED, found.completed), (DATED, found.dated)):
        listed = {(item.task.id, item.what, item.amount) for item in found.changes if item.figure == figure}
        assert listed == {(move.key, move.cause, move.amount) for move in bridge.moves}
    told = {item.task.id for item in found.changes}
    before, after = ({task.id: task for task in side} for side in (old, new))
    assert {*before} ^ {*after} <= told
    for key in {*before} & {*after}:
        was, now = before[key], after[key]
        facts = (was.standing(first), was.deadline(first), was.lead_unit_id, was.kind)
        if facts != (now.standing(last), now.deadline(last), now.lead_unit_id, now.kind):
            assert key in told


@given(histories(), DAYS, DAYS)
def test_the_same_knowledge_is_explained_by_the_days_alone(
    tasks: tuple[list[Task], list[Task]], first: date, last: date
) -> None:
    old, _ = tasks
    found = compare_tasks(old, old, (State(first, 1), State(last, 1)))
    lived = {Cause.DONE, Cause.ASSIGNED, Cause.CANCELLED}
    assert {move.cause for bridge in (found.completed, found.dated) for move in bridge.moves} <= lived
