"""Lịch báo cáo: the calendar's rules from catalogues and record, and expected, received and late units of a due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app import assets
from desktop_app.catalogues import read_toml
from desktop_app.domain.calendar import (
    CalendarRules,
    Due,
    InnerDue,
    InnerRule,
    Receiver,
    ReportType,
    WorkingDays,
    due_for,
    dues_between,
)
from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_fraction
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.returns_board import ReturnRow, return_board
from desktop_app.domain.units import Unit
from desktop_app.issuing import expected_units
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.store.reader import Reader

_COLUMNS = (
    ListColumn("Báo cáo", "text", 250),
    ListColumn("Kỳ", "text", 100),
    ListColumn("Hạn gửi báo cáo", "centred", 90),
    ListColumn("Đơn vị", "text", 230),
    ListColumn("Hạn của đơn vị", "centred", 90),
    ListColumn("Trạng thái", "text", 130),
    ListColumn("Ngày nhận tệp đầu", "centred", 90),
    ListColumn("Số ngày trễ", "integer", 70),
)


@dataclass(frozen=True, slots=True)
class UnitsDue:
    """The expected units under one inner deadline; a row's `days_late` counts from that deadline.

    `typed` are units whose figures stand in the record, with the day the first was recorded: they sent them by then,
    file or none.
    """

    inner: InnerDue
    rows: tuple[ReturnRow, ...]
    typed: Mapping[int, date]

    @property
    def received(self) -> Ratio:
        """Units that sent a file or have figures, over all expected."""
        return Ratio(sum(self.has(row) for row in self.rows), len(self.rows))

    @property
    def on_time(self) -> Ratio:
        """Units that surely sent by the inner deadline, over all expected: by their first file, else by the day their
        figures were recorded."""
        return Ratio(sum(map(self._in_time, self.rows)), len(self.rows))

    @property
    def undated(self) -> int:
        """Units whose figures were recorded without a file after the deadline: nobody noted when they came."""
        return sum(row.file is None and self.has(row) and not self._in_time(row) for row in self.rows)

    @property
    def on_time_words(self) -> str:
        """ "đúng hạn 18/19", and how many came on a day nobody noted."""
        said = f"đúng hạn {format_fraction(self.on_time)}"
        return f"{said}, {self.undated} không rõ ngày nhận" if self.undated else said

    def _in_time(self, row: ReturnRow) -> bool:
        if row.file is not None:
            return not row.days_late
        return self.typed.get(row.unit.id, date.max) <= self.inner.deadline

    @property
    def late(self) -> tuple[ReturnRow, ...]:
        """Units whose first file came late, and those that are late with nothing received."""
        return tuple(row for row in self.rows if row.days_late and (row.file or not self.has(row)))

    def has(self, row: ReturnRow) -> bool:
        """Whether anything was received from the unit."""
        return row.file is not None or row.unit.id in self.typed


def calendar_rules(read: Reader) -> CalendarRules:
    """The rules as the catalogues give them, with the forms of the record as report types."""
    found = read_toml(assets.catalogue("calendar.toml"))
    receivers = read_toml(assets.catalogue("receivers.toml"))["receiver"]
    special = read.special_days()
    return CalendarRules(
        (*map(_report, found["report"]), *_forms(read, found["form"])),
        inner_rules(read),
        tuple(Receiver(row["subject"], row["name"], *_validity(row)) for row in receivers),
        WorkingDays(
            frozenset(item.day for item in special if not item.works),
            frozenset(item.day for item in special if item.works),
        ),
    )


def inner_rules(read: Reader) -> tuple[InnerRule, ...]:
    """The inner deadlines of the catalogue, each as the office decided it where it did."""
    own = {item.rule: item for item in read.inner_decisions()}
    rules = map(_inner, read_toml(assets.catalogue("calendar.toml"))["inner"])
    return tuple(rule.decided(own.get(rule.key)) for rule in rules)


def dues(read: Reader, start: date, end: date) -> list[Due]:
    """Everything due on the days from `start` up to, not including, `end`; the office's own dates are followed."""
    return dues_between(calendar_rules(read), read.period, start, end)


