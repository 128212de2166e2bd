"""How a bridge is drawn to scale: running levels, where its end columns are cut, and whether blocks can be counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .bridges import Amount
from .ratio import add

MOST_BLOCKS = 15
_KEPT_BLOCKS, _LEAST_ROWS = 2, 6


@dataclass(frozen=True, slots=True)
class BridgeScale:
    """`levels` are the running totals: the start, and after each step; the columns stand on `base`.

    `blocks` says whether one block stands for one counted thing; `cut` whether the end columns begin above 0.
    """

    levels: tuple[Amount, ...]
    base: Amount
    top: Amount
    blocks: bool

    @property
    def ground(self) -> Amount:
        """Where the end columns stand: on the base, or on 0 where a level lies below it."""
        return max(self.base, 0)

    @property
    def cut(self) -> bool:
        """Whether the end columns are shortened, and must say so."""
        return self.base > 0

    def height(self, level: Amount, room: float) -> float:
        """How high above the base a level stands in a room of that height."""
        return room * float(level - self.base) / float(self.top - self.base)


def scale_of(start: Amount, amounts: Sequence[Amount]) -> BridgeScale:
    """The scale of a bridge from `start` over steps of these amounts."""
    levels = [start]
    for amount in amounts:
        levels.append(add([levels[-1], amount]))
    low, high = min(levels), max(levels)
    whole = all(isinstance(level, int) for level in levels)
    blocks = whole and high - low <= MOST_BLOCKS and all(abs(amount) <= MOST_BLOCKS for amount in amounts)
    base = _base(low, high, blocks)
    return BridgeScale(tuple(levels), base, high if high > base else base + 1, blocks)


def _base(low: Amount, high: Amount, blocks: bool) -> Amount:
    """What the columns stand on: 0 where the whole can be shown, else a little below the lowest level."""
    if blocks:
        kept = max(_KEPT_BLOCKS, _LEAST_ROWS - int(high - low))
        return min(0, low) if high <= MOST_BLOCKS else low - kept
    span = float(high - low) or max(float(high), 1.0)
    if low <= span:
        return min(0, low)
    step = int(10 ** max(math.floor(math.log10(span)), 0))
    return max(math.floor((float(low) - span * 0.3) / step) * step, 0)
