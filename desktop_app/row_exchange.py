"""What the record gives the forms of rows: whose rows there are, what is printed in them, and what they say now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from desktop_app.domain.dates import format_date
from desktop_app.domain.layers import LayerReading, LayerStatus, reading
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Content
from desktop_app.domain.row_checks import RowStanding
from desktop_app.domain.row_forms import CODE, TASK_FORM, RowForm, cell_key, layer_code
from desktop_app.domain.tasks import Standing, Task, TaskKind
from desktop_app.domain.units import InformationSystem, Unit, units_in_force
from desktop_app.exporting import layers_on
from desktop_app.store.reader import Reader

Row = Mapping[str, Content]


def units_with_rows(read: Reader, form: RowForm, code: PeriodCode) -> list[Unit]:
    """The units that have something to report: open tasks they lead, or systems and layers of theirs."""
    day = read.period(code).last_day
    if form.key == TASK_FORM:
        leads = {task.lead_unit_id for task in read.tasks() if _asked(task, code, read)}
        return [unit for unit in units_in_force(read.units(), day) if unit.id in leads]
    return [row.unit for row in layers_on(read, day).rows]


def rows_of(read: Reader, form: RowForm, unit_id: int, code: PeriodCode) -> tuple[Row, ...]:
    """The rows of a unit's form, with what is printed and prefilled in them."""
    if form.key == TASK_FORM:
        tasks = [task for task in read.tasks() if task.lead_unit_id == unit_id and _asked(task, code, read)]
        return tuple(_task_row(task, read.period(code).last_day) for task in tasks)
    return tuple(_layer_rows(read, unit_id, read.period(code).last_day))


def _asked(task: Task, code: PeriodCode, read: Reader) -> bool:
    """Whether a task is to be reported on: given out by the period's end and not ended before its beginning."""
    period = read.period(code)
    ended = task.completed(period.window_start) or task.standing(period.window_start) is Standing.CANCELLED
    return task.assigned(period.last_day) and not ended


def _task_row(task: Task, day: date) -> Row:
    due = task.deadline(day)
    return {
        CODE: task.number,
        "title": task.title,
        "due": format_date(due) if due else ("Thường xuyên" if task.kind is TaskKind.CONTINUING else ""),
        "percent_before": task.percent_at(day),
        "result": task.result or None,
        "difficulties": task.difficulties or None,
        "proposals": task.proposals or None,
    }


def _layer_rows(read: Reader, unit_id: int, day: date) -> list[Row]:
    rows: list[Row] = []
    for system in _subjects(read, unit_id, day):
        for layer in read.layers():
            system_id = system.id if system else None
            found = _reading(read, unit_id, system_id, layer.key, day)
            if found.status is None:  # a system without a status of its own takes the unit's
                found = _reading(read, unit_id, None, layer.key, day)
            rows.append(
                {
                    CODE: layer_code(system_id, layer.number),
                    "system": system.name if system else "Cả đơn vị",
                    "layer": f"{layer.number}. {layer.name}",
                    "result_before": found.label if found.status else "…",
                }
            )
    return rows


def _subjects(read: Reader, unit_id: int, day: date) -> list[InformationSystem | None]:
    """A unit's systems in use; the unit as a whole where it has none, or something is recorded of it."""
    systems = [system for system in read.systems() if system.unit_id == unit_id and system.in_force(day)]
    whole = any(status.unit_id == unit_id and status.system_id is None for status in read.layer_statuses())
    return [*systems, None] if whole or not systems else [*systems]


def _reading(read: Reader, unit_id: int, system_id: int | None, layer: str, day: date) -> LayerReading:
    own = [
        status
        for status in read.layer_statuses()
        if (status.unit_id, status.system_id, status.layer) == (unit_id, system_id, layer)
    ]
    return reading(own, day)


def current_cells(read: Reader, form: RowForm, unit_id: int, code: PeriodCode) -> Mapping[str, Content]:
    """What the record holds of a unit's cells, by cell name; empty texts are left out."""
    day = read.period(code).last_day
    found: dict[str, Content] = {}
    if form.key == TASK_FORM:
        for task in read.tasks():
            if task.lead_unit_id == unit_id:
                found |= _task_cells(task, day)
    else:
        for system in _subjects(read, unit_id, day):
            for layer in read.layers():
                system_id = system.id if system else None
                status = _reading(read, unit_id, system_id, layer.key, day).status
                if status:
                    found |= _layer_cells(layer_code(system_id, layer.number), status)
    return {key: content for key, content in found.items() if content not in (None, "")}


def _task_cells(task: Task, day: date) -> dict[str, Content]:
    values: dict[str, Content] = {
        "percent": task.percent_at(day),
        "state": task.state.label,
        "completed": task.completed_on,
        "result": task.result,
        "difficulties": task.difficulties,
        "proposals": task.proposals,
    }
    return {cell_key(task.number, name): value for name, value in values.items()}


def _layer_cells(code: str, status: LayerStatus) -> dict[str, Content]:
    values: dict[str, Content] = {
        "result": status.result.label,
        "provider": status.provider,
        "document": status.document,
        "since": status.valid_from,
        "until": status.valid_to - timedelta(days=1) if status.valid_to else None,
        "reason": status.reason,
    }
    return {cell_key(code, name): value for name, value in values.items()}


def row_standing(read: Reader, form: RowForm, unit_id: int, code: PeriodCode) -> RowStanding:
    """What a returned form of rows is checked against."""
    if form.key == TASK_FORM:
        codes = frozenset(task.number for task in read.tasks() if task.lead_unit_id == unit_id)
    else:
        day = read.period(code).last_day
        codes = frozenset(str(row[CODE]) for row in _layer_rows(read, unit_id, day))
    return RowStanding(current_cells(read, form, unit_id, code), codes, read.period(code).last_day)
