"""Numbers as Vietnamese offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.number_entry import Entered, Reading, read_number
from desktop_app.domain.numbers import (
    format_fraction,
    format_number,
    format_percent,
    format_points,
    format_published,
    format_size,
)
from desktop_app.domain.ratio import Ratio


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (None, None, "–"),
        (0, None, "0"),
        (1000, None, "1.000"),
        (1234567, None, "1.234.567"),
        (1234.5, None, "1.234,5"),
        (1234.567, None, "1.234,57"),
        (2.5, 0, "3"),
        (7, 2, "7,00"),
        (-1234.5, None, "−1.234,5"),
        (-0.001, None, "0"),
        (0.004, 2, "0,00"),
        (Decimal("15.91"), None, "15,91"),
        (10**15 - 1, None, "999.999.999.999.999"),
    ],
)
def test_numbers(value: float | None, digits: int | None, shown: str) -> None:
    assert format_number(value, digits) == shown


def test_percentages_say_both_or_nothing() -> None:
    assert format_percent(Ratio(62, 76)) == "81,6%"
    assert format_percent(Ratio(687, 4670), 2) == "14,71%"
    assert format_percent(Ratio(0, 0)) == "–" == format_percent(None)
    assert format_percent(100) == "100,0%"
    assert format_percent(Ratio(16_051, 16_274), 2) == "98,63%"
    assert format_fraction(Ratio(1062, 1076)) == "1.062/1.076"


def test_published_figures_keep_their_decimals() -> None:
    assert [format_published(value) for value in (15.91, 31.0, 82.61, 93.4)] == [
        "15,91%",
        "31%",
        "82,61%",
        "93,4%",
    ]


def test_differences_are_in_points_with_their_sign() -> None:
    assert format_points(3.75) == "+3,8 điểm %"
    assert format_points(-15.29, 2) == "−15,29 điểm %"
    assert format_points(0) == "0,0 điểm %" == format_points(-0.04)
    assert format_points(None) == "–"


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "1 KB"),
        (1, "1 KB"),
        (65_536, "64 KB"),
        (1_023_999, "1.000 KB"),
        (1_024_000, "1,0 MB"),
        (1_887_437, "1,8 MB"),
    ],
)
def test_file_sizes(octets: int, shown: str) -> None:
    assert format_size(octets) == shown


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_read_back(number: int) -> None:
    entry = read_number(format_number(number), minimum=None, reading=Reading.VIETNAMESE)
    assert entry == Entered(number)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_decimals_are_read_back(number: Decimal) -> None:
    entry = read_number(format_number(number), minimum=None, reading=Reading.VIETNAMESE)
    assert entry == Entered(float(number) if number % 1 else int(number))
