"""A finished report worked out anew: right as it is written, wrong figures found when one is spoiled."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from desktop_app.workbooks.rechecking import recheck
from desktop_app.workbooks.report import report_content
from tests.workbooks.made_report import made_report, moved_report


@pytest.fixture(scope="module")
def content() -> bytes:
    return report_content(made_report())


def spoiled(content: bytes, sheet: int, formula: str, value: str) -> bytes:
    """The workbook with the stored value of the first cell of that formula replaced."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in source.namelist():
            part = source.read(name)
            if name == f"xl/worksheets/sheet{sheet}.xml":
                text, count = re.subn(
                    rf"(<f>{formula}</f><v>)[^<]*(</v>)", rf"\g<1>{value}\g<2>", part.decode(), count=1
                )
                assert count == 1
                part = text.encode()
            changed.writestr(name, part)
    return target.getvalue()


def test_the_report_agrees_with_itself(content: bytes) -> None:
    found = recheck(content)
    assert found.problems == () and found.checked > 60


@pytest.mark.parametrize(
    ("sheet", "formula", "words"),
    [
        (1, r"G\d+/H\d+\*100", "Tổng hợp, ô"),
        (4, r"[^<]*SUM\([^<]*\)\)", "Biểu 02, ô"),
        (1, r"&apos;Biểu 04&apos;!\$F\$\d+|'Biểu 04'!\$F\$\d+", "Tổng hợp, ô"),
    ],
)
def test_a_wrong_share_sum_or_taken_figure_is_named(
    content: bytes, sheet: int, formula: str, words: str
) -> None:
    found = recheck(spoiled(content, sheet, f"(?:{formula})", "98.62"))
    assert any(problem.startswith(words) and "ghi 98.62" in problem for problem in found.problems)


def test_shares_make_a_hundred_and_a_moved_one_is_worked_out_as_the_note_says() -> None:
    moved = report_content(moved_report())
    sheet = openpyxl.load_workbook(io.BytesIO(moved), data_only=True)["Tổng hợp"]
    first = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("Bảng 2a")) + 2
    shares = [sheet.cell(row, 5).value for row in range(first, first + 5)]
    assert sum(round(Decimal(str(share)), 2) for share in shares) == 100
    assert any("phần dư lớn nhất" in str(cell.value) and "dòng (2)" in cell.value for cell in sheet["A"])
    assert recheck(moved).problems == ()
    formula = r"[^<]*ROUND\([^<]*"
    assert "ghi 13.33" in recheck(spoiled(moved, 1, formula, "13.33")).problems[0]


def test_it_counts_nothing_in_a_workbook_without_figures() -> None:
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "chữ"
    book.save(target)
    assert recheck(target.getvalue()).checked == 0
