"""The catalogue files: every one can be read and names only what exists."""

from __future__ import annotations

import string
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.checks import check_row
from desktop_app.domain.forms import as_date
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.values import Value, ValueState
from tests.catalogue.files import CATALOGUE, Raw, form, read

FILES = sorted(CATALOGUE.rglob("*.toml"))
FORMS = sorted((CATALOGUE / "forms").glob("*.toml"))
READ_MARKS = {"R", "X", "S", "I", "U", "minh họa"}


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


@pytest.mark.parametrize("path", [*FILES, *CATALOGUE.rglob("*.csv"), *CATALOGUE.rglob("*.md")], ids=relative)
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
        assert {*ratio.numerator.names, *ratio.denominator.names} <= fields | set(derived)
        assert ratio.numerator_label and ratio.denominator_label
        assert ratio.after in fields | set(derived)
    for rule in item.rules:
        assert set(rule.fields) <= fields
        assert rule.severity in ("error", "warning") and rule.kind in (
            "compare",
            "change",
            "copied",
        )
        known = set(rule.expression.names) if rule.expression else {"previous", "change"}
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
    assert [item.key for item in forms if item.in_force(day)] == ([expected] if expected else [])


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
    assert {finding.rule for finding in findings if finding.severity == "error"} == rules


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
    assert sum(row["kind"] == "department" and not row.get("optional") for row in units) == uniform
    assert len({row["name"] for row in units}) == len(units)


def test_units_closed_in_2025_name_a_successor_that_exists() -> None:
    after = {row["key"] for row in read("units/province-after-2025-03.toml")["unit"]}
    closed = [row for row in read("units/province-before-2025-03.toml")["unit"] if "valid_to" in row]
    assert {row["valid_to"] for row in closed} == {date(2025, 2, 28)}
    assert {row["successor"] for row in closed} <= after


def test_indicators_are_computed_from_what_exists() -> None:
    layers = {row["key"] for row in read("layers.toml")["layer"]}
    assert [row["number"] for row in read("layers.toml")["layer"]] == [1, 2, 3, 4]
    fixed = {"manual", "tasks.completion", "tasks.due_completion", "layers.all_four"}
    fixed |= {f"layers.{key}" for key in layers}
    ratios = {f"form:{path.stem}:{ratio.key}" for path in FORMS for ratio in form(path.stem).ratios}
    rows = read("indicators.toml")["indicator"]
    assert {row["computed"] for row in rows} <= fixed | ratios
    assert [row["order"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["formula"] and row["numerator_label"] and row["denominator_label"] for row in rows)


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
    assert all(row["source_name"] for row in [*content["benchmark"], *content["other_figure"]])
    national = {
        (row["indicator"], row["as_of"]): row.get("value")
        for row in content["benchmark"]
        if row["scope"] == "quốc gia"
    }
    assert national["dvctt_level4", date(2020, 7, 31)] == 15.91
    assert national["dvctt_level4", date(2021, 3, 10)] == 31
    assert national["four_layers_all", date(2020, 7, 31)] == 44
    assert national["four_layers_soc", date(2020, 7, 31)] == 49
    tasks = next(row for row in content["benchmark"] if row["indicator"] == "tasks_completed")
    assert (tasks["numerator"], tasks["denominator"]) == (62, 76)


def test_the_programme_says_of_every_task_where_it_is_from() -> None:
    programme = read("programmes/nq17.toml")
    ids = [row["id"] for row in programme["task"]]
    assert len(ids) == len(set(ids)) == 38
    for row in programme["task"]:
        assert row["title"] and row["source"] and row["confidence"] in ("read", "partly read")
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
