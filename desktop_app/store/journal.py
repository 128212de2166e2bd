"""The log: change sets with their changes, the hash chain over them, and reading it back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A logged change set. `undoes` names the entry it takes back (or redoes); `undone_by` the one that did."""

    entry: int
    at: datetime
    actor: str
    machine: str
    label: str
    kind: str
    undoes: int | None
    changes: int
    hash: str
    undone_by: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: JSON images before and after (None: the row was not there)."""

    id: int
    entry: int
    table: str
    key: str
    before: str | None
    after: str | None


def chain_hash(previous: str, head: Iterable[object], changes: Iterable[tuple[object, ...]]) -> str:
    """The hash of a change set: SHA-256 over the hash before it and its whole content.

    `head` is (entry, at, actor, machine, label, kind, undoes); `changes` are (table, key, before, after) in order.
    """
    digest = hashlib.sha256(previous.encode())
    digest.update(json.dumps(list(head), ensure_ascii=False, separators=(",", ":")).encode())
    for change in changes:
        digest.update(b"\n")
        digest.update(json.dumps(list(change), ensure_ascii=False, separators=(",", ":")).encode())
    return digest.hexdigest()


def last_entry(db: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the newest change set; (0, zeros) for an empty log."""
    row = db.execute("SELECT entry, hash FROM change_set ORDER BY entry DESC LIMIT 1").fetchone()
    return (row["entry"], row["hash"]) if row else (0, FIRST_HASH)


def write_change_set(db: sqlite3.Connection, head: tuple[object, ...]) -> int:
    """Close the change set `head` over the changes already logged under its entry; answers their number.

    Writes nothing when there are none.
    """
    entry = head[0]
    rows = db.execute(
        "SELECT table_name, row_key, before, after FROM change WHERE entry = ? ORDER BY id", (entry,)
    )
    changes = [tuple(row) for row in rows]
    if changes:
        _, previous = last_entry(db)
        db.execute(
            "INSERT INTO change_set (entry, at, actor, machine, label, kind, undoes, changes, previous_hash, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*head, len(changes), previous, chain_hash(previous, head, changes)),
        )
    return len(changes)


def read_change_sets(
    db: sqlite3.Connection, *, newest_first: bool = True, limit: int = -1
) -> list[ChangeSet]:
    """The log, newest first unless told; `limit` of −1 gives all of it."""
    order = "DESC" if newest_first else "ASC"
    rows = db.execute(
        "SELECT c.*, u.entry AS undone_by FROM change_set c LEFT JOIN change_set u ON u.undoes = c.entry "
        f"ORDER BY c.entry {order} LIMIT ?",
        (limit,),
    )
    return [_change_set(row) for row in rows]


def read_change_set(db: sqlite3.Connection, entry: int) -> ChangeSet | None:
    """The change set of that number, or None."""
    row = db.execute(
        "SELECT c.*, u.entry AS undone_by FROM change_set c LEFT JOIN change_set u ON u.undoes = c.entry "
        "WHERE c.entry = ?",
        (entry,),
    ).fetchone()
    return None if row is None else _change_set(row)


def _change_set(row: sqlite3.Row) -> ChangeSet:
    return ChangeSet(
        row["entry"],
        datetime.fromisoformat(row["at"]),
        row["actor"],
        row["machine"],
        row["label"],
        row["kind"],
        row["undoes"],
        row["changes"],
        row["hash"],
        row["undone_by"],
    )


def read_changes(db: sqlite3.Connection, entry: int) -> list[Change]:
    """The changes of one change set, in the order they were made."""
    rows = db.execute("SELECT * FROM change WHERE entry = ? ORDER BY id", (entry,))
    return [_change(row) for row in rows]


def _change(row: sqlite3.Row) -> Change:
    return Change(row["id"], row["entry"], row["table_name"], row["row_key"], row["before"], row["after"])


