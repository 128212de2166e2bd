"""Another program at work on a record's file: plain SQLite without any of our rules."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app.store.logging import LOGGED_TABLES, columns


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file opened by another program; every statement is committed at once."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        yield db


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """The file opened by someone who took all guards away; they are back (as if never gone) afterwards."""
    with raw(path) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        db.execute("PRAGMA ignore_check_constraints=ON")
        for guard in guards:
            db.execute(f"DROP TRIGGER {guard['name']}")
        yield db
        for guard in guards:
            db.execute(guard["sql"])


def last_row(db: sqlite3.Connection, table: str) -> sqlite3.Row:
    """The row of a table with the greatest key."""
    order = ", ".join(f"{name} DESC" for name in columns(db, table)[1])
    row: sqlite3.Row = db.execute(f"SELECT * FROM {table} ORDER BY {order} LIMIT 1").fetchone()
    return row


def key_is(db: sqlite3.Connection, table: str, row: sqlite3.Row) -> tuple[str, tuple[object, ...]]:
    """A condition that only this row meets, and its values."""
    keys = columns(db, table)[1]
    return " AND ".join(f"{name} = ?" for name in keys), tuple(row[name] for name in keys)


def data(path: Path) -> dict[str, list[str]]:
    """Every row of every data table, as JSON."""
    with raw(path) as db:
        return {
            table: sorted(json.dumps(tuple(row)) for row in db.execute(f"SELECT * FROM {table}"))
            for table in LOGGED_TABLES
        }
