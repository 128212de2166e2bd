"""Any list as a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.workbooks.table_export import ExportColumn, Kind, TableExport, export_table

COLUMNS = (
    ExportColumn("TT", Kind.CENTRED, 40),
    ExportColumn("Nhiệm vụ", width=250),
    ExportColumn("Hạn", Kind.CENTRED, 40),
    ExportColumn("Số hồ sơ", Kind.INTEGER, 40),
    ExportColumn("Tỷ lệ (%)", Kind.PERCENT, 60),
)
ROWS = [
    (1, "=Ban hành Kiến trúc", date(2020, 8, 26), 1234567, 20.45),
    (
        2,
        "Nâng cấp Cổng dịch vụ công của tỉnh theo hướng dẫn của Bộ Thông tin và Truyền thông",
        None,
        None,
        "",
    ),
]


def exported(tmp_path: Path, table: TableExport) -> openpyxl.Workbook:
    export_table(table, tmp_path / "ds.xlsx")
    return openpyxl.load_workbook(tmp_path / "ds.xlsx")


def test_list_with_title_lines_and_values(tmp_path: Path) -> None:
    table = TableExport("Danh sách nhiệm vụ", COLUMNS, ROWS, ("Số liệu đến ngày 26/8/2020",), sample=True)
    sheet = exported(tmp_path, table)["Danh sách"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Danh sách nhiệm vụ",
        "Số liệu đến ngày 26/8/2020",
        "Dữ liệu minh họa",
    ]
    assert [cell.value for cell in sheet[4]] == [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[5]] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    first = [cell.value for cell in sheet[6]]
    assert first[:2] == [1, "=Ban hành Kiến trúc"] and sheet["B6"].data_type == "s"
    assert first[2].date() == date(2020, 8, 26) and first[3:] == [1234567, 20.45]
    assert [cell.value for cell in sheet[7]][2:] == [None, None, None]
    assert sheet.row_dimensions[7].height > sheet.row_dimensions[6].height
    assert sheet.print_title_rows == "$4:$5" and sheet.freeze_panes == "A6"
    assert sheet.oddHeader.right.text == "Dữ liệu minh họa"


def test_columns_hold_their_numbers_and_dates(tmp_path: Path) -> None:
    sheet = exported(tmp_path, TableExport("Danh sách", COLUMNS, ROWS))["Danh sách"]
    assert sheet.column_dimensions["C"].width * 7 + 5 >= 66
    assert sheet.column_dimensions["D"].width * 7 + 5 >= 66


def test_no_mark_on_real_data_and_an_empty_list(tmp_path: Path) -> None:
    sheet = exported(tmp_path, TableExport("Danh sách", COLUMNS, []))["Danh sách"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Dữ liệu minh họa" not in texts and sheet.oddHeader.right.text is None


def test_progress_is_told_and_may_stop(tmp_path: Path) -> None:
    rows = [(number, "a", None, number, 1.0) for number in range(1200)]
    seen: list[tuple[int, int]] = []
    export_table(
        TableExport("Danh sách", COLUMNS, rows), tmp_path / "a.xlsx", lambda *step: seen.append(step)
    )
    assert seen == [(500, 1200), (1000, 1200), (1200, 1200)]

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_table(TableExport("Danh sách", COLUMNS, rows), tmp_path / "b.xlsx", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
