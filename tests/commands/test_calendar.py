"""Commands on the reporting calendar: days off, days worked in their place, inner deadlines of the office."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.commands.calendar import (
    AddSpecialDays,
    DecideInner,
    EditSpecialDay,
    RemoveSpecialDay,
    ResetInner,
)
from desktop_app.domain.calendar import InnerDecision, SpecialDay
from desktop_app.domain.errors import InvalidInput
from tests.commands.office import Office

NEW_YEAR = date(2027, 1, 1)


def test_several_days_are_one_step(office: Office) -> None:
    office.does(
        AddSpecialDays(date(2027, 2, 5), date(2027, 2, 11), " Tết Nguyên đán ", source="TB 1"),
        "Ngày nghỉ 05/02/2027 đến 11/02/2027: Tết Nguyên đán",
    )
    days = office.session.read.special_days()
    assert [item.day.day for item in days] == list(range(5, 12))
    assert days[0] == SpecialDay(date(2027, 2, 5), "Tết Nguyên đán", False, "TB 1")


def test_a_day_that_is_listed_refuses_all_of_them(office: Office) -> None:
    office.does(AddSpecialDays(NEW_YEAR, NEW_YEAR, "Tết Dương lịch"), "Ngày nghỉ 01/01/2027: Tết Dương lịch")
    office.refuses(
        AddSpecialDays(date(2026, 12, 31), NEW_YEAR, "Nghỉ năm mới"),
        r"Ngày 01/01/2027 đã có trong lịch \(Tết Dương lịch\)",
    )


@pytest.mark.parametrize(
    ("first", "last", "name", "why"),
    [
        (NEW_YEAR, date(2026, 1, 1), "Tết", "sớm hơn ngày đầu"),
        (NEW_YEAR, date(2028, 1, 1), "Tết", "dài hơn 31 ngày"),
        (NEW_YEAR, NEW_YEAR, "  ", "đang để trống"),
    ],
)
def test_days_that_cannot_be_are_refused(first: date, last: date, name: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        AddSpecialDays(first, last, name)


def test_a_day_is_changed_and_taken_out(office: Office) -> None:
    office.does(AddSpecialDays(NEW_YEAR, NEW_YEAR, "Tết", works=True), "Ngày làm bù 01/01/2027: Tết")
    office.does(
        EditSpecialDay(NEW_YEAR, {"works": False, "name": "Nghỉ"}), "Sửa ngày 01/01/2027 trong lịch báo cáo"
    )
    assert office.session.read.special_days() == (SpecialDay(NEW_YEAR, "Nghỉ", False),)
    office.does(RemoveSpecialDay(NEW_YEAR), "Bỏ ngày 01/01/2027 khỏi lịch báo cáo: Nghỉ")


def test_an_inner_deadline_is_decided_and_given_back(office: Office) -> None:
    office.does(
        DecideInner("communes", "UBND cấp xã", 10, True, "CV 12"),
        "Hạn của UBND cấp xã: trước 10 ngày làm việc",
    )
    office.does(DecideInner("communes", "UBND cấp xã", 9, False), "Hạn của UBND cấp xã: trước 9 ngày")
    assert office.session.read.inner_decisions() == (InnerDecision("communes", 9, False, ""),)
    office.does(ResetInner("communes", "UBND cấp xã"), "Hạn của UBND cấp xã: về lại mặc định")
    for days in (-1, 61):
        with pytest.raises(InvalidInput, match="từ 0 đến 60"):
            DecideInner("communes", "UBND cấp xã", days, False)
