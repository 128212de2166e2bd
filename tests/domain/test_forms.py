"""Returns as data: what a catalogue file may say, and what is refused before it can do harm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.forms import as_date, day_after, form_from_definition
from tests.domain.made_forms import definition, made_form


def test_what_is_left_out_has_its_default() -> None:
    form = form_from_definition(
        {"key": "k", "title": "T", "source": "S", "field": [{"key": "a", "label": "A"}]}
    )
    assert (form.short_title, form.code, form.scheme, form.unit_kinds) == ("T", "", "", ())
    assert form.frequency == ("month",) and form.valid_from is None and form.valid_to is None
    field = form.field("a")
    assert (field.header, field.stock, field.opening, field.over_months) == ("A", True, False, None)
    assert (field.sums_units, field.required, field.integer, field.minimum) == (True, True, True, 0)
    assert form.headline is None and form.ratio("x") is None
    assert form.required_keys == ("a",)


def test_the_headline_is_the_one_marked_else_the_first() -> None:
    first = made_form().headline
    assert first is not None and first.key == "share"
    marked = [{"key": "r", "label": "R", "numerator": "linked", "denominator": "total"}]
    marked += [marked[0] | {"key": "s", "headline": True}]
    headline = made_form(ratio=marked, rule=[]).headline
    assert headline is not None and headline.key == "s"


def test_validity_is_half_open_while_files_say_the_last_day() -> None:
    form = made_form(valid_from=date(2020, 1, 1), valid_to="2020-12-31")
    assert form.valid_to == date(2021, 1, 1)
    assert not form.in_force(date(2019, 12, 31)) and form.in_force(date(2020, 1, 1))
    assert form.in_force(date(2020, 12, 31)) and not form.in_force(date(2021, 1, 1))
    assert as_date("") is None and as_date(None) is None and day_after(None) is None


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(InvalidInput, match="“Cáp quang đến xã” không có trường “x”"):
        made_form().field("x")


def test_columns_stand_where_they_say() -> None:
    assert [column.key for column in made_form().columns] == [
        "total", "linked", "missing", "share", "length", "lit", "faults", "rank", "lit_share",
    ]  # fmt: skip


def test_columns_that_follow_each_other_in_a_circle_stand_last() -> None:
    derived = [
        {"key": "p", "label": "P", "expression": "total", "after": "q"},
        {"key": "q", "label": "Q", "expression": "total", "after": "p"},
    ]
    keys = [column.key for column in made_form(derived=derived, ratio=[], rule=[]).columns]
    assert keys[-2:] == ["p", "q"] and len(keys) == 8


def rules(**rule: Any) -> dict[str, Any]:
    return {"rule": [{"severity": "error", "message": "Sai."} | rule]}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"field": []}, "không có trường nào"),
        ({"field": [{"key": "a", "label": "A"}] * 2, "derived": [], "ratio": [], "rule": []}, "trùng mã"),
        ({"field": [{"label": "A"}]}, "thiếu mục “key”"),
        ({"field": 5}, "sai kiểu dữ liệu"),
        ({"field": [{"key": "a", "label": "A", "kind": "stok"}]}, "kind = “stok”.*stock, flow, opening"),
        ({"field": [{"key": "a", "label": "A", "number": "int"}]}, "number = “int”"),
        ({"valid_from": "hôm qua"}, "sai kiểu dữ liệu"),
        (rules(severity="eror", expression="total > 0"), "severity = “eror”"),
        (rules(kind="cmp"), "kind = “cmp”"),
        (rules(expression="total > nothing"), "mục “rule-1” nhắc trường không có: nothing"),
        (rules(fields=["nothing"]), "nhắc trường không có: nothing"),
        (rules(expression="total > 0", message="{nothing}"), "nhắc trường không có: nothing"),
        (rules(expression="total > 0", message="{total.real}"), "nhắc trường không có: total.real"),
        (rules(expression="total > 0", message="{previous}"), "nhắc trường không có: previous"),
        (rules(expression="total > 0", message="{total"), "không khớp"),
        (rules(expression="total > "), "không đọc được"),
        ({"derived": [{"key": "d", "label": "D", "expression": "nothing"}]}, "mục “d” nhắc"),
        ({"ratio": [{"key": "r", "label": "R", "numerator": "n", "denominator": "total"}]}, "mục “r” nhắc"),
        (
            {
                "field": [{"key": "a", "label": "A", "over_months": "b"}],
                "derived": [],
                "ratio": [],
                "rule": [],
            },
            "“a” nhắc",
        ),
    ],
)
def test_a_definition_that_would_fail_later_is_refused_now(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        form_from_definition(definition(**changes))


def test_a_definition_without_title_names_what_is_missing() -> None:
    raw = definition()
    del raw["title"]
    with pytest.raises(InvalidInput, match="Biểu mẫu “cap-quang” thiếu mục “title”"):
        form_from_definition(raw)
