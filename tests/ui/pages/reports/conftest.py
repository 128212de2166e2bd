"""The report screen of a copy of the sample record, and a person at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.reports import output
from desktop_app.ui.pages.reports.page import ReportsPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person


class Clerk(Person):
    """Works with mouse and keys on the report screen."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path, as_of: date) -> None:
        """Open the record's window on the screen."""
        super().__init__(qtbot, theme, record, "bao-cao", as_of=as_of)
        page = self.current
        assert isinstance(page, ReportsPage)
        self.page = page

    def settle(self) -> None:
        """Let all jobs end and their results arrive."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.desk.jobs.wait()
            QCoreApplication.processEvents()


Opening = Callable[..., Clerk]


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot) -> Iterator[Opening]:
    opened: list[Clerk] = []

    def open_one(record: Path, as_of: date = date(2021, 3, 31)) -> Clerk:
        opened.append(Clerk(qtbot, theme, record, as_of))
        return opened[-1]

    yield open_one
    for clerk in opened:
        clerk.close()


@pytest.fixture
def clerk(opening: Opening, sample_path: Path) -> Clerk:
    """At the sample's own day, 31/03/2021."""
    return opening(sample_path)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the person chooses, with the name the program suggests."""
    folder = tmp_path / "Báo cáo"
    folder.mkdir()
    monkeypatch.setattr(
        output, "ask_save_path", lambda _parent, _title, suggested, _kinds: folder / suggested.name
    )
    return folder
