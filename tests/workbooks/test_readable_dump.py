"""The comparer of workbooks must see what is wrong: shown with files made wrong on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_report import made_report
from readable_dump import computed_values, differences
from spoiling import FLOW, spoiled

from desktop_app.workbooks.report import write_report


@pytest.fixture
def good(tmp_path: Path) -> Path:
    write_report(made_report(), tmp_path / "good.xlsx")
    return tmp_path / "good.xlsx"


def test_equal_files_have_no_difference(good: Path) -> None:
    assert differences(good, good) == []


def test_wrong_stored_value_is_seen(good: Path) -> None:
    wrong = spoiled(good, FLOW, r"(<f>SUM\(C\d+:C\d+\)</f><v>)\d+", r"\g<1>999")
    found = differences(good, wrong)
    assert len(found) == 2 and found[1].startswith("+C") and " 999 =SUM(C" in found[1]


def test_formula_replaced_by_its_value_is_seen(good: Path) -> None:
    wrong = spoiled(good, FLOW, r"<f>SUM\(D\d+:D\d+\)</f>", "")
    found = differences(good, wrong)
    assert len(found) == 2 and "=SUM(D" in found[0] and "=SUM(D" not in found[1]


@pytest.mark.parametrize(
    ("pattern", "replacement", "word"),
    [
        (r'width="[\d.]+"', 'width="99"', "widths"),
        (r' ht="[\d.]+"', ' ht="9"', "heights"),
        (r'orientation="landscape"', 'orientation="portrait"', "paper"),
        (r'<mergeCell ref="[A-Z0-9:]+"/>', "", "merged"),
        (r'(<c r="C\d+" s=")\d+("><v>)', r"\g<1>1\g<2>", "["),
    ],
)
def test_wrong_layout_is_seen(good: Path, pattern: str, replacement: str, word: str) -> None:
    found = differences(good, spoiled(good, FLOW, pattern, replacement))
    assert found and word in found[-1]


def test_computed_values_see_a_wrong_value(good: Path) -> None:
    wrong = spoiled(good, FLOW, r"(<f>SUM\(C\d+:C\d+\)</f><v>)\d+", r"\g<1>999")
    first, second = computed_values(good), computed_values(wrong)
    assert [key for key in first if first[key] != second[key]] == [
        next(k for k in second if second[k] == 999)
    ]
