"""Later deadlines of tasks, each by the document that grants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import TaskKind
from desktop_app.store.transaction import Transaction

from .command import required, stored
from .tasks import task_name


@dataclass(frozen=True)
class ExtendTask:
    """Give a task a later deadline by a document."""

    task_id: int
    granted_on: date
    new_due_on: date
    document: str
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an extension without its document."""
        required(self.document, "Văn bản cho gia hạn")

    def describe(self, tx: Transaction) -> str:
        """NV-09: gia hạn đến …"""
        return (
            f"{task_name(tx, self.task_id)}: gia hạn đến {format_date(self.new_due_on)} theo {self.document}"
        )

    def run(self, tx: Transaction) -> int:
        """Write the extension; answers its id."""
        row = tx.get("task", "nhiệm vụ", id=self.task_id)
        if row["kind"] == TaskKind.CONTINUING:
            raise InvalidInput(f"{row['number']} là nhiệm vụ thường xuyên nên không gia hạn được.")
        if row["due_on"] and stored(self.new_due_on) <= row["due_on"]:
            first = format_date(date.fromisoformat(row["due_on"]))
            raise InvalidInput(
                f"Hạn mới không muộn hơn hạn gốc {first} của {row['number']}. Nhập ngày muộn hơn."
            )
        return tx.insert(
            "task_extension",
            {
                "task_id": self.task_id,
                "granted_on": stored(self.granted_on),
                "new_due_on": stored(self.new_due_on),
                "document": stored(self.document),
                "reason": stored(self.reason),
            },
        )


@dataclass(frozen=True)
class RemoveExtension:
    """Take back an extension that was entered wrongly; the deadline before it is in force again."""

    extension_id: int

    def describe(self, tx: Transaction) -> str:
        """NV-09: xóa gia hạn đến …"""
        row = tx.get("task_extension", "gia hạn", id=self.extension_id)
        day = format_date(date.fromisoformat(row["new_due_on"]))
        return f"{task_name(tx, row['task_id'])}: xóa gia hạn đến {day} theo {row['document']}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.get("task_extension", "gia hạn", id=self.extension_id)
        tx.delete("task_extension", id=self.extension_id)
