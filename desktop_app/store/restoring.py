"""Going back to a backup: into a new file, or in place as one change set that can itself be taken back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_app.domain.errors import LockedPeriod, RecordError, system_reason

from .backups import find_fault
from .connection import connect, translated
from .journal import last_entry
from .transaction import Transaction


def restore_to(backup: Path, target: Path) -> Path:
    """Write a backup as a new record at `target`; raises RecordError when it is bad or the file exists."""
    fault = find_fault(backup)
    if fault:
        raise RecordError(f"{backup.name} không dùng để khôi phục được: {fault}. Chọn bản sao lưu khác.")
    if target.exists():
        raise RecordError(f"Đã có {target.name} ở {target.parent}. Chọn tên khác để không ghi đè sổ đang có.")
    draft = target.with_name(target.name + ".dang-ghi")
    try:
        shutil.copyfile(backup, draft)
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise RecordError(
            f"Không ghi được {target} ({system_reason(error)}). Chọn thư mục khác; bản sao lưu vẫn nguyên."
        ) from error
    return target


def common_entry(db: sqlite3.Connection, backup: Path) -> int:
    """The log entry at which the record stood as the backup does.

    Raises RecordError when the backup is not an earlier state of this very record.
    """
    with translated(backup), closing(connect(backup, read_only=True)) as copy:
        entry, digest = last_entry(copy)
    row = db.execute("SELECT hash FROM change_set WHERE entry = ?", (entry,)).fetchone()
    if entry and (row is None or row[0] != digest):
        raise RecordError(
            f"{backup.name} không phải một trạng thái trước đây của sổ đang mở (nhật ký rẽ khác từ trước mục {entry}). "
            "Khôi phục bản này vào tệp mới."
        )
    return entry


def go_back(db: sqlite3.Connection, tx: Transaction, entry: int) -> int:
    """Put every row back to what it was after log entry `entry`; answers how many rows.

    Part of an open change set, so that the log stays whole and undo brings everything back. Raises LockedPeriod
    where a period that is locked now would come out open: only a person opens one, with a reason.
    """
    rows = db.execute(
        "SELECT table_name, row_key, min(id) AS first FROM change WHERE entry > ? AND entry <> ? "
        "GROUP BY table_name, row_key ORDER BY first DESC",
        (entry, tx.entry),
    ).fetchall()
    changed = 0
    for row in rows:
        image = db.execute("SELECT before FROM change WHERE id = ?", (row["first"],)).fetchone()["before"]
        if row["table_name"] == "period":
            _refuse_opening(tx, row["row_key"], image)
        if not tx.stands(row["table_name"], row["row_key"], image):
            tx.restore(row["table_name"], row["row_key"], image)
            changed += 1
    return changed


def _refuse_opening(tx: Transaction, row_key: str, image: str | None) -> None:
    code, report = json.loads(row_key)
    now = tx.find("period", code=code, report=report)
    if now and now["locked"] and not (image and json.loads(image).get("locked")):
        raise LockedPeriod(
            f"Kỳ {code} đã khóa sau bản sao lưu này nên chưa khôi phục được trên sổ. "
            "Mở khóa kỳ ở Cài đặt (có lý do) rồi khôi phục, hoặc khôi phục vào tệp mới."
        )
