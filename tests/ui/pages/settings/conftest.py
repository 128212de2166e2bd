"""The settings of a copy of the sample record, in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import open_session
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.settings.section import Section
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window


class Office:
    """What a person does and sees in the settings."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path, view_only: bool = False) -> None:
        """Open the record's window on the settings."""
        self.qtbot = qtbot
        session = open_session(record, "Cán bộ tổng hợp", view_only=view_only)
        self.desk = Desk(session, theme, date(2021, 3, 31))
        self.said: list[str] = []
        self.failures: list[str] = []
        self.desk.said.connect(lambda text, _: self.said.append(text))
        self.desk.failed.connect(self.failures.append)
        self.shell = Window(self.desk, None).shell
        self.shell.resize(1366, 768)
        self.shell.show_page("cai-dat")
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)
        page = self.shell.current_page
        assert isinstance(page, SettingsPage)
        self.page = page
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

    def enter(self, editor: QWidget, text: str) -> None:
        """Replace the text of a line and leave it with Enter, as a person with the keyboard."""
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        editor.insert(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    def click(self, button: QPushButton) -> None:
        """Press a button with the mouse."""
        assert button.isVisible() and button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def answering(self, words: str, verb: str) -> None:
        """When the next dialog opens, fill its line and press the button `verb`."""
        waits = iter(range(100))

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                if next(waits, None) is not None:
                    QTimer.singleShot(20, answer)
                return
            dialog.findChildren(QLineEdit)[0].setText(words)
            buttons = {item.text(): item for item in dialog.findChildren(QPushButton)}
            if verb not in buttons:
                dialog.reject()
                raise AssertionError(f"no button {verb!r} among {list(buttons)}")
            QTest.mouseClick(buttons[verb], Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, answer)


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
