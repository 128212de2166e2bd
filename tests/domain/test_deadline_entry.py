"""Deadlines and dates as offices write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.date_columns import DateOrder, date_order, day_first
from desktop_app.domain.deadline_entry import DeadlineEntry, read_deadline
from desktop_app.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("31/12/2020", DeadlineEntry(date(2020, 12, 31))),
        ("5-3-2021", DeadlineEntry(date(2021, 3, 5))),
        (date(2020, 6, 30), DeadlineEntry(date(2020, 6, 30))),
        (44196, DeadlineEntry(date(2020, 12, 31))),
        ("Trước ngày 31/12/2020", DeadlineEntry(date(2020, 12, 31), read=True)),
        ("ngày 15 tháng 6 năm 2020", DeadlineEntry(date(2020, 6, 15), read=True)),
        ("Quý II/2020", DeadlineEntry(date(2020, 6, 30), read=True)),
        ("Quý 4 năm 2020", DeadlineEntry(date(2020, 12, 31), read=True)),
        ("Tháng 12/2020", DeadlineEntry(date(2020, 12, 31), read=True)),
        ("T2/2020", DeadlineEntry(date(2020, 2, 29), read=True)),
        ("02/2021", DeadlineEntry(date(2021, 2, 28), read=True)),
        ("6 tháng đầu năm 2020", DeadlineEntry(date(2020, 6, 30), read=True)),
        ("Năm 2020", DeadlineEntry(date(2020, 12, 31), read=True)),
        ("2021-2025", DeadlineEntry(date(2025, 12, 31), read=True)),
        (2020, DeadlineEntry(date(2020, 12, 31), read=True)),
        ("Thường xuyên", DeadlineEntry(continuing=True)),
        ("Hằng năm", DeadlineEntry(continuing=True)),
        ("THƯỜNG XUYÊN, HÀNG NĂM", DeadlineEntry(continuing=True)),
        ("Hoàn thành ngày 15/6/2020", DeadlineEntry(completed=date(2020, 6, 15))),
        ("", DeadlineEntry()),
        (None, DeadlineEntry()),
        ("–", DeadlineEntry()),
    ],
)
def test_a_deadline_is_read(written: object, entry: DeadlineEntry) -> None:
    assert read_deadline(written) == entry  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written", ["sớm nhất", "31/02/2020", "Tháng 13/2020x", True, 3.5, "1/6/2020 và 1/7/2020"]
)
def test_what_is_no_deadline_says_so(written: object) -> None:
    with pytest.raises(InvalidInput):
        read_deadline(written)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_any_text_is_a_deadline_or_an_error_in_words(text: str) -> None:
    try:
        read_deadline(text)
    except InvalidInput as error:
        assert str(error)


def test_a_column_proves_its_order() -> None:
    found = date_order(["03/04/2021", "Trước 16/02/2021", ""])
    assert (found.order, found.proof, found.must_ask) == (DateOrder.DAY_FIRST, "16/02/2021", False)
    found = date_order(["03/04/2021", "02/16/2021"])
    assert (found.order, found.proof) == (DateOrder.MONTH_FIRST, "02/16/2021")


def test_without_proof_or_with_two_it_asks() -> None:
    assert date_order(["03/04/2021", "01/02/2021"]).must_ask
    assert date_order(["16/02/2021", "02/16/2021"]).must_ask
    assert not date_order(["05/05/2021", "Quý II/2020"]).must_ask
    assert not date_order([]).must_ask


def test_month_first_is_turned() -> None:
    assert day_first("Trước 02/16/2021", DateOrder.MONTH_FIRST) == "Trước 16/02/2021"
    assert day_first("3/4/2021", DateOrder.MONTH_FIRST) == "4/3/2021"
    assert day_first("3/4/2021", DateOrder.DAY_FIRST) == "3/4/2021"
