"""Number formats and the text they show under a Vietnamese region."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.workbooks.number_formats import (
    DECIMAL,
    GAP,
    GENERAL,
    INTEGER,
    PERCENT,
    date_format,
    layer_fraction,
    out_of,
)


@pytest.mark.parametrize(
    ("number", "value", "text"),
    [
        (INTEGER, 120594, "120.594"),
        (INTEGER, 0, "0"),
        (INTEGER, -1200, "-1.200"),
        (DECIMAL, 41.5, "41,5"),
        (PERCENT, 20.445, "20,45"),
        (PERCENT, 100, "100,00"),
        (GAP, 3.82, "+3,82"),
        (GAP, -9.55, "-9,55"),
        (GAP, 0, "0,00"),
        (GENERAL, 3, "3"),
        (GENERAL, date(2020, 8, 26), "26/8/2020"),
        (layer_fraction(3), 3, "●  3/3"),
        (layer_fraction(3), 2, "▲  2/3"),
        (layer_fraction(3), 0, "○  0/3"),
        (out_of(18), 10, "10/18"),
    ],
)
def test_shown_text(number, value, text) -> None:
    assert number.show(value) == text


def test_only_months_one_and_two_take_a_zero() -> None:
    assert date_format(date(2021, 1, 5)).code == "dd\\/mm\\/yyyy"
    assert date_format(date(2020, 8, 26)).code == "dd\\/m\\/yyyy"
    assert date_format(date(2020, 12, 5)).show(date(2020, 12, 5)) == "05/12/2020"


def test_date_inside_a_sentence_stays_a_date_format() -> None:
    day = date(2020, 8, 26)
    number = date_format(day, 'Ngày "chốt": ', ".")
    assert number.code == '"Ngày ""chốt"": "dd\\/m\\/yyyy"."'
    assert number.show(day) == 'Ngày "chốt": 26/8/2020.'


def test_a_date_is_not_shown_as_a_number() -> None:
    with pytest.raises(TypeError):
        INTEGER.show(date(2020, 8, 26))
