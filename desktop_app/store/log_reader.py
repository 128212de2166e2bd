"""Reading the log of a record, and what all reading shares: the connection, and what was read before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from . import journal
from .integrity import Damage, find_damage

T = TypeVar("T")


class LogReader:
    """Everything the screens and reports read; changes nothing."""

    def __init__(self, db: sqlite3.Connection, *, others_write: bool = False) -> None:
        """`db` is a connection of this reader's own thread; `others_write` when another process edits the record."""
        self._db = db
        self._others_write = others_write
        self._version = 0
        self._kept: dict[Any, Any] = {}

    def forget(self) -> None:
        """Read afresh from now on: the record has changed."""
        self._kept.clear()

    def close(self) -> None:
        """Close the connection (only for a reader that was made for a thread)."""
        self._db.close()

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        if self._others_write:
            self._forget_what_others_changed()
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def _forget_what_others_changed(self) -> None:
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._version = version
            self.forget()

    def change_sets(self, limit: int = -1) -> list[journal.ChangeSet]:
        """The log, newest first."""
        return journal.read_change_sets(self._db, limit=limit)

    def changes(self, entry: int) -> list[journal.Change]:
        """What one log entry changed."""
        return journal.read_changes(self._db, entry)

    def row_changes(self, table: str, key: Sequence[object]) -> list[journal.Change]:
        """Every change of one row, oldest first; `key` is its primary key."""
        return journal.row_changes(self._db, table, journal.key_written(key))

    def deletions(self, tables: Iterable[str]) -> list[journal.Change]:
        """The last change of every row of these tables that is no longer there, newest first."""
        return journal.deletions(self._db, tables)

    def tables_by_entry(self) -> dict[int, frozenset[str]]:
        """Names of the tables each log entry changed."""

        def make() -> dict[int, frozenset[str]]:
            found: dict[int, set[str]] = {}
            for row in self._db.execute("SELECT DISTINCT entry, table_name FROM change"):
                found.setdefault(row[0], set()).add(row[1])
            return {entry: frozenset(tables) for entry, tables in found.items()}

        return self._once("tables_by_entry", make)

    def task_states_recorded(self, first: int, last: int) -> dict[int, tuple[int, datetime, str]]:
        """By task: entry, time and label of the last change of its state from entry `first` to `last`."""
        fields = ("state", "completed_on", "kind", "assigned_on")
        found = journal.last_changed(self._db, "task", fields, first, last)
        return {int(json.loads(key)[0]): change for key, change in found.items()}

    def last_entry(self) -> tuple[int, str]:
        """Number and hash of the newest log entry."""
        return journal.last_entry(self._db)

    def find_damage(self) -> list[Damage]:
        """All that is wrong with the file, its log or its evidence, read whole; empty when it is sound."""
        return list(find_damage(self._db))

    def first_broken_entry(self) -> int | None:
        """The first log entry at which the hash chain breaks, or None."""
        return journal.first_broken_entry(self._db)
