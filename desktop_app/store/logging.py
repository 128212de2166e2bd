"""The triggers that write every change of a data row into the log.

They are made from the schema, so a new table is logged by being named here. No path can skip them: a
change outside a change set is refused, and the log itself can only grow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

LOGGED_TABLES = (
    "profile",
    "unit_kind",
    "unit",
    "unit_alias",
    "unit_succession",
    "document",
    "task",
    "task_coordination",
    "task_extension",
    "task_update",
    "evidence",
    "form",
    "period",
    "value",
    "system",
    "layer",
    "layer_status",
    "indicator",
    "indicator_value",
    "target",
    "benchmark",
)
APPEND_ONLY = ("change_set", "change", "evidence_content")


def columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """All columns of a table and those of its primary key, in order."""
    rows = db.execute(f"PRAGMA table_info({table})").fetchall()
    keys = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
    return [row["name"] for row in rows], [name for _, name in keys]


def _image(row: str, names: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in names) + ")"


def _key(row: str, names: list[str]) -> str:
    return "json_array(" + ", ".join(f"{row}.{name}" for name in names) + ")"


def _table_triggers(table: str, names: list[str], keys: list[str]) -> Iterator[str]:
    outside = (
        "SELECT RAISE(ABORT, 'tiendo:outside_change_set') WHERE NOT EXISTS (SELECT 1 FROM open_change_set);"
    )
    entry = "(SELECT entry FROM open_change_set)"
    same_key = " AND ".join(f"{name} = NEW.{name}" for name in keys)
    for event, row, before, after in (
        ("insert", "NEW", "NULL", _image("NEW", names)),
        ("update", "NEW", _image("OLD", names), _image("NEW", names)),
        ("delete", "OLD", _image("OLD", names), "NULL"),
    ):
        yield (
            f"CREATE TRIGGER log_{table}_{event} AFTER {event.upper()} ON {table} BEGIN {outside} "
            f"INSERT INTO change (entry, table_name, row_key, before, after) "
            f"VALUES ({entry}, '{table}', {_key(row, keys)}, {before}, {after}); END"
        )
    # INSERT OR REPLACE would delete the old row without firing the delete trigger.
    yield (
        f"CREATE TRIGGER no_replace_{table} BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_key}) "
        f"BEGIN SELECT RAISE(ABORT, 'tiendo:row_exists'); END"
    )
    moved = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in keys)
    yield (
        f"CREATE TRIGGER no_rekey_{table} BEFORE UPDATE ON {table} WHEN {moved} "
        f"BEGIN SELECT RAISE(ABORT, 'tiendo:key_changed'); END"
    )


def create_triggers(db: sqlite3.Connection) -> None:
    """Make all log and append-only triggers anew, inside the caller's transaction."""
    for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if row["name"].startswith(("log_", "no_replace_", "no_rekey_", "append_only_")):
            db.execute(f"DROP TRIGGER {row['name']}")
    for table in LOGGED_TABLES:
        for statement in _table_triggers(table, *columns(db, table)):
            db.execute(statement)
    for table in APPEND_ONLY:
        for event in ("update", "delete"):
            db.execute(
                f"CREATE TRIGGER append_only_{table}_{event} BEFORE {event.upper()} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'tiendo:append_only'); END"
            )
