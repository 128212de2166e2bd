"""An open record: doing, undoing and redoing change sets, and reading.

Made by `opening`. Everything that changes data goes through `change`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import CannotUndo, InvalidInput, ReadOnlyRecord, RecordError

from . import journal, undo
from .connection import connect, translated
from .editing_lock import EditingLock
from .integrity import Damage
from .past import connection_as_known, entry_known_at, reader_as_known
from .reader import Reader
from .restoring import common_entry, go_back
from .transaction import Shapes, Transaction

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Announcement:
    """A change set that was just written, and the tables it changed."""

    change_set: journal.ChangeSet
    tables: frozenset[str]


Check = Callable[[Transaction], None]


def _no_check(tx: Transaction) -> None:
    """Everything may be kept."""


class Record:
    """One `*.tiendo` file, open for editing or for viewing.

    `viewing_reason` says in Vietnamese why it is open for viewing only; it is empty when it can be edited.
    `clock` gives the time written into the log.
    """

    def __init__(
        self,
        path: Path,
        db: sqlite3.Connection,
        *,
        machine: str,
        clock: Clock,
        lock: EditingLock | None = None,
        viewing_reason: str = "",
        data_path: Path | None = None,
        past: int | None = None,
    ) -> None:
        """`data_path` is the file actually read when it is a copy of `path` (read-only folders).

        `past` is the log entry up to which the record is looked at; None for the present.
        """
        self.path = path
        self.machine = machine
        self.viewing_reason = viewing_reason
        self.clock = clock
        self.past = past
        self.read = Reader(db, others_write=bool(viewing_reason))
        self._db = db
        self._lock = lock
        self._data_path = data_path or path
        self._shapes: Shapes = {}
        self._closed = False

    @property
    def can_edit(self) -> bool:
        """Whether changes can be written."""
        return not self.viewing_reason

    @contextmanager
    def change(self, label: str, actor: str) -> Iterator[Transaction]:
        """Write one change set: all or nothing, logged under `label` (Vietnamese) and `actor`.

        Raises ReadOnlyRecord when open for viewing, LockedPeriod, or RecordError; then nothing was changed.
        """
        with self._writing("do", label, actor, None) as tx:
            yield tx

    @contextmanager
    def _writing(self, kind: str, label: str, actor: str, undoes: int | None) -> Iterator[Transaction]:
        if not self.can_edit:
            raise ReadOnlyRecord(f"Sổ đang mở để xem nên chưa ghi được. {self.viewing_reason}")
        with translated(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                entry = journal.last_entry(self._db)[0] + 1
                self._db.execute("INSERT INTO open_change_set (only, entry) VALUES (1, ?)", (entry,))
                tx = Transaction(self._db, entry, label, self._shapes)
                yield tx
                at = self.clock().isoformat(timespec="seconds")
                written = journal.write_change_set(
                    self._db, (entry, at, actor, self.machine, tx.label, kind, undoes)
                )
                self._db.execute("DELETE FROM open_change_set")
                self._db.execute("COMMIT" if written else "ROLLBACK")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self.read.forget()  # what was read meanwhile may be of the unfinished change

    def announcement(self, entry_before: int) -> Announcement | None:
        """What was written after the entry `entry_before`, or None when nothing was."""
        entry, _ = journal.last_entry(self._db)
        change_set = journal.read_change_set(self._db, entry) if entry > entry_before else None
        return Announcement(change_set, journal.touched_tables(self._db, entry)) if change_set else None

    @property
    def last_entry(self) -> tuple[int, str]:
        """Number and hash of the newest log entry."""
        with translated(self.path):
            return journal.last_entry(self._db)

    def next_undo(self) -> journal.ChangeSet | None:
        """What Ctrl+Z would take back."""
        return undo.next_undo(self._db)

    def next_redo(self) -> journal.ChangeSet | None:
        """What Ctrl+Y would do again."""
        return undo.next_redo(self._db)

    def obstacle(self, entry: int) -> str | None:
        """Why a log entry cannot be taken back, or None when it can."""
        return undo.obstacle(self._db, entry)

    def undo(self, actor: str, entry: int | None = None, check: Check = _no_check) -> None:
        """Take back a change set (the newest one unless told). Raises CannotUndo with the reason.

        `check` looks at what came of it before it is kept, and may refuse it by InvalidInput.
        """
        target = self.next_undo() if entry is None else journal.read_change_set(self._db, entry)
        if target is None:
            raise CannotUndo("Không còn thay đổi nào để hoàn tác.")
        again = target.kind == "undo"
        verb, kind = ("Làm lại", "redo") if again else ("Hoàn tác", "undo")
        in_order = target in (self.next_undo(), self.next_redo())
        try:
            with self._writing(kind, f"{verb}: {_plain(target.label)}", actor, target.entry) as tx:
                undo.revert(self._db, tx, target.entry, in_order=in_order)
                check(tx)
        except InvalidInput as error:
            raise CannotUndo(undo.refusal(target.entry, error)) from error

    def redo(self, actor: str, check: Check = _no_check) -> None:
        """Do the newest undone change set again, checked as by `undo`. Raises CannotUndo when there is none."""
        target = self.next_redo()
        if target is None:
            raise CannotUndo("Không còn thay đổi nào để làm lại.")
        self.undo(actor, target.entry, check)

    def restore(self, actor: str, backup: Path, check: Check = _no_check) -> int:
        """Go back to an earlier state kept in a backup, as one change set; answers how many rows changed.

        Raises RecordError when the backup is no earlier state of this record, LockedPeriod, or when `check` refuses
        what came of it; then nothing changed.
        """
        entry = common_entry(self._db, backup)
        with self._writing("do", f"Khôi phục về mục {entry} ({backup.name})", actor, None) as tx:
            changed = go_back(self._db, tx, entry)
            check(tx)
            return changed

    def another_reader(self) -> Reader:
        """A reader on its own read-only connection, for work off the main thread; close it.

        It reads the record as it is now, however long the work takes and whatever is written meanwhile.
        """
        if self.past is not None:
            return self.reader_as_known(self.past)
        with translated(self.path):
            db = connect(self._data_path, read_only=True)
            db.execute("BEGIN")
            journal.last_entry(db)  # the first read fixes what all later ones see
            return Reader(db)

    def reader_as_known(self, entry: int) -> Reader:
        """A reader of the record as it stood right after a log entry; close it. Raises InvalidInput."""
        with translated(self.path):
            return reader_as_known(self._data_path, entry)

    def as_known(self, entry: int) -> Record:
        """The record as it stood right after a log entry, open for viewing; close it. Raises InvalidInput."""
        with translated(self.path):
            db = connection_as_known(self._data_path, entry)
            at = datetime.fromisoformat(db.execute("SELECT max(at) FROM change_set").fetchone()[0])
        reason = (
            f"Đang xem sổ như đã biết đến mục {entry}, ghi lúc {at:%H:%M} ngày {at:%d/%m/%Y}. "
            "Thay đổi ghi sau đó không hiện và không sửa được ở đây."
        )
        return Record(
            self.path, db, machine=self.machine, clock=lambda: at, viewing_reason=reason,
            data_path=self._data_path, past=entry,
        )  # fmt: skip

    def entry_known_at(self, moment: datetime) -> int:
        """The newest log entry recorded at or before `moment`; 0 when there was none yet."""
        with translated(self.path):
            return entry_known_at(self._db, moment)

    def find_damage(self) -> list[Damage]:
        """All that is wrong with the file, its log or its evidence; empty when it is whole."""
        with translated(self.path):
            return self.read.find_damage()

    def close(self) -> None:
        """Fold the write-ahead log into the file, close it, and let others edit. Closing twice is closing once."""
        if self._closed:
            return
        self._closed = True
        try:
            if self.can_edit:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise RecordError(
                f"Đã lưu mọi thay đổi, nhưng chưa dọn xong tệp phụ của {self.path.name} ({error})."
            ) from error
        finally:
            self._db.close()
            if self._lock:
                self._lock.release()
            if self._data_path != self.path and self.past is None:
                shutil.rmtree(self._data_path.parent, ignore_errors=True)


def _plain(label: str) -> str:
    """A label without the verbs of earlier undos."""
    for prefix in ("Hoàn tác: ", "Làm lại: "):
        while label.startswith(prefix):
            label = label.removeprefix(prefix)
    return label
