"""Numbers as clerks type or paste them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.number_entry import (
    Ambiguous,
    Entered,
    Reading,
    Refused,
    proved_reading,
    read_number,
)
from desktop_app.domain.numbers import format_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22", 22),
        (" 22 ", 22),
        ("0", 0),
        ("+5", 5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1234.5", 1234.5),
        ("1234,5", 1234.5),
        ("12.5", 12.5),
        ("0.234", 0.234),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("1\u202f234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("12345.678", 12345.678),
        ("22,0", 22),
        ("007", 7),
    ],
)
def test_reads_both_ways_of_writing(text: str, number: float) -> None:
    assert read_number(text) == Entered(number)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "—", "−", " - "])
def test_a_dash_or_nothing_is_no_figure(text: str) -> None:
    assert read_number(text, integer=True) == Entered(None)


def test_whole_numbers_are_int() -> None:
    entry = read_number("22,0")
    assert isinstance(entry, Entered) and isinstance(entry.number, int)


@pytest.mark.parametrize("integer", [True, False])
def test_thousands_or_fraction_is_left_to_the_caller(integer: bool) -> None:
    assert read_number("1.234", integer=integer) == Ambiguous("1.234", 1234, 1.234)
    assert read_number("1,234", integer=integer) == Ambiguous("1,234", 1.234, 1234)
    assert read_number("-1.234", minimum=None) == Ambiguous("-1.234", -1234, -1.234)


def test_a_reading_settles_it() -> None:
    assert read_number("1.234", reading=Reading.VIETNAMESE) == Entered(1234)
    assert read_number("1.234", reading=Reading.ENGLISH) == Entered(1.234)
    assert read_number("1,234", reading=Reading.ENGLISH, integer=True) == Entered(1234)
    assert read_number("12.5", reading=Reading.VIETNAMESE) == Entered(12.5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("22 HS", "“22 HS” không phải số. Chỉ nhập 22, bỏ “HS”."),
        ("34,2%", "“34,2%” không phải số. Chỉ nhập 34,2, bỏ “%”."),
        ("abc", "“abc” không phải số. Nhập số, hoặc để trống nếu chưa có."),
        ("12 34", "“12 34” không phải số. Nhập số, hoặc để trống nếu chưa có."),
        ("1.23.456", "“1.23.456” không phải số. Nhập số, hoặc để trống nếu chưa có."),
        ("(3)", "“(3)” không phải số. Nhập số, hoặc để trống nếu chưa có."),
        ("٣", "“٣” không phải số. Nhập số, hoặc để trống nếu chưa có."),
        ("-3", "−3 không hợp lệ. Nhập số từ 0 trở lên."),
        ("–3", "−3 không hợp lệ. Nhập số từ 0 trở lên."),
        ("1234.5", "1.234,5 không phải số nguyên. Nhập số nguyên."),
        ("9" * 16, "Số quá lớn. Kiểm tra lại số chữ số."),
    ],
)
def test_says_in_words_why_a_text_is_refused(text: str, reason: str) -> None:
    assert read_number(text, integer=True) == Refused(reason)


def test_negative_numbers_where_they_are_allowed() -> None:
    assert read_number("-3", minimum=None) == Entered(-3)
    assert read_number("−3,5", minimum=-10) == Entered(-3.5)


@given(st.integers(0, 10**14))
def test_numbers_read_back_as_the_program_shows_them(number: int) -> None:
    assert read_number(format_number(number), reading=Reading.VIETNAMESE, integer=True) == Entered(number)


@pytest.mark.parametrize(
    ("texts", "reading"),
    [
        (["1.234", "1.234,5"], Reading.VIETNAMESE),
        (["1.234", "2.345.678"], Reading.VIETNAMESE),
        (["1.234", "12,5"], Reading.VIETNAMESE),
        (["1,234", "1,234.5"], Reading.ENGLISH),
        (["1,234", "-2,345,678"], Reading.ENGLISH),
        (["1.234", "5,678", "12", ""], None),
        (["1.234,5", "1,234.5"], None),
        ([], None),
    ],
)
def test_a_column_proves_its_reading_or_is_asked(texts: list[str], reading: Reading | None) -> None:
    assert proved_reading(texts) is reading
