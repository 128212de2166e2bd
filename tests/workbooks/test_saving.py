"""A file is written whole or not at all, and refusals say what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.domain.errors import RecordError
from desktop_app.workbooks.saving import save


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "Báo cáo.xlsx"
    save(target, b"one")
    save(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["Báo cáo.xlsx"]


def test_what_a_killed_program_left_is_removed_a_day_later(tmp_path: Path) -> None:
    old, young, foreign = (tmp_path / name for name in (".~tiendo-a.tmp", ".~tiendo-b.tmp", ".~khac.tmp"))
    for path in (old, young, foreign):
        path.write_bytes(b"half")
    yesterday = young.stat().st_mtime - 25 * 3600
    for path in (old, foreign):
        os.utime(path, (yesterday, yesterday))
    save(tmp_path / "a.xlsx", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [foreign.name, young.name, "a.xlsx"]


def test_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("rights of POSIX systems")
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    save(tmp_path / "a.xlsx", b"one")
    assert (tmp_path / "a.xlsx").stat().st_mode == usual.stat().st_mode


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="Không có thư mục .*khong-co"):
        save(tmp_path / "khong-co" / "a.xlsx", b"one")


def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="là một thư mục"):
        save(tmp_path, b"one")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "ổ đĩa đầy"), (errno.EACCES, "không có quyền ghi"), (errno.EIO, "Không ghi được a.xlsx")],
)
def test_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RecordError, match=words):
        save(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_file_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "bao_cao_08.xlsx"
    target.write_bytes(b"old")

    def refuse(source: object, goal: object) -> None:  # what Windows answers while Excel holds the file
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(
        RecordError, match="Tệp bao_cao_08.xlsx đang mở trong Excel. Đóng tệp rồi bấm Xuất lại."
    ):
        save(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_read_only_file_is_not_replaced(ordinary_folder: Path) -> None:
    target = ordinary_folder / "a.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(RecordError, match="chỉ cho đọc"):
        save(target, b"new")
