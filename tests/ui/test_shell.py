"""The frame: navigation, keys, header, rail, band, toast."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.page import Page
from desktop_app.ui.shell import Shell
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.sidebar import FULL_WIDTH, RAIL_WIDTH


class Sample(Page):
    """A screen with two parts and two actions."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title, "Số liệu đến 31/03/2021")
        self.shown = 0
        self.widths: list[int] = []
        self.first, self.second = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.main = primary(theme, "Lập báo cáo", "document_text")

    def header_actions(self) -> list[QWidget]:
        return [self.export, self.main]

    def on_shown(self) -> None:
        self.shown += 1

    def set_content_width(self, width: int) -> None:
        super().set_content_width(width)
        self.widths.append(width)

    def focus_parts(self) -> list[QWidget]:
        return [self.first, self.second]


TITLES = {
    "tong-quan": ("Tổng quan", "home"),
    "nhiem-vu": ("Nhiệm vụ", "clipboard_task_list_ltr"),
    "bao-cao": ("Báo cáo", "document_text"),
    "cai-dat": ("Cài đặt", "settings"),
}


def open_shell(theme: Theme, qtbot: QtBot, width: int = 1366, height: int = 768) -> Shell:
    shell = Shell(theme, "UBND tỉnh An Bình", "Cán bộ tổng hợp")
    qtbot.addWidget(shell)
    for key, (title, icon) in TITLES.items():
        shell.add_page(key, title, icon, Sample(theme, title))
    shell.resize(width, height)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


@pytest.fixture
def shell(theme: Theme, qtbot: QtBot) -> Shell:
    return open_shell(theme, qtbot)


def sample(shell: Shell, key: str) -> Sample:
    page = shell.page(key)
    assert isinstance(page, Sample)
    return page


def items(shell: Shell) -> list[str]:
    return [shell.sidebar.list.item(row).text() for row in range(shell.sidebar.list.count())]


def test_only_added_screens_are_shown_in_their_groups(shell: Shell) -> None:
    assert items(shell) == ["Tổng quan", "Nhiệm vụ", "", "Báo cáo", "", "Cài đặt"]
    assert shell.current_key == "tong-quan"
    assert shell.windowTitle() == "Tổng quan – Tiến Độ"


def test_screens_stand_in_the_order_of_the_design_however_added(theme: Theme, qtbot: QtBot) -> None:
    shell = Shell(theme, "UBND tỉnh An Bình")
    qtbot.addWidget(shell)
    for key in ("cai-dat", "nhiem-vu", "tong-quan"):
        shell.add_page(key, *TITLES[key], Sample(theme, key))
    assert items(shell) == ["Tổng quan", "Nhiệm vụ", "", "Cài đặt"]
    assert shell.current_key == "cai-dat"
    assert shell.sidebar.list.currentItem().text() == "Cài đặt"


def test_a_key_that_is_no_screen_is_refused(shell: Shell, theme: Theme) -> None:
    with pytest.raises(KeyError):
        shell.add_page("ban-do", "Bản đồ", "home", Page(theme, "Bản đồ"))


