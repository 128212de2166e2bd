"""`tiendo calendar`: what is due in words and as JSON, and refusals."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.run import here

CAPSYS = pytest.CaptureFixture[str]


def test_in_words(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "calendar", built_sample, "--as-of", "2020-08-26", "--days", "3")
    lines = found.out.splitlines()
    assert found.code == 0
    assert lines[0] == "Lịch báo cáo tính đến 26/08/2020, 3 ngày trước và sau."
    assert "Đã qua hạn gửi: 2" in lines and "Sắp đến hạn gửi: 0" in lines
    assert "    Gửi Bộ Thông tin và Truyền thông; nhắc ngày 25/08/2020" in lines
    assert "    Sở, ban, ngành, cơ quan khác: hạn 22/08/2020 (mặc định), nhắc 21/08/2020" in lines
    assert "      đã nhận 18/19 (94,7%); đúng hạn 18/19; trễ 1" in lines
    assert "      Trễ: Ban Dân tộc (4 ngày)" in lines
    assert lines[-1] == "Dữ liệu minh họa."


def test_as_json_the_yearly_report_of_the_law(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "calendar", built_sample, "--as-of", "2026-12-01", "--json").json
    yearly = next(row for row in found if row["report"] == "mau-08")
    assert (yearly["receiver"], yearly["deadline"]) == ("Bộ Công an", "2026-12-24")
    assert (yearly["window_start"], yearly["window_end"]) == ("2025-12-15", "2026-12-15")
    assert [(row["deadline"], row["default"]) for row in yearly["inner"]] == [("2026-12-19", False)]
    assert all(part["received"] <= part["expected"] for row in found for part in row["units"])


def test_the_units_as_a_workbook(built_sample: Path, tmp_path: Path, capsys: CAPSYS) -> None:
    target = tmp_path / "lich.xlsx"
    found = here(capsys, "calendar", built_sample, "--as-of", "2020-08-26", "--days", "3", "--out", target)
    assert f"Đã xuất danh sách theo đơn vị: {target}" in found.out.splitlines()
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    late = [row for row in rows if "Ban Dân tộc" in row]
    assert len(late) == 1 and "Chưa gửi" in late[0] and late[0][-1] == 4
    assert sum("Có số từ 21/08/2020" in row for row in rows) == 28


@pytest.mark.parametrize("days", ["x", "0", "401", "-3", "²"])
def test_a_wrong_number_of_days_is_refused(built_sample: Path, capsys: CAPSYS, days: str) -> None:
    found = here(capsys, "calendar", built_sample, f"--days={days}")
    assert found.code != 0 and f"--days “{days}” không đúng. Ghi số ngày từ 1 đến 400." in found.err
