"""The screen "Nhập số liệu" of a copy of the record the forms were issued from, and a person at it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import FileReport
from desktop_app.issuing import issue_forms
from desktop_app.ui.pages.entry.page import EntryPage
from desktop_app.ui.theme import Theme
from tests.exchange.conftest import FORM, PERIOD, opened
from tests.exchange.filling import fill
from tests.ui.pages.person import Person

FIGURES = {
    "total_procedures": 60,
    "level1": 5,
    "level2": 12,
    "level3": 20,
    "level4": 14,
    "on_national_portal": 3,
    "dossiers_total": 300,
    "dossiers_online": 20,
}
DAY = date(2021, 4, 20)


class Clerk(Person):
    """Works with mouse and keys on the screen of the returns."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, record: Path, size: tuple[int, int], view_only: bool
    ) -> None:
        """Open the record's window on the screen, in the period the forms are for."""
        super().__init__(
            qtbot,
            theme,
            record,
            "nhap-so-lieu",
            as_of=DAY,
            period=PeriodCode.parse("2021-04"),
            size=size,
            view_only=view_only,
        )
        page = self.current
        assert isinstance(page, EntryPage)
        self.page = page

    def settle(self) -> None:
        """Let all jobs end and their results arrive, also those that begin another."""
        for _ in range(4):
            QCoreApplication.processEvents()
            self.desk.jobs.wait()
            QCoreApplication.processEvents()

    def drop(self, *paths: Path, on: QWidget | None = None) -> None:
        """Drag files from the desktop into the window and let go."""
        target, data = on or self.page, QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        at = target.rect().center()
        enters = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(target, enters)
        assert enters.isAccepted()
        falls = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(target, falls)
        self.settle()

    def row_of(self, name: str) -> int:
        """The row of a file whose name holds these words."""
        model = self.page.view.model
        return next(row for row in range(model.rowCount()) if name in model.report(row).file_name)

    def report(self, name: str) -> FileReport:
        """A file of the batch by part of its name."""
        return self.page.view.model.report(self.row_of(name))

    def show_file(self, name: str) -> None:
        """Click a file's row."""
        table = self.page.view.table
        index = table.model().index(self.row_of(name), 1)
        table.scrollTo(index)
        self.click(table.viewport(), table.visualRect(index).center())


Opening = Callable[..., Clerk]


@pytest.fixture(scope="session")
def office(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record and the forms issued from it; never write into it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copyfile(built_sample, folder / "so.tiendo")
    session = opened(folder / "so.tiendo")
    issue_forms(session, FORM, PERIOD, folder / "phieu", draw=random.Random(7).randrange)
    session.close()
    return folder


@pytest.fixture
def record(office: Path, tmp_path: Path) -> Path:
    """The test's own copy of the record."""
    return Path(shutil.copyfile(office / "so.tiendo", tmp_path / "so.tiendo"))


@pytest.fixture
def returned(office: Path, tmp_path: Path) -> Path:
    """Three forms as three units sent them back: one right, one with words in a number, one breaking a rule."""
    folder = tmp_path / "thư đến"
    folder.mkdir()
    for unit, changed in (
        ("so-y-te", {}),
        ("so-xay-dung", {"level3": "22 HS", "level1": -3}),
        ("so-noi-vu", {"dossiers_online": 301}),
    ):
        name = f"dvctt-2011_2021-04_{unit}.xlsx"
        fill(office / "phieu" / name, FIGURES | changed, target=folder / name)
    return folder


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot, record: Path) -> Iterator[Opening]:
    clerks: list[Clerk] = []

    def open_one(size: tuple[int, int] = (1366, 768), view_only: bool = False) -> Clerk:
        clerks.append(Clerk(qtbot, theme, record, size, view_only))
        return clerks[-1]

    yield open_one
    for clerk in clerks:
        clerk.close()


@pytest.fixture
def clerk(opening: Opening) -> Clerk:
    """At a window of the smallest office screen."""
    return opening()
