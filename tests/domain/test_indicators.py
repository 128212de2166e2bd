"""Indicators with versioned targets, and published figures that are never the province's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.indicators import (
    Benchmark,
    Indicator,
    IndicatorReading,
    Target,
    benchmark_at,
    target_at,
)
from desktop_app.domain.ratio import Ratio

LEVEL4 = Indicator("dvctt_level4", "Tỷ lệ DVCTT mức độ 4", "%", "form:dvctt-2011:level4")
LATE = Indicator("late", "Hồ sơ quá hạn", "%", "manual", at_least=False)
TARGETS = [
    Target(1, "dvctt_level4", 30, date(2020, 12, 31), date(2019, 3, 7), "NQ 17/NQ-CP"),
    Target(2, "dvctt_level4", 50, date(2021, 12, 31), date(2021, 1, 15), "Kế hoạch 5/KH-UBND"),
    Target(3, "dvctt_level4", 55, date(2021, 12, 31), date(2021, 1, 15), "Kế hoạch 6/KH-UBND"),
    Target(4, "other", 99),
]
NATIONAL = [
    Benchmark(1, "dvctt_level4", "quốc gia", date(2020, 7, 31), "Cổng TTĐT tỉnh Hà Nam", 15.91),
    Benchmark(2, "dvctt_level4", "quốc gia", date(2021, 3, 10), "chinhphu.vn", 31.0),
    Benchmark(3, "dvctt_level4", "Hà Nội", date(2020, 8, 26), "Hànộimới", 80.0),
    Benchmark(4, "lgsp", "quốc gia", date(2020, 7, 31), "Cổng TTĐT tỉnh Hà Nam", 82.61, 76, 92),
]


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2019, 3, 6), None), (date(2019, 3, 7), 1), (date(2021, 1, 14), 1), (date(2021, 1, 15), 3)],
)
def test_the_target_of_a_day_is_the_newest_version_in_force(day: date, number: int | None) -> None:
    found = target_at(TARGETS, "dvctt_level4", day)
    assert (found.id if found else None) == number


def test_a_target_without_a_beginning_always_holds() -> None:
    found = target_at(TARGETS, "other", date(1990, 1, 1))
    assert found is not None and found.id == 4


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2020, 7, 30), None), (date(2020, 7, 31), 1), (date(2021, 3, 9), 1), (date(2021, 3, 10), 2)],
)
def test_published_figures_are_taken_by_date_and_scope(day: date, number: int | None) -> None:
    found = benchmark_at(NATIONAL, "dvctt_level4", day)
    assert (found.id if found else None) == number


def test_a_peer_s_figure_is_only_taken_when_asked_for() -> None:
    found = benchmark_at(NATIONAL, "dvctt_level4", date(2020, 12, 31), "Hà Nội")
    assert found is not None and found.id == 3


def test_a_published_fraction_is_computed_again() -> None:
    assert NATIONAL[3].percent == Decimal("82.61")
    assert NATIONAL[0].percent == 15.91
    assert Benchmark(9, "x", "quốc gia", date(2020, 1, 1), "S", numerator=123_477).percent is None


def read(indicator: Indicator, ratio: Ratio | None, target: Target | None) -> IndicatorReading:
    return IndicatorReading(indicator, ratio, None, target, NATIONAL[0])


@pytest.mark.parametrize(
    ("indicator", "ratio", "value", "gap", "met"),
    [
        (LEVEL4, Ratio(687, 4670), 30, "-15.29", False),
        (LEVEL4, Ratio(30, 100), 30, "0.00", True),
        (LEVEL4, Ratio(2999, 10_000), 30, "-0.01", False),
        (LEVEL4, Ratio(299_999, 1_000_000), 30, "0.00", False),
        (LEVEL4, Ratio(15.91, 100), 15.91, "0.00", True),
        (LATE, Ratio(5, 100), 5, "0.00", True),
        (LATE, Ratio(51, 1000), 5, "0.10", False),
        (LATE, Ratio(1, 100), 5, "-4.00", True),
    ],
)
def test_gap_and_verdict(indicator: Indicator, ratio: Ratio, value: float, gap: str, met: bool) -> None:
    found = read(indicator, ratio, Target(1, indicator.key, value))
    assert str(found.gap) == gap and found.met is met


def test_no_figure_or_no_target_is_no_verdict() -> None:
    target = TARGETS[0]
    for ratio, goal in ((None, target), (Ratio(0, 0), target), (Ratio(1, 2), None)):
        found = read(LEVEL4, ratio, goal)
        assert found.gap is None and found.met is None


def test_targets_in_words() -> None:
    assert read(LEVEL4, None, TARGETS[0]).target_title == "≥ 30%"
    assert read(LATE, None, Target(1, "late", 2.5)).target_title == "≤ 2,5%"
    assert read(LEVEL4, None, None).target_title == "–"


def test_a_national_figure_never_becomes_the_result() -> None:
    found = read(LEVEL4, None, TARGETS[0])
    assert found.ratio is None and found.benchmark is NATIONAL[0]
