"""What is doubtful about tasks on a day: dates out of order, proof missing, units that did not exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .dates import format_date
from .tasks import Task, TaskState
from .text import fold
from .units import Unit


@dataclass(frozen=True, slots=True)
class TaskDoubt:
    """One doubtful thing about a task: its kind, a sentence, and why it stands when that was said ("" else)."""

    kind: str
    task: Task
    message: str
    accepted: str = ""


def task_doubts(tasks: Sequence[Task], units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    """All that is doubtful about tasks, task by task; what happened after `day` is not looked at as done."""
    for task in tasks:
        for check in _CHECKS:
            yield from check(task, units, day)
    yield from _twins(tasks)


def _proof(task: Task, units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    if task.state is TaskState.COMPLETED and not task.evidence:
        reason = task.no_evidence_reason
        words = "Hoàn thành chưa có minh chứng" + ("." if reason else ", chưa nêu lý do.")
        yield TaskDoubt("completed_without_evidence", task, words, reason)


def _progress(task: Task, units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    if task.percent == 100 and task.state is not TaskState.COMPLETED:
        yield TaskDoubt("percent_without_completion", task, "Tiến độ 100% nhưng chưa ghi hoàn thành.")


def _dates(task: Task, units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    done, given, due = task.completed_on, task.assigned_on, task.due_on
    if done and done > day:
        yield TaskDoubt("future_completion", task, f"Ngày hoàn thành {format_date(done)} ở tương lai.")
    if done and given and done < given:
        words = f"Hoàn thành {format_date(done)}, trước ngày giao {format_date(given)}."
        yield TaskDoubt("completed_before_assignment", task, words)
    if due and given and due < given:
        words = f"Hạn {format_date(due)} trước ngày giao {format_date(given)}."
        yield TaskDoubt("due_before_assignment", task, words)


def _extensions(task: Task, units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    before = task.due_on
    for item in sorted(task.extensions, key=lambda item: (item.granted_on, item.id)):
        if before and item.new_due_on < before:
            words = f"Gia hạn ngày {format_date(item.granted_on)} lùi hạn từ {format_date(before)} về {format_date(item.new_due_on)}."
            yield TaskDoubt("extension_shortens", task, words)
        before = item.new_due_on


def _units(task: Task, units: Mapping[int, Unit], day: date) -> Iterator[TaskDoubt]:
    if task.lead_unit_id in task.coordinating_unit_ids:
        yield TaskDoubt("lead_coordinates", task, "Cơ quan chủ trì cũng là cơ quan phối hợp.")
    if task.assigned_on is None:
        return
    for role, ids in (
        ("Cơ quan chủ trì", (task.lead_unit_id,)),
        ("Cơ quan phối hợp", task.coordinating_unit_ids),
    ):
        for unit in (units[unit_id] for unit_id in ids):
            if not unit.in_force(task.assigned_on):
                words = f"{role} {unit.name} không có hiệu lực vào ngày giao {format_date(task.assigned_on)}."
                yield TaskDoubt("unit_outside_validity", task, words)


def _twins(tasks: Iterable[Task]) -> Iterator[TaskDoubt]:
    """Tasks of one document with the same title: the same task twice, most likely."""
    same: dict[tuple[object, str], list[Task]] = defaultdict(list)
    for task in tasks:
        if task.state is not TaskState.CANCELLED:
            document = task.document.id if task.document else None
            same[document, " ".join(fold(task.title).split())].append(task)
    for first, *others in same.values():
        for task in others:
            if task.lead_unit_id == first.lead_unit_id:
                yield TaskDoubt(
                    "duplicate_task", task, f"Trùng tên, văn bản giao và chủ trì với {first.number}."
                )


Check = Callable[[Task, Mapping[int, Unit], date], Iterator[TaskDoubt]]
_CHECKS: tuple[Check, ...] = (_proof, _progress, _dates, _extensions, _units)
