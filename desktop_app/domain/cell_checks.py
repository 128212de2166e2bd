"""What checking a returned form keeps of its cells: what can stand, what is blank or rejected, and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from .returns import ERROR, Figure, Problem, RawReturn, ReadCell

Taken = TypeVar("Taken")
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Checked:
    """The cells of a return with their fates, and everything there is to say about them."""

    cells: tuple[ReadCell, ...]
    problems: tuple[Problem, ...]


def shortened(text: str) -> str:
    """A cell's text as far as lists have room for it."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


class CellCheck(Generic[Taken]):
    """A form being checked; `taken` is what can stand, `blank` and `rejected` are the keys of the other cells."""

    def __init__(self, raw: RawReturn) -> None:
        """Nothing is decided yet."""
        self.raw = raw
        self.problems: list[Problem] = []
        self.taken: dict[str, Taken] = {}
        self.blank: set[str] = set()
        self.rejected: set[str] = set()

    def reject(self, key: str, message: str, proposal: Figure | None = None) -> None:
        """Keep a cell out, with the reason and, where there is one, the number that is probably meant."""
        self.rejected.add(key)
        self.taken.pop(key, None)
        self.say(key, ERROR, message, proposal)

    def say(self, key: str, severity: str, message: str, proposal: Figure | None = None) -> None:
        """Note something about a cell, with its place and what stands there."""
        found = self.raw.cells[key]
        self.problems.append(
            Problem(found.sheet, found.cell, shortened(found.shown), severity, message, proposal, key)
        )
