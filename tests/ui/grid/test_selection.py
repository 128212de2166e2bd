"""Blocks, selections and data edges, without widgets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.grid.selection import Block, Cell, Selection, edge, next_passable


def test_a_block_between_two_corners_in_any_order() -> None:
    for one, other in ((Cell(5, 1), Cell(2, 4)), (Cell(2, 4), Cell(5, 1)), (Cell(5, 4), Cell(2, 1))):
        block = Block.between(one, other)
        assert (block.top, block.left, block.bottom, block.right) == (2, 1, 5, 4)
    assert (block.height, block.width, block.size) == (4, 4, 16)
    assert Cell(3, 3) in block
    assert Cell(6, 3) not in block
    assert "no cell" not in block
    assert list(Block(1, 1, 2, 2).cells()) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_extending_away_from_the_cursor_takes_it_to_the_anchor() -> None:
    moved_inside = Selection(Cell(6, 2), Cell(5, 2), Cell(7, 2))
    assert moved_inside.extended_to(Cell(8, 2)).active == Cell(6, 2)
    assert moved_inside.extended_to(Cell(3, 2)).active == Cell(5, 2)


def test_clamping_to_a_smaller_table() -> None:
    selection = Selection(Cell(9, 9), Cell(9, 9), Cell(1, 1)).clamped(4, 3)
    assert selection == Selection(Cell(3, 2), Cell(3, 2), Cell(1, 1))


def test_a_cycle_without_any_passable_row_stays() -> None:
    selection = Selection(Cell(1, 1), Cell(1, 1), Cell(2, 2))
    assert selection.cycled(1, True, lambda row: False) == selection


def test_a_cycle_from_a_row_that_is_left_out_begins_at_the_start() -> None:
    selection = Selection(Cell(1, 2), Cell(1, 1), Cell(3, 2))
    assert selection.cycled(1, True, lambda row: row != 1).active == Cell(2, 1)


@given(st.integers(1, 5), st.integers(1, 5), st.booleans(), st.sampled_from([1, -1]))
def test_a_cycle_visits_every_cell_once(height: int, width: int, down: bool, step: int) -> None:
    selection = Selection(Cell(1, 1), Cell(1, 1), Cell(height, width))
    seen = []
    for _ in range(height * width):
        seen.append(selection.active)
        selection = selection.cycled(step, down, lambda row: True)
    assert sorted(seen) == list(selection.block.cells())
    assert selection.active == Cell(1, 1)


@pytest.mark.parametrize(
    ("line", "start", "step", "place"),
    [
        ("xxx..x.", 0, 1, 2),
        ("xxx..x.", 2, 1, 5),
        ("xxx..x.", 5, 1, 6),
        ("xxx..x.", 3, 1, 5),
        ("xxx..x.", 6, 1, 6),
        ("xxx..x.", 6, -1, 5),
        ("xxx..x.", 5, -1, 2),
        ("xxx..x.", 2, -1, 0),
        (".......", 3, 1, 6),
        ("x......", 0, 1, 6),
        ("xx#xx..", 0, 1, 4),
        ("xx#....", 1, 1, 6),
        ("#xx....", 2, -1, 1),
        ("#xx....", 0, 1, 1),
    ],
)
def test_ctrl_arrow_goes_where_excel_goes(line: str, start: int, step: int, place: int) -> None:
    """x is filled, . empty, # a group row, which is stepped over."""
    assert edge(start, step, len(line), lambda n: line[n] == "x", lambda n: line[n] != "#") == place


def test_the_next_passable_place() -> None:
    assert next_passable(0, 1, 4, lambda n: n != 1) == 2
    assert next_passable(2, 1, 4, lambda n: n < 3) == 2
    assert next_passable(-1, 1, 0, lambda n: True) == -1
