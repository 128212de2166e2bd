"""The log: who changed what and when, chained so that the first entry tampered with is named."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.commands.settings import SetProfile
from desktop_app.commands.tasks import AddTaskUpdate, EditTask
from desktop_app.session import Session
from desktop_app.store.journal import (
    FIRST_HASH,
    chain_hash,
    first_broken_entry,
    last_entry,
    read_change_set,
    read_change_sets,
    read_changes,
    touched_tables,
)
from tests.store.raw import raw, unguarded
from tests.store.small_record import ENTRIES, LOCKED, MACHINE, MONTH, PERSON, created, set_value

TAMPERED = 10  # AddTaskUpdate: two changes, task_update and task
COLUMNS_OF_A_CHANGE_SET = [
    ("entry", 99),
    ("at", "2020-08-03T08:00:00"),
    ("actor", "Người khác"),
    ("machine", "PC-KHÁC"),
    ("label", "Nhãn khác"),
    ("kind", "undo"),
    ("undoes", 3),
    ("changes", 1),
    ("previous_hash", "f" * 64),
    ("hash", "f" * 64),
]
COLUMNS_OF_A_CHANGE = [
    ("id", 9999),
    ("entry", 99),
    ("table_name", "unit"),
    ("row_key", "[2]"),
    ("before", '{"id":1}'),
    ("after", '{"id":1}'),
]


def _broken(path: Path) -> int | None:
    with raw(path) as db:
        return first_broken_entry(db)


def test_an_entry_says_who_where_when_and_what(small: Session) -> None:
    small.do(set_value(19))
    with raw(small.record.path) as db:
        entry, digest = last_entry(db)
        found = read_change_set(db, entry)
        (change,) = read_changes(db, entry)
        assert found is not None
        assert (found.actor, found.machine, found.kind, found.undoes) == (PERSON, MACHINE, "do", None)
        assert found.label == "DVCTT mức độ 1–4 tháng 08/2020, Sở Y tế, DVCTT mức độ 4: 17 thành 19"
        assert found.at == datetime(2020, 8, 3, 8, 2)
        assert (found.changes, found.hash) == (1, digest)
        assert (change.table, json.loads(change.key)) == ("value", ["2020-08", "dvctt-2011", 1, "level4"])
        assert (json.loads(change.before or "")["number"], json.loads(change.after or "")["number"]) == (
            17,
            19,
        )
        assert touched_tables(db, entry) == {"value"}


def test_the_chain_starts_from_nothing_and_holds(small_path: Path, tmp_path: Path) -> None:
    created(tmp_path / "trống.tiendo").close()
    with raw(tmp_path / "trống.tiendo") as db:
        assert (last_entry(db), first_broken_entry(db)) == ((0, FIRST_HASH), None)
    assert _broken(small_path) is None


def test_a_hash_covers_the_hash_before_and_everything_in_the_entry() -> None:
    head = [2, "2020-08-03T08:00:00", "Ánh", "PC", "Sửa", "do", None]
    text = (
        b'a[2,"2020-08-03T08:00:00","\xc3\x81nh","PC","S\xe1\xbb\xada","do",null]\n["task","[1]",null,"{}"]'
    )
    assert chain_hash("a", head, [("task", "[1]", None, "{}")]) == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize(("column", "value"), COLUMNS_OF_A_CHANGE_SET)
def test_tampering_with_an_entry_names_it(small_path: Path, column: str, value: object) -> None:
    with unguarded(small_path) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute(f"UPDATE change_set SET {column} = ? WHERE entry = ?", (value, TAMPERED))
    assert _broken(small_path) == TAMPERED


@pytest.mark.parametrize(("column", "value"), COLUMNS_OF_A_CHANGE)
def test_tampering_with_a_change_names_its_entry(small_path: Path, column: str, value: object) -> None:
    with unguarded(small_path) as db:
        db.execute(
            f"UPDATE change SET {column} = ? WHERE id = (SELECT min(id) FROM change WHERE entry = ?)",
            (value, TAMPERED),
        )
    assert _broken(small_path) == TAMPERED


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (f"DELETE FROM change_set WHERE entry = {TAMPERED}", TAMPERED),
        ("DELETE FROM change_set WHERE entry = 1", 1),
        ("DELETE FROM change_set WHERE entry = (SELECT max(entry) FROM change_set)", ENTRIES),
        (f"DELETE FROM change WHERE id = (SELECT max(id) FROM change WHERE entry = {TAMPERED})", TAMPERED),
        (f"UPDATE change SET entry = {TAMPERED} WHERE entry = {TAMPERED + 1}", TAMPERED),
        ("UPDATE change SET entry = 0 WHERE entry = 5", 1),
        (
            f"INSERT INTO change (entry, table_name, row_key, after) VALUES ({ENTRIES + 1}, 'task', '[9]', '{{}}')",
            ENTRIES + 1,
        ),
        ("UPDATE change SET id = -id", 1),
    ],
)
def test_what_is_missing_or_added_breaks_the_chain(small_path: Path, statement: str, broken: int) -> None:
    with unguarded(small_path) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute(statement)
    assert _broken(small_path) == broken


def test_swapping_two_changes_breaks_their_entry(small_path: Path) -> None:
    with unguarded(small_path) as db:
        first, second = [
            row[0]
            for row in db.execute(
                "SELECT id FROM change WHERE entry = ? ORDER BY id", (TAMPERED,)
            ).fetchall()[:2]
        ]
        for old, new in ((first, -1), (second, first), (-1, second)):
            db.execute("UPDATE change SET id = ? WHERE id = ?", (new, old))
    assert _broken(small_path) == TAMPERED


def test_a_forged_hash_breaks_the_next_entry(small_path: Path) -> None:
    with unguarded(small_path) as db:
        row = dict(db.execute("SELECT * FROM change_set WHERE entry = ?", (TAMPERED,)).fetchone())
        names = ("entry", "at", "actor", "machine", "label", "kind", "undoes")
        head = [row[name] for name in names[:2]] + ["Kẻ giả mạo"] + [row[name] for name in names[3:]]
        changes = [(item.table, item.key, item.before, item.after) for item in read_changes(db, TAMPERED)]
        forged = chain_hash(row["previous_hash"], head, changes)
        db.execute("UPDATE change_set SET actor = 'Kẻ giả mạo', hash = ? WHERE entry = ?", (forged, TAMPERED))
    assert _broken(small_path) == TAMPERED + 1


def test_what_changes_nothing_writes_nothing_and_tells_nobody(small: Session) -> None:
    heard: list[object] = []
    small.subscribe(heard.append)
    before = small.record.last_entry
    with raw(small.record.path) as db:
        version = db.execute("PRAGMA data_version").fetchone()[0]
        small.do(set_value(17))
        small.do(set_value(None, 3))
        small.do(SetProfile({"province": "An Bình"}))
        small.do(EditTask(1, {"title": "Kết nối trục liên thông"}))
        small.do_all("Không gì cả", [])
        assert db.execute("PRAGMA data_version").fetchone()[0] == version
    assert small.record.last_entry == before
    assert heard == []


def test_a_refused_command_leaves_no_trace(small: Session) -> None:
    before = small.record.last_entry
    for command in (set_value(5, period=LOCKED), EditTask(1, {"title": " "}), EditTask(77, {"title": "a"})):
        with pytest.raises(Exception, match=r"\."):
            small.do(command)
    small.do(set_value(5))
    assert small.record.last_entry[0] == before[0] + 1
    with raw(small.record.path) as db:
        assert db.execute("SELECT count(*) FROM open_change_set").fetchone()[0] == 0
        assert db.execute("SELECT max(id) = count(*) FROM change").fetchone()[0] == 1
    assert small.record.find_damage() == []


def test_reading_the_log_newest_first_and_in_part(small: Session) -> None:
    with raw(small.record.path) as db:
        entries = [item.entry for item in read_change_sets(db)]
        assert entries == sorted(entries, reverse=True) and len(entries) == ENTRIES
        assert [item.entry for item in read_change_sets(db, newest_first=False, limit=2)] == [1, 2]
        assert read_change_set(db, ENTRIES + 1) is None


def test_a_clock_that_goes_back_does_not_disturb_the_order(small: Session) -> None:
    small.record.clock = lambda: datetime(2019, 1, 1, 7, 0)
    small.do(set_value(18))
    small.do(AddTaskUpdate(2, date(2020, 8, 4), "Đã họp"))
    newest, older = small.read.change_sets(limit=2)
    assert (newest.entry, older.entry) == (ENTRIES + 2, ENTRIES + 1) and newest.at == older.at
    assert small.record.next_undo() == newest
    small.undo()
    small.undo()
    assert small.read.cells("dvctt-2011", MONTH.code)[1]["level4"].number == 17
    assert small.record.find_damage() == []


def test_the_log_of_a_second_change_set_cannot_be_opened_inside_the_first(small: Session) -> None:
    with (
        small.record.change("Một", PERSON),
        pytest.raises(sqlite3.OperationalError, match="within a transaction"),
        small.record.change("Hai", PERSON),
    ):
        pass
    assert small.record.find_damage() == []
