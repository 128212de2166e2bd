"""Merging a returned form of rows: progress of tasks, results of layers, each knowing the file it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.returns import Content, FileReport
from desktop_app.domain.row_forms import LAYER_FORM, TASK_FORM, layer_of, split_key
from desktop_app.domain.tasks import TaskState
from desktop_app.store.transaction import Transaction

from .command import unit_name
from .layers import EditLayerStatus, SetLayer
from .tasks import AddTaskUpdate, CompleteTask, EditTask, SetTaskState

Cells = Mapping[str, Content]


def merge_rows(tx: Transaction, report: FileReport, file_id: int, day: date) -> int:
    """Write the rows of a report as of `day`, the period's last; answers how many cells. Raises InvalidInput."""
    rows: dict[str, dict[str, Content]] = {}
    for cell in report.cells:
        if cell.writes:
            code, column = split_key(cell.field)
            rows.setdefault(code, {})[column] = "" if cell.clears else cell.content
    write = _WRITERS[report.form]
    for code, cells in rows.items():
        write(tx, report, file_id, code, cells, day)
    return sum(map(len, rows.values()))


def _merge_task(
    tx: Transaction, report: FileReport, file_id: int, code: str, cells: Cells, day: date
) -> None:
    task = tx.find("task", number=code)
    if task is None or task["lead_unit_id"] != report.unit_id:
        raise InvalidInput(
            f"{code} không còn là nhiệm vụ của đơn vị trong {report.file_name}. Đọc lại tệp này."
        )
    texts = {name: cells[name] for name in ("result", "difficulties", "proposals") if name in cells}
    if texts:
        EditTask(task["id"], texts).run(tx)
    state = cells.get("state")
    percent = cells.get("percent")
    if state is not None and state != TaskState.COMPLETED.label and state != TaskState(task["state"]).label:
        wanted = next(item for item in TaskState if item.label == state)
        SetTaskState(task["id"], wanted, day).run(tx)
    if isinstance(percent, int) or texts or state is not None:
        said = " ".join(str(cells.get("result") or "").split()) or f"Theo phiếu {report.file_name}"
        author = unit_name(tx, int(report.unit_id or 0))
        note = AddTaskUpdate(task["id"], day, said, percent if isinstance(percent, int) else None, author)
        tx.update("task_update", "diễn biến", {"id": note.run(tx)}, {"received_id": file_id})
    _complete(tx, task, report, cells)


def _complete(tx: Transaction, task: Mapping[str, Any], report: FileReport, cells: Cells) -> None:
    done = cells.get("completed")
    if cells.get("state") != TaskState.COMPLETED.label and not isinstance(done, date):
        return
    day = done if isinstance(done, date) else None
    if day is None and task["completed_on"]:
        day = date.fromisoformat(task["completed_on"])
    if day is None:
        raise InvalidInput(f"{task['number']} báo hoàn thành nhưng thiếu ngày hoàn thành. Đọc lại tệp này.")
    reason = f"Đơn vị báo hoàn thành tại phiếu {report.file_name}, chưa gửi minh chứng"
    CompleteTask(task["id"], day, no_evidence_reason=reason).run(tx)


def _merge_layer(
    tx: Transaction, report: FileReport, file_id: int, code: str, cells: Cells, day: date
) -> None:
    system_id, number = layer_of(code)
    layer = tx.get("layer", "lớp", number=number)["key"]
    current = _current(tx, int(report.unit_id or 0), system_id, layer, day)
    changes: dict[str, Any] = {
        name: cells[name] for name in ("provider", "document", "reason") if name in cells
    }
    if "result" in cells:
        changes["result"] = next(item for item in LayerResult if item.label == cells["result"])
    since, until = cells.get("since"), cells.get("until")
    if isinstance(until, date):
        changes["valid_to"] = until + timedelta(days=1)
    begins = isinstance(since, date) or "result" in changes or current is None
    if begins:
        start = since if isinstance(since, date) else day
        status_id = _new_status(tx, report, (system_id, layer), current, changes, start)
    else:
        assert current is not None
        status_id = int(current["id"])
        plain = {name: getattr(value, "value", value) for name, value in changes.items()}
        EditLayerStatus(status_id, plain).run(tx)
    tx.update("layer_status", "trạng thái", {"id": status_id}, {"received_id": file_id})


def _new_status(
    tx: Transaction,
    report: FileReport,
    subject: tuple[int | None, str],
    current: Mapping[str, Any] | None,
    changes: Mapping[str, Any],
    start: date,
) -> int:
    """A status from `start` on; what the row leaves open is as it was."""
    known = dict(current) if current else {"provider": "", "document": "", "reason": "", "result": None}
    if changes.get("result", known["result"]) is None:
        raise InvalidInput(f"{report.file_name}: một lớp chưa có kết quả nên chưa ghi được. Đọc lại tệp này.")
    same = "result" not in changes
    end = known.get("valid_to") if same else None
    return SetLayer(
        unit_id=int(report.unit_id or 0),
        layer=subject[1],
        result=LayerResult(changes.get("result", known["result"])),
        valid_from=start,
        valid_to=changes.get("valid_to", date.fromisoformat(end) if end else None),
        system_id=subject[0],
        provider=str(changes.get("provider", known["provider"])),
        document=str(changes.get("document", known["document"])),
        reason=str(changes.get("reason", known["reason"])),
        note=f"Theo phiếu {report.file_name} ({format_date(start)})",
    ).run(tx)


def _current(
    tx: Transaction, unit_id: int, system_id: int | None, layer: str, day: date
) -> dict[str, Any] | None:
    rows = tx.find_all("layer_status", unit_id=unit_id, system_id=system_id, layer=layer)
    begun = [row for row in rows if row["valid_from"] is None or row["valid_from"] <= day.isoformat()]
    return max(begun, key=lambda row: (row["valid_from"] or "", row["id"]), default=None)


_WRITERS: Mapping[str, Callable[[Transaction, FileReport, int, str, Cells, date], None]] = {
    TASK_FORM: _merge_task,
    LAYER_FORM: _merge_layer,
}
