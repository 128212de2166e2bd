"""Returns without a passport: by their headings, else by a mapping the clerk makes once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.commands.exchange import RememberMapping
from desktop_app.domain.batch_choices import Choices, Said
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.number_entry import Reading
from desktop_app.domain.plain_returns import MAPPING_KIND, periods_in, plain, signature
from desktop_app.domain.returns import Batch, Decision, FileState
from desktop_app.importing import judge
from desktop_app.merging import merge
from desktop_app.plain_importing import mapping_of, remember_unit
from desktop_app.session import Session
from tests.cli.run import here
from tests.exchange.conftest import FORM, PERIOD
from tests.exchange.filling import SHEET
from tests.exchange.test_reading import HEALTH, HOME, accepted, filled, read, unit_of

FIGURES = {"total_procedures": 150, "level1": 6, "level2": 74, "level3": 32, "level4": 20}
HEADINGS = ["TT", "Đơn vị", "Tổng số TTHC", "Mức độ 1", "Mức độ 2", "Mức độ 3", "Mức độ 4"]


def table(path: Path, rows: list[list[object]], headings: list[str], title: str) -> Path:
    """A workbook as offices make them: a title, headings, a row a unit, a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "TỔNG HỢP DỊCH VỤ CÔNG TRỰC TUYẾN", title
    sheet.append([])
    sheet.append(headings)
    sheet.append([f"({number})" for number in range(1, len(headings) + 1)])
    for row in rows:
        sheet.append(row)
    sheet.append([None, "Tổng cộng", *[999] * (len(headings) - 2)])
    book.save(path)
    book.close()
    return path


def test_a_table_of_several_units_is_read_unit_by_unit(session: Session, forms: Path, tmp_path: Path) -> None:
    rows = [[1, "SỞ Y TẾ", *FIGURES.values()], [2, "So Noi vu", 90, 1, 2, 3, 4], [3, "Sở Lạ", 5, 1, 1, 1, 1]]
    path = table(tmp_path / "tong hop.xlsx", rows, HEADINGS, "Tháng 4 năm 2021")
    batch = read(session, path)
    first, second, third = batch.files
    assert (first.form, first.period) == (FORM, PERIOD.code)
    assert (first.unit_id, second.unit_id) == (unit_of(session, HEALTH), unit_of(session, HOME))
    assert accepted(first) == FIGURES
    assert (third.state, third.asks) == (FileState.UNRECOGNISED, "unit")
    assert "“Sở Lạ” không khớp" in third.problems[0].message
    merge(session, batch)
    row = session.read.cells(FORM, PERIOD.code)[unit_of(session, HOME)]
    assert row["level4"].number == 4 and row["level4"].origin == "tong hop.xlsx, Sheet!G7"
    again = read(session, path)
    assert [report.state.value for report in again.files] == ["duplicate", "duplicate", "unrecognised"]


def test_choices_are_for_one_unit_of_the_file(session: Session, forms: Path, tmp_path: Path) -> None:
    rows = [[1, "Sở Y tế", 150, 6, 74, "32 HS", 20], [2, "Sở Nội vụ", 90, 1, 2, "3 HS", 4]]
    batch = read(session, table(tmp_path / "a.xlsx", rows, HEADINGS, "Tháng 4/2021"))
    first, second = batch.files
    assert first.sha256 == second.sha256 and first.key != second.key
    chosen = judge(session.read, batch.files, Choices(decisions={first.key: {"level3": Decision(32)}}))
    assert [report.rejected for report in chosen.files] == [0, 1]


def test_labels_beside_a_column_of_figures(session: Session, forms: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Đơn vị báo cáo: Sở Y tế"],
        ["Kỳ báo cáo: tháng 04/2021"],
        ["Chỉ tiêu", "Kỳ trước", "Kỳ này"],
        ["Tổng số TTHC", 140, 150],
        ["DVCTT mức độ 1", 5, 6],
        ["DVCTT mức độ 2", 70, 74],
        ["DVCTT mức độ 3", 31, 32],
        ["DVCTT mức độ 4", 19, 20],
    ):
        sheet.append(row)
    book.save(tmp_path / "doc.xlsx")
    book.close()
    (report,) = read(session, tmp_path / "doc.xlsx").files
    assert report.unit_id == unit_of(session, HEALTH) and accepted(report) == FIGURES


