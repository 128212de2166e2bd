"""The printed pages against the workbook they are made with: texts, breaks, repeated rows, numbers, sample mark."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from made_report import PROFILE, made_report

from desktop_app.domain.printed_pages import LINE_SPACING, POINT, Fill, PrintedDocument, PrintedPage
from desktop_app.workbooks.report import report_content, report_with_pages
from desktop_app.workbooks.text_metrics import Face, text_width, wrapped


@pytest.fixture(scope="module")
def made() -> tuple[Any, PrintedDocument]:
    content, document = report_with_pages(made_report(), lambda done, total: None)
    assert content == report_content(made_report())
    return openpyxl.load_workbook(BytesIO(content), data_only=True), document


def cells_of(page: PrintedPage) -> dict[str, str]:
    return {text.cell: text.text for text in page.texts if text.cell}


def hidden_columns(sheet: Any) -> set[int]:
    """The columns nobody sees, by which a sheet is read back."""
    return {
        column
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for column in range(shape.min, shape.max + 1)
    }


def test_every_text_of_the_workbook_is_on_its_pages_and_nothing_else(
    made: tuple[Any, PrintedDocument],
) -> None:
    workbook, document = made
    assert [sheet.name for sheet in document.sheets] == workbook.sheetnames
    for sheet in document.sheets:
        printed = {cell: text for page in sheet.pages for cell, text in cells_of(page).items()}
        written = {
            cell.coordinate: cell.value
            for row in workbook[sheet.name].iter_rows()
            for cell in row
            if cell.value not in (None, "") and cell.column not in hidden_columns(workbook[sheet.name])
        }
        assert printed.keys() == written.keys(), sheet.name
        for address, value in written.items():
            if isinstance(value, str):
                assert printed[address] == value, address


def test_numbers_are_shown_as_the_sheet_formats_them(made: tuple[Any, PrintedDocument]) -> None:
    workbook, document = made
    figures = 0
    for sheet in document.sheets:
        for page in sheet.pages:
            for address, shown in cells_of(page).items():
                value = workbook[sheet.name][address].value
                if isinstance(value, float) and "#,##0.00_)" in workbook[sheet.name][address].number_format:
                    figures += 1
                    assert abs(float(shown.replace(".", "").replace(",", ".")) - value) <= 0.0051, address
    assert figures > 50


def test_pages_break_where_the_sheet_says(made: tuple[Any, PrintedDocument]) -> None:
    workbook, document = made
    for sheet in document.sheets:
        breaks = [item.id for item in workbook[sheet.name].row_breaks.brk]
        assert [page.first_row for page in sheet.pages] == [0, *breaks], sheet.name
        for page, after in zip(sheet.pages, sheet.pages[1:], strict=False):
            assert page.last_row + 1 == after.first_row
    assert len(document.sheets[1].pages) > 3


def test_header_rows_are_repeated_on_later_pages(made: tuple[Any, PrintedDocument]) -> None:
    workbook, document = made
    sheet = document.sheets[1]
    first, last = workbook["Biểu 01"].print_title_rows.replace("$", "").split(":")
    heading = {
        cell: text
        for cell, text in cells_of(sheet.pages[0]).items()
        if int(first) <= int("".join(filter(str.isdigit, cell))) <= int(last)
    }
    assert "Nhiệm vụ" in heading.values() and "(1)" in heading.values()
    for page in sheet.pages[1:]:
        assert heading.items() <= cells_of(page).items()


def test_paper_and_page_numbers(made: tuple[Any, PrintedDocument]) -> None:
    _, document = made
    assert not document.sheets[0].pages[0].landscape and document.sheets[1].pages[0].landscape
    for sheet in document.sheets:
        for page in sheet.pages:
            numbers = [
                text.text
                for text in page.texts
                if not text.cell and text.area.y == 10 and text.align == "center"
            ]
            assert numbers == ([] if page.number == 1 else [str(page.number)])


def test_everything_stands_between_the_margins(made: tuple[Any, PrintedDocument]) -> None:
    _, document = made
    for page in document.pages:
        for text in page.texts:
            if text.cell:
                assert text.area.x >= 29.9 and text.area.right <= page.width - 14.9, text.text
                assert text.area.y >= 19.9 and text.area.bottom <= page.height - 19.9, text.text


def test_no_text_is_higher_than_its_cell(made: tuple[Any, PrintedDocument]) -> None:
    _, document = made
    for text in (text for page in document.pages for text in page.texts if text.cell):
        assert len(text.lines) * text.size * POINT * LINE_SPACING <= text.area.height + 0.1, text.text


def test_both_charts_are_drawn_from_the_tables(made: tuple[Any, PrintedDocument]) -> None:
    _, document = made
    page = next(
        page
        for page in document.sheets[0].pages
        if any(text.text.startswith("Nhiệm vụ theo tình trạng (") for text in page.texts)
    )
    loose = [text.text for text in page.texts if not text.cell]
    for words in (
        "51",
        "11",
        "10",
        "4",
        "7",
        "Hoàn thành đúng hạn",
        "Kết quả",
        "Mục tiêu 30%",
        "12/2019",
        "8/2020",
    ):
        assert words in loose
    assert {box.fill for box in page.boxes} >= {Fill.SOLID, Fill.DIAGONAL, Fill.GRID}
    assert any(line.dashed for line in page.lines)


def test_sample_mark_on_every_page_and_only_for_sample_data(made: tuple[Any, PrintedDocument]) -> None:
    _, document = made
    _, real = report_with_pages(made_report(replace(PROFILE, sample_as_of="")), lambda done, total: None)
    assert all(any(text.text == "Dữ liệu minh họa" for text in page.texts) for page in document.pages)
    assert "minh họa" in document.title
    assert not any("minh họa" in text.text.lower() for page in real.pages for text in page.texts)


def test_wrapping_keeps_every_letter_and_the_width() -> None:
    face = Face(11)
    text = "        Nhiệm vụ 1540/QĐ-UBND-VPUBND-KSTTHC\nmục I.1"
    lines = wrapped(text, 90, face)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(text_width(line, face) <= 85 for line in lines)
    assert lines[-1] == "mục I.1"
