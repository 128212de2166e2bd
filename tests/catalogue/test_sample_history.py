"""The order in which the sample is recorded: every fact once, and never before it happened."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.periods import PeriodCode, default_period
from tests.catalogue.files import PERIODS, read


def test_the_history_is_in_order_and_of_two_roles() -> None:
    sets = read("sample/history.toml")["change_set"]
    times = [row["at"] for row in sets]
    assert len(sets) >= 40
    assert times == sorted(times) and len(times) == len(set(times))
    assert (times[0].year, times[0].month, times[-1].date()) == (
        2019,
        5,
        date(2021, 3, 31),
    )
    assert {row["actor"] for row in sets} == {"Cán bộ tổng hợp", "Lãnh đạo duyệt"}
    assert all(row["label"] for row in sets)


def test_the_history_records_every_fact_after_it_happened() -> None:
    sets = read("sample/history.toml")["change_set"]
    documents = {row["key"]: row["issued_on"] for row in read("sample/documents.toml")["document"]}
    for row in sets:
        day = row["at"].date()
        if "through" in row:
            assert row["through"] <= day
        if row["what"] == "tasks":
            assert documents[row["document"]] <= day
        if row["what"] in ("values", "indicator_values", "lock"):
            assert default_period(PeriodCode.parse(row["period"])).last_day < day
    given = [row["document"] for row in sets if row["what"] == "tasks"]
    used = {row["document"] for row in read("sample/tasks.toml")["task"]}
    assert sorted(given) == sorted(used)
    assert [row["period"] for row in sets if row["what"] == "values"] == PERIODS


def test_the_history_reaches_every_dated_fact() -> None:
    sets = read("sample/history.toml")["change_set"]

    def last(what: str) -> date:
        days: list[date] = [row["through"] for row in sets if row["what"] == what]
        return max(days)

    tasks = read("sample/tasks.toml")["task"]
    notes = [item["on"] for row in tasks for item in row.get("updates", ())]
    done = [row["completed_on"] for row in tasks if "completed_on" in row]
    granted = [item["granted_on"] for row in tasks for item in row.get("extensions", ())]
    assert max(notes + done) <= last("task_events")
    assert max(granted) <= last("extensions")
    assert max(row["valid_from"] for row in read("sample/layers.toml")["layer_status"]) <= last("layers")
    assert max(row["issued_on"] for row in read("sample/documents.toml")["document"]) <= last("documents")
    assert max(row["recorded_on"] for row in read("sample/targets.toml")["target"]) <= last("targets")


def facts(what: str) -> list[date]:
    """The days of all facts a kind of change set records."""
    tasks = read("sample/tasks.toml")["task"]
    days: dict[str, list[date]] = {
        "documents": [row["issued_on"] for row in read("sample/documents.toml")["document"]],
        "layers": [row["valid_from"] for row in read("sample/layers.toml")["layer_status"]],
        "targets": [row["recorded_on"] for row in read("sample/targets.toml")["target"]],
        "extensions": [item["granted_on"] for row in tasks for item in row.get("extensions", ())],
        "task_events": [
            *(item["on"] for row in tasks for item in row.get("updates", ())),
            *(row["completed_on"] for row in tasks if "completed_on" in row),
        ],
    }
    return days[what]


@pytest.mark.parametrize("what", ["documents", "layers", "targets", "extensions", "task_events"])
def test_no_change_set_of_the_history_is_empty(what: str) -> None:
    ends = [row["through"] for row in read("sample/history.toml")["change_set"] if row["what"] == what]
    for begin, end in zip([date.min, *ends], ends, strict=False):
        assert any(begin < day <= end for day in facts(what)), (what, end)


def test_an_extension_is_recorded_before_the_months_events() -> None:
    sets = read("sample/history.toml")["change_set"]
    for row in sets:
        if row["what"] == "extensions":
            events = min(
                item["at"]
                for item in sets
                if item["what"] == "task_events" and item["through"] >= row["through"]
            )
            assert row["at"] < events
