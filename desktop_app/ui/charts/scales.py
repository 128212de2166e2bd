"""Round numbers and months for the axes. Pure arithmetic; knows nothing of widgets."""

from __future__ import annotations

import math
from datetime import date

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def nice_step(top: float, parts: int = 4) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts 0 to `top` into at most about `parts` parts."""
    if top <= 0:
        return 1.0
    rough = top / parts
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.8)


def count_ticks(total: int) -> list[int]:
    """0, round counts, and the total itself: 0 20 40 60 76; a round count close below the total gives way."""
    if total <= 0:
        return [0]
    step = max(round(nice_step(total)), 1)
    return [value for value in range(0, total, step) if total - value >= step * 0.6 or value == 0] + [total]


def percent_ticks(top: float) -> list[float]:
    """0 to at most 100 in round steps: 0 10 20 30 40 for figures up to 41."""
    step = nice_step(top) if top > 4 else 1.0
    return [step * index for index in range(int(min(top, 100) / step + 1e-9) + 1)]


def month_starts(first: date, last: date, step: int) -> list[date]:
    """The firsts of every `step`-th month of the calendar year within `first` to `last`."""
    index = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month - 1
    months = [date(item // 12, item % 12 + 1, 1) for item in range(index, end + 1) if item % step == 0]
    return [day for day in months if first <= day <= last]


def month_step(days: float, room: float) -> int:
    """The smallest step in months, 3 or more for spans over a year, that puts at most `room` ticks in `days`."""
    months = days / 30.44
    least = 3 if months > 12 else 1
    return next((step for step in MONTH_STEPS if step >= least and months / step <= max(room, 1)), 120)
