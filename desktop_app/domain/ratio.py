"""Fractions: a percentage is never stored, only computed from a numerator and a denominator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share with both of its parts; `percent` is None where the denominator is zero."""

    numerator: Number
    denominator: Number

    @property
    def fraction(self) -> Fraction | None:
        """The exact value (62/76), or None for an empty denominator."""
        if not self.denominator:
            return None
        return exact(self.numerator) / exact(self.denominator)

    @property
    def percent(self) -> float | None:
        """The value in percent, unrounded, or None for an empty denominator."""
        value = self.fraction
        return None if value is None else float(value * 100)

    def rounded(self, digits: int = 1) -> Decimal | None:
        """The percentage rounded half up from the exact fraction, to `digits` decimals."""
        value = self.fraction
        return None if value is None else round_half_up(value * 100, digits)


def exact(value: Fraction | Number) -> Fraction:
    """The number as it is written: a float counts as the decimals people typed (0.1 is one tenth)."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def plain(value: Fraction) -> int | float:
    """An exact number as it is stored: int where it is whole, else float."""
    return value.numerator if value.denominator == 1 else float(value)


def add(numbers: Iterable[Number]) -> int | float:
    """The sum of figures as by hand: 0.1 and 0.2 make 0.3."""
    return plain(sum(map(exact, numbers), Fraction(0)))


def round_half_up(value: Fraction | Number, digits: int) -> Decimal:
    """`value` rounded half up (as people round by hand) to `digits` decimals."""
    number = exact(value)
    whole = int(abs(number) * 10**digits + Fraction(1, 2))
    return Decimal(-whole if number < 0 else whole).scaleb(-digits)


def shares(counts: Sequence[int], digits: int) -> tuple[Decimal, ...]:
    """Each count's percentage of their sum, rounded so that together they make exactly 100 (largest remainder).

    All are rounded down, and the last places that are missing go to those that lost most, earlier ones first among
    equals; so a share may differ by one last place from its own rounding. Counts that are all zero give no shares.
    """
    total = sum(counts)
    if not total:
        return ()
    places = 100 * 10**digits
    down = [count * places // total for count in counts]
    lost = sorted(range(len(counts)), key=lambda at: -(counts[at] * places % total))
    for at in lost[: places - sum(down)]:
        down[at] += 1
    return tuple(Decimal(units).scaleb(-digits) for units in down)
