"""Where pasted blocks and fills go, without widgets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.grid.planning import drag_target, fill_right, plain_number, plan_paste
from desktop_app.ui.grid.selection import Block, Cell
from tests.ui.grid.sample_services import province


def test_a_block_that_is_no_divisor_is_pasted_once() -> None:
    plan = plan_paste([["1", "2"], ["3", "4"]], Block(0, 0, 2, 2), 9, 9)
    assert [cell for cell, _ in plan.texts] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert plan.block == Block(0, 0, 1, 1)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 5), st.integers(0, 5), st.sets(st.integers(0, 5)))
def test_what_is_placed_and_what_is_outside_make_the_whole(
    height: int, width: int, top: int, left: int, groups: set[int]
) -> None:
    copied = [[f"{n},{m}" for m in range(width)] for n in range(height)]
    plan = plan_paste(copied, Block(top, left, top, left), 6, 6, lambda row: row not in groups)
    assert len(plan.texts) + plan.outside == height * width
    assert all(0 <= cell.row < 6 and 0 <= cell.column < 6 for cell, _ in plan.texts)
    assert all(cell.row not in groups for cell, _ in plan.texts)
    assert len({cell for cell, _ in plan.texts}) == len(plan.texts)


@pytest.mark.parametrize(
    ("pointer", "target"),
    [
        (Cell(6, 3), None),
        (Cell(9, 3), Block(8, 3, 9, 4)),
        (Cell(2, 4), Block(2, 3, 4, 4)),
        (Cell(6, 6), Block(5, 5, 7, 6)),
        (Cell(6, 1), Block(5, 1, 7, 2)),
        (Cell(10, 5), Block(8, 3, 10, 4)),
        (Cell(8, 7), Block(5, 5, 7, 7)),
    ],
)
def test_a_drag_of_the_handle_keeps_to_one_axis(pointer: Cell, target: Block | None) -> None:
    assert drag_target(Block(5, 3, 7, 4), pointer) == target


def test_nothing_is_filled_from_the_left_of_the_first_column() -> None:
    assert fill_right(province(), Block(5, 0, 5, 2)) == []


@pytest.mark.parametrize(
    ("number", "text"), [("10", "10"), ("100", "100"), ("2.50", "2,5"), ("0", "0"), ("-3", "-3")]
)
def test_numbers_of_a_series_are_written_plainly(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text
