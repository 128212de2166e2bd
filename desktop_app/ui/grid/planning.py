"""Which text goes into which cell when a block is pasted or a fill is drawn. Pure; parses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from desktop_app.domain.clipboard import TextBlock
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.selection import Block, Cell, next_passable

CellText = tuple[Cell, str]
Passable = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class PastePlan:
    """Texts by cell, the block they cover, and how many cells of the copied block found no place."""

    texts: tuple[CellText, ...]
    block: Block
    outside: int


def plan_paste(
    copied: TextBlock, selected: Block, rows: int, columns: int, passable: Passable = lambda row: True
) -> PastePlan:
    """Where a copied block goes: repeated over the selection when that is a multiple of it, else once.

    Rows that are not `passable` are stepped over. `copied` has at least one cell.
    """
    height, width = len(copied), len(copied[0])
    chosen = [row for row in selected.rows if passable(row)]
    if chosen and len(chosen) % height == 0 and selected.width % width == 0:
        tall, wide = len(chosen), selected.width
    else:
        tall, wide = height, width
    targets = _rows_from(selected.top, tall, rows, passable)
    across = range(selected.left, min(selected.left + wide, columns))
    texts = tuple(
        (Cell(row, column), copied[n % height][m % width])
        for n, row in enumerate(targets)
        for m, column in enumerate(across)
    )
    bottom = targets[-1] if targets else selected.top
    block = Block(selected.top, selected.left, bottom, across[-1] if across else selected.left)
    return PastePlan(texts, block, tall * wide - len(texts))


def _rows_from(top: int, wanted: int, count: int, passable: Passable) -> list[int]:
    rows = [top] if passable(top) else []
    row = top
    while len(rows) < wanted and (following := next_passable(row, 1, count, passable)) != row:
        row = following
        rows.append(row)
    return rows


def crosses_group(model: GridModel, top: int, height: int) -> int | None:
    """The first group row among `height` rows from `top`, or None."""
    last = min(top + height, model.rowCount())
    return next((row for row in range(top, last) if model.is_group(row)), None)


def fill_down(model: GridModel, selected: Block) -> list[CellText]:
    """The first row of the block copied into the others; a single row takes the row above it."""
    rows = [row for row in selected.rows if not model.is_group(row)]
    if len(rows) == 1:
        above = next_passable(rows[0], -1, model.rowCount(), lambda row: not model.is_group(row))
        rows = [above, *rows] if above != rows[0] else rows
    return [
        (Cell(row, column), text_of(model, Cell(rows[0], column)))
        for row in rows[1:]
        for column in selected.columns
    ]


def fill_right(model: GridModel, selected: Block) -> list[CellText]:
    """The first column of the block copied into the others; a single column takes the one before it."""
    columns = list(selected.columns)
    if len(columns) == 1:
        columns = [columns[0] - 1, *columns]
    if columns[0] < 1:
        return []
    return [
        (Cell(row, column), text_of(model, Cell(row, columns[0])))
        for row in selected.rows
        if not model.is_group(row)
        for column in columns[1:]
    ]


def drag_target(source: Block, pointer: Cell) -> Block | None:
    """The block a drag of the handle asks for: along one axis only, the one dragged further; None inside."""
    down = max(pointer.row - source.bottom, source.top - pointer.row, 0)
    across = max(pointer.column - source.right, source.left - pointer.column, 0)
    if not down and not across:
        return None
    if down >= across:
        if pointer.row > source.bottom:
            return Block(source.bottom + 1, source.left, pointer.row, source.right)
        return Block(pointer.row, source.left, source.top - 1, source.right)
    if pointer.column > source.right:
        return Block(source.top, source.right + 1, source.bottom, pointer.column)
    return Block(source.top, pointer.column, source.bottom, source.left - 1)


def drag_fill(model: GridModel, source: Block, target: Block, other_way: bool) -> list[CellText]:
    """The texts a drag of the handle writes, line by line of the source.

    Two or more numbers with equal steps go on as a series, anything else is repeated. `other_way`
    (Ctrl held) turns that round: a series is copied, a single number counts on by one.
    """
    texts: list[CellText] = []
    for come_from, goes_to in _lines(model, source, target):
        values = _continued(model, come_from, len(goes_to), other_way)
        texts += zip(goes_to, values, strict=True)
    return texts


def _lines(model: GridModel, source: Block, target: Block) -> list[tuple[list[Cell], list[Cell]]]:
    """Source and target cells of each line, both in the direction of the drag."""
    backwards = target.top < source.top or target.left < source.left
    order = -1 if backwards else 1
    if target.left == source.left and target.right == source.right:
        rows, goes = _unit_rows(model, source)[::order], _unit_rows(model, target)[::order]
        return [([Cell(r, c) for r in rows], [Cell(r, c) for r in goes]) for c in source.columns]
    across, goes = list(source.columns)[::order], list(target.columns)[::order]
    return [([Cell(r, c) for c in across], [Cell(r, c) for c in goes]) for r in _unit_rows(model, source)]


def _unit_rows(model: GridModel, block: Block) -> list[int]:
    return [row for row in block.rows if not model.is_group(row)]


def _continued(model: GridModel, source: Sequence[Cell], count: int, other_way: bool) -> list[str]:
    if not source:
        return [""] * count
    numbers = [model.cell(*cell).number for cell in source if cell.column]
    step = _step(numbers if len(numbers) == len(source) else [], other_way)
    if step is None:
        texts = [text_of(model, cell) for cell in source]
        return [texts[n % len(texts)] for n in range(count)]
    last = Decimal(str(numbers[-1]))
    return [plain_number(last + step * (n + 1)) for n in range(count)]


def _step(numbers: Sequence[int | float | None], other_way: bool) -> Decimal | None:
    """The equal step of a series to go on with, or None to copy."""
    exact = [Decimal(str(number)) for number in numbers if number is not None]
    if not exact or len(exact) != len(numbers):
        return None
    if len(exact) == 1:
        return Decimal(1) if other_way else None
    steps = {after - before for before, after in pairwise(exact)}
    return steps.pop() if len(steps) == 1 and not other_way else None


def plain_number(number: Decimal) -> str:
    """The number without thousands marks, with a decimal comma, as it can be typed."""
    return f"{number.normalize():f}".replace(".", ",")


def text_of(model: GridModel, cell: Cell) -> str:
    """What is copied from a cell."""
    return model.row(cell.row).title if cell.column == 0 else model.cell(*cell).edit_text
