"""Changes of tasks: adding, editing, progress, completion, extensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import TaskKind, TaskState
from desktop_app.store.transaction import Transaction

from .command import because, required, shown, stored, unit_name

FIELD_TITLES = {
    "number": "số hiệu",
    "title": "tên nhiệm vụ",
    "group_title": "nhóm",
    "document_id": "văn bản giao",
    "clause": "điều, mục",
    "kind": "loại",
    "lead_unit_id": "cơ quan chủ trì",
    "assigned_on": "ngày giao",
    "due_on": "thời hạn",
    "state": "trạng thái",
    "state_on": "ngày đổi trạng thái",
    "completed_on": "ngày hoàn thành",
    "percent": "tiến độ",
    "deliverable": "sản phẩm",
    "result": "kết quả",
    "difficulties": "khó khăn, vướng mắc",
    "proposals": "kiến nghị",
    "no_evidence_reason": "lý do chưa có minh chứng",
    "source": "nguồn",
}


ONE_LEAD = "Mỗi nhiệm vụ chỉ một cơ quan chủ trì; các cơ quan khác là phối hợp."


def single_lead(unit_ids: Iterable[int]) -> int:
    """The one lead unit of those named; raises InvalidInput for none or more than one."""
    found = list(dict.fromkeys(unit_ids))
    if len(found) != 1:
        problem = "chưa có cơ quan chủ trì" if not found else f"có {len(found)} cơ quan chủ trì"
        raise InvalidInput(f"Nhiệm vụ {problem}. {ONE_LEAD}")
    return found[0]


def task_name(tx: Transaction, task_id: int) -> str:
    """A task's number for a label."""
    return str(tx.get("task", "nhiệm vụ", id=task_id)["number"])


def _check(row: Mapping[str, Any]) -> None:
    required(str(row["title"]), "Tên nhiệm vụ")
    required(str(row["number"]), "Số hiệu nhiệm vụ")
    if row["kind"] == TaskKind.DATED and not row["due_on"]:
        raise InvalidInput("Nhiệm vụ có thời hạn cần ngày hạn. Nhập thời hạn, hoặc chọn loại thường xuyên.")
    if row["kind"] == TaskKind.CONTINUING and row["due_on"]:
        raise InvalidInput(
            "Nhiệm vụ thường xuyên không có thời hạn. Xóa thời hạn, hoặc chọn loại có thời hạn."
        )
    if row["assigned_on"] and row["due_on"] and row["due_on"] < row["assigned_on"]:
        raise InvalidInput("Thời hạn sớm hơn ngày giao. Sửa lại một trong hai ngày.")
    if row["state"] == TaskState.COMPLETED and not row["completed_on"]:
        raise InvalidInput("Nhiệm vụ hoàn thành cần ngày hoàn thành. Nhập ngày rồi ghi lại.")
    if row["assigned_on"] and row["completed_on"] and row["completed_on"] < row["assigned_on"]:
        raise InvalidInput("Ngày hoàn thành sớm hơn ngày giao. Sửa lại một trong hai ngày.")
    if not 0 <= row.get("percent", 0) <= 100:
        raise InvalidInput(f"Tiến độ {row['percent']}% không hợp lệ. Nhập số từ 0 đến 100.")


def _refuse_without_proof(tx: Transaction, row: Mapping[str, Any]) -> None:
    """A completed task needs a file of proof or the reason why there is none (CAPABILITIES A6)."""
    if not row["no_evidence_reason"] and tx.find("evidence", owner="task", owner_id=row["id"]) is None:
        raise InvalidInput(
            f"{row['number']} chưa có minh chứng. Đính kèm tệp minh chứng, hoặc nhập lý do chưa có."
        )


def _refuse_lead_as_coordinator(tx: Transaction, task_id: int, lead: int) -> None:
    if tx.find("task_coordination", task_id=task_id, unit_id=lead):
        raise InvalidInput(
            f"{unit_name(tx, lead)} đang là cơ quan phối hợp của {task_name(tx, task_id)}. "
            "Bỏ khỏi danh sách phối hợp trước."
        )


