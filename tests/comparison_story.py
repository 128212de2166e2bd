"""A record with a story to compare: a report sent, then late records, one reopened and one added task."""

from __future__ import annotations

from datetime import date

from desktop_app.commands.tasks import AddTask, CompleteTask, EditTask, SetTaskState
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import OPEN_STANDINGS, Task, TaskState
from desktop_app.domain.values import Value, ValueState
from desktop_app.session import Session
from desktop_app.submitting import rehearse, submit

FEBRUARY, MARCH = date(2021, 2, 28), date(2021, 3, 31)
PERIOD = PeriodCode.month(2021, 1)
REASON = "Minh chứng nộp sau"


def send_report(session: Session) -> None:
    """Lock and send January's report, cut off on 28/2/2021."""
    submit(session, rehearse(session.read, PERIOD, FEBRUARY, session.record.clock))


def live_on(session: Session) -> dict[str, list[int]]:
    """What happened and was recorded after the report; answers the tasks concerned by what became of them."""
    tasks = session.read.tasks()
    waiting = [task for task in tasks if task.standing(MARCH) in OPEN_STANDINGS][:3]
    for at, task in enumerate(waiting):
        session.do(CompleteTask(task.id, date(2021, 2, 6 + at), no_evidence_reason=REASON))
    back = next(task for task in tasks if task.completed(FEBRUARY) and _closed_after_start(task))
    session.do(SetTaskState(back.id, TaskState.IN_PROGRESS, MARCH, "Minh chứng bị trả lại"))
    lead = waiting[0].lead_unit_id
    added = session.do(
        AddTask(
            "Chuẩn hóa mã định danh của các cơ quan",
            lead,
            due_on=date(2021, 12, 31),
            assigned_on=date(2021, 3, 9),
        )
    )
    moved = next(task for task in tasks if task.standing(MARCH) in OPEN_STANDINGS and task not in waiting)
    session.do(EditTask(moved.id, {"due_on": date(2021, 11, 30)}))
    return {
        "late": [task.id for task in waiting],
        "reopened": [back.id],
        "added": [int(str(added))],
        "moved": [moved.id],
    }


def _closed_after_start(task: Task) -> bool:
    return task.completed_on is not None and task.completed_on > date(2020, 12, 1)


def correct_a_figure(session: Session) -> tuple[int, int | float | None]:
    """Put another figure into an open month's return; the unit and what stood there."""
    form, period = "dvctt-2011", PeriodCode.month(2021, 2)
    unit, cells = next(iter(session.read.cells(form, period.code).items()))
    old = cells["level4"].number
    session.do(SetValues(form, period, [ValueEdit(unit, "level4", Value(ValueState.REPORTED, 1))]))
    return unit, old
