"""A form as it stands on paper: lines in sections, each with a short code (A1, B2) that finds it again.

Both the writer of the collection forms and their reader go by these lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .forms import Column, Derived, Form, FormField, RatioColumn

STOCKS, FLOWS, MIXED = "stocks", "flows", "mixed"
RATIOS, EXPLANATION = "ratios", "explanation"


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line to be filled in or worked out; `code` is its section's letter and its number."""

    code: str
    column: Column

    @property
    def key(self) -> str:
        """The key of its column."""
        return self.column.key

    @property
    def is_input(self) -> bool:
        """Whether the unit fills it in."""
        return isinstance(self.column, FormField)


@dataclass(frozen=True, slots=True)
class FormSection:
    """Lines under one heading; `kind` is one of stocks, flows, mixed and ratios."""

    letter: str
    kind: str
    lines: tuple[FormLine, ...]


@lru_cache(maxsize=64)
def form_sections(form: Form) -> tuple[FormSection, ...]:
    """The form's columns in sections: stocks, then flows, where it keeps them apart; ratios last."""
    figures = [column for column in form.columns if not isinstance(column, RatioColumn)]
    flows = [_flows(form, column) for column in figures]
    apart = flows == sorted(flows)
    groups: list[tuple[str, Sequence[Column]]] = []
    if apart:
        groups = [
            (kind, [column for column, flow in zip(figures, flows, strict=True) if flow == wanted])
            for kind, wanted in ((STOCKS, False), (FLOWS, True))
        ]
    else:
        groups = [(MIXED, figures)]
    groups.append((RATIOS, form.ratios))
    filled = [group for group in groups if group[1]]
    return tuple(
        _section(letter, kind, columns) for letter, (kind, columns) in zip("ABCDEFG", filled, strict=False)
    )


def _section(letter: str, kind: str, columns: Sequence[Column]) -> FormSection:
    lines = tuple(FormLine(f"{letter}{number}", column) for number, column in enumerate(columns, start=1))
    return FormSection(letter, kind, lines)


def _flows(form: Form, column: Column) -> bool:
    """Whether a column counts what happened in the period; a computed one goes with the fields it adds."""
    if isinstance(column, FormField):
        return not column.stock
    names = column.expression.names if isinstance(column, Derived) else ()
    return any(_flows(form, other) for other in form.columns if other.key in names)


@lru_cache(maxsize=64)
def form_lines(form: Form) -> tuple[FormLine, ...]:
    """All lines in the order they stand."""
    return tuple(line for section in form_sections(form) for line in section.lines)


def codes_of(form: Form) -> Mapping[str, str]:
    """The code of each field and computed figure by its key (ratios may share a field's key and are left out)."""
    return {line.key: line.code for line in form_lines(form) if not isinstance(line.column, RatioColumn)}
