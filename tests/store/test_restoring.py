"""Going back to a backup: into a new file, or in place as one step that undo takes back whole."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.tasks import AddTask, DeleteTask, EditTask
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.store.backups import Backup, make_backup
from desktop_app.store.restoring import restore_to
from desktop_app.summarising import summary
from tests.exchange.conftest import opened

APRIL = PeriodCode.parse("2021-04")


@pytest.fixture
def session(sample_path: Path) -> Any:
    found = opened(sample_path)
    yield found
    found.close()


@pytest.fixture
def backup(session: Any, tmp_path: Path) -> Backup:
    """The record as it was before the work of `worked`."""
    return make_backup(session.record.path, tmp_path / "bản sao", "thử")


def facts(session: Any) -> object:
    """What the screens show of the record."""
    read = session.read
    return (
        read.tasks(),
        read.cells("dvctt-2011", "2021-04"),
        read.layer_statuses(),
        summary(read, date(2021, 4, 20)),
    )


def worked(session: Any) -> None:
    """Some of everything: added, changed, removed, undone."""
    unit = session.read.units()[0].id
    session.do(AddTask("Việc mới", unit, due_on=date(2021, 12, 31)))
    session.do(EditTask(session.read.tasks()[0].id, {"title": "Tên khác"}))
    session.do(DeleteTask(session.read.tasks()[5].id, "ghi nhầm"))
    session.do(SetValues("dvctt-2011", APRIL, [ValueEdit(unit, "level1", Value(ValueState.REPORTED, 7))]))
    session.do(EditTask(session.read.tasks()[1].id, {"title": "Sẽ hoàn tác"}))
    session.undo()


def test_in_place_everything_is_as_it_was_and_undo_brings_it_back(session: Any, backup: Backup) -> None:
    before, entries = facts(session), session.read.last_entry()[0]
    worked(session)
    after = facts(session)
    assert after != before
    session.restore(backup.path)
    assert facts(session) == before
    log = session.read.change_sets()
    assert log[0].label == f"Khôi phục về mục {entries} ({backup.path.name})" and log[0].entry == entries + 7
    assert session.record.find_damage() == []
    session.undo()
    assert facts(session) == after and session.record.find_damage() == []


def test_nothing_changed_since_changes_nothing(session: Any, backup: Backup) -> None:
    entry = session.read.last_entry()
    session.restore(backup.path)
    assert session.read.last_entry() == entry


def test_another_record_is_refused_in_place(session: Any, tmp_path: Path, backup: Backup) -> None:
    other = Path(shutil.copyfile(backup.path, tmp_path / "khác.tiendo"))
    elsewhere = opened(other)
    elsewhere.do(AddTask("Chỉ ở sổ kia", elsewhere.read.units()[0].id, due_on=date(2021, 12, 31)))
    elsewhere.close()
    with pytest.raises(RecordError, match="không phải một trạng thái trước đây"):
        session.restore(other)
    worked(session)
    with pytest.raises(RecordError, match="nhật ký rẽ khác"):
        session.restore(other)


def test_a_period_locked_since_is_opened_by_nobody_silently(session: Any, backup: Backup) -> None:
    unit = session.read.units()[0].id
    session.do(SetValues("dvctt-2011", APRIL, [ValueEdit(unit, "level1", Value(ValueState.REPORTED, 7))]))
    session.do(LockPeriod(APRIL))
    now = facts(session)
    with pytest.raises(RecordError, match="khóa"):
        session.restore(backup.path)
    assert facts(session) == now


def test_into_a_new_file(session: Any, backup: Backup, tmp_path: Path) -> None:
    before = facts(session)
    worked(session)
    target = restore_to(backup.path, tmp_path / "khôi phục.tiendo")
    again = opened(target)
    assert facts(again) == before
    again.close()
    with pytest.raises(RecordError, match="Đã có khôi phục.tiendo"):
        restore_to(backup.path, target)
    with pytest.raises(RecordError, match="Không ghi được"):
        restore_to(backup.path, tmp_path / "không có" / "a.tiendo")


def test_a_damaged_backup_is_not_restored(backup: Backup, tmp_path: Path) -> None:
    with sqlite3.connect(backup.path) as db:
        db.execute("DROP TRIGGER IF EXISTS change_set_no_update")
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE change_set SET label = 'sửa trộm' WHERE entry = 3")
    with pytest.raises(RecordError, match="Chuỗi nhật ký đứt từ mục 3"):
        restore_to(backup.path, tmp_path / "a.tiendo")
