"""One change set being written: the only door through which data rows change.

Statements are written by hand for speed; the log is written by the triggers of `logging`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from desktop_app.domain.errors import InvalidInput

from .logging import LOGGED_TABLES, columns

Row = Mapping[str, Any]
Shapes = dict[str, tuple[list[str], list[str]]]


class Transaction:
    """Writes rows under an open change set; made by `Record.change` only."""

    def __init__(self, db: sqlite3.Connection, entry: int, label: str, shapes: Shapes) -> None:
        """`entry` is the number the change set will have in the log, `label` its words (may still be set).

        `shapes` remembers the tables' columns from one transaction to the next.
        """
        self._db = db
        self.entry = entry
        self.label = label
        self._shape = shapes

    def _columns(self, table: str) -> tuple[list[str], list[str]]:
        if table not in self._shape:
            if table not in LOGGED_TABLES:
                raise ValueError(f"{table} is not a table of the record")
            self._shape[table] = columns(self._db, table)
        return self._shape[table]

    def find(self, table: str, **key: Any) -> dict[str, Any] | None:
        """The row whose columns equal `key` (the first one), or None."""
        self._columns(table)
        where = " AND ".join(f"{name} IS ?" for name in key)
        row = self._db.execute(f"SELECT * FROM {table} WHERE {where} LIMIT 1", tuple(key.values())).fetchone()
        return None if row is None else dict(row)

    def find_all(self, table: str, **key: Any) -> list[dict[str, Any]]:
        """All rows whose columns equal `key`, in key order."""
        _, keys = self._columns(table)
        where = " AND ".join(f"{name} IS ?" for name in key) or "1"
        rows = self._db.execute(
            f"SELECT * FROM {table} WHERE {where} ORDER BY {', '.join(keys)}", tuple(key.values())
        )
        return [dict(row) for row in rows]

    def get(self, table: str, what: str, **key: Any) -> dict[str, Any]:
        """The row with that key; raises InvalidInput naming `what` (in Vietnamese) when it is gone."""
        row = self.find(table, **key)
        if row is None:
            raise InvalidInput(
                f"Không còn {what} này trong sổ. Có thể vừa bị xóa hoặc hoàn tác; tải lại danh sách."
            )
        return row

    def insert(self, table: str, row: Row) -> int:
        """Add a row; answers its id (never used before) for tables that number their rows."""
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return int(cursor.lastrowid or 0)

    def put(self, table: str, row: Row) -> None:
        """Add the row, or change the one with its key to it; an equal row is left alone and not logged."""
        names, keys = self._columns(table)
        key = {name: row[name] for name in keys}
        present = self.find(table, **key)
        if present is None:
            self.insert(table, row)
            return
        changed = {name: row[name] for name in names if name in row and present[name] != row[name]}
        if changed:
            self._update(table, key, changed)

    def update(self, table: str, what: str, key: Row, changes: Row) -> dict[str, Any]:
        """Change some columns of the row with `key`, and answer the row before the change."""
        present = self.get(table, what, **key)
        changed = {name: value for name, value in changes.items() if present[name] != value}
        if changed:
            self._update(table, key, changed)
        return present

    def _update(self, table: str, key: Row, changed: Row) -> None:
        sets = ", ".join(f"{name} = ?" for name in changed)
        where = " AND ".join(f"{name} = ?" for name in key)
        self._db.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*changed.values(), *key.values()))

    def delete(self, table: str, **key: Any) -> None:
        """Remove the rows whose columns equal `key`; their images stay in the log."""
        self._columns(table)
        where = " AND ".join(f"{name} IS ?" for name in key)
        self._db.execute(f"DELETE FROM {table} WHERE {where}", tuple(key.values()))

    def keep_content(self, sha256: str, content: bytes) -> None:
        """Keep a file's content under its hash, once."""
        self._db.execute(
            "INSERT INTO evidence_content (sha256, content) SELECT :sha256, :content "
            "WHERE NOT EXISTS (SELECT 1 FROM evidence_content WHERE sha256 = :sha256)",
            {"sha256": sha256, "content": content},
        )

    def restore(self, table: str, row_key: str, image: str | None) -> None:
        """Bring the row with that logged key to a logged image (None: to not being there)."""
        names, keys = self._columns(table)
        key = dict(zip(keys, json.loads(row_key), strict=True))
        if image is None:
            self.delete(table, **key)
            return
        row = self._defaults(table) | {
            name: value for name, value in json.loads(image).items() if name in names
        }
        if self.find(table, **key) is None:
            self.insert(table, row)
        else:
            self._update(table, key, {name: value for name, value in row.items() if name not in keys})

    def touched(self, entry: int) -> list[tuple[str, str, str | None, str | None]]:
        """The rows a log entry changed, newest first: table, key, and the row's image before and after it."""
        rows = self._db.execute(
            "SELECT table_name, row_key, min(id) AS first, max(id) AS last FROM change WHERE entry = ? "
            "GROUP BY table_name, row_key ORDER BY first DESC",
            (entry,),
        ).fetchall()
        found = []
        for row in rows:
            before = self._db.execute("SELECT before FROM change WHERE id = ?", (row["first"],)).fetchone()
            after = self._db.execute("SELECT after FROM change WHERE id = ?", (row["last"],)).fetchone()
            found.append((row["table_name"], row["row_key"], before["before"], after["after"]))
        return found

    def stands(self, table: str, row_key: str, image: str | None) -> bool:
        """Whether a row is as a logged image says it (None: not there)."""
        _, keys = self._columns(table)
        present = self.find(table, **dict(zip(keys, json.loads(row_key), strict=True)))
        if present is None or image is None:
            return present is None and image is None
        return all(present.get(name) == value for name, value in json.loads(image).items())

    def _defaults(self, table: str) -> dict[str, Any]:
        """What each column holds unless told: an image of an older schema lacks the newer columns."""
        rows = self._db.execute(f"PRAGMA table_info({table})").fetchall()
        said = ", ".join(row["dflt_value"] or "NULL" for row in rows)
        values = self._db.execute(f"SELECT {said}").fetchone()
        return dict(zip((row["name"] for row in rows), values, strict=True))
