"""The four security layers on a day: lapsing, units and systems, "không áp dụng", coverage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import (
    Layer,
    LayerReading,
    LayerResult,
    LayerStatus,
    combine,
    coverage,
    reading,
    unit_layers,
)
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.units import InformationSystem, Unit

DAY = date(2020, 8, 26)
LAYERS = [Layer(f"layer{number}", number, f"Lớp {number}", f"L{number}") for number in range(1, 5)]
YES, NO, PARTIAL = LayerResult.YES, LayerResult.NO, LayerResult.PARTIAL
UNKNOWN, EXCUSED = LayerResult.UNKNOWN, LayerResult.NOT_APPLICABLE


def status(result: LayerResult = YES, **facts: Any) -> LayerStatus:
    """A status of layer 1 of unit 1."""
    reason = "không vận hành hệ thống" if result is EXCUSED else ""
    plain = {"id": 1, "unit_id": 1, "layer": "layer1", "reason": reason}
    return LayerStatus(result=result, **(plain | facts))  # type: ignore[arg-type]


def system(number: int, **facts: Any) -> InformationSystem:
    """A system of unit 1."""
    return InformationSystem(number, f"Hệ thống {number}", 1, **facts)


UNIT = Unit(1, "Sở Y tế", "Sở Y tế", "department")


def test_a_contract_stops_counting_on_the_very_day_it_lapses() -> None:
    contract = status(valid_from=date(2020, 1, 1), valid_to=DAY)
    assert reading([contract], DAY - timedelta(1)) == LayerReading(YES, contract)
    assert reading([contract], DAY - timedelta(1)).met
    lapsed = reading([contract], DAY)
    assert lapsed == LayerReading(YES, contract, DAY)
    assert not lapsed.met and lapsed.applies and lapsed.label == "Hết hạn"


def test_nothing_recorded_by_then_is_not_known() -> None:
    later = status(valid_from=DAY + timedelta(1))
    assert reading([later], DAY) == LayerReading(UNKNOWN) == reading([], DAY)
    assert not reading([], DAY).met and reading([], DAY).applies
    assert reading([], DAY).label == "Chưa rõ"


def test_the_newest_status_begun_by_the_day_counts() -> None:
    old = status(NO, id=1)
    new = status(YES, id=2, valid_from=date(2020, 6, 1))
    same_day = status(PARTIAL, id=3, valid_from=date(2020, 6, 1))
    assert reading([new, old], date(2020, 5, 31)).status == old
    assert reading([old, new], date(2020, 6, 1)).status == new
    assert reading([same_day, old, new], date(2020, 6, 1)).status == same_day


def test_not_applicable_leaves_the_denominator_until_it_lapses() -> None:
    excuse = status(EXCUSED, valid_to=DAY)
    assert not reading([excuse], DAY - timedelta(1)).applies
    after = reading([excuse], DAY)
    assert after.applies and not after.met and after.result is UNKNOWN and after.lapsed_on == DAY


def test_expiring_soon_is_a_view_of_what_counts() -> None:
    end = DAY + timedelta(30)
    now = reading([status(valid_to=end)], DAY)
    assert now.expires_within(DAY, 30) and not now.expires_within(DAY, 29)
    assert not reading([status()], DAY).expires_within(DAY, 30)
    assert not reading([], DAY).expires_within(DAY, 30)
    assert not reading([status(NO, valid_to=end)], DAY).expires_within(DAY, 30)


def test_what_a_status_cannot_be() -> None:
    with pytest.raises(InvalidInput, match="cần có lý do"):
        status(EXCUSED, reason="  ")
    with pytest.raises(InvalidInput, match="phải sau ngày bắt đầu"):
        status(valid_from=DAY, valid_to=DAY)
    assert status(valid_from=DAY, valid_to=DAY + timedelta(1)).valid_to


def test_labels() -> None:
    assert [item.label for item in LayerResult] == ["Có", "Một phần", "Chưa", "Chưa rõ", "Không áp dụng"]


def read(result: LayerResult, valid_to: date | None = None, lapsed: bool = False) -> LayerReading:
    return LayerReading(result, status(result, valid_to=valid_to), valid_to if lapsed else None)


@pytest.mark.parametrize(
    ("systems", "result", "met"),
    [
        ([read(YES), read(YES)], YES, True),
        ([read(YES), read(EXCUSED)], YES, True),
        ([read(EXCUSED), read(EXCUSED)], EXCUSED, False),
        ([read(YES), read(NO)], PARTIAL, False),
        ([read(YES), read(UNKNOWN)], PARTIAL, False),
        ([read(PARTIAL), read(NO)], PARTIAL, False),
        ([read(NO), read(UNKNOWN)], NO, False),
        ([read(UNKNOWN), read(NO)], NO, False),
        ([read(UNKNOWN), read(UNKNOWN)], UNKNOWN, False),
        ([read(YES), read(YES, DAY, True)], YES, False),
        ([read(NO), read(YES, DAY, True)], YES, False),
        ([], UNKNOWN, False),
    ],
)
def test_a_unit_counts_when_all_its_systems_do(
    systems: list[LayerReading], result: LayerResult, met: bool
) -> None:
    found = combine(systems)
    assert (found.result, found.met) == (result, met)


def test_a_unit_shows_the_earliest_end_of_its_systems() -> None:
    soon, late, open_end = read(YES, date(2020, 9, 1)), read(YES, date(2021, 9, 1)), read(YES)
    assert combine([late, soon, open_end]) == soon
    one, two = read(YES, date(2020, 8, 1), True), read(YES, date(2020, 7, 1), True)
    assert combine([one, two]).lapsed_on == date(2020, 7, 1)


def test_a_system_without_a_status_of_its_own_takes_the_unit_s() -> None:
    whole = [status(YES, layer=layer.key) for layer in LAYERS]
    own = status(NO, id=9, layer="layer2", system_id=2)
    row = unit_layers(UNIT, [system(1), system(2)], [*whole, own], LAYERS, DAY)
    readings = {info.id: by_layer for info, by_layer in row.systems}
    assert readings[1]["layer2"].met and not readings[2]["layer2"].met and readings[2]["layer1"].met
    assert row.layers["layer1"].met and row.layers["layer2"].result is PARTIAL
    assert row.systems_met("layer2") == Ratio(1, 2)
    assert (row.met, row.applicable, row.all_met, row.recorded) == (3, 4, False, True)


def test_a_system_s_own_status_that_has_not_begun_leaves_it_with_the_unit_s() -> None:
    own = status(NO, id=9, system_id=1, valid_from=DAY + timedelta(1))
    row = unit_layers(UNIT, [system(1)], [status(YES), own], LAYERS, DAY)
    assert row.layers["layer1"].met


def test_systems_out_of_use_are_not_looked_at() -> None:
    retired, planned = system(1, valid_to=DAY), system(2, valid_from=DAY + timedelta(1))
    row = unit_layers(UNIT, [retired, planned], [status(YES)], LAYERS, DAY)
    assert row.systems == () and row.layers["layer1"].met


def test_a_system_to_which_a_layer_does_not_apply_leaves_the_systems_count() -> None:
    own = status(EXCUSED, id=9, system_id=2)
    row = unit_layers(UNIT, [system(1), system(2)], [status(YES), own], LAYERS, DAY)
    assert row.systems_met("layer1") == Ratio(1, 1) and row.layers["layer1"].met


def test_nothing_recorded() -> None:
    row = unit_layers(UNIT, [system(1)], [], LAYERS, DAY)
    assert (row.met, row.applicable, row.recorded, row.all_met) == (0, 4, False, False)


def whole(number: int, results: list[LayerResult]) -> Any:
    unit = Unit(number, f"Đơn vị {number}", f"ĐV {number}", "department")
    statuses = [
        status(result, unit_id=number, layer=layer.key) for layer, result in zip(LAYERS, results, strict=True)
    ]
    return unit_layers(unit, [], statuses, LAYERS, DAY)


def test_coverage_counts_units_with_each_layer_and_with_all_four() -> None:
    rows = [
        whole(1, [YES, YES, YES, YES]),
        whole(2, [YES, NO, YES, PARTIAL]),
        whole(3, [YES, YES, YES, EXCUSED]),
        whole(4, [UNKNOWN, NO, NO, NO]),
    ]
    found = coverage(rows, LAYERS)
    assert found.units == 4
    assert found.layers == {
        "layer1": Ratio(3, 4),
        "layer2": Ratio(2, 4),
        "layer3": Ratio(3, 4),
        "layer4": Ratio(1, 3),
    }
    assert found.all_layers == Ratio(1, 3)


def test_coverage_of_nothing() -> None:
    found = coverage([], LAYERS)
    assert found.units == 0 and found.all_layers == Ratio(0, 0) and found.layers["layer1"].percent is None


@given(st.lists(st.lists(st.sampled_from(LayerResult), min_size=4, max_size=4), max_size=8))
def test_all_four_is_never_more_than_any_one_of_them(results: list[list[LayerResult]]) -> None:
    found = coverage([whole(number, row) for number, row in enumerate(results)], LAYERS)
    for ratio in (*found.layers.values(), found.all_layers):
        assert 0 <= ratio.numerator <= ratio.denominator <= found.units
    assert all(found.all_layers.numerator <= ratio.numerator for ratio in found.layers.values())
