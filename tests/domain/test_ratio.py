"""Fractions keep both parts, and round as people do by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ratio import Ratio, add, exact, plain, round_half_up, shares


def test_a_ratio_keeps_its_parts_and_computes_the_percentage() -> None:
    ratio = Ratio(62, 76)
    assert (ratio.numerator, ratio.denominator) == (62, 76)
    assert ratio.fraction == Fraction(62, 76)
    assert ratio.percent == pytest.approx(81.578947)
    assert ratio.rounded() == Decimal("81.6")
    assert ratio.rounded(2) == Decimal("81.58")


def test_an_empty_denominator_is_no_percentage_and_not_zero() -> None:
    empty = Ratio(0, 0)
    assert empty.fraction is None and empty.percent is None and empty.rounded() is None
    assert Ratio(0, 5).rounded() == 0


def test_the_government_s_figures_of_2017() -> None:
    """16 051 done of 16 051 + 223 due (RULES.md E); the printed 98,62 % was cut, not rounded."""
    assert Ratio(16_051, 16_051 + 223).rounded(2) == Decimal("98.63")
    assert Ratio(2_501, 2_723).rounded() == Decimal("91.8")


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.05, 1, "0.1"),
        (0.04, 1, "0.0"),
        (-0.04, 1, "0.0"),
        (1234, 2, "1234.00"),
        (Decimal("15.915"), 2, "15.92"),
        (Fraction(1, 3), 3, "0.333"),
    ],
)
def test_halves_go_up_in_the_decimals_people_wrote(value: float, digits: int, rounded: str) -> None:
    assert str(round_half_up(value, digits)) == rounded


def test_decimals_add_up_as_by_hand() -> None:
    assert add([0.1, 0.2]) == 0.3
    assert add([]) == 0
    assert add([1, 2, 3]) == 6 and isinstance(add([1, 2, 3]), int)
    assert add([0.5, 0.5]) == 1 and isinstance(add([0.5, 0.5]), int)
    assert exact(0.1) == Fraction(1, 10) and exact(Decimal("0.1")) == Fraction(1, 10)
    assert plain(Fraction(1, 8)) == 0.125


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 6))
def test_rounding_is_never_further_than_half_a_step(numerator: int, denominator: int, digits: int) -> None:
    rounded = Ratio(numerator, denominator).rounded(digits)
    assert rounded is not None and -rounded.as_tuple().exponent == digits
    assert abs(Fraction(rounded) - Fraction(numerator * 100, denominator)) <= Fraction(1, 2 * 10**digits)


def test_shares_of_thirds_make_a_hundred_and_the_first_takes_the_rest() -> None:
    assert shares([1, 1, 1], 2) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert shares([0, 0], 2) == ()
    assert shares([0, 5], 1) == (Decimal("0.0"), Decimal("100.0"))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any), st.integers(0, 3))
def test_shares_always_make_a_hundred_and_none_is_a_whole_place_off(counts: list[int], digits: int) -> None:
    found = shares(counts, digits)
    assert sum(found) == 100
    for count, share in zip(counts, found, strict=True):
        assert abs(Fraction(share) - Fraction(count * 100, sum(counts))) < Fraction(1, 10**digits)
        assert share == 0 or count
