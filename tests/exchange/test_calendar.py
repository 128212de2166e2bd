"""Expected, received and late units of a due, from a real record and real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from desktop_app.commands.calendar import AddSpecialDays, DecideInner
from desktop_app.commands.settings import SetPeriod
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.calendar import Due
from desktop_app.domain.values import Value, ValueState
from desktop_app.issuing import board_of
from desktop_app.merging import merge
from desktop_app.reporting_calendar import UnitsDue, dues, unit_deadlines, units_due
from desktop_app.session import Session
from tests.exchange.conftest import FORM, PERIOD
from tests.exchange.test_reading import HEALTH, HOME, filled, read, unit_of

DAY = date(2021, 4, 24)


def due_of(session: Session) -> Due:
    found = dues(session.read, date(2021, 4, 1), date(2021, 5, 1))
    return next(due for due in found if due.report.form == FORM and due.period.code == PERIOD)


def part_of(session: Session, name: str, day: date = DAY) -> UnitsDue:
    parts = units_due(session.read, due_of(session), day)
    assert sum(len(part.rows) for part in parts) == 30  # each expected unit once
    return next(part for part in parts if unit_of(session, name) in {row.unit.id for row in part.rows})


def test_files_count_against_the_inner_deadline(session: Session, forms: Path) -> None:
    before = part_of(session, HEALTH)
    assert before.inner.deadline == date(2021, 4, 22) and before.received.numerator == 0
    assert len(before.late) == len(before.rows) and {row.days_late for row in before.late} == {2}
    assert not part_of(session, HEALTH, date(2021, 4, 22)).late
    filled(session, forms / HEALTH)
    merge(session, read(session, forms / HEALTH))  # on 20/4
    part = part_of(session, HEALTH)
    assert (part.received.numerator, part.on_time.numerator) == (1, 1)
    assert len(part.late) == len(part.rows) - 1
    assert unit_of(session, HEALTH) not in {row.unit.id for row in part.late}


def test_a_file_after_the_inner_deadline_is_late_and_received(session: Session, forms: Path) -> None:
    period = session.read.period(PERIOD)
    session.do(SetPeriod(replace(period, deadline=date(2021, 4, 21))))  # inner deadline of departments: 18/4
    filled(session, forms / HOME)
    merge(session, read(session, forms / HOME))
    part = part_of(session, HOME)
    assert (part.received.numerator, part.on_time.numerator) == (1, 0)
    assert next(row.days_late for row in part.late if row.unit.id == unit_of(session, HOME)) == 2


def test_the_board_counts_from_the_units_own_deadline(session: Session, forms: Path) -> None:
    limits = unit_deadlines(session.read, FORM, PERIOD)
    rows = board_of(session.read, FORM, PERIOD, DAY, limits=limits).rows
    assert {(row.unit.kind, row.deadline, row.days_late) for row in rows} >= {
        ("department", date(2021, 4, 22), 2),
        ("district", date(2021, 4, 18), 6),
    }
    assert {row.days_late for row in board_of(session.read, FORM, PERIOD, DAY).rows} == {0}
    assert unit_deadlines(session.read, "tasks", PERIOD) == {}


def test_the_office_moves_inner_deadlines_and_days_off_move_reminders_only(session: Session) -> None:
    before = due_of(session)
    session.do(DecideInner("departments", "Sở", 10, False, "CV 12"))
    session.do(AddSpecialDays(before.period.deadline, before.period.deadline, "Nghỉ bù"))
    after = due_of(session)
    assert after.period == before.period and after.reminder < before.period.deadline
    part = part_of(session, HEALTH)
    assert part.inner.deadline == date(2021, 4, 15) and part.inner.rule.source == "CV 12"
    assert unit_deadlines(session.read, FORM, PERIOD)[unit_of(session, HEALTH)] == date(2021, 4, 15)


def test_figures_typed_without_a_file_count_from_the_day_they_were_recorded(session: Session) -> None:
    value = ValueEdit(unit_of(session, HEALTH), "level4", Value(ValueState.REPORTED, 5))
    at = [datetime(2021, 4, 22, 16, 0)]
    session.record.clock = lambda: at[0]
    session.do(SetValues(FORM, PERIOD, [value]))  # on the last day of the departments' own deadline
    at[0] = datetime(2021, 4, 23, 9, 0)
    session.do(SetValues(FORM, PERIOD, [replace(value, unit_id=unit_of(session, HOME))]))
    assert part_of(session, HEALTH, date(2021, 4, 21)).received.numerator == 0
    on_time = part_of(session, HEALTH, date(2021, 4, 22))
    assert (on_time.received.numerator, on_time.on_time.numerator) == (1, 1)
    later = part_of(session, HEALTH)
    assert (later.received.numerator, later.on_time.numerator, later.undated) == (2, 1, 1)
    assert later.on_time_words.endswith(", 1 không rõ ngày nhận")
    assert unit_of(session, HOME) not in {row.unit.id for row in later.late}  # it may have come in time
