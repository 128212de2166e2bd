"""Figures of a return: four states kept apart, sums that say what they lack, longer periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.values import (
    MISSING,
    Totals,
    Value,
    ValueState,
    missing_fields,
    numbers_of,
    over_months,
    ratio_of,
    row_numbers,
    total,
)
from tests.catalogue.files import form as catalogue_form
from tests.domain.made_forms import estimated, excused, made_form, reported

FORM = made_form()
SHARE, LIT = FORM.ratios


def test_states_are_never_mixed_up() -> None:
    assert Value(ValueState.REPORTED, 0).number == 0
    assert [state.label for state in ValueState] == [
        "Đã báo cáo", "Ước thực hiện", "Chưa báo cáo", "Không áp dụng",
    ]  # fmt: skip
    for state, number in (
        (ValueState.REPORTED, None),
        (ValueState.ESTIMATED, None),
        (ValueState.NOT_REPORTED, 0),
        (ValueState.NOT_APPLICABLE, 0),
    ):
        with pytest.raises(InvalidInput, match="các trạng thái khác để trống số"):
            Value(state, number, "lý do")
    with pytest.raises(InvalidInput, match="cần có lý do"):
        Value(ValueState.NOT_APPLICABLE, reason=" ")


def test_blank_is_not_zero_and_not_applicable_counts_nothing() -> None:
    row = reported(total=0) | {"linked": excused(), "faults": MISSING, "length": estimated(2.5)}
    assert numbers_of(row) == {"total": 0, "linked": 0, "faults": None, "length": 2.5}


def test_a_row_lacks_what_is_required_and_the_other_half_of_a_ratio() -> None:
    assert missing_fields(FORM, {}) == ["total", "linked", "faults"]
    assert missing_fields(FORM, reported(total=1, linked=1, faults=0)) == []
    assert missing_fields(FORM, reported(total=1, linked=1, faults=0, lit=2)) == ["length"]
    assert missing_fields(FORM, reported(total=1, linked=1, faults=0, length=2)) == ["lit"]
    assert missing_fields(FORM, reported(total=1, linked=1) | {"faults": excused()}) == []
    assert missing_fields(FORM, reported(total=1, linked=1) | {"faults": MISSING}) == ["faults"]


def test_derived_figures_and_ratios_of_a_row() -> None:
    numbers = row_numbers(FORM, reported(total=10, linked=8))
    assert numbers["missing"] == 2
    assert ratio_of(SHARE, numbers) == Ratio(8, 10)
    assert ratio_of(LIT, numbers) is None
    assert row_numbers(FORM, reported(total=10))["missing"] is None


def sums() -> Totals:
    return total(
        FORM,
        [1, 2, 3, 4],
        {
            1: reported(total=10, linked=8, faults=1, length=0.1, lit=0.1),
            2: reported(total=20, linked=5)
            | {"faults": estimated(2), "length": estimated(0.2), "lit": estimated(0)},
            3: reported(total=99),
        },
    )


def test_sums_are_of_complete_units_and_say_who_is_missing() -> None:
    found = sums()
    assert (found.expected, found.complete, found.missing, found.reported) == (4, (1, 2), (3, 4), 2)
    assert found.numbers["total"] == 30 and found.numbers["linked"] == 13 and found.numbers["missing"] == 17
    assert found.numbers["length"] == 0.3
    assert found.numbers["rank"] is None
    assert found.estimated == 3 and found.not_applicable == 0
    assert found.ratio(SHARE) == Ratio(13, 30)
    assert found.ratio(LIT) == Ratio(0.1, 0.3)
    assert found.ratio(LIT).rounded(2) == Ratio(1, 3).rounded(2)


def test_a_ratio_of_sums_needs_the_same_units_behind_both_parts() -> None:
    form = made_form(
        ratio=[{"key": "mixed", "label": "M", "numerator": "lit", "denominator": "total"}], rule=[]
    )
    (mixed,) = form.ratios
    some = {1: reported(total=1, linked=1, faults=0, lit=1), 2: reported(total=1, linked=1, faults=0)}
    assert not total(form, [1, 2], some).sound(mixed)
    assert total(form, [1, 2], some).ratio(mixed) == Ratio(0, 0)
    assert total(form, [1], some).ratio(mixed) == Ratio(1, 1)


def test_a_unit_to_which_nothing_applies_is_complete_and_adds_nothing() -> None:
    cells = {
        1: reported(total=4, linked=3, faults=0),
        2: dict.fromkeys(("total", "linked", "faults"), excused()),
    }
    found = total(FORM, [1, 2], cells)
    assert found.complete == (1, 2) and found.not_applicable == 3
    assert found.ratio(SHARE) == Ratio(3, 4)


def test_nobody_reported() -> None:
    found = total(FORM, [1, 2], {})
    assert found.reported == 0 and found.missing == (1, 2) and found.ratio(SHARE) == Ratio(0, 0)


def test_a_ratio_that_cannot_be_added_is_empty() -> None:
    form = made_form(ratio=[{"key": "r", "label": "R", "numerator": "rank", "denominator": "total"}], rule=[])
    row = {1: reported(total=4, linked=3, faults=0, rank=1)}
    assert total(form, [1], row).ratio(form.ratios[0]) == Ratio(0, 0)


MONTHS = [
    reported(total=10, linked=5, faults=1),
    reported(total=10, linked=6, faults=2),
    reported(total=12, linked=7, faults=4),
]


def test_stocks_are_the_last_month_s_and_flows_add_up() -> None:
    assert over_months(FORM, MONTHS) == reported(total=12, linked=7, faults=7)


def test_a_flow_lacking_a_month_is_missing() -> None:
    months = [MONTHS[0], reported(total=10, linked=6), MONTHS[2]]
    assert over_months(FORM, months) == reported(total=12, linked=7)
    explicit = [MONTHS[0], MONTHS[1] | {"faults": MISSING}, MONTHS[2]]
    assert over_months(FORM, explicit) == reported(total=12, linked=7)


def test_a_stock_lacking_at_the_end_is_missing() -> None:
    assert over_months(FORM, [MONTHS[0], reported(faults=2)]) == reported(faults=3)
    assert over_months(FORM, []) == {}


def test_an_estimated_month_makes_the_sum_an_estimate() -> None:
    months = [MONTHS[0], MONTHS[1] | {"faults": estimated(2)}, MONTHS[2]]
    assert over_months(FORM, months)["faults"] == estimated(7)


def test_not_applicable_all_along_stays_so_else_it_adds_nothing() -> None:
    never = [month | {"faults": excused()} for month in MONTHS]
    assert over_months(FORM, never)["faults"] == excused()
    once = [MONTHS[0] | {"faults": excused()}, *MONTHS[1:]]
    assert over_months(FORM, once)["faults"] == Value(ValueState.REPORTED, 6)


def dossiers(carried: int, online: int, offline: int, resolved: int) -> dict[str, Value]:
    pending = carried + online + offline - resolved
    return reported(
        received_total=carried + online + offline,
        received_online=online,
        received_offline=offline,
        carried_over=carried,
        resolved_total=resolved,
        resolved_early=resolved,
        resolved_on_time=0,
        resolved_late=0,
        pending_total=pending,
        pending_in_time=pending,
        pending_overdue=0,
    )


def test_a_quarter_of_the_dossier_form_begins_with_what_was_carried_into_it() -> None:
    """II.06a: (3) = (4) + (5) + (6) and (3) = (7) + (11) must hold for the quarter too."""
    form = catalogue_form("ho-so-ii-06a")
    months = [dossiers(5, 10, 10, 20), dossiers(5, 20, 0, 15), dossiers(10, 0, 30, 33)]
    assert over_months(form, months) == dossiers(5, 30, 40, 68)


def test_a_figure_worked_out_from_estimates_is_one_and_from_nothing_is_missing() -> None:
    form = catalogue_form("ho-so-ii-06a")
    months = [dossiers(5, 10, 10, 20), dossiers(5, 20, 0, 15)]
    months[1]["received_online"] = estimated(20)
    assert over_months(form, months)["received_total"] == estimated(45)
    del months[1]["received_online"]
    assert "received_total" not in over_months(form, months)
    for month in months:
        month.update(dict.fromkeys(("received_online", "received_offline", "carried_over"), excused()))
    assert over_months(form, months)["received_total"] == excused()


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 4), min_size=1, max_size=12))
def test_dossiers_of_any_run_of_months_add_up(flows: list[tuple[int, int, int, int]]) -> None:
    form = catalogue_form("ho-so-ii-06a")
    months, carried = [], flows[0][3]
    for online, offline, share, _ in flows:
        resolved = min(carried + online + offline, share)
        months.append(dossiers(carried, online, offline, resolved))
        carried += online + offline - resolved
    numbers = row_numbers(form, over_months(form, months))
    assert numbers["received_total"] == numbers["resolved_total"] + numbers["pending_total"]  # type: ignore[operator]
