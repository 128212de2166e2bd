"""The catalogue files: every one can be read, names only what exists, and the sample has the figures promised."""

from __future__ import annotations

import csv
import string
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.checks import check_row
from desktop_app.domain.forms import Form, as_date, day_after, form_from_definition
from desktop_app.domain.layers import (
    Layer,
    LayerResult,
    LayerStatus,
    coverage,
    unit_layers,
)
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.profile import PROFILE_KEYS
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.domain.tasks import Extension, Task, TaskKind, TaskState
from desktop_app.domain.units import InformationSystem, Unit
from desktop_app.domain.values import Totals, Value, ValueState, total

CATALOGUE = Path(__file__).parents[2] / "db" / "catalogue"
SAMPLE = CATALOGUE / "sample"
FILES = sorted(CATALOGUE.rglob("*.toml"))
FORMS = sorted((CATALOGUE / "forms").glob("*.toml"))
FIRST_CUT_OFF, SECOND_CUT_OFF = date(2020, 8, 26), date(2021, 3, 31)
READ_MARKS = {"R", "X", "S", "I", "U", "minh họa"}

Raw = Mapping[str, Any]


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CATALOGUE / name).read_text(encoding="utf-8"))


@cache
def form(key: str) -> Form:
    return form_from_definition(read(f"forms/{key}.toml"))


def relative(path: Path) -> str:
    return path.relative_to(CATALOGUE).as_posix()


# Every file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_names_its_source_and_how_far_it_was_read(path: Path) -> None:
    content = read(relative(path))
    assert content["source"].strip()
    assert content["read"] in READ_MARKS
    if content["read"] != "R" and path.parent.name == "sample":
        assert content["default"] is True


@pytest.mark.parametrize(
    "path", [*FILES, *CATALOGUE.rglob("*.csv"), *CATALOGUE.rglob("*.md")], ids=relative
)
def test_text_is_composed_and_in_the_spelling_of_the_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text
    assert "\ufeff" not in text and "\r" not in text
    for other_spelling in ("huỷ", "Huỷ", "hoà ", "Hoà ", "uỷ", "Uỷ"):
        assert other_spelling not in text


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("unit_kinds.toml", "unit_kind"),
        ("layers.toml", "layer"),
        ("indicators.toml", "indicator"),
        ("units/province-before-2025-03.toml", "unit"),
        ("units/province-after-2025-03.toml", "unit"),
        ("sample/units.toml", "unit"),
        ("sample/documents.toml", "document"),
        ("sample/systems.toml", "system"),
    ],
)
def test_keys_are_unique(name: str, table: str) -> None:
    keys = [row["key"] for row in read(name)[table]]
    assert len(keys) == len(set(keys)) > 0


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_dates_of_validity_are_in_order(path: Path) -> None:
    content = read(relative(path))
    rows: list[Raw] = [content]
    for value in content.values():
        if isinstance(value, list):
            rows += [item for item in value if isinstance(item, dict)]
    for row in rows:
        start, end = as_date(row.get("valid_from")), as_date(row.get("valid_to"))
        assert start is None or end is None or start < end, row


# Forms --------------------------------------------------------------------------------------------------------


def test_the_four_returns_are_there() -> None:
    assert [path.stem for path in FORMS] == [
        "dvctt-2011",
        "dvctt-2022",
        "dvctt-2026",
        "ho-so-ii-06a",
    ]
    for path in FORMS:
        assert form(path.stem).key == path.stem


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_forms_rules_name_only_its_fields(path: Path) -> None:
    item = form(path.stem)
    fields = {field.key for field in item.fields}
    derived = {column.key: set(column.expression.names) for column in item.derived}
    assert len(fields) == len(item.fields) and not fields & set(derived)
    for names in derived.values():
        assert names <= fields
    for ratio in item.ratios:
        assert {*ratio.numerator.names, *ratio.denominator.names} <= fields | set(
            derived
        )
        assert ratio.numerator_label and ratio.denominator_label
        assert ratio.after in fields | set(derived)
    for rule in item.rules:
        assert set(rule.fields) <= fields
        assert rule.severity in ("error", "warning") and rule.kind in (
            "compare",
            "change",
            "copied",
        )
        known = (
            set(rule.expression.names) if rule.expression else {"previous", "change"}
        )
        known |= set().union(*(derived[name] for name in known & set(derived)))
        assert _placeholders(rule.message) <= known, rule.key
    assert sum(ratio.headline for ratio in item.ratios) == 1