@dataclass(frozen=True)
class AddTask:
    """Add a task; `coordinating` are the other units, never the lead. `number` empty takes the next NV-…"""

    title: str
    lead_unit_id: int
    kind: TaskKind = TaskKind.DATED
    due_on: date | None = None
    number: str = ""
    group_title: str = ""
    document_id: int | None = None
    clause: str = ""
    coordinating: tuple[int, ...] = ()
    assigned_on: date | None = None
    deliverable: str = ""
    source: str = ""
    position: int | None = None

    def __post_init__(self) -> None:
        """Refuse an empty title, a missing or superfluous deadline, the lead among the coordinating units."""
        _check(self._row("NV"))
        if self.lead_unit_id in self.coordinating:
            raise InvalidInput(
                "Cơ quan chủ trì không đồng thời là cơ quan phối hợp. Bỏ khỏi danh sách phối hợp."
            )

    def _row(self, number: str) -> dict[str, Any]:
        return {
            "number": number,
            "title": stored(self.title),
            "group_title": stored(self.group_title),
            "document_id": self.document_id,
            "clause": stored(self.clause),
            "kind": self.kind.value,
            "lead_unit_id": self.lead_unit_id,
            "assigned_on": stored(self.assigned_on),
            "due_on": stored(self.due_on),
            "state": TaskState.NOT_STARTED.value,
            "completed_on": None,
            "deliverable": stored(self.deliverable),
            "source": stored(self.source),
        }

    def describe(self, tx: Transaction) -> str:
        """Thêm nhiệm vụ …"""
        return f"Thêm nhiệm vụ {shown(self.title)}"

    def run(self, tx: Transaction) -> int:
        """Write the task; answers its id."""
        for unit_id in (self.lead_unit_id, *self.coordinating):
            tx.get("unit", "đơn vị", id=unit_id)
        rows = tx.find_all("task")
        number = str(stored(self.number)) or _next_number([row["number"] for row in rows])
        _refuse_used_number(tx, number)
        last = max((row["position"] for row in rows), default=0)
        row = self._row(number) | {"position": last + 1 if self.position is None else self.position}
        task_id = tx.insert("task", row)
        for unit_id in dict.fromkeys(self.coordinating):
            tx.insert("task_coordination", {"task_id": task_id, "unit_id": unit_id})
        return task_id


def _next_number(numbers: Iterable[str]) -> str:
    used = [int(number[3:]) for number in numbers if number.startswith("NV-") and number[3:].isdigit()]
    return f"NV-{max(used, default=0) + 1:02}"


