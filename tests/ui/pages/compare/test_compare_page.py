"""The screen "So sánh hai thời điểm": reached from the overview, compared off the main thread, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.comparing import named_state
from desktop_app.domain.bridges import Cause
from desktop_app.domain.comparison import Comparison
from desktop_app.domain.task_comparison import COMPLETED, DATED
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.ui.pages.compare import page as compare_page
from desktop_app.ui.pages.compare.page import ComparePage
from desktop_app.ui.theme import Theme
from tests.comparison_story import live_on, send_report
from tests.ui.pages.person import Person

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    """On the overview of a record with a report sent and a story after it."""
    session = Session(open_record(sample_path, person="An", machine="PC-01"), "An")
    send_report(session)
    live_on(session)
    session.close()
    opened = Person(qtbot, theme, sample_path, "tong-quan")
    qtbot.waitUntil(lambda: opened.current.plots is not None, timeout=20_000)  # type: ignore[attr-defined]
    opened.settle()
    yield opened
    opened.close()


def opened(person: Person, **query: object) -> ComparePage:
    person.desk.open_page("so-sanh", **query)
    return person.waited(ComparePage)


def found(page: ComparePage) -> Comparison:
    assert page.found is not None
    return page.found


def test_from_the_overview_to_what_was_sent(person: Person) -> None:
    person.click(person.current.compare)  # type: ignore[attr-defined]
    page = person.waited(ComparePage)
    assert person.shell.windowTitle() == "So sánh hai thời điểm – Tiến Độ"
    assert page.header_subtitle == (
        "Nhiệm vụ hoàn thành tăng từ 69 lên 73: +2 hoàn thành, +3 ghi bổ sung, −1 mở lại; "
        "tỷ lệ từ 69/76 (90,8%) thành 73/77 (94,8%)"
    )
    assert page.first.box.currentText() == "28/02/2021, tháng 01, bản 1"
    assert page.last.box.currentText() == "31/03/2021, sổ hiện nay"
    assert page.equation.text() == "69 + 2 + 3 − 1 + 0 = 73, khớp danh sách"
    assert page.model.rowCount() == 6
    first = [str(page.model.index(0, column).data()) for column in range(7)]
    assert first[0] == "+1 hoàn thành" and first[4:] == [
        "Đang thực hiện",
        "Xong 22/03/2021",
        "trước hạn 3 ngày",
    ]
    titles = {label.text() for label in person.shell.findChildren(QLabel) if label.isVisible()}
    assert "Dữ liệu minh họa" in titles


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Escape, None), (Qt.Key.Key_Left, ALT)])
def test_back_leads_to_the_screen_and_part_it_was_opened_from(
    person: Person, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    person.shell.show_page("nhat-ky")
    person.settle()
    part = person.current.focus_parts()[0]
    part.setFocus()
    page = opened(person)
    page.table.setFocus()
    person.settle()
    person.press(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert person.shell.current_key == "nhat-ky"
    assert part.hasFocus()
    assert person.shell.header.back.isHidden()


def test_the_button_and_the_marked_item_lead_back_too(person: Person) -> None:
    opened(person)
    assert person.shell.sidebar.list.currentItem().text() == "Tổng quan"
    person.click(person.shell.header.back)
    assert person.shell.current_key == "tong-quan"
    opened(person)
    listing = person.shell.sidebar.list
    person.click(listing.viewport(), listing.visualItemRect(listing.currentItem()).center())
    assert person.shell.current_key == "tong-quan"


def test_esc_and_alt_left_do_nothing_on_other_screens(person: Person) -> None:
    person.press(Qt.Key.Key_Escape, at=person.shell)
    person.press(Qt.Key.Key_Left, ALT, at=person.shell)
    assert person.shell.current_key == "tong-quan"


def test_a_step_leads_to_its_lines_and_enter_to_the_task(person: Person) -> None:
    page = opened(person)
    page.chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        person.press(key, at=page.chart)
    row = page.table.currentIndex().row()
    change = page.model.shown[row]
    assert change.what is Cause.SUPPLEMENTED and row == 2
    person.press(Qt.Key.Key_Return, at=page.table)
    assert person.shell.current_key == "nhiem-vu"
    assert person.current.detail.line.task.id == change.key  # type: ignore[attr-defined]


def test_the_figure_other_screens_ask_for(person: Person) -> None:
    page = opened(person, figure="layers.all_four")
    assert page.figures.currentText() == "Đơn vị đủ 4 lớp"
    assert page.list.empty
    page.open_query({"figure": "form:dvctt-2011:level4"})
    assert page.figures.currentText() == "DVCTT mức độ 4"
    assert page.equation.text().endswith("= 1.558, khớp danh sách")
    assert not page.table.isColumnHidden(2) and page.table.isColumnHidden(3)
    page.open_query({"figure": DATED})
    assert page.equation.text() == "76 + 1 + 0 + 0 + 0 = 77, khớp danh sách"


def test_from_what_stands_behind_a_figure(person: Person) -> None:
    person.desk.ask_why("layers.all_four")
    person.settle()
    sheet = person.window.why
    person.click(next(item for item in sheet.findChildren(QPushButton) if item.text() == "So sánh…"))
    page = person.waited(ComparePage)
    assert not sheet.isVisible() and page.figures.currentText() == "Đơn vị đủ 4 lớp"
    person.press(Qt.Key.Key_Escape)
    assert person.shell.current_key == "tong-quan"


def test_swapping_turns_the_bridge(person: Person) -> None:
    page = opened(person)
    person.click(page.swap)
    person.waited(ComparePage)
    assert page.equation.text() == "73 + 0 + 1 − 3 − 2 = 69, khớp danh sách"
    assert "xem ngược" in page.card.source_line
    task = next(task for task in person.desk.read.tasks() if task.completed(date(2021, 2, 28)))
    person.desk.do(EditTask(task.id, {"completed_on": date(2021, 5, 1)}))
    person.waited(ComparePage)
    assert page.equation.text() == "72 + 0 + 2 − 3 − 2 = 69, khớp danh sách"
    assert page.first.box.currentText() == "31/03/2021, sổ hiện nay"


def test_another_moment_is_asked_for(person: Person) -> None:
    page = opened(person)
    page.first.ask()
    dialog = page.first.dialog
    assert dialog is not None
    dialog.day.setText("31/12/2020")
    dialog.known.setText("31/12/2020")
    dialog.accept()
    person.waited(ComparePage)
    assert page.first.box.currentText() == "31/12/2020, như đã biết khi đó"
    assert page.equation.text().startswith("67 + 6 + 0")


def test_the_other_changes_and_the_table_of_the_plot(person: Person) -> None:
    page = opened(person)
    person.click(page.chips.chip("others"))
    labels = {str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())}
    assert {"Đổi thời hạn", "+1 giao mới"} <= labels
    page.card.show_table(True)
    assert page.card.figure_view.figures.rows[1][:3] == ("Hoàn thành", "+2", "71")


def test_a_change_while_it_is_shown_is_compared_at_once(person: Person) -> None:
    page = opened(person)
    task = next(task for task in person.desk.read.tasks() if task.completed(date(2021, 2, 28)))
    person.desk.do(EditTask(task.id, {"completed_on": date(2021, 5, 1)}))
    person.waited(ComparePage)
    assert page.equation.text() == "69 + 2 + 3 − 2 + 0 = 72, khớp danh sách"
    person.desk.undo()
    person.waited(ComparePage)
    assert page.equation.text() == "69 + 2 + 3 − 1 + 0 = 73, khớp danh sách"


def test_a_task_that_is_gone_is_said(person: Person) -> None:
    task = next(task for task in person.desk.read.tasks() if task.completed(date(2021, 2, 28)))
    person.desk.do(DeleteTask(task.id, "Trùng nhiệm vụ"))
    page = opened(person)
    row = page.model.find(Cause.REMOVED, False)
    page.table.opened.emit(page.model.index(row, 0))
    assert person.failures == [f"{task.number} không còn trong sổ. Xem Nhật ký để biết ai xóa và lúc nào."]


def test_what_comes_for_a_pair_no_longer_asked_for_is_not_shown(person: Person) -> None:
    page = opened(person)
    old = found(page)
    page.last.choose(named_state(person.desk.session, date(2021, 1, 31), 83))
    page.compare()
    page.last.choose(named_state(person.desk.session, date(2021, 3, 31), 90))
    page.compare()
    person.waited(ComparePage)
    assert found(page) != old and found(page).last.entry == 90


def test_the_annex_is_written(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(person)
    target = tmp_path / "so sánh"
    monkeypatch.setattr(compare_page, "ask_save_path", lambda *_: target)
    person.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, at=page.table)
    person.waited(ComparePage)
    assert openpyxl.load_workbook(tmp_path / "so sánh.xlsx").sheetnames == ["Cầu nối", "Thay đổi"]
    assert person.said[-1] == "Đã xuất phụ lục so sánh vào so sánh.xlsx."


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697), (1093, 614), (880, 480)])
def test_nothing_is_squeezed_at_any_width(person: Person, size: tuple[int, int]) -> None:
    person.shell.resize(*size)
    page = opened(person)
    person.settle()
    assert page.minimumSizeHint().width() <= page.width()
    assert page.chart.height() >= page.chart.minimumHeight()
    assert page.figures.width() >= page.figures.minimumWidth()
    assert found(page).listed(COMPLETED)
