"""A form's expressions (data of the catalogue) as Excel formulas over the cells of a row."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from desktop_app.domain.expressions import Expression
from desktop_app.domain.forms import RatioColumn

_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "<>",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def formula_text(expression: Expression, cells: Mapping[str, str]) -> str:
    """The expression with each field key replaced by its cell, for example `C9+D9`."""
    return _text(expression.tree, cells)


def _text(node: ast.expr, cells: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return cells[node.id]
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.BinOp):
        loose = isinstance(node.op, (ast.Add, ast.Sub))
        left = _text(node.left, cells) if loose else _operand(node.left, cells)
        return f"{left}{_OPERATORS[type(node.op)]}{_operand(node.right, cells)}"
    if isinstance(node, ast.BoolOp):
        name = "AND" if isinstance(node.op, ast.And) else "OR"
        return f"{name}({','.join(_text(part, cells) for part in node.values)})"
    assert isinstance(node, ast.Compare)  # Expression.parse lets nothing else in
    sides = [_text(part, cells) for part in (node.left, *node.comparators)]
    pairs = zip(node.ops, sides, sides[1:], strict=False)
    conditions = [f"{left}{_COMPARISONS[type(op)]}{right}" for op, left, right in pairs]
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def _operand(node: ast.expr, cells: Mapping[str, str]) -> str:
    text = _text(node, cells)
    return text if isinstance(node, (ast.Name, ast.Constant)) else f"({text})"


def where_known(names: tuple[str, ...], cells: Mapping[str, str], text: str, otherwise: str) -> str:
    """The formula `text` as long as all cells it needs hold numbers, else the formula `otherwise`."""
    if not names:
        return text
    needed = ",".join(cells[name] for name in names)
    return f"IF(COUNT({needed})<{len(names)},{otherwise},{text})"


def ratio_text(ratio: RatioColumn, cells: Mapping[str, str], unknown: str, empty: str) -> str:
    """A ratio in percent; `unknown` while a part is missing, `empty` where the denominator is zero."""
    numerator, denominator = formula_text(ratio.numerator, cells), formula_text(ratio.denominator, cells)
    share = f'IF(({denominator})=0,"{empty}",({numerator})/({denominator})*100)'
    return where_known(parts_of(ratio), cells, share, f'"{unknown}"')


def parts_of(ratio: RatioColumn) -> tuple[str, ...]:
    """The field keys a ratio needs, each once."""
    return tuple(dict.fromkeys((*ratio.numerator.names, *ratio.denominator.names)))


def in_words(expression: Expression, numbers: Mapping[str, int]) -> str:
    """The expression over column numbers, as notes write it: "(6) + (7)"."""
    text = formula_text(expression, {key: f"({number})" for key, number in numbers.items()})
    for operator in "+-*":
        text = text.replace(operator, f" {'x' if operator == '*' else operator} ")
    return text
