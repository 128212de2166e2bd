"""Units (cơ quan, đơn vị) with dates of validity, and information systems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


def in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether [valid_from, valid_to) holds on `day`; a missing end is open."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit (sở, huyện, xã…): catalogue data, never an enum.

    `group_title` heads the group in lists and forms ("Sở, ban, ngành").
    """

    key: str
    name: str
    group_title: str
    level: str
    order: int
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; it exists on the days from `valid_from` up to, not including, `valid_to`."""

    id: int
    name: str
    short_name: str
    kind: str
    code: str | None = None
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    order: int = 0
    aliases: tuple[str, ...] = ()
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return in_force(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit followed by another (sáp nhập, chia tách); `share` is the part taken over (0–1], None when unknown."""

    predecessor_id: int
    successor_id: int
    share: float | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class InformationSystem:
    """An information system (hệ thống thông tin) of a unit, with its security level 1–5."""

    id: int
    name: str
    unit_id: int
    level: int | None = None
    operator: str = ""
    approval: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the system is in use on that day."""
        return in_force(self.valid_from, self.valid_to, day)


def units_in_force(units: Iterable[Unit], day: date) -> list[Unit]:
    """The units that exist on `day`, in list order."""
    return sorted((unit for unit in units if unit.in_force(day)), key=lambda unit: (unit.order, unit.id))
