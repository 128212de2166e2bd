"""Indicators with versioned targets, and published benchmarks kept apart from the province's own figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .numbers import format_number
from .ratio import Number, Ratio, round_half_up
from .ratio import exact as exact_number


@dataclass(frozen=True, slots=True)
class Target:
    """A target and the document that set it; it holds from `effective_from` (None: always).

    `own` marks the office's or our own default, never shown as law.
    """

    id: int
    indicator: str
    value: Number
    by: date | None = None
    effective_from: date | None = None
    document: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published figure of the country or a peer, with its date and source; never the province's own."""

    id: int
    indicator: str
    scope: str
    as_of: date
    source: str
    value: Number | None = None
    numerator: int | None = None
    denominator: int | None = None
    qualifier: str = ""
    detail: str = ""

    @property
    def percent(self) -> Number | None:
        """The percentage: recomputed from its fraction where it has one, else as published."""
        if self.numerator is not None and self.denominator:
            return Ratio(self.numerator, self.denominator).rounded(2)
        return self.value


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: `computed` says from what ("tasks.completion", "form:KEY:RATIO", "layers.KEY", "manual").

    `at_least` is the direction: True when more is better (≥), False for ≤.
    """

    key: str
    name: str
    unit_of_measure: str
    computed: str
    at_least: bool = True
    numerator_label: str = ""
    denominator_label: str = ""
    formula: str = ""
    source: str = ""
    order: int = 0

    @property
    def figure(self) -> str:
        """What its figure is, as explanations and codes name it: `computed`, or "manual:KEY" for a typed one."""
        if self.computed == "manual":
            return f"manual:{self.key}"
        return "layers.all_four" if self.computed == "layers.all" else self.computed


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A figure typed for an indicator that nothing else in the record yields."""

    indicator: str
    period: str
    numerator: Number
    denominator: Number
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator on a day beside its target and the newest national figure known by then."""

    indicator: Indicator
    ratio: Ratio | None
    previous: Ratio | None
    target: Target | None
    benchmark: Benchmark | None

    @property
    def gap(self) -> Decimal | None:
        """Result minus target in percentage points, from the result rounded to two decimals."""
        result = self.ratio.rounded(2) if self.ratio else None
        if result is None or self.target is None:
            return None
        return result - round_half_up(self.target.value, 2)

    @property
    def met(self) -> bool | None:
        """Whether the target is reached, by the exact fraction; None without a figure or a target."""
        exact = self.ratio.fraction if self.ratio else None
        if exact is None or self.target is None:
            return None
        difference = exact * 100 - exact_number(self.target.value)
        return difference >= 0 if self.indicator.at_least else difference <= 0

    @property
    def target_title(self) -> str:
        """The target with its sign: "≥ 30%"; "–" without one."""
        if self.target is None:
            return "–"
        sign = "≥" if self.indicator.at_least else "≤"
        return f"{sign} {format_number(Decimal(str(self.target.value)))}{self.indicator.unit_of_measure}"


def target_at(targets: Iterable[Target], indicator: str, day: date) -> Target | None:
    """The target in force on `day`: of those already effective, the one that took effect last."""
    known = [
        item
        for item in targets
        if item.indicator == indicator and (item.effective_from is None or item.effective_from <= day)
    ]
    return max(known, key=lambda item: (item.effective_from or date.min, item.id), default=None)


def benchmark_at(
    benchmarks: Iterable[Benchmark], indicator: str, day: date, scope: str = "quốc gia"
) -> Benchmark | None:
    """The newest published figure of that scope dated on or before `day`."""
    known = [
        item
        for item in benchmarks
        if item.indicator == indicator and item.scope == scope and item.as_of <= day
    ]
    return max(known, key=lambda item: (item.as_of, item.id), default=None)
