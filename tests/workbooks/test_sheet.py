"""The sheet builder: nothing clipped, no ###, text stays text, formulas carry their value."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from desktop_app.domain.errors import RecordError
from desktop_app.workbooks.book import Book
from desktop_app.workbooks.number_formats import INTEGER, date_format
from desktop_app.workbooks.page_setup import PageSetup
from desktop_app.workbooks.sheet import Formula, Heading, Sheet, needed_width
from desktop_app.workbooks.styles import BODY, CENTRED, HEADER, NUMBER


def make(columns: tuple[int, ...]) -> tuple[Book, Sheet]:
    book = Book()
    return book, Sheet(book, "Thử", columns, PageSetup(identity="Thử"))


def read(book: Book, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(book.content()), data_only=values)


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-3", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_like_a_formula_stays_text(text: str) -> None:
    book, sheet = make((100,))
    sheet.put(0, 0, text, BODY)
    sheet.finish()
    cell = read(book)["Thử"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_address_stays_text_without_a_link() -> None:
    book, sheet = make((100,))
    sheet.put(0, 0, "https://example.org", BODY)
    sheet.finish()
    assert read(book)["Thử"]["A1"].hyperlink is None


def test_formula_carries_its_value() -> None:
    day = date(2020, 8, 26)
    book, sheet = make((100, 100, 100))
    sheet.put(0, 0, Formula("1+2", 3), NUMBER)
    sheet.put(0, 1, Formula('"Kh"&"ớp"', "Khớp"), CENTRED)
    sheet.put(0, 2, Formula("DATE(2020,8,26)", day), CENTRED.showing(date_format(day)))
    sheet.finish()
    content = book.content()
    stored = openpyxl.load_workbook(BytesIO(content), data_only=True)["Thử"]
    formulas = openpyxl.load_workbook(BytesIO(content))["Thử"]
    assert [stored.cell(1, column).value for column in (1, 2)] == [3, "Khớp"]
    assert stored["C1"].value.date() == day
    assert formulas["A1"].value == "=1+2"


def test_row_is_as_high_as_its_longest_text() -> None:
    book, sheet = make((60, 200))
    sheet.cells_row(
        [(1, CENTRED), ("Ban hành Quy chế kết nối, chia sẻ dữ liệu số giữa các cơ quan nhà nước", BODY)]
    )
    sheet.cells_row([(2, CENTRED), ("Ngắn", BODY)])
    sheet.finish()
    assert sheet.heights == [44.25, 17.25]
    assert read(book)["Thử"].row_dimensions[1].height == 44.25


def test_fixed_height_never_cuts_text() -> None:
    _, sheet = make((60,))
    sheet.put(0, 0, "một hai ba bốn năm sáu bảy tám", BODY)
    sheet.at_least(0, 5)
    sheet.finish()
    assert sheet.heights[0] > 50


def test_tall_merged_cell_shares_what_it_lacks() -> None:
    _, sheet = make((60, 60))
    sheet.put(0, 0, "một hai ba bốn năm sáu bảy tám chín mười", HEADER, to=(1, 0))
    sheet.put(0, 1, "a", HEADER)
    sheet.put(1, 1, "b", HEADER)
    sheet.finish()
    assert sheet.heights[0] == sheet.heights[1] > 30


def test_column_is_widened_for_a_number_at_the_widest_columns_cost() -> None:
    _, sheet = make((40, 300))
    style = NUMBER.showing(INTEGER)
    sheet.cells_row([(1234567, style), ("Đơn vị", BODY)])
    sheet.finish()
    assert sheet.columns[0] == needed_width("1.234.567", style)
    assert sum(sheet.columns) == 340


def test_number_that_fits_nowhere_is_refused() -> None:
    _, sheet = make((40, 60))
    sheet.put(0, 0, 10**14, NUMBER.showing(INTEGER))
    with pytest.raises(RecordError, match="Thử, ô A1: số 100.000.000.000.000 dài hơn cột"):
        sheet.finish()


def test_header_has_merges_numbers_titles_and_frozen_rows() -> None:
    book, sheet = make((40, 100, 60, 60))
    sheet.header([Heading("TT"), Heading("Tên"), Heading("Thời hạn", ("Gốc", "Gia hạn"))])
    sheet.finish()
    written = read(book)["Thử"]
    assert [written.cell(3, column).value for column in range(1, 5)] == ["(1)", "(2)", "(3)", "(4)"]
    assert {str(item) for item in written.merged_cells.ranges} == {"A1:A2", "B1:B2", "C1:D1"}
    assert written.print_title_rows == "$1:$3"
    assert written.freeze_panes == "C4"


def test_first_page_has_its_own_header() -> None:
    book = Book()
    sheet = Sheet(book, "Thử", (100,), PageSetup(identity="Sở TT&TT", ledger="Sổ 1", mark="Dữ liệu minh họa"))
    sheet.put(0, 0, "a", BODY)
    sheet.finish()
    written = read(book)["Thử"]
    assert written.HeaderFooter.differentFirst is True
    assert written.oddHeader.center.text == "&P"
    assert written.firstHeader.center.text is None
    assert written.firstHeader.right.text == "Dữ liệu minh họa"
    assert written.firstFooter.left.text == written.oddFooter.left.text == "Sở TT&&TT"


def test_defined_name_points_at_the_cells() -> None:
    book, sheet = make((100,))
    sheet.put(4, 0, 1, NUMBER)
    sheet.name_cells("TEN", 0, 4)
    sheet.finish()
    assert read(book).defined_names["TEN"].attr_text in ("'Thử'!$A$5", "'Thử'!$A$5:$A$5")


def test_excel_is_not_told_to_recalculate_on_opening() -> None:
    book, sheet = make((100,))
    sheet.put(0, 0, 1, NUMBER)
    sheet.finish()
    with zipfile.ZipFile(BytesIO(book.content())) as parts:
        workbook = parts.read("xl/workbook.xml").decode()
    assert '<calcPr calcId="191029"/>' in workbook


def test_longest_text_is_cut_to_excels_limit() -> None:
    book, sheet = make((900,))
    sheet.put(0, 0, "a" * 40000, BODY)
    sheet.finish()
    value = read(book)["Thử"]["A1"].value
    assert len(value) == 32767 and value.endswith("…")
