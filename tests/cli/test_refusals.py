"""Everything that can be wrong with a call: exit code 2, words in Vietnamese, and never a traceback."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desktop_app import __main__ as program
from tests.cli.run import here

AS_OF = ("--as-of", "2020-08-26")
CAPSYS = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["summary", "R"], "còn thiếu --as-of"),
        (["summary"], "còn thiếu"),
        (["summary", "R", "--as-of"], "cần một giá trị"),
        (["summary", "R", "--as-of", "26/08/2020"], "Ngày chốt “26/08/2020” không đúng"),
        (["summary", "R", "--as-of", "2020-02-30"], "năm-tháng-ngày"),
        (["summary", "R", "--as-of", "0001-01-01"], "Năm 1 ở ngoài khoảng"),
        (["summary", "R", "--as-of", "9999-12-31"], "Năm 9999 ở ngoài khoảng"),
        (["summary", "R", *AS_OF, "--period", "2020-13"], "Kỳ “2020-13” không đúng"),
        (["summary", "R", *AS_OF, "--period", "quý 3"], "Kỳ “quý 3” không đúng"),
        (["summary", "R", *AS_OF, "--jso"], "không hiểu"),
        (["summary", "R", *AS_OF, "--json=1"], "không nhận giá trị"),
        (["summary", "R", *AS_OF, "thừa"], "không hiểu thừa"),
        (["report", "R", *AS_OF, "--out", "X/a.xlsx"], "còn thiếu --period"),
        (["report", "R", *AS_OF, "--period", "2020-08", "--out", "X/không có/a.xlsx"], "Không có thư mục"),
        (["report", "R", *AS_OF, "--period", "2020-08", "--out", "X"], "là một thư mục"),
        (["report", "R", *AS_OF, "--period", "2020-09", "--out", "X/a.xlsx"], None),
        (["report", "R", *AS_OF, "--period", "2021", "--out", "X/a.xlsx"], "sớm hơn ngày đầu kỳ năm 2021"),
        (["screenshot", "R", "--page", "trang-khac", "--out", "X/a.png"], "không có lựa chọn 'trang-khac'"),
        (["screenshot", "R", "--out", "X/a.png"], "còn thiếu --page"),
        (["screenshot", "R", "--page", "nhat-ky", "--size", "lon", "--out", "X/a.png"], "Kích thước “lon”"),
        (["screenshot", "R", "--page", "nhat-ky", "--size", "10x10", "--out", "X/a.png"], "Kích thước"),
        (
            ["screenshot", "R", "--page", "nhat-ky", "--text-scale", "9", "--out", "X/a.png"],
            "Cỡ chữ 9 không có",
        ),
        (["screenshot", "R", "--page", "nhat-ky", "--text-scale", "to", "--out", "X/a.png"], "không phải số"),
        (["screenshot", "R", "--page", "nhat-ky", "--as-of", "mai", "--out", "X/a.png"], "Ngày chốt “mai”"),
        (
            ["screenshot", "R", "--page", "nhat-ky", "--known-at", "9999", "--out", "X/a.png"],
            "không có mục 9999",
        ),
        (
            ["screenshot", "R", "--page", "nhat-ky", "--known-at", "mai", "--out", "X/a.png"],
            "không phải số mục",
        ),
        (["screenshot", "X/thieu.tiendo", "--page", "nhat-ky", "--out", "X/a.png"], "Không thấy tệp"),
        (["history", "X/thieu.tiendo"], "Không thấy tệp"),
        (["undo", "X/thieu.tiendo"], "Không thấy tệp"),
        (["check", "X"], "thư mục"),
        (["history", "X"], "thư mục"),
        (["history", "X/chu.tiendo"], "không phải sổ Tiến Độ"),
        (["undo", "X/rong.tiendo"], "là tệp rỗng"),
        (["sample", "R"], "Đã có tệp"),
        (["sample", "X"], "là một thư mục"),
        (["sample", "X/không có/a.tiendo"], "Không có thư mục"),
        (["sample", "X/chu.tiendo/a.tiendo"], "Không có thư mục"),
        (["sample", "X/" + "a" * 300], "Không đọc, ghi được"),
        (["--nothing"], "Lệnh chưa đúng"),
        (["a.tiendo", "b.tiendo"], "không hiểu: b.tiendo"),
    ],
)
def test_wrong_calls(
    arguments: list[str], says: str | None, sample_path: Path, tmp_path: Path, capsys: CAPSYS
) -> None:
    (tmp_path / "chu.tiendo").write_text("không phải sổ " * 20, encoding="utf-8")
    (tmp_path / "rong.tiendo").touch()
    places = {"R": str(sample_path), "X": str(tmp_path)}
    given = [
        places.get(item, item.replace("X/", f"{tmp_path}/", 1) if item.startswith("X/") else item)
        for item in arguments
    ]
    answer = here(capsys, *given)
    if says is None:
        assert (answer.code, answer.err) == (0, "")
        return
    assert answer.code == 2 and says in answer.err and answer.out == ""
    assert not (tmp_path / "a.xlsx").exists() and not (tmp_path / "a.png").exists()


def test_a_wrong_call_shows_the_right_ones(capsys: CAPSYS) -> None:
    assert "tiendo report SỔ --as-of NGÀY --period KỲ" in here(capsys, "summary").err


def test_a_picture_that_cannot_be_written(
    sample_path: Path, tmp_path: Path, capsys: CAPSYS, qapp: object
) -> None:
    answer = here(
        capsys, "screenshot", sample_path, "--page", "nhat-ky", "--out", tmp_path / "không có" / "a.png"
    )
    assert answer.code == 2 and "Không ghi được" in answer.err


def test_a_bug_of_ours_is_said_in_words_and_written_down(
    tmp_path: Path, capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(given: list[str]) -> int:
        raise KeyError("cột lạ")

    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    monkeypatch.setattr(program, "_run", broken)
    answer = here(capsys, "history", "R")
    assert answer.code == 2
    assert answer.err.startswith("Chương trình gặp lỗi ngoài dự kiến (KeyError: 'cột lạ')")
    assert "cột lạ" in (tmp_path / "nhat-ky-loi.log").read_text(encoding="utf-8")
    (tmp_path / "tep").touch()
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "tep"))
    assert here(capsys, "history", "R").err.endswith("sổ không bị ghi dở dang.\n")


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (KeyboardInterrupt(), 2, "Đã dừng theo yêu cầu"),
        (OSError(28, "No space left on device", "/o/dia"), 2, "Không đọc, ghi được /o/dia"),
        (OSError("ổ đĩa lạ"), 2, "Không đọc, ghi được tệp (ổ đĩa lạ)"),
    ],
)
def test_what_the_system_does(
    error: BaseException, code: int, says: str, capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(given: list[str]) -> int:
        raise error

    monkeypatch.setattr(program, "_run", stopped)
    answer = here(capsys, "history", "R")
    assert answer.code == code and says in answer.err


def test_a_program_without_a_console_prints_nowhere(
    built_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert program.main(["history", str(built_sample)]) == 0
    assert program.main(["history", os.devnull]) == 2
    sys.stdout.close()


def test_a_file_cut_short_is_told_in_words(sample_path: Path, tmp_path: Path, capsys: CAPSYS) -> None:
    content = sample_path.read_bytes()
    for part in (2, 3, 10):
        cut = tmp_path / f"cut-{part}.tiendo"
        cut.write_bytes(content[: len(content) // part])
        for arguments in (["summary", cut, *AS_OF], ["history", cut], ["check", cut], ["undo", cut]):
            answer = here(capsys, *arguments)
            assert answer.code in (1, 2) and "ngoài dự kiến" not in answer.err
