"""The section "Người dùng" and the dialogs around it: adding, PINs, switching, and the second person of an unlocking."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop_app.commands.people import AddPerson, SetPin
from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.people import Role
from desktop_app.domain.periods import PeriodCode
from desktop_app.permissions import PinTries
from desktop_app.ui.pages.settings.people import NewPersonForm, PeopleSection
from desktop_app.ui.pages.settings.unlocking import UnlockDialog
from tests.ui.pages.person import Person

MARCH = PeriodCode.parse("2021-03")


@pytest.fixture
def clerk(qtbot: Any, theme: Any, sample_path: Path) -> Any:
    opened = Person(qtbot, theme, sample_path, "cai-dat", as_of=date(2021, 3, 31))
    yield opened
    opened.close()


def section(clerk: Person) -> PeopleSection:
    clerk.desk.open_page("cai-dat", section="people")
    clerk.settle()
    found = clerk.current.section  # type: ignore[attr-defined]
    assert isinstance(found, PeopleSection)
    return found


def two_approvers(clerk: Person) -> None:
    session = clerk.desk.session
    first, made = session.person, {}
    for name, pin in ((first, "111111"), ("Bình", "000000")):
        made[name] = int(str(session.do(AddPerson(name, Role.APPROVE))))
        session.do(SetPin(made[name], pin))
    session.do(AddPerson("Dung", Role.VIEW))
    session.switch_person("Bình", "000000")
    session.do(SetPin(made["Bình"], "222222"))  # Bình's own
    session.switch_person(first, "111111")


def test_the_first_person_approves_and_keeps_working(clerk: Person) -> None:
    screen = section(clerk)
    clerk.click(screen.add)
    form = screen.form
    assert isinstance(form, NewPersonForm)
    assert form.name.text() == clerk.desk.session.person and form.role.count() == 1
    form.write()
    clerk.settle()
    (person,) = clerk.desk.read.people()
    assert person.role is Role.APPROVE and clerk.desk.can_edit
    assert screen.pane is not None and screen.pane.person_id == person.id


def test_a_pin_is_set_and_taken_away(clerk: Person) -> None:
    clerk.desk.session.do(AddPerson(clerk.desk.session.person, Role.APPROVE))
    screen = section(clerk)
    screen.open_row(clerk.desk.read.people()[0].id)
    clerk.settle()
    pane = screen.pane
    assert pane is not None
    clerk.click(pane.pin)
    pane.dialog.words.setText("12")
    clerk.click(pane.dialog.verb_button)
    assert pane.dialog.isVisible() and "chữ số" in clerk.failures[-1]
    pane.dialog.words.setText("123456")
    clerk.click(pane.dialog.verb_button)
    assert clerk.desk.read.people()[0].pin and pane.no_pin.isVisible()
    clerk.click(pane.no_pin)
    assert not clerk.desk.read.people()[0].pin


def test_another_person_takes_over_by_pin_and_wrong_ones_wait(clerk: Person) -> None:
    two_approvers(clerk)
    now = [100.0]
    clerk.desk.session._tries = PinTries(lambda: now[0])
    clerk.shell.user_clicked.emit()
    dialog = clerk.window.who
    assert dialog is not None
    dialog.person.choose("Bình")
    for _ in range(3):
        dialog.pin.setText("000000")
        clerk.click(dialog.verb_button)
        assert "PIN của Bình không đúng" in dialog.pin_field.error
    dialog.pin.setText("222222")
    clerk.click(dialog.verb_button)
    assert "Chờ" in dialog.pin_field.error and clerk.desk.session.person != "Bình"
    now[0] += 11
    clerk.click(dialog.verb_button)
    assert clerk.desk.session.person == "Bình" and not dialog.isVisible()


def test_without_a_list_the_button_leads_to_the_section(clerk: Person) -> None:
    clerk.shell.show_page("nhiem-vu")
    clerk.shell.user_clicked.emit()
    clerk.settle()
    assert clerk.shell.current_key == "cai-dat" and isinstance(
        clerk.current.section,
        PeopleSection,  # type: ignore[attr-defined]
    )


def test_who_only_looks_is_told_and_can_write_nothing(
    qtbot: Any, theme: Any, sample_path: Path, clerk: Person
) -> None:
    two_approvers(clerk)
    clerk.desk.session.switch_person("Dung", "")
    assert not clerk.desk.can_edit
    clerk.window._say_viewing()
    assert "Dung có vai trò xem nên chỉ xem" in clerk.shell.band.message


def test_opening_a_period_asks_a_second_approver(clerk: Person) -> None:
    two_approvers(clerk)
    clerk.desk.session.do(LockPeriod(MARCH))
    dialog = UnlockDialog(clerk.desk, clerk.shell, MARCH)
    dialog.open()
    dialog.reason.setText("Bộ yêu cầu báo cáo lại")
    clerk.click(dialog.verb_button)
    assert "hai người duyệt" in dialog.second_field.error
    names = [dialog.second.itemText(row) for row in range(dialog.second.count())]
    assert names == ["Chọn người", "Bình"]
    dialog.second.setCurrentIndex(1)
    dialog.pin.setText("999999")
    clerk.click(dialog.verb_button)
    assert "PIN của Bình không đúng" in dialog.pin_field.error
    dialog.pin.setText("222222")
    clerk.click(dialog.verb_button)
    assert not dialog.isVisible() and not clerk.desk.read.period(MARCH).locked
