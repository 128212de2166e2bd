"""Words that head and close the sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_report import PROFILE, made_report

from desktop_app.workbooks import annex
from desktop_app.workbooks.letterhead import topic


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (6, "VI"), (9, "IX"), (14, "XIV"), (23, "XXIII")]
)
def test_group_numbers(number: int, text: str) -> None:
    assert annex.roman(number) == text


def test_committee_is_named_with_its_province_once() -> None:
    assert annex.committee_name(PROFILE) == "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh An Bình"
    whole = replace(PROFILE, committee="Ban Chỉ đạo chuyển đổi số tỉnh An Bình")
    assert annex.committee_name(whole) == "Ban Chỉ đạo chuyển đổi số tỉnh An Bình"


@pytest.mark.parametrize(
    ("committee", "words"),
    [
        ("Ban Chỉ đạo xây dựng Chính quyền điện tử", "xây dựng Chính quyền điện tử"),
        ("Ban Chỉ đạo chuyển đổi số tỉnh An Bình", "chuyển đổi số"),
        ("Ban Chỉ đạo", "thực hiện nhiệm vụ"),
        ("Tổ công tác", "thực hiện nhiệm vụ"),
    ],
)
def test_subject_of_the_report_comes_from_the_committee(committee: str, words: str) -> None:
    assert topic(made_report(replace(PROFILE, committee=committee))) == words


def test_footer_tells_sheet_province_period_and_cut_off() -> None:
    setup = annex.setup(made_report(), "Biểu 01")
    assert setup.identity == "Biểu 01 - tỉnh An Bình - kỳ tháng 8 năm 2020 - chốt 26/8/2020"
    assert setup.ledger == "Sổ 1.284, mã a3f9a3f9…"