@dataclass(frozen=True)
class EditTask:
    """Change fields of a task; keys of `changes` are columns of the table (see FIELD_TITLES)."""

    task_id: int
    changes: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse fields a task does not have."""
        unknown = set(self.changes) - set(FIELD_TITLES)
        if unknown:
            raise ValueError(f"not fields of a task: {unknown}")

    def describe(self, tx: Transaction) -> str:
        """NV-09: thời hạn 31/12/2020 thành 31/03/2021."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        parts = [
            f"{FIELD_TITLES[name]} {_words(tx, name, row[name])} thành {_words(tx, name, stored(value))}"
            for name, value in self.changes.items()
            if row[name] != stored(value)
        ]
        return f"{row['number']}: " + (
            "; ".join(parts[:2]) + ("; …" if len(parts) > 2 else "") or "không đổi"
        )

    def run(self, tx: Transaction) -> None:
        """Write the changes, after checking the task as a whole."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        changes = {name: stored(value) for name, value in self.changes.items()}
        if changes.get("state", row["state"]) != TaskState.COMPLETED:
            changes["completed_on"] = None
        _check(row | changes)
        self._check_others(tx, row | changes)
        tx.update("task", "nhiệm vụ", {"id": self.task_id}, changes)

    def _check_others(self, tx: Transaction, row: Mapping[str, Any]) -> None:
        """Refuse what other rows forbid: a number in use, a coordinating lead, extensions of what has no term."""
        if row["state"] == TaskState.COMPLETED and {"state", "no_evidence_reason"} & set(self.changes):
            _refuse_without_proof(tx, row)
        if "lead_unit_id" in self.changes:
            _refuse_lead_as_coordinator(tx, self.task_id, int(row["lead_unit_id"]))
        if "number" in self.changes:
            _refuse_used_number(tx, str(row["number"]), self.task_id)
        if row["kind"] == TaskKind.CONTINUING and tx.find("task_extension", task_id=self.task_id):
            raise InvalidInput(
                f"{row['number']} đã được gia hạn nên không thành nhiệm vụ thường xuyên được. Xóa gia hạn trước."
            )


def _refuse_used_number(tx: Transaction, number: str, task_id: int = 0) -> None:
    found = tx.find("task", number=number)
    if found and found["id"] != task_id:
        raise InvalidInput(f"Số hiệu {number} đã có. Chọn số hiệu khác.")


def _words(tx: Transaction, name: str, value: Any) -> str:
    if value in (None, ""):
        return "trống"
    if name == "lead_unit_id":
        return unit_name(tx, value)
    if name == "document_id":
        return str(tx.get("document", "văn bản", id=value)["number"])
    if name == "state":
        return TaskState(value).label.lower()
    if name == "kind":
        return "có thời hạn" if value == TaskKind.DATED else "thường xuyên"
    if name.endswith("_on"):
        return format_date(date.fromisoformat(value))
    return f"{value}%" if name == "percent" else f"“{shown(str(value), 30)}”"


@dataclass(frozen=True)
class CompleteTask:
    """Record a task as completed on a day; without any evidence a reason is needed (CAPABILITIES A6)."""

    task_id: int
    completed_on: date
    result: str = ""
    no_evidence_reason: str = ""

    def describe(self, tx: Transaction) -> str:
        """NV-09: hoàn thành ngày …"""
        return f"{task_name(tx, self.task_id)}: hoàn thành ngày {format_date(self.completed_on)}"

    def run(self, tx: Transaction) -> None:
        """Write state, date, 100 % and result; raises InvalidInput without evidence and reason."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        proof = tx.find("evidence", owner="task", owner_id=self.task_id)
        reason = stored(self.no_evidence_reason) or row["no_evidence_reason"]
        _refuse_without_proof(tx, row | {"no_evidence_reason": reason})
        changes = {
            "state": TaskState.COMPLETED.value,
            "state_on": None,
            "completed_on": stored(self.completed_on),
            "percent": 100,
            "result": stored(self.result) or row["result"],
            "no_evidence_reason": reason if proof is None else row["no_evidence_reason"],
        }
        _check(row | changes)
        tx.update("task", "nhiệm vụ", {"id": self.task_id}, changes)


@dataclass(frozen=True)
class SetTaskState:
    """Start, pause, cancel or reopen a task from a day on; completion is `CompleteTask`.

    Reopening a completed task brings back the progress noted before its completion.
    """

    task_id: int
    state: TaskState
    since: date
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse completion, which needs a date and proof."""
        if self.state is TaskState.COMPLETED:
            raise InvalidInput("Ghi hoàn thành cần ngày hoàn thành và minh chứng. Dùng “Cập nhật tiến độ”.")

    def describe(self, tx: Transaction) -> str:
        """NV-09: tạm dừng từ …"""
        return f"{task_name(tx, self.task_id)}: {self.state.label.lower()} từ {format_date(self.since)}"

    def run(self, tx: Transaction) -> None:
        """Write the state; a reason becomes a progress note."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        changes = {"state": self.state.value, "state_on": stored(self.since), "completed_on": None}
        if row["state"] == TaskState.COMPLETED and row["percent"] == 100:
            changes["percent"] = self._percent_before(tx)
        tx.update("task", "nhiệm vụ", {"id": self.task_id}, changes)
        if self.reason.strip():
            AddTaskUpdate(self.task_id, self.since, self.reason).run(tx)

    def _percent_before(self, tx: Transaction) -> int:
        """The progress last noted before the completion that is taken back; 0 when none was."""
        said = [
            (note["noted_on"], note["id"], note["percent"])
            for note in tx.find_all("task_update", task_id=self.task_id)
            if note["percent"] is not None and note["percent"] < 100
        ]
        return int(max(said)[2]) if said else 0


