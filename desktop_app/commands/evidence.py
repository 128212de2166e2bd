"""Keeping files of proof inside the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.numbers import format_size
from desktop_app.domain.text import nfc
from desktop_app.store.transaction import Transaction

from .command import because, stored
from .tasks import task_name

LARGEST = 50 * 1024 * 1024


def read_evidence_file(path: Path) -> bytes:
    """A file's content; raises InvalidInput over 50 MB, RecordError when it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InvalidInput(
                f"{path.name} lớn {format_size(size)}, quá giới hạn 50 MB mỗi tệp. Nén hoặc tách tệp rồi đính kèm lại."
            )
        return path.read_bytes()
    except OSError as error:
        raise RecordError(
            f"Không đọc được {path} ({error.strerror or error}). Kiểm tra tệp rồi đính kèm lại."
        ) from error


@dataclass(frozen=True)
class AttachEvidence:
    """Copy a file into the record as proof of a task ("task") or a layer status ("layer_status")."""

    owner: str
    owner_id: int
    file_name: str
    content: bytes = field(repr=False)
    added_on: date = field(kw_only=True)
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty file or one over 50 MB."""
        if not self.content:
            raise InvalidInput(
                f"{self.file_name} là tệp rỗng nên không dùng làm minh chứng được. Chọn tệp khác."
            )
        if len(self.content) > LARGEST:
            raise InvalidInput(
                f"{self.file_name} lớn {format_size(len(self.content))}, quá giới hạn 50 MB mỗi tệp. "
                "Nén hoặc tách tệp rồi đính kèm lại."
            )

    def describe(self, tx: Transaction) -> str:
        """NV-09: đính kèm …"""
        whose = task_name(tx, self.owner_id) if self.owner == "task" else "An toàn 4 lớp"
        return f"{whose}: đính kèm {nfc(self.file_name)}"

    def run(self, tx: Transaction) -> int:
        """Keep the content under its SHA-256 and note the file; answers the entry's id."""
        table = "task" if self.owner == "task" else "layer_status"
        tx.get(table, "mục", id=self.owner_id)
        digest = hashlib.sha256(self.content).hexdigest()
        if tx.find("evidence", owner=self.owner, owner_id=self.owner_id, sha256=digest):
            raise InvalidInput(f"{self.file_name} đã được đính kèm rồi (nội dung giống hệt).")
        tx.keep_content(digest, self.content)
        return tx.insert(
            "evidence",
            {
                "owner": self.owner,
                "owner_id": self.owner_id,
                "file_name": nfc(Path(self.file_name).name),
                "size": len(self.content),
                "sha256": digest,
                "added_on": stored(self.added_on),
                "note": stored(self.note),
            },
        )


@dataclass(frozen=True)
class RemoveEvidence:
    """Take a file off its task or layer, for a reason; its content stays in the record, so it can be put back."""

    evidence_id: int
    reason: str

    def describe(self, tx: Transaction) -> str:
        """Gỡ minh chứng …"""
        name = tx.get("evidence", "minh chứng", id=self.evidence_id)["file_name"]
        return f"Gỡ minh chứng {name}. {because(self.reason)}"

    def run(self, tx: Transaction) -> None:
        """Remove the entry; raises InvalidInput when a completed task would be left without proof or reason."""
        because(self.reason)
        row = tx.get("evidence", "minh chứng", id=self.evidence_id)
        tx.delete("evidence", id=self.evidence_id)
        if row["owner"] != "task" or tx.find("evidence", owner="task", owner_id=row["owner_id"]):
            return
        task = tx.get("task", "nhiệm vụ", id=row["owner_id"])
        if task["state"] == "completed" and not task["no_evidence_reason"]:
            raise InvalidInput(
                f"{task['number']} đã hoàn thành và đây là minh chứng duy nhất. Nhập lý do chưa có minh chứng trước khi gỡ."
            )
