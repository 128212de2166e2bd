"""Someone who works the grid with real key and mouse events and answers its questions."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.number_entry import Ambiguous, Reading
from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.grid.pane import GridPane
from desktop_app.ui.grid.selection import Cell, Selection
from tests.ui.grid.sample_services import ServiceCounts

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@dataclass
class Answers:
    """Answers the grid's questions and remembers them."""

    reading: Reading | None = Reading.VIETNAMESE
    inside_only: bool = True
    group_row: bool | None = False
    asked: list[str] = field(default_factory=list)

    def number_reading(self, example: Ambiguous) -> Reading | None:
        self.asked.append(f"reading {example.text}")
        return self.reading

    def paste_inside_only(self, outside: int) -> bool:
        self.asked.append(f"outside {outside}")
        return self.inside_only

    def has_group_row(self, title: str) -> bool | None:
        self.asked.append(f"group {title}")
        return self.group_row


class Person:
    """Works the grid with real keys and mouse events, sent to what really has the focus."""

    def __init__(self, grid: ExcelGrid, model: ServiceCounts, answers: Answers) -> None:
        self.grid = grid
        self.answers = answers
        self.model = model
        self.refusals: list[str] = []
        self.notices: list[str] = []
        grid.refused.connect(self.refusals.append)
        grid.notified.connect(self.notices.append)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.grid, key, modifier)

    def type(self, text: str) -> None:
        """Letters outside ASCII come as UniKey sends them: a key event with the letter and its code point."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(QApplication.focusWidget(), letter)
            else:
                code = ord(letter.upper())
                event = QKeyEvent(QEvent.Type.KeyPress, code, Modifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def go(self, row: int, column: int) -> None:
        self.grid.select_at(Cell(row, column))

    def choose(self, row: int, column: int, last_row: int, last_column: int) -> None:
        first = Cell(row, column)
        self.grid.select(Selection(first, first, Cell(last_row, last_column)))

    @property
    def at(self) -> tuple[int, int]:
        return self.grid.current.row, self.grid.current.column

    @property
    def block(self) -> tuple[int, int, int, int]:
        block = self.grid.selection.block
        return block.top, block.left, block.bottom, block.right

    def text(self, row: int, column: int) -> str:
        return self.model.cell(row, column).text

    def column(self, column: int, first: int, last: int) -> list[object]:
        return [self.model.values[row][column - 1] for row in range(first, last + 1)]

    def pane(self, column: int) -> GridPane:
        return self.grid._frozen if column == 0 else self.grid._body

    def middle(self, row: int, column: int) -> QPoint:
        return self.pane(column).visualRect(self.model.index(row, column)).center()

    def click(self, row: int, column: int, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        view = self.pane(column).viewport()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, modifier, self.middle(row, column))

    def drag(
        self,
        start: QPoint,
        cells: list[tuple[int, int]],
        column: int = 1,
        modifier: Qt.KeyboardModifier = Modifier.NoModifier,
    ) -> None:
        """Press at a place of the pane of `column`, move over cells, release over the last."""
        view = self.pane(column).viewport()
        place = start
        QTest.mousePress(view, Qt.MouseButton.LeftButton, modifier, start)
        for row, over in cells:
            target = self.pane(over).viewport().mapToGlobal(self.middle(row, over))
            place = view.mapFromGlobal(target)
            self._move_with_button(view, place, modifier)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, modifier, place)

    def _move_with_button(self, view: QWidget, place: QPoint, modifier: Qt.KeyboardModifier) -> None:
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(view.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            modifier,
        )
        QApplication.sendEvent(view, event)
