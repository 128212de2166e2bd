"""What stands on a sheet beside its cells, as it was put there, so that the printed page can show the same.

Positions are pixels (96 dpi) from the left edge of the sheet and from the top of `row`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing stands."""

    row: int
    left: float
    below: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BlackRule:
    """A black line: the ornament under agencies, Tiêu ngữ and title."""

    place: Place


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from the top: category and whole number of each."""

    place: Place
    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns by period and a dashed line of targets; None is a gap. `top` is the end of the axis."""

    place: Place
    title: str
    categories: tuple[str, ...]
    values: tuple[float | None, ...]
    targets: tuple[float | None, ...]
    target_name: str
    digits: int
    top: float


Drawing = BlackRule | BarChart | ColumnChart