def units_due(read: Reader, due: Due, day: date) -> list[UnitsDue]:
    """The units expected to send the report's form in, by inner deadline, as it stood at the end of `day`.

    Empty for reports the units send no form for.
    """
    key, code = due.report.form, due.period.code
    if not key:
        return []
    expected = expected_units(read, key, code)
    issued = read.issued_forms(key, code.code)
    files = [file for file in read.received_files(key, code.code) if file.received_at.date() <= day]
    recorded = read.first_recorded(key, code.code)
    typed = {unit: recorded[unit] for unit in _with_figures(read, key, code.code) if recorded[unit] <= day}
    parts = []
    for inner, units in _divided(read, due, expected):
        board = return_board(units, issued, files, inner.deadline, day)
        parts.append(UnitsDue(inner, board.rows, typed))
    return parts


def unit_deadlines(read: Reader, form: str, code: PeriodCode) -> dict[int, date]:
    """By unit, the inner deadline of a form and period; empty for forms that are no report of their own."""
    rules = calendar_rules(read)
    report = next((item for item in rules.reports if item.form == form), None)
    if report is None:
        return {}
    due = due_for(rules, read.period, report, code)
    parts = _divided(read, due, expected_units(read, form, code))
    return {unit.id: inner.deadline for inner, units in parts for unit in units}


def units_table(found: Iterable[tuple[Due, list[UnitsDue]]], day: date, sample: bool) -> ListTable:
    """One row a due and expected unit: its inner deadline, what was received and when, and days late; for Excel."""
    rows = [_unit_row(due, part, row) for due, parts in found for part in parts for row in part.rows]
    lines = (
        f"Tính đến {format_date(day)}",
        "Hạn của đơn vị tính lùi từ hạn gửi báo cáo; “có số từ”: số nhập tay, ngày nhận không muộn hơn ngày ghi vào sổ",
    )
    return ListTable("Theo dõi gửi báo cáo theo đơn vị", _COLUMNS, rows, lines, sample)


def _unit_row(due: Due, part: UnitsDue, row: ReturnRow) -> tuple[Plain, ...]:
    state = "Đã nhận tệp" if row.file else "Chưa gửi"
    if row.file is None and part.has(row):
        state = f"Có số từ {format_date(part.typed[row.unit.id])}"
    return (
        due.report.name,
        due.period.code.short_title,
        due.period.deadline,
        row.unit.name,
        part.inner.deadline,
        state,
        row.first_received,
        row.days_late if row in part.late else None,
    )


def _divided(read: Reader, due: Due, expected: list[Unit]) -> Iterable[tuple[InnerDue, list[Unit]]]:
    """Each expected unit once: under the inner deadline of its level, or under the report's own when it has none."""
    left = expected
    for inner in due.inner:
        units = _of_levels(read, left, inner.rule.levels)
        left = [unit for unit in left if unit not in units]
        if units:
            yield inner, units
    if left:
        own = InnerRule("Các đơn vị khác", (), 0, default=False)
        yield InnerDue(own, due.period.deadline, due.reminder), left


def _with_figures(read: Reader, form: str, period: str) -> Iterable[int]:
    return (unit for unit, cells in read.cells(form, period).items() if cells)


def _of_levels(read: Reader, units: Iterable[Unit], levels: tuple[str, ...]) -> list[Unit]:
    kinds = {kind.key for kind in read.unit_kinds() if kind.level in levels}
    return [unit for unit in units if unit.kind in kinds]


def _forms(read: Reader, subjects: list[dict[str, Any]]) -> Iterable[ReportType]:
    for form in read.forms():
        subject = next((row["subject"] for row in subjects if form.key.startswith(row["prefix"])), "")
        yield ReportType(
            form.key,
            form.title,
            tuple(form.frequency),
            subject,
            form.source,
            form=form.key,
            valid_from=form.valid_from,
            valid_to=form.valid_to,
        )


def _report(row: dict[str, Any]) -> ReportType:
    due = (row["due_month"], row["due_day"]) if "due_day" in row else None
    valid_from, valid_to = _validity(row)
    return ReportType(
        row["key"],
        row["name"],
        tuple(row["kinds"]),
        row["subject"],
        row["source"],
        bool(row.get("default")),
        due=due,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _inner(row: dict[str, Any]) -> InnerRule:
    return InnerRule(
        row["name"],
        tuple(row["levels"]),
        row["before"],
        bool(row.get("working")),
        row["report"],
        row["source"],
        bool(row.get("default")),
        *_validity(row),
        row["key"],
    )


def _validity(row: dict[str, Any]) -> tuple[date | None, date | None]:
    """Catalogue files give the last valid day; here the end is the first day after."""
    last = row.get("valid_to")
    return row.get("valid_from"), last + timedelta(days=1) if last else None
