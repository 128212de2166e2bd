"""The record as it was known at an earlier log entry: later change sets reversed in a copy in memory.

The copy holds the data tables; the log up to that entry and the evidence are looked up in the file itself,
which only ever grows there, so that a record with a gigabyte of evidence costs no more than its figures.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.errors import InvalidInput

from .logging import LOGGED_TABLES, columns
from .reader import Reader


def entry_known_at(db: sqlite3.Connection, moment: datetime) -> int:
    """The newest log entry recorded at or before `moment`; 0 when there was none yet."""
    text = moment.isoformat(timespec="seconds")
    row = db.execute("SELECT max(entry) FROM change_set WHERE at <= ?", (text,)).fetchone()
    return int(row[0] or 0)


def reader_as_known(path: Path, entry: int) -> Reader:
    """A reader of the record as `connection_as_known` opens it; close it when done."""
    return Reader(connection_as_known(path, entry))


def connection_as_known(path: Path, entry: int) -> sqlite3.Connection:
    """The record at `path` as it stood right after log entry `entry`, to read only; close it when done.

    `path` is an open record of the newest schema. Raises InvalidInput for an entry the log does not have.
    """
    db = sqlite3.connect("file::memory:", uri=True, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        db.execute("ATTACH DATABASE ? AS live", (f"file:{quote(path.resolve().as_posix())}?mode=rw",))
        db.execute("BEGIN")
        newest = int(db.execute("SELECT coalesce(max(entry), 0) FROM live.change_set").fetchone()[0])
        if not 0 <= entry <= newest:
            raise InvalidInput(f"Nhật ký không có mục {entry}. Sổ này có các mục từ 1 đến {newest}.")
        _copy_tables(db)
        _reverse_after(db, entry)
        db.execute("COMMIT")
        _show_log_until(db, entry)
        db.execute("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise
    return db


def _copy_tables(db: sqlite3.Connection) -> None:
    for table in LOGGED_TABLES:
        created = db.execute(
            "SELECT sql FROM live.sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        db.execute(created["sql"])
        db.execute(f"INSERT INTO main.{table} SELECT * FROM live.{table}")


def _reverse_after(db: sqlite3.Connection, entry: int) -> None:
    """Put each row changed after `entry` back to what it was before its first such change."""
    db.execute(
        "CREATE TEMP TABLE first_change AS SELECT table_name, row_key, before FROM live.change WHERE id IN "
        "(SELECT min(id) FROM live.change WHERE entry > ? GROUP BY table_name, row_key)",
        (entry,),
    )
    touched = [row[0] for row in db.execute("SELECT DISTINCT table_name FROM temp.first_change")]
    for table in touched:
        names, keys = columns(db, table)
        db.execute(
            f"DELETE FROM main.{table} WHERE json_array({', '.join(keys)}) IN "
            "(SELECT row_key FROM temp.first_change WHERE table_name = ?)",
            (table,),
        )
        db.execute(
            f"INSERT INTO main.{table} ({', '.join(names)}) SELECT {_from_image(db, table)} "
            "FROM temp.first_change WHERE table_name = ? AND before IS NOT NULL",
            (table,),
        )
    db.execute("DROP TABLE temp.first_change")


def _from_image(db: sqlite3.Connection, table: str) -> str:
    """SQL that reads a row back from its logged image; a column of a later schema takes its default."""
    parts = []
    for row in db.execute(f"PRAGMA main.table_info({table})"):
        path = f"'$.{row['name']}'"
        default = row["dflt_value"] or "NULL"
        parts.append(
            f"CASE WHEN json_type(before, {path}) IS NULL THEN {default} ELSE json_extract(before, {path}) END"
        )
    return ", ".join(parts)


def _show_log_until(db: sqlite3.Connection, entry: int) -> None:
    """Let the log end at `entry` for whoever reads it through this connection."""
    for table in ("change_set", "change"):
        db.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM live.{table} WHERE entry <= {int(entry)}")
