"""Whether a record is whole: SQLite's own check, the hash chain, the log against the rows, and evidence.

Answers findings in Vietnamese; changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from .journal import first_broken_entry
from .logging import LOGGED_TABLES, columns, missing_triggers, row_image

_ORPHANS = """
SELECT file_name FROM evidence WHERE
  (owner = 'task' AND owner_id NOT IN (SELECT id FROM task)) OR
  (owner = 'layer_status' AND owner_id NOT IN (SELECT id FROM layer_status))
"""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong with the file: what kind, a sentence, and where."""

    kind: str
    message: str
    where: str


def find_damage(db: sqlite3.Connection) -> Iterator[Damage]:
    """All that is wrong with the file itself; nothing when it is whole."""
    try:
        pages = list(_pages(db))
        yield from pages
        if not pages:
            yield from _content(db)
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)  # none for a text that is no UTF-8 any more
        if code is not None and code & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield Damage("file", f"Tệp hỏng, không đọc hết được ({error}). Mở bản sao lưu gần nhất.", "tệp")


def _pages(db: sqlite3.Connection) -> Iterator[Damage]:
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Damage("file", f"Tệp hỏng: {row[0]}. Mở bản sao lưu gần nhất.", "tệp")


def _content(db: sqlite3.Connection) -> Iterator[Damage]:
    for row in db.execute("PRAGMA foreign_key_check"):
        yield Damage(
            "link", f"Dòng của bảng {row[0]} trỏ đến mục không còn trong bảng {row[2]}.", f"{row[0]} {row[1]}"
        )
    broken = first_broken_entry(db)
    if broken is not None:
        yield Damage(
            "chain",
            f"Chuỗi nhật ký đứt từ mục {broken}: nội dung đã bị sửa ngoài chương trình.",
            f"mục {broken}",
        )
    for name in missing_triggers(db):
        yield Damage("guard", f"Lớp bảo vệ nhật ký {name} đã bị gỡ ngoài chương trình.", name)
    for table in LOGGED_TABLES:
        yield from _rows_beside_log(db, table)
    yield from _evidence(db)


def _rows_beside_log(db: sqlite3.Connection, table: str) -> Iterator[Damage]:
    """Rows that are not as the log last left them."""
    _, keys = columns(db, table)
    newest = dict(
        db.execute(
            "SELECT row_key, after FROM change WHERE id IN "
            "(SELECT max(id) FROM change WHERE table_name = ? GROUP BY row_key)",
            (table,),
        ).fetchall()
    )
    found = db.execute(
        f"SELECT json_array({', '.join(keys)}) AS k, {row_image(db, table, table)} AS image FROM {table}"
    )
    for row in found:
        logged = newest.pop(row["k"], None)
        if logged is None or not same_row(logged, row["image"]):
            yield Damage("row", f"Dòng {row['k']} của bảng {table} khác với nhật ký.", f"{table} {row['k']}")
    for key, image in newest.items():
        if image is not None:
            yield Damage(
                "row", f"Dòng {key} của bảng {table} mất khỏi sổ mà nhật ký không ghi.", f"{table} {key}"
            )


def same_row(logged: str, present: str) -> bool:
    """Whether a logged image equals a row; columns added by a later schema do not count."""
    if logged == present:
        return True
    try:
        before, now = json.loads(logged), json.loads(present)
    except ValueError:
        return False
    return all(name in now and now[name] == before[name] for name in before)


def _evidence(db: sqlite3.Connection) -> Iterator[Damage]:
    """Kept files, one at a time: they may be large. Those taken off are kept too, for undo."""
    names = dict(
        db.execute(
            "SELECT sha256, file_name FROM received_file UNION ALL SELECT sha256, file_name FROM evidence"
        ).fetchall()
    )
    for (sha256,) in db.execute("SELECT sha256 FROM evidence_content").fetchall():
        name = names.pop(sha256, "đã gỡ")
        row = db.execute("SELECT content FROM evidence_content WHERE sha256 = ?", (sha256,)).fetchone()
        if hashlib.sha256(row["content"]).hexdigest() != sha256:
            yield Damage("evidence", f"Minh chứng “{name}” đã bị sửa.", name)
    for name in names.values():
        yield Damage("evidence", f"Minh chứng “{name}” bị mất nội dung.", name)
    for row in db.execute(_ORPHANS):
        yield Damage(
            "link", f"Minh chứng “{row['file_name']}” thuộc một mục không còn trong sổ.", row["file_name"]
        )
