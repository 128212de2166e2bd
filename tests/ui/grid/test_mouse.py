"""Selecting, filling and editing with real mouse events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.grid.headers import Corner
from desktop_app.ui.grid.selection import Block
from tests.ui.grid.person import Key, Modifier, Person

LEFT, NONE = Qt.MouseButton.LeftButton, Modifier.NoModifier
SHIFT, CTRL = Modifier.ShiftModifier, Modifier.ControlModifier


def handle(person: Person) -> QPoint:
    centre = person.grid._body.handle_centre()
    assert centre is not None
    return centre


def test_a_click_selects_in_both_panes(person: Person) -> None:
    person.click(5, 3)
    assert person.at == (5, 3)
    person.click(6, 0)
    assert person.at == (6, 0)
    assert person.block == (6, 0, 6, 0)


def test_a_click_brings_the_keys_to_the_grid(person: Person) -> None:
    other = QLineEdit(person.grid)
    other.show()
    other.setFocus()
    person.click(5, 3)
    assert person.grid.editor.hasFocus()
    person.type("4")
    assert other.text() == ""
    assert person.grid.editor.text() == "4"


def test_shift_click_extends(person: Person) -> None:
    person.click(5, 3)
    person.click(8, 5, SHIFT)
    assert person.block == (5, 3, 8, 5)
    assert person.at == (5, 3)


def test_a_drag_selects(person: Person) -> None:
    person.drag(person.middle(5, 3), [(6, 3), (8, 5)])
    assert person.block == (5, 3, 8, 5)
    assert person.at == (5, 3)


def test_a_drag_crosses_the_frozen_edge(person: Person) -> None:
    person.drag(person.middle(5, 0), [(7, 2)], column=0)
    assert person.block == (5, 0, 7, 2)
    person.drag(person.middle(5, 2), [(7, 0)], column=2)
    assert person.block == (5, 0, 7, 2)


def test_a_drag_below_the_view_scrolls_until_the_release(person: Person, qtbot: QtBot) -> None:
    view = person.grid._body.viewport()
    start, below = person.middle(12, 3), QPoint(person.middle(12, 3).x(), view.height() + 30)
    QTest.mousePress(view, LEFT, NONE, start)
    person._move_with_button(view, below, NONE)
    qtbot.waitUntil(lambda: person.block[2] == 31)
    QTest.mouseRelease(view, LEFT, NONE, below)
    assert person.block == (12, 3, 31, 3)
    assert not person.grid._gestures._scrolling.isActive()


def test_a_click_while_typing_commits(person: Person) -> None:
    person.go(3, 4)
    person.type("5")
    person.click(6, 2)
    assert person.text(3, 4) == "5"
    assert person.at == (6, 2)


def test_a_double_click_edits_at_the_end(person: Person) -> None:
    view = person.grid._body.viewport()
    person.click(3, 4)
    QTest.mouseDClick(view, LEFT, NONE, person.middle(3, 4))
    assert person.grid.editor.text() == "61"
    person.press(Key.Key_Left)
    assert person.grid.editing
    assert person.grid.editor.cursorPosition() == 1


def row_number(person: Person, row: int) -> tuple[QWidget, QPoint]:
    header = person.grid._frozen.verticalHeader()
    return header.viewport(), QPoint(10, header.sectionViewportPosition(row) + 10)


def column_letter(person: Person, column: int) -> tuple[QWidget, QPoint]:
    header = person.pane(column).horizontalHeader()
    return header.viewport(), QPoint(header.sectionViewportPosition(column) + 10, 8)


def test_row_numbers_select_rows(person: Person) -> None:
    view, place = row_number(person, 5)
    QTest.mouseClick(view, LEFT, NONE, place)
    assert person.block == (5, 0, 5, 7)
    view, place = row_number(person, 8)
    QTest.mouseClick(view, LEFT, SHIFT, place)
    assert person.block == (5, 0, 8, 7)
    person._move_with_button(*row_number(person, 6), NONE)
    assert person.block == (5, 0, 6, 7)


def test_letters_select_columns(person: Person) -> None:
    view, place = column_letter(person, 3)
    QTest.mouseClick(view, LEFT, NONE, place)
    assert person.block == (0, 3, 31, 3)
    view, place = column_letter(person, 5)
    QTest.mouseClick(view, LEFT, SHIFT, place)
    assert person.block == (0, 3, 31, 5)
    person._move_with_button(*column_letter(person, 4), NONE)
    assert person.block == (0, 3, 31, 4)
    QTest.mouseClick(*with_buttons(column_letter(person, 0)))
    assert person.block == (0, 0, 31, 0)


def with_buttons(place: tuple[QWidget, QPoint]) -> tuple[object, ...]:
    return place[0], LEFT, NONE, place[1]


def test_the_corner_selects_everything(person: Person) -> None:
    corner = person.grid.findChild(Corner)
    QTest.mouseClick(corner, LEFT)
    assert person.block == (0, 0, 31, 7)


def test_the_handle_copies_one_value(person: Person) -> None:
    person.go(5, 4)
    person.drag(handle(person), [(6, 4), (8, 4)])
    assert person.column(4, 5, 8) == [13, 13, 13, 13]
    assert [action for action, _ in person.model.batches] == ["Điền"]
    assert person.block == (5, 4, 8, 4)
    assert person.at == (5, 4)


def test_the_handle_goes_on_with_a_series(person: Person) -> None:
    person.model.values[5][3], person.model.values[6][3] = 10, 15
    person.choose(5, 4, 6, 4)
    person.drag(handle(person), [(9, 4)])
    assert person.column(4, 5, 9) == [10, 15, 20, 25, 30]


@pytest.mark.parametrize(
    ("values", "modifier", "expected"),
    [
        ([10, 15], CTRL, [10, 15, 10]),
        ([10, 11, 15], NONE, [10, 11, 15, 10]),
        ([10], CTRL, [10, 11]),
        ([10, "không áp dụng"], NONE, [10, "không áp dụng", 10]),
        ([0.5, 1], NONE, [0.5, 1, 15]),
    ],
)
def test_what_counts_as_a_series(
    person: Person, values: list[object], modifier: Qt.KeyboardModifier, expected: list[object]
) -> None:
    for row, value in enumerate(values, 9):
        person.model.values[row][3] = value
    last = 8 + len(values)
    person.model.values[last + 1][3] = 15
    person.choose(9, 4, last, 4)
    person.drag(handle(person), [(last + 1, 4)], modifier=modifier)
    assert person.column(4, 9, last + 1) == expected


def test_a_series_into_something_impossible_is_refused_there(person: Person) -> None:
    person.model.values[5][3], person.model.values[6][3] = 2, 1
    person.choose(5, 4, 6, 4)
    person.drag(handle(person), [(8, 4)])
    assert person.column(4, 5, 8) == [2, 1, 0, 41]
    assert person.refusals == ["Ô E8: −1 không hợp lệ. Nhập số từ 0 trở lên."]


def test_the_handle_fills_upwards_and_sideways(person: Person) -> None:
    person.model.values[7][1:3] = [4, 6]
    person.choose(7, 2, 7, 3)
    person.drag(handle(person), [(7, 5)])
    assert person.model.values[7][1:] == [4, 6, 8, 10]
    person.choose(7, 2, 7, 3)
    person.drag(handle(person), [(5, 3)])
    assert person.column(2, 5, 7) == [4, 4, 4]
    person.model.values[6][3], person.model.values[7][3] = 8, 10
    person.choose(6, 4, 7, 4)
    person.drag(handle(person), [(4, 4)])
    assert person.column(4, 4, 7) == [4, 6, 8, 10]


def test_the_handle_steps_over_group_rows(person: Person) -> None:
    person.choose(18, 2, 19, 2)
    person.model.values[18][1], person.model.values[19][1] = 1, 2
    person.grid._body.scrollToBottom()
    person.drag(handle(person), [(22, 2)])
    assert [person.model.values[row][1] for row in (18, 19, 21, 22)] == [1, 2, 3, 4]


def test_the_handle_is_larger_than_its_drawing(person: Person) -> None:
    person.go(5, 4)
    place = handle(person)
    to_screen = person.grid._body.viewport().mapToGlobal
    assert person.grid.on_handle(to_screen(place + QPoint(8, 8)))
    assert not person.grid.on_handle(to_screen(place + QPoint(9, 0)))


def test_a_fill_is_shown_and_escape_gives_it_up(person: Person) -> None:
    person.go(5, 4)
    view = person.grid._body.viewport()
    QTest.mousePress(view, LEFT, NONE, handle(person))
    person._move_with_button(view, person.middle(8, 4), NONE)
    assert person.grid._outlines().dashed == Block(6, 4, 8, 4)
    person.press(Key.Key_Escape)
    assert person.grid._outlines().dashed is None
    QTest.mouseRelease(view, LEFT, NONE, person.middle(8, 4))
    assert person.model.batches == []


def test_a_right_click_keeps_a_selection_it_falls_into_and_asks_for_a_menu(person: Person) -> None:
    asked: list[QPoint] = []
    person.grid.menu_requested.connect(asked.append)
    person.choose(5, 3, 8, 5)
    view = person.grid._body.viewport()
    QTest.mouseClick(view, Qt.MouseButton.RightButton, NONE, person.middle(6, 4))
    assert person.block == (5, 3, 8, 5)
    QTest.mouseClick(view, Qt.MouseButton.RightButton, NONE, person.middle(2, 2))
    assert person.block == (2, 2, 2, 2)
    assert len(asked) == 2


def test_the_wheel_scrolls_both_panes_alike(person: Person) -> None:
    body, frozen = person.grid._body.verticalScrollBar(), person.grid._frozen.verticalScrollBar()
    assert body.maximum() == frozen.maximum() > 0
    person.grid._frame.vertical.setValue(77)
    assert (body.value(), frozen.value()) == (77, 77)
    frozen.setValue(33)
    assert (body.value(), person.grid._frame.vertical.value()) == (33, 33)
    assert QApplication.focusWidget() is person.grid.editor
