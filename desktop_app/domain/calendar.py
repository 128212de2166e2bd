"""The reporting calendar: what is due to whom and by when, with the inner deadlines of the units before it.

Windows and legal deadlines never move; only the day to remind on goes to the working day before (CAPABILITIES N5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .periods import DEFAULT_REPORT, Period, PeriodCode, default_period
from .units import in_force

PeriodOf = Callable[[PeriodCode, str], Period]
_LAST_MONTHS = {
    "month": (1, tuple(range(1, 13))),
    "quarter": (3, (3, 6, 9, 12)),
    "half": (6, (6, 12)),
    "nine_months": (9, (9,)),
    "year": (12, (12,)),
}
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day offices are off on though it is a weekday, or work on (`works`) though it is a weekend, and why."""

    day: date
    name: str
    works: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days offices work: not at weekends, not on `holidays`, but on weekends that are `made_up`."""

    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether offices work on that day."""
        return day in self.made_up or (day.weekday() < _SATURDAY and day not in self.holidays)

    def on_or_before(self, day: date) -> date:
        """The day itself when offices work on it, else the last working day before."""
        while not self.works(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself when offices work on it, else the next working day."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def back(self, day: date, count: int) -> date:
        """`count` working days before a day."""
        for _ in range(count):
            day = self.on_or_before(day - timedelta(days=1))
        return day


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives the reports on a subject, on the days from `valid_from` up to, not including, `valid_to`."""

    subject: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReportType:
    """A periodic report. `due` is its own (month, day) of the period's year, None for the deadline of the period.

    `form` is the form the units send in for it, "" when none; `default` tells a choice of ours from what was read.
    """

    key: str
    name: str
    kinds: tuple[str, ...]
    subject: str = ""
    source: str = ""
    default: bool = True
    form: str = ""
    due: tuple[int, int] | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def period(self, code: PeriodCode, period_of: PeriodOf) -> Period:
        """Window and deadline: the office's own dates for this report first, then the report's own rule.

        A report without a rule of its own follows the general dates, also where the office changed those.
        """
        found = period_of(code, self.key)
        if self.due is None or found.report == self.key:
            return found
        return replace(
            default_period(code), deadline=date(code.year, *self.due), report=self.key, rule=self.source
        )


@dataclass(frozen=True, slots=True)
class InnerDecision:
    """An inner deadline the office decided itself, in the place of the rule of that key; `source` is its document."""

    rule: str
    before: int
    working: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class InnerRule:
    """How long before a report's deadline units of some levels send theirs: `before` days, or working days.

    `report` is the key of a report type, "*" for all that have no rule of their own; `key` is the rule's own.
    """

    name: str
    levels: tuple[str, ...]
    before: int
    working: bool = False
    report: str = DEFAULT_REPORT
    source: str = ""
    default: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    key: str = ""

    def decided(self, own: InnerDecision | None) -> InnerRule:
        """The rule as the office decided it; itself when it did not."""
        if own is None:
            return self
        return replace(self, before=own.before, working=own.working, source=own.source, default=False)

    def day(self, period: Period, days: WorkingDays) -> date:
        """The inner deadline: never before one working day after the data end, never after the report's own."""
        worked = days.back(period.deadline, self.before)
        plain = period.deadline - timedelta(days=self.before)
        return min(
            period.deadline, max(worked if self.working else plain, days.on_or_after(period.window_end))
        )


@dataclass(frozen=True, slots=True)
class InnerDue:
    """The inner deadline of units of some levels, and the day to remind them on."""

    rule: InnerRule
    deadline: date
    reminder: date


@dataclass(frozen=True, slots=True)
class Due:
    """A report due for a period: window and deadline in `period`, `receiver` "" when nobody is known."""

    report: ReportType
    period: Period
    receiver: str
    reminder: date
    inner: tuple[InnerDue, ...]


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """Everything the calendar goes by beside the periods of the record."""

    reports: tuple[ReportType, ...]
    inner: tuple[InnerRule, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    days: WorkingDays = WorkingDays()


def dues_between(rules: CalendarRules, period_of: PeriodOf, start: date, end: date) -> list[Due]:
    """Everything whose deadline is in [start, end), soonest first; reports in force at the end of their data."""
    found = []
    for report in rules.reports:
        for code in _codes(report.kinds, range(start.year - 1, end.year + 2)):
            period = report.period(code, period_of)
            if start <= period.deadline < end and in_force(
                report.valid_from, report.valid_to, period.last_day
            ):
                found.append(_due(rules, report, period))
    return sorted(found, key=lambda due: (due.period.deadline, due.period.code.months, due.report.name))


def due_for(rules: CalendarRules, period_of: PeriodOf, report: ReportType, code: PeriodCode) -> Due:
    """The due of one report and period, whether or not the report is asked for in it."""
    return _due(rules, report, report.period(code, period_of))


def _codes(kinds: Iterable[str], years: Sequence[int]) -> list[PeriodCode]:
    return [
        PeriodCode(year, last, _LAST_MONTHS[kind][0])
        for year in years
        for kind in kinds
        for last in _LAST_MONTHS[kind][1]
    ]


def _due(rules: CalendarRules, report: ReportType, period: Period) -> Due:
    day = period.deadline
    valid = [rule for rule in rules.inner if in_force(rule.valid_from, rule.valid_to, period.last_day)]
    own = [rule for rule in valid if rule.report == report.key]
    inner = []
    for rule in own or [rule for rule in valid if rule.report == DEFAULT_REPORT]:
        limit = rule.day(period, rules.days)
        inner.append(InnerDue(rule, limit, rules.days.on_or_before(limit)))
    receiver = next(
        (
            item.name
            for item in rules.receivers
            if item.subject == report.subject and in_force(item.valid_from, item.valid_to, day)
        ),
        "",
    )
    return Due(report, period, receiver, rules.days.on_or_before(day), tuple(inner))
