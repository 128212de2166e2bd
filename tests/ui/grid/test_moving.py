"""Moving and selecting with real keys. Row 0 and row 20 of the sample are group rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from tests.ui.grid.person import Key, Modifier, Person
from tests.ui.grid.sample_services import ServiceCounts

CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def test_starts_on_the_first_unit(person: Person) -> None:
    assert person.at == (1, 1)


@pytest.mark.parametrize(
    ("key", "modifier", "start", "end"),
    [
        (Key.Key_Down, None, (3, 2), (4, 2)),
        (Key.Key_Up, None, (3, 2), (2, 2)),
        (Key.Key_Left, None, (3, 2), (3, 1)),
        (Key.Key_Left, None, (3, 1), (3, 0)),
        (Key.Key_Left, None, (3, 0), (3, 0)),
        (Key.Key_Right, None, (3, 7), (3, 7)),
        (Key.Key_Up, None, (1, 1), (0, 1)),
        (Key.Key_Up, None, (0, 1), (0, 1)),
        (Key.Key_Down, None, (31, 1), (31, 1)),
        (Key.Key_Home, None, (3, 5), (3, 1)),
        (Key.Key_End, None, (3, 2), (3, 7)),
        (Key.Key_Home, CTRL, (9, 5), (1, 1)),
        (Key.Key_End, CTRL, (9, 5), (31, 7)),
        (Key.Key_Down, CTRL, (1, 1), (31, 1)),
        (Key.Key_Up, CTRL, (31, 1), (1, 1)),
        (Key.Key_Down, CTRL, (1, 2), (13, 2)),
        (Key.Key_Down, CTRL, (13, 2), (15, 2)),
        (Key.Key_Down, CTRL, (14, 2), (15, 2)),
        (Key.Key_Up, CTRL, (16, 2), (15, 2)),
        (Key.Key_Right, CTRL, (14, 1), (14, 7)),
        (Key.Key_Left, CTRL, (14, 6), (14, 1)),
        (Key.Key_Right, CTRL, (3, 0), (3, 7)),
        (Key.Key_Left, CTRL, (3, 7), (3, 0)),
    ],
)
def test_moves(
    person: Person,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier | None,
    start: tuple[int, int],
    end: tuple[int, int],
) -> None:
    person.go(*start)
    person.press(key, modifier or Modifier.NoModifier)
    assert person.at == end
    assert person.block == (*end, *end)


def test_pages_move_by_the_rows_in_view(person: Person) -> None:
    person.go(1, 3)
    person.press(Key.Key_PageDown)
    page = person.grid.page_rows()
    assert 10 < page < 20
    assert person.at == (1 + page, 3)
    person.press(Key.Key_PageUp)
    assert person.at == (1, 3)


def test_the_cursor_is_brought_into_view(person: Person) -> None:
    person.press(Key.Key_End, CTRL)
    rect = person.grid._body.visualRect(person.model.index(31, 7))
    assert person.grid._body.viewport().rect().contains(rect)
    assert (
        person.grid._frozen.verticalScrollBar().value() == person.grid._body.verticalScrollBar().value() > 0
    )


def test_shift_extends_and_the_cursor_stays(person: Person) -> None:
    person.go(5, 3)
    person.press(Key.Key_Down, SHIFT, 2)
    person.press(Key.Key_Right, SHIFT)
    assert person.at == (5, 3)
    assert person.block == (5, 3, 7, 4)
    person.press(Key.Key_Up, SHIFT, 4)
    assert person.block == (3, 3, 5, 4)
    person.press(Key.Key_Left)
    assert person.block == (5, 2, 5, 2)


def test_shift_with_jumps_extends(person: Person) -> None:
    person.go(1, 2)
    person.press(Key.Key_Down, CTRL | SHIFT)
    assert person.block == (1, 2, 13, 2)
    person.press(Key.Key_End, SHIFT)
    assert person.block == (1, 2, 13, 7)
    person.press(Key.Key_Home, CTRL | SHIFT)
    assert person.block == (1, 1, 1, 2)


def test_rows_columns_and_everything(person: Person) -> None:
    person.go(5, 3)
    person.press(Key.Key_Space, SHIFT)
    assert person.block == (5, 0, 5, 7)
    assert person.at == (5, 3)
    person.press(Key.Key_Down, SHIFT)
    assert person.block == (5, 0, 6, 7)
    person.go(5, 3)
    person.press(Key.Key_Space, CTRL)
    assert person.block == (0, 3, 31, 3)
    person.press(Key.Key_A, CTRL)
    assert person.block == (0, 0, 31, 7)
    assert person.at == (5, 3)


def test_enter_and_tab_move(person: Person) -> None:
    person.go(5, 3)
    person.press(Key.Key_Return)
    assert person.at == (6, 3)
    person.press(Key.Key_Return, SHIFT)
    assert person.at == (5, 3)
    person.press(Key.Key_Tab)
    assert person.at == (5, 4)
    person.press(Key.Key_Tab, SHIFT)
    assert person.at == (5, 3)
    assert person.grid.editor.hasFocus()


def test_enter_steps_over_group_rows(person: Person) -> None:
    person.go(19, 2)
    person.press(Key.Key_Enter)
    assert person.at == (21, 2)
    person.press(Key.Key_Enter, SHIFT)
    assert person.at == (19, 2)
    person.go(31, 2)
    person.press(Key.Key_Return)
    assert person.at == (31, 2)


def test_enter_after_tabs_returns_to_the_first_column(person: Person) -> None:
    person.go(5, 2)
    person.press(Key.Key_Tab, times=3)
    person.press(Key.Key_Return)
    assert person.at == (6, 2)
    person.press(Key.Key_Tab)
    person.press(Key.Key_Up)
    person.press(Key.Key_Return)
    assert person.at == (6, 3)


def test_a_selection_is_cycled(person: Person) -> None:
    person.choose(5, 2, 6, 3)
    seen = [person.at]
    for _ in range(4):
        person.press(Key.Key_Return)
        seen.append(person.at)
    assert seen == [(5, 2), (6, 2), (5, 3), (6, 3), (5, 2)]
    person.press(Key.Key_Tab)
    assert person.at == (5, 3)
    person.press(Key.Key_Tab)
    assert person.at == (6, 2)
    person.press(Key.Key_Return, SHIFT)
    assert person.at == (5, 2)
    assert person.block == (5, 2, 6, 3)


def test_a_cycle_leaves_group_rows_out(person: Person) -> None:
    person.choose(19, 2, 21, 2)
    person.press(Key.Key_Return)
    assert person.at == (21, 2)


def test_problems_are_visited_round_the_end(person: Person) -> None:
    person.go(1, 1)
    places = []
    for _ in range(4):
        person.press(Key.Key_F8)
        places.append(person.at)
    assert places == [(4, 4), (7, 4), (13, 5), (4, 4)]
    person.press(Key.Key_F8, SHIFT)
    assert person.at == (13, 5)


def test_no_problem_leaves_the_cursor(person: Person) -> None:
    person.model.marks.clear()
    person.press(Key.Key_F8)
    assert person.at == (1, 1)
    assert person.grid.go_to_problem() is False


def test_the_screen_hears_of_cursor_and_sums(person: Person, qtbot: QtBot) -> None:
    with qtbot.waitSignal(person.grid.current_changed) as moved:
        person.press(Key.Key_Down)
    assert moved.args == [(2, 1)]
    with qtbot.waitSignal(person.grid.statistics_changed) as counted:
        person.choose(7, 4, 10, 5)
    assert counted.args[0].parts() == (("Tổng", "269"), ("Trung bình", "33,6"), ("Đếm", "8"))


def counted(person: Person, qtbot: QtBot, *block: int) -> tuple[tuple[str, str], ...]:
    with qtbot.waitSignal(person.grid.statistics_changed) as told:
        person.choose(*block)
    return told.args[0].parts()


def test_sums_leave_group_rows_and_empty_cells_out(person: Person, qtbot: QtBot) -> None:
    assert counted(person, qtbot, 19, 2, 21, 2)[0] == ("Tổng", "10")
    assert counted(person, qtbot, 19, 2, 21, 2)[2] == ("Đếm", "2")
    assert counted(person, qtbot, 14, 2, 14, 3) == ()
    assert counted(person, qtbot, 3, 0, 3, 1)[0] == ("Tổng", "168")


def test_sums_are_exact(person: Person, qtbot: QtBot) -> None:
    person.model.values[3][1:3] = [0.1, 0.2]
    assert counted(person, qtbot, 3, 2, 3, 3)[:2] == (("Tổng", "0,3"), ("Trung bình", "0,2"))


def test_a_long_selection_is_counted_in_parts(
    open_grid: Callable[[ServiceCounts], Person], qtbot: QtBot
) -> None:
    person = open_grid(ServiceCounts([("Xã", [(f"Xã {n}", 1, 1, 1, 1, 1) for n in range(5_000)])]))
    assert counted(person, qtbot, 0, 1, 5_000, 5)[0] == ("Tổng", "25.000")


def test_the_cursor_goes_round_a_long_selection(open_grid: Callable[[ServiceCounts], Person]) -> None:
    person = open_grid(ServiceCounts([("Xã", [(f"Xã {n}", 1, 1, 1, 1, 1) for n in range(5_000)])]))
    person.press(Key.Key_A, CTRL)
    person.press(Key.Key_Tab, SHIFT, times=2)
    assert person.at == (5_000, 7)


def test_keys_of_the_window_are_left_to_it(person: Person) -> None:
    pressed: list[str] = []
    for keys in ("Ctrl+Z", "Ctrl+D", "Ctrl+S"):
        action = QAction(keys, person.grid)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda checked=False, name=keys: pressed.append(name))
        person.grid.addAction(action)
    for key in (Key.Key_Z, Key.Key_D, Key.Key_S):
        person.press(key, CTRL)
    assert pressed == ["Ctrl+Z", "Ctrl+S"]


def test_while_editing_the_grid_keeps_its_keys_and_the_text_its_undo(person: Person) -> None:
    pressed: list[str] = []
    for keys in ("F8", "Esc", "Ctrl+Return", "Ctrl+Z", "Ctrl+S"):
        action = QAction(keys, person.grid)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda checked=False, name=keys: pressed.append(name))
        person.grid.addAction(action)
    person.go(3, 4)
    person.type("12")
    person.press(Key.Key_S, CTRL)
    person.press(Key.Key_Z, CTRL)
    assert person.grid.editor.text() != "12"
    person.press(Key.Key_Escape)
    assert not person.grid.editing
    person.type("7")
    person.press(Key.Key_F8)
    assert person.at == (4, 4)
    assert pressed == ["Ctrl+S"]
