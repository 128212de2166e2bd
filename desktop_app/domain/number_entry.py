"""Reading numbers that clerks type or paste: "1.234,5", "1234.5", "1 234", "22", "", "–".

"1.234" and "1,234" can be read in two ways. The caller says which, or gets both readings back and asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .numbers import MINUS, format_number
from .text import nfc

_LARGEST_DIGITS = 15


class Reading(Enum):
    """Which sign parts thousands: 1.234,5 (Vietnamese) or 1,234.5 (English)."""

    VIETNAMESE = "vietnamese"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True)
class Entered:
    """A number that can stand; None when the cell was left empty (no figure, which is not 0)."""

    number: int | float | None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A text with two readings, and the number each gives."""

    text: str
    vietnamese: int | float
    english: int | float


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a text cannot stand: Vietnamese, what is wrong and what to enter instead."""

    reason: str


NumberEntry = Entered | Ambiguous | Refused

_EMPTY = frozenset({"", "-", "–", "—", MINUS})
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d)", re.ASCII)
_SIGN = re.compile(rf"^([+\-–{MINUS}])\s*(?=\d)", re.ASCII)
_SPACED = re.compile(r"\d{1,3}( \d{3})+([.,]\d+)?", re.ASCII)
_PLAIN = re.compile(r"\d+([.,]\d+)?", re.ASCII)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_DOTS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
_COMMAS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_PROOFS = {
    Reading.VIETNAMESE: tuple(
        re.compile(sign, re.ASCII)
        for sign in (r"\d{1,3}(\.\d{3}){2,}(,\d+)?", r"\d{1,3}(\.\d{3})+,\d+", r"\d+,(\d{1,2}|\d{4,})")
    ),
    Reading.ENGLISH: tuple(
        re.compile(sign, re.ASCII)
        for sign in (r"\d{1,3}(,\d{3}){2,}(\.\d+)?", r"\d{1,3}(,\d{3})+\.\d+", r"\d+\.(\d{1,2}|\d{4,})")
    ),
}
_NUMBER_AND_WORDS = re.compile(r"([\d.,]*\d)\s*(\D+)", re.ASCII)


def read_number(
    text: str, *, integer: bool = False, minimum: int | float | None = 0, reading: Reading | None = None
) -> NumberEntry:
    """What a typed or pasted text says.

    `integer` refuses fractions, `minimum` smaller numbers (None allows all). Without `reading`, a text
    that reads both ways, such as "1.234", is returned as Ambiguous and not checked any further.
    """
    cleaned = _SPACES.sub(" ", nfc(text))
    if cleaned in _EMPTY:
        return Entered(None)
    sign = _SIGN.match(cleaned)
    digits = cleaned[sign.end() :] if sign else cleaned
    factor = -1 if sign and sign[1] != "+" else 1
    if reading is None and _TWO_WAYS.fullmatch(digits):
        both = [_number(digits, chosen) for chosen in Reading]
        return Ambiguous(cleaned, factor * (both[0] or 0), factor * (both[1] or 0))
    number = _number(digits, reading or Reading.VIETNAMESE)
    if number is None:
        return Refused(_not_a_number(cleaned))
    return _checked(factor * number, integer, minimum)


def proved_reading(texts: Iterable[str]) -> Reading | None:
    """The reading the texts of one column prove: "1.234,5" or "2.345.678" is Vietnamese, "1,234.5" English.

    None where nothing proves it, or two texts prove the opposite: then the person is asked.
    """
    proved = {
        reading
        for text in texts
        for reading, signs in _PROOFS.items()
        if any(sign.fullmatch(_SPACES.sub(" ", nfc(text)).lstrip(f"+-–{MINUS} ")) for sign in signs)
    }
    return next(iter(proved)) if len(proved) == 1 else None


def _number(digits: str, reading: Reading) -> int | float | None:
    """The unsigned number, or None when the text is none."""
    plain = _plain_digits(digits, reading)
    if plain is None:
        return None
    decimal = Decimal(plain)
    return int(decimal) if decimal == decimal.to_integral_value() else float(decimal)


def _plain_digits(digits: str, reading: Reading) -> str | None:
    if _SPACED.fullmatch(digits):
        return digits.replace(" ", "").replace(",", ".")
    if _TWO_WAYS.fullmatch(digits):
        thousands = "." if reading is Reading.VIETNAMESE else ","
        return digits.replace(thousands, "").replace(",", ".")
    if _PLAIN.fullmatch(digits):
        return digits.replace(",", ".")
    if _DOTS.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _COMMAS.fullmatch(digits):
        return digits.replace(",", "")
    return None


def _not_a_number(text: str) -> str:
    mixed = _NUMBER_AND_WORDS.fullmatch(text)
    if mixed:
        return f"“{text}” không phải số. Chỉ nhập {mixed[1]}, bỏ “{mixed[2].strip()}”."
    return f"“{text}” không phải số. Nhập số, hoặc để trống nếu chưa có."


def _checked(number: int | float, integer: bool, minimum: int | float | None) -> Entered | Refused:
    if abs(number) >= 10**_LARGEST_DIGITS:
        return Refused("Số quá lớn. Kiểm tra lại số chữ số.")
    if minimum is not None and number < minimum:
        return Refused(f"{format_number(number)} không hợp lệ. Nhập số từ {format_number(minimum)} trở lên.")
    if integer and not isinstance(number, int):
        return Refused(f"{format_number(number)} không phải số nguyên. Nhập số nguyên.")
    return Entered(number)
