"""Records written by every earlier structure open with all they held; `releases/NNNN.sql` are their dumps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.errors import RecordError
from desktop_app.store import migrations
from desktop_app.store.journal import first_broken_entry
from desktop_app.store.migrations import newest_version
from tests.store.raw import raw
from tests.store.small_record import HEALTH, MONTH, opened

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql"))


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def old_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record as an earlier program left it."""
    path = tmp_path / "Sổ cũ.tiendo"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(request.param.read_text(encoding="utf-8"))
        db.execute("PRAGMA journal_mode=WAL")
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table the file has."""
    with raw(path) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [tuple(row) for row in db.execute(f"SELECT * FROM {name}")] for name in names}


def test_there_is_a_dump_of_every_structure_but_the_newest() -> None:
    assert [int(path.stem) for path in RELEASES] == list(range(1, newest_version()))


def test_an_old_record_opens_with_everything_it_held(old_path: Path) -> None:
    before = rows(old_path)
    session = opened(old_path)
    try:
        read = session.read
        assert [task.title for task in read.tasks()] == ["Kết nối trục liên thông", "Ban hành mã định danh"]
        value = read.cells("dvctt-2011", MONTH.code)[HEALTH]["level4"]
        assert value.number == 17
        assert read.last_entry()[0] == len(before["change_set"])
        assert read.first_broken_entry() is None
        assert session.record.can_edit
    finally:
        session.close()
    after = rows(old_path)
    for table in ("task", "unit", "document", "evidence", "layer_status", "change_set"):
        assert [row[: len(before[table][0])] for row in after[table]] == before[table]


def test_a_copy_from_before_the_upgrade_stays_beside_it(old_path: Path) -> None:
    before = rows(old_path)
    opened(old_path).close()
    copies = [path for path in old_path.parent.iterdir() if "truoc-nang-cap" in path.name]
    assert len(copies) == 1
    assert rows(copies[0]) == before


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    old_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old_path)
    broken = tmp_path / "9999_hong.sql"
    broken.write_text("CREATE TABLE half (id INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    files = [*migrations.migration_files(), broken]
    monkeypatch.setattr(migrations, "migration_files", lambda: files)
    with pytest.raises(RecordError, match="Chưa nâng cấp được"):
        opened(old_path)
    assert rows(old_path) == before
    monkeypatch.undo()
    session = opened(old_path)
    assert session.record.can_edit
    session.close()


def test_undo_reaches_back_beyond_the_upgrade(old_path: Path) -> None:
    session = opened(old_path)
    try:
        entries = session.read.last_entry()[0]
        session.undo()
        assert session.read.last_entry()[0] == entries + 1
    finally:
        session.close()
    with raw(old_path) as db:
        assert first_broken_entry(db) is None
