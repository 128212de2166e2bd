"""Who may write: one process at a time holds a record's lock; others look on and are told who and since when.

The operating system drops the lock when the process ends, however it ends, so none goes stale.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from desktop_app.domain.errors import RecordError, system_reason


@dataclass(frozen=True, slots=True)
class Editor:
    """Who has a record open for editing, on which machine, since when."""

    person: str
    machine: str
    since: datetime


class EditingLock:
    """The lock of one record, held until `release`."""

    def __init__(self, record: Path) -> None:
        """`record` is the record's file; the lock is a hidden file beside it."""
        self._lock = FileLock(record.with_name(f".{record.name}.khoa"), blocking=False, thread_local=False)

    def acquire(self) -> bool:
        """Take the lock; False when another process has it. Raises RecordError where no lock can be made."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise RecordError(
                f"Không tạo được tệp khóa cạnh sổ ({system_reason(error)}). Chép sổ sang thư mục của mình để sửa."
            ) from error
        return True

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()


def write_editor(db: sqlite3.Connection, editor: Editor) -> None:
    """Note in the record who edits it now."""
    db.execute(
        "INSERT INTO editor (only, person, machine, since) VALUES (1, ?, ?, ?) "
        "ON CONFLICT (only) DO UPDATE SET person = excluded.person, machine = excluded.machine, since = excluded.since",
        (editor.person, editor.machine, editor.since.isoformat(timespec="seconds")),
    )


def read_editor(db: sqlite3.Connection) -> Editor | None:
    """Who last opened the record for editing."""
    row = db.execute("SELECT person, machine, since FROM editor").fetchone()
    return (
        None if row is None else Editor(row["person"], row["machine"], datetime.fromisoformat(row["since"]))
    )
