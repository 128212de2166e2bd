"""Lịch báo cáo used by keys and mouse: what is due, who is late, and the way to where it is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.pages.calendar.model import DEADLINE, LATE, RECEIVED, WHAT, lines_of
from desktop_app.ui.pages.calendar.page import CalendarPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

DAY = date(2020, 8, 26)
AUGUST = PeriodCode.month(2020, 8)


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    opened = Person(qtbot, theme, sample_path, "bao-cao")
    opened.desk.look_at(as_of=DAY)
    opened.settle()
    yield opened
    opened.close()


def calendar(person: Person) -> CalendarPage:
    person.click(person.current.strip.calendar)  # type: ignore[attr-defined]
    return person.waited(CalendarPage)


def row_of(page: CalendarPage, report: str, period: PeriodCode, group: str = "") -> int:
    lines = page.model.shown
    return next(
        at
        for at, line in enumerate(lines)
        if line.due.report.name == report
        and line.due.period.code == period
        and (line.inner.rule.name if line.inner else "") == group
    )


SERVICES = "Dịch vụ công trực tuyến theo mức độ 1–4"
DISTRICTS = "UBND cấp xã, cấp huyện"


def test_what_was_due_is_listed_with_who_sent_and_who_is_late(person: Person) -> None:
    page = calendar(person)
    person.click(page.chips.chip("past"))
    row = row_of(page, SERVICES, AUGUST, DISTRICTS)
    words = [page.model.index(row, column).data() for column in (DEADLINE, WHAT, RECEIVED, LATE)]
    assert words == ["18/08/2020", DISTRICTS, "10/11", "1"]
    tip = page.model.index(row, LATE).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Trễ: H. Ngọc Lũng (8 ngày)"
    sent = page.model.index(row_of(page, SERVICES, AUGUST), DEADLINE)
    assert sent.data(Qt.ItemDataRole.AccessibleTextRole) == "25/08/2020, Quá 1 ngày"


def test_what_is_to_come_stands_apart(person: Person) -> None:
    page = calendar(person)
    assert page.chips.current == "coming"
    deadlines = [line.due.period.deadline for line in page.model.shown]
    assert deadlines == sorted(deadlines) and deadlines[0] >= DAY


def test_enter_on_a_group_opens_the_board_and_on_a_report_its_period(person: Person) -> None:
    page = calendar(person)
    person.click(page.chips.chip("past"))
    page.table.choose_row(row_of(page, SERVICES, AUGUST, DISTRICTS))
    page.table.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.shell.current_key == "nhap-so-lieu" and person.desk.period_code == AUGUST
    person.desk.open_page("lich-bao-cao")
    page = person.waited(CalendarPage)
    page.table.choose_row(row_of(page, SERVICES, AUGUST))
    page.table.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.shell.current_key == "bao-cao" and person.desk.period_code == AUGUST


def test_a_locked_period_and_another_day_are_shown_at_once(person: Person) -> None:
    page = calendar(person)
    page.chips.choose("past")
    page.chips.chosen.emit("past")
    person.desk.do(LockPeriod(AUGUST, True, "văn bản 5"))
    page = person.waited(CalendarPage)
    assert page.model.index(row_of(page, SERVICES, AUGUST), RECEIVED).data() == "Đã khóa"
    person.desk.look_at(as_of=date(2020, 8, 20))
    page = person.waited(CalendarPage)
    assert "20/08/2020" in page.header_subtitle
    page.chips.choose("coming")
    page.chips.chosen.emit("coming")
    assert row_of(page, SERVICES, AUGUST) >= 0  # not past on that day


def test_the_units_go_to_excel(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "lich.xlsx"
    monkeypatch.setattr("desktop_app.ui.list_saving.ask_save_path", lambda *_: target)
    page = calendar(person)
    person.click(page.chips.chip("past"))
    person.click(page.export)
    person.waited(CalendarPage)
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    late = [row for row in rows if row[3] == "UBND huyện Ngọc Lũng" and row[1] == "tháng 08/2020"]
    assert late and late[0][5] == "Chưa gửi" and late[0][7] == 8


def test_nothing_due_has_no_lines() -> None:
    assert lines_of([]) == []
