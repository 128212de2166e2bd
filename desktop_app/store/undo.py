"""Taking change sets back and doing them again: each is a new logged change set.

Undo replays the logged images backwards. It refuses when a row has moved on since, naming the later
change; triggers refuse it in a locked period.
"""

from __future__ import annotations

import sqlite3

from desktop_app.domain.errors import CannotUndo

from .journal import ChangeSet, read_change_set, read_changes
from .transaction import Transaction


def next_undo(db: sqlite3.Connection) -> ChangeSet | None:
    """The newest change set that has not been taken back, or None."""
    row = db.execute(
        "SELECT max(c.entry) FROM change_set c WHERE c.kind <> 'undo' "
        "AND NOT EXISTS (SELECT 1 FROM change_set u WHERE u.undoes = c.entry)"
    ).fetchone()
    return None if row[0] is None else read_change_set(db, row[0])


def next_redo(db: sqlite3.Connection) -> ChangeSet | None:
    """The newest undo that nothing new has followed and that was not done again, or None."""
    row = db.execute(
        "SELECT max(c.entry) FROM change_set c WHERE c.kind = 'undo' "
        "AND c.entry > (SELECT coalesce(max(entry), 0) FROM change_set WHERE kind = 'do') "
        "AND NOT EXISTS (SELECT 1 FROM change_set u WHERE u.undoes = c.entry)"
    ).fetchone()
    return None if row[0] is None else read_change_set(db, row[0])


def obstacle(db: sqlite3.Connection, entry: int) -> str | None:
    """Why the change set cannot be taken back (in Vietnamese), or None when it can."""
    target = read_change_set(db, entry)
    if target is None:
        return f"Không có mục {entry} trong nhật ký."
    if target.undone_by is not None:
        return f"Đã hoàn tác ở mục {target.undone_by}."
    later = _later_change(db, entry)
    if later is not None:
        return (
            f"Mục {later.entry} ({later.label}) đã sửa tiếp nội dung này. Hoàn tác mục {later.entry} trước."
        )
    return _lock_obstacle(db, entry)


def _later_change(db: sqlite3.Connection, entry: int) -> ChangeSet | None:
    """The newest change set that left a row other than this one did, or None when no row has moved on."""
    mine = db.execute(
        "SELECT table_name, row_key, after FROM change WHERE id IN "
        "(SELECT max(id) FROM change WHERE entry = ? GROUP BY table_name, row_key)",
        (entry,),
    ).fetchall()
    newest = 0
    for row in mine:
        last = db.execute(
            "SELECT entry, after FROM change WHERE table_name = ? AND row_key = ? ORDER BY id DESC LIMIT 1",
            (row["table_name"], row["row_key"]),
        ).fetchone()
        if last["after"] != row["after"]:
            newest = max(newest, last["entry"])
    return read_change_set(db, newest) if newest else None


def _lock_obstacle(db: sqlite3.Connection, entry: int) -> str | None:
    locked = db.execute(
        "SELECT p.code, (SELECT max(l.entry) FROM change l WHERE l.table_name = 'period' "
        "AND json_extract(l.row_key, '$[0]') = p.code) AS locked_at "
        "FROM change c JOIN period p ON p.locked = 1 AND p.code = coalesce("
        "json_extract(c.after, '$.period'), json_extract(c.before, '$.period')) "
        "WHERE c.entry = ? AND c.table_name IN ('value', 'indicator_value') "
        "AND p.report IN ('*', coalesce(json_extract(c.after, '$.form'), json_extract(c.before, '$.form'), '*')) LIMIT 1",
        (entry,),
    ).fetchone()
    return f"Kỳ {locked['code']} đã khóa ở mục {locked['locked_at']}." if locked else None


def revert(db: sqlite3.Connection, tx: Transaction, entry: int) -> None:
    """Write the rows of a change set back to what they were before it; raises CannotUndo with the reason."""
    reason = obstacle(db, entry)
    if reason:
        raise CannotUndo(f"Chưa hoàn tác được mục {entry}. {reason}")
    for change in reversed(read_changes(db, entry)):
        tx.restore(change.table, change.key, change.before)
