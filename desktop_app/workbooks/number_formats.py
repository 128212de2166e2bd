"""The number formats of the reports, each with the text Excel shows for a value under a Vietnamese region.

The text is needed to know whether a number fits its column (otherwise Excel prints ###).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from desktop_app.domain.dates import format_document_date
from desktop_app.domain.ratio import round_half_up

Number = int | float
Shown = Callable[[Number | date], str]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """An Excel number format code and the function giving the text it shows."""

    code: str
    show: Shown


def _grouped(value: Number | date, digits: int, plus: str = "") -> str:
    if isinstance(value, date):
        raise TypeError(f"a date where a number is expected: {value}")
    rounded = round_half_up(value, digits)
    text = f"{abs(rounded):,f}".translate(str.maketrans(",.", ".,"))
    return ("-" if rounded < 0 else plus if rounded > 0 else "") + text


def _plain(value: Number | date) -> str:
    return format_document_date(value) if isinstance(value, date) else str(value)


GENERAL = NumberFormat("General", _plain)
INTEGER = NumberFormat("[$-42A]#,##0_)", lambda value: _grouped(value, 0))
DECIMAL = NumberFormat("[$-42A]#,##0.0_)", lambda value: _grouped(value, 1))
PERCENT = NumberFormat("[$-42A]#,##0.00_)", lambda value: _grouped(value, 2))
GAP = NumberFormat(
    "[$-42A]+#,##0.00_);[$-42A]-#,##0.00_);[$-42A]0.00_)", lambda value: _grouped(value, 2, "+")
)
SIGNED = NumberFormat("[$-42A]+#,##0_);[$-42A]-#,##0_);[$-42A]0_)", lambda value: _grouped(value, 0, "+"))
TEXT = NumberFormat("@", _plain)


@cache
def date_format(day: date, prefix: str = "", suffix: str = "") -> NumberFormat:
    """A real date shown as documents write it (26/8/2020, 05/01/2021), inside a sentence if so wanted.

    Only days below 10 and months 1 and 2 take a zero (NĐ 30/2020), which no single format code can say.
    """
    month = "mm" if day.month <= 2 else "m"
    code = _quoted(prefix) + f"dd\\/{month}\\/yyyy" + _quoted(suffix)
    return NumberFormat(code, lambda value: prefix + _plain(value) + suffix)


@cache
def layer_fraction(denominator: int) -> NumberFormat:
    """How many of `denominator` things meet a layer: ● all, ▲ some, ○ none; the cell stays a number."""
    code = f'[={denominator}]"●  "0"/{denominator}";[=0]"○  "0"/{denominator}";"▲  "0"/{denominator}"'

    def show(value: Number | date) -> str:
        mark = "●" if value == denominator else "○" if value == 0 else "▲"
        return f"{mark}  {value}/{denominator}"

    return NumberFormat(code, show)


@cache
def out_of(denominator: int) -> NumberFormat:
    """A count of a known set, shown as 10/18 while the cell stays the number 10."""
    return NumberFormat(f'0"/{denominator}"', lambda value: f"{value}/{denominator}")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""
