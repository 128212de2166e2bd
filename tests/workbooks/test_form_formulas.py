"""Expressions of forms as Excel formulas."""

from __future__ import annotations

import pytest

from desktop_app.domain.expressions import Expression
from desktop_app.domain.forms import RatioColumn
from desktop_app.workbooks.form_formulas import formula_text, in_words, ratio_text, where_known

CELLS = {"a": "C9", "b": "D9", "c": "E9"}


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a + b", "C9+D9"),
        ("a + b - c", "C9+D9-E9"),
        ("a - (b + c)", "C9-(D9+E9)"),
        ("a * (b + c)", "C9*(D9+E9)"),
        ("a * b + 2", "C9*D9+2"),
        ("a + b == c", "C9+D9=E9"),
        ("a <= b", "C9<=D9"),
        ("a != b", "C9<>D9"),
        ("0 < a <= b", "AND(0<C9,C9<=D9)"),
        ("a > b or a >= c", "OR(C9>D9,C9>=E9)"),
        ("a < b and b < c", "AND(C9<D9,D9<E9)"),
    ],
)
def test_formula_text(text: str, formula: str) -> None:
    assert formula_text(Expression.parse(text), CELLS) == formula


def test_unknown_parts_are_guarded() -> None:
    assert where_known(("a", "b"), CELLS, "C9+D9", '"…"') == 'IF(COUNT(C9,D9)<2,"…",C9+D9)'
    assert where_known((), CELLS, "1", "0") == "1"


def test_ratio_shows_its_denominator_and_survives_zero() -> None:
    column = RatioColumn("r", "R", "R", Expression.parse("a"), "", Expression.parse("a + b"), "")
    assert ratio_text(column, CELLS, "…", "-") == 'IF(COUNT(C9,D9)<2,"…",IF((C9+D9)=0,"-",(C9)/(C9+D9)*100))'


def test_words_for_the_note() -> None:
    numbers = {"a": 3, "b": 4, "c": 5}
    assert in_words(Expression.parse("a + b - c"), numbers) == "(3) + (4) - (5)"
    assert in_words(Expression.parse("a * b"), numbers) == "(3) x (4)"
