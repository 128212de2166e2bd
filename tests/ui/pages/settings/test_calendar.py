"""The section "Lịch báo cáo": inner deadlines decided by the office, days off and days worked in their place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop_app.ui.pages.settings.calendar import CalendarSection, DayPane, InnerPane, NewDaysForm
from tests.ui.pages.settings.conftest import Office

TET = date(2027, 2, 5)


def section(office: Office) -> CalendarSection:
    found = office.section("calendar")
    assert isinstance(found, CalendarSection)
    return found


def test_days_off_are_entered_named_and_taken_out(office: Office) -> None:
    screen = section(office)
    office.click(screen.add)
    form = screen.form
    assert isinstance(form, NewDaysForm)
    office.click(form.save)
    assert "Chưa có ngày đầu" in form.fields[0].error
    office.enter(form.first, "5/2/2027")
    office.enter(form.last, "11/2/2027")
    office.enter(form.name, "Tet")
    office.click(form.save)
    assert len(office.desk.read.special_days()) == 7 and office.said[-1] == "Đã thêm Tet vào lịch báo cáo."
    assert screen.shown_key == TET and isinstance(screen.pane, DayPane)
    words = [screen.model.index(screen.model.find(TET), column).data() for column in range(3)]
    assert words == ["Tet", "05/02/2027", "Ngày nghỉ"]
    office.click(screen.pane.remove)
    assert TET not in [item.day for item in office.desk.read.special_days()]
    office.desk.undo()
    office.settle()
    assert TET in [item.day for item in office.desk.read.special_days()]


def test_days_in_the_wrong_order_stay_in_the_form_with_the_reason(office: Office) -> None:
    screen = section(office)
    office.click(screen.add)
    form = screen.form
    assert isinstance(form, NewDaysForm)
    office.enter(form.first, "11/2/2027")
    office.enter(form.last, "5/2/2027")
    office.enter(form.name, "Tet")
    office.click(form.save)
    assert form.isVisible() and "sớm hơn ngày đầu" in form.refusal.text()
    assert form.name.text() == "Tet" and not office.desk.read.special_days()


def test_an_inner_deadline_becomes_the_offices_own_and_back(office: Office) -> None:
    screen = section(office)
    screen.open_row("communes")
    pane = screen.pane
    assert isinstance(pane, InnerPane) and not pane.back.isVisible()
    office.enter(pane.before.editor, "bay")
    assert "chưa phải là số ngày" in pane.before.error and not office.desk.read.inner_decisions()
    office.enter(pane.before.editor, "99")
    assert "từ 0 đến 60" in pane.before.error
    office.enter(pane.before.editor, "10")
    assert [item.before for item in office.desk.read.inner_decisions()] == [10]
    row = screen.model.find("communes")
    assert screen.model.index(row, 1).data() == "trước 10 ngày"
    assert "Cơ quan tự đặt" in pane.about.text()
    office.click(pane.back)
    assert not office.desk.read.inner_decisions() and screen.model.index(row, 1).data() == "trước 7 ngày"


def test_a_record_open_for_viewing_shows_words_only(
    opening: Callable[..., Office], sample_path: Path
) -> None:
    screen = section(opening(sample_path, view_only=True))
    screen.open_row("communes")
    assert not screen.add.isVisible() and isinstance(screen.pane, InnerPane)
    assert not screen.pane.back.isVisible()
