"""Dates typed by clerks, shown on screens, printed in documents and given to the command line."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.dates import (
    days_between,
    describe_due,
    format_date,
    format_document_date,
    format_moment,
    format_month,
    parse_date,
    parse_iso,
)
from desktop_app.domain.errors import InvalidInput

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def test_shown_dates() -> None:
    assert format_date(date(2021, 3, 5)) == "05/03/2021"
    assert format_date(None) == ""
    assert format_month(date(2019, 7, 31)) == "7/2019"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 1, 5), "05/01/2020"),
        (date(2020, 2, 29), "29/02/2020"),
        (date(2020, 3, 5), "05/3/2020"),
        (date(2020, 6, 29), "29/6/2020"),
        (date(2020, 12, 10), "10/12/2020"),
    ],
)
def test_documents_put_a_zero_before_days_and_the_first_two_months(day: date, printed: str) -> None:
    assert format_document_date(day) == printed


def test_moments() -> None:
    moment = datetime(2021, 3, 5, 9, 41, 59)
    assert format_moment(moment, date(2021, 3, 5)) == "09:41 hôm nay"
    assert format_moment(moment, date(2021, 3, 6)) == "09:41 05/03/2021"


@pytest.mark.parametrize(
    "text",
    ["05/03/2021", "5/3/2021", "5-3-2021", "5.3.2021", "5 3 2021", " 05032021 ", "5/3/21", "2021-03-05"],
)
def test_ways_of_typing_a_day(text: str) -> None:
    assert parse_date(text) == date(2021, 3, 5)


def test_nothing_typed_is_no_date() -> None:
    assert parse_date("") is None and parse_date("   ") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2021", "không phải là một ngày có thật"),
        ("29/02/2021", "không phải là một ngày có thật"),
        ("00/01/2021", "không phải là một ngày có thật"),
        ("2021-13-01", "không phải là một ngày có thật"),
        ("hôm nay", "không phải là ngày"),
        ("5/3", "không phải là ngày"),
        ("5/3/021", "không phải là ngày"),
        ("05/03/0021", "Năm 21 ở ngoài khoảng"),
        ("05/03/3021", "Năm 3021 ở ngoài khoảng"),
        ("1899-12-31", "Năm 1899 ở ngoài khoảng"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_date(text)


def test_a_leap_day() -> None:
    assert parse_date("29/02/2020") == date(2020, 2, 29)


def test_iso_days_of_the_command_line() -> None:
    assert parse_iso("2020-08-26") == date(2020, 8, 26)
    for text in ("26/08/2020", "2020-02-30", "", "2020-8-26", "hôm nay"):
        with pytest.raises(InvalidInput, match="Ngày chốt .* không đúng.*2020-08-26"):
            parse_iso(text, "Ngày chốt")
    for text in ("0001-01-01", "9999-12-31"):
        with pytest.raises(InvalidInput, match="ở ngoài khoảng 1900 đến 2199"):
            parse_iso(text)


def test_distances_to_a_deadline() -> None:
    due = date(2020, 8, 26)
    assert days_between(date(2020, 2, 28), date(2020, 3, 1)) == 2
    assert describe_due(due, date(2020, 11, 24)) == "quá 90 ngày"
    assert describe_due(due, due) == "hôm nay"
    assert describe_due(due, date(2020, 8, 21)) == "còn 5 ngày"


@given(DAYS)
def test_every_day_is_read_back_as_shown(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_document_date(day)) == day
    assert parse_date(day.isoformat()) == day == parse_iso(day.isoformat())


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = parse_date(text)
    except InvalidInput as refusal:
        assert str(refusal)
    else:
        assert day is None or 1900 <= day.year <= 2199
