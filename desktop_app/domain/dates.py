"""Dates as the screens (dd/MM/yyyy) and the decree on documents (NĐ 30/2020) write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from .errors import InvalidInput

_TYPED = re.compile(r"^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{2}|\d{4})$")
_COMPACT = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
FIRST_YEAR, LAST_YEAR = 1900, 2199


def format_date(day: date | None) -> str:
    """dd/MM/yyyy, or an empty string where there is no date."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_document_date(day: date) -> str:
    """d/M/yyyy as printed in documents: only days below 10 and months 1 and 2 take a zero.

    Source: NĐ 30/2020/NĐ-CP, annex I (RULES.md D).
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def format_month(day: date) -> str:
    """A month without a leading zero, as on the axes: "7/2019"."""
    return f"{day.month}/{day.year}"


def format_moment(moment: datetime, today: date) -> str:
    """A time for people: "09:41 hôm nay", else "09:41 05/03/2021"."""
    clock = f"{moment:%H:%M}"
    return f"{clock} hôm nay" if moment.date() == today else f"{clock} {format_date(moment.date())}"


def parse_date(text: str) -> date | None:
    """The date a clerk typed (5/3/2021, 05-03-2021, 05032021 or ISO); None for an empty text.

    Raises InvalidInput for anything else; day comes first, as in every Vietnamese document.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    iso, typed = _ISO.match(cleaned), _TYPED.match(cleaned) or _COMPACT.match(cleaned)
    try:
        if iso:
            return _in_range(date(*map(int, iso.groups())))
        if typed:
            day, month, year = map(int, typed.groups())
            return _in_range(date(year + 2000 if len(typed[3]) == 2 else year, month, day))
    except ValueError:
        raise InvalidInput(
            f"“{cleaned}” không phải là một ngày có thật. Nhập lại theo mẫu 05/03/2021."
        ) from None
    raise InvalidInput(f"“{cleaned}” không phải là ngày. Nhập theo mẫu 05/03/2021.")


def parse_iso(text: str, what: str = "Ngày") -> date:
    """A date in ISO form (2020-08-26), as the command line takes it; raises InvalidInput."""
    try:
        return _in_range(date.fromisoformat(text))
    except ValueError:
        raise InvalidInput(
            f"{what} “{text}” không đúng. Ghi theo dạng năm-tháng-ngày, ví dụ 2020-08-26."
        ) from None


def _in_range(day: date) -> date:
    """The day; raises InvalidInput for one that can only be a slip (the year 0202 or 3021)."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput(
            f"Năm {day.year} ở ngoài khoảng {FIRST_YEAR} đến {LAST_YEAR}. Kiểm tra lại ngày, ví dụ {day.day:02}/{day.month:02}/2021."
        )
    return day


def days_between(start: date, end: date) -> int:
    """Calendar days from `start` to `end`."""
    return (end - start).days


def describe_due(due: date, as_of: date) -> str:
    """The distance to a deadline in words: "quá 90 ngày", "hôm nay", "còn 5 ngày"."""
    days = days_between(as_of, due)
    if days < 0:
        return f"quá {-days} ngày"
    return "hôm nay" if days == 0 else f"còn {days} ngày"
