"""A record with people and PINs is opened: who works is asked first, until then it can only be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.commands.people import AddPerson, SetPin
from desktop_app.domain.people import Role
from desktop_app.preferences import load_preferences
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.ui.pages.settings.display import DisplaySection
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.who_works import WhoWorksDialog
from desktop_app.ui.window import Window


@pytest.fixture
def shared(sample_path: Path) -> Path:
    """A record two people share; An approves and Chi enters, both by PIN."""
    session = Session(open_record(sample_path, person="An", machine="PC"), "An")
    for name, role, pin in (("An", Role.APPROVE, "111111"), ("Chi", Role.ENTER, "3333")):
        person = session.do(AddPerson(name, role))
        session.do(SetPin(int(str(person)), pin))
    session.close()
    return sample_path


def started(program: Program, path: Path) -> tuple[Window, WhoWorksDialog]:
    program.chosen.person = "An"
    program.start(path)
    assert program.window is not None and program.window.who is not None
    return program.window, program.window.who


def test_the_pin_is_asked_when_the_record_is_opened(program: Program, shared: Path, qtbot: QtBot) -> None:
    window, dialog = started(program, shared)
    qtbot.waitUntil(dialog.isVisible)
    assert not window.desk.can_edit and dialog.person.currentData() == "An"
    assert "Chưa biết ai đang làm việc" in window.shell.band.message
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.pin)
    qtbot.keyClicks(dialog.pin, "000000")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert "PIN của An không đúng" in dialog.pin_field.error
    qtbot.keyClicks(dialog.pin, "111111")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert program.window is not window and program.window is not None
    assert program.window.desk.can_edit and not program.window.shell.band.isVisible()


def test_another_person_of_the_pc_works_under_their_own_name(
    program: Program, shared: Path, qtbot: QtBot
) -> None:
    _, dialog = started(program, shared)
    dialog.person.choose("Chi")
    qtbot.keyClicks(dialog.pin, "3333")
    qtbot.mouseClick(dialog.verb_button, Qt.MouseButton.LeftButton)
    assert program.window is not None and program.window.desk.session.person == "Chi"
    assert load_preferences(program.folder).person == "Chi"


def test_who_gives_no_pin_looks_and_may_give_it_later(program: Program, shared: Path, qtbot: QtBot) -> None:
    window, dialog = started(program, shared)
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and not window.desk.can_edit
    window.shell.show_page("cai-dat")
    page = window.shell.current_page
    assert isinstance(page, SettingsPage)
    section = page.show_section("display")
    assert isinstance(section, DisplaySection)
    section.refresh()
    assert not section.person.isEnabled() and "danh sách người dùng" in section.note.text()
    window.shell.user_clicked.emit()
    assert window.who is not None and window.who is not dialog
    qtbot.keyClicks(window.who.pin, "111111")
    qtbot.keyClick(window.who.pin, Qt.Key.Key_Return)
    assert program.window is not None and program.window.desk.can_edit
