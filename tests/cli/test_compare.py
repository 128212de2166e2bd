"""`tiendo compare`: the bridge and the lists in words and as JSON, the annex, and refusals."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.run import here

CAPSYS = pytest.CaptureFixture[str]
SUMMER = ("--from", "2020-07-31@2020-07-31", "--to", "2020-08-26@62")


def test_the_bridge_in_words(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "compare", built_sample, *SUMMER)
    lines = found.out.splitlines()
    assert found.code == 0
    assert lines[:2] == [
        "Từ:  31/07/2020, như đã biết khi đó (mục nhật ký 56)",
        "Đến: 26/08/2020, như đã biết khi đó (mục nhật ký 62)",
    ]
    assert "Nhiệm vụ hoàn thành tăng từ 55 lên 62: +7 hoàn thành." in lines
    assert "  55 + 7 + 0 + 0 + 0 = 62, khớp danh sách" in lines
    assert "  75 + 1 + 0 + 0 + 0 = 76, khớp danh sách" in lines
    assert any(line.startswith("    +1 giao mới: NV-29 ") for line in lines)
    assert lines[-1] == "Dữ liệu minh họa."


def test_as_json(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "compare", built_sample, *SUMMER, "--json").json
    assert found["from"] == {"as_of": "2020-07-31", "entry": 56}
    figure = found["figures"][0]
    assert (figure["key"], figure["start"], figure["end"], figure["listed"]) == ("completed", 55, 62, True)
    assert figure["start"] + sum(step["amount"] for step in figure["steps"]) == figure["end"]
    assert {"done", "assigned"} <= {change["what"] for change in found["changes"]}


def test_without_known_at_it_is_the_record_now(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "compare", built_sample, "--from", "2020-12-31", "--to", "2021-03-31", "--json").json
    assert found["from"]["entry"] == found["to"]["entry"] == 91


def test_the_annex(built_sample: Path, tmp_path: Path, capsys: CAPSYS) -> None:
    target = tmp_path / "so sánh.xlsx"
    found = here(capsys, "compare", built_sample, *SUMMER, "--out", target)
    assert f"Đã xuất phụ lục so sánh: {target}" in found.out
    assert openpyxl.load_workbook(target).sheetnames == ["Cầu nối", "Thay đổi"]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("2020-07-31@x", "không phải số mục nhật ký"),
        ("2020-07-31@", "không phải số mục nhật ký"),
        ("31/07/2020", "Ngày của --from “31/07/2020” không đúng"),
        ("2020-07-31@999", "Nhật ký không có mục 999"),
        ("2020-07-31@1999-01-01", "sổ chưa ghi gì"),
    ],
)
def test_what_is_no_state_is_refused(built_sample: Path, capsys: CAPSYS, first: str, said: str) -> None:
    found = here(capsys, "compare", built_sample, "--from", first, "--to", "2020-08-26")
    assert found.code == 2 and said in found.err
