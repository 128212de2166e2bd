"""Timing an operation and its floor in turn, so that a drifting machine slows both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """An operation's figure beside its floor's, in `unit`; `target` is the ratio to stay under."""

    name: str
    figure: float
    floor: float
    target: float | None = None
    note: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Operation over floor."""
        return self.figure / self.floor if self.floor else float("inf")

    def line(self) -> str:
        """One line of the bench's report."""
        beside = ""
        if self.floor:
            goal = "" if self.target is None else f" (target {self.target:g}x)"
            beside = f"   floor {self.floor:9.2f} {self.unit}   {self.ratio:5.2f}x{goal}"
        return f"{self.name:<46} {self.figure:9.2f} {self.unit:<2}{beside} {self.note}".rstrip()


def alternate(
    name: str,
    operation: Callable[[], object],
    floor: Callable[[], object],
    *,
    runs: int = 15,
    target: float | None = None,
    note: str = "",
) -> Measure:
    """Run `operation` and `floor` in turn and compare their medians; each once before, uncounted."""
    times: dict[str, list[float]] = {"operation": [], "floor": []}
    operation()
    floor()
    for _ in range(runs):
        for key, step in (("operation", operation), ("floor", floor)):
            start = time.perf_counter()
            step()
            times[key].append((time.perf_counter() - start) * 1000)
    return Measure(
        name, statistics.median(times["operation"]), statistics.median(times["floor"]), target, note
    )
