"""Soát lỗi used by keys and mouse: kinds, findings, filters, going to the fix and coming back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.periods import PeriodCode
from desktop_app.safekeeping import Safekeeping
from desktop_app.ui.pages.findings.page import FindingsPage
from desktop_app.ui.pages.layers.page import LayersPage
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.pages.tasks.page import TasksPage
from desktop_app.ui.theme import Theme
from tests.store.raw import unguarded
from tests.ui.pages.person import Person

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    opened = Person(qtbot, theme, sample_path, "tong-quan")
    opened.press(Qt.Key.Key_0, CONTROL, at=opened.shell)
    settled(opened)
    yield opened
    opened.close()


def settled(person: Person) -> None:
    person.desk.jobs.wait()
    person.settle()


def page(person: Person) -> FindingsPage:
    found = person.current
    assert isinstance(found, FindingsPage)
    return found


def choose(person: Person, kind: str) -> None:
    screen = page(person)
    screen.kind_view.setCurrentIndex(screen.kinds.index(screen.kinds.find(kind)))
    person.settle()


def test_the_whole_record_is_looked_through(person: Person) -> None:
    screen = page(person)
    assert "1 lỗi, 24 chỗ cần xem" in screen.header_subtitle
    assert screen.model.rowCount() == 25
    assert screen.model.shown[0].kind == "figures_wrong"  # errors stand first
    assert "Hạn trước ngày giao" in screen.kinds.passed


def test_damage_done_outside_is_found_when_the_whole_file_is_read(person: Person) -> None:
    screen = page(person)
    assert {"Tệp hỏng", "Dòng khác với nhật ký", "Minh chứng bị sửa hoặc mất"} <= set(screen.kinds.passed)
    with unguarded(person.desk.session.record.path) as db:
        db.execute("UPDATE task SET title = 'Sửa ngoài' WHERE id = 1")
    person.desk.session.do(EditTask(2, {"title": "Sửa trong sổ"}))  # looks through again, not the whole file
    settled(person)
    assert "Dòng khác với nhật ký" in screen.kinds.passed
    person.click(screen.whole)
    settled(person)
    assert screen.model.shown[0].kind == "row" and "task [1]" in screen.model.shown[0].where
    assert "Dòng khác với nhật ký" not in screen.kinds.passed
    person.desk.session.do(EditTask(2, {"title": "Sửa lần nữa"}))
    settled(person)
    assert screen.model.shown[0].kind == "row"  # found damage stays until the file is read again


def test_reading_the_whole_file_here_counts_as_the_check_of_the_week(person: Person, tmp_path: Path) -> None:
    keeper = person.desk.keeper = Safekeeping(person.desk.session.record.path, tmp_path / "sao lưu")
    assert keeper.check_due()
    person.desk.session.do(EditTask(2, {"title": "Tên khác"}))  # looks through, not the whole file
    settled(person)
    assert keeper.check_due()
    person.click(page(person).whole)
    settled(person)
    assert not keeper.check_due()


def test_a_kind_is_chosen_by_the_keyboard(person: Person) -> None:
    screen = page(person)
    screen.kind_view.setFocus()
    person.press(Qt.Key.Key_Down, at=screen.kind_view)
    assert {item.kind for item in screen.model.shown} == {"figures_wrong"}
    choose(person, "layer_lapsed")
    assert len(screen.model.shown) == 4


def test_a_wrong_figure_opens_its_cell_and_the_place_is_kept(person: Person) -> None:
    screen = page(person)
    choose(person, "copied")
    person.press(Qt.Key.Key_Return, at=screen.table)
    assert isinstance(person.current, ServicesPage)
    assert person.desk.period_code == PeriodCode.parse("2021-02")
    person.shell.show_page("soat-loi")
    settled(person)
    assert screen.model.filter.kind == "copied" and screen.table.currentIndex().row() == 0


def test_a_lapsed_layer_opens_its_cell(person: Person) -> None:
    screen = page(person)
    choose(person, "layer_lapsed")
    wanted = screen.model.shown[0]
    screen.open(0)
    person.settle()
    layers = person.current
    assert isinstance(layers, LayersPage) and layers.detail.isVisible()
    row = layers.model.row(layers.table.currentIndex().row())
    assert row.unit.unit.id == wanted.unit_id
    assert layers.model.layers[layers.table.currentIndex().column() - 1].key == wanted.layer


def test_explained_findings_stand_apart_and_open_their_task(person: Person) -> None:
    screen = page(person)
    person.click(screen.chips.chip("accepted"))
    assert len(screen.model.shown) == 3 and all(item.accepted for item in screen.model.shown)
    wanted = screen.model.shown[1].task_id
    screen.open(1)
    person.settle()
    tasks = person.current
    assert isinstance(tasks, TasksPage) and tasks.detail.line is not None
    assert tasks.detail.line.task.id == wanted


def test_no_filter_makes_a_check_look_passed(person: Person) -> None:
    screen = page(person)
    passed = screen.kinds.passed
    assert "Hoàn thành chưa có minh chứng" not in passed  # accepted ones are findings all the same
    screen.search.setText("không có gì như thế")
    person.qtbot.waitUntil(lambda: screen.card.empty)
    assert screen.kinds.passed == passed
    wrong = screen.kinds.index(screen.kinds.find("figures_wrong"))
    assert wrong.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", 0 chỗ")
    screen.search.setText("")
    person.click(screen.chips.chip("accepted"))
    assert screen.kinds.passed == passed


def test_search_agency_and_f8(person: Person) -> None:
    screen = page(person)
    QTest.keyClicks(screen.search, "ngoc lung")
    person.qtbot.waitUntil(lambda: 0 < screen.model.rowCount() < 25)
    assert all(item.unit == "H. Ngọc Lũng" for item in screen.model.shown)
    person.press(Qt.Key.Key_F8, at=screen.table)
    assert screen.table.currentIndex().row() == 1
    person.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier, at=screen.table)
    assert screen.table.currentIndex().row() == 0
    screen.search.clear_now()
    screen.unit.choose("Sở Y tế")
    screen._narrow()
    assert {item.unit for item in screen.model.shown} == {"Sở Y tế"}
    screen.search.setText("không có gì như thế")
    person.qtbot.waitUntil(lambda: screen.card.empty)


def test_a_change_is_looked_through_at_once(person: Person) -> None:
    screen = page(person)
    task = next(task for task in person.desk.read.tasks() if not task.completed_on)
    person.desk.do(EditTask(task.id, {"percent": 100}))
    settled(person)
    assert [item.task_id for item in screen.model.shown if item.kind == "percent_without_completion"] == [
        task.id
    ]


def test_the_list_goes_to_excel(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "soat-loi.xlsx"
    monkeypatch.setattr("desktop_app.ui.list_saving.ask_save_path", lambda *_: target)
    person.click(page(person).export)
    settled(person)
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert sum(row[0] == "Đơn vị chưa có số liệu" for row in rows) == 15
