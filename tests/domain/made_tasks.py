"""Tasks for tests: what is not said is as plain as can be."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.domain.tasks import Extension, Task, TaskKind, TaskState

DUE = date(2020, 6, 30)


def dated(**facts: Any) -> Task:
    """A task under way, given out on 1/1/2020 and due on 30/6/2020, unless said otherwise."""
    plain = {
        "id": 1,
        "number": "NV-01",
        "title": "Xây dựng nền tảng tích hợp",
        "kind": TaskKind.DATED,
        "lead_unit_id": 1,
        "assigned_on": date(2020, 1, 1),
        "due_on": DUE,
        "state": TaskState.IN_PROGRESS,
    }
    return Task(**(plain | facts))  # type: ignore[arg-type]


def done(on: date, **facts: Any) -> Task:
    """The same, completed."""
    return dated(state=TaskState.COMPLETED, completed_on=on, **facts)


def continuing(**facts: Any) -> Task:
    """A continuing task."""
    return dated(**({"kind": TaskKind.CONTINUING, "due_on": None} | facts))


def extended(granted_on: date, new_due_on: date, number: int = 1) -> Extension:
    """An extension by some document."""
    return Extension(number, granted_on, new_due_on, "12/QĐ-UBND")
