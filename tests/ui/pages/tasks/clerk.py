"""A clerk at the task screen: keys and mouse on the real window, over a copy of the sample record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.tasks import Task
from desktop_app.ui.pages.tasks.page import TasksPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, ALT = Modifier.ControlModifier, Modifier.AltModifier


class Clerk(Person):
    """What a person does and sees on the screen "Nhiệm vụ"."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path, **how: Any) -> None:
        """Open the record's window on the screen."""
        super().__init__(qtbot, theme, record, "nhiem-vu", **how)
        page = self.current
        assert isinstance(page, TasksPage)
        self.page = page

    def close(self) -> None:
        """Close the window, giving up what a form holds."""
        self.page.detail.forget()
        super().close()

    @property
    def focused(self) -> QWidget:
        """What has the keyboard; without a window manager a closed dialog does not hand it back by itself."""
        if QApplication.activeWindow() is None:
            self.shell.activateWindow()
            self.settle()
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        """Type a text where the keyboard is; like a typing program, whole composed letters at once."""
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.focused, letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self.focused, composed)
        self.settle()

    def tab(self, times: int = 1) -> None:
        """Go on to the next field."""
        for _ in range(times):
            self.press(Key.Key_Tab)

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        target = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
        self.page.detail.area.ensureWidgetVisible(widget) if self.page.detail.area.isAncestorOf(
            widget
        ) else None
        self.settle()
        self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
        self.settle()

    def click_row(self, row: int, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        """Click a row of the list."""
        table = self.page.table
        index = self.page.model.index(row, 1)
        table.scrollTo(index)
        at = table.visualRect(index).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, at)
        self.settle()

    def to_list(self) -> None:
        """Put the keyboard into the list."""
        self.page.table.setFocus(Qt.FocusReason.TabFocusReason)

    def button(self, text: str, where: QWidget | None = None) -> QPushButton:
        """The visible button of that text or name."""
        place = where or self.shell
        found = [
            button
            for button in place.findChildren(QPushButton)
            if text in (button.text(), button.accessibleName()) and button.isVisible()
        ]
        assert len(found) == 1, [f"{item.text()}|{item.accessibleName()}" for item in found]
        return found[0]

    def search(self, text: str) -> None:
        """Type into the search box and wait until the list has followed."""
        self.press(Key.Key_F, CONTROL)
        assert self.focused is self.page.search
        self.type(text)
        self.press(Key.Key_Return)

    def titles(self) -> list[str]:
        """The titles shown, from the top."""
        return [line.task.title for line in self.page.model.lines()]

    def numbers(self) -> list[str]:
        """The numbers shown, from the top."""
        return [line.task.number for line in self.page.model.lines()]

    def selected(self) -> list[str]:
        """Numbers of the selected tasks."""
        return [self.page.model.line(row).task.number for row in self.page.table.selected_rows()]

    def task(self, number: str) -> Task:
        """A task as the record holds it now."""
        return next(task for task in self.desk.read.tasks() if task.number == number)

    def exists(self, number: str) -> bool:
        """Whether the record holds a task of that number."""
        return any(task.number == number for task in self.desk.read.tasks())

    def open(self, number: str) -> Task:
        """Open a task in the pane."""
        self.page.show_task(self.task(number).id)
        self.settle()
        return self.task(number)

    def editor(self, key: str) -> QWidget:
        """An in-place editor of the pane."""
        assert self.page.detail.facts is not None
        return self.page.detail.facts.editors[key]

    def edit(self, key: str, text: str) -> QWidget:
        """Click a field of the pane and type another text, not yet committed."""
        editor = self.editor(key)
        self.click(editor)
        self.press(Key.Key_A, CONTROL)
        self.type(text)
        return editor

    def reason(self, key: str) -> str:
        """The refusal shown under a field of the pane."""
        assert self.page.detail.facts is not None
        label = self.page.detail.facts.fields[key].reason
        return label.text() if label.isVisible() else ""

    @property
    def toast(self) -> str:
        """What the toast says."""
        return self.shell.toast.message if self.shell.toast.isVisible() else ""

    def entries(self) -> int:
        """How many log entries there are."""
        return self.desk.read.last_entry()[0]

    def label(self) -> str:
        """The newest log entry's label."""
        return self.desk.read.change_sets(1)[0].label

    def select(self, *rows: int) -> None:
        """Select rows as Ctrl+click does."""
        self.click_row(rows[0])
        for row in rows[1:]:
            self.click_row(row, CONTROL)

    def select_range(self, first: int, last: int) -> None:
        """Select rows as Shift+click does."""
        self.click_row(first)
        self.click_row(last, Modifier.ShiftModifier)

    def current_row(self) -> int:
        """The row the keyboard is at."""
        return self.page.table.currentIndex().row()

    def right_edge(self, widget: QWidget) -> int:
        """Where a widget ends in the window."""
        return widget.mapTo(self.shell, QPoint(widget.width(), 0)).x()


__all__ = ["ALT", "CONTROL", "Clerk", "Key", "Modifier"]
