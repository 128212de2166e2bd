"""Sums of returns and the four layers in two states: whatever was reported, corrected or lapsed, it adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.bridges import Cause
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.expressions import Expression
from desktop_app.domain.figure_comparison import changed_values, compare_layers, compare_sums
from desktop_app.domain.forms import Form, FormField
from desktop_app.domain.layers import Layer, LayerResult, LayerStatus
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.summary import FormFigures, LayerFigures, form_figures, layer_figures
from desktop_app.domain.units import Unit
from desktop_app.domain.values import Cells, Value, ValueState

FORM = Form(
    "thu", "Thử", "Thử", "T", "", "hồ sơ", "nguồn", "", (FormField("a", "A", "A"), FormField("b", "B", "B"))
)
SUM = Expression.parse("a + b")
UNITS = tuple(Unit(number, f"Đơn vị {number}", f"ĐV{number}", "so") for number in range(1, 6))
DAY = date(2021, 3, 31)
LAYERS = (Layer("layer1", 1, "Một", "Một"), Layer("layer2", 2, "Hai", "Hai"))


def reported(number: int) -> Value:
    return Value(ValueState.REPORTED, number)


def figures(cells: Mapping[int, Cells], form: Form = FORM) -> FormFigures:
    return form_figures(form, PeriodCode.month(2021, 3), UNITS, cells, DAY)


def row(a: int, b: int) -> dict[str, Value]:
    return {"a": reported(a), "b": reported(b)}


def test_each_way_a_unit_moves_a_sum() -> None:
    old = {1: row(1, 1), 2: row(5, 5), 3: row(2, 2), 4: {"a": reported(9)}}
    between = {1: row(1, 3), 2: row(5, 5), 3: row(2, 2), 4: row(9, 1)}
    new = {1: row(1, 3), 2: row(6, 5), 3: {"a": reported(2)}, 4: row(4, 1), 5: row(7, 0)}
    bridge, changes = compare_sums((figures(old), figures(between), figures(new)), (SUM,) * 3)
    assert bridge.equation == "16 + 1 + 7 + 10 + 2 − 5 − 4 + 0 = 27"
    assert {(item.cause, item.unit_id, item.before, item.after) for item in changes} == {
        (Cause.CORRECTED, 1, "2", "4"),
        (Cause.GREW, 2, "10", "11"),
        (Cause.LEFT, 3, "4", "–"),
        (Cause.SUPPLEMENTED, 4, "–", "10"),
        (Cause.FELL, 4, "10", "5"),
        (Cause.JOINED, 5, "–", "7"),
    }


def test_another_form_is_another_rule() -> None:
    other = replace(FORM, key="moi")
    bridge, _ = compare_sums(
        (figures({1: row(1, 1)}), figures({1: row(1, 1)}), figures({1: row(3, 3)}, other)), (SUM,) * 3
    )
    assert [(step.cause, step.amount) for step in bridge.steps if step.moves] == [(Cause.RULE, 4)]


def test_a_sum_that_is_not_its_units_is_refused() -> None:
    product = Expression.parse("a * b")
    two = {1: row(2, 3), 2: row(4, 5)}
    with pytest.raises(InvalidInput, match="Cầu nối không khớp"):
        compare_sums((figures(two), figures(two), figures({1: row(2, 3)})), (product,) * 3)


NUMBERS = st.integers(0, 50)
ROWS = st.dictionaries(
    st.integers(1, 5), st.dictionaries(st.sampled_from("ab"), NUMBERS.map(reported), max_size=2), max_size=5
)


@given(ROWS, ROWS, ROWS)
def test_start_and_steps_make_the_end(old: dict, between: dict, new: dict) -> None:  # type: ignore[type-arg]
    found = figures(old), figures(between), figures(new)
    bridge, changes = compare_sums(found, (SUM,) * 3)
    assert bridge.start + sum(step.amount for step in bridge.steps) == bridge.end
    assert bridge.end == (SUM.number(found[2].totals.numbers) or 0)
    assert sorted((item.cause, item.unit_id, item.amount) for item in changes) == sorted(
        (move.cause, move.key, move.amount) for move in bridge.moves
    )


@given(ROWS, ROWS)
def test_changed_values_are_those_that_say_something_else(old: dict, new: dict) -> None:  # type: ignore[type-arg]
    found = {(item.unit_id, item.field) for item in changed_values(FORM, "2021-03", old, new)}
    every = {(unit.id, key) for unit in UNITS for key in "ab"}
    assert found == {
        (unit, key) for unit, key in every if old.get(unit, {}).get(key) != new.get(unit, {}).get(key)
    }


def test_a_note_or_origin_is_no_other_value() -> None:
    old = {1: {"a": reported(3)}}
    new = {1: {"a": Value(ValueState.REPORTED, 3, note="đã hỏi lại", origin="tệp.xlsx D2")}}
    assert not changed_values(FORM, "2021-03", old, new)
    estimated = {1: {"a": Value(ValueState.ESTIMATED, 3)}}
    (changed,) = changed_values(FORM, "2021-03", old, estimated)
    assert changed.difference == 0


RESULTS = st.sampled_from(LayerResult)
DAYS = st.dates(date(2021, 1, 1), date(2021, 6, 30))


@st.composite
def statuses(draw: st.DrawFn) -> list[LayerStatus]:
    """Statuses of some units, some lapsing, some not applying."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        first = draw(st.none() | DAYS)
        length = draw(st.none() | st.integers(1, 90))
        last = (first or DAY) + timedelta(length) if length else None
        found.append(
            LayerStatus(
                number, draw(st.integers(1, 3)), draw(st.sampled_from(["layer1", "layer2"])), draw(RESULTS),
                valid_from=first, valid_to=last, reason="lý do",
            )
        )  # fmt: skip
    return found


