"""What happened to a sample task, as commands in the order of the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop_app.commands.command import Command
from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.tasks import AddTaskUpdate, CompleteTask, EditTask, SetTaskState
from desktop_app.domain.tasks import TaskState

Raw = dict[str, Any]
Event = tuple[date, int, Command]


def events(raw: Raw, task_id: int, author: str) -> Iterator[Event]:
    """The day, the rank within the day, and the command, of everything that happened to a task."""
    for update in raw.get("updates", ()):
        yield (
            update["on"],
            0,
            AddTaskUpdate(task_id, update["on"], update["text"], update.get("percent"), author),
        )
    said = {key: raw[key] for key in ("difficulties", "proposals") if raw.get(key)}
    if said:
        first = min((update["on"] for update in raw.get("updates", ())), default=raw["assigned_on"])
        yield first, 1, EditTask(task_id, said)
    for file in raw.get("evidence", ()):
        content = str(file["content"]).encode()
        yield file["on"], 2, AttachEvidence("task", task_id, file["file_name"], content, added_on=file["on"])
    if raw.get("completed_on"):
        done = CompleteTask(
            task_id, raw["completed_on"], raw.get("result", ""), raw.get("no_evidence_reason", "")
        )
        yield raw["completed_on"], 3, done
    elif raw["state"] == TaskState.SUSPENDED:
        yield raw["state_on"], 3, SetTaskState(task_id, TaskState.SUSPENDED, raw["state_on"])
    elif raw["state"] == TaskState.IN_PROGRESS and raw["kind"] == "continuing" and not raw.get("updates"):
        yield raw["assigned_on"], 3, SetTaskState(task_id, TaskState.IN_PROGRESS, raw["assigned_on"])
