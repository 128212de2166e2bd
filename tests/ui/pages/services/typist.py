"""A clerk at the screen of the returns: keys, mouse and clipboard on the real window over a copy of the sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.app import open_session
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value
from desktop_app.ui.desk import Desk
from desktop_app.ui.grid.selection import Cell, Selection
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
MARCH = PeriodCode.month(2021, 3)
FORM = "dvctt-2011"


class Typist:
    """What a person does and sees on the screen "Dịch vụ công trực tuyến"."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        record: Path,
        *,
        size: tuple[int, int] = (1366, 768),
        view_only: bool = False,
    ) -> None:
        """Open the record's window on the screen, at month 3/2021."""
        self.qtbot = qtbot
        session = open_session(record, "Cán bộ tổng hợp", view_only=view_only)
        self.desk = Desk(session, theme, date(2021, 3, 31), MARCH)
        self.window = Window(self.desk, None)
        self.shell = self.window.shell
        self.said: list[str] = []
        self.desk.said.connect(lambda text, _: self.said.append(text))
        self.shell.resize(*size)
        self.shell.show_page("dich-vu-cong")
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)
        page = self.shell.current_page
        assert isinstance(page, ServicesPage)
        self.page = page
        page.grid.take_focus()
        self.settle()

    def settle(self) -> None:
        """Let the window catch up."""
        for _ in range(6):
            QApplication.processEvents()

    def close(self) -> None:
        """Close window and record."""
        self.shell.close()
        self.desk.close()
        self.settle()
        self.shell.deleteLater()

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

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key to what has the focus; without a window manager a closed dialog does not hand it back by itself."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.shell.activateWindow()
            self.settle()
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)
        self.settle()

    def paste(self, text: str) -> None:
        """A block from Excel, then Ctrl+V."""
        QApplication.clipboard().setText(text)
        self.press(Key.Key_V, CONTROL)

    def click(self, button: QPushButton) -> None:
        """Press a button with the mouse."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def answering(self, words: str | None, verb: str = "") -> None:
        """When the next dialog opens, fill its only line and press the button `verb`; None cancels it."""

        waits = iter(range(100))

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                if next(waits, None) is not None:
                    QTimer.singleShot(20, answer)
                return
            if words is None:
                dialog.reject()
                return
            line = getattr(dialog, "words", None)
            if line is not None:
                line.setText(words)
            buttons = {item.text(): item for item in dialog.findChildren(QPushButton)}
            if verb not in buttons:
                dialog.reject()
                raise AssertionError(f"no button {verb!r} among {list(buttons)}")
            QTest.mouseClick(buttons[verb], Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, answer)

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
