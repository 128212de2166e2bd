"""Taking change sets back and doing them again: each is a new logged change set.

Undo replays the logged images backwards. It refuses when a row has moved on since, or is used by a later
one, naming the later change; triggers refuse it in a locked period.
"""

from __future__ import annotations

import sqlite3

from desktop_app.domain.errors import CannotUndo, InvalidInput

from .integrity import same_row
from .journal import ChangeSet, read_change_set, read_changes
from .logging import LOGGED_TABLES, columns
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
    user = _later_user(db, entry)
    if user is not None:
        return f"Mục {user.entry} ({user.label}) đang dùng nội dung này. Hoàn tác mục {user.entry} trước."
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
        if not _same(row["after"], last["after"]):
            newest = max(newest, last["entry"])
    return read_change_set(db, newest) if newest else None


def _same(earlier: str | None, later: str | None) -> bool:
    """Whether two images are of the same row; columns added by a schema in between do not count."""
    if earlier is None or later is None:
        return earlier is later
    return same_row(earlier, later)


def _references(db: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """Child table, its column, parent table, and a condition on the child: who points at whom."""
    found = [
        (table, row["from"], row["table"], "1")
        for table in LOGGED_TABLES
        for row in db.execute(f"PRAGMA foreign_key_list({table})")
        if row["table"] in LOGGED_TABLES
    ]
    for owner in ("task", "layer_status"):
        found.append(("evidence", "owner_id", owner, f"t.owner = '{owner}'"))
    return found


def _later_user(db: sqlite3.Connection, entry: int) -> ChangeSet | None:
    """The newest later change set whose rows point at a row that this one added, or None.

    Rows this one wrote itself go back with it, also when they were changed and put back in between.
    """
    added = (
        "SELECT table_name, json_extract(row_key, '$[0]') AS k FROM change WHERE before IS NULL AND id IN "
        "(SELECT min(id) FROM change WHERE entry = ? GROUP BY table_name, row_key)"
    )
    newest = 0
    for child, column, parent, condition in _references(db):
        key = ", ".join(f"t.{name}" for name in columns(db, child)[1])
        row = db.execute(
            f"SELECT max(l.entry) FROM ({added}) a JOIN {child} t ON t.{column} = a.k AND {condition} "
            f"JOIN change l ON l.table_name = ? AND l.row_key = json_array({key}) "
            "WHERE a.table_name = ? AND l.entry > ? AND NOT EXISTS (SELECT 1 FROM change o "
            "WHERE o.entry = ? AND o.table_name = l.table_name AND o.row_key = l.row_key)",
            (entry, child, parent, entry, entry),
        ).fetchone()
        newest = max(newest, row[0] or 0)
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


def revert(db: sqlite3.Connection, tx: Transaction, entry: int, *, in_order: bool) -> None:
    """Write the rows of a change set back to what they were before it; raises CannotUndo with the reason.

    `in_order` when it is the next one to take back: the record is then exactly as it was before. Out of
    order, rules between rows that no trigger holds are checked too.
    """
    reason = obstacle(db, entry)
    if reason:
        raise CannotUndo(f"Chưa hoàn tác được mục {entry}. {reason}")
    for change in reversed(read_changes(db, entry)):
        tx.restore(change.table, change.key, change.before)
    broken = None if in_order else _broken_rule(db, tx.entry)
    if broken:
        raise CannotUndo(f"Chưa hoàn tác được mục {entry}. {broken}")


def _broken_rule(db: sqlite3.Connection, entry: int) -> str | None:
    """What the change set being written would leave wrong with a task it touches, or None."""
    touched = (
        "(SELECT json_extract(row_key, '$[0]') FROM change WHERE entry = :entry AND table_name IN ('task', 'task_coordination') "
        "UNION SELECT json_extract(before, '$.owner_id') FROM change WHERE entry = :entry AND table_name = 'evidence' "
        "AND after IS NULL AND json_extract(before, '$.owner') = 'task')"
    )
    twice = db.execute(
        "SELECT t.number FROM task t JOIN task_coordination c ON c.task_id = t.id AND c.unit_id = t.lead_unit_id "
        f"WHERE t.id IN {touched}",
        {"entry": entry},
    ).fetchone()
    if twice:
        return (
            f"Cơ quan chủ trì của {twice['number']} sẽ đồng thời là cơ quan phối hợp. Sửa nhiệm vụ đó trước."
        )
    bare = db.execute(
        "SELECT number FROM task t WHERE state = 'completed' AND no_evidence_reason = '' "
        f"AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.owner = 'task' AND e.owner_id = t.id) AND id IN {touched}",
        {"entry": entry},
    ).fetchone()
    if bare:
        return f"{bare['number']} đã hoàn thành sẽ không còn minh chứng. Nhập lý do chưa có minh chứng trước."
    return None


def refusal(entry: int, error: InvalidInput) -> str:
    """Why the record refused to take the entry back, in words that fit an undo."""
    cause = str(error.__cause__)
    reason = str(error)
    if "FOREIGN KEY" in cause or "tiendo:owner_missing" in cause:
        reason = "Một mục mà nội dung này gắn với (đơn vị, văn bản, hệ thống, nhiệm vụ) không còn trong sổ. Hoàn tác việc xóa mục đó trước."
    elif "task.number" in cause or "tiendo:row_exists" in cause:
        reason = "Số hiệu nhiệm vụ này nay thuộc nhiệm vụ khác. Đổi số hiệu của nhiệm vụ kia trước."
    return f"Chưa hoàn tác được mục {entry}. {reason}"
