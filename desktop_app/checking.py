"""`tiendo check`: everything that can be wrong with a record, from damaged pages to doubtful figures.

Damage `breaks` the record; the rest are things a clerk should look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.checks import ERROR, check_row
from desktop_app.domain.tasks import TaskState
from desktop_app.store.reader import Reader
from desktop_app.store.record import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: kind (for grouping), a sentence, where, and whether the record is broken by it."""

    kind: str
    message: str
    where: str
    breaks: bool = False


def check(record: Record) -> Iterator[Finding]:
    """All findings of a record, the gravest first."""
    for damage in record.find_damage():
        yield Finding(damage.kind, damage.message, damage.where, breaks=True)
    yield from task_findings(record.read, record.clock().date())
    yield from _returns(record.read)
    yield from _layers(record.read)


def task_findings(read: Reader, today: date) -> Iterator[Finding]:
    """What is doubtful about tasks on a day; `where` is the task's number."""
    for task in read.tasks():
        if task.state is TaskState.COMPLETED and not task.evidence:
            reason = task.no_evidence_reason or "chưa nêu lý do"
            yield Finding(
                "completed_without_evidence", f"Hoàn thành chưa có minh chứng ({reason}).", task.number
            )
        if task.percent == 100 and task.state is not TaskState.COMPLETED:
            yield Finding(
                "percent_without_completion", "Tiến độ 100% nhưng chưa ghi hoàn thành.", task.number
            )
        if task.completed_on and task.completed_on > today:
            yield Finding("future_completion", "Ngày hoàn thành ở tương lai.", task.number)
        if task.lead_unit_id in task.coordinating_unit_ids:
            yield Finding("lead_coordinates", "Cơ quan chủ trì cũng là cơ quan phối hợp.", task.number)
        lead = read.unit(task.lead_unit_id)
        if task.assigned_on and not lead.in_force(task.assigned_on):
            yield Finding(
                "unit_outside_validity", f"{lead.name} không còn hiệu lực vào ngày giao.", task.number
            )


def _returns(read: Reader) -> Iterator[Finding]:
    for form in read.forms():
        for code in read.periods_with_figures(form.key):
            cells, before = read.cells(form.key, code.code), read.cells(form.key, code.previous.code)
            for unit_id, row in sorted(cells.items()):
                where = f"{form.short_title} {code.short_title}, {read.unit(unit_id).short_name}"
                for finding in check_row(form, row, before.get(unit_id)):
                    kind = "figures_wrong" if finding.severity == ERROR else "figures_doubtful"
                    yield Finding(kind, finding.message, where)


def _layers(read: Reader) -> Iterator[Finding]:
    for status in read.layer_statuses():
        if status.result == "yes" and not status.evidence_count and not status.document:
            where = f"{read.unit(status.unit_id).short_name}, {status.layer}"
            yield Finding("layer_without_evidence", "Ghi “Có” nhưng chưa có văn bản hay minh chứng.", where)
