"""Backups: verified copies with evidence inside, thinned by age, copied to a second place, and never trusted blindly."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.tasks import EditTask
from desktop_app.domain.errors import RecordError
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store import backups
from desktop_app.store.backups import (
    copy_to_second_place,
    hold_still,
    list_backups,
    make_backup,
    preview,
    sha256_of,
    thin,
    verify,
)
from desktop_app.store.opening import open_record

NOW = datetime(2026, 11, 26, 9, 30)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "mau.tiendo"
    build_sample(path)
    return path


@pytest.fixture
def session(sample: Path, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "sổ.tiendo"
    shutil.copyfile(sample, path)
    opened = Session(open_record(path, person="An", machine="PC-01"), "An")
    yield opened
    opened.close()


def _back_up(session: Session, folder: Path, at: datetime = NOW) -> backups.Backup:
    return make_backup(session.record.path, folder, "Tự động", lambda: at)


def test_a_backup_is_the_whole_record_with_evidence_and_log(session: Session, tmp_path: Path) -> None:
    task = session.read.tasks()[0]
    session.do(AttachEvidence("task", task.id, "qđ.pdf", b"proof" * 1000, added_on=date(2020, 8, 1)))
    backup = _back_up(session, tmp_path / "sao-luu")
    assert backup.good and backup.entry == session.read.last_entry()[0]
    assert backup.entry_hash == session.read.last_entry()[1]
    assert sha256_of(backup.path) == backup.sha256 and backup.size == backup.path.stat().st_size
    opened = Session(open_record(backup.path, person="An", machine="PC"), "An")
    file = next(item for item in opened.read.tasks()[0].evidence if item.file_name == "qđ.pdf")
    assert opened.read.evidence_content(file.sha256) == b"proof" * 1000
    assert opened.record.find_damage() == []
    opened.close()
    assert dict(preview(backup.path))["Nhiệm vụ"] == 83


def test_unsaved_side_files_are_in_it(session: Session, tmp_path: Path) -> None:
    """The write-ahead log was not folded in yet: a file copy would lose it, the backup does not."""
    task = session.read.tasks()[0]
    session.do(EditTask(task.id, {"title": "Chỉ ở tệp phụ"}))
    assert session.record.path.with_name(session.record.path.name + "-wal").stat().st_size > 0
    backup = _back_up(session, tmp_path / "sao-luu")
    opened = Session(open_record(backup.path, person="An", machine="PC"), "An")
    assert opened.read.tasks()[0].title == "Chỉ ở tệp phụ"
    opened.close()


def test_a_record_held_still_is_backed_up_as_it_stood_then(session: Session, tmp_path: Path) -> None:
    task, before = session.read.tasks()[0], session.read.last_entry()
    held = hold_still(session.record.path)
    session.do(EditTask(task.id, {"title": "Sửa sau đó"}))
    backup = make_backup(session.record.path, tmp_path / "sao-luu", "trước khi ghi", lambda: NOW, held)
    held.close()
    assert backup.good and (backup.entry, backup.entry_hash) == before
    opened = Session(open_record(backup.path, person="An", machine="PC"), "An")
    assert opened.read.tasks()[0].title == task.title
    opened.close()


def test_edits_go_on_while_it_is_made(session: Session, tmp_path: Path) -> None:
    task = session.read.tasks()[0]
    made: list[backups.Backup] = []
    worker = threading.Thread(target=lambda: made.append(_back_up(session, tmp_path / "sao-luu")))
    worker.start()
    for number in range(20):
        session.do(EditTask(task.id, {"title": f"Sửa lần {number}"}))
    worker.join()
    assert made[0].good and backups.find_fault(made[0].path) == ""
    assert session.read.tasks()[0].title == "Sửa lần 19"


def test_the_list_is_newest_first_and_a_spoilt_one_is_named(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    first = _back_up(session, folder, NOW - timedelta(minutes=60))
    second = _back_up(session, folder, NOW)
    assert [item.path for item in list_backups(folder)] == [second.path, first.path]
    content = bytearray(first.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    first.path.write_bytes(content)
    assert any(words in verify(first).fault for words in ("SHA-256", "hỏng", "đứt"))
    assert [item.good for item in list_backups(folder)] == [True, False]
    second.path.write_bytes(content[:4096])
    assert list_backups(folder)[0].fault == "Dung lượng khác khi lập"
    second.path.with_suffix(".json").unlink()
    assert "Thiếu tệp ghi chú" in next(i for i in list_backups(folder) if i.path == second.path).fault


def test_old_ones_are_thinned_by_hour_day_week_and_month(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    one = _back_up(session, folder, NOW)
    moments = [NOW - timedelta(minutes=30 * step) for step in range(1, 48 * 3)]
    moments += [NOW - timedelta(days=day, hours=hour) for day in range(4, 400) for hour in (0, 5)]
    for at in moments:
        _made_up(one, folder, at)
    thin(folder, NOW)
    kept = [item.at for item in list_backups(folder)]
    assert [at for at in kept if NOW - at <= timedelta(hours=2)] == [
        NOW - timedelta(minutes=30 * step) for step in range(5)
    ]
    day_old = [at for at in kept if timedelta(hours=2) < NOW - at <= timedelta(days=1)]
    assert len(day_old) == len({(at.date(), at.hour) for at in day_old}) == 23
    month_old = [at for at in kept if timedelta(days=1) < NOW - at <= timedelta(days=31)]
    assert len(month_old) == len({at.date() for at in month_old}) >= 30
    half_year = [at for at in kept if timedelta(days=31) < NOW - at <= timedelta(days=183)]
    assert len(half_year) == len({at.isocalendar()[:2] for at in half_year}) >= 21
    older = [at for at in kept if NOW - at > timedelta(days=183)]
    assert len(older) == len({(at.year, at.month) for at in older}) >= 7
    assert thin(folder, NOW) == []


def _made_up(like: backups.Backup, folder: Path, at: datetime) -> None:
    path = folder / f"{at:%Y-%m-%dT%H-%M-%S}_muc-1.tiendo"
    path.write_bytes(b"")
    backups._write_note(backups.Backup(path, at, like.reason, like.entry, like.entry_hash, 0, like.sha256))


def test_the_newest_good_one_and_every_bad_one_stay(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    old = _back_up(session, folder, NOW - timedelta(days=900))
    bad = _back_up(session, folder, NOW - timedelta(days=899))
    bad.path.write_bytes(b"x")
    thin(folder, NOW)
    assert {item.path for item in list_backups(folder)} == {old.path, bad.path}


def test_the_second_place_gets_a_read_back_copy(session: Session, tmp_path: Path) -> None:
    backup = _back_up(session, tmp_path / "sao-luu")
    copied = copy_to_second_place(backup, tmp_path / "usb" / "Tiến Độ")
    assert sha256_of(copied.path) == backup.sha256
    assert [item.sha256 for item in list_backups(tmp_path / "usb" / "Tiến Độ")] == [backup.sha256]


def test_a_folder_that_cannot_be_written_gives_words_and_leaves_nothing(
    session: Session, tmp_path: Path
) -> None:
    taken = tmp_path / "tệp"
    taken.write_text("đây là tệp")
    with pytest.raises(RecordError, match="Chưa sao lưu được"):
        _back_up(session, taken)
    backup = _back_up(session, tmp_path / "sao-luu")
    with pytest.raises(RecordError, match="Chưa sao lưu được"):
        copy_to_second_place(backup, taken / "con")


def test_two_records_of_one_name_do_not_share_a_folder(tmp_path: Path) -> None:
    one = backups.folder_of(tmp_path / "a" / "sổ.tiendo", tmp_path)
    other = backups.folder_of(tmp_path / "b" / "sổ.tiendo", tmp_path)
    assert one != other and one.name.startswith("sổ-")


def test_drafts_a_killed_program_left_are_removed_after_a_day(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old, young = folder / "a.dang-ghi", folder / "b.dang-ghi"
    for draft, age in ((old, timedelta(hours=25)), (young, timedelta(hours=1))):
        draft.write_bytes(b"half")
        os.utime(draft, ((NOW - age).timestamp(),) * 2)
    _back_up(session, folder)
    assert not old.exists() and young.exists()
