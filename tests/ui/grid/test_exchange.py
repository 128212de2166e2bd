"""Copy, cut, paste and fills with real keys and the real clipboard."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.number_entry import Ambiguous, Reading
from desktop_app.ui.grid.questions import DialogQuestions
from tests.ui.grid.person import Key, Modifier, Person

CTRL = Modifier.ControlModifier


def put(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)


def test_copy_writes_tab_separated_text_and_html(person: Person) -> None:
    person.choose(3, 0, 4, 2)
    person.press(Key.Key_C, CTRL)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "Sở Tư pháp\t168\t6\r\nSở Kế hoạch và Đầu tư\t128\t3\r\n"
    assert "<tr><td>Sở Tư pháp</td><td>168</td><td>6</td></tr>" in data.html()


def test_the_program_can_end_with_a_copied_block_on_the_clipboard() -> None:
    work = """
from PySide6.QtWidgets import QApplication
from desktop_app.ui.grid.exchange import Exchange
from desktop_app.ui.grid.selection import Block
from desktop_app.ui.grid.writing import Writer
from tests.ui.grid.person import Answers
from tests.ui.grid.sample_services import province
app = QApplication([])
model = province()
Exchange(model, Writer(model, Answers())).copy(Block(1, 1, 2, 2))
print(app.clipboard().text().split())
"""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", work], capture_output=True, text=True, env=environment, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "['21', '0', '142', '4']"), ended.stderr


def test_copied_numbers_have_no_thousands_marks(person: Person) -> None:
    person.go(0, 1)
    person.press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "1708\r\n"


def test_paste_a_block_from_excel_is_one_batch_and_selected(person: Person) -> None:
    put("1\t2\r\n3\t4\r\n")
    person.go(5, 2)
    person.press(Key.Key_V, CTRL)
    assert person.column(2, 5, 6) == [1, 3]
    assert person.column(3, 5, 6) == [2, 4]
    assert [action for action, _ in person.model.batches] == ["Dán"]
    assert person.block == (5, 2, 6, 3)
    assert person.notices == ["Đã dán 4 ô."]


def test_one_value_fills_the_selection(person: Person) -> None:
    put("7\r\n")
    person.choose(5, 2, 7, 3)
    person.press(Key.Key_V, CTRL)
    assert person.column(2, 5, 7) == person.column(3, 5, 7) == [7, 7, 7]
    assert len(person.model.batches) == 1


def test_a_block_is_repeated_over_a_multiple_of_it(person: Person) -> None:
    put("1\n2\n")
    person.choose(5, 2, 8, 3)
    person.press(Key.Key_V, CTRL)
    assert person.column(2, 5, 8) == person.column(3, 5, 8) == [1, 2, 1, 2]


def test_computed_cells_are_skipped_and_reported(person: Person) -> None:
    put("1\t2\t3\t4\r\n")
    person.go(5, 4)
    person.press(Key.Key_V, CTRL)
    assert person.model.values[5][3:] == [1, 2]
    assert person.notices == ["Đã dán 2 ô. Bỏ qua 2 ô tự tính hoặc chỉ để xem."]
    assert person.text(5, 6) == "10"


def test_past_the_edge_is_asked_and_can_be_called_off(person: Person) -> None:
    put("1\r\n2\r\n3\r\n")
    person.go(30, 2)
    person.answers.inside_only = False
    person.press(Key.Key_V, CTRL)
    assert person.answers.asked == ["outside 1"]
    assert person.model.batches == []
    person.answers.inside_only = True
    person.press(Key.Key_V, CTRL)
    assert person.column(2, 30, 31) == [1, 2]


@pytest.mark.parametrize(("group_row", "rows"), [(True, [1, 3, 4]), (False, [1, 2, 3])])
def test_across_a_group_row_it_is_asked_whether_the_block_has_it(
    person: Person, group_row: bool, rows: list[int]
) -> None:
    put("1\r\n2\r\n3\r\n4\r\n")
    person.go(19, 2)
    person.answers.group_row = group_row
    person.press(Key.Key_V, CTRL)
    assert person.answers.asked == ["group UBND cấp huyện"]
    assert [person.model.values[row][1] for row in (19, 21, 22)] == rows


def test_a_copied_block_of_our_own_keeps_its_group_row_without_a_question(person: Person) -> None:
    person.choose(19, 2, 21, 2)
    person.press(Key.Key_C, CTRL)
    person.go(19, 3)
    person.press(Key.Key_V, CTRL)
    assert person.answers.asked == []
    assert [person.model.values[row][2] for row in (19, 21)] == [2, 8]


def test_numbers_read_two_ways_are_asked_about_once(person: Person) -> None:
    put("1.234\r\n2.345\r\n")
    person.go(5, 1)
    person.press(Key.Key_V, CTRL)
    assert person.answers.asked == ["reading 1.234"]
    assert person.column(1, 5, 6) == [1234, 2345]


def test_the_other_reading_and_calling_off(person: Person) -> None:
    put("1,234\r\n")
    person.go(5, 1)
    person.answers.reading = None
    person.press(Key.Key_V, CTRL)
    assert person.model.batches == []
    person.answers.reading = Reading.ENGLISH
    person.press(Key.Key_V, CTRL)
    assert person.model.values[5][0] == 1234


def test_bad_texts_are_named_and_the_good_ones_pasted(person: Person) -> None:
    put("22 HS\r\n5\r\n-1\r\n")
    person.go(5, 4)
    person.press(Key.Key_V, CTRL)
    assert person.column(4, 5, 7) == [13, 5, 22]
    assert person.refusals == ["Ô E5: “22 HS” không phải số. Chỉ nhập 22, bỏ “HS”. Còn 1 ô không nhận: E7."]
    assert person.notices == ["Đã dán 1 ô."]


def test_states_survive_a_copy(person: Person) -> None:
    person.go(5, 2)
    person.press(Key.Key_C, CTRL)
    person.choose(6, 2, 6, 3)
    person.press(Key.Key_V, CTRL)
    assert person.text(6, 3) == "không áp dụng"


def test_an_empty_clipboard_is_told(person: Person) -> None:
    QApplication.clipboard().clear()
    person.press(Key.Key_V, CTRL)
    assert person.refusals == ["Bộ nhớ tạm không có ô nào để dán. Chép một vùng trong Excel rồi dán lại."]


def test_a_cut_block_moves_as_one_batch(person: Person) -> None:
    person.choose(5, 4, 6, 4)
    person.press(Key.Key_X, CTRL)
    assert person.column(4, 5, 6) == [13, 44]
    person.go(6, 4)
    person.press(Key.Key_V, CTRL)
    assert person.column(4, 5, 7) == [None, 13, 44]
    assert [action for action, _ in person.model.batches] == ["Cắt dán"]
    person.go(9, 4)
    person.press(Key.Key_V, CTRL)
    assert person.column(4, 6, 7) == [13, 44]


def test_escape_forgets_the_cut(person: Person) -> None:
    person.go(5, 4)
    person.press(Key.Key_X, CTRL)
    person.press(Key.Key_Escape)
    person.go(6, 4)
    person.press(Key.Key_V, CTRL)
    assert person.column(4, 5, 6) == [13, 13]


def test_fill_down(person: Person) -> None:
    person.choose(5, 3, 7, 4)
    person.press(Key.Key_D, CTRL)
    assert person.column(3, 5, 7) == [7, 7, 7]
    assert person.column(4, 5, 7) == [13, 13, 13]
    assert [action for action, _ in person.model.batches] == ["Điền"]
    person.go(9, 3)
    person.press(Key.Key_D, CTRL)
    assert person.model.values[9][2] == person.model.values[8][2] == 28


def test_fill_down_copies_from_the_unit_above_a_group_row(person: Person) -> None:
    person.go(21, 3)
    person.press(Key.Key_D, CTRL)
    assert person.model.values[21][2] == 9


def test_fill_right(person: Person) -> None:
    person.choose(5, 3, 6, 5)
    person.press(Key.Key_R, CTRL)
    assert person.model.values[5][2:] == [7, 7, 7]
    assert person.model.values[6][2:] == [22, 22, 22]
    person.go(7, 3)
    person.press(Key.Key_R, CTRL)
    assert person.model.values[7][2] == 1


def test_ctrl_enter_fills_the_selection_from_the_cursor(person: Person) -> None:
    person.choose(5, 3, 6, 4)
    person.press(Key.Key_Return, CTRL)
    assert person.column(3, 5, 6) == person.column(4, 5, 6) == [7, 7]
    assert len(person.model.batches) == 1


def press_button(text: str) -> None:
    """Click the button of the open message box."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


