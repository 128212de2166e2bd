"""One form for one period as the grid shows it: units by group, figures, findings, sums. Knows no Qt.

A month's figures are typed. A longer period is worked out from its months and cannot be typed into, unless
figures were reported for the period itself or no month holds any; `Sheet.source` says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from desktop_app.domain.checks import ERROR, Finding, carried, check_row
from desktop_app.domain.forms import Form
from desktop_app.domain.periods import Period, PeriodCode
from desktop_app.domain.ratio import Number, Ratio
from desktop_app.domain.units import Unit
from desktop_app.domain.values import Cells, Totals, missing_fields, ratio_of, row_numbers, total
from desktop_app.exporting import cells_of, figures_of, grouped_units
from desktop_app.store.reader import FigureChanges, Reader

HISTORY = 12
_KINDS = {
    "month": "tháng",
    "quarter": "quý",
    "half": "6 tháng",
    "nine_months": "9 tháng",
    "year": "năm",
}


class Source(Enum):
    """Where a sheet's figures come from: typed for a month, worked out from months, or typed for a long period."""

    MONTH = "month"
    FROM_MONTHS = "from_months"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's figures, those of the period before, what is missing and what the rules found."""

    number: int
    unit: Unit
    cells: Cells
    previous: Cells
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    numbers: Mapping[str, Number | None]
    broken: frozenset[str]

    @property
    def complete(self) -> bool:
        """Whether no required figure is missing."""
        return not self.missing

    def count(self, severity: str) -> int:
        """How many findings of that severity the row has."""
        return sum(finding.severity == severity for finding in self.findings)

    def finding(self, key: str) -> Finding | None:
        """The gravest finding on a field."""
        return next((finding for finding in self.findings if key in finding.fields), None)


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The units under one heading, their sums, and those of the period before."""

    title: str
    rows: tuple[UnitRow, ...]
    totals: Totals
    previous: Totals


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything shown for one form and period. `locked` says in Vietnamese why nothing can be typed ("": it can)."""

    form: Form
    period: Period
    source: Source
    locked: str
    groups: tuple[UnitGroup, ...]
    totals: Totals
    previous: Totals
    entry: int

    @property
    def code(self) -> PeriodCode:
        """The period."""
        return self.period.code

    def rows(self) -> Iterator[UnitRow]:
        """The units in the order shown."""
        for group in self.groups:
            yield from group.rows

    def findings(self, severity: str) -> int:
        """How many findings of that severity there are."""
        return sum(row.count(severity) for row in self.rows())


def forms_to_offer(read: Reader, period: Period) -> list[Form]:
    """The forms a period can be looked at in: those in force at its end, and any it holds figures of."""
    return [
        form
        for form in read.forms()
        if form.in_force(period.last_day) or read.cells(form.key, period.code.code)
    ]


def read_sheet(read: Reader, form: Form, code: PeriodCode, viewing_reason: str) -> Sheet:
    """The sheet of a form and period; `viewing_reason` says why the record cannot be edited ("": it can)."""
    period = read.period(code)
    cells, before = cells_of(read, form, code), cells_of(read, form, code.previous)
    source = _source(read, form, code)
    groups, number = [], 0
    for title, units in grouped_units(read, form, period.last_day):
        rows = []
        for unit in units:
            number += 1
            rows.append(_row(form, code, number, unit, cells, before, source))
        ids = [unit.id for unit in units]
        groups.append(UnitGroup(title, tuple(rows), total(form, ids, cells), total(form, ids, before)))
    return Sheet(
        form=form,
        period=period,
        source=source,
        locked=viewing_reason or _why_locked(read, form, period, source),
        groups=tuple(groups),
        totals=figures_of(read, form, code).totals,
        previous=figures_of(read, form, code.previous).totals,
        entry=read.last_entry()[0],
    )


def _source(read: Reader, form: Form, code: PeriodCode) -> Source:
    if code.months == 1:
        return Source.MONTH
    if read.cells(form.key, code.code):
        return Source.WHOLE
    typed = any(read.cells(form.key, month.code) for month in code.month_codes)
    return Source.FROM_MONTHS if typed else Source.WHOLE


