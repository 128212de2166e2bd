"""The whole report: its figures, its words, and what it must do on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made_report import AS_OF, PROFILE, made_layers, made_report, odd_report, two_class_form
from readable_dump import dump

from desktop_app.domain.report import ReportData
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.workbooks.report import report_content, write_report

SHEETS = ["Tổng hợp", "Biểu 01", "Biểu 01a", "Biểu 02", "Biểu 03", "Biểu 04", "Biểu 05"]
EXPECTED = Path(__file__).parent / "expected_report.txt"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("report") / "bao-cao.xlsx"
    write_report(made_report(), target)
    return target


@pytest.fixture(scope="module")
def values(report: Path) -> Any:
    return openpyxl.load_workbook(report, data_only=True)


@pytest.fixture(scope="module")
def formulas(report: Path) -> Any:
    return openpyxl.load_workbook(report)


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_of(sheet: Any, text: str) -> list[Any]:
    return next(row for row in rows(sheet) if any(isinstance(v, str) and v.startswith(text) for v in row))


def texts(sheet: Any) -> str:
    return "\n".join(str(value) for row in rows(sheet) for value in row if value is not None)


def test_sheets_in_order(values: Any) -> None:
    assert values.sheetnames == SHEETS


def test_every_cell_is_as_expected(report: Path) -> None:
    """Cell by cell; after a wanted change write the dump again (readable_dump.py FILE) and read the difference."""
    assert dump(report) == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_all_tasks_with_their_status(values: Any) -> None:
    body = [row for row in rows(values["Biểu 01"]) if isinstance(row[0], int)]
    assert [row[0] for row in body] == list(range(1, 84))
    counted = {status: sum(row[7] == status for row in body) for status in {row[7] for row in body}}
    assert counted == {
        "Hoàn thành đúng hạn": 51,
        "Hoàn thành quá hạn": 11,
        "Đang thực hiện trong hạn": 10,
        "Đang thực hiện quá hạn": 4,
        "Thường xuyên": 7,
    }
    total = row_of(values["Biểu 01"], "Tổng số nhiệm vụ")
    assert total[7:10] == [83, 62, "Khớp"]


def test_status_is_a_formula_of_the_dates_never_of_today(formulas: Any) -> None:
    sheet = formulas["Biểu 01"]
    found = [
        sheet.cell(row, 8).value
        for row in range(11, sheet.max_row)
        if isinstance(sheet.cell(row, 1).value, int)
    ]
    assert all(value.startswith("=IF(F") and "NGAY_CHOT" in value for value in found)
    assert "TODAY" not in "".join(found) and "NOW(" not in "".join(found)


def test_title_like_a_formula_stays_text(formulas: Any) -> None:
    cells = [cell for cell in formulas["Biểu 01"]["B"] if str(cell.value).startswith("=Tích hợp")]
    assert cells and all(cell.data_type == "s" for cell in cells)


def test_stock_and_flow_balances(values: Any) -> None:
    data = made_report()
    total = row_of(values["Biểu 01a"], "Tổng cộng")
    flow = data.flow
    moved = [flow.carried_over, flow.newly_assigned, flow.completed, flow.withdrawn]
    assert total[2:10] == [*moved, 14, 14, "Khớp", 7]
    assert flow.open_now == 14


def test_services_follow_the_form(values: Any) -> None:
    sheet = values["Biểu 02"]
    header = next(row for row in rows(sheet) if row[0] == "TT")
    labels = ["Mức độ 1", "Mức độ 2", "Mức độ 3", "Mức độ 4", "Mức độ 3, 4", "Tỷ lệ mức độ 4 (%)"]
    assert header[3:9] == labels
    totals = made_report().services.totals  # type: ignore[union-attr]
    total = row_of(sheet, "Tổng cộng")
    assert total[2] == totals.numbers["total"] and total[6] == totals.numbers["level4"]
    assert total[8] == pytest.approx(total[6] / total[2] * 100)
    assert total[13:] == ["Lệch 1", "24/26 báo cáo"]


def test_silent_and_incomplete_units_are_told_apart_and_never_summed(values: Any) -> None:
    sheet = values["Biểu 02"]
    silent, partial = row_of(sheet, "Ban Dân tộc"), row_of(sheet, "UBND huyện An Hải")
    assert silent[2:14] == partial[2:14] == ["…"] * 12
    assert (silent[14], partial[14]) == ("Chưa báo cáo", "Báo cáo chưa đủ")
    assert row_of(sheet, "Sở Công Thương")[13] == "Lệch"


def test_not_applicable_and_estimated_figures_are_marked(formulas: Any) -> None:
    sheet = formulas["Biểu 02"]
    cells = {sheet.cell(row, 2).value: row for row in range(1, sheet.max_row + 1)}
    inapplicable = sheet.cell(cells["Sở Kế hoạch và Đầu tư"], 4)
    assert (inapplicable.value, inapplicable.number_format) == (0, '"KAD"')
    assert sheet.cell(cells["Sở Tài chính"], 7).number_format.endswith('"*"')
    assert sheet.cell(cells["Sở Giao thông vận tải"], 10).value == "…"


def test_later_scheme_has_its_own_columns(tmp_path: Path) -> None:
    write_report(made_report(form=two_class_form()), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Biểu 02"]
    header = next(row for row in rows(sheet) if row[0] == "TT")
    assert [value for value in header if value] == [
        "TT",
        "Đơn vị",
        "Tổng số TTHC",
        "Một phần",
        "Toàn trình",
        "Tỷ lệ toàn trình (%)",
        "Ghi chú",
    ]
    assert "Mức độ" not in texts(sheet)


def test_layers_count_units_as_the_domain_does(values: Any) -> None:
    sheet, coverage = values["Biểu 03"], made_layers().coverage
    ratios = [coverage.layers[f"layer{number}"] for number in range(1, 5)]
    for title, part in (("Số đơn vị đạt", "numerator"), ("Số đơn vị xét", "denominator")):
        row = row_of(sheet, title)
        assert row[4:8] == [getattr(ratio, part) for ratio in ratios]
        assert row[9] == getattr(coverage.all_layers, part)
    assert row_of(sheet, "Sở Nông nghiệp")[10] == "Lớp 2 hết hạn 30/6/2020"
    assert row_of(sheet, "Ban Dân tộc")[10] == "Chưa báo cáo"
    assert row_of(sheet, "Cả nước")[4:10] == ["-", 49, "-", "-", None, 44]


def test_layer_cells_stay_numbers(formulas: Any) -> None:
    sheet = formulas["Biểu 03"]
    cell = next(sheet.cell(row, 5) for row in range(1, 40) if sheet.cell(row, 2).value == "Sở Nội vụ")
    assert cell.value == 3 and cell.number_format == '[=3]"●  "0"/3";[=0]"○  "0"/3";"▲  "0"/3"'


def test_indicators_are_linked_to_the_sheets_they_come_from(formulas: Any, values: Any) -> None:
    sheet, stored = formulas["Biểu 04"], values["Biểu 04"]
    body = {
        sheet.cell(row, 1).value: row
        for row in range(1, sheet.max_row)
        if sheet.cell(row, 1).data_type == "n"
    }
    over = {number: sheet.cell(body[number], 6).value for number in range(1, 11)}
    assert over[1].startswith('=COUNTIF(B01_TINH_TRANG,"Hoàn thành đúng hạn")')
    assert over[3].startswith("='Biểu 02'!") and over[8].startswith("='Biểu 03'!")
    assert over[5] == 41206 and over[7] == "…"
    first = [stored.cell(body[1], column).value for column in (6, 7, 8, 12, 13, 14)]
    assert first[:2] == [62, 76] and first[3:5] == [-18.42, "Chưa đạt"]
    assert first[2] == pytest.approx(62 / 76 * 100) == first[5]
    before = [stored.cell(body[1], column).value for column in (9, 10, 11)]
    assert before[2] == pytest.approx(before[0] / before[1] * 100)
    assert stored.cell(body[4], 13).value == "Đạt"  # 1/5 against 20 %: reached exactly
    assert row_of(stored, "Số chỉ tiêu đạt")[12] == "3/8"


def test_figure_that_differs_from_its_sheet_is_written_as_it_is(tmp_path: Path) -> None:
    data = made_report()
    fewer = replace(data.figures, completed_on_time=50)
    reading = replace(data.indicators[0], ratio=fewer.completion)
    write_report(replace(data, indicators=(reading,)), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Biểu 04"]
    assert any(row[5] == 61 and row[6] == 76 for row in rows(sheet))


def test_overdue_tasks_longest_first(values: Any, formulas: Any) -> None:
    body = [row for row in rows(values["Biểu 05"]) if isinstance(row[0], int)]
    assert [row[5] for row in body] == [54, 53, 52, 51]
    assert body[0][6:] == ["Chưa thống nhất phí giao dịch.", "- Đề nghị gia hạn."]
    assert row_of(values["Biểu 05"], "Số nhiệm vụ quá hạn")[4:7] == [4, 52.5, "Khớp với Biểu 01"]
    assert any(str(row[2]).startswith("=INDEX(B01_NHIEM_VU,MATCH(") for row in rows(formulas["Biểu 05"]))


def test_key_figures_and_tables_of_the_first_sheet(values: Any) -> None:
    sheet = values["Tổng hợp"]
    assert row_of(sheet, "Nhiệm vụ có thời hạn")[3:8] == [62, 76, pytest.approx(62 / 76 * 100), 100, -18.42]
    assert row_of(sheet, "Hoàn thành quá hạn")[3:5] == [11, pytest.approx(11 / 83 * 100)]
    assert row_of(sheet, "8/2020")[5:10] == ["8/2020", 700, 3400, pytest.approx(700 / 34), 30]
    assert row_of(sheet, "Đối chiếu với Biểu 01")[3] == "Khớp"
    assert len(sheet._charts) == 2


def test_head_and_signature_come_from_the_profile(values: Any) -> None:
    words = texts(values["Tổng hợp"])
    for part in (
        "UBND TỈNH AN BÌNH",
        "BAN CHỈ ĐẠO XÂY DỰNG\nCHÍNH QUYỀN ĐIỆN TỬ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Bộ Thông tin và Truyền thông",
        "Tổng hợp tình hình xây dựng Chính quyền điện tử tháng 8 năm 2020",
        "- Lưu: VT, BCĐ.",
        "TM. BAN CHỈ ĐẠO",
        "CHỦ TỊCH UBND TỈNH",
    ):
        assert part in words


def test_several_addressees_are_a_list(tmp_path: Path) -> None:
    profile = replace(PROFILE, addressees="Bộ Khoa học và Công nghệ\nBộ Công an")
    write_report(made_report(profile), tmp_path / "a.xlsx")
    words = texts(openpyxl.load_workbook(tmp_path / "a.xlsx")["Tổng hợp"])
    assert "Kính gửi:\n- Bộ Khoa học và Công nghệ;\n- Bộ Công an." in words


def test_last_line_names_the_log_entry_and_hash(values: Any) -> None:
    for sheet in values.worksheets:
        last = [value for row in rows(sheet) for value in row if value is not None][-1]
        assert last == f"Số liệu theo sổ: mục nhật ký 1.284, mã {'a3f9' * 16}."


def test_names_reach_their_cells(formulas: Any, values: Any) -> None:
    def value(name: str) -> Any:
        sheet, cells = formulas.defined_names[name].attr_text.rsplit("!", 1)
        return values[sheet.strip("'")][cells.replace("$", "").split(":")[0]].value

    assert value("NGAY_CHOT").date() == AS_OF and value("KY_TU").date() == date(2020, 7, 15)
    assert value("MUC_TIEU_DVCTT") == 30
    assert {"B01_TINH_TRANG", "B01_NGAY_HT", "TL_DVCTT", "BANG_CHI_TIEU"} <= set(formulas.defined_names)


def test_properties_name_no_person(formulas: Any) -> None:
    properties = formulas.properties
    assert properties.creator == "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh An Bình"
    custom = {item.name: item.value for item in formulas.custom_doc_props.props}
    assert custom == {
        "Ky_bao_cao": "2020-08",
        "Ngay_chot": "2020-08-26",
        "Muc_nhat_ky": 1284,
        "Ma_so": "a3f9" * 16,
    }


def test_sample_is_marked_on_every_sheet_and_real_data_nowhere(formulas: Any, tmp_path: Path) -> None:
    for sheet in formulas.worksheets:
        assert sheet.firstHeader.right.text == sheet.oddHeader.right.text == "Dữ liệu minh họa"
    write_report(made_report(replace(PROFILE, sample_as_of="")), tmp_path / "a.xlsx")
    assert "minh họa" not in "\n".join(dump(tmp_path / "a.xlsx"))


def test_equal_data_give_an_equal_file() -> None:
    assert report_content(made_report()) == report_content(made_report())


def bare_report() -> ReportData:
    """A new record: a name and nothing else."""
    data = made_report(replace(PROFILE, addressees="", recipients="", committee="", sample_as_of=""))
    layers = replace(data.layers, groups=(), benchmarks={})
    empty = {key: replace(ratio, numerator=0, denominator=0) for key, ratio in layers.coverage.layers.items()}
    none = replace(data.layers.coverage.all_layers, numerator=0, denominator=0)
    layers = replace(layers, coverage=replace(layers.coverage, units=0, layers=empty, all_layers=none))
    return replace(
        data,
        indicators=(),
        task_groups=(),
        figures=count_tasks([], AS_OF),
        flow=task_flow([], AS_OF, AS_OF),
        services=None,
        layers=layers,
        notes=(),
    )


def test_empty_record_gives_a_report_that_says_so(tmp_path: Path) -> None:
    write_report(bare_report(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    assert book.sheetnames == SHEETS
    assert "Không có nhiệm vụ quá hạn đến ngày chốt số liệu." in texts(book["Biểu 05"])
    assert "Không có biểu số liệu dịch vụ công trực tuyến" in texts(book["Biểu 02"])
    assert row_of(book["Tổng hợp"], "Tổng cộng")[3] == 0


def test_tasks_at_the_edges(tmp_path: Path) -> None:
    write_report(odd_report(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    body = [row for row in rows(book["Biểu 01"]) if isinstance(row[0], int) and row[0] > 83]
    assert [row[7] for row in body] == [
        "Hủy",
        "Đang thực hiện trong hạn",
        "Hoàn thành đúng hạn",
        "Đang thực hiện trong hạn",
        "Hoàn thành đúng hạn",
        "Đang thực hiện quá hạn",
        "Hoàn thành quá hạn",
        "Thường xuyên",
    ]
    assert row_of(book["Biểu 01"], "Tổng số nhiệm vụ")[7:10] == [91, 65, "Khớp"]
    assert row_of(book["Tổng hợp"], "Tổng cộng")[3] == 90
    assert row_of(book["Tổng hợp"], "Đối chiếu với Biểu 01")[3] == "Khớp"
