"""Everything the province's figures come to on a day: tasks, one return, the four layers, indicators.

Pure functions over the record's facts; `exporting` and the screens show what is worked out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .forms import Form
from .indicators import (
    Benchmark,
    Indicator,
    IndicatorReading,
    IndicatorValue,
    Target,
    benchmark_at,
    target_at,
)
from .layers import Coverage, Layer, LayerStatus, UnitLayers, coverage, unit_layers
from .periods import PeriodCode
from .ratio import Ratio
from .task_figures import TaskFigures
from .units import InformationSystem, Unit, units_in_force
from .values import Cells, Totals, total


def reporting_units(form: Form, units: Iterable[Unit], day: date) -> list[Unit]:
    """The units expected to report a form: those in force on `day` of the kinds the form names."""
    return [
        unit for unit in units_in_force(units, day) if not form.unit_kinds or unit.kind in form.unit_kinds
    ]


def form_for(forms: Iterable[Form], scheme_prefix: str, day: date) -> Form | None:
    """The form of a family ("dvctt") in force on `day`; None when there is none."""
    known = [form for form in forms if form.key.startswith(scheme_prefix) and form.in_force(day)]
    return max(known, key=lambda form: form.valid_from or date.min, default=None)


@dataclass(frozen=True, slots=True)
class FormFigures:
    """A return for a period: the form, the units expected, their figures, and the sums."""

    form: Form
    period: PeriodCode
    units: tuple[Unit, ...]
    cells: Mapping[int, Cells]
    totals: Totals

    def headline(self) -> Ratio:
        """The form's first ratio over the complete units."""
        return self.totals.ratio(self.form.headline) if self.form.headline else Ratio(0, 0)


def form_figures(
    form: Form, period: PeriodCode, units: Iterable[Unit], cells: Mapping[int, Cells], day: date
) -> FormFigures:
    """Add up a return; `day` decides which units exist."""
    expected = reporting_units(form, units, day)
    return FormFigures(
        form, period, tuple(expected), cells, total(form, [unit.id for unit in expected], cells)
    )


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """The four layers on a day, by unit, and their coverage."""

    layers: tuple[Layer, ...]
    rows: tuple[UnitLayers, ...]
    coverage: Coverage


def layer_figures(
    layers: Sequence[Layer],
    units: Iterable[Unit],
    systems: Iterable[InformationSystem],
    statuses: Iterable[LayerStatus],
    day: date,
) -> LayerFigures:
    """Readings of the units that have a system in use or a layer recorded by then, and the coverage over them."""
    systems_of: dict[int, list[InformationSystem]] = {}
    for system in systems:
        if system.in_force(day):
            systems_of.setdefault(system.unit_id, []).append(system)
    statuses_of: dict[int, list[LayerStatus]] = {}
    for status in statuses:
        statuses_of.setdefault(status.unit_id, []).append(status)
    rows = tuple(
        unit_layers(unit, systems_of.get(unit.id, []), statuses_of.get(unit.id, []), layers, day)
        for unit in units_in_force(units, day)
        if unit.id in systems_of or any(_speaks(status, day) for status in statuses_of.get(unit.id, []))
    )
    return LayerFigures(tuple(layers), rows, coverage(rows, layers))


def _speaks(status: LayerStatus, day: date) -> bool:
    """Whether it says something of a unit as a whole on that day."""
    return status.system_id is None and (status.valid_from is None or status.valid_from <= day)


@dataclass(frozen=True, slots=True)
class Measured:
    """What indicators are computed from: figures on the day, and the form totals of the period by form key."""

    tasks: TaskFigures
    layers: Coverage
    forms: Mapping[str, Totals]
    form_definitions: Mapping[str, Form]
    typed: Mapping[str, IndicatorValue]


def measure(indicator: Indicator, measured: Measured) -> Ratio | None:
    """The indicator's fraction, None where nothing is known; raises KeyError for an unknown source."""
    source, rest = (re.split("[.:]", indicator.computed, maxsplit=1) + [""])[:2]
    measures: dict[str, Callable[[str, Measured], Ratio | None]] = {
        "tasks": _task_ratio,
        "layers": _layer_ratio,
        "form": _form_ratio,
    }
    if source == "manual":
        value = measured.typed.get(indicator.key)
        return None if value is None else Ratio(value.numerator, value.denominator)
    return measures[source](rest, measured)


def _task_ratio(name: str, measured: Measured) -> Ratio | None:
    ratio = measured.tasks.completion if name == "completion" else measured.tasks.due_completion
    return ratio if ratio.denominator else None


def _layer_ratio(name: str, measured: Measured) -> Ratio | None:
    if name in ("all_four", "all"):
        found: Ratio | None = measured.layers.all_layers
    else:
        found = measured.layers.layers.get(name)
    return found if found and found.denominator else None


def _form_ratio(name: str, measured: Measured) -> Ratio | None:
    key, _, ratio_key = name.partition(":")
    form, totals = measured.form_definitions.get(key), measured.forms.get(key)
    column = form.ratio(ratio_key) if form else None
    if column is None or totals is None or not totals.reported:
        return None
    ratio = totals.ratio(column)
    return ratio if ratio.denominator else None


def read_indicators(
    indicators: Iterable[Indicator],
    targets: Sequence[Target],
    benchmarks: Sequence[Benchmark],
    now: Measured,
    before: Measured,
    day: date,
) -> tuple[IndicatorReading, ...]:
    """Every indicator on `day` with the period before, its target and the newest national figure by then."""
    return tuple(
        IndicatorReading(
            indicator,
            measure(indicator, now),
            measure(indicator, before),
            target_at(targets, indicator.key, day),
            benchmark_at(benchmarks, indicator.key, day),
        )
        for indicator in sorted(indicators, key=lambda item: (item.order, item.key))
    )