def _why_locked(read: Reader, form: Form, period: Period, source: Source) -> str:
    code = period.code
    if period.locked or read.period(code, form.key).locked:
        return f"Kỳ {code.short_title} đã khóa. Mở khóa kỳ trong Cài đặt rồi sửa."
    if source is Source.FROM_MONTHS:
        return f"Số kỳ {code.short_title} tự tính từ các tháng. Sửa số ở kỳ tháng."
    if code.kind not in form.frequency:
        return f"“{form.short_title}” không báo cáo theo kỳ {_KINDS[code.kind]}. Chọn kỳ khác."
    return ""


def _row(
    form: Form,
    code: PeriodCode,
    number: int,
    unit: Unit,
    cells: Mapping[int, Cells],
    before: Mapping[int, Cells],
    source: Source,
) -> UnitRow:
    own, previous = cells.get(unit.id, {}), before.get(unit.id, {})
    going_on = carried(form, previous, code.starts_year)
    found = [_placed(form, finding) for finding in check_row(form, own, going_on)]
    if source is Source.FROM_MONTHS:  # warnings are looked at, and kept, in the months
        found = [finding for finding in found if finding.severity == ERROR]
    return UnitRow(
        number=number,
        unit=unit,
        cells=own,
        previous=previous,
        missing=tuple(missing_fields(form, own)),
        findings=tuple(found),
        numbers=row_numbers(form, own),
        broken=_broken(form, found),
    )


def _placed(form: Form, finding: Finding) -> Finding:
    """A finding about the whole row marks its first field, so that F8 comes to it."""
    if finding.fields:
        return finding
    return Finding(finding.rule, finding.severity, (form.fields[0].key,), finding.message)


def _broken(form: Form, findings: list[Finding]) -> frozenset[str]:
    """The derived columns an error speaks of (a sum larger than its whole)."""
    rules = {finding.rule for finding in findings if finding.severity == ERROR}
    names = {
        name for rule in form.rules if rule.key in rules and rule.expression for name in rule.expression.names
    }
    return frozenset(item.key for item in form.derived if item.key in names)


class History:
    """A form's figures in the last periods of the same kind, oldest first; read when first asked for."""

    def __init__(self, read: Reader, form: Form, code: PeriodCode) -> None:
        """Up to and with `code`."""
        self._read, self._form = read, form
        self.codes = tuple(code.shifted(-back) for back in range(HISTORY - 1, -1, -1))
        self._cells: list[Mapping[int, Cells]] = []

    def _periods(self) -> list[Mapping[int, Cells]]:
        if not self._cells:
            self._cells = [cells_of(self._read, self._form, code) for code in self.codes]
        return self._cells

    def changes(self) -> FigureChanges:
        """Who last changed each figure of the newest of the periods."""
        return self._read.figures_changed(self._form.key, self.codes[-1].code)

    def figures(self, unit_id: int, key: str) -> tuple[Number | None, ...]:
        """A field's or derived column's figures; None where there was none."""
        return tuple(
            row_numbers(self._form, cells.get(unit_id, {})).get(key) if unit_id in cells else None
            for cells in self._periods()
        )

    def ratios(self, unit_id: int, key: str) -> tuple[Number | None, ...]:
        """A ratio in percent; None where there was none."""
        column = self._form.ratio(key)
        if column is None:
            return (None,) * HISTORY
        return tuple(
            _percent(ratio_of(column, row_numbers(self._form, cells.get(unit_id, {}))))
            for cells in self._periods()
        )

    def totals(self, unit_ids: list[int], key: str) -> tuple[Number | None, ...]:
        """A ratio in percent over the complete ones of some units."""
        column = self._form.ratio(key)
        if column is None:
            return (None,) * HISTORY
        return tuple(_percent(total(self._form, unit_ids, cells).ratio(column)) for cells in self._periods())


def _percent(ratio: Ratio | None) -> float | None:
    return None if ratio is None else ratio.percent