@dataclass(frozen=True)
class AddTaskUpdate:
    """Note progress on a day; a percentage also becomes the task's, and a task not started is then under way."""

    task_id: int
    noted_on: date
    text: str
    percent: int | None = None
    author: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty note and a percentage outside 0–100."""
        required(self.text, "Nội dung diễn biến")
        if self.percent is not None and not 0 <= self.percent <= 100:
            raise InvalidInput(f"Tiến độ {self.percent}% không hợp lệ. Nhập số từ 0 đến 100.")

    def describe(self, tx: Transaction) -> str:
        """NV-09: ghi diễn biến …"""
        percent = "" if self.percent is None else f", tiến độ {self.percent}%"
        return f"{task_name(tx, self.task_id)}: ghi diễn biến {format_date(self.noted_on)}{percent}"

    def run(self, tx: Transaction) -> int:
        """Write the note; answers its id."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        note = {
            "task_id": self.task_id,
            "noted_on": stored(self.noted_on),
            "text": stored(self.text),
            "percent": self.percent,
            "author": stored(self.author),
        }
        note_id = tx.insert("task_update", note)
        newest = max(item["noted_on"] for item in tx.find_all("task_update", task_id=self.task_id))
        changes: dict[str, Any] = {}
        if (
            self.percent is not None
            and self.noted_on.isoformat() >= newest
            and row["state"] != TaskState.COMPLETED
        ):
            changes["percent"] = self.percent
        if row["state"] == TaskState.NOT_STARTED:
            changes["state"] = TaskState.IN_PROGRESS.value
        if changes:
            tx.update("task", "nhiệm vụ", {"id": self.task_id}, changes)
        return note_id


@dataclass(frozen=True)
class SetCoordinators:
    """Set a task's coordinating units to exactly these."""

    task_id: int
    unit_ids: tuple[int, ...]

    def describe(self, tx: Transaction) -> str:
        """NV-09: cơ quan phối hợp …"""
        names = ", ".join(unit_name(tx, unit_id) for unit_id in self.unit_ids) or "không có"
        return f"{task_name(tx, self.task_id)}: phối hợp {shown(names)}"

    def run(self, tx: Transaction) -> None:
        """Write what differs; raises InvalidInput when the lead is among them."""
        if tx.get("task", "nhiệm vụ", id=self.task_id)["lead_unit_id"] in self.unit_ids:
            raise InvalidInput(
                "Cơ quan chủ trì không đồng thời là cơ quan phối hợp. Bỏ khỏi danh sách phối hợp."
            )
        present = {row["unit_id"] for row in tx.find_all("task_coordination", task_id=self.task_id)}
        for unit_id in present - set(self.unit_ids):
            tx.delete("task_coordination", task_id=self.task_id, unit_id=unit_id)
        for unit_id in dict.fromkeys(self.unit_ids):
            if unit_id not in present:
                tx.insert("task_coordination", {"task_id": self.task_id, "unit_id": unit_id})


@dataclass(frozen=True)
class DeleteTask:
    """Remove a task with what hangs on it, for a reason; the log keeps it and it can be put back."""

    task_id: int
    reason: str

    def describe(self, tx: Transaction) -> str:
        """Xóa nhiệm vụ NV-12 …"""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        return f"Xóa nhiệm vụ {row['number']}: {shown(row['title'])}. {because(self.reason)}"

    def run(self, tx: Transaction) -> None:
        """Remove the task, its notes, extensions, coordinating units and evidence entries."""
        because(self.reason)
        tx.get("task", "nhiệm vụ", id=self.task_id)
        for table in ("task_coordination", "task_extension", "task_update"):
            tx.delete(table, task_id=self.task_id)
        tx.delete("evidence", owner="task", owner_id=self.task_id)
        tx.delete("task", id=self.task_id)
