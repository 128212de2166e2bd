"""Nothing flashes up as a window of its own: a part shown before it has a place takes the keyboard for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.cli.parser import PAGES
from desktop_app.commands.people import AddPerson
from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.people import Role
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.shell import Shell
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

_MEANT = (Shell, QDialog, QMenu)


class Watch(QObject):
    """Notes every widget shown as a window that is not meant to be one."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, and let it pass."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if not popup and not isinstance(watched, _MEANT):
                text = getattr(watched, "text", lambda: "")()
                self.strays.append(f"{type(watched).__name__} {watched.accessibleName() or text}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    seen = Watch()
    qapp.installEventFilter(seen)
    yield seen
    qapp.removeEventFilter(seen)


def test_the_watch_sees_a_part_shown_before_it_has_a_place(watch: Watch) -> None:
    part = QFrame()
    part.setAccessibleName("lạc")
    part.setVisible(True)
    part.deleteLater()
    assert watch.strays == ["QFrame lạc"]


def test_no_screen_and_no_settings_flash_a_window(
    qtbot: QtBot, theme: Theme, sample_path: Path, watch: Watch
) -> None:
    person = Person(qtbot, theme, sample_path, "tong-quan", as_of=date(2020, 8, 26))
    try:
        session = person.desk.session
        session.do(AddPerson(session.person, Role.APPROVE))
        session.do(LockPeriod(PeriodCode.parse("2020-07")))
        for key in PAGES:
            person.desk.open_page(key)
            person.settle()
            person.desk.jobs.wait()
        for entry in range(_settings(person).menu.count()):
            _settings(person).menu.setCurrentRow(entry)
            person.settle()
            section = _settings(person).section
            if isinstance(section, ListSection):
                for row in range(min(section.model.rowCount(), 12)):
                    section.open_row(section.model.key(row))
                    person.settle()
    finally:
        person.close()
    assert watch.strays == []


def _settings(person: Person) -> SettingsPage:
    person.desk.open_page("cai-dat")
    page = person.current
    assert isinstance(page, SettingsPage)
    return page