def coverage_on(found: list[LayerStatus], day: date) -> LayerFigures:
    return layer_figures(LAYERS, UNITS, (), found, day)


@given(statuses(), statuses(), DAYS, DAYS)
def test_units_with_all_layers_are_explained_one_by_one(
    old: list[LayerStatus], new: list[LayerStatus], first: date, last: date
) -> None:
    before, between, after = coverage_on(old, first), coverage_on(new, first), coverage_on(new, last)
    bridge, changes, layers = compare_layers(before, between, after)
    assert (bridge.start, bridge.end) == (
        before.coverage.all_layers.numerator,
        after.coverage.all_layers.numerator,
    )
    assert [(item.unit_id, item.amount) for item in changes] == [
        (move.key, move.amount) for move in bridge.moves
    ]
    told = {item.unit_id for item in layers}
    assert {item.unit_id for item in changes} <= told


def test_a_lapsed_layer_is_lost_by_the_days_and_a_late_record_by_knowledge() -> None:
    held = [LayerStatus(n, 1, layer.key, LayerResult.YES) for n, layer in enumerate(LAYERS)]
    lapsing = [replace(held[0], valid_to=date(2021, 3, 1)), held[1]]
    first, last = date(2021, 2, 28), DAY
    bridge, _, layers = compare_layers(*(coverage_on(lapsing, day) for day in (first, first, last)))
    assert [(step.cause, step.amount) for step in bridge.steps if step.moves] == [(Cause.LOST, -1)]
    assert [(item.layer.number, item.before, item.after, item.recorded) for item in layers] == [
        (1, "Có", "Hết hạn", False)
    ]
    bridge, _, layers = compare_layers(
        coverage_on(held[:1], first), coverage_on(held, first), coverage_on(held, last)
    )
    assert [(step.cause, step.amount) for step in bridge.steps if step.moves] == [(Cause.SUPPLEMENTED, 1)]
    assert [item.recorded for item in layers] == [True]
