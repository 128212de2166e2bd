"""The triggers: every change of every table is in the log, and no statement gets past them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.store.logging import (
    APPEND_ONLY,
    LOGGED_TABLES,
    columns,
    create_triggers,
    missing_triggers,
    row_image,
)
from tests.store.raw import data, key_is, last_row, raw
from tests.store.small_record import build_small

ENTRY = 900


@pytest.fixture(scope="module")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record with a row in every table."""
    path = tmp_path_factory.mktemp("submitted") / "nho.tiendo"
    build_small(path, submitted=True)
    return path


@pytest.fixture
def db(small_path: Path) -> Iterator[sqlite3.Connection]:
    """The record's file in the hands of another program."""
    with raw(small_path) as opened:
        yield opened


def _open_change_set(db: sqlite3.Connection) -> None:
    db.execute("BEGIN")
    db.execute("INSERT INTO open_change_set (only, entry) VALUES (1, ?)", (ENTRY,))


def _logged(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    rows = db.execute(
        "SELECT table_name, row_key, before, after FROM change WHERE entry = ? ORDER BY id", (ENTRY,)
    )
    return [(table, json.loads(key), _parsed(before), _parsed(after)) for table, key, before, after in rows]


def _parsed(image: str | None) -> object:
    return None if image is None else json.loads(image)


def test_every_data_table_is_logged_or_only_grows(db: sqlite3.Connection) -> None:
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    technical = {"open_change_set", "editor", "sqlite_sequence", "_sqlite_migrations"}
    assert tables == {*LOGGED_TABLES, *APPEND_ONLY, *technical}


@pytest.mark.parametrize("table", LOGGED_TABLES)
def test_the_row_before_and_after_is_logged(db: sqlite3.Connection, table: str) -> None:
    _open_change_set(db)
    row = last_row(db, table)
    condition, key = key_is(db, table, row)
    changed = next((name for name in reversed(row.keys()) if f"{name} = ?" not in condition), None)
    new = dict(row)
    if changed is not None:
        new[changed] = _other(row[changed], changed)
        db.execute(f"UPDATE {table} SET {changed} = ? WHERE {condition}", (new[changed], *key))
    if table == "submission":  # what was sent stays
        with pytest.raises(sqlite3.IntegrityError, match="tiendo:submitted"):
            db.execute(f"DELETE FROM {table} WHERE {condition}", key)
        return
    db.execute(f"DELETE FROM {table} WHERE {condition}", key)
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))
    expected = [(table, list(key), new, None), (table, list(key), None, dict(row))]
    if changed is not None:
        expected.insert(0, (table, list(key), dict(row), new))
    assert _logged(db) == expected
    db.execute("ROLLBACK")


def _other(value: object, name: str) -> object:
    """A value of the same type that the column takes."""
    if isinstance(value, int):
        return 1 - value if value in (0, 1) else value + 1
    if isinstance(value, float):
        return value + 0.5
    if value is None and name.endswith(("_id", "_entry")):  # foreign keys are checked at the commit only
        return 1
    if value == "[]":
        return '["khác"]'
    return '{"key": "khác"}' if str(value).startswith("{") else "2035-01-31"


@pytest.mark.parametrize("table", LOGGED_TABLES)
def test_a_change_outside_a_change_set_is_refused_at_once(
    db: sqlite3.Connection, table: str, small_path: Path
) -> None:
    before = data(small_path)
    row = last_row(db, table)
    condition, key = key_is(db, table, row)
    first = row.keys()[0]
    marks = ", ".join("?" * len(row))
    for statement, values in (
        (f"UPDATE {table} SET {first} = {first} WHERE {condition}", key),
        (f"DELETE FROM {table} WHERE {condition}", key),
        (f"INSERT INTO {table} VALUES ({marks})", _fresh(db, table, row)),
    ):
        with pytest.raises(sqlite3.IntegrityError, match="tiendo:(outside_change_set|submitted|row_exists)"):
            db.execute(statement, values)
    assert data(small_path) == before


def _fresh(db: sqlite3.Connection, table: str, row: sqlite3.Row) -> tuple[object, ...]:
    """The row under another key, which stands in no other row's way."""
    keys = columns(db, table)[1]
    free = {
        "id": 99,
        "unit_id": 3,
        "predecessor_id": 1,
        "indicator": "khac",
        "period": "2021-01",
        "code": "2021-01",
        "nonce": "3456789C",
        "day": "2020-09-03",
    }
    changed = {
        name: free.get(name, "khac") for name in (keys[:1] if keys != ["task_id", "unit_id"] else ["unit_id"])
    }
    if table == "task":
        changed["number"] = "NV-99"
    return tuple((dict(row) | changed).values())


@pytest.mark.parametrize("table", LOGGED_TABLES)
def test_replacing_a_row_cannot_hide_the_old_one(db: sqlite3.Connection, table: str) -> None:
    _open_change_set(db)
    row = last_row(db, table)
    marks = ", ".join("?" * len(row))
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:(row_exists|locked_period)"):
        db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", tuple(row))
    db.execute("ROLLBACK")


