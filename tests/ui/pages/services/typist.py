"""A clerk at the screen of the returns: keys, mouse and clipboard on the real window over a copy of the sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value
from desktop_app.ui.grid.selection import Cell, Selection
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
MARCH = PeriodCode.month(2021, 3)
FORM = "dvctt-2011"


class Typist(Person):
    """What a person does and sees on the screen "Dịch vụ công trực tuyến"."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path, **how: Any) -> None:
        """Open the record's window on the screen, at month 3/2021."""
        super().__init__(qtbot, theme, record, "dich-vu-cong", period=MARCH, **how)
        page = self.current
        assert isinstance(page, ServicesPage)
        self.page = page
        page.grid.take_focus()
        self.settle()

    def row_of(self, name: str) -> int:
        """The grid's row of a unit, by its full name."""
        rows = range(self.page.model.row_total())
        return next(row for row in rows if self.page.model.row(row).title == name)

    def column_of(self, title: str) -> int:
        """The grid's column by its title."""
        return next(at for at, column in enumerate(self.page.model.columns) if column.title == title)

    def go(self, unit: str, title: str) -> Cell:
        """Put the cursor on a cell."""
        cell = Cell(self.row_of(unit), self.column_of(title))
        self.page.grid.select_at(cell)
        return cell

    def choose(self, unit: str, title: str, last_unit: str, last_title: str) -> None:
        """Select a block."""
        first = self.go(unit, title)
        last = Cell(self.row_of(last_unit), self.column_of(last_title))
        self.page.grid.select(Selection(first, first, last))

    def type(self, text: str, end: Key = Key.Key_Return) -> None:
        """Type ASCII text into the focus and end the cell."""
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.press(end)

    def paste(self, text: str) -> None:
        """A block from Excel, then Ctrl+V."""
        QApplication.clipboard().setText(text)
        self.press(Key.Key_V, CONTROL)

    def value(self, unit: str, field: str, period: PeriodCode = MARCH) -> Value | None:
        """What the record keeps of a figure."""
        read = self.desk.read
        found = next(item for item in read.units() if item.name == unit)
        return read.cells(FORM, period.code).get(found.id, {}).get(field)

    def text(self, unit: str, title: str) -> str:
        """What a cell shows."""
        return self.page.model.cell(self.row_of(unit), self.column_of(title)).text

    @property
    def message(self) -> str:
        """What the line below the grid says."""
        return self.page.card.message.message.text()
