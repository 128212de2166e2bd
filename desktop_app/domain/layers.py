"""The four information-security layers: what holds on a day, by system and by unit, and coverage.

A status holds on the days from `valid_from` up to, not including, `valid_to`: a contract or assessment
stops counting on the day it lapses. "Không áp dụng" leaves the denominator. A unit counts for a layer when
every one of its systems in use does (model of công văn 1552/BTTTT-CATTT; the counting rule is ours,
RULES.md A1 [I]).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .dates import days_between
from .errors import InvalidInput
from .ratio import Ratio
from .units import InformationSystem, Unit


class LayerResult(StrEnum):
    """What is recorded of a layer."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The result in Vietnamese."""
        return _TITLES[self]


_TITLES = {
    LayerResult.YES: "Có",
    LayerResult.PARTIAL: "Một phần",
    LayerResult.NO: "Chưa",
    LayerResult.UNKNOWN: "Chưa rõ",
    LayerResult.NOT_APPLICABLE: "Không áp dụng",
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the model, as the catalogue says it (its official name and words for headers)."""

    key: str
    number: int
    name: str
    short_name: str
    criterion: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LayerStatus:
    """A recorded status of a layer for a unit as a whole (`system_id` None) or one of its systems."""

    id: int
    unit_id: int
    layer: str
    result: LayerResult
    system_id: int | None = None
    provider: str = ""
    document: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""
    note: str = ""
    evidence_count: int = 0
    received_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse "không áp dụng" without a reason and an end before the start."""
        if self.result is LayerResult.NOT_APPLICABLE and not self.reason.strip():
            raise InvalidInput("“Không áp dụng” cần có lý do. Nhập lý do rồi ghi lại.")
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise InvalidInput(
                "Ngày hết hiệu lực phải sau ngày bắt đầu hiệu lực. Sửa lại một trong hai ngày."
            )


@dataclass(frozen=True, slots=True)
class LayerReading:
    """What a status is worth on a day: `lapsed_on` is set when it stopped counting by then.

    `status` is None where nothing was recorded by that day.
    """

    result: LayerResult
    status: LayerStatus | None = None
    lapsed_on: date | None = None

    @property
    def met(self) -> bool:
        """Whether the layer counts as deployed."""
        return self.result is LayerResult.YES and self.lapsed_on is None

    @property
    def applies(self) -> bool:
        """Whether it belongs in the denominator."""
        return self.result is not LayerResult.NOT_APPLICABLE

    def expires_within(self, day: date, days: int) -> bool:
        """Whether it counts on `day` and lapses within `days` days (a view, not a status)."""
        end = self.status.valid_to if self.status else None
        return self.met and end is not None and days_between(day, end) <= days

    @property
    def label(self) -> str:
        """The reading in Vietnamese."""
        return "Hết hạn" if self.lapsed_on else self.result.label


def reading(statuses: Iterable[LayerStatus], day: date) -> LayerReading:
    """The reading on `day` of one subject's statuses of one layer: the newest that had begun by then.

    A "không áp dụng" that has lapsed excuses no longer: nothing is known, and the denominator has it again.
    """
    begun = [item for item in statuses if item.valid_from is None or item.valid_from <= day]
    if not begun:
        return LayerReading(LayerResult.UNKNOWN)
    newest = max(begun, key=lambda item: (item.valid_from or date.min, item.id))
    lapsed = newest.valid_to if newest.valid_to is not None and newest.valid_to <= day else None
    excused = newest.result is LayerResult.NOT_APPLICABLE
    return LayerReading(LayerResult.UNKNOWN if lapsed and excused else newest.result, newest, lapsed)


def combine(readings: Sequence[LayerReading]) -> LayerReading:
    """A unit's reading from those of its systems: met when all that apply are met.

    Else the cell shows what to do first: what lapsed, then một phần where any system has something, chưa, chưa rõ.
    """
    applying = [item for item in readings if item.applies]
    if not applying:
        return readings[0] if readings else LayerReading(LayerResult.UNKNOWN)
    if all(item.met for item in applying):
        return min(applying, key=lambda item: (item.status and item.status.valid_to) or date.max)
    lapsed = [item for item in applying if item.lapsed_on and item.result is LayerResult.YES]
    if lapsed:
        return min(lapsed, key=lambda item: item.lapsed_on or date.max)
    if any(item.met or item.result is LayerResult.PARTIAL for item in applying):
        part = next((item for item in applying if item.result is LayerResult.PARTIAL), None)
        unmet = part or next(item for item in applying if not item.met)
        return LayerReading(LayerResult.PARTIAL, unmet.status)
    return min(applying, key=lambda item: item.result is not LayerResult.NO)


@dataclass(frozen=True, slots=True)
class UnitLayers:
    """A unit's readings on a day: by layer key, and for each of its systems."""

    unit: Unit
    layers: dict[str, LayerReading]
    systems: tuple[tuple[InformationSystem, dict[str, LayerReading]], ...]

    @property
    def met(self) -> int:
        """How many layers count as deployed."""
        return sum(item.met for item in self.layers.values())

    @property
    def applicable(self) -> int:
        """How many layers apply."""
        return sum(item.applies for item in self.layers.values())

    @property
    def recorded(self) -> bool:
        """Whether anything at all is recorded for the unit by that day."""
        return any(item.status is not None for item in self.layers.values())

    @property
    def all_met(self) -> bool:
        """Whether all layers apply and all count as deployed."""
        return self.met == len(self.layers)

    def systems_met(self, layer: str) -> Ratio:
        """Systems for which the layer counts, over the systems to which it applies."""
        readings = [by_layer[layer] for _, by_layer in self.systems]
        return Ratio(sum(item.met for item in readings), sum(item.applies for item in readings))


def unit_layers(
    unit: Unit,
    systems: Sequence[InformationSystem],
    statuses: Sequence[LayerStatus],
    layers: Sequence[Layer],
    day: date,
) -> UnitLayers:
    """The readings of one unit on `day`, given its own systems and statuses.

    A system without a status of its own takes the unit's.
    """
    own = {layer.key: reading(_pick(statuses, layer.key, None), day) for layer in layers}
    by_system = []
    for system in systems:
        if not system.in_force(day):
            continue
        readings = {}
        for layer in layers:
            rows = _pick(statuses, layer.key, system.id)
            found = reading(rows, day)
            readings[layer.key] = found if found.status else own[layer.key]
        by_system.append((system, readings))
    combined = {
        layer.key: combine([readings[layer.key] for _, readings in by_system])
        if by_system
        else own[layer.key]
        for layer in layers
    }
    return UnitLayers(unit, combined, tuple(by_system))


def _pick(statuses: Sequence[LayerStatus], layer: str, system_id: int | None) -> list[LayerStatus]:
    return [item for item in statuses if item.layer == layer and item.system_id == system_id]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of units on a day: each layer, and all four. `units` is how many were looked at."""

    units: int
    layers: dict[str, Ratio]
    all_layers: Ratio


def coverage(rows: Sequence[UnitLayers], layers: Sequence[Layer]) -> Coverage:
    """Coverage over units; a layer that does not apply to a unit leaves that denominator.

    A unit to which one of the layers does not apply leaves the denominator of "đủ 4 lớp" too.
    """
    by_layer = {
        layer.key: Ratio(
            sum(row.layers[layer.key].met for row in rows), sum(row.layers[layer.key].applies for row in rows)
        )
        for layer in layers
    }
    full = [row for row in rows if row.applicable == len(layers)]
    return Coverage(len(rows), by_layer, Ratio(sum(row.all_met for row in full), len(full)))
