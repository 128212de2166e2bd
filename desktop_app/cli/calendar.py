"""`tiendo calendar`: what is due to whom and by when, and which units have sent it in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.calendar import Due
from desktop_app.domain.dates import format_date, parse_iso
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.periods import default_period
from desktop_app.domain.ratio import Ratio
from desktop_app.list_export import export_list
from desktop_app.reporting_calendar import UnitsDue, dues, units_due, units_table

from .commands import OK, opened, say, say_json

_MOST_DAYS, _MOST_NAMES = 400, 8
_DEFAULT = " (mặc định)"
_GENERAL = " (mặc định, sửa được ở Cài đặt › Kỳ báo cáo)"
Found = list[tuple[Due, list[UnitsDue]]]


def run_calendar(options: argparse.Namespace) -> int:
    """`tiendo calendar …`."""
    days = _days(options.days)
    with opened(options.record) as session:
        read = session.read
        day = parse_iso(options.as_of, "Ngày của --as-of") if options.as_of else session.today
        span = dues(read, day - timedelta(days=days), day + timedelta(days=days + 1))
        found = [(due, units_due(read, due, day)) for due in span]
        sample = read.profile().is_sample
    if options.out:
        export_list(units_table(found, day, sample), options.out)
    if options.json:
        say_json([_as_json(due, parts) for due, parts in found])
        return OK
    for line in _lines(found, day, days):
        say(line)
    if options.out:
        say(f"Đã xuất danh sách theo đơn vị: {options.out}")
    if sample:
        say("Dữ liệu minh họa.")
    return OK


def _days(said: str) -> int:
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= _MOST_DAYS):
        raise InvalidInput(f"--days “{said}” không đúng. Ghi số ngày từ 1 đến {_MOST_DAYS}.")
    return int(said)


def _lines(found: Found, day: date, days: int) -> Iterator[str]:
    yield f"Lịch báo cáo tính đến {format_date(day)}, {days} ngày trước và sau."
    past = [item for item in found if item[0].period.deadline < day]
    for title, part in (("Đã qua hạn gửi", past), ("Sắp đến hạn gửi", found[len(past) :])):
        yield ""
        yield f"{title}: {len(part)}"
        for due, units in part:
            yield from _due_lines(due, units)


def _due_lines(due: Due, parts: list[UnitsDue]) -> Iterator[str]:
    period = due.period
    yield f"  {format_date(period.deadline)}  {due.report.name}, {period.code.short_title}"
    yield f"    Gửi {due.receiver or '(chưa ghi nơi nhận)'}; nhắc ngày {format_date(due.reminder)}"
    yield f"    Số liệu từ {format_date(period.window_start)} đến hết {format_date(period.last_day)}"
    yield f"    Hạn và thời gian lấy số liệu theo {period.rule}{_GENERAL if _is_general(due) else ''}"
    for part in parts:
        yield from _part_lines(part)
    for inner in () if parts else due.inner:
        yield f"    {inner.rule.name}: hạn {format_date(inner.deadline)}{_DEFAULT if inner.rule.default else ''}"


def _is_general(due: Due) -> bool:
    period, general = due.period, default_period(due.period.code)
    same = (period.window_start, period.window_end, period.deadline) == (
        general.window_start,
        general.window_end,
        general.deadline,
    )
    return due.report.default and same


def _part_lines(part: UnitsDue) -> Iterator[str]:
    inner = part.inner
    default = _DEFAULT if inner.rule.default else ""
    yield f"    {inner.rule.name}: hạn {format_date(inner.deadline)}{default}, nhắc {format_date(inner.reminder)}"
    yield f"      đã nhận {_share(part.received)}; {part.on_time_words}; trễ {len(part.late)}"
    named = [
        f"{row.unit.short_name or row.unit.name} ({format_number(row.days_late)} ngày)"
        for row in part.late[:_MOST_NAMES]
    ]
    more = f" và {len(part.late) - _MOST_NAMES} đơn vị khác" if len(part.late) > _MOST_NAMES else ""
    if named:
        yield f"      Trễ: {', '.join(named)}{more}"


def _share(ratio: Ratio) -> str:
    return f"{format_fraction(ratio)} ({format_percent(ratio)})"


def _as_json(due: Due, parts: list[UnitsDue]) -> dict[str, Any]:
    return {
        "report": due.report.key,
        "period": due.period.code.code,
        "receiver": due.receiver,
        "window_start": due.period.window_start.isoformat(),
        "window_end": due.period.window_end.isoformat(),
        "deadline": due.period.deadline.isoformat(),
        "reminder": due.reminder.isoformat(),
        "inner": [
            {
                "name": inner.rule.name,
                "deadline": inner.deadline.isoformat(),
                "reminder": inner.reminder.isoformat(),
                "default": inner.rule.default,
            }
            for inner in due.inner
        ],
        "units": [
            {
                "name": part.inner.rule.name,
                "expected": len(part.rows),
                "received": part.received.numerator,
                "on_time": part.on_time.numerator,
                "late": [row.unit.name for row in part.late],
            }
            for part in parts
        ],
    }
