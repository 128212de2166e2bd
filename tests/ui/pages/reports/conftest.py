"""The report screen of a copy of the sample record, and a person at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.reports import output
from desktop_app.ui.pages.reports.page import ReportsPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window


class Clerk:
    """Works with mouse and keys in a shown window; `answer` is where files go when the person is asked."""

    def __init__(self, theme: Theme, record: Path, as_of: date) -> None:
        self.desk = Desk(Session(open_record(record, person="CB", machine="PC"), "CB"), theme, as_of=as_of)
        self.window = Window(self.desk, None)
        self.shell = self.window.shell
        self.shell.resize(1366, 768)
        self.shell.show_page("bao-cao")
        self.shell.show()
        page = self.shell.page("bao-cao")
        assert isinstance(page, ReportsPage)
        self.page = page
        self.settle()

    def settle(self) -> None:
        """Let all jobs end and their results arrive."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.desk.jobs.wait()
            QCoreApplication.processEvents()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.settle()

    def press(
        self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(widget, key, held)
        self.settle()

    def close(self) -> None:
        self.window.close()
        QCoreApplication.processEvents()


Opening = Callable[..., Clerk]


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot) -> Iterator[Opening]:
    opened: list[Clerk] = []

    def open_one(record: Path, as_of: date = date(2021, 3, 31)) -> Clerk:
        opened.append(Clerk(theme, record, as_of))
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