def test_replacing_by_another_unique_column_is_refused_too(db: sqlite3.Connection) -> None:
    _open_change_set(db)
    row = dict(last_row(db, "task")) | {"id": 77}
    names = ", ".join(row)
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:row_exists"):
        db.execute(
            f"INSERT OR REPLACE INTO task ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:row_exists"):
        db.execute("UPDATE OR REPLACE task SET number = 'NV-02' WHERE id = 1")
    assert db.execute("SELECT count(*) FROM task").fetchone()[0] == 2
    db.execute("ROLLBACK")


@pytest.mark.parametrize("table", LOGGED_TABLES)
def test_a_row_keeps_its_key(db: sqlite3.Connection, table: str) -> None:
    _open_change_set(db)
    condition, values = key_is(db, table, last_row(db, table))
    name = columns(db, table)[1][-1]
    value = 99 if isinstance(values[-1], int) else "khac"
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:key_changed"):
        db.execute(f"UPDATE {table} SET {name} = ? WHERE {condition}", (value, *values))
    db.execute("ROLLBACK")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_log_and_evidence_only_grow(db: sqlite3.Connection, table: str) -> None:
    row = last_row(db, table)
    condition, key = key_is(db, table, row)
    first = row.keys()[0]
    for statement in (
        f"UPDATE {table} SET {first} = {first} WHERE {condition}",
        f"DELETE FROM {table} WHERE {condition}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="tiendo:append_only"):
            db.execute(statement, key)
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:row_exists"):
        db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))


def test_a_log_entry_cannot_be_replaced_through_its_hash(db: sqlite3.Connection) -> None:
    row = tuple(dict(last_row(db, "change_set")) | {"entry": 500})
    values = list((dict(last_row(db, "change_set")) | {"entry": 500}).values())
    with pytest.raises(sqlite3.IntegrityError, match="tiendo:row_exists"):
        db.execute(f"REPLACE INTO change_set ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", values)


@pytest.mark.parametrize("table", ["value", "indicator_value"])
def test_a_locked_period_s_figures_stand_even_inside_a_change_set(db: sqlite3.Connection, table: str) -> None:
    _open_change_set(db)
    if table == "indicator_value":  # the small record's own is of an open month
        db.execute("UPDATE period SET code = code")
        db.execute(
            "INSERT INTO period SELECT '2020-08', report, window_start, window_end, deadline, 1, rule, note, 0, '' FROM period WHERE code = '2020-07'"
        )
        where = "period = '2020-08'"
    else:
        where = "period = '2020-07'"
    marks = f"SELECT {', '.join(_moved(db, table))} FROM {table} WHERE {where}"
    for statement in (
        f"UPDATE {table} SET note = 'x' WHERE {where}",
        f"DELETE FROM {table} WHERE {where}",
        f"INSERT INTO {table} {marks}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="tiendo:locked_period"):
            db.execute(statement)
    db.execute("ROLLBACK")


def _moved(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns, with one of the key changed so that the copy is a row of its own."""
    own = {"value": ("field", "'level3'"), "indicator_value": ("indicator", "'khac'")}[table]
    return [own[1] if name == own[0] else name for name in columns(db, table)[0]]


@given(st.just(0.0) | st.floats(1e-9, 1e15) | st.floats(-1e15, -1e-9))
def test_every_digit_of_a_number_is_in_its_image(number: float) -> None:
    memory = sqlite3.connect(":memory:")
    memory.row_factory = sqlite3.Row
    memory.execute("CREATE TABLE figure (id INTEGER PRIMARY KEY, share REAL, number ANY) STRICT")
    memory.execute("INSERT INTO figure VALUES (1, ?, ?)", (number, number))
    (image,) = memory.execute(f"SELECT {row_image(memory, 'figure', 'figure')} FROM figure").fetchone()
    memory.close()
    assert json.loads(image) == {"id": 1, "share": number, "number": number}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-(2**63), 2**63 - 1))
def test_every_character_of_a_text_is_in_its_image(text: str, whole: int) -> None:
    memory = sqlite3.connect(":memory:")
    memory.row_factory = sqlite3.Row
    memory.execute("CREATE TABLE note (words TEXT, number ANY) STRICT")
    memory.execute("INSERT INTO note VALUES (?, ?)", (text, whole))
    (image,) = memory.execute(f"SELECT {row_image(memory, 'note', 'note')} FROM note").fetchone()
    memory.close()
    assert json.loads(image) == {"words": text, "number": whole}


def test_guards_that_were_taken_away_are_missed_and_made_anew(db: sqlite3.Connection) -> None:
    assert missing_triggers(db) == []
    db.execute("DROP TRIGGER log_task_update")
    db.execute("DROP TRIGGER append_only_change_delete")
    db.execute("CREATE TRIGGER append_only_change_delete BEFORE DELETE ON change BEGIN SELECT 1; END")
    assert missing_triggers(db) == ["log_task_update", "append_only_change_delete"]
    create_triggers(db)
    assert missing_triggers(db) == []
