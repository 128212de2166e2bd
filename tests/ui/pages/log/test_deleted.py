"""Đã xóa in the log, and the history of a field from its menu, by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.ui.field_history import HISTORY, HistoryDialog, _Offer
from desktop_app.ui.pages.log.page import LogPage
from desktop_app.ui.pages.services.cell_menu import cell_menu
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.pages.tasks.page import TasksPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    opened = Person(qtbot, theme, sample_path, "nhat-ky")
    yield opened
    opened.close()


def log(person: Person) -> LogPage:
    page = person.shell.page("nhat-ky")
    assert isinstance(page, LogPage)
    return page


def test_a_deleted_task_is_found_without_accents_and_taken_back(person: Person) -> None:
    task = person.desk.read.tasks()[3]
    person.desk.do(DeleteTask(task.id, "Trùng lặp"))
    person.desk.do(EditTask(person.desk.read.tasks()[0].id, {"title": "Ở giữa"}))
    page = log(person)
    person.click(page._chips.chip("deleted"))
    assert page.deleted.isVisible() and "1" in page._chips.chip("deleted").text()
    page._search.setText("trung lap")
    person.qtbot.waitUntil(lambda: page.deleted.model.rowCount() == 1)
    person.press(Qt.Key.Key_Return, at=page.deleted.table)
    assert person.desk.read.task(task.id) == task
    assert person.said[-1].startswith("Đã lấy lại")
    assert page.deleted.card.empty and not page.deleted.take_back.isEnabled()


def test_why_it_cannot_be_taken_back_is_said(person: Person) -> None:
    first, second = person.desk.read.tasks()[:2]
    person.desk.do(DeleteTask(first.id, "nhầm"))
    person.desk.do(EditTask(second.id, {"number": first.number}))
    page = log(person)
    person.click(page._chips.chip("deleted"))
    person.click(page.deleted.take_back)
    assert "nay thuộc nhiệm vụ khác" in person.failures[-1]


def chosen_from(person: Person, menu: QMenu, title: str) -> HistoryDialog:
    action = next(action for action in menu.actions() if action.text().split("\t")[0] == title)
    action.trigger()
    person.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HistoryDialog)
    return dialog


def test_a_field_of_the_pane_tells_its_history_and_leads_to_the_log(person: Person) -> None:
    task = person.desk.read.tasks()[0]
    person.desk.do(EditTask(task.id, {"clause": "mục II.9"}))
    person.desk.open_page("nhiem-vu", task=task.id)
    person.settle()
    page = person.current
    assert isinstance(page, TasksPage) and page.detail.facts is not None
    editor = page.detail.facts.editors["clause"]
    offer = next(child for child in editor.children() if isinstance(child, _Offer))
    dialog = chosen_from(person, offer.menu(), HISTORY)
    assert [item.new for item in dialog.model.shown] == ["mục II.9", task.clause]
    person.press(Qt.Key.Key_Down, at=dialog.table)
    person.press(Qt.Key.Key_Return, at=dialog.table)
    assert not dialog.isVisible() and person.shell.current_key == "nhat-ky"
    row = log(person).model.row(log(person).list.currentIndex().row())
    assert row.change_set.entry == dialog.model.shown[1].change_set.entry  # type: ignore[union-attr]


def test_the_menu_key_opens_the_menu_of_an_editor(person: Person) -> None:
    person.desk.open_page("nhiem-vu", task=person.desk.read.tasks()[0].id)
    person.settle()
    page = person.current
    assert isinstance(page, TasksPage) and page.detail.facts is not None
    editor = page.detail.facts.editors["lead"]
    at = editor.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, editor.mapToGlobal(at))
    QApplication.sendEvent(editor, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown = [action.text() for action in menu.actions()]
    menu.close()
    assert HISTORY in shown and len(shown) > 3  # Qt's own lines stand above


def test_a_figure_of_the_grid_tells_its_history(person: Person) -> None:
    person.desk.open_page("dich-vu-cong")
    person.settle()
    page = person.current
    assert isinstance(page, ServicesPage)
    unit = next(unit for unit in person.desk.read.units() if unit.name == "Sở Y tế")
    page.go_to(unit.id, "level4")
    person.settle()
    dialog = chosen_from(
        person, cell_menu(person.desk, page.grid, page.model, page.editing), "Lịch sử ô này…"
    )
    assert dialog.model.shown and "Sở Y tế" in dialog.windowTitle()
    dialog.reject()
