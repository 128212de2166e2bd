"""A task together with the document that gives it out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.store.transaction import Transaction

from .tasks import AddTask, EditTask, task_name
from .units import AddDocument


@dataclass(frozen=True)
class NewTask:
    """Add a task; its document is looked up by number and symbol, and added when the record has none such."""

    task: AddTask
    document: str = ""

    def describe(self, tx: Transaction) -> str:
        """Thêm nhiệm vụ …"""
        return self.task.describe(tx)

    def run(self, tx: Transaction) -> int:
        """Write both; answers the task's id."""
        if not self.document.strip():
            return self.task.run(tx)
        return replace(self.task, document_id=AddDocument(self.document).run(tx)).run(tx)


@dataclass(frozen=True)
class SetTaskDocument:
    """Say which document gives out a task, by its number and symbol; empty for none."""

    task_id: int
    document: str

    def describe(self, tx: Transaction) -> str:
        """NV-09: văn bản giao …"""
        return f"{task_name(tx, self.task_id)}: văn bản giao {self.document.strip() or 'để trống'}"

    def run(self, tx: Transaction) -> None:
        """Write the link, and the document when the record has none such."""
        document = AddDocument(self.document).run(tx) if self.document.strip() else None
        EditTask(self.task_id, {"document_id": document}).run(tx)
