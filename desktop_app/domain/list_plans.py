"""What reading an office's own list comes to: its headings, what becomes of each row, and counts that add up.

A row read has exactly one fate, so rows read = added + updated + unchanged + rejected + ignored by construction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .date_columns import DateOrder
from .returns import Found, Problem


class RowFate(StrEnum):
    """What becomes of a row of the list."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        """The fate in Vietnamese."""
        return _TITLES[self]


_TITLES = {
    RowFate.ADDED: "Thêm mới",
    RowFate.UPDATED: "Cập nhật",
    RowFate.UNCHANGED: "Không đổi",
    RowFate.REJECTED: "Có lỗi",
    RowFate.IGNORED: "Bỏ qua",
}


class OnExisting(StrEnum):
    """What to do with a row the record has already: refuse it, pass it over, or take its changes."""

    STOP = "stop"
    SKIP = "skip"
    UPDATE = "update"

    @property
    def label(self) -> str:
        """The choice in Vietnamese."""
        return {"stop": "Báo lỗi", "skip": "Bỏ qua", "update": "Cập nhật"}[self.value]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row as read: its cells by heading, and where it stands (counted from 1)."""

    number: int
    cells: Mapping[str, Found]

    def shown(self, heading: str) -> str:
        """What a cell shows; "" where the row has none."""
        found = self.cells.get(heading)
        return found.shown.strip() if found else ""


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table found on a sheet: its headings, of several header rows joined, and the rows below."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class ListSource:
    """A file opened once: its tables, best first, and what is left out of our own sheets (their worked-out column)."""

    kind: str
    file_name: str
    tables: tuple[ListTable, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field a row changes: its title, what the record says and what the list says, in words."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with its fate. `values` is what the command writes, `existing` the id of the row it updates."""

    number: int
    title: str
    fate: RowFate
    values: Mapping[str, Any] = field(default_factory=dict)
    existing: int | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the clerk said of a list: sheet, headings' meanings, order of dates, and what of rows that exist."""

    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    on_existing: OnExisting = OnExisting.STOP
    dates: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class ListPlan:
    """The dry run of a list. `mapping` gives the field of each heading that means one; `asks` is what must be said
    before anything can be taken: "sheet", "columns" or "dates", "" for nothing."""

    kind: str
    file_name: str
    table: ListTable | None
    mapping: Mapping[str, str]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...] = ()
    asks: str = ""

    def count(self, fate: RowFate) -> int:
        """How many rows met a fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def to_write(self) -> tuple[PlannedRow, ...]:
        """The rows the merge writes."""
        return tuple(row for row in self.rows if row.fate in (RowFate.ADDED, RowFate.UPDATED))

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is to be said of the list and of its rows, in order."""
        return (*self.problems, *(problem for row in self.rows for problem in row.problems))


def propose(
    headings: Sequence[str], synonyms: Mapping[str, Sequence[str]], plain_of: Mapping[str, str]
) -> dict[str, str]:
    """The field each heading most likely means: by a whole synonym first, else by one that ends it, or begins it.

    `synonyms` are plain words by field, `plain_of` the plain form of each heading. A field is proposed once.
    """
    found: dict[str, str] = {}
    for tells in (str.__eq__, str.endswith, str.startswith):
        for heading in headings:
            if heading in found:
                continue
            free = (key for key in synonyms if key not in found.values())
            meant = (key for key in free if any(tells(plain_of[heading], word) for word in synonyms[key]))
            key = next(meant, "")
            if key:
                found[heading] = key
    return found
