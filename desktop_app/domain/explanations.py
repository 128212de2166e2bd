"""What stands behind one figure ("Vì sao 62?"): the sums that make it, the rule, and every record counted or not.

The same for tasks, services and layers, so that one sheet shows them all; the words come from `task_reasons`,
`service_reasons` and `layer_reasons`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .numbers import format_number
from .ratio import Number, add, exact

_ONE_ROW = 48
COUNTED, LEFT_OUT = "counted", "left_out"


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a sum: how many, of what ("đúng hạn"), and the kind of the lines behind it ("" for none)."""

    count: Number
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it: 62 được tính = 51 đúng hạn + 11 muộn."""

    total: Number
    label: str
    parts: tuple[Part, ...]

    @property
    def balances(self) -> bool:
        """Whether the parts make the total, exactly."""
        return exact(add(part.count for part in self.parts)) == exact(self.total)

    @property
    def text(self) -> str:
        """The sum in words, for lists, Excel and screen readers."""
        parts = " + ".join(f"{format_number(part.count)} {part.label}" for part in self.parts)
        return f"{format_number(self.total)} {self.label} = {parts or '0'}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; kind is number, title, text, figure or reason."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of the list, with a second line where there is more to say; a figure keeps its number too."""

    text: str
    second: str = ""
    number: Number | None = None

    @classmethod
    def figure(cls, number: Number | None) -> Cell:
        """A number as it is shown; "–" where there is none."""
        return cls(format_number(number), number=number)


@dataclass(frozen=True, slots=True)
class Line:
    """A record behind the figure: its kind, a cell for each column, and whether it is counted.

    `target` says where it is kept: ("task" or "unit", its id). `warning` is what is doubtful about it.
    """

    kind: str
    cells: tuple[Cell, ...]
    counted: bool
    unit: str = ""
    document: str = ""
    target: tuple[str, int] = ("", 0)
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one figure. `facts` are (name, text) pairs: rule, cut-off, source.

    `noun` names the lines ("nhiệm vụ"); `all_well` is said when no counted line has a warning. `code` is what is
    printed beside the figure in the report.
    """

    measure: str
    question: str
    sentence: str
    sums: tuple[Sum, ...]
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    noun: str
    order: str
    all_well: str = ""
    code: str = ""

    def with_code(self, code: str) -> Explanation:
        """The same explanation carrying its printed code."""
        return replace(self, code=code)

    @property
    def long(self) -> bool:
        """Whether any line says more than fits on one row: second lines, warnings, or titles as long as a task's."""
        texts = [cell for line in self.lines for cell in line.cells]
        return any(cell.second or len(cell.text) > _ONE_ROW for cell in texts) or any(
            line.warning for line in self.lines
        )

    @property
    def labels(self) -> dict[str, str]:
        """What each kind of line is called, in the order of the sums."""
        return {part.kind: part.label for item in self.sums for part in item.parts if part.kind}

    def chips(self) -> Iterator[tuple[str, str, int]]:
        """(key, label, count) of each filter: counted, each kind counted, not counted."""
        counted = Counter(line.kind for line in self.lines if line.counted)
        yield COUNTED, "Được tính", counted.total()
        if len(counted) > 1:
            for kind, label in self.labels.items():
                if counted[kind]:
                    yield kind, label[:1].upper() + label[1:], counted[kind]
        yield LEFT_OUT, "Không tính", len(self.lines) - counted.total()

    def chosen(self, chip: str) -> list[Line]:
        """The lines a filter leaves, in order."""
        if chip in (COUNTED, LEFT_OUT):
            return [line for line in self.lines if line.counted == (chip == COUNTED)]
        return [line for line in self.lines if line.counted and line.kind == chip]

    def summed_up(self, lines: list[Line]) -> str:
        """What is said under a list of lines: how many, and what is doubtful about them."""
        said = Counter(line.warning for line in lines if line.warning)
        words = [f"{format_number(count)} {warning}" for warning, count in said.items()]
        if not words and lines and all(line.counted for line in lines) and self.all_well:
            words = [self.all_well]
        return ", ".join([f"{format_number(len(lines))} {self.noun}", *words])
