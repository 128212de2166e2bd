"""Small expressions of catalogue files: field keys, + - * and comparisons, nothing else.

A form's rules and ratios are data ("level1 + level2 <= total_procedures"); this module reads them without
ever running code.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .errors import InvalidInput
from .ratio import Number, exact, plain

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression; `names` are the field keys it uses, in order of first use."""

    text: str
    names: tuple[str, ...]
    tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Read `text`; raises InvalidInput when it holds anything but fields, + - * and comparisons."""
        try:
            tree = ast.parse(text, mode="eval").body
            _check(tree, text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise InvalidInput(_refusal(text)) from None
        names = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
        return cls(text, tuple(names), tree)

    def number(self, values: Mapping[str, Number | None]) -> int | float | None:
        """The value for these figures, or None when any figure it needs is missing; decimals add up as by hand."""
        if any(values.get(name) is None for name in self.names):
            return None
        result = _evaluate(self.tree, values)
        return plain(result) if isinstance(result, Fraction) else int(result)

    def holds(self, values: Mapping[str, Number | None]) -> bool | None:
        """Whether the condition is true; None when any figure it needs is missing."""
        result = self.number(values)
        return None if result is None else bool(result)


def _check(node: ast.expr, text: str) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        parts = [node.left, node.right]
    elif isinstance(node, ast.Compare) and all(type(op) in _COMPARISONS for op in node.ops):
        parts = [node.left, *node.comparators]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) in (int, float)):
        parts = []
    else:
        raise InvalidInput(_refusal(text))
    for part in parts:
        _check(part, text)


def _evaluate(node: ast.expr, values: Mapping[str, Number | None]) -> Any:
    if isinstance(node, ast.Name):
        return exact(values[node.id] or 0)
    if isinstance(node, ast.Constant):
        return exact(node.value)  # type: ignore[arg-type]  # _check lets only numbers in
    if isinstance(node, ast.BinOp):
        return _ARITHMETIC[type(node.op)](_evaluate(node.left, values), _evaluate(node.right, values))
    if isinstance(node, ast.BoolOp):
        combine = all if isinstance(node.op, ast.And) else any
        return combine(_evaluate(part, values) for part in node.values)
    assert isinstance(node, ast.Compare)  # _check lets nothing else in
    sides = [_evaluate(part, values) for part in (node.left, *node.comparators)]
    return all(_COMPARISONS[type(op)](a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False))


def _refusal(text: str) -> str:
    return (
        f"Công thức “{text}” của biểu mẫu không đọc được. Chỉ dùng mã trường, số, dấu + - * và phép so sánh; "
        "sửa tệp biểu mẫu rồi nạp lại."
    )