@pytest.mark.parametrize(
    ("button", "reading"),
    [("Hàng nghìn: 1.234", Reading.VIETNAMESE), ("Số lẻ: 1,234", Reading.ENGLISH), ("Không dán", None)],
)
def test_the_dialog_asks_which_number_is_meant(person: Person, button: str, reading: Reading | None) -> None:
    QTimer.singleShot(0, lambda: press_button(button))
    assert DialogQuestions(person.grid).number_reading(Ambiguous("1.234", 1234, 1.234)) is reading


@pytest.mark.parametrize(("button", "answer"), [("Dán phần vừa bảng", True), ("Không dán", False)])
def test_the_dialog_asks_before_pasting_past_the_edge(person: Person, button: str, answer: bool) -> None:
    QTimer.singleShot(0, lambda: press_button(button))
    assert DialogQuestions(person.grid).paste_inside_only(6) is answer


@pytest.mark.parametrize(
    ("button", "answer"),
    [("Có dòng này", True), ("Không có, bỏ qua dòng nhóm", False), ("Không dán", None)],
)
def test_the_dialog_asks_about_a_group_row(person: Person, button: str, answer: bool | None) -> None:
    QTimer.singleShot(0, lambda: press_button(button))
    assert DialogQuestions(person.grid).has_group_row("UBND cấp huyện") is answer


def test_escape_in_a_dialog_is_the_safe_answer(person: Person, qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: qtbot.keyClick(QApplication.activeModalWidget(), Key.Key_Escape))
    assert DialogQuestions(person.grid).paste_inside_only(6) is False
