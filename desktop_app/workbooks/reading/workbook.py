"""A workbook as it was read: its sheets' cells, names, and how far it is still as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain.cell_checks import shortened
from desktop_app.domain.returns import UNCALCULATED, WARNING, Content, Found, Problem
from desktop_app.domain.text_repair import Repair, repaired_all

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
    """A sheet: its cells that hold something, by row and column from 0.

    Texts in old encodings are put right; `repairs` keeps what stood there and how it was read.
    """

    name: str
    visible: bool
    cells: Mapping[Place, Content]
    structure: Structure = NO_STRUCTURE
    repairs: Mapping[Place, tuple[str, Repair]] = field(default_factory=dict)

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

    def repair_problems(self, rows: frozenset[int] | None = None) -> tuple[Problem, ...]:
        """What to say of the cells put right, before and after; of some rows (from 0) only, where they are given."""
        return tuple(
            Problem(self.name, address(*place), shortened(before), WARNING, _repair_words(repair))
            for place, (before, repair) in sorted(self.repairs.items())
            if rows is None or place[0] in rows
        )


def read_sheet(name: str, visible: bool, cells: Mapping[Place, Content], structure: Structure) -> ReadSheet:
    """A sheet with the texts of its cells put right."""
    texts = {place: content for place, content in cells.items() if isinstance(content, str)}
    repairs = {place: (texts[place], repair) for place, repair in repaired_all(texts).items()}
    right = {place: repair.text for place, (_, repair) in repairs.items()}
    return ReadSheet(name, visible, {**cells, **right}, structure, repairs)


def _repair_words(repair: Repair) -> str:
    lost = (
        " Có thể đã mất chữ hoa, vì mã này không có chữ hoa mang dấu: kiểm tra lại."
        if repair.capitals_lost
        else ""
    )
    return f"Chữ viết bằng {repair.encoding.value}, đã đọc là “{shortened(repair.text)}”.{lost}"


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
