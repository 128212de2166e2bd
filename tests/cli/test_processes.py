"""Every command once as a real process, on a record written by the command line itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import Answer, process

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli")


@pytest.fixture(scope="module")
def record(folder: Path) -> Path:
    path = folder / "sổ mẫu.tiendo"
    answer = process("sample", path, data=folder)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"Đã ghi sổ mẫu (dữ liệu minh họa): {path}\n"
    assert sorted(item.name for item in folder.iterdir()) == ["sổ mẫu.tiendo"]
    return path


def good(answer: Answer) -> Answer:
    assert (answer.code, answer.err) == (0, "")
    return answer


def test_summary_as_json(record: Path, folder: Path) -> None:
    answer = good(process("summary", record, "--as-of", "2020-08-26", "--json", data=folder))
    assert answer.json["tasks"]["completion"] == {"numerator": 62, "denominator": 76}


def test_report(record: Path, folder: Path) -> None:
    out = folder / "báo cáo.xlsx"
    answer = good(
        process("report", record, "--as-of", "2020-08-26", "--period", "2020-08", "--out", out, data=folder)
    )
    assert answer.out == f"Đã xuất báo cáo: {out}\n" and out.read_bytes()[:2] == b"PK"


def test_screenshot_says_nothing_of_the_platform(record: Path, folder: Path) -> None:
    out = folder / "a.png"
    size = ("--size", "1366x768", "--as-of", "2020-08-26", "--dark", "--text-scale", "1.5")
    answer = good(process("screenshot", record, "--page", "nhat-ky", *size, "--out", out, data=folder))
    assert out.read_bytes()[:8] == PNG
    assert answer.out == f"Đã vẽ màn hình nhat-ky: {out}\n"


def test_history_undo_and_redo(record: Path, folder: Path) -> None:
    before = good(process("history", record, "--json", data=folder)).json
    newest = before[-1]
    undone = good(process("undo", record, data=folder))
    assert undone.out == f"Mục {newest['entry'] + 1}: Hoàn tác: {newest['label']}\n"
    again = good(process("redo", record, data=folder))
    assert again.out == f"Mục {newest['entry'] + 2}: Làm lại: {newest['label']}\n"
    after = good(process("history", record, "--json", data=folder)).json
    assert [item["undoes"] for item in after[-2:]] == [newest["entry"], newest["entry"] + 1]


def test_check(record: Path, folder: Path) -> None:
    assert good(process("check", record, "--json", data=folder)).json["ok"] is True


def test_self_test(folder: Path) -> None:
    log = folder / "tu-kiem-tra.log"
    answer = process("self-test", "--log", log, data=folder)
    assert answer.code == 0, answer.out
    assert answer.err == "" and answer.out.endswith("Đạt.\n")
    assert log.read_text(encoding="utf-8") == answer.out


def test_help_and_version(folder: Path) -> None:
    assert "tiendo summary SỔ --as-of NGÀY" in good(process("--help", data=folder)).out
    assert good(process("-h", data=folder)).out.startswith("Cách dùng")
    assert good(process("--version", data=folder)).out.startswith("Tiến Độ ")


def test_a_windows_code_page_prints_vietnamese_all_the_same(record: Path, folder: Path) -> None:
    answer = good(
        process(
            "summary", record, "--as-of", "2020-08-26", data=folder, PYTHONIOENCODING="cp1252", PYTHONUTF8="0"
        )
    )
    assert "Nhiệm vụ: 83 (76 có thời hạn, 7 thường xuyên)" in answer.out
    wrong = process(
        "summary", folder / "không có", "--as-of", "2020-08-26", data=folder, PYTHONIOENCODING="cp1252"
    )
    assert wrong.code == 2 and wrong.err.startswith("Không thấy tệp")
