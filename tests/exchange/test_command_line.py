"""`tiendo forms` for scripts: the JSON of the contract, exit codes, and nothing written by a dry run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.session import Session
from tests.cli.run import here
from tests.exchange.conftest import FORM, opened
from tests.exchange.test_reading import HEALTH, HOME, filled

KEYS = ["path", "form", "unit", "period", "state", "accepted", "rejected", "unchanged", "blank", "problems"]


def test_listing_and_issuing(sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = here(capsys, "forms", "list", sample_path, "--json")
    assert {"dvctt-2011", "dvctt-2022", "ho-so-ii-06a"} <= {form["key"] for form in listed.json}
    assert FORM in here(capsys, "forms", "list", sample_path).out
    issue = ("forms", "issue", sample_path, "--form", FORM, "--period", "2021-04", "--out", tmp_path / "ra")
    answer = here(capsys, *issue)
    assert answer.code == 0 and "Đã phát hành 30 phiếu" in answer.out
    assert len(list((tmp_path / "ra").glob("*.xlsx"))) == 30
    again = here(capsys, *issue)
    assert again.code == 2 and "đã có" in again.err
    wrong = here(
        capsys, "forms", "issue", sample_path, "--form", "x", "--period", "2021-04", "--out", tmp_path
    )
    assert wrong.code == 2 and "Sổ không có biểu mẫu “x”" in wrong.err
    assert here(capsys, "forms").code == 2


@pytest.fixture
def sent(session: Session, forms: Path) -> tuple[Path, Path]:
    """A record and a folder with a good form and one with an error."""
    for path in forms.glob("*.xlsx"):
        if path.name not in (HEALTH, HOME):
            path.unlink()
    filled(session, forms / HEALTH)
    filled(session, forms / HOME, "number_with_words")
    session.close()
    return session.record.path, forms


def test_reading_in_json(sent: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    record, folder = sent
    content = record.read_bytes()
    dry = here(capsys, "forms", "read", record, folder, "--dry-run", "--json")
    assert dry.code == 1 and dry.json["change_set"] is None and record.read_bytes() == content
    wet = here(capsys, "forms", "read", record, folder, "--json")
    assert wet.code == 1 and wet.json["files"] == dry.json["files"]
    assert [list(file) for file in wet.json["files"]] == [KEYS, KEYS]
    bad, good = wet.json["files"]
    assert (bad["state"], good["state"], good["unit"], good["period"]) == (
        "errors",
        "ok",
        "Sở Y tế",
        "2021-04",
    )
    (problem,) = [item for item in bad["problems"] if item["severity"] == "error"]
    assert list(problem) == ["sheet", "cell", "value", "severity", "message"]
    assert (problem["sheet"], problem["cell"]) == ("Phiếu", "F17") and problem["value"].endswith(" HS")
    assert wet.json["totals"] == {"files": 2, "accepted": 15, "rejected": 1, "unchanged": 0, "blank": 0}
    session = opened(record)
    assert session.read.last_entry()[0] == wet.json["change_set"]
    assert session.read.change_sets(limit=1)[0].label == "Nhập 15 ô từ 2 tệp"
    session.close()
    undone = here(capsys, "undo", record)
    assert undone.code == 0 and "Hoàn tác: Nhập 15 ô" in undone.out


def test_exit_codes(sent: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, folder = sent
    assert here(capsys, "forms", "read", record, folder / HEALTH).code == 0
    assert here(capsys, "forms", "read", record, folder / HOME).code == 1
    odd = tmp_path / "odd.xlsx"
    odd.write_bytes(b"<html>")
    nothing = here(capsys, "forms", "read", record, odd, tmp_path / "không có.xlsx")
    assert nothing.code == 2 and "Không có gì để ghi" in nothing.out
    (tmp_path / "trống").mkdir()
    assert here(capsys, "forms", "read", record, tmp_path / "trống").code == 2
    assert here(capsys, "forms", "read", record, folder, "--blank", "gì").code == 2


def test_reading_in_words(sent: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    record, folder = sent
    out = here(capsys, "forms", "read", record, folder, "--dry-run").out
    assert "[Có lỗi] dvctt-2011_2021-04_so-noi-vu.xlsx (Sở Nội vụ · 2021-04): nhận 7, từ chối 1" in out
    assert "Đọc 2 tệp, 16 ô = nhận 15 + từ chối 1 + không đổi 0 + trống 0." in out
    assert out.rstrip().endswith("Đọc thử: chưa ghi gì vào sổ.")
    assert "Tổng DVCTT mức độ 1–4 tháng 04/2021, trước và sau khi ghi:" in out
    assert re.search(r"    Tổng số TTHC: 0 thành \d+\n", out)
    assert "Đã ghi ở mục nhật ký" in here(capsys, "forms", "read", record, folder).out


def test_reading_the_same_files_again_is_no_problem(
    sent: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    record, folder = sent
    (folder / HOME).unlink()
    assert here(capsys, "forms", "read", record, folder, "--json").code == 0
    again = here(capsys, "forms", "read", record, folder, "--json")
    assert again.code == 0 and [file["state"] for file in again.json["files"]] == ["duplicate"]
    assert again.json["change_set"] is None
