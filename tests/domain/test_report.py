"""What the report is made of, and the profile that heads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.domain.profile import PROFILE_KEYS, PROFILE_TITLES, Profile
from desktop_app.domain.report import TaskGroup, TaskRow
from desktop_app.domain.task_figures import TaskFlow
from desktop_app.domain.tasks import Task
from tests.domain.made_tasks import dated, done
from tests.workbooks.made_report import made_report

DAY = date(2020, 8, 26)


def row(number: int, task: Task) -> TaskRow:
    return TaskRow(
        number, task, "Sở Y tế", (), task.standing(DAY), task.status_title(DAY), task.due_on, None,
        task.days_overdue(DAY), task.lacks_evidence(DAY),
    )  # fmt: skip


def test_overdue_tasks_stand_longest_first_and_rows_in_their_order() -> None:
    rows = [
        row(1, dated(due_on=date(2020, 8, 20))),
        row(2, dated(due_on=date(2020, 6, 30))),
        row(3, done(date(2020, 3, 1))),
        row(4, dated(due_on=date(2020, 8, 20))),
    ]
    flow = TaskFlow(0, 0, 0, 0, 0)
    groups = (TaskGroup("I", tuple(rows[:2]), flow, 0), TaskGroup("II", tuple(rows[2:]), flow, 0))
    report = replace(made_report(), task_groups=groups)
    assert [item.number for item in report.task_rows] == [1, 2, 3, 4]
    assert [item.number for item in report.overdue_rows] == [2, 1, 4]


def test_the_profile() -> None:
    profile = Profile(province="An Bình", province_kind="tỉnh")
    assert profile.province_title == "tỉnh An Bình" and not profile.is_sample
    assert Profile().province_title == "tỉnh"
    assert Profile(sample_as_of="2021-03-31").is_sample
    assert set(PROFILE_TITLES) == set(PROFILE_KEYS)
