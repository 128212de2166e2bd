"""Which cells are selected, and where keys move the cursor. Pure; knows nothing of Qt or of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple


class Cell(NamedTuple):
    """A place in the grid, counted from 0; column 0 is the frozen one."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells, all four edges included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: Cell, other: Cell) -> Block:
        """The rectangle with these two corners."""
        rows, columns = sorted((one.row, other.row)), sorted((one.column, other.column))
        return cls(rows[0], columns[0], rows[1], columns[1])

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        """How many cells."""
        return self.height * self.width

    @property
    def rows(self) -> range:
        """Its row numbers."""
        return range(self.top, self.bottom + 1)

    @property
    def columns(self) -> range:
        """Its column numbers."""
        return range(self.left, self.right + 1)

    def __contains__(self, cell: object) -> bool:
        """Whether a cell lies inside."""
        return isinstance(cell, tuple) and cell[0] in self.rows and cell[1] in self.columns

    def cells(self) -> Iterator[Cell]:
        """Its cells, row by row."""
        return (Cell(row, column) for row in self.rows for column in self.columns)


@dataclass(frozen=True, slots=True)
class Selection:
    """The cursor (`active`, where typing goes) and the block between `anchor` and `extent` around it."""

    active: Cell
    anchor: Cell
    extent: Cell

    @classmethod
    def at(cls, cell: Cell) -> Selection:
        """One cell."""
        return cls(cell, cell, cell)

    @property
    def block(self) -> Block:
        """The selected cells."""
        return Block.between(self.anchor, self.extent)

    def extended_to(self, extent: Cell) -> Selection:
        """The block drawn to another corner; the cursor stays unless it would fall outside."""
        drawn = replace(self, extent=extent)
        return drawn if self.active in drawn.block else replace(drawn, active=self.anchor)

    def clamped(self, rows: int, columns: int) -> Selection:
        """The same selection inside a table of this size (at least one cell)."""

        def inside(cell: Cell) -> Cell:
            return Cell(max(0, min(cell.row, rows - 1)), max(0, min(cell.column, columns - 1)))

        return Selection(inside(self.active), inside(self.anchor), inside(self.extent))

    def cycled(self, step: int, down: bool, passable: Callable[[int], bool]) -> Selection:
        """The cursor moved on inside the block, down or to the right first, from the end to the start.

        Rows that are not `passable` (group rows) are left out; when none is, nothing moves.
        """
        rows = [row for row in self.block.rows if passable(row)]
        if not rows:
            return self
        left = self.block.left
        if self.active.row not in rows:
            return replace(self, active=Cell(rows[0], left))
        row, column = rows.index(self.active.row), self.active.column - left
        size = len(rows) * self.block.width
        if down:
            column, row = divmod((column * len(rows) + row + step) % size, len(rows))
        else:
            row, column = divmod((row * self.block.width + column + step) % size, self.block.width)
        return replace(self, active=Cell(rows[row], left + column))


def next_passable(start: int, step: int, count: int, passable: Callable[[int], bool]) -> int:
    """The next place in the direction of `step` that is passable; `start` when there is none."""
    place = start + step
    while 0 <= place < count:
        if passable(place):
            return place
        place += step
    return start


def edge(
    start: int,
    step: int,
    count: int,
    filled: Callable[[int], bool],
    passable: Callable[[int], bool] = lambda place: True,
) -> int:
    """Where Ctrl+arrow goes: the end of the filled run it stands in, else the next filled place, else the edge."""
    place = next_passable(start, step, count, passable)
    if place == start:
        return start
    in_run = passable(start) and filled(start) and filled(place)
    if not in_run and filled(place):
        return place
    while (following := next_passable(place, step, count, passable)) != place:
        if in_run and not filled(following):
            return place
        place = following
        if not in_run and filled(place):
            return place
    return place
