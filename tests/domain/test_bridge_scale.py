"""How a bridge is drawn: blocks while they can be counted, and never a cut that is not told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.bridge_scale import MOST_BLOCKS, scale_of


def test_the_classic_bridge_stands_on_56() -> None:
    scale = scale_of(58, [2, 3, -1, 0])
    assert scale.levels == (58, 60, 63, 62, 62)
    assert (scale.base, scale.top, scale.blocks, scale.cut) == (56, 63, True, True)
    assert scale.height(63, 70) == 70 and scale.height(56, 70) == 0


@pytest.mark.parametrize(
    ("start", "amounts", "base", "blocks"),
    [
        (5, [2, -1], 0, True),
        (76, [0, 0], 70, True),
        (1612, [81, -7, -128], 1500, False),
        (10, [400], 0, False),
        (0, [], 0, True),
        (58, [20, -20], 50, False),
        (0.5, [0.2], 0, False),
        (0, [-5, 5], -5, True),
    ],
)
def test_where_the_columns_stand(start: float, amounts: list[float], base: float, blocks: bool) -> None:
    scale = scale_of(start, amounts)
    assert (scale.base, scale.blocks) == (base, blocks)


@given(st.integers(0, 5000), st.lists(st.integers(-40, 40), max_size=6))
def test_every_level_is_between_base_and_top(start: int, amounts: list[int]) -> None:
    scale = scale_of(start, amounts)
    assert scale.base <= min(scale.levels) and scale.top >= max(scale.levels) and scale.top > scale.base
    if scale.blocks:
        assert all(abs(amount) <= MOST_BLOCKS for amount in amounts)
