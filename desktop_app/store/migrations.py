"""Bringing a record to the newest schema: the SQL files of db/migrations, all or nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from desktop_app import assets

from .logging import create_triggers


def statements(script: str) -> list[str]:
    """The single statements of an SQL script; triggers keep their inner semicolons."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    if pending.strip() and not all(line.startswith("--") for line in pending.strip().splitlines()):
        raise ValueError(f"unfinished statement: {pending.strip()[:80]}")
    return found


def migration_files() -> list[Path]:
    """The migration files in order; the number in front of the name is the version it leads to."""
    return sorted(assets.migrations().glob("[0-9][0-9][0-9][0-9]_*.sql"))


def newest_version() -> int:
    """The version of the schema this program writes."""
    return int(migration_files()[-1].name[:4])


def migrate(db: sqlite3.Connection) -> None:
    """Apply the pending migrations with their triggers and `user_version`, all in one transaction.

    When one fails the record is as it was before the first, still readable by the older program.
    """
    from sqlite_utils import Database, Migrations  # slow to import, and needed only here

    steps = Migrations("tiendo")
    for path in migration_files():
        steps(name=path.stem)(_step(path))
    db.execute("BEGIN IMMEDIATE")
    try:
        # sqlite-utils would switch recursive triggers on, which nothing here needs
        steps.apply(Database(db, recursive_triggers=False, strict=True))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _step(path: Path):  # type: ignore[no-untyped-def]
    version = int(path.name[:4])

    def run(database) -> None:  # type: ignore[no-untyped-def]
        for statement in statements(path.read_text(encoding="utf-8")):
            database.conn.execute(statement)
        create_triggers(database.conn)
        database.conn.execute(f"PRAGMA user_version={version}")

    run.__name__ = path.stem
    return run
