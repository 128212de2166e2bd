"""A workbook as it was read: its sheets' cells, names, and how far it is still as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain.returns import UNCALCULATED, Content, Found

Place = tuple[int, int]


def address(row: int, column: int) -> str:
    """A cell's address, F12, from its row and column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass(frozen=True, slots=True)
class Structure:
    """What only the file's own XML tells of a sheet: formulas, errors, links to other files, protection."""

    formulas: frozenset[Place] = frozenset()
    uncalculated: frozenset[Place] = frozenset()
    linked: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    protected: bool | None = None


NO_STRUCTURE = Structure()


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet: its cells that hold something, by row and column from 0."""

    name: str
    visible: bool
    cells: Mapping[Place, Content]
    structure: Structure = NO_STRUCTURE

    def text(self, row: int, column: int) -> str:
        """What a cell shows, as text."""
        return Found("", "", self.cells.get((row, column))).shown

    def found(self, row: int, column: int) -> Found:
        """A cell as evidence: where it is, what stands there and how it came about."""
        place = (row, column)
        error = self.structure.errors.get(place)
        if error is None and place in self.structure.uncalculated and not self.cells.get(place):
            error = UNCALCULATED
        content = self.cells.get(place) if error is None else error
        return Found(
            self.name, address(row, column), content, place in self.structure.formulas, error is not None
        )


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A workbook: `names` give sheet and cell of defined names; `structured` whether formulas could be told."""

    kind: str
    sheets: tuple[ReadSheet, ...]
    names: Mapping[str, tuple[str, Place]] = field(default_factory=dict)
    sender: str = ""
    structured: bool = False

    def sheet(self, name: str) -> ReadSheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
