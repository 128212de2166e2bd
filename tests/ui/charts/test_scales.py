"""Round numbers and months along the axes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.charts.scales import count_ticks, month_starts, month_step, percent_ticks


@pytest.mark.parametrize(
    ("total", "expected"),
    [(76, [0, 20, 40, 60, 76]), (0, [0]), (1, [0, 1]), (3, [0, 1, 2, 3]), (80, [0, 20, 40, 60, 80])],
)
def test_counts_go_from_nought_to_the_total(total: int, expected: list[int]) -> None:
    assert count_ticks(total) == expected


@given(st.integers(1, 1_000_000))
def test_counts_are_few_rise_and_end_with_the_total(total: int) -> None:
    ticks = count_ticks(total)
    assert ticks[0] == 0
    assert ticks[-1] == total
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 8


@pytest.mark.parametrize(
    ("top", "expected"),
    [(41.0, [0, 10, 20, 30, 40]), (120.0, [0, 50, 100]), (6.0, [0, 2, 4, 6]), (2.0, [0, 1, 2])],
)
def test_percentages_are_round_and_never_above_100(top: float, expected: list[float]) -> None:
    assert percent_ticks(top) == expected


def test_quarters_begin_in_january_april_july_october() -> None:
    found = month_starts(date(2019, 6, 10), date(2020, 2, 1), 3)
    assert found == [date(2019, 7, 1), date(2019, 10, 1), date(2020, 1, 1)]


@pytest.mark.parametrize(("days", "room", "step"), [(900, 11, 3), (900, 5, 6), (100, 10, 1), (5000, 4, 60)])
def test_month_steps_leave_room(days: float, room: float, step: int) -> None:
    assert month_step(days, room) == step
