"""The reporting calendar with the dates of RULES.md C: windows and deadlines stay, only reminders move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.calendar import (
    CalendarRules,
    Due,
    InnerDecision,
    InnerRule,
    Receiver,
    ReportType,
    WorkingDays,
    dues_between,
)
from desktop_app.domain.periods import Period, PeriodCode, default_period

KINDS = ("month", "quarter", "half", "nine_months", "year")
GENERAL = ReportType("*", "Báo cáo định kỳ", KINDS, "e_government")
YEARLY = ReportType(
    "mau-08", "Mẫu 08", ("year",), "network_security", "NĐ 331/2026/NĐ-CP", False, due=(12, 24),
    valid_from=date(2026, 8, 19),
)  # fmt: skip
INNER = (
    InnerRule("Cấp xã", ("commune",), 7),
    InnerRule("Sở", ("province",), 3),
    InnerRule("Vận hành", ("province",), 5, report="mau-08"),
)
WEEKENDS = WorkingDays()
RECEIVERS = (
    Receiver("e_government", "BTTTT", None, date(2025, 3, 1)),
    Receiver("e_government", "BKHCN", date(2025, 3, 1)),
)


def stored(*own: Period):  # type: ignore[no-untyped-def]
    """Periods as a record answers them: the office's own for the report, else in general, else by the regime."""

    def period_of(code: PeriodCode, report: str) -> Period:
        found = {item.report: item for item in own if item.code == code}
        return found.get(report) or found.get("*") or default_period(code)

    return period_of


def due(code: str, *own: Period, report: ReportType = GENERAL, days: WorkingDays = WEEKENDS) -> Due:
    """The due of one period."""
    rules = CalendarRules((report,), INNER, RECEIVERS, days)
    wanted = PeriodCode.parse(code)
    span = dues_between(rules, stored(*own), date(wanted.year, 1, 1), date(wanted.year + 1, 1, 1))
    return next(item for item in span if item.period.code == wanted)


@pytest.mark.parametrize(
    ("code", "first", "last", "deadline"),
    [
        ("2020-08", date(2020, 7, 15), date(2020, 8, 14), date(2020, 8, 25)),
        ("2021-01", date(2020, 12, 15), date(2021, 1, 14), date(2021, 1, 25)),
        ("2021-Q1", date(2020, 12, 15), date(2021, 3, 14), date(2021, 3, 25)),
        ("2021-H1", date(2020, 12, 15), date(2021, 6, 14), date(2021, 6, 25)),
        ("2021-H2", date(2021, 6, 15), date(2021, 12, 14), date(2021, 12, 25)),
        ("2021-9M", date(2020, 12, 15), date(2021, 9, 14), date(2021, 9, 25)),
        ("2021", date(2020, 12, 15), date(2021, 12, 14), date(2021, 12, 25)),
    ],
)
def test_windows_and_deadlines_of_the_regime(code: str, first: date, last: date, deadline: date) -> None:
    period = due(code).period
    assert (period.window_start, period.last_day, period.deadline) == (first, last, deadline)


def test_months_leave_no_day_out_and_none_twice() -> None:
    found = dues_between(
        CalendarRules((replace(GENERAL, kinds=("month",)),)), stored(), date(2020, 1, 1), date(2022, 1, 1)
    )
    assert len(found) == 24
    assert all(a.period.window_end == b.period.window_start for a, b in zip(found, found[1:], strict=False))


def test_a_weekend_moves_the_reminder_and_nothing_else() -> None:
    found = due("2021-04")  # 25/4/2021 is a Sunday, 18/4 a Sunday, 22/4 a Thursday
    assert (found.period.deadline, found.reminder) == (date(2021, 4, 25), date(2021, 4, 23))
    assert [(item.deadline, item.reminder) for item in found.inner] == [
        (date(2021, 4, 18), date(2021, 4, 16)),
        (date(2021, 4, 22), date(2021, 4, 22)),
    ]