def key_written(values: Iterable[object]) -> str:
    """A row's primary key as the log writes it: a JSON array."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def row_changes(db: sqlite3.Connection, table: str, key: str) -> list[Change]:
    """Every change of one row, oldest first; `key` as `key_written` gives it."""
    rows = db.execute("SELECT * FROM change WHERE table_name = ? AND row_key = ? ORDER BY id", (table, key))
    return [_change(row) for row in rows]


def deletions(db: sqlite3.Connection, tables: Iterable[str]) -> list[Change]:
    """The last change of every row of these tables that is no longer there, newest first."""
    names = list(tables)
    rows = db.execute(
        f"SELECT c.* FROM change c WHERE c.after IS NULL AND c.table_name IN ({', '.join('?' * len(names))}) "
        "AND c.id = (SELECT max(id) FROM change l WHERE l.table_name = c.table_name AND l.row_key = c.row_key) "
        "ORDER BY c.id DESC",
        names,
    )
    return [_change(row) for row in rows if row["before"] is not None]


def touched_tables(db: sqlite3.Connection, entry: int) -> frozenset[str]:
    """Names of the tables a change set changed."""
    rows = db.execute("SELECT DISTINCT table_name FROM change WHERE entry = ?", (entry,))
    return frozenset(row[0] for row in rows)


def first_broken_entry(db: sqlite3.Connection) -> int | None:
    """The first entry at which the chain no longer holds, or None when all of it does.

    Entries and changes are numbered from 1 without a gap; what is missing in between breaks the chain too.
    """
    previous, expected = FIRST_HASH, 1
    changes = _ChangesByEntry(db)
    for row in db.execute("SELECT * FROM change_set ORDER BY entry"):
        head = [row[name] for name in ("entry", "at", "actor", "machine", "label", "kind", "undoes")]
        content = changes.pop(row["entry"]) if row["entry"] == expected else None
        if content is None or row["previous_hash"] != previous or row["changes"] != len(content):
            return expected
        if chain_hash(previous, head, content) != row["hash"]:
            return expected
        previous, expected = row["hash"], expected + 1
    return None if changes.finished else expected


class _ChangesByEntry:
    """Walks the changes in entry order beside the change sets, holding one entry at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._rows: Iterator[sqlite3.Row] = iter(
            db.execute("SELECT id, entry, table_name, row_key, before, after FROM change ORDER BY entry, id")
        )
        self._next: sqlite3.Row | None = next(self._rows, None)
        self._expected = 1

    def pop(self, entry: int) -> list[tuple[object, ...]] | None:
        """The changes of that entry; None when they are out of place or one is missing before them."""
        found: list[tuple[object, ...]] = []
        while self._next is not None and self._next["entry"] <= entry:
            if self._next["entry"] != entry or self._next["id"] != self._expected:
                return None
            found.append(tuple(self._next)[2:])
            self._next, self._expected = next(self._rows, None), self._expected + 1
        return found

    @property
    def finished(self) -> bool:
        """Whether no change is left."""
        return self._next is None


def last_changed(
    db: sqlite3.Connection, table: str, fields: Iterable[str], first: int, last: int
) -> dict[str, tuple[int, datetime, str]]:
    """By row key: entry, time and label of the last change from entry `first` to `last` that touched a field.

    A row that was added or removed counts as touched.
    """
    touched = " OR ".join(
        f"json_extract(c.before, '$.{name}') IS NOT json_extract(c.after, '$.{name}')" for name in fields
    )
    rows = db.execute(
        "SELECT c.row_key, max(c.entry) AS entry, s.at, s.label FROM change c JOIN change_set s ON s.entry = c.entry "
        "WHERE c.entry BETWEEN ? AND ? AND c.table_name = ? "
        f"AND (c.before IS NULL OR c.after IS NULL OR {touched}) GROUP BY c.row_key",
        (first, last, table),
    )
    return {row["row_key"]: (row["entry"], datetime.fromisoformat(row["at"]), row["label"]) for row in rows}
