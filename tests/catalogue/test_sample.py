"""The sample province has the figures promised, and only the planted mistakes."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from functools import cache

import pytest

from desktop_app.domain.checks import check_row
from desktop_app.domain.forms import day_after
from desktop_app.domain.layers import Layer, LayerResult, LayerStatus, coverage, unit_layers
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.profile import PROFILE_KEYS
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.domain.tasks import Extension, Task, TaskKind, TaskState
from desktop_app.domain.units import InformationSystem, Unit
from desktop_app.domain.values import Totals, Value, ValueState, total
from tests.catalogue.files import CATALOGUE, PERIODS, Raw, form, read

FIRST_CUT_OFF, SECOND_CUT_OFF = date(2020, 8, 26), date(2021, 3, 31)


@cache
def sample_units() -> dict[str, Unit]:
    return {
        row["key"]: Unit(
            number,
            row["name"],
            row["short_name"],
            row["kind"],
            row.get("code"),
            valid_to=day_after(row.get("valid_to")),
        )
        for number, row in enumerate(read("sample/units.toml")["unit"], start=1)
    }


@cache
def sample_tasks() -> tuple[Task, ...]:
    return tuple(
        Task(
            id=number,
            number=row["number"],
            title=row["title"],
            kind=TaskKind(row["kind"]),
            lead_unit_id=sample_units()[row["lead"]].id,
            group=row["group"],
            assigned_on=row["assigned_on"],
            due_on=row.get("due_on"),
            state=TaskState(row["state"]),
            state_on=row.get("state_on"),
            completed_on=row.get("completed_on"),
            extensions=tuple(
                Extension(index, item["granted_on"], item["new_due_on"])
                for index, item in enumerate(row.get("extensions", ()))
            ),
        )
        for number, row in enumerate(read("sample/tasks.toml")["task"], start=1)
    )


def test_sample_tasks_at_the_first_cut_off() -> None:
    figures = count_tasks(sample_tasks(), FIRST_CUT_OFF)
    assert (figures.total, figures.dated, figures.continuing, figures.cancelled) == (
        83,
        76,
        7,
        0,
    )
    assert (figures.completed, figures.completed_on_time, figures.completed_late) == (
        62,
        51,
        11,
    )
    assert (figures.in_term, figures.overdue) == (10, 4)
    assert (figures.not_started, figures.suspended) == (1, 1)


def test_sample_tasks_at_the_second_cut_off() -> None:
    figures = count_tasks(sample_tasks(), SECOND_CUT_OFF)
    assert (figures.completed, figures.in_term, figures.overdue) == (71, 3, 2)
    assert sum(task.due_within(SECOND_CUT_OFF, 30) for task in sample_tasks()) == 2


def test_the_period_of_the_first_cut_off_has_movements_to_show() -> None:
    flow = task_flow(sample_tasks(), date(2020, 7, 15), FIRST_CUT_OFF)
    assert flow.balances and flow.open_now == 14
    assert flow.newly_assigned >= 2 and flow.completed >= 3


def test_sample_tasks_are_distinct_and_refer_to_what_exists() -> None:
    rows = read("sample/tasks.toml")["task"]
    documents = {row["key"]: row for row in read("sample/documents.toml")["document"]}
    assert [row["number"] for row in rows] == [f"NV-{number:02}" for number in range(1, 84)]
    assert len({row["title"] for row in rows}) == 83
    assert len({row["group"] for row in rows}) == 6
    for row in rows:
        assert row["assigned_on"] == documents[row["document"]]["issued_on"] <= FIRST_CUT_OFF
        assert {row["lead"], *row["coordinating"]} <= set(sample_units())
        assert row["lead"] not in row["coordinating"]
        assert row.get("completed_on") is None or row["completed_on"] >= row["assigned_on"]
        assert row.get("due_on") is None or row["assigned_on"] < row["due_on"] <= date(2021, 12, 31)
        assert (row.get("percent") == 100) == (row["state"] == "completed")
        noted = [item["on"] for item in row.get("updates", ())]
        assert noted == sorted(noted) and all(row["assigned_on"] <= day <= SECOND_CUT_OFF for day in noted)
        assert not noted or "completed_on" not in row or noted[-1] <= row["completed_on"]


def test_completed_sample_tasks_have_proof_or_a_reason() -> None:
    completed = [row for row in read("sample/tasks.toml")["task"] if row["state"] == "completed"]
    assert all(bool(row.get("evidence")) != bool(row.get("no_evidence_reason")) for row in completed)
    assert sum("no_evidence_reason" in row for row in completed) == 3
    for row in completed:
        assert all(item["content"] and item["file_name"].endswith(".txt") for item in row.get("evidence", ()))


@cache
def sample_cells(period: str) -> dict[int, dict[str, Value]]:
    with (CATALOGUE / "sample" / "dvctt.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["period"] == period]
    assert len({row["unit"] for row in rows}) == len(rows)
    return {
        sample_units()[row["unit"]].id: {
            field.key: value for field in form("dvctt-2011").fields if (value := cell(row[field.key]))
        }
        for row in rows
    }


def cell(text: str) -> Value | None:
    """A figure of dvctt.csv: empty, a number, "~number" (estimated) or "KAD: reason" (not applicable)."""
    if not text:
        return None
    if text.startswith("KAD: "):
        return Value(ValueState.NOT_APPLICABLE, reason=text.removeprefix("KAD: "))
    state = ValueState.ESTIMATED if text.startswith("~") else ValueState.REPORTED
    return Value(state, int(text.removeprefix("~")))


def sums(period: str) -> Totals:
    day = default_period(PeriodCode.parse(period)).last_day
    units = reporting_units(form("dvctt-2011"), sample_units().values(), day)
    return total(form("dvctt-2011"), [unit.id for unit in units], sample_cells(period))


def level4(period: str) -> float:
    headline = form("dvctt-2011").headline
    assert headline is not None
    percent = sums(period).ratio(headline).percent
    assert percent is not None
    return percent


def test_sample_services_grow_as_in_the_design() -> None:
    shares = [level4(period) for period in PERIODS]
    assert shares == sorted(shares)
    assert 7.5 < level4("2020-01") < 8.5
    assert level4("2020-12") < 30 < level4("2021-01")
    assert 33.5 < level4("2021-03") < 35


def test_sample_services_lack_some_units() -> None:
    assert (sums("2020-08").reported, sums("2020-08").expected) == (28, 30)
    assert (sums("2021-03").reported, sums("2021-03").expected) == (27, 30)
    assert sums("2020-12").estimated == 1
    assert sums("2021-03").not_applicable == 1


def findings_of(period: str) -> list[tuple[str, str]]:
    before = sample_cells(PeriodCode.parse(period).previous.code)
    names = {unit.id: key for key, unit in sample_units().items()}
    return [
        (names[unit], finding.rule)
        for unit, cells in sample_cells(period).items()
        for finding in check_row(form("dvctt-2011"), cells, before.get(unit))
    ]


def test_the_planted_mistakes_are_the_only_ones() -> None:
    found = {period: findings_of(period) for period in PERIODS}
    assert {period: items for period, items in found.items() if items} == {
        "2021-02": [("suoi-ngan", "copied")],
        "2021-03": [("skhdt", "parts-total"), ("sxd", "change")],
    }
    message = check_row(
        form("dvctt-2011"),
        sample_cells("2021-03")[sample_units()["sxd"].id],
        sample_cells("2021-02")[sample_units()["sxd"].id],
    )[0].message
    assert message.startswith("Kỳ trước 14 (tăng 57%).")


@cache
def sample_layers() -> tuple[dict[str, InformationSystem], tuple[LayerStatus, ...], tuple[Layer, ...]]:
    units = sample_units()
    systems = {
        row["key"]: InformationSystem(number, row["name"], units[row["unit"]].id, row.get("level"))
        for number, row in enumerate(read("sample/systems.toml")["system"], start=1)
    }
    statuses = tuple(
        LayerStatus(
            number,
            units[row["unit"]].id,
            row["layer"],
            LayerResult(row["result"]),
            systems[row["system"]].id if "system" in row else None,
            valid_from=row.get("valid_from"),
            valid_to=row.get("valid_to"),
            reason=row.get("reason", ""),
        )
        for number, row in enumerate(read("sample/layers.toml")["layer_status"], start=1)
    )
    layers = tuple(
        Layer(row["key"], row["number"], row["name"], row["short_name"])
        for row in read("layers.toml")["layer"]
    )
    return systems, statuses, layers


def layer_shares(day: date) -> tuple[list[float], int]:
    systems, statuses, layers = sample_layers()
    rows = [
        unit_layers(
            unit,
            [item for item in systems.values() if item.unit_id == unit.id],
            [item for item in statuses if item.unit_id == unit.id],
            layers,
            day,
        )
        for unit in sample_units().values()
        if unit.kind != "affiliated"
    ]
    found = coverage(rows, layers)
    lapsed = sum(reading.lapsed_on is not None for row in rows for reading in row.layers.values())
    ratios = [*found.layers.values(), found.all_layers]
    return [ratio.percent or 0.0 for ratio in ratios], lapsed


@pytest.mark.parametrize(
    ("day", "expected", "lapsed"),
    [
        (FIRST_CUT_OFF, (93, 57, 67, 69, 48), 0),
        (SECOND_CUT_OFF, (97, 60, 67, 76, 55), 4),
    ],
)
def test_sample_layers_cover_a_plausible_share(day: date, expected: tuple[int, ...], lapsed: int) -> None:
    shares, found = layer_shares(day)
    assert tuple(round(share) for share in shares) == expected
    assert found == lapsed


def test_sample_layers_hold_one_gap_of_proof_and_one_not_applicable() -> None:
    systems, statuses, _ = sample_layers()
    assert len(systems) == 40
    assert [item.result for item in statuses].count(LayerResult.NOT_APPLICABLE) == 1
    without = [
        (row["unit"], row["layer"])
        for row in read("sample/layers.toml")["layer_status"]
        if row["result"] == "yes" and not row.get("evidence")
    ]
    assert without == [("skhcn", "layer3")]
    begun = Counter(
        (row["unit"], row.get("system"), row["layer"], row["valid_from"]) for row in rows_of_layers()
    )
    assert set(begun.values()) == {1}


def rows_of_layers() -> list[Raw]:
    rows: list[Raw] = read("sample/layers.toml")["layer_status"]
    return rows


def test_the_sample_profile_has_only_fields_of_the_profile() -> None:
    profile = read("sample/profile.toml")["profile"]
    assert set(profile) == set(PROFILE_KEYS)
    assert profile["sample_as_of"] == "2021-03-31"


def test_typed_indicators_have_both_parts() -> None:
    for row in read("sample/indicator_values.toml")["indicator_value"]:
        assert 0 <= row["numerator"] <= row["denominator"] and row["denominator"] > 0
        assert row["period"] in PERIODS