def test_our_form_copied_into_a_new_workbook_is_still_read(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    case = filled(session, forms / HEALTH)
    source, copy = openpyxl.load_workbook(forms / HEALTH)[SHEET], openpyxl.Workbook()
    sheet = copy.active
    assert sheet is not None
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None and "Mã phiếu" not in str(cell.value):
                sheet[cell.coordinate] = cell.value
    copy.save(tmp_path / "sao.xlsx")
    copy.close()
    (report,) = read(session, tmp_path / "sao.xlsx").files
    assert report.unit_id == unit_of(session, HEALTH) and accepted(report) == case.truth


def test_unknown_headings_are_asked_once_and_remembered(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    headings = ["STT", "Tên đơn vị", "Tổng số TTHC", "MĐ1", "MĐ2", "MĐ3", "Mức độ 4"]
    path = table(tmp_path / "la.xlsx", [[1, "Sở Y tế", *FIGURES.values()]], headings, "Tháng 4 năm 2021")
    (asked,) = read(session, path).files
    assert (asked.state, asked.asks, asked.form) == (FileState.UNRECOGNISED, "columns", FORM)
    assert "DVCTT mức độ 1, DVCTT mức độ 2 và DVCTT mức độ 3" in asked.problems[0].message
    assert list(asked.headings) == headings
    fields = {"Tổng số TTHC": "total_procedures", "MĐ1": "level1", "MĐ2": "level2", "MĐ3": "level3", "Mức độ 4": "level4"}  # fmt: skip
    session.do(RememberMapping(MAPPING_KIND, signature(asked.headings), mapping_of(FORM, fields)))
    (report,) = read(session, path).files
    assert accepted(report) == FIGURES


def test_a_table_without_period_or_unit_takes_what_the_clerk_says(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    headings = [title for title in HEADINGS if title != "Đơn vị"]
    path = table(tmp_path / "khong ten.xlsx", [[1, *FIGURES.values()]], headings, "Số liệu")
    (asked,) = read(session, path).files
    assert asked.asks == "period"
    (asked,) = read(session, path, choices=Choices(otherwise=Said(period=PERIOD.code))).files
    assert asked.asks == "unit" and "Bảng không nêu đơn vị" in asked.problems[0].message
    said = Said(FORM, unit_of(session, HEALTH), PERIOD.code)
    (report,) = read(session, path, choices=Choices(said={asked.sha256: said})).files
    assert accepted(report) == FIGURES
    merge(session, Batch((report,)))
    assert unit_of(session, HEALTH) in session.read.cells(FORM, PERIOD.code)


def test_a_workbook_of_something_else_is_not_recognised(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    path = table(tmp_path / "khac.xlsx", [[1, "A", 3]], ["TT", "Họ và tên", "Tuổi"], "Tháng 4 năm 2021")
    (report,) = read(session, path).files
    assert report.state is FileState.UNRECOGNISED and "Không có mã phiếu" in report.problems[0].message
    assert report.asks == "columns" and report.headings == ("TT", "Họ và tên", "Tuổi")


def test_a_mapping_makes_headings_nobody_knows_readable(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    headings = ["TT", "Đơn vị", "Cột một", "Cột hai"]
    path = table(tmp_path / "la.xlsx", [[1, "Sở Y tế", 150, 6]], headings, "Tháng 4 năm 2021")
    (asked,) = read(session, path).files
    fields = {"Cột một": "total_procedures", "Cột hai": "level1"}
    session.do(RememberMapping(MAPPING_KIND, signature(asked.headings), mapping_of(FORM, fields)))
    (report,) = read(session, path).files
    assert accepted(report) == {"total_procedures": 150, "level1": 6}


def test_abbreviations_and_old_encodings_name_units(session: Session, forms: Path, tmp_path: Path) -> None:
    names = ("Sở YT", "STTTT", "Së T\u00ad ph¸p", "BQL các KCN", "UBND H. Mộc Sơn", "Sôû Coâng Thöông")
    rows = [[at, name, *FIGURES.values()] for at, name in enumerate(names, start=1)]
    batch = read(session, table(tmp_path / "viết tắt.xlsx", rows, HEADINGS, "Tháng 4/2021"))
    found = [session.read.unit(report.unit_id or 0).name for report in batch.files]
    assert found == [
        "Sở Y tế",
        "Sở Thông tin và Truyền thông",
        "Sở Tư pháp",
        "Ban Quản lý các khu công nghiệp",
        "UBND huyện Mộc Sơn",
        "Sở Công Thương",
    ]
    said = [
        [problem.message for problem in report.problems if "Chữ viết" in problem.message]
        for report in batch.files
    ]
    assert said[0] == [] and said[2] == ["Chữ viết bằng mã TCVN3 (ABC), đã đọc là “Sở Tư pháp”."]
    assert said[5] == ["Chữ viết bằng mã VNI, đã đọc là “Sở Công Thương”."]


def test_a_name_explained_once_is_known_for_good(session: Session, forms: Path, tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", [[1, "Sở Y tế AB", *FIGURES.values()]], HEADINGS, "Tháng 4/2021")
    (asked,) = read(session, path).files
    assert (asked.asks, asked.written_unit) == ("unit", "Sở Y tế AB")
    assert session.read.unit(asked.candidates[0]).name == "Sở Y tế"
    with pytest.raises(InvalidInput, match="đã là tên của Sở Nội vụ"):
        remember_unit(session, "sở nội vụ", unit_of(session, HEALTH))
    remember_unit(session, asked.written_unit, unit_of(session, HEALTH))
    (report,) = read(session, path).files
    assert report.unit_id == unit_of(session, HEALTH) and accepted(report) == FIGURES


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kỳ báo cáo: tháng 8 năm 2020 (từ ngày 15/7/2020 đến ngày 14/8/2020)", {"2020-08"}),
        ("THÁNG 08/2020", {"2020-08"}),
        ("Quý III năm 2020", {"2020-Q3"}),
        ("Quý 4/2021", {"2021-Q4"}),
        ("6 tháng đầu năm 2021", {"2021-H1"}),
        ("6 tháng cuối năm 2021", {"2021-H2"}),
        ("9 tháng đầu năm 2020", {"2020-9M"}),
        ("Tháng 13/2020", set()),
        ("Sở Y tế", set()),
    ],
)
def test_periods_are_read_from_titles(text: str, codes: set[str]) -> None:
    assert periods_in([text]) == codes


@given(st.text())
def test_headings_compare_alike_however_often(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert periods_in([text]) is not None


def test_the_command_line_takes_form_and_period(
    session: Session, forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "a.xlsx", [[1, "Sở Y tế", *FIGURES.values()]], HEADINGS, "Số liệu")
    session.close()
    command = ("forms", "read", session.record.path, path, "--dry-run", "--json")
    assert here(capsys, *command).json["files"][0]["state"] == "unrecognised"
    answer = here(capsys, *command, "--form", FORM, "--period", PERIOD.code)
    assert answer.json["files"][0]["state"] == "ok" and answer.json["totals"]["accepted"] == 5
    assert here(capsys, *command, "--period", "x").code == 2


def test_the_command_line_remembers_a_name(
    session: Session, forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "a.xlsx", [[1, "Một cửa", *FIGURES.values()]], HEADINGS, "Tháng 4/2021")
    session.close()
    command = ("forms", "read", session.record.path, path)
    assert here(capsys, *command, "--dry-run").code == 2
    assert "không đi cùng --dry-run" in here(capsys, *command, "--dry-run", "--unit", "Một cửa=Sở Y tế").err
    assert "Sổ không có đơn vị nào" in here(capsys, *command, "--unit", "Một cửa=Sở Lạ Hoắc").err
    answer = here(capsys, *command, "--unit", "Một cửa=Sở YT", "--json")
    assert (answer.json["files"][0]["unit"], answer.json["totals"]["accepted"]) == ("Sở Y tế", 5)


def test_one_cell_proves_how_the_whole_table_writes_numbers(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    rows = [[1, "Sở Y tế", "1.500", 6, 74, 32, 20], [2, "Sở Nội vụ", "1.234.567", 1, 2, 3, 4]]
    first, second = read(session, table(tmp_path / "a.xlsx", rows, HEADINGS, "Tháng 4/2021")).files
    assert accepted(first)["total_procedures"] == 1500 and accepted(second)["total_procedures"] == 1_234_567
    rows[1][2] = "2.345"
    batch = read(session, table(tmp_path / "b.xlsx", rows, HEADINGS, "Tháng 4/2021"))
    assert ["đọc được hai cách" in report.errors[0].message for report in batch.files] == [True, True]
    said = Choices(readings={batch.files[0].sha256: Reading.VIETNAMESE})
    assert [
        accepted(report)["total_procedures"] for report in judge(session.read, batch.files, said).files
    ] == [1500, 2345]
