"""The small parts: chips, search, states, bars, cards, fields, dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import status
from desktop_app.ui.widgets.bars import CompositionBar, ProgressLine, Segment
from desktop_app.ui.widgets.buttons import ghost, icon_button, primary, secondary, small
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.detail_panel import DetailPanel, Facts
from desktop_app.ui.widgets.dialogs import FormDialog, QuestionDialog
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.kpi_card import KeyFigure, KpiCard
from desktop_app.ui.widgets.labels import ElidedLabel, text_label
from desktop_app.ui.widgets.search_box import DELAY_MS, SearchBox
from tests.ui.widget_shots import image, opened, texts

LEFT = Qt.MouseButton.LeftButton


# buttons


@pytest.mark.parametrize("make", [primary, secondary])
def test_buttons_are_32_high_and_keep_their_size_with_the_focus(
    theme: Theme, qtbot: QtBot, make: type
) -> None:
    host = QWidget()
    host.resize(300, 100)
    opened(qtbot, host)
    button = make(theme, "Xuất Excel", "document_table")
    button.setParent(host)
    button.show()
    before = button.sizeHint()
    assert before.height() == 32
    button.setFocus()
    button.ensurePolished()
    assert button.sizeHint() == before


def test_the_focus_ring_is_two_pixels_of_accent(theme: Theme, qtbot: QtBot) -> None:
    place, button = QWidget(), secondary(theme, "Kiểm tra")
    QVBoxLayout(place).addWidget(button)
    opened(qtbot, place)
    button.setFocus()
    shot, middle = image(button), button.width() // 2
    assert [shot.pixelColor(middle, y) for y in (0, 1)] == [theme.colour("accent")] * 2
    assert shot.pixelColor(middle, 2) != theme.colour("accent")


def test_an_icon_button_has_name_and_tooltip_and_is_32_square(theme: Theme, qtbot: QtBot) -> None:
    button = icon_button(theme, "table", "Xem dạng bảng")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Xem dạng bảng", "Xem dạng bảng")
    assert (button.sizeHint().width(), button.sizeHint().height()) == (32, 32)


def test_small_and_ghost_targets_are_at_least_28_high(theme: Theme, qtbot: QtBot) -> None:
    for make in (small, ghost):
        button = make(theme, "Dùng 22", "checkmark")
        qtbot.addWidget(button)
        assert button.sizeHint().height() == 28


# chips


CHOICES = [
    ChipChoice("all", "Tất cả"),
    ChipChoice("overdue", "Quá hạn", "warning-filled", "danger"),
    ChipChoice("late", "Muộn", "clock_alarm-filled", "warning"),
]


def test_exactly_one_chip_is_chosen_and_told(theme: Theme, qtbot: QtBot) -> None:
    bar = ChipBar(theme, CHOICES, "Lọc theo trạng thái", "nhiệm vụ")
    opened(qtbot, bar, 500)
    bar.set_counts({"all": 1284, "overdue": 4})
    assert bar.current == "all" and bar.chip("all").text() == "Tất cả  1.284"
    assert bar.chip("overdue").accessibleName() == "Lọc: Quá hạn, 4 nhiệm vụ"
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.mouseClick(bar.chip("overdue"), LEFT)
    assert told.args == ["overdue"] and not bar.chip("all").isChecked()
    bar.chip("overdue").setFocus()
    qtbot.keyClick(bar.chip("overdue"), Qt.Key.Key_Right)
    assert bar.current == "late"


def test_choosing_a_chip_moves_nothing(theme: Theme, qtbot: QtBot) -> None:
    bar = ChipBar(theme, CHOICES, "Lọc")
    opened(qtbot, bar, 500)
    before = [bar.chip(choice.key).geometry() for choice in CHOICES]
    bar.choose("late")
    qtbot.wait(1)
    assert [bar.chip(choice.key).geometry() for choice in CHOICES] == before
    assert bar.chip("all").height() == 28


def test_chips_wrap_when_the_width_is_short(theme: Theme, qtbot: QtBot) -> None:
    bar = ChipBar(theme, CHOICES, "Lọc")
    qtbot.addWidget(bar)
    assert bar.heightForWidth(500) == 28
    assert bar.heightForWidth(170) == 28 * 2 + 8
    bar.resize(100, 120)
    bar.show()
    tops = {bar.chip(choice.key).y() for choice in CHOICES}
    assert len(tops) == 3


# search


def test_search_waits_for_the_text_to_rest(theme: Theme, qtbot: QtBot) -> None:
    box = SearchBox(theme, "Tìm không cần gõ dấu")
    opened(qtbot, box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    qtbot.keyClicks(box, "so")
    assert asked == []
    with qtbot.waitSignal(box.searched, timeout=DELAY_MS * 20):
        qtbot.keyClicks(box, " hoa")
    assert asked == ["so hoa"]


def test_esc_and_the_cross_clear_at_once(theme: Theme, qtbot: QtBot) -> None:
    box = SearchBox(theme, "Tìm")
    opened(qtbot, box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    cross = box.findChild(QPushButton)
    assert cross is not None and not cross.isVisible()
    for clear in ("esc", "cross"):
        box.setText("máy chủ")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert asked[-1] == "máy chủ" and cross.isVisible()
        if clear == "esc":
            qtbot.keyClick(box, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(cross, LEFT)
        assert box.text() == "" and asked[-1] == "" and not cross.isVisible()
    assert box.accessibleName() == "Tìm kiếm"


def test_a_composed_word_is_one_question(theme: Theme, qtbot: QtBot) -> None:
    """UniKey sends Backspaces: the box must end with what was composed and ask only for that."""
    box = SearchBox(theme, "Tìm")
    opened(qtbot, box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    qtbot.keyClicks(box, "dd")
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(box.searched, timeout=DELAY_MS * 20):
        box.insert("đ")
    assert asked == ["đ"]


# states and bars


@pytest.mark.parametrize(
    "look", [status.ON_TIME, status.LATE, status.IN_TERM, status.OVERDUE, status.NOT_STARTED]
)
def test_states_are_icon_word_and_colour(theme: Theme, qtbot: QtBot, look: status.StatusLook) -> None:
    for widget in (status.StatusLabel(theme, status.ON_TIME), status.StatusPill(theme, status.ON_TIME)):
        opened(qtbot, widget)
        widget.set_look(look)
        labels = widget.findChildren(QLabel)
        assert [label.text() for label in labels if label.text()] == [look.word]
        assert any(not label.pixmap().isNull() for label in labels)
        assert widget.accessibleName() == look.word
        shot = image(widget)
        colours = {shot.pixelColor(x, y).name() for x in range(shot.width()) for y in range(shot.height())}
        assert theme.colour(look.tone).name() in colours


SEGMENTS = [
    Segment("on_time", "đúng hạn", 51, "success_solid"),
    Segment("late", "muộn", 11, "warning_solid"),
    Segment("in_term", "đang thực hiện", 0, "progress_solid"),
    Segment("overdue", "quá hạn", 4, "danger_solid"),
]


def test_a_composition_has_gaps_and_opens_its_parts(theme: Theme, qtbot: QtBot) -> None:
    bar = CompositionBar(theme, "Cơ cấu nhiệm vụ")
    opened(qtbot, bar, 404)
    bar.set_segments(SEGMENTS)
    areas = bar.areas()
    assert [segment.key for segment, _ in areas] == ["on_time", "late", "overdue"]
    assert [
        round(after[1].x() - before[1].right()) for before, after in zip(areas, areas[1:], strict=False)
    ] == [2, 2]
    assert round(areas[-1][1].right()) == bar.width()
    assert areas[0][1].width() / areas[2][1].width() == pytest.approx(51 / 4, rel=0.03)
    shot = image(bar)
    for segment, area in areas:
        assert shot.pixelColor(area.center().toPoint()) == theme.colour(segment.token)
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.mouseClick(bar, LEFT, pos=areas[1][1].center().toPoint())
    assert told.args == ["late"]
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert told.args == ["overdue"]
    assert bar.accessibleDescription() == "đúng hạn 51, muộn 11, đang thực hiện 0, quá hạn 4"


def test_an_empty_composition_shows_only_its_track(theme: Theme, qtbot: QtBot) -> None:
    bar = CompositionBar(theme, "Cơ cấu")
    opened(qtbot, bar, 200)
    bar.set_segments([Segment("a", "a", 0, "success_solid")])
    assert bar.areas() == []
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert image(bar).pixelColor(100, bar.height() // 2) == theme.colour("track")


def test_a_progress_line_is_filled_to_its_share(theme: Theme, qtbot: QtBot) -> None:
    line = ProgressLine(theme, "progress_solid", 8)
    opened(qtbot, line, 200)
    line.set_share(0.5, "Lớp 2: 12/19, 63%", mark=0.8)
    shot, middle = image(line), line.height() // 2
    assert shot.pixelColor(90, middle) == theme.colour("progress_solid")
    assert shot.pixelColor(120, middle) == theme.colour("track")
    assert shot.pixelColor(160, middle) == theme.colour("surface")
    assert line.accessibleName() == "Lớp 2: 12/19, 63%"


# cards


def test_a_clickable_card_opens_by_mouse_and_keys(theme: Theme, qtbot: QtBot) -> None:
    card = KpiCard(
        theme, KeyFigure("DVCTT mức độ 4", "34,2%", "", "Vượt chỉ tiêu 30%", "checkmark_circle-filled")
    )
    opened(qtbot, card, 200)
    with qtbot.waitSignal(card.opened):
        qtbot.mouseClick(card, LEFT)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(card.opened):
            qtbot.keyClick(card, key)
    with qtbot.assertNotEmitted(card.opened):
        qtbot.mousePress(card, LEFT)
        qtbot.mouseRelease(card, LEFT, pos=QPoint(500, 500))
    assert card.accessibleName() == "DVCTT mức độ 4. 34,2%. Vượt chỉ tiêu 30%"
    card.set_figure(KeyFigure("Bảo vệ đủ 4 lớp", "58%", reference="Cả nước 44%"))
    assert card.accessibleName() == "Bảo vệ đủ 4 lớp. 58%. Cả nước 44%"
    assert "Vượt chỉ tiêu 30%" not in texts(card)


def test_a_plain_card_is_no_button(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, "Cần xử lý", "4 quá hạn", scrolls=True)
    for number in range(40):
        card.body.addWidget(QLabel(f"dòng {number}"))
    opened(qtbot, card, 300)
    with qtbot.assertNotEmitted(card.opened):
        qtbot.mouseClick(card, LEFT)
    assert card.minimumSizeHint().height() < 200
    card.set_title("Cần làm", "0 quá hạn")
    assert texts(card)[:2] == ["Cần làm", "0 quá hạn"]


def test_an_empty_state_says_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(
        theme, "search", "Không tìm thấy", "Bỏ bớt điều kiện lọc.", (secondary(theme, "Xóa lọc"),)
    )
    opened(qtbot, state, 500)
    assert state.accessibleName() == "Không tìm thấy. Bỏ bớt điều kiện lọc."
    state.set_text("Chưa có nhiệm vụ nào")
    assert texts(state) == ["Chưa có nhiệm vụ nào"]


def test_an_elided_label_keeps_its_whole_text(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("Sở Thông tin và Truyền thông tỉnh An Bình")
    opened(qtbot, label, 90)
    assert label.text().endswith("…") and label.toolTip() == label.full_text == label.accessibleName()
    label.resize(600, 20)
    assert label.text() == label.full_text and label.toolTip() == ""


def test_a_wrapped_label_is_never_cut(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    label = text_label(
        "Xây dựng Trung tâm giám sát, điều hành an toàn, an ninh mạng của tỉnh", "title", wraps=True
    )
    column.addWidget(label)
    column.addWidget(QPlainTextEdit())
    opened(qtbot, host)
    host.resize(240, 150)
    assert label.height() >= label.heightForWidth(label.width()) > 2 * 27
    label.setText("Ngắn")
    qtbot.waitUntil(lambda: label.minimumHeight() < 40)


# detail and dialogs


def test_the_detail_pane_asks_by_keys_and_buttons(theme: Theme, qtbot: QtBot) -> None:
    panel = DetailPanel(theme)
    panel.set_head("NV-09", status.OVERDUE, "Xây dựng Trung tâm giám sát", "Sở TT&TT")
    facts = Facts(theme)
    facts.add("Cơ quan chủ trì", "Sở Thông tin và Truyền thông")
    panel.body.addWidget(facts)
    opened(qtbot, panel, 368)
    alt = Qt.KeyboardModifier.AltModifier
    for key, signal in ((Qt.Key.Key_Up, panel.previous_asked), (Qt.Key.Key_Down, panel.next_asked)):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(panel, key, alt)
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    buttons: list[QPushButton] = panel.findChildren(QPushButton)
    close = next(button for button in buttons if button.accessibleName().startswith("Đóng"))
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(close, LEFT)
    assert "Sở Thông tin và Truyền thông" in texts(panel)
    panel.clear_body()
    qtbot.waitUntil(lambda: "Sở Thông tin và Truyền thông" not in texts(panel))


def test_the_safe_answer_is_the_default(theme: Theme, qtbot: QtBot) -> None:
    dialog = QuestionDialog(
        theme, None, "Xóa kỳ 02/2021?", "Có thể khôi phục từ bản sao lưu.", "Xóa kỳ", "Giữ lại"
    )
    opened(qtbot, dialog)
    assert dialog.windowTitle() == "Xóa kỳ 02/2021?" and dialog.leave_button.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.show()
    qtbot.mouseClick(dialog.verb_button, LEFT)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_form_dialog_is_accepted_by_enter_and_left_by_esc(theme: Theme, qtbot: QtBot) -> None:
    dialog = FormDialog(theme, None, "Thêm nhiệm vụ", "Thêm nhiệm vụ")
    edit = QLineEdit()
    dialog.body.addWidget(edit)
    opened(qtbot, dialog)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.show()
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_no_ground_shines_through_a_scrolling_card(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, "Thẻ", scrolls=True)
    card.body.addWidget(QLabel("chữ"))
    opened(qtbot, card, 240)
    assert image(card).pixelColor(card.width() - 30, card.height() - 20) == QColor(theme.colour("surface"))
