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
    "form_version",
    "issued_form",
    "received_file",
    "column_mapping",
    "submission",
    "lock_exception",
    "person",
    "special_day",
    "inner_deadline",
)
APPEND_ONLY = ("change_set", "change", "evidence_content")
_MADE_HERE = ("log_", "no_replace_", "no_rekey_", "append_only_")


def columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """All columns of a table and those of its primary key, in order."""
    rows = db.execute(f"PRAGMA table_info({table})").fetchall()
    keys = sorted((row["pk"], row["name"]) for row in rows if row["pk"])
    return [row["name"] for row in rows], [name for _, name in keys]


def row_image(db: sqlite3.Connection, table: str, row: str) -> str:
    """The SQL expression for the JSON image of `row` (NEW, OLD or the table's name).

    SQLite's own JSON keeps 15 digits of a number; 17 are needed to bring exactly that number back.
    """
    parts = []
    for column in db.execute(f"PRAGMA table_info({table})").fetchall():
        name = f"{row}.{column['name']}"
        if column["type"] in ("REAL", "ANY"):
            name = f"CASE typeof({name}) WHEN 'real' THEN json(printf('%!.17g', {name})) ELSE {name} END"
        parts.append(f"'{column['name']}', {name}")
    return f"json_object({', '.join(parts)})"


def _key(row: str, names: list[str]) -> str:
    return "json_array(" + ", ".join(f"{row}.{name}" for name in names) + ")"


def _unique_keys(db: sqlite3.Connection, table: str) -> list[list[str]]:
    """The primary key and every other set of columns that no two rows may share."""
    found = [columns(db, table)[1]]
    for index in db.execute(f"PRAGMA index_list({table})").fetchall():
        if index["unique"] and index["origin"] != "pk":
            found.append([row["name"] for row in db.execute(f"PRAGMA index_info({index['name']})")])
    return found


def _log_triggers(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    outside = (
        "SELECT RAISE(ABORT, 'tiendo:outside_change_set') WHERE NOT EXISTS (SELECT 1 FROM open_change_set);"
    )
    old, new = row_image(db, table, "OLD"), row_image(db, table, "NEW")
    keys = columns(db, table)[1]
    for event, row, before, after in (
        ("insert", "NEW", "NULL", new),
        ("update", "NEW", old, new),
        ("delete", "OLD", old, "NULL"),
    ):
        yield (
            f"log_{table}_{event}",
            f"AFTER {event.upper()} ON {table} BEGIN {outside} "
            f"INSERT INTO change (entry, table_name, row_key, before, after) VALUES "
            f"((SELECT entry FROM open_change_set), '{table}', {_key(row, keys)}, {before}, {after}); END",
        )
    moved = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in keys)
    yield (
        f"no_rekey_{table}",
        f"BEFORE UPDATE ON {table} WHEN {moved} BEGIN SELECT RAISE(ABORT, 'tiendo:key_changed'); END",
    )


def _replace_triggers(db: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """INSERT OR REPLACE and UPDATE OR REPLACE remove the other row without firing its delete trigger."""
    for number, key in enumerate(_unique_keys(db, table)):
        same = " AND ".join(f"{name} = NEW.{name}" for name in key)
        refuse = "BEGIN SELECT RAISE(ABORT, 'tiendo:row_exists'); END"
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
        if number == 0:
            yield f"no_replace_{table}", f"BEFORE INSERT ON {table} WHEN {taken} {refuse}"
            continue
        name = f"no_replace_{table}_{'_'.join(key)}"
        changed = " OR ".join(f"OLD.{part} IS NOT NEW.{part}" for part in key)
        yield f"{name}_insert", f"BEFORE INSERT ON {table} WHEN {taken} {refuse}"
        yield f"{name}_update", f"BEFORE UPDATE ON {table} WHEN ({changed}) AND {taken} {refuse}"


def _append_only_triggers(table: str) -> Iterator[tuple[str, str]]:
    for event in ("update", "delete"):
        yield (
            f"append_only_{table}_{event}",
            f"BEFORE {event.upper()} ON {table} BEGIN SELECT RAISE(ABORT, 'tiendo:append_only'); END",
        )


def triggers(db: sqlite3.Connection) -> dict[str, str]:
    """The statements that make the triggers this schema needs, by the triggers' names.

    While migrations run, tables of later ones are not there yet.
    """
    there = {row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    logged = [table for table in LOGGED_TABLES if table in there]
    growing = [table for table in APPEND_ONLY if table in there]
    found: list[tuple[str, str]] = []
    for table in logged:
        found += _log_triggers(db, table)
    for table in growing:
        found += _append_only_triggers(table)
    for table in (*logged, *growing):
        found += _replace_triggers(db, table)
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in found}


def create_triggers(db: sqlite3.Connection) -> None:
    """Make all log and append-only triggers anew, inside the caller's transaction."""
    for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if row["name"].startswith(_MADE_HERE):
            db.execute(f"DROP TRIGGER {row['name']}")
    for statement in triggers(db).values():
        db.execute(statement)


def missing_triggers(db: sqlite3.Connection) -> list[str]:
    """Names of the triggers that are not there, or not as they should be: someone removed the guard."""
    present = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return [name for name, statement in triggers(db).items() if present.get(name) != statement]
