"""Reporting periods: codes, data windows and deadlines by the reporting regime.

Windows are half-open [start, end). The default rule is that of NĐ 09/2019/NĐ-CP as ministries' circulars
repeat it (RULES.md C): the month runs from the 15th of the month before to the 14th; the year from 15/12;
reports are due by the 25th of the period's last month. A stored row may override any of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .dates import FIRST_YEAR, LAST_YEAR
from .errors import InvalidInput

DEFAULT_REPORT = "*"
_CODE = re.compile(r"^(\d{4})(?:-(\d{2})|-Q([1-4])|-(H[12]|9M))?$")
_KINDS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}


@dataclass(frozen=True, slots=True, order=True)
class PeriodCode:
    """A reporting period by name: year, its last month (1–12) and its length in months."""

    year: int
    last_month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> PeriodCode:
        """`2020-08`, `2020-Q3`, `2020-H1`, `2020-9M` or `2020`; raises InvalidInput otherwise."""
        match = _CODE.match(text.strip().upper())
        if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise InvalidInput(_wrong_code(text))
        year = int(match[1])
        if match[2]:
            if not 1 <= int(match[2]) <= 12:
                raise InvalidInput(_wrong_code(text))
            return cls(year, int(match[2]), 1)
        if match[3]:
            return cls(year, int(match[3]) * 3, 3)
        if match[4]:
            return {"H1": cls(year, 6, 6), "H2": cls(year, 12, 6), "9M": cls(year, 9, 9)}[match[4]]
        return cls(year, 12, 12)

    @classmethod
    def month(cls, year: int, month: int) -> PeriodCode:
        """The monthly period of that name."""
        return cls(year, month, 1)

    @property
    def kind(self) -> str:
        """month, quarter, half, nine_months or year."""
        return next(kind for kind, months in _KINDS.items() if months == self.months)

    @property
    def code(self) -> str:
        """The stored form: 2020-08, 2020-Q3, 2020-H1, 2020-9M or 2020."""
        suffix = {
            "month": f"-{self.last_month:02}",
            "quarter": f"-Q{self.last_month // 3}",
            "half": f"-H{self.last_month // 6}",
            "nine_months": "-9M",
            "year": "",
        }[self.kind]
        return f"{self.year}{suffix}"

    @property
    def title(self) -> str:
        """In Vietnamese, for the middle of a sentence: "tháng 8 năm 2020", "quý III năm 2020"."""
        return f"{self._name()} năm {self.year}" if self.months < 12 else f"năm {self.year}"

    @property
    def short_title(self) -> str:
        """In Vietnamese, short: "tháng 08/2020", "quý III/2020", "9 tháng đầu 2020"."""
        if self.months == 1:
            return f"tháng {self.last_month:02}/{self.year}"
        if self.months == 3:
            return f"{self._name()}/{self.year}"
        return self.title.replace(" năm ", " ") if self.months < 12 else self.title

    def _name(self) -> str:
        if self.months == 1:
            return f"tháng {self.last_month}"
        if self.months == 3:
            return "quý " + ("I", "II", "III", "IV")[self.last_month // 3 - 1]
        if self.months == 6:
            return "6 tháng đầu" if self.last_month == 6 else "6 tháng cuối"
        return "9 tháng đầu"

    def shifted(self, steps: int) -> PeriodCode:
        """The period `steps` periods of the same kind later (earlier when negative)."""
        if self.months in (9, 12):
            return PeriodCode(self.year + steps, self.last_month, self.months)
        position = self.year * 12 + self.last_month - 1 + steps * self.months
        return PeriodCode(position // 12, position % 12 + 1, self.months)

    @property
    def month_codes(self) -> tuple[PeriodCode, ...]:
        """The monthly periods it is made of, in time order (itself for a month)."""
        last = PeriodCode(self.year, self.last_month, 1)
        return tuple(last.shifted(-back) for back in range(self.months - 1, -1, -1))

    @property
    def previous(self) -> PeriodCode:
        """The period of the same kind just before."""
        return self.shifted(-1)

    @property
    def starts_year(self) -> bool:
        """Whether it is the first period of its kind in its year."""
        return self.previous.year != self.year


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its dates: data from `window_start` up to, not including, `window_end`.

    `report` names the report these dates are for ("*" is the general rule); `rule` says in Vietnamese
    where the dates come from. A period is open, then `reviewing` (đang rà soát), then locked; `lock_reason` says why
    it was last locked or opened.
    """

    code: PeriodCode
    window_start: date
    window_end: date
    deadline: date
    report: str = DEFAULT_REPORT
    locked: bool = False
    rule: str = "NĐ 09/2019/NĐ-CP"
    note: str = ""
    reviewing: bool = False
    lock_reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty window."""
        if self.window_end <= self.window_start:
            raise InvalidInput(
                f"Kỳ {self.code.short_title}: ngày kết thúc phải sau ngày bắt đầu lấy số liệu. Sửa lại một trong hai ngày."
            )

    @property
    def last_day(self) -> date:
        """The last day whose data belong to the period (the 14th by the general rule)."""
        return date.fromordinal(self.window_end.toordinal() - 1)

    def contains(self, day: date) -> bool:
        """Whether a fact of that day belongs to the period."""
        return self.window_start <= day < self.window_end


def default_period(code: PeriodCode) -> Period:
    """The period with the window and deadline of the general regime (RULES.md C)."""
    end = date(code.year, code.last_month, 15)
    first = code.year * 12 + code.last_month - 1 - code.months
    start = date(first // 12, first % 12 + 1, 15)
    return Period(code, start, end, date(code.year, code.last_month, 25))


def last_closed_month(day: date, period_of: Callable[[PeriodCode], Period] = default_period) -> PeriodCode:
    """The newest month whose data window had ended by that day (on 26/8/2020: 2020-08).

    `period_of` gives the windows, by the general rule unless the office set its own.
    """
    code = PeriodCode.month(day.year, day.month).shifted(1)
    while period_of(code).window_end > day:
        code = code.previous
    return code


def _wrong_code(text: str) -> str:
    return f"Kỳ “{text}” không đúng. Ghi theo dạng 2020-08, 2020-Q3, 2020-H1, 2020-9M hoặc 2020."
