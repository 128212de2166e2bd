"""Checks of a return: single figures, a form's rules, and the row against the period before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.checks import Finding, check_row, check_value
from desktop_app.domain.values import MISSING, Cells, Value, ValueState
from tests.catalogue.files import form as catalogue_form
from tests.domain.made_forms import estimated, excused, made_form, reported

FORM = made_form()


def found(row: Cells, previous: Cells | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(item.rule, item.severity, item.fields) for item in check_row(FORM, row, previous)]


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("total", Value(ValueState.REPORTED, 5), None),
        ("total", Value(ValueState.REPORTED, 5.0), None),
        ("total", MISSING, None),
        ("total", excused(), None),
        ("total", Value(ValueState.REPORTED, 5.5), "Tổng số xã: 5,5 không phải số nguyên. Nhập số nguyên."),
        ("total", estimated(-1), "Tổng số xã: −1 không hợp lệ. Nhập số từ 0 trở lên."),
        (
            "length",
            Value(ValueState.REPORTED, 0.5),
            "Chiều dài (km): 0,5 không hợp lệ. Nhập số từ 1 trở lên.",
        ),
        ("length", Value(ValueState.REPORTED, 1.5), None),
        ("rank", Value(ValueState.REPORTED, -5), None),
    ],
)
def test_single_figures(key: str, value: Value, says: str | None) -> None:
    assert check_value(FORM, key, value) == says


def test_a_field_may_allow_any_number() -> None:
    form = made_form(field=[{"key": "a", "label": "A", "minimum": None}], derived=[], ratio=[], rule=[])
    assert (
        check_value(replace(form, fields=(replace(form.fields[0], minimum=None),)), "a", estimated(-9))
        is None
    )


def test_a_broken_rule_marks_its_cells_and_shows_the_figures() -> None:
    (finding,) = check_row(FORM, reported(total=1000, linked=1234))
    assert finding == Finding("rule-1", "error", ("linked", "total"), "Có 1.234 lớn hơn 1.000.")


def test_a_rule_waits_for_its_figures() -> None:
    assert found(reported(linked=9)) == []


def test_a_message_may_show_a_figure_that_is_missing() -> None:
    (finding,) = check_row(FORM, reported(length=1.5, lit=2.25))
    assert finding.message == "Thắp sáng 2,25 dài hơn 1,5; sự cố –."


def test_a_warning_kept_with_a_reason_is_silent_an_error_is_not() -> None:
    kept = replace(reported(lit=3)["lit"], kept="đã kiểm tra")
    assert found(reported(length=2) | {"lit": kept}) == []
    wrong = {key: replace(value, kept="đã kiểm tra") for key, value in reported(total=1, linked=2).items()}
    assert found(wrong) == [("rule-1", "error", ("linked", "total"))]


def test_errors_come_first() -> None:
    row = reported(total=1, linked=2, length=1, lit=2)
    assert [severity for _, severity, _ in found(row)] == ["error", "warning"]


def test_a_wrong_single_figure_is_a_finding_and_a_foreign_field_is_passed_over() -> None:
    assert found(reported(total=-1)) == [("value", "error", ("total",))]
    assert found(reported(foreign=-1)) == []


@pytest.mark.parametrize(
    ("before", "now", "message"),
    [
        (10, 13, None),
        (10, 14, "Kỳ trước 10 (tăng 40%)."),
        (10, 7, None),
        (10, 6, "Kỳ trước 10 (giảm 40%)."),
        (9, 90, None),
        (1000, 1305, "Kỳ trước 1.000 (tăng 31%)."),
    ],
)
def test_jumps(before: int, now: int, message: str | None) -> None:
    findings = check_row(FORM, reported(total=now), reported(total=before))
    assert [item.message for item in findings] == ([message] if message else [])


def test_jumps_need_two_figures_and_may_be_kept() -> None:
    assert found(reported(total=100), {}) == []
    assert found({}, reported(total=100)) == []
    assert found({"total": MISSING}, reported(total=100)) == []
    assert found(reported(total=100), {"total": excused()}) == []
    kept = {"total": replace(reported(total=100)["total"], kept="sáp nhập")}
    assert found(kept, reported(total=10)) == []


def test_a_jump_from_nothing_is_no_percentage() -> None:
    form = made_form(
        rule=[
            {
                "kind": "change",
                "severity": "warning",
                "fields": ["total"],
                "minimum_previous": 0,
                "message": "x",
            }
        ]
    )
    assert check_row(form, reported(total=5), reported(total=0)) == []


COMPLETE = reported(total=5, linked=3, faults=1)


def test_a_row_copied_from_the_period_before_is_told() -> None:
    assert found(COMPLETE, COMPLETE) == [("copied", "warning", ())]


@pytest.mark.parametrize(
    ("row", "previous"),
    [
        (COMPLETE, None),
        (COMPLETE, COMPLETE | reported(faults=2)),
        (COMPLETE, reported(total=5, linked=3)),
        (reported(total=5, linked=3), COMPLETE),
        (COMPLETE | reported(rank=1), COMPLETE),
        ({key: replace(value, kept="đúng vậy") for key, value in COMPLETE.items()}, COMPLETE),
        (dict.fromkeys(COMPLETE, excused()), dict.fromkeys(COMPLETE, excused())),
    ],
)
def test_what_is_not_copied(row: Cells, previous: Cells | None) -> None:
    assert found(row, previous) == []


@pytest.mark.parametrize("key", ["dvctt-2011", "dvctt-2022", "dvctt-2026", "ho-so-ii-06a"])
def test_every_rule_of_the_catalogue_can_speak(key: str) -> None:
    form = catalogue_form(key)
    high = reported(**{field.key: 10_000 + 7 * index for index, field in enumerate(form.fields)})
    low = reported(**{field.key: 100 for field in form.fields})
    zero = reported(**{field.key: 0 for field in form.fields})
    for row, previous in ((high, low), (low, high), (low, low), (zero, high), (low, zero)):
        assert all(item.message and "{" not in item.message for item in check_row(form, row, previous))
