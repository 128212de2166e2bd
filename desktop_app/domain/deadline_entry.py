"""Deadlines as offices write them in lists: dates, "Quý II/2020", "Tháng 12/2020", "Thường xuyên", "Hoàn thành ngày …".

That a month, quarter or year means its last day is our reading, not a rule of law: the words are kept beside it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .dates import parse_date
from .errors import InvalidInput
from .returns import Content
from .text import fold, nfc

_DATE = re.compile(r"(?<!\d)\d{1,2}[/\-.]\d{1,2}[/\-.](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_SPOKEN = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_MONTH = re.compile(r"(?<![\d/])(?:thang|t)?\s*(\d{1,2})\s*(?:nam|/|-)\s*(\d{4})(?!\d)")
_QUARTER = re.compile(r"(?:quy|q)\s*(iv|iii|ii|i|[1-4])\s*(?:nam|/|-|\.)?\s*(\d{4})")
_HALVES = ((re.compile(r"6 thang dau nam\s*(\d{4})"), 6), (re.compile(r"9 thang(?: dau)? nam\s*(\d{4})"), 9))
_YEARS = re.compile(r"(?<![\d/])(?:\d{4}\s*[-–]\s*)?(\d{4})(?![\d/])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CONTINUING = ("thuong xuyen", "hang nam", "hang thang", "hang quy", "lien tuc", "theo yeu cau")
_DONE = ("hoan thanh", "da xong", "da thuc hien")
_FIRST_SERIAL, _LAST_SERIAL, _SERIAL_ZERO = 20_000, 80_000, date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """What a cell says: a last day, that the task goes on for good, or the day it was completed.

    `read` tells that the day is our reading of words such as "Quý II/2020".
    """

    due: date | None = None
    continuing: bool = False
    completed: date | None = None
    read: bool = False


def read_deadline(content: Content) -> DeadlineEntry:
    """The deadline in a cell (texts with the day first); raises InvalidInput for what is none."""
    if content is None or content == "":
        return DeadlineEntry()
    if isinstance(content, date):
        return DeadlineEntry(content)
    if isinstance(content, bool):
        raise InvalidInput("Ô là giá trị đúng/sai, không phải thời hạn. Nhập ngày, hoặc “Thường xuyên”.")
    if isinstance(content, (int, float)):
        return _from_number(content)
    return _from_text(nfc(content))


def _from_number(number: float) -> DeadlineEntry:
    if float(number).is_integer() and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return DeadlineEntry(_SERIAL_ZERO + timedelta(days=int(number)))
    if float(number).is_integer() and 1990 <= number <= 2100:
        return DeadlineEntry(date(int(number), 12, 31), read=True)
    raise InvalidInput(f"“{number:g}” không phải thời hạn. Nhập ngày như 31/12/2020, hoặc “Thường xuyên”.")


def _from_text(text: str) -> DeadlineEntry:
    words = " ".join(fold(text).split())
    if any(word in words for word in _CONTINUING):
        return DeadlineEntry(continuing=True)
    if words in ("", "-", "–", "khong", "khong co"):
        return DeadlineEntry()
    days = [*map(_day, _DATE.findall(text)), *(date(int(y), int(m), int(d)) for d, m, y in _spoken(words))]
    if len(days) > 1:
        raise InvalidInput(f"“{text}” có {len(days)} ngày. Để lại một thời hạn.")
    if days:
        done = any(word in words for word in _DONE)
        plain = _DATE.fullmatch(text) is not None
        return DeadlineEntry(completed=days[0]) if done else DeadlineEntry(days[0], read=not plain)
    return DeadlineEntry(_end_of_words(text, words), read=True)


def _spoken(words: str) -> list[tuple[str, str, str]]:
    return [
        match for match in _SPOKEN.findall(words) if 1 <= int(match[1]) <= 12 and 1 <= int(match[0]) <= 28
    ]


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day


def _end_of_words(text: str, words: str) -> date:
    for find in _READERS:
        day = find(words)
        if day is not None:
            return day
    raise InvalidInput(f"“{text}” không phải thời hạn. Nhập ngày như 31/12/2020, hoặc “Thường xuyên”.")


def _half(words: str) -> date | None:
    found = next(
        ((pattern.search(words), month) for pattern, month in _HALVES if pattern.search(words)), None
    )
    return None if found is None or found[0] is None else _month_end(int(found[0][1]), found[1])


def _quarter(words: str) -> date | None:
    match = _QUARTER.search(words)
    return _month_end(int(match[2]), 3 * int(_ROMAN.get(match[1], match[1]))) if match else None


def _month(words: str) -> date | None:
    match = _MONTH.search(words)
    return _month_end(int(match[2]), int(match[1])) if match and 1 <= int(match[1]) <= 12 else None


def _year(words: str) -> date | None:
    years = [int(year) for year in _YEARS.findall(words) if 1990 <= int(year) <= 2100]
    return date(max(years), 12, 31) if years else None


def _month_end(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if 1990 <= year <= 2100 else None


_READERS: tuple[Callable[[str], date | None], ...] = (_half, _quarter, _month, _year)
