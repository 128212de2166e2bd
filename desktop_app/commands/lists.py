"""Merging an office's own list of tasks or units, as one change set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.list_plans import ListPlan, PlannedRow, RowFate
from desktop_app.domain.text import fold
from desktop_app.store.transaction import Transaction

from .exchange import RememberMapping
from .task_documents import NewTask, SetTaskDocument
from .tasks import FIELD_TITLES, AddTask, EditTask, SetCoordinators
from .units import UNIT_FIELDS, AddUnit, EditUnit

_AT_FIRST = (
    "title",
    "lead_unit_id",
    "kind",
    "due_on",
    "number",
    "group_title",
    "clause",
    "assigned_on",
    "deliverable",
    "source",
)
_APART = ("document", "coordinating", "extended_due")


def _label(plan: ListPlan, what: str) -> str:
    added, updated = plan.count(RowFate.ADDED), plan.count(RowFate.UPDATED)
    parts = [f"thêm {added}"] if added else []
    parts += [f"cập nhật {updated}"] if updated else []
    return f"Nhập {what} từ {plan.file_name}: {', '.join(parts)}"


@dataclass(frozen=True)
class ImportTasks:
    """Add and change the tasks of a list; `remember` keeps what its headings mean."""

    plan: ListPlan
    remember: RememberMapping | None = None

    def describe(self, tx: Transaction) -> str:
        """Nhập nhiệm vụ từ Phu luc.xlsx: thêm 76, cập nhật 3."""
        return _label(self.plan, "nhiệm vụ")

    def run(self, tx: Transaction) -> None:
        """Write it; raises InvalidInput when a task cannot stand, and then nothing is written."""
        if self.remember:
            self.remember.run(tx)
        for row in self.plan.to_write:
            if row.existing is None:
                _add_task(tx, row.values)
            else:
                _change_task(tx, row.existing, row.values)


def _add_task(tx: Transaction, values: Mapping[str, Any]) -> None:
    first = {key: value for key, value in values.items() if key in _AT_FIRST}
    task = AddTask(**first, coordinating=values.get("coordinating", ()))
    task_id = NewTask(task, values.get("document", "")).run(tx)
    later = {key: value for key, value in values.items() if key not in _AT_FIRST and value not in (None, "")}
    _change_task(tx, task_id, {key: value for key, value in later.items() if key not in _APART})


def _change_task(tx: Transaction, task_id: int, values: Mapping[str, Any]) -> None:
    if values.get("document"):
        SetTaskDocument(task_id, values["document"]).run(tx)
    units = values.get("coordinating")
    if units is not None:  # the lead may change with them: never is one unit both
        lead = tx.get("task", "nhiệm vụ", id=task_id)["lead_unit_id"]
        SetCoordinators(task_id, tuple(unit for unit in units if unit != lead)).run(tx)
    changes = {key: value for key, value in values.items() if key in FIELD_TITLES}
    if "state" in changes:
        changes["percent"] = 100
    if changes:
        EditTask(task_id, changes).run(tx)
    if units is not None:
        SetCoordinators(task_id, units).run(tx)


@dataclass(frozen=True)
class ImportUnits:
    """Add and change the units of a list; one may be the parent of those below it."""

    plan: ListPlan
    remember: RememberMapping | None = None

    def describe(self, tx: Transaction) -> str:
        """Nhập đơn vị từ Danh sach.xlsx: thêm 120."""
        return _label(self.plan, "đơn vị")

    def run(self, tx: Transaction) -> None:
        """Write it; raises InvalidInput when a unit cannot stand, and then nothing is written."""
        if self.remember:
            self.remember.run(tx)
        added: dict[str, int] = {}
        for row in self.plan.to_write:
            self._write(tx, row, added)

    def _write(self, tx: Transaction, row: PlannedRow, added: dict[str, int]) -> None:
        values = dict(row.values)
        parent = values.pop("parent", "")
        if parent:
            values["parent_id"] = added[fold(parent)] if fold(parent) in added else _by_name(tx, parent)
        if row.existing is None:
            added[fold(values["name"])] = AddUnit(**values).run(tx)
        else:
            EditUnit(row.existing, {key: value for key, value in values.items() if key in UNIT_FIELDS}).run(
                tx
            )


def _by_name(tx: Transaction, name: str) -> int | None:
    return next((unit["id"] for unit in tx.find_all("unit") if fold(unit["name"]) == fold(name)), None)
