"""Numbers and percentages as Vietnamese offices write them: 1.234,5 and 34,2%.

Parsing of typed or pasted numbers is in `number_entry`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .ratio import Number, Ratio, round_half_up

MINUS = "−"


def format_number(value: Number | None, digits: int | None = None) -> str:
    """`value` with dot thousands and decimal comma; None gives "–" (no figure, which is not 0).

    `digits` fixes the decimals; without it an integer shows none and a fraction up to two.
    """
    if value is None:
        return "–"
    decimal = round_half_up(value, 2 if digits is None else digits)
    if digits is None:
        decimal = decimal.normalize()
    text = f"{abs(decimal):,f}".translate(str.maketrans(",.", ".,"))
    return (MINUS if decimal < 0 else "") + text


def format_percent(value: Number | Ratio | None, digits: int = 1) -> str:
    """A percentage without space, "34,2%"; a Ratio is rounded half up from its exact fraction."""
    number = value.rounded(digits) if isinstance(value, Ratio) else value
    return "–" if number is None else format_number(number, digits) + "%"


def format_published(value: Number) -> str:
    """A published percentage with the decimals it was published with: 15,91% or 31%."""
    return format_number(Decimal(str(value))) + "%"


def format_fraction(ratio: Ratio) -> str:
    """Both parts of a ratio: "62/76"."""
    return f"{format_number(ratio.numerator)}/{format_number(ratio.denominator)}"


def format_points(value: Number | Fraction | None, digits: int = 1) -> str:
    """A difference of two percentages in percentage points, with its sign: "+3,8 điểm %"."""
    if value is None:
        return "–"
    rounded = round_half_up(value, digits)
    return ("+" if rounded > 0 else "") + format_number(rounded, digits) + " điểm %"


def format_size(octets: int) -> str:
    """A file size: "64 KB", "1,8 MB"."""
    if octets < 1000 * 1024:
        return f"{format_number(max(1, round(octets / 1024)))} KB"
    return f"{format_number(octets / 1024 / 1024, 1)} MB"