def _placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_the_level_form_shows_its_columns_in_the_order_of_the_grid() -> None:
    assert [column.key for column in form("dvctt-2011").columns] == [
        "total_procedures",
        "level1",
        "level2",
        "level3",
        "level4",
        "services_total",
        "level4",
        "level34",
        "on_national_portal",
        "dossiers_total",
        "dossiers_online",
        "online",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2011, 9, 30), None),
        (date(2020, 8, 14), "dvctt-2011"),
        (date(2022, 6, 23), "dvctt-2011"),
        (date(2022, 6, 24), "dvctt-2022"),
        (date(2026, 6, 30), "dvctt-2022"),
        (date(2026, 7, 1), "dvctt-2026"),
    ],
)
def test_one_service_form_holds_on_a_day(day: date, expected: str | None) -> None:
    forms = [form(path.stem) for path in FORMS if path.stem.startswith("dvctt")]
    assert [item.key for item in forms if item.in_force(day)] == (
        [expected] if expected else []
    )


def row_of(**numbers: int) -> dict[str, Value]:
    return {key: Value(ValueState.REPORTED, number) for key, number in numbers.items()}


DOSSIERS = {
    "received_total": 30,
    "received_online": 12,
    "received_offline": 13,
    "carried_over": 5,
    "resolved_total": 24,
    "resolved_early": 10,
    "resolved_on_time": 11,
    "resolved_late": 3,
    "pending_total": 6,
    "pending_in_time": 5,
    "pending_overdue": 1,
}


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({}, set()),
        ({"received_online": 13}, {"received"}),
        ({"resolved_late": 4}, {"resolved"}),
        ({"pending_overdue": 2}, {"pending"}),
        ({"received_total": 31, "received_online": 13}, {"balance"}),
    ],
)
def test_the_dossier_form_adds_up(changed: dict[str, int], rules: set[str]) -> None:
    findings = check_row(form("ho-so-ii-06a"), row_of(**DOSSIERS | changed))
    assert {
        finding.rule for finding in findings if finding.severity == "error"
    } == rules


def test_a_partial_service_of_2026_needs_its_reason() -> None:
    figures = {
        "total_procedures": 50,
        "full_process": 30,
        "partial": 10,
        "partial_presence": 4,
        "partial_verification": 3,
        "partial_fault": 1,
        "partial_obstacle": 2,
    }
    assert not check_row(form("dvctt-2026"), row_of(**figures))
    without = check_row(form("dvctt-2026"), row_of(**figures | {"partial_obstacle": 0}))
    assert [finding.rule for finding in without] == ["partial-reasons"]
    assert "Một phần 10 khác" in without[0].message


# Units, indicators, programmes --------------------------------------------------------------------------------


@pytest.mark.parametrize(("era", "uniform"), [("before", 17), ("after", 12)])
def test_a_starter_set_has_the_uniform_departments(era: str, uniform: int) -> None:
    units = read(f"units/province-{era}-2025-03.toml")["unit"]
    kinds = {row["key"] for row in read("unit_kinds.toml")["unit_kind"]}
    assert {row["kind"] for row in units} <= kinds
    assert (
        sum(row["kind"] == "department" and not row.get("optional") for row in units)
        == uniform
    )
    assert len({row["name"] for row in units}) == len(units)


def test_units_closed_in_2025_name_a_successor_that_exists() -> None:
    after = {row["key"] for row in read("units/province-after-2025-03.toml")["unit"]}
    closed = [
        row
        for row in read("units/province-before-2025-03.toml")["unit"]
        if "valid_to" in row
    ]
    assert {row["valid_to"] for row in closed} == {date(2025, 2, 28)}
    assert {row["successor"] for row in closed} <= after


