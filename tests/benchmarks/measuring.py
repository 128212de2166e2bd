"""Timing an operation and its floor in turn, so that a drifting machine slows both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """An operation's median time beside its floor's, in milliseconds; `target` is the ratio to stay under."""

    name: str
    median_ms: float
    floor_ms: float
    target: float | None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Operation over floor."""
        return self.median_ms / self.floor_ms if self.floor_ms else float("inf")

    def line(self) -> str:
        """One line of the bench's report."""
        goal = "" if self.target is None else f" (target {self.target:g}x)"
        return (
            f"{self.name:<46} {self.median_ms:9.2f} ms   floor {self.floor_ms:9.2f} ms   "
            f"{self.ratio:5.2f}x{goal} {self.note}"
        )


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
