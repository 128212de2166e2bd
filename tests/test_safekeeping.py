"""When backups are made, where they lie, and what is said of the second place."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.commands.tasks import AddTask
from desktop_app.domain.errors import RecordError
from desktop_app.domain.tasks import TaskKind
from desktop_app.safekeeping import Safekeeping, keep_if_due
from tests.exchange.conftest import opened

NOW = datetime(2021, 4, 20, 9, 0)


def test_a_backup_is_due_only_after_a_change(sample_path: Path, tmp_path: Path) -> None:
    session = opened(sample_path)
    keeper = Safekeeping(sample_path, tmp_path / "bản sao", clock=lambda: NOW)
    assert keeper.newest() is None and keeper.due(session.read.last_entry()[0])
    kept = keeper.make("khi mở sổ")
    assert kept.backup.good and kept.second_problem == "" and not keeper.due(session.read.last_entry()[0])
    session.do(AddTask("Việc mới", session.read.units()[0].id, TaskKind.CONTINUING))
    assert keeper.due(session.read.last_entry()[0])
    session.close()


def test_before_an_import_the_record_is_kept_once(sample_path: Path, tmp_path: Path) -> None:
    session = opened(sample_path)
    for _ in range(2):
        keep_if_due(session.record, tmp_path, "trước khi nhập")
    (backup,) = Safekeeping(sample_path, tmp_path).backups()
    assert backup.reason == "trước khi nhập" and backup.entry == session.read.last_entry()[0]
    session.close()


def test_the_second_place_gets_every_backup_and_is_missed_when_gone(
    sample_path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    keeper = Safekeeping(sample_path, tmp_path / "máy", stick, clock=lambda: NOW)
    assert "chưa có bản nào" in keeper.reminder(NOW)
    made = keeper.make("tự bấm").backup
    (copy,) = keeper.second_copies()
    assert copy.sha256 == made.sha256 and copy.path.read_bytes() == made.path.read_bytes()
    assert keeper.reminder(NOW) == "" and "cũ 8 ngày" in keeper.reminder(NOW + timedelta(days=8))
    gone = Safekeeping(sample_path, tmp_path / "máy", tmp_path / "không có" / "usb", clock=lambda: NOW)
    assert "không còn" in gone.reminder(NOW)


def test_a_second_place_that_fails_is_told_and_the_backup_stands(sample_path: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").write_bytes(b"not a folder")
    kept = Safekeeping(sample_path, tmp_path / "máy", tmp_path / "usb").make("tự bấm")
    assert kept.backup.good and "Chưa sao lưu được vào" in kept.second_problem


def test_a_folder_that_cannot_be_written_is_told(sample_path: Path, tmp_path: Path) -> None:
    (tmp_path / "máy").write_bytes(b"not a folder")
    with pytest.raises(RecordError, match="Chưa sao lưu được"):
        Safekeeping(sample_path, tmp_path / "máy").make("tự bấm")


def test_the_weekly_check_is_remembered_on_this_pc_and_while_open_where_it_cannot_be(
    sample_path: Path, tmp_path: Path
) -> None:
    keeper = Safekeeping(sample_path, tmp_path / "máy", clock=lambda: NOW)
    assert keeper.check_due()
    keeper.note_check()
    assert not Safekeeping(sample_path, tmp_path / "máy", clock=lambda: NOW).check_due()
    assert Safekeeping(sample_path, tmp_path / "máy", clock=lambda: NOW + timedelta(days=7)).check_due()
    (tmp_path / "tệp").write_bytes(b"not a folder")
    nowhere = Safekeeping(sample_path, tmp_path / "tệp", clock=lambda: NOW)
    nowhere.note_check()
    assert not nowhere.check_due()  # not every minute, only because it cannot be written down