def test_indicators_are_computed_from_what_exists() -> None:
    layers = {row["key"] for row in read("layers.toml")["layer"]}
    assert [row["number"] for row in read("layers.toml")["layer"]] == [1, 2, 3, 4]
    fixed = {"manual", "tasks.completion", "tasks.due_completion", "layers.all_four"}
    fixed |= {f"layers.{key}" for key in layers}
    ratios = {
        f"form:{path.stem}:{ratio.key}"
        for path in FORMS
        for ratio in form(path.stem).ratios
    }
    rows = read("indicators.toml")["indicator"]
    assert {row["computed"] for row in rows} <= fixed | ratios
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(
        row["formula"] and row["numerator_label"] and row["denominator_label"]
        for row in rows
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("targets.toml", "target"),
        ("benchmarks.toml", "benchmark"),
        ("sample/targets.toml", "target"),
        ("sample/indicator_values.toml", "indicator_value"),
    ],
)
def test_figures_belong_to_a_known_indicator(name: str, table: str) -> None:
    known = {row["key"] for row in read("indicators.toml")["indicator"]}
    assert {row["indicator"] for row in read(name)[table]} <= known


def test_targets_name_their_document_and_say_whose_they_are() -> None:
    for row in read("targets.toml")["target"]:
        assert row["document"] and row["source"] and row["read"] in READ_MARKS
        assert row["own_default"] == ("Mặc định của chương trình" in row["document"])


def test_published_figures_are_those_of_the_founding_documents() -> None:
    content = read("benchmarks.toml")
    assert all(
        row["source_name"] for row in [*content["benchmark"], *content["other_figure"]]
    )
    national = {
        (row["indicator"], row["as_of"]): row.get("value")
        for row in content["benchmark"]
        if row["scope"] == "quốc gia"
    }
    assert national["dvctt_level4", date(2020, 7, 31)] == 15.91
    assert national["dvctt_level4", date(2021, 3, 10)] == 31
    assert national["four_layers_all", date(2020, 7, 31)] == 44
    assert national["four_layers_soc", date(2020, 7, 31)] == 49
    tasks = next(
        row for row in content["benchmark"] if row["indicator"] == "tasks_completed"
    )
    assert (tasks["numerator"], tasks["denominator"]) == (62, 76)


def test_the_programme_says_of_every_task_where_it_is_from() -> None:
    programme = read("programmes/nq17.toml")
    ids = [row["id"] for row in programme["task"]]
    assert len(ids) == len(set(ids)) == 38
    for row in programme["task"]:
        assert (
            row["title"]
            and row["source"]
            and row["confidence"] in ("read", "partly read")
        )
        assert (row["kind"] == "dated") == ("deadline" in row)
    month_only = next(row for row in programme["task"] if row["id"] == "C02")
    assert (month_only["deadline"], month_only["precision"]) == (
        date(2019, 12, 31),
        "month",
    )


def test_the_regime_agrees_with_the_programs_default_periods() -> None:
    for row in read("regime.toml")["period"]:
        code = PeriodCode(2020, 12, row["months"])
        period = default_period(code)
        assert code.kind == row["kind"]
        assert (period.window_start.day, period.last_day.day) == (
            row["from_day"],
            row["to_day"],
        )
        assert period.deadline.day == row["deadline_day"]


# The sample province ------------------------------------------------------------------------------------------


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
    assert [row["number"] for row in rows] == [
        f"NV-{number:02}" for number in range(1, 84)
    ]
    assert len({row["title"] for row in rows}) == 83
    assert len({row["group"] for row in rows}) == 6
    for row in rows:
        assert (
            row["assigned_on"]
            == documents[row["document"]]["issued_on"]
            <= FIRST_CUT_OFF
        )
        assert {row["lead"], *row["coordinating"]} <= set(sample_units())
        assert row["lead"] not in row["coordinating"]
        assert (
            row.get("completed_on") is None or row["completed_on"] >= row["assigned_on"]
        )
        assert row.get("due_on") is None or row["assigned_on"] < row["due_on"] <= date(
            2021, 12, 31
        )
        assert (row.get("percent") == 100) == (row["state"] == "completed")
        noted = [item["on"] for item in row.get("updates", ())]
        assert noted == sorted(noted) and all(
            row["assigned_on"] <= day <= SECOND_CUT_OFF for day in noted
        )
        assert (
            not noted or "completed_on" not in row or noted[-1] <= row["completed_on"]
        )