def test_ctrl_and_a_number_open_screens(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_key == "nhiem-vu"
    qtbot.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_key == "cai-dat"
    qtbot.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_key == "cai-dat"


def test_clicking_and_arrows_in_the_sidebar_open_screens(shell: Shell, qtbot: QtBot) -> None:
    listing = shell.sidebar.list
    at = listing.visualItemRect(listing.item(1)).center()
    with qtbot.waitSignal(shell.page_changed):
        qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shell.current_key == "nhiem-vu"
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    assert shell.current_key == "bao-cao"
    assert sample(shell, "bao-cao").shown == 1


def test_the_header_follows_the_screen(shell: Shell) -> None:
    page = sample(shell, "tong-quan")
    page.set_header("Tổng quan", "Số liệu đến 30/04/2021")
    assert "30/04/2021" in header_texts(shell)
    shell.show_page("bao-cao")
    page.set_header("Tổng quan", "Số liệu đến 31/05/2021")
    assert "31/05/2021" not in header_texts(shell)
    assert sample(shell, "bao-cao").main.isVisible()
    assert not page.main.isVisible()


def header_texts(shell: Shell) -> str:
    return " ".join(label.text() for label in shell.header.findChildren(QLabel))


def test_the_badge_is_said_too(shell: Shell) -> None:
    shell.set_badge("nhiem-vu", 4)
    item = shell.sidebar.list.item(1)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Nhiệm vụ, 4 nhiệm vụ quá hạn"
    shell.set_badge("nhiem-vu", 0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Nhiệm vụ"


def test_f6_goes_round_the_parts(shell: Shell, qtbot: QtBot) -> None:
    page = sample(shell, "tong-quan")
    shell.sidebar.list.setFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.export, page.first, page.second, shell.sidebar.list]
    qtbot.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is page.second


def test_f10_and_alt_alone_show_the_menu_bar(shell: Shell, qtbot: QtBot) -> None:
    assert not shell.menus.isVisible()
    qtbot.keyClick(shell, Qt.Key.Key_F10)
    assert shell.menus.isVisible()
    assert [action.text().replace("&", "") for action in shell.menus.actions()] == [
        "Tệp", "Sửa", "Xem", "Công cụ", "Trợ giúp",
    ]  # fmt: skip
    qtbot.keyClick(shell.menus, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.menus.isVisible())
    qtbot.keyPress(shell, Qt.Key.Key_Alt)
    qtbot.keyRelease(shell, Qt.Key.Key_Alt)
    assert shell.menus.isVisible()


def test_alt_with_z_is_left_to_vietnamese_typing_programs(shell: Shell, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyPress(shell, Qt.Key.Key_Alt)
    qtbot.keyClick(shell, Qt.Key.Key_Z, alt)
    qtbot.keyRelease(shell, Qt.Key.Key_Alt)
    assert not shell.menus.isVisible()


def test_a_menu_action_works_by_its_key_while_the_bar_is_hidden(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert shell.sidebar.rail
    qtbot.keyClick(shell, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not shell.sidebar.rail


@pytest.mark.parametrize(
    ("width", "scale", "rail"),
    [(1366, 1.0, False), (1920, 1.0, False), (1366, 1.3, True), (1200, 1.0, True), (1920, 2.0, True)],
)
def test_the_sidebar_collapses_where_room_is_short(
    dressed_app: QApplication, qtbot: QtBot, width: int, scale: float, rail: bool
) -> None:
    theme = Theme(text_scale=scale)
    theme.apply(dressed_app)
    shell = open_shell(theme, qtbot, width)
    assert shell.sidebar.rail is rail
    assert shell.sidebar.width() == theme.s(RAIL_WIDTH if rail else FULL_WIDTH)
    assert sample(shell, "tong-quan").widths[-1] == int((width - shell.sidebar.width()) / scale)


def test_the_window_can_be_as_small_as_promised(shell: Shell) -> None:
    assert shell.minimumWidth() == 880 and shell.minimumHeight() == 480
    hint = shell.minimumSizeHint()
    assert hint.width() <= 880 and hint.height() <= 480
    shell.resize(880, 480)
    assert (shell.width(), shell.height()) == (880, 480)


def test_header_actions_fold_when_there_is_no_room(dressed_app: QApplication, qtbot: QtBot) -> None:
    theme = Theme(text_scale=2.0)
    theme.apply(dressed_app)
    shell = open_shell(theme, qtbot, 880, 480)
    shell.set_sample(True)
    shell.resize(881, 480)
    page = sample(shell, "tong-quan")
    box = shell.header.action_box()
    assert box is not None
    assert box.folded() == [page.export]
    assert page.main.isVisible()
    assert page.main.mapTo(shell, QPoint(page.main.width(), 0)).x() <= shell.width()
    shell.resize(1900, 700)
    assert box.folded() == [] and page.export.isVisible()


def test_the_sample_mark_is_on_every_screen(shell: Shell) -> None:
    shell.set_sample(True)
    for key in TITLES:
        shell.show_page(key)
        assert "Dữ liệu minh họa" in header_texts(shell)
        marks = [w for w in shell.header.findChildren(QWidget) if w.accessibleName() == "Dữ liệu minh họa"]
        assert marks and marks[0].isVisible()
    shell.set_sample(False)
    assert not marks[0].isVisible()


def test_a_toast_has_one_action_and_stays_under_the_focus(shell: Shell, qtbot: QtBot) -> None:
    done: list[str] = []
    shell.show_toast("Đã xóa nhiệm vụ NV-12.", "Hoàn tác", lambda: done.append("hoàn tác"))
    toast = shell.toast
    assert toast.isVisible() and toast.message == "Đã xóa nhiệm vụ NV-12."
    middle = toast.mapTo(shell, toast.rect().center()).x()
    assert abs(middle - (shell.sidebar.width() + shell.width()) // 2) <= 2
    toast.action_button.setFocus()
    toast._timer.timeout.emit()
    assert toast.isVisible()
    qtbot.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert done == ["hoàn tác"] and not toast.isVisible()
    shell.show_toast("Đã lưu.")
    assert not toast.action_button.isVisible()
    shell.sidebar.list.setFocus()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_an_error_stands_in_the_band_until_it_is_closed(shell: Shell, qtbot: QtBot) -> None:
    tried: list[int] = []
    top = sample(shell, "tong-quan").mapTo(shell, QPoint(0, 0)).y()
    shell.show_error("Không ghi được vì ổ đĩa đầy.", "Thử lại", lambda: tried.append(1))
    assert shell.band.isVisible() and shell.band.property("tone") == "danger"
    qtbot.waitUntil(lambda: sample(shell, "tong-quan").mapTo(shell, QPoint(0, 0)).y() > top)
    buttons = {b.text() or b.accessibleName(): b for b in shell.band.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["Thử lại"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons["Đóng thông báo"], Qt.MouseButton.LeftButton)
    assert tried == [1] and not shell.band.isVisible()


def test_the_read_only_band_cannot_be_closed(shell: Shell) -> None:
    shell.show_read_only("Đang mở ở chế độ chỉ xem vì máy PC-07 đang sửa (từ 09:12).")
    names = [b.accessibleName() for b in shell.band.findChildren(QPushButton) if b.isVisible()]
    assert shell.band.isVisible() and "Đóng thông báo" not in names


def test_the_foot_tells_who_and_when_saved_and_can_be_clicked(shell: Shell, qtbot: QtBot) -> None:
    shell.sidebar.set_saved("Đã lưu lúc 09:41")
    foot = next(b for b in shell.sidebar.findChildren(QPushButton) if b.property("kind") == "user")
    assert foot.accessibleName() == "Cán bộ tổng hợp. Đã lưu lúc 09:41"
    with qtbot.waitSignal(shell.user_clicked):
        qtbot.mouseClick(foot, Qt.MouseButton.LeftButton)


def test_everything_in_the_frame_has_a_name(shell: Shell) -> None:
    nameless = [
        button
        for button in shell.findChildren(QPushButton)
        if not button.text() and not button.accessibleName() and button.isVisible()
    ]
    assert nameless == []
    assert shell.sidebar.list.accessibleName() == "Điều hướng"


def test_the_first_window_needs_neither_numpy_nor_pyqtgraph() -> None:
    program = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from desktop_app.ui.theme import Theme; from desktop_app.ui.shell import Shell;"
        "from desktop_app.ui.page import Page; t = Theme(); t.apply(app); s = Shell(t, 'UBND tỉnh An Bình');"
        "s.add_page('tong-quan', 'Tổng quan', 'home', Page(t, 'Tổng quan')); s.show(); s.grab();"
        "print([m for m in ('numpy', 'pyqtgraph', 'sqlite3', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_screen_beside_the_sidebar_is_made_when_first_shown_and_leads_back(
    shell: Shell, theme: Theme, qtbot: QtBot
) -> None:
    made: list[Sample] = []

    def make() -> Page:
        made.append(Sample(theme, "So sánh"))
        return made[-1]

    before = items(shell)
    shell.add_page_beside("so-sanh", "So sánh", make)
    assert items(shell) == before and not made
    assert shell.page_titles()[-1] == ("so-sanh", "So sánh")
    shell.show_page("nhiem-vu")
    sample(shell, "nhiem-vu").second.setFocus()
    shell.show_page("so-sanh")
    assert (len(made), made[0].shown, made[0].widths[-1]) == (1, 1, shell.content_width())
    assert shell.header.back.isVisible() and shell.windowTitle() == "So sánh – Tiến Độ"
    assert shell.sidebar.list.currentItem().text() == "Nhiệm vụ"
    qtbot.mouseClick(shell.header.back, Qt.MouseButton.LeftButton)
    assert shell.current_key == "nhiem-vu" and sample(shell, "nhiem-vu").second.hasFocus()
    assert not shell.header.back.isVisible()
    shell.show_page("so-sanh")
    assert len(made) == 1


def test_the_way_back_is_a_stop_of_f6_and_a_command_of_the_menu(
    shell: Shell, theme: Theme, qtbot: QtBot
) -> None:
    shell.add_page_beside("so-sanh", "So sánh", lambda: Sample(theme, "So sánh"))
    shell.show_page("so-sanh")
    shell.sidebar.list.setFocus()
    shell.cycle_focus(1)
    assert shell.header.back.hasFocus()
    qtbot.keyClick(shell.header.back, Qt.Key.Key_Space)
    assert shell.current_key == "tong-quan"
    shell.go_back()
    assert shell.current_key == "tong-quan"
