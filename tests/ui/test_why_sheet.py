"""The sheet "Vì sao 62?" and the search that leads to it, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.figure_codes import FigureCode, ReportPoint
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.grid.frame import TotalPane
from desktop_app.ui.grid.selection import Cell
from desktop_app.ui.pages.layers.summary_row import SummaryRow
from desktop_app.ui.pages.overview.page import OverviewPage
from desktop_app.ui.pages.services.cell_menu import cell_menu
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.why.sheet import WhySheet
from tests.ui.pages.person import Person

AUGUST, DAY = PeriodCode.parse("2020-08"), date(2020, 8, 26)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    opened = Person(qtbot, theme, sample_path, "tong-quan", as_of=DAY, period=AUGUST)
    opened.desk.jobs.wait()
    yield opened
    opened.close()


def overview(person: Person) -> OverviewPage:
    page = person.current
    assert isinstance(page, OverviewPage)
    return page


def why(person: Person) -> WhySheet:
    sheet = person.window.why
    assert sheet.isVisible() and sheet.explanation is not None
    return sheet


def test_the_card_opens_what_stands_behind_its_figure(person: Person) -> None:
    person.click(overview(person).tasks, QPoint(20, 20))
    sheet = why(person)
    assert sheet.explanation and sheet.explanation.question == "Vì sao 62?"
    assert sheet.model.rowCount() == 62
    assert QApplication.focusWidget() is sheet.table
    person.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_enter_on_a_line_opens_its_task(person: Person) -> None:
    person.click(overview(person).tasks, QPoint(20, 20))
    sheet = why(person)
    wanted = sheet.model.lines[0].target[1]
    person.press(Qt.Key.Key_Return, at=sheet.table)
    assert not sheet.isVisible()
    assert person.shell.current_key == "nhiem-vu"
    assert person.current.detail.line.task.id == wanted  # type: ignore[attr-defined]


def test_a_share_under_the_matrix_of_layers_is_explained(person: Person) -> None:
    person.desk.open_page("an-toan-4-lop")
    person.settle()
    page = person.current
    header, row = page.table.horizontalHeader(), page.findChild(SummaryRow)  # type: ignore[attr-defined]
    person.click(row, QPoint(header.sectionViewportPosition(2) + 20, 20))
    sheet = why(person)
    assert sheet.explanation and sheet.explanation.question == "Vì sao 57%?"
    person.press(Qt.Key.Key_Escape)
    person.click(row, QPoint(header.sectionViewportPosition(5) + 20, 20))
    assert sheet.explanation and sheet.explanation.question == "Vì sao 48%?"


def test_every_figure_of_the_total_row_is_explained(person: Person) -> None:
    person.desk.open_page("dich-vu-cong")
    person.settle()
    grid = person.current.grid  # type: ignore[attr-defined]
    totals = next(pane for pane in grid.findChildren(TotalPane) if pane.width() > 400)
    last = totals.model().columnCount() - 1
    for column in (1, last):
        index = totals.model().index(0, column)
        person.click(totals.viewport(), totals.visualRect(index).center())
        sheet = why(person)
        assert sheet.explanation and sheet.explanation.question == f"Vì sao {index.data()}?"
        assert any(
            button.text() == "So sánh…" for button in sheet.findChildren(QPushButton) if button.isVisible()
        ) is (column == last)
        person.press(Qt.Key.Key_Escape)
        assert not sheet.isVisible()


def test_the_menu_of_a_cell_asks_why_its_column_comes_to_its_total(person: Person) -> None:
    person.desk.open_page("dich-vu-cong")
    person.settle()
    page = person.current
    assert isinstance(page, ServicesPage)
    page.grid.select_at(Cell(3, 1))
    menu = cell_menu(person.desk, page.grid, page.model, page.editing)
    next(action for action in menu.actions() if action.text() == "Vì sao tổng cột này…").trigger()
    menu.deleteLater()
    explained = why(person).explanation
    assert explained and explained.question == f"Vì sao {page.model.total_cell(1).text}?"


def test_a_plot_s_menu_asks_why(person: Person) -> None:
    person.settle()
    plots = overview(person).plots
    assert plots is not None
    for key, question in (("burn", "Vì sao 62?"), ("trend", "Vì sao 14,7%?")):
        card = plots.cards()[key]
        action = next(action for action in card.menu.actions() if action.text() == "Vì sao có số này?")
        action.trigger()
        explained = why(person).explanation
        assert explained and explained.question == question
        person.press(Qt.Key.Key_Escape)


def test_chips_and_choices_narrow_the_list(person: Person) -> None:
    person.desk.ask_why("tasks.completion")
    sheet = why(person)
    person.click(sheet.chips.chip("left_out"))
    assert sheet.model.rowCount() == 14
    sheet.units.choose("Sở Nội vụ")
    assert {line.unit for line in sheet.model.lines} == {"Sở Nội vụ"}
    person.click(sheet.chips.chip("completed_late"))
    assert all(line.kind == "completed_late" for line in sheet.model.lines)


def test_the_keyboard_stays_inside_the_sheet(person: Person) -> None:
    person.desk.ask_why("tasks.completion")
    sheet = why(person)
    for key in [Qt.Key.Key_Tab] * 14 + [Qt.Key.Key_Backtab] * 20:
        person.press(key)
        focused = QApplication.focusWidget()
        assert focused is not None and sheet.isAncestorOf(focused)


def test_a_click_beside_the_sheet_closes_it_and_the_keyboard_goes_back(person: Person) -> None:
    card = overview(person).services
    card.setFocus()
    person.press(Qt.Key.Key_Return, at=card)
    sheet = why(person)
    assert sheet.explanation and sheet.explanation.question == "Vì sao 14,7%?"
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(100, 500))
    assert not sheet.isVisible() and QApplication.focusWidget() is card


def test_the_records_behind_a_figure_go_out_as_a_list(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "vi-sao.xlsx"
    monkeypatch.setattr("desktop_app.ui.list_saving.ask_save_path", lambda *_: target)
    person.desk.ask_why("form:dvctt-2011:level4")
    sheet = why(person)
    person.click(next(button for button in sheet.findChildren(QPushButton) if button.text() == "Xuất Excel"))
    person.desk.jobs.wait()
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    said = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "687/4.670 = 14,7%" in said and "Mã số liệu: DV01-" in said
    numbers = [row[2] for row in rows if isinstance(row[0], int)]
    assert len(numbers) == 30 and sum(number for number in numbers if isinstance(number, (int, float))) >= 687


def test_what_stands_behind_a_plain_sum_goes_out_without_a_code(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, offered = tmp_path / "tong.xlsx", []

    def ask(_parent: object, _title: str, suggested: Path, *_: object) -> Path:
        offered.append(suggested.name)
        return target

    monkeypatch.setattr("desktop_app.ui.list_saving.ask_save_path", ask)
    person.desk.ask_why("sum:dvctt-2011:level4")
    sheet = why(person)
    person.click(next(button for button in sheet.findChildren(QPushButton) if button.text() == "Xuất Excel"))
    person.desk.jobs.wait()
    book = openpyxl.load_workbook(target)
    rows = list(book.active.iter_rows(values_only=True))
    said = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "687" in said and "Mã số liệu" not in said
    first = next(row for row in book.active.iter_rows() if isinstance(row[0].value, int))
    assert "#,##0" in first[2].number_format and "#,##0." not in first[2].number_format  # a count
    assert offered[0].startswith("vi-sao_sum_dvctt-2011_level4")
    counted = [row for row in rows if isinstance(row[0], int) and "có" in row]
    assert len(counted) == 28 and sum(row[2] for row in counted) == 687


def typed(person: Person, text: str) -> None:
    person.press(Qt.Key.Key_K, CONTROL, at=person.shell)
    person.desk.jobs.wait()
    palette = person.window.palette
    assert palette is not None and palette.isVisible()
    palette.field.setFocus()
    palette.field.clear()
    QTest.keyClicks(palette.field, text)


def test_ctrl_k_finds_a_task_and_opens_it(person: Person) -> None:
    typed(person, "quy che cung cap")
    palette = person.window.palette
    assert palette is not None
    person.press(Qt.Key.Key_Return, at=palette.field)
    assert not palette.isVisible()
    assert person.shell.current_key == "nhiem-vu"
    assert "Quy chế cung cấp" in person.current.detail.line.task.title  # type: ignore[attr-defined]


def test_ctrl_k_opens_screens_and_figures(person: Person) -> None:
    typed(person, "nhat ky")
    palette = person.window.palette
    assert palette is not None
    person.press(Qt.Key.Key_Return, at=palette.field)
    assert person.shell.current_key == "nhat-ky"
    typed(person, "du 4 lop")
    person.press(Qt.Key.Key_Return, at=palette.field)
    sheet = why(person)
    assert sheet.explanation and sheet.explanation.measure == "layers.all_four"
    typed(person, "tong quan")
    person.press(Qt.Key.Key_Escape, at=palette.field)
    assert not palette.isVisible() and person.shell.current_key == "nhat-ky"


def test_a_code_of_an_old_report_opens_the_record_as_it_was(person: Person) -> None:
    entry = person.desk.read.last_entry()[0]
    code = FigureCode("NV01", ReportPoint(AUGUST, DAY, entry))
    task = next(task for task in person.desk.read.tasks() if task.completed(DAY))
    person.desk.do(EditTask(task.id, {"completed_on": date(2020, 8, 27)}))
    typed(person, str(code).lower())
    palette = person.window.palette
    assert palette is not None
    person.press(Qt.Key.Key_Return, at=palette.field)
    person.desk.jobs.wait()
    person.settle()
    sheet = why(person)
    assert sheet.explanation and sheet.explanation.question == "Vì sao 62?"
    assert any(f"đã biết đến mục {entry} " in label.text() for label in sheet.findChildren(QLabel))


def test_a_mistyped_code_is_told(person: Person) -> None:
    typed(person, "NV01-75BDFQM35")
    palette = person.window.palette
    assert palette is not None
    person.qtbot.waitUntil(lambda: "sai ít nhất một ký tự" in palette.words.text())
    person.press(Qt.Key.Key_Return, at=palette.field)
    assert palette.isVisible() and not person.window.why.isVisible()
    palette.reject()