def test_completed_sample_tasks_have_proof_or_a_reason() -> None:
    completed = [
        row for row in read("sample/tasks.toml")["task"] if row["state"] == "completed"
    ]
    assert all(
        bool(row.get("evidence")) != bool(row.get("no_evidence_reason"))
        for row in completed
    )
    assert sum("no_evidence_reason" in row for row in completed) == 3
    for row in completed:
        assert all(
            item["content"] and item["file_name"].endswith(".txt")
            for item in row.get("evidence", ())
        )


@cache
def sample_cells(period: str) -> dict[int, dict[str, Value]]:
    with (SAMPLE / "dvctt.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["period"] == period]
    return {
        sample_units()[row["unit"]].id: {
            field.key: value
            for field in form("dvctt-2011").fields
            if (value := cell(row[field.key]))
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


PERIODS = [
    "2019-12",
    *(f"2020-{month:02}" for month in range(1, 13)),
    "2021-01",
    "2021-02",
    "2021-03",
]


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
def sample_layers() -> tuple[
    dict[str, InformationSystem], tuple[LayerStatus, ...], tuple[Layer, ...]
]:
    units = sample_units()
    systems = {
        row["key"]: InformationSystem(
            number, row["name"], units[row["unit"]].id, row.get("level")
        )
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
        for number, row in enumerate(
            read("sample/layers.toml")["layer_status"], start=1
        )
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
    lapsed = sum(
        reading.lapsed_on is not None for row in rows for reading in row.layers.values()
    )
    ratios = [*found.layers.values(), found.all_layers]
    return [ratio.percent or 0.0 for ratio in ratios], lapsed


@pytest.mark.parametrize(
    ("day", "expected", "lapsed"),
    [
        (FIRST_CUT_OFF, (93, 57, 67, 69, 48), 0),
        (SECOND_CUT_OFF, (97, 60, 67, 76, 55), 4),
    ],
)
def test_sample_layers_cover_a_plausible_share(
    day: date, expected: tuple[int, ...], lapsed: int
) -> None:
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
        (row["unit"], row.get("system"), row["layer"], row["valid_from"])
        for row in rows_of_layers()
    )
    assert set(begun.values()) == {1}


def rows_of_layers() -> list[Raw]:
    rows: list[Raw] = read("sample/layers.toml")["layer_status"]
    return rows


def test_the_sample_profile_has_only_fields_of_the_profile() -> None:
    profile = read("sample/profile.toml")["profile"]
    assert set(profile) == set(PROFILE_KEYS)
    assert profile["sample_as_of"] == FIRST_CUT_OFF.isoformat()


def test_typed_indicators_have_both_parts() -> None:
    for row in read("sample/indicator_values.toml")["indicator_value"]:
        assert 0 <= row["numerator"] <= row["denominator"] and row["denominator"] > 0
        assert row["period"] in PERIODS


# The order in which the sample is recorded --------------------------------------------------------------------


def test_the_history_is_in_order_and_of_two_roles() -> None:
    sets = read("sample/history.toml")["change_set"]
    times = [row["at"] for row in sets]
    assert len(sets) >= 40
    assert times == sorted(times) and len(times) == len(set(times))
    assert (times[0].year, times[0].month, times[-1].date()) == (
        2019,
        5,
        SECOND_CUT_OFF,
    )
    assert {row["actor"] for row in sets} == {"Cán bộ tổng hợp", "Lãnh đạo duyệt"}
    assert all(row["label"] for row in sets)


def test_the_history_records_every_fact_after_it_happened() -> None:
    sets = read("sample/history.toml")["change_set"]
    documents = {
        row["key"]: row["issued_on"]
        for row in read("sample/documents.toml")["document"]
    }
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
        return max(row["through"] for row in sets if row["what"] == what)

    tasks = read("sample/tasks.toml")["task"]
    notes = [item["on"] for row in tasks for item in row.get("updates", ())]
    done = [row["completed_on"] for row in tasks if "completed_on" in row]
    granted = [
        item["granted_on"] for row in tasks for item in row.get("extensions", ())
    ]
    assert max(notes + done) <= last("task_events")
    assert max(granted) <= last("extensions")
    assert max(row["valid_from"] for row in rows_of_layers()) <= last("layers")
    assert max(
        row["issued_on"] for row in read("sample/documents.toml")["document"]
    ) <= last("documents")
    assert max(
        row["recorded_on"] for row in read("sample/targets.toml")["target"]
    ) <= last("targets")
