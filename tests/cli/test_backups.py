"""`tiendo backup` and `tiendo restore`, and the backup an import makes before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import here
from tests.exchange.conftest import opened
from tests.lists.annex import annex


def test_backup_list_and_restore(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "bản sao"
    (made,) = here(capsys, "backup", sample_path, "--to", place, "--json").json
    assert made["fault"] == "" and made["reason"] == "tự bấm" and Path(made["path"]).is_file()
    listed = here(capsys, "backup", sample_path, "--to", place, "--list")
    assert listed.code == 0 and "đã kiểm tra" in listed.out and made["path"] in listed.out
    here(capsys, "tasks", "import", sample_path, annex(tmp_path / "a.xlsx"))
    changed = _titles(sample_path)
    answer = here(capsys, "restore", sample_path, "--from", made["path"], "--in-place", "--json")
    assert answer.code == 0 and answer.json["change_set"] and _titles(sample_path) != changed
    here(capsys, "undo", sample_path)
    assert _titles(sample_path) == changed
    out = here(capsys, "restore", sample_path, "--from", made["path"], "--out", tmp_path / "mới.tiendo")
    assert out.code == 0 and len(_titles(tmp_path / "mới.tiendo")) == len(changed) - 4


def _titles(path: Path) -> list[str]:
    session = opened(path)
    try:
        return [task.title for task in session.read.tasks()]
    finally:
        session.close()


def test_an_import_is_kept_before(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "máy"))
    assert here(capsys, "backup", sample_path, "--list", "--json").json == []
    here(capsys, "tasks", "import", sample_path, annex(tmp_path / "a.xlsx"))
    (kept,) = here(capsys, "backup", sample_path, "--list", "--json").json
    assert kept["reason"] == "trước khi nhập danh sách"


def test_wrong_calls_are_told(sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert here(capsys, "backup", tmp_path / "không có.tiendo").code == 2
    assert here(capsys, "restore", sample_path, "--from", tmp_path / "không có").code == 2
    answer = here(capsys, "restore", sample_path, "--from", tmp_path / "không có", "--out", tmp_path / "a")
    assert answer.code == 2 and "không dùng để khôi phục được" in answer.err


def test_salvage_says_what_is_missing_and_by_its_exit_code(
    sample_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = here(capsys, "salvage", sample_path, "--out", sample_path.with_name("a.tiendo"))
    assert whole.code == 0 and whole.out.endswith("Không mất gì.\n")
    content = sample_path.read_bytes()
    broken = sample_path.with_name("hong.tiendo")
    broken.write_bytes(content[: len(content) * 2 // 3])
    part = here(capsys, "salvage", broken, "--out", sample_path.with_name("b.tiendo"), "--json")
    assert part.code == 1 and part.json["complete"] is False and part.json["entries"] < 91
    again = here(capsys, "salvage", broken, "--out", sample_path.with_name("b.tiendo"))
    assert again.code == 2 and "Đã có b.tiendo" in again.err


def test_an_encrypted_copy_is_made_and_restored(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "mk.txt"
    secret.write_text("bốn từ liền nhau\n", encoding="utf-8")
    copy = tmp_path / "mang đi.mahoa"
    made = here(
        capsys, "backup", sample_path, "--to", tmp_path / "b", "--encrypted", copy, "--password-file", secret
    )
    assert made.code == 0 and copy.read_bytes()[:6] == b"TIENDO"
    target = tmp_path / "lai.tiendo"
    back = here(capsys, "restore", sample_path, "--from", copy, "--out", target, "--password-file", secret)
    assert back.code == 0 and target.read_bytes()[:6] == b"SQLite"
    secret.write_text("mật khẩu khác hẳn", encoding="utf-8")
    wrong = here(
        capsys,
        "restore",
        sample_path,
        "--from",
        copy,
        "--out",
        tmp_path / "x.tiendo",
        "--password-file",
        secret,
    )
    assert wrong.code == 2 and "Mật khẩu không đúng" in wrong.err
