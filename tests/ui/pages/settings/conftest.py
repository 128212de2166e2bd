"""The settings of a copy of the sample record, in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.settings.section import Section
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person


class Office(Person):
    """What a person does and sees in the settings."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path, view_only: bool = False) -> None:
        """Open the record's window on the settings."""
        super().__init__(qtbot, theme, record, "cai-dat", view_only=view_only)
        page = self.current
        assert isinstance(page, SettingsPage)
        self.page = page

    def section(self, key: str) -> Section:
        """Open a section."""
        found = self.page.show_section(key)
        self.settle()
        return found

    def list_section(self, key: str) -> ListSection:
        """Open a section with a list."""
        found = self.section(key)
        assert isinstance(found, ListSection)
        return found


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot) -> Iterator[Callable[..., Office]]:
    """Opens windows and closes them after the test."""
    opened: list[Office] = []

    def open_one(record: Path, view_only: bool = False) -> Office:
        opened.append(Office(qtbot, theme, record, view_only))
        return opened[-1]

    yield open_one
    for office in opened:
        office.close()


@pytest.fixture
def office(opening: Callable[..., Office], sample_path: Path) -> Office:
    """The settings of the sample."""
    return opening(sample_path)
