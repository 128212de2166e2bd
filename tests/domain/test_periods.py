"""Reporting periods by the regime of NĐ 09/2019/NĐ-CP (RULES.md C)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import Period, PeriodCode, default_period, last_closed_month

CODES = st.sampled_from(
    [
        f"{year}{suffix}"
        for year in (1900, 2019, 2020, 2021, 2199)
        for suffix in (
            *(f"-{month:02}" for month in range(1, 13)),
            *(f"-Q{quarter}" for quarter in range(1, 5)),
            "-H1",
            "-H2",
            "-9M",
            "",
        )
    ]
)


@pytest.mark.parametrize(
    ("code", "kind", "start", "last", "deadline"),
    [
        ("2020-08", "month", date(2020, 7, 15), date(2020, 8, 14), date(2020, 8, 25)),
        ("2020-01", "month", date(2019, 12, 15), date(2020, 1, 14), date(2020, 1, 25)),
        ("2020-03", "month", date(2020, 2, 15), date(2020, 3, 14), date(2020, 3, 25)),
        ("2021-02", "month", date(2021, 1, 15), date(2021, 2, 14), date(2021, 2, 25)),
        ("2020-Q1", "quarter", date(2019, 12, 15), date(2020, 3, 14), date(2020, 3, 25)),
        ("2020-Q3", "quarter", date(2020, 6, 15), date(2020, 9, 14), date(2020, 9, 25)),
        ("2020-Q4", "quarter", date(2020, 9, 15), date(2020, 12, 14), date(2020, 12, 25)),
        ("2020-H1", "half", date(2019, 12, 15), date(2020, 6, 14), date(2020, 6, 25)),
        ("2020-H2", "half", date(2020, 6, 15), date(2020, 12, 14), date(2020, 12, 25)),
        ("2020-9M", "nine_months", date(2019, 12, 15), date(2020, 9, 14), date(2020, 9, 25)),
        ("2020", "year", date(2019, 12, 15), date(2020, 12, 14), date(2020, 12, 25)),
    ],
)
def test_windows_and_deadlines(code: str, kind: str, start: date, last: date, deadline: date) -> None:
    period = default_period(PeriodCode.parse(code))
    assert period.code.kind == kind
    assert (period.window_start, period.last_day, period.deadline) == (start, last, deadline)
    assert period.contains(start) and period.contains(last)
    assert not period.contains(start - timedelta(1)) and not period.contains(last + timedelta(1))


@pytest.mark.parametrize(
    ("code", "title", "short"),
    [
        ("2020-08", "tháng 8 năm 2020", "tháng 08/2020"),
        ("2020-Q3", "quý III năm 2020", "quý III/2020"),
        ("2020-H1", "6 tháng đầu năm 2020", "6 tháng đầu 2020"),
        ("2020-H2", "6 tháng cuối năm 2020", "6 tháng cuối 2020"),
        ("2020-9M", "9 tháng đầu năm 2020", "9 tháng đầu 2020"),
        ("2020", "năm 2020", "năm 2020"),
    ],
)
def test_titles(code: str, title: str, short: str) -> None:
    assert (PeriodCode.parse(code).title, PeriodCode.parse(code).short_title) == (title, short)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020-13",
        "2020-00",
        "2020-8",
        "2020-Q5",
        "2020-Q0",
        "2020-H3",
        "2020-6M",
        "20",
        "1899",
        "2200",
        "x",
        "2020-08-01",
    ],
)
def test_wrong_codes_are_refused_with_the_right_ones(text: str) -> None:
    with pytest.raises(InvalidInput, match="Kỳ .* không đúng.*2020-08, 2020-Q3, 2020-H1, 2020-9M hoặc 2020"):
        PeriodCode.parse(text)


def test_codes_are_read_as_typed() -> None:
    assert PeriodCode.parse(" 2020-q3 ").code == "2020-Q3"
    assert PeriodCode.month(2020, 8) == PeriodCode.parse("2020-08")


@pytest.mark.parametrize(
    ("code", "steps", "other"),
    [
        ("2020-01", -1, "2019-12"),
        ("2019-12", 1, "2020-01"),
        ("2020-Q1", -1, "2019-Q4"),
        ("2020-H1", -1, "2019-H2"),
        ("2020-H2", 1, "2021-H1"),
        ("2020-9M", -1, "2019-9M"),
        ("2020", 2, "2022"),
        ("2020-08", -20, "2018-12"),
    ],
)
def test_neighbours_of_the_same_kind(code: str, steps: int, other: str) -> None:
    assert PeriodCode.parse(code).shifted(steps).code == other


def test_the_months_of_a_longer_period() -> None:
    def months(code: str) -> list[str]:
        return [month.code for month in PeriodCode.parse(code).month_codes]

    assert months("2020-Q1") == ["2020-01", "2020-02", "2020-03"]
    assert months("2020-08") == ["2020-08"]
    assert months("2020-H2")[0] == "2020-07" and months("2020-H2")[-1] == "2020-12"
    assert months("2020-9M")[0] == "2020-01" and len(months("2020-9M")) == 9
    assert len(months("2020")) == 12


@given(CODES)
def test_codes_are_read_back(code: str) -> None:
    assert PeriodCode.parse(code).code == code
    assert PeriodCode.parse(code).shifted(3).shifted(-3).code == code
    assert PeriodCode.parse(code).previous.shifted(1).code == code


@given(CODES)
def test_a_period_is_exactly_its_months(code: str) -> None:
    period = default_period(PeriodCode.parse(code))
    months = [default_period(month) for month in period.code.month_codes]
    assert months[0].window_start == period.window_start and months[-1].window_end == period.window_end
    assert all(one.window_end == two.window_start for one, two in zip(months, months[1:], strict=False))
    assert period.deadline.day == 25 and period.deadline > period.last_day


@given(st.dates(date(1900, 2, 1), date(2199, 11, 30)))
def test_every_day_belongs_to_one_month_and_closes_it_once(day: date) -> None:
    closed = last_closed_month(day)
    assert default_period(closed).window_end <= day
    assert default_period(closed.shifted(1)).contains(day)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 8, 26), "2020-08"),
        (date(2020, 8, 15), "2020-08"),
        (date(2020, 8, 14), "2020-07"),
        (date(2021, 1, 1), "2020-12"),
        (date(2021, 1, 14), "2020-12"),
        (date(2020, 12, 15), "2020-12"),
    ],
)
def test_the_newest_closed_month(day: date, code: str) -> None:
    assert last_closed_month(day).code == code


def test_windows_set_by_the_office_decide_which_month_is_closed() -> None:
    def calendar_months(code: PeriodCode) -> Period:
        first = date(code.year, code.last_month, 1)
        after = code.shifted(1)
        return replace(
            default_period(code), window_start=first, window_end=date(after.year, after.last_month, 1)
        )

    assert last_closed_month(date(2020, 8, 31), calendar_months).code == "2020-07"
    assert last_closed_month(date(2020, 9, 1), calendar_months).code == "2020-08"


def test_an_empty_window_is_refused() -> None:
    period = default_period(PeriodCode.month(2020, 8))
    with pytest.raises(InvalidInput, match="tháng 08/2020: ngày kết thúc phải sau ngày bắt đầu"):
        replace(period, window_end=period.window_start)
