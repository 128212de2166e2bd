"""The grid as a screen shows it, with someone who works it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.theme import Theme
from tests.ui.grid.person import Answers, Person
from tests.ui.grid.sample_services import ServiceCounts, province


@pytest.fixture
def open_grid(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[ServiceCounts], Person]]:
    def show(model: ServiceCounts) -> Person:
        # A complaint of the tester is a Qt warning, and those fail the test.
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
        answers = Answers()
        grid = ExcelGrid(model, theme, "Số liệu DVCTT", answers)
        qtbot.addWidget(grid)
        grid.resize(1088, 558)
        grid.show()
        qtbot.waitExposed(grid)
        grid.activateWindow()
        grid.setFocus()
        qtbot.waitUntil(lambda: grid.editor.hasFocus())
        return Person(grid, model, answers)

    yield show
    QApplication.clipboard().clear()


@pytest.fixture
def person(open_grid: Callable[[ServiceCounts], Person]) -> Person:
    return open_grid(province())
