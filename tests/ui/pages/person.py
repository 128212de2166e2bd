"""A person before the real window of a record: opens a screen, presses keys and buttons, answers dialogs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import open_session
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window

DAY = date(2021, 3, 31)
P = TypeVar("P", bound=Page)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Person:
    """What a person does and sees on one screen; `said` and `failures` are what the window told."""

    def __init__(
        self,
        qtbot: QtBot,
        theme: Theme,
        record: Path,
        key: str,
        *,
        as_of: date = DAY,
        period: PeriodCode | None = None,
        size: tuple[int, int] = (1366, 768),
        view_only: bool = False,
    ) -> None:
        """Open the record's window on the screen `key`."""
        self.qtbot = qtbot
        self.desk = Desk(open_session(record, "Cán bộ tổng hợp", view_only=view_only), theme, as_of, period)
        self.said: list[str] = []
        self.failures: list[str] = []
        self.desk.said.connect(lambda text, _: self.said.append(text))
        self.desk.failed.connect(self.failures.append)
        self.window = Window(self.desk, None)
        self.shell = self.window.shell
        self.shell.resize(*size)
        self.shell.show_page(key)
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)
        self.settle()

    @property
    def current(self) -> Page:
        """The screen shown."""
        page = self.shell.current_page
        assert isinstance(page, Page)
        return page

    def settle(self) -> None:
        """Let the window catch up."""
        for _ in range(6):
            QApplication.processEvents()

    def waited(self, kind: type[P]) -> P:
        """The screen shown, of that kind, once all its work in the background is done."""
        self.settle()
        self.desk.jobs.wait()
        self.settle()
        page = self.current
        assert isinstance(page, kind)
        return page

    def close(self) -> None:
        """Close window and record."""
        self.shell.close()
        self.desk.close()
        self.settle()
        self.shell.deleteLater()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, at: QWidget | None = None
    ) -> None:
        """One key to what has the focus; without a window manager a closed dialog does not hand it back by itself."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self.shell.activateWindow()
            self.settle()
        QTest.keyClick(at or QApplication.focusWidget() or self.shell, key, modifier)
        self.settle()

    def enter(self, editor: QWidget, text: str) -> None:
        """Replace the text of a line and leave it with Enter."""
        assert isinstance(editor, QLineEdit)
        editor.setFocus()
        editor.selectAll()
        editor.insert(text)
        self.press(Qt.Key.Key_Return, at=editor)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press a widget with the mouse, in its middle unless told where."""
        assert widget.isVisible() and widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.settle()

    def answering(self, words: str | None, verb: str = "") -> None:
        """When the next dialog opens, fill its first line and press the button `verb`; None cancels it."""
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
            for line in dialog.findChildren(QLineEdit)[:1]:
                line.setText(words)
            buttons = {item.text(): item for item in dialog.findChildren(QPushButton)}
            if verb not in buttons:
                dialog.reject()
                raise AssertionError(f"no button {verb!r} among {list(buttons)}")
            QTest.mouseClick(buttons[verb], Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, answer)
