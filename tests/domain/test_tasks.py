"""The four-way status of a task, derived for a day (RULES.md E)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop_app.domain.tasks import Evidence, Standing, Task, TaskState, TaskUpdate
from tests.domain.made_tasks import DUE, continuing, dated, done, extended

DAY = timedelta(days=1)
LATER = date(2020, 9, 30)


@pytest.mark.parametrize(
    ("task", "day", "standing"),
    [
        (dated(), DUE, Standing.IN_TERM),
        (dated(), DUE + DAY, Standing.OVERDUE),
        (dated(), date(2019, 12, 31), Standing.NOT_ASSIGNED),
        (dated(), date(2020, 1, 1), Standing.IN_TERM),
        (dated(assigned_on=None), date(1999, 1, 1), Standing.IN_TERM),
        (dated(due_on=None), LATER, Standing.IN_TERM),
        (done(DUE), DUE, Standing.COMPLETED_ON_TIME),
        (done(DUE), LATER, Standing.COMPLETED_ON_TIME),
        (done(DUE + DAY), LATER, Standing.COMPLETED_LATE),
        (done(DUE + DAY), DUE + DAY, Standing.COMPLETED_LATE),
        (done(DUE + DAY), DUE, Standing.IN_TERM),
        (done(DUE + 2 * DAY), DUE + DAY, Standing.OVERDUE),
        (done(DUE, due_on=None), DUE, Standing.COMPLETED_ON_TIME),
        (dated(state=TaskState.NOT_STARTED), DUE + DAY, Standing.OVERDUE),
        (dated(state=TaskState.SUSPENDED, state_on=DUE), DUE + DAY, Standing.OVERDUE),
        (dated(state=TaskState.CANCELLED, state_on=DUE), DUE - DAY, Standing.IN_TERM),
        (dated(state=TaskState.CANCELLED, state_on=DUE), DUE, Standing.CANCELLED),
        (dated(state=TaskState.CANCELLED), date(2020, 1, 1), Standing.CANCELLED),
        (dated(state=TaskState.CANCELLED), date(2019, 1, 1), Standing.NOT_ASSIGNED),
        (continuing(), LATER, Standing.CONTINUING),
        (continuing(state=TaskState.COMPLETED, completed_on=DUE), LATER, Standing.CONTINUING),
        (continuing(state=TaskState.CANCELLED, state_on=DUE), LATER, Standing.CANCELLED),
    ],
)
def test_standing(task: Task, day: date, standing: Standing) -> None:
    assert task.standing(day) is standing


def test_the_deadline_in_force_is_that_of_the_last_extension_granted_by_then() -> None:
    first = extended(date(2020, 6, 20), date(2020, 9, 30), 1)
    second = extended(date(2020, 9, 1), date(2020, 12, 31), 2)
    task = dated(extensions=(second, first))
    assert task.deadline(date(2020, 6, 19)) == DUE
    assert task.deadline(date(2020, 6, 20)) == date(2020, 9, 30)
    assert task.deadline(date(2020, 8, 31)) == date(2020, 9, 30)
    assert task.deadline(date(2020, 9, 1)) == date(2020, 12, 31)
    assert task.standing(date(2020, 7, 1)) is Standing.IN_TERM
    assert task.standing(date(2021, 1, 1)) is Standing.OVERDUE
    assert task.days_overdue(date(2021, 1, 1)) == 1


def test_of_two_extensions_of_a_day_the_later_entered_counts() -> None:
    day = date(2020, 6, 20)
    task = dated(extensions=(extended(day, date(2020, 12, 31), 2), extended(day, date(2020, 9, 30), 1)))
    assert task.deadline(day) == date(2020, 12, 31)


def test_an_extension_granted_too_late_leaves_the_days_before_overdue() -> None:
    task = dated(extensions=(extended(date(2020, 7, 10), date(2020, 9, 30)),))
    assert task.standing(date(2020, 7, 9)) is Standing.OVERDUE
    assert task.days_overdue(date(2020, 7, 9)) == 9
    assert task.standing(date(2020, 7, 10)) is Standing.IN_TERM


def test_an_extension_after_the_completion_does_not_make_it_timely() -> None:
    task = done(date(2020, 7, 5), extensions=(extended(date(2020, 7, 10), date(2020, 9, 30)),))
    assert task.standing(LATER) is Standing.COMPLETED_LATE
    before = done(date(2020, 7, 5), extensions=(extended(date(2020, 7, 1), date(2020, 9, 30)),))
    assert before.standing(LATER) is Standing.COMPLETED_ON_TIME


def test_a_continuing_task_has_no_deadline_even_if_it_was_dated_once() -> None:
    task = continuing(due_on=DUE, extensions=(extended(DUE, LATER),))
    assert task.deadline(LATER) is None and task.days_overdue(LATER) == 0


def test_days_overdue_only_while_open_and_late() -> None:
    assert dated().days_overdue(DUE) == 0
    assert dated().days_overdue(date(2020, 8, 26)) == 57
    assert done(DUE + DAY).days_overdue(LATER) == 0
    assert continuing().days_overdue(LATER) == 0


def test_due_soon_is_a_view_of_tasks_in_term() -> None:
    assert dated().due_within(date(2020, 6, 25), 5)
    assert not dated().due_within(date(2020, 6, 24), 5)
    assert dated().due_within(DUE, 0)
    assert not dated().due_within(DUE + DAY, 30)
    assert not done(DUE).due_within(DUE, 30)
    assert not dated(due_on=None).due_within(DUE, 30)


@pytest.mark.parametrize(
    ("task", "day", "state"),
    [
        (done(DUE), DUE - DAY, TaskState.IN_PROGRESS),
        (done(DUE), DUE, TaskState.COMPLETED),
        (dated(state=TaskState.SUSPENDED, state_on=DUE), DUE - DAY, TaskState.IN_PROGRESS),
        (dated(state=TaskState.SUSPENDED, state_on=DUE), DUE, TaskState.SUSPENDED),
        (dated(state=TaskState.SUSPENDED), date(2019, 1, 1), TaskState.SUSPENDED),
        (dated(state=TaskState.CANCELLED, state_on=DUE), DUE, TaskState.CANCELLED),
        (dated(state=TaskState.NOT_STARTED, state_on=DUE), DUE - DAY, TaskState.NOT_STARTED),
        (dated(), DUE, TaskState.IN_PROGRESS),
    ],
)
def test_the_stored_state_holds_from_its_day(task: Task, day: date, state: TaskState) -> None:
    assert task.state_at(day) is state


def test_a_reopened_task_is_open_again_by_its_deadline() -> None:
    reopened = dated(state=TaskState.IN_PROGRESS, state_on=LATER)
    assert reopened.state_at(DUE) is TaskState.IN_PROGRESS
    assert reopened.standing(LATER) is Standing.OVERDUE


@pytest.mark.parametrize(
    ("task", "day", "words"),
    [
        (dated(), DUE, "Đang thực hiện trong hạn"),
        (dated(), DUE + DAY, "Đang thực hiện quá hạn"),
        (done(DUE), DUE, "Hoàn thành đúng hạn"),
        (done(DUE + DAY), LATER, "Hoàn thành quá hạn"),
        (dated(state=TaskState.NOT_STARTED), DUE, "Chưa triển khai"),
        (dated(state=TaskState.NOT_STARTED), DUE + DAY, "Đang thực hiện quá hạn"),
        (dated(state=TaskState.SUSPENDED), DUE, "Tạm dừng"),
        (dated(state=TaskState.CANCELLED), DUE, "Hủy"),
        (dated(), date(2019, 1, 1), "Chưa giao"),
        (continuing(), DUE, "Thường xuyên"),
        (continuing(state=TaskState.NOT_STARTED), DUE, "Thường xuyên"),
        (continuing(state=TaskState.SUSPENDED), DUE, "Tạm dừng"),
        (continuing(state=TaskState.COMPLETED, completed_on=DUE), DUE, "Hoàn thành"),
    ],
)
def test_status_in_the_words_of_the_reports(task: Task, day: date, words: str) -> None:
    assert task.status_title(day) == words


def test_completed_without_a_file_is_told() -> None:
    proof = Evidence(1, "task", 1, "QĐ.pdf", 10, "ab", DUE)
    assert done(DUE).lacks_evidence(DUE)
    assert not done(DUE).lacks_evidence(DUE - DAY)
    assert not done(DUE, evidence=(proof,)).lacks_evidence(DUE)
    assert not dated().lacks_evidence(DUE)


def test_state_labels() -> None:
    assert [state.label for state in TaskState] == [
        "Chưa triển khai", "Đang thực hiện", "Hoàn thành", "Tạm dừng", "Hủy",
    ]  # fmt: skip


def test_the_progress_of_a_day_is_that_of_the_last_note_by_then() -> None:
    notes = (
        TaskUpdate(3, date(2020, 9, 1), "Sắp xong", 90),
        TaskUpdate(2, date(2020, 7, 1), "Họp, chưa có số"),
        TaskUpdate(1, date(2020, 6, 1), "Đã ký hợp đồng", 40),
    )
    task = dated(updates=notes, percent=90)
    assert task.percent_at(date(2020, 5, 31)) == 0
    assert task.percent_at(date(2020, 8, 31)) == 40
    assert task.percent_at(date(2020, 9, 1)) == 90
    assert dated(percent=25).percent_at(LATER) == 25
    assert dated(percent=25, updates=notes[1:2]).percent_at(LATER) == 25
    assert done(DUE, percent=60).percent_at(DUE) == 100
    assert done(DUE, updates=notes, percent=90).percent_at(DUE - DAY) == 40
