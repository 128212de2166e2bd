"""The item model of Lịch báo cáo: a line for each report due, and under it one for each group of units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.calendar import Due, InnerDue
from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.reporting_calendar import UnitsDue
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.list_model import ListModel

DEADLINE, WHAT, REMINDER, RECEIVED, LATE = range(5)
_HEADERS = ("Hạn", "Việc", "Nhắc ngày", "Đã nhận", "Trễ hạn")
_MOST_NAMES = 12
_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A report to send, or with `inner` what a group of units sends for it; `part` says who has, None where no form is."""

    due: Due
    inner: InnerDue | None = None
    part: UnitsDue | None = None

    @property
    def deadline(self) -> date:
        """The day it is due."""
        return self.inner.deadline if self.inner else self.due.period.deadline

    @property
    def reminder(self) -> date:
        """The working day to remind on."""
        return self.inner.reminder if self.inner else self.due.reminder

    @property
    def late(self) -> int | None:
        """Units that are late, or None where nothing is counted."""
        return len(self.part.late) if self.part else None


def lines_of(found: Iterable[tuple[Due, Sequence[UnitsDue]]]) -> list[Line]:
    """The lines of the calendar: each report, then its groups of units by their deadline."""
    lines = []
    for due, parts in found:
        lines.append(Line(due))
        counted = [Line(due, part.inner, part) for part in parts]
        lines += counted or [Line(due, inner) for inner in due.inner]
    return lines


class CalendarTable(ListModel[Line]):
    """One row a line."""

    def __init__(self) -> None:
        """Empty until lines come."""
        super().__init__(_HEADERS, (LATE,))
        self._day = date.min

    def show_lines(self, lines: list[Line], day: date) -> None:
        """Show these lines as they stand on a day."""
        self._day = day
        self.show_rows(lines)

    def tip(self, row: int, column: int) -> str:
        """Who is late; elsewhere where the dates come from."""
        line = self.shown[row]
        return _late_names(line) if column in (RECEIVED, LATE) else _source(line)

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Words and look of a cell."""
        line = self.shown[row]
        if column == DEADLINE:
            words = describe_due(line.deadline, self._day)
            return format_date(line.deadline), CellLook(
                second=words[:1].upper() + words[1:], strong=not line.inner
            )
        if column == WHAT:
            return _what(line)
        if column == REMINDER:
            return format_date(line.reminder), CellLook(token="text2")
        if line.part is None:
            return (_state(line) if column == RECEIVED else ""), CellLook(token="text2")
        if column == RECEIVED:
            ratio = line.part.received
            return format_fraction(ratio), CellLook(second=format_percent(ratio))
        late = line.late or 0
        return format_number(late), CellLook(
            token="danger" if late else "text2", icon="warning-filled" if late else "", icon_token="danger"
        )


def _what(line: Line) -> tuple[str, CellLook]:
    due = line.due
    if line.inner is None:
        title = due.period.code.short_title
        words = f"gửi {due.receiver}" if due.receiver else "chưa ghi nơi nhận"
        second = f"{title[:1].upper()}{title[1:]}, {words}"
        return due.report.name, CellLook(
            icon="document", icon_token="accent", strong=True, second=second, second_token="text2"
        )
    sent = "" if line.part is None or not line.part.received.numerator else f"; {line.part.on_time_words}"
    own = "Hạn mặc định" if line.inner.rule.default else line.inner.rule.source
    return line.inner.rule.name, CellLook(icon="people", icon_token="text3", indent=24, second=f"{own}{sent}")


def _state(line: Line) -> str:
    if line.inner is not None:
        return _UNKNOWN
    period = line.due.period
    return "Đã khóa" if period.locked else "Đang rà soát" if period.reviewing else "Đang mở"


def _source(line: Line) -> str:
    if line.inner is not None:
        return f"{line.inner.rule.name}: {line.inner.rule.source}"
    period = line.due.period
    return (
        f"Số liệu từ {format_date(period.window_start)} đến hết {format_date(period.last_day)}.\n"
        f"Căn cứ: {period.rule}"
    )


def _late_names(line: Line) -> str:
    late = line.part.late if line.part else ()
    names = [f"{row.unit.short_name or row.unit.name} ({row.days_late} ngày)" for row in late[:_MOST_NAMES]]
    more = [f"và {len(late) - _MOST_NAMES} đơn vị khác"] if len(late) > _MOST_NAMES else []
    return "Trễ: " + ", ".join([*names, *more]) if names else ""
