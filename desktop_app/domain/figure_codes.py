"""Codes printed beside key figures: which figure it is, of which report, and as known at which log entry.

"NV01-75BDFQM3H" is figure NV01 of the report whose period, cut-off day and log entry the rest spells. A code typed
a year later leads to the same records without anything having been kept for it (CAPABILITIES N6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .errors import InvalidInput
from .periods import PeriodCode

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"  # 31 of them: a prime, so that one wrong sign never goes unseen
_TAKEN_FOR = str.maketrans("OIL", "011")
_CODE = re.compile(r"^([A-Z]{2})(\d{2})([0-9A-Z]{6,16})$")
_LETTERS = ("NV", "DV", "BM", "AT", "CT")
_LENGTHS = (1, 3, 6, 9, 12)
_FIRST_YEAR, _YEARS, _PERIODS = 1900, 300, 12 * len(_LENGTHS)
_FIRST_DAY, _DAYS = date(1900, 1, 1).toordinal(), 120_000


@dataclass(frozen=True, slots=True)
class ReportPoint:
    """What a report was drawn up for: its period, its cut-off day, and the newest log entry known then."""

    period: PeriodCode
    as_of: date
    entry: int


@dataclass(frozen=True, slots=True)
class FigureCode:
    """One figure of a report: `measure` is its short name ("NV01"), of two letters and two digits.

    NV are counts of tasks, DV ratios of the return on services, BM those of other returns, AT layers, CT typed
    indicators.
    """

    measure: str
    point: ReportPoint

    def __str__(self) -> str:
        """The code as it is printed; its last sign checks all others."""
        spelt = _spell(_packed(self.point))
        return f"{self.measure}-{spelt}{_check(self.measure + spelt)}"

    @classmethod
    def parse(cls, text: str) -> FigureCode:
        """The figure a code names, whatever its case and blanks, and with O and 0, I, L and 1 mixed up.

        Raises InvalidInput when it is no code, or mistyped.
        """
        match = _CODE.match(_plain(text))
        if not match:
            raise InvalidInput(f"“{text.strip()}” không phải mã số liệu. Mã có dạng NV01-75BDFQM3H.")
        measure, spelt = f"{match[1]}{match[2]}", match[3].translate(_TAKEN_FOR)
        body, check = spelt[:-1], spelt[-1]
        point = _unpacked(_value(body)) if check == _check(measure + body) else None
        if point is None:
            raise InvalidInput(
                f"Mã “{text.strip()}” sai ít nhất một ký tự. So lại với mã in trên báo cáo rồi gõ lại."
            )
        return cls(measure, point)


def looks_like_code(text: str) -> bool:
    """Whether a searched text is meant as the code of a figure: a right one, or one word that looks like one."""
    match = _CODE.match(_plain(text))
    if not match or match[1] not in _LETTERS:
        return False
    if " " not in text.strip():
        return True
    try:
        FigureCode.parse(text)
    except InvalidInput:
        return False
    return True


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-–‑]", "", text).upper()


def _packed(point: ReportPoint) -> int:
    """Period, day and entry as one number; the entry comes last, so that young records have short codes."""
    code = point.period
    length = _LENGTHS.index(code.months)
    period = (code.year - _FIRST_YEAR) * _PERIODS + length * 12 + code.last_month - 1
    day = point.as_of.toordinal() - _FIRST_DAY
    return (point.entry * _DAYS + day) * _YEARS * _PERIODS + period


def _unpacked(number: int) -> ReportPoint | None:
    rest, period = divmod(number, _YEARS * _PERIODS)
    entry, day = divmod(rest, _DAYS)
    year, place = divmod(period, _PERIODS)
    length, month = divmod(place, 12)
    code = PeriodCode(year + _FIRST_YEAR, month + 1, _LENGTHS[length])
    try:
        PeriodCode.parse(code.code)  # a code with a month no such period ends in
    except InvalidInput:
        return None
    return ReportPoint(code, date.fromordinal(_FIRST_DAY + day), entry)


def _spell(number: int) -> str:
    signs = ""
    while number:
        number, sign = divmod(number, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return signs


def _value(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * len(_SIGNS) + max(_SIGNS.find(sign), 0)
    return number


def _check(text: str) -> str:
    """The sign that makes one wrong sign, or two changed about, show."""
    weighted = sum(place * (_SIGNS.find(sign) + 1) for place, sign in enumerate(text, start=2))
    return _SIGNS[weighted % len(_SIGNS)]