def test_a_holiday_moves_the_reminder_and_nothing_else() -> None:
    plain, off = (
        due("2020-08"),
        due("2020-08", days=WorkingDays(frozenset({date(2020, 8, 25), date(2020, 8, 24)}))),
    )
    assert off.period == plain.period and off.reminder == date(2020, 8, 21)
    assert [item.deadline for item in off.inner] == [item.deadline for item in plain.inner]


def test_the_yearly_security_report_by_law() -> None:
    found = due("2026", report=YEARLY)  # before 25/12; operators before 20/12
    assert (found.period.window_start, found.period.last_day) == (date(2025, 12, 15), date(2026, 12, 14))
    assert found.period.deadline == date(2026, 12, 24) and found.period.report == "mau-08"
    assert [(item.rule.name, item.deadline) for item in found.inner] == [("Vận hành", date(2026, 12, 19))]
    rules = CalendarRules((YEARLY,))
    assert not dues_between(rules, stored(), date(2020, 1, 1), date(2026, 1, 1))


def test_dates_of_the_office_win() -> None:
    code = PeriodCode.parse("2020-08")
    own = replace(default_period(code), deadline=date(2020, 8, 20), report="*")
    assert due("2020-08", own).period.deadline == date(2020, 8, 20)
    assert due("2020-08", own).inner[1].deadline == date(2020, 8, 17)
    year = replace(default_period(PeriodCode.parse("2026")), deadline=date(2026, 12, 28))
    assert due("2026", year, report=YEARLY).period.deadline == date(2026, 12, 24)
    special = replace(year, report="mau-08")
    assert due("2026", year, special, report=YEARLY).period.deadline == date(2026, 12, 28)


def test_an_inner_deadline_leaves_a_working_day_after_the_data_end() -> None:
    code = PeriodCode.parse("2020-08")
    early = replace(default_period(code), deadline=date(2020, 8, 18))
    # data end on Friday 14/8: the first working day after is Monday 17/8
    assert [item.deadline for item in due("2020-08", early).inner] == [date(2020, 8, 17), date(2020, 8, 17)]
    before = replace(early, deadline=date(2020, 8, 6))  # as some ministries ask, before the data end
    assert [item.deadline for item in due("2020-08", before).inner] == [date(2020, 8, 6), date(2020, 8, 6)]


def test_counting_back_in_working_days() -> None:
    days = WorkingDays(frozenset({date(2020, 8, 24)}))
    rule = InnerRule("Sở", ("province",), 2, working=True)
    assert rule.day(default_period(PeriodCode.parse("2020-08")), days) == date(2020, 8, 20)


def test_the_receiver_is_the_one_on_the_deadline() -> None:
    assert (due("2025-02").receiver, due("2025-03").receiver) == ("BTTTT", "BKHCN")
    assert due("2026", report=YEARLY).receiver == ""


def test_the_span_is_half_open() -> None:
    rules = CalendarRules((replace(GENERAL, kinds=("month",)),))
    day = date(2020, 8, 25)
    assert not dues_between(rules, stored(), date(2020, 8, 1), day)
    assert len(dues_between(rules, stored(), day, date(2020, 8, 26))) == 1


def test_a_weekend_worked_in_place_of_a_day_off_is_a_working_day() -> None:
    days = WorkingDays(made_up=frozenset({date(2021, 4, 24)}))  # a Saturday; 25/4 is a Sunday
    found = due("2021-04", days=days)
    assert (found.period.deadline, found.reminder) == (date(2021, 4, 25), date(2021, 4, 24))
    assert days.back(date(2021, 4, 26), 1) == date(2021, 4, 24)


def test_the_office_decides_an_inner_deadline_itself() -> None:
    rule = replace(INNER[0], key="communes", source="theo nếp", default=True)
    own = rule.decided(InnerDecision("communes", 10, True, "CV 12"))
    assert (own.before, own.working, own.source, own.default) == (10, True, "CV 12", False)
    assert own.levels == rule.levels and rule.decided(None) == rule
