"""What the province's figures come to: forms by date, units expected, layers, indicators from what exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorValue, Target
from desktop_app.domain.layers import Layer, LayerResult, LayerStatus
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.summary import (
    Measured,
    form_figures,
    form_for,
    layer_figures,
    measure,
    read_indicators,
    reporting_units,
)
from desktop_app.domain.task_figures import count_tasks
from desktop_app.domain.units import InformationSystem, Unit
from tests.catalogue.files import form as catalogue_form
from tests.domain.made_forms import made_form, reported
from tests.domain.made_tasks import dated, done

DAY = date(2020, 8, 14)
MONTH = PeriodCode.month(2020, 8)
FORM = made_form(unit_kinds=["department", "district"])
UNITS = [
    Unit(1, "Sở Y tế", "Sở Y tế", "department", order=2),
    Unit(2, "Huyện Đông", "H. Đông", "district", order=1, valid_to=date(2025, 7, 1)),
    Unit(3, "Xã Đông", "Xã Đông", "commune", order=3),
    Unit(4, "Sở Cũ", "Sở Cũ", "department", order=4, valid_to=DAY),
]
CELLS = {1: reported(total=10, linked=4, faults=0), 2: reported(total=5)}
LAYERS = [Layer("layer1", 1, "Lực lượng tại chỗ", "Lớp 1"), Layer("layer2", 2, "Giám sát", "Lớp 2")]


def test_units_expected_are_those_of_the_kinds_named_that_exist_on_the_day() -> None:
    assert [unit.id for unit in reporting_units(FORM, UNITS, DAY)] == [2, 1]
    assert [unit.id for unit in reporting_units(FORM, UNITS, DAY - timedelta(1))] == [2, 1, 4]
    assert [unit.id for unit in reporting_units(FORM, UNITS, date(2025, 7, 1))] == [1]
    assert [unit.id for unit in reporting_units(made_form(), UNITS, DAY)] == [2, 1, 3]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2011, 9, 30), None),
        (date(2011, 10, 1), "dvctt-2011"),
        (date(2022, 6, 23), "dvctt-2011"),
        (date(2022, 6, 24), "dvctt-2022"),
        (date(2026, 6, 30), "dvctt-2022"),
        (date(2026, 7, 1), "dvctt-2026"),
    ],
)
def test_the_service_form_of_a_day(day: date, key: str | None) -> None:
    forms = [catalogue_form(name) for name in ("ho-so-ii-06a", "dvctt-2026", "dvctt-2011", "dvctt-2022")]
    found = form_for(forms, "dvctt", day)
    assert (found.key if found else None) == key


def test_of_two_forms_in_force_the_newer_is_taken() -> None:
    old, new = replace(FORM, key="dvctt-a"), replace(FORM, key="dvctt-b", valid_from=date(2020, 1, 1))
    assert form_for([new, old], "dvctt", DAY) == new


def test_figures_of_a_return() -> None:
    figures = form_figures(FORM, MONTH, UNITS, CELLS, DAY)
    assert [unit.id for unit in figures.units] == [2, 1]
    assert figures.totals.missing == (2,) and figures.headline() == Ratio(4, 10)
    plain = form_figures(made_form(ratio=[], rule=[]), MONTH, UNITS, CELLS, DAY)
    assert plain.headline() == Ratio(0, 0)


def status(unit_id: int, layer: str = "layer1", **facts: object) -> LayerStatus:
    return LayerStatus(**({"id": 1, "unit_id": unit_id, "layer": layer, "result": LayerResult.YES} | facts))  # type: ignore[arg-type]


def test_layers_look_at_units_with_a_system_in_use_or_a_word_of_them_by_then() -> None:
    systems = [
        InformationSystem(1, "Một cửa", 1),
        InformationSystem(2, "Cũ", 2, valid_to=DAY),
        InformationSystem(3, "Mới", 3, valid_from=DAY + timedelta(1)),
    ]
    statuses = [status(1, system_id=1), status(2, system_id=2), status(3, valid_from=DAY + timedelta(1))]
    now = layer_figures(LAYERS, UNITS, systems, statuses, DAY)
    assert [row.unit.id for row in now.rows] == [1]
    assert now.coverage.layers == {"layer1": Ratio(1, 1), "layer2": Ratio(0, 1)}
    before = layer_figures(LAYERS, UNITS, systems, statuses, DAY - timedelta(1))
    assert [row.unit.id for row in before.rows] == [2, 1] and before.coverage.units == 2
    after = layer_figures(LAYERS, UNITS, systems, statuses, DAY + timedelta(1))
    assert [row.unit.id for row in after.rows] == [1, 3]


def test_coverage_at_a_past_date_is_what_held_then() -> None:
    contract = [status(1, layer.key, valid_from=date(2019, 1, 1), valid_to=DAY) for layer in LAYERS]
    assert layer_figures(LAYERS, UNITS, [], contract, date(2018, 12, 31)).coverage.units == 0
    assert layer_figures(LAYERS, UNITS, [], contract, date(2020, 1, 1)).coverage.all_layers == Ratio(1, 1)
    assert layer_figures(LAYERS, UNITS, [], contract, DAY).coverage.all_layers == Ratio(0, 1)


def measured() -> Measured:
    figures = form_figures(FORM, MONTH, UNITS, CELLS, DAY)
    nobody = form_figures(replace(FORM, key="nobody"), MONTH, UNITS, {}, DAY)
    zero = {1: reported(total=0, linked=0, faults=0)}
    empty = form_figures(replace(FORM, key="empty"), MONTH, UNITS, zero, DAY)
    return Measured(
        tasks=count_tasks([done(date(2020, 6, 1)), dated(), dated(due_on=date(2020, 12, 31))], DAY),
        layers=layer_figures(LAYERS, UNITS, [], [status(1)], DAY).coverage,
        forms={"cap-quang": figures.totals, "nobody": nobody.totals, "empty": empty.totals},
        form_definitions=dict.fromkeys(("cap-quang", "nobody", "empty", "not-due"), FORM),
        typed={"typed": IndicatorValue("typed", "2020-08", 885, 1000)},
    )


@pytest.mark.parametrize(
    ("key", "computed", "ratio"),
    [
        ("a", "tasks.completion", Ratio(1, 3)),
        ("a", "tasks.due_completion", Ratio(1, 2)),
        ("a", "layers.layer1", Ratio(1, 1)),
        ("a", "layers.layer2", Ratio(0, 1)),
        ("a", "layers.all_four", Ratio(0, 1)),
        ("a", "layers.all", Ratio(0, 1)),
        ("a", "layers.layer9", None),
        ("a", "form:cap-quang:share", Ratio(4, 10)),
        ("a", "form:cap-quang:nothing", None),
        ("a", "form:unknown:share", None),
        ("a", "form:not-due:share", None),
        ("a", "form:nobody:share", None),
        ("a", "form:empty:share", None),
        ("typed", "manual", Ratio(885, 1000)),
        ("untyped", "manual", None),
    ],
)
def test_indicators_are_computed_from_what_exists(key: str, computed: str, ratio: Ratio | None) -> None:
    assert measure(Indicator(key, "Chỉ tiêu", "%", computed), measured()) == ratio


def test_nothing_counted_is_no_figure() -> None:
    empty = replace(
        measured(), tasks=count_tasks([], DAY), layers=layer_figures(LAYERS, [], [], [], DAY).coverage
    )
    for computed in ("tasks.completion", "layers.layer1", "layers.all_four"):
        assert measure(Indicator("a", "A", "%", computed), empty) is None


def test_a_source_that_does_not_exist_is_a_mistake_of_the_catalogue() -> None:
    with pytest.raises(KeyError):
        measure(Indicator("a", "A", "%", "weather.rain"), measured())


def test_readings_carry_target_and_national_figure_of_the_day() -> None:
    indicators = [
        Indicator("b", "B", "%", "form:cap-quang:share", order=2),
        Indicator("a", "A", "%", "tasks.completion", order=1),
    ]
    targets = [Target(1, "b", 30, effective_from=DAY), Target(2, "b", 50, effective_from=DAY + timedelta(1))]
    benchmarks = [
        Benchmark(1, "b", "quốc gia", DAY, "S", 15.91),
        Benchmark(2, "b", "quốc gia", DAY + timedelta(1), "S", 31),
    ]
    before = replace(measured(), forms={})
    first, second = read_indicators(indicators, targets, benchmarks, measured(), before, DAY)
    assert (first.indicator.key, first.target, first.benchmark) == ("a", None, None)
    assert (second.ratio, second.previous) == (Ratio(4, 10), None)
    assert second.target == targets[0] and second.benchmark == benchmarks[0] and second.met is True
