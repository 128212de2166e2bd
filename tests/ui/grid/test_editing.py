"""Typing into cells with real keys and input method events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.ui.grid.model import CellEdit
from desktop_app.ui.grid.selection import Cell
from tests.ui.grid.person import Key, Modifier, Person
from tests.ui.grid.sample_services import ServiceCounts

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


def compose(preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def test_typing_replaces(person: Person) -> None:
    person.go(3, 2)
    person.type("77")
    assert person.grid.editing
    assert person.grid.editor.text() == "77"
    assert person.text(3, 2) == "6"
    person.press(Key.Key_Return)
    assert person.text(3, 2) == "77"
    assert person.at == (4, 2)
    assert not person.grid.editing
    assert person.model.batches == [("Sửa", [CellEdit(Cell(3, 2), 77)])]


def test_keypad_digits_type(person: Person) -> None:
    person.press(Key.Key_5, Modifier.KeypadModifier)
    person.press(Key.Key_Enter, Modifier.KeypadModifier)
    assert person.text(1, 1) == "5"
    assert person.at == (2, 1)


def test_f2_edits_at_the_end(person: Person) -> None:
    person.go(3, 4)
    person.press(Key.Key_F2)
    assert person.grid.editor.text() == "61"
    person.press(Key.Key_Left)
    person.type("9")
    assert person.grid.editor.text() == "691"
    person.press(Key.Key_Return)
    assert person.text(3, 4) == "691"


def test_f2_while_typing_lets_arrows_move_in_the_text(person: Person) -> None:
    person.go(3, 4)
    person.type("12")
    person.press(Key.Key_F2)
    person.press(Key.Key_Left)
    person.type("0")
    assert person.grid.editor.text() == "102"
    person.press(Key.Key_Escape)


def test_arrows_after_typing_commit_and_move(person: Person) -> None:
    person.go(3, 4)
    person.type("12")
    person.press(Key.Key_Right)
    assert person.text(3, 4) == "12"
    assert person.at == (3, 5)


def test_keys_the_text_has_no_use_for_move_nothing(person: Person) -> None:
    person.go(3, 4)
    person.press(Key.Key_F2)
    for key in (Key.Key_PageDown, Key.Key_Down):
        person.press(key)
    assert person.at == (3, 4)
    assert person.grid.editing
    assert person.grid._body.currentIndex() == person.model.index(3, 4)


def test_shift_arrows_while_typing_select_text(person: Person) -> None:
    person.go(3, 4)
    person.type("12")
    person.press(Key.Key_Left, SHIFT)
    assert person.grid.editor.selectedText() == "2"
    person.type("5")
    assert person.grid.editor.text() == "15"


def test_backspace_clears_and_edits_then_is_never_swallowed(person: Person) -> None:
    person.go(3, 4)
    person.press(Key.Key_Backspace)
    assert person.grid.editing
    assert person.grid.editor.text() == ""
    person.type("88")
    person.press(Key.Key_Backspace)
    assert person.grid.editor.text() == "8"
    person.press(Key.Key_Tab)
    assert person.text(3, 4) == "8"
    assert person.at == (3, 5)


def test_unikey_types_backspaces_of_its_own(person: Person) -> None:
    person.go(3, 4)
    person.type("dd")
    person.press(Key.Key_Backspace, times=2)
    person.type("đ")
    assert person.grid.editor.text() == "đ"


def test_escape_leaves_the_cell_as_it_was(person: Person) -> None:
    person.go(3, 4)
    person.type("5")
    person.press(Key.Key_Escape)
    assert not person.grid.editing
    assert person.text(3, 4) == "61"
    assert person.model.batches == []
    assert person.at == (3, 4)


def test_an_unchanged_text_writes_nothing(person: Person) -> None:
    person.go(3, 4)
    person.press(Key.Key_F2)
    person.press(Key.Key_Return)
    assert person.model.batches == []
    assert person.at == (4, 4)


def test_enter_after_typing_and_tabs_returns(person: Person) -> None:
    person.go(3, 2)
    for figure in "123":
        person.type(figure)
        person.press(Key.Key_Tab)
    person.type("4")
    person.press(Key.Key_Return)
    assert person.model.values[3][1:] == [1, 2, 3, 4]
    assert person.at == (4, 2)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("22 HS", "Ô E3: “22 HS” không phải số. Chỉ nhập 22, bỏ “HS”."),
        ("-3", "Ô E3: −3 không hợp lệ. Nhập số từ 0 trở lên."),
    ],
)
@pytest.mark.parametrize("leaving", [Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_F8])
def test_an_invalid_text_stays_open_with_the_reason(
    person: Person, typed: str, reason: str, leaving: Qt.Key
) -> None:
    person.go(3, 4)
    person.type(typed)
    person.press(leaving)
    assert person.refusals == [reason]
    assert person.grid.editing
    assert person.grid.editor.text() == typed
    assert person.at == (3, 4)
    assert person.text(3, 4) == "61"
    person.press(Key.Key_Escape)
    assert person.at == (3, 4)


def test_a_click_elsewhere_does_not_lose_an_invalid_text(person: Person) -> None:
    person.go(3, 4)
    person.type("x")
    person.click(6, 2)
    assert person.at == (3, 4)
    assert person.grid.editor.text() == "x"


def test_a_click_brings_back_a_text_that_was_left_invalid(person: Person) -> None:
    other = QLineEdit(person.grid)
    other.show()
    person.go(3, 4)
    person.type("x")
    other.setFocus()
    person.click(6, 2)
    assert person.at == (3, 4)
    assert person.grid.editor.hasFocus()
    person.press(Key.Key_Backspace)
    person.type("7")
    person.click(6, 2)
    assert person.text(3, 4) == "7"
    assert person.at == (6, 2)


def test_a_screen_that_moves_the_cursor_first_ends_the_edit(person: Person) -> None:
    person.go(3, 4)
    person.type("7")
    person.go(6, 2)
    assert person.text(3, 4) == "7"
    person.type("x")
    person.go(3, 4)
    assert person.at == (6, 2)
    assert person.grid.editor.text() == "x"


def test_buttons_of_the_screen_leave_the_keys_in_the_grid(person: Person) -> None:
    other = QLineEdit(person.grid)
    other.show()
    other.setFocus()
    assert person.grid.go_to_problem()
    assert person.at == (4, 4)
    assert person.grid.editor.hasFocus()
    other.setFocus()
    person.grid.copy()
    person.grid.paste()
    assert person.grid.editor.hasFocus()


def test_a_refusal_of_the_record_keeps_the_editor_open(person: Person) -> None:
    person.model.refuse_with = "Kỳ 03/2021 đã khóa."
    person.go(3, 4)
    person.type("5")
    person.press(Key.Key_Return)
    assert person.refusals == ["Kỳ 03/2021 đã khóa."]
    assert person.grid.editor.text() == "5"


def test_typed_thousands_are_read_as_they_are_shown(person: Person) -> None:
    person.go(3, 1)
    person.type("1.234")
    person.press(Key.Key_Return)
    assert person.model.values[3][0] == 1234
    assert person.text(3, 1) == "1.234"
    assert person.answers.asked == []


def test_a_dash_empties(person: Person) -> None:
    person.go(3, 1)
    person.type("-")
    person.press(Key.Key_Return)
    assert person.model.values[3][0] is None
    assert person.text(3, 1) == "–"


def test_computed_and_group_cells_say_why_they_refuse(person: Person) -> None:
    person.go(3, 6)
    person.type("5")
    person.press(Key.Key_F2)
    compose("d")
    assert not person.grid.editing
    assert person.refusals == ["Cột “Tổng DVCTT” tự tính. Sửa số ở các cột nhập."] * 3
    person.go(0, 2)
    person.press(Key.Key_Backspace)
    assert person.refusals[-1] == "Dòng nhóm cộng từ các đơn vị. Sửa số ở dòng đơn vị."
    assert person.model.batches == []


def test_a_letter_of_unikey_wakes_the_editor(person: Person) -> None:
    person.go(3, 4)
    person.type("đ")
    assert person.grid.editor.text() == "đ"


def test_the_first_composed_letter_reaches_the_editor(person: Person) -> None:
    person.go(3, 4)
    compose("d")
    assert person.grid.editing
    compose("đ")
    compose("", "đ")
    assert person.grid.editor.text() == "đ"


def test_a_composition_is_committed_before_the_cell_is_left(person: Person) -> None:
    person.go(3, 4)
    compose("1")
    compose("12")
    assert person.grid.editor.text() == ""
    person.press(Key.Key_Return)
    assert person.text(3, 4) == "12"
    assert person.at == (4, 4)


def test_the_focus_is_always_in_a_text_field_that_composes(person: Person) -> None:
    person.go(3, 4)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.completer() is None
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    person.go(3, 6)
    assert not field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_leaving_for_another_widget_commits(person: Person, qtbot: QtBot) -> None:
    other = QLineEdit(person.grid)
    other.show()
    person.go(3, 4)
    person.type("5")
    other.setFocus()
    assert person.text(3, 4) == "5"
    assert not person.grid.editing


def test_leaving_with_an_invalid_text_keeps_it(person: Person) -> None:
    other = QLineEdit(person.grid)
    other.show()
    person.go(3, 4)
    person.type("x")
    other.setFocus()
    assert person.grid.editing
    assert person.grid.editor.text() == "x"
    assert len(person.refusals) == 1


def test_ctrl_enter_writes_the_typed_text_into_all_selected_cells_at_once(person: Person) -> None:
    person.choose(5, 2, 6, 6)
    person.type("9")
    person.press(Key.Key_Return, CTRL)
    assert [person.model.values[row][1:] for row in (5, 6)] == [[9, 9, 9, 9]] * 2
    assert len(person.model.batches) == 1
    assert person.block == (5, 2, 6, 6)


def test_delete_clears_the_selection_as_one_batch(person: Person) -> None:
    person.choose(5, 4, 6, 7)
    person.press(Key.Key_Delete)
    assert person.column(4, 5, 6) == [None, None]
    assert person.column(5, 5, 6) == [None, None]
    assert [action for action, _ in person.model.batches] == ["Xóa"]
    assert person.notices == ["Đã xóa 4 ô. Bỏ qua 4 ô tự tính hoặc chỉ để xem."]


def test_delete_on_computed_cells_only_says_why(person: Person) -> None:
    person.go(5, 6)
    person.press(Key.Key_Delete)
    assert person.model.batches == []
    assert person.refusals == ["Cột “Tổng DVCTT” tự tính. Sửa số ở các cột nhập."]


def test_a_refresh_leaves_the_edit_and_the_cursor(person: Person) -> None:
    person.go(3, 4)
    person.type("5")
    person.model.beginResetModel()
    person.model.endResetModel()
    assert person.grid.editor.text() == "5"
    assert person.at == (3, 4)
    assert person.grid._body.isColumnHidden(0)
    assert person.grid._frozen.isColumnHidden(1)
    person.press(Key.Key_Return)
    assert person.text(3, 4) == "5"


def test_the_cursor_stays_in_a_table_that_got_shorter(person: Person) -> None:
    person.go(31, 4)
    person.model.beginResetModel()
    person.model.rows = person.model.rows[:10]
    person.model.endResetModel()
    assert person.at == (9, 4)


def test_edit_begin_and_end_are_told(person: Person) -> None:
    told: list[bool] = []
    person.grid.editing_changed.connect(told.append)
    person.type("5")
    person.press(Key.Key_Escape)
    assert told == [True, False]


def open_menu(person: Person, qtbot: QtBot) -> QMenu:
    person.press(Key.Key_Down, ALT)
    menu = person.grid.choices.menu
    assert menu is not None
    qtbot.waitExposed(menu)
    return menu


def test_alt_down_opens_the_choices(person: Person, qtbot: QtBot) -> None:
    person.go(3, 4)
    menu = open_menu(person, qtbot)
    assert [action.text() for action in menu.actions()] == [
        "Chưa báo cáo",
        "Không áp dụng…",
        "Ước thực hiện",
    ]
    qtbot.keyClick(menu, Key.Key_Return)
    assert person.model.values[3][3] is None
    assert len(person.model.batches) == 1


def test_a_choice_without_text_goes_to_the_screen_with_all_selected_cells(
    person: Person, qtbot: QtBot
) -> None:
    made: list[tuple[str, list[Cell]]] = []
    person.grid.choice_made.connect(lambda key, cells: made.append((key, cells)))
    person.choose(3, 5, 3, 6)
    menu = open_menu(person, qtbot)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    assert made == [("not-applicable", [Cell(3, 5)])]
    assert person.model.batches == []


def test_a_screen_reader_hears_row_column_figure_and_state(person: Person) -> None:
    person.go(7, 4)
    heard = person.grid.editor.accessibleName()
    assert heard == "Ô E7. Sở Xây dựng, Mức độ 3: 22, cần xem, Kỳ trước 14 (tăng 57%)."
    words = Qt.ItemDataRole.AccessibleTextRole

    def spoken(row: int, column: int) -> object:
        return person.model.index(row, column).data(words)

    assert spoken(5, 2) == "Sở Tài chính, Mức độ 1: không áp dụng"
    assert spoken(14, 2) == "Sở Khoa học và Công nghệ, Mức độ 1: chưa có số"
    assert spoken(4, 0) == "Sở Kế hoạch và Đầu tư, 1 ô lỗi"
    assert spoken(2, 6) == "Sở Nội vụ, Tổng DVCTT, tự tính: 134"


def test_an_empty_table_takes_no_keys(open_grid: Callable[[ServiceCounts], Person]) -> None:
    person = open_grid(ServiceCounts([]))
    for key in (Key.Key_Down, Key.Key_F8, Key.Key_Delete, Key.Key_Return, Key.Key_5):
        person.press(key)
    person.press(Key.Key_C, CTRL)
    assert not person.grid.editing
    assert person.refusals == []
