"""Whose status a row of the matrix stands for: the unit's own, or that of one of its systems."""

from __future__ import annotations

from desktop_app.domain.layers import LayerReading, LayerResult, LayerStatus
from desktop_app.domain.units import InformationSystem
from desktop_app.ui.pages.layers.model import MatrixRow


def recorded_systems(row: MatrixRow, layer: str) -> list[tuple[InformationSystem, LayerReading]]:
    """The systems of a unit's row that have a status of their own for a layer; none for a system's row."""
    if row.system is not None:
        return []
    return [
        (system, readings[layer])
        for system, readings in row.unit.systems
        if (status := readings[layer].status) is not None and status.system_id == system.id
    ]


def by_system(row: MatrixRow, layer: str) -> bool:
    """Whether a unit's cell comes from several systems, so that it cannot be changed by itself."""
    return len(row.unit.systems) > 1 and bool(recorded_systems(row, layer))


def subject_system(row: MatrixRow, layer: str) -> int | None:
    """The system whose status is changed in this row; None for the unit's own.

    A unit with a single system that has a status of its own is that system: the unit's would not show.
    """
    if row.system is not None:
        return row.system.id
    own = recorded_systems(row, layer)
    return own[0][0].id if own and len(row.unit.systems) == 1 else None


def own_status(row: MatrixRow, layer: str) -> LayerStatus | None:
    """The status recorded for the row's own subject, None where it takes another's or nothing is recorded."""
    status = row.reading(layer).status
    return status if status is not None and status.system_id == subject_system(row, layer) else None


CYCLE = (LayerResult.YES, LayerResult.PARTIAL, LayerResult.NO, LayerResult.UNKNOWN)


def next_result(reading: LayerReading) -> LayerResult:
    """What Space changes a reading to; what has lapsed starts anew with "có"."""
    now = LayerResult.UNKNOWN if reading.lapsed_on else reading.result
    at = CYCLE.index(now) if now in CYCLE else len(CYCLE) - 1
    return CYCLE[(at + 1) % len(CYCLE)]
