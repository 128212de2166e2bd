"""The window of a record: every screen stands, keys and menus work, and what happens is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.cli.parser import PAGES
from desktop_app.commands.tasks import EditTask
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    """At the task screen of the sample."""
    opened = Person(qtbot, theme, sample_path, "nhiem-vu")
    yield opened
    opened.close()


@pytest.mark.parametrize("key", PAGES)
def test_every_screen_stands_with_the_mark_of_the_sample(person: Person, key: str) -> None:
    person.shell.show_page(key)
    person.settle()
    assert person.shell.current_key == key
    assert person.current.header_title
    assert "Dữ liệu minh họa" in words(person)


def words(person: Person) -> set[str]:
    """Every text that stands on the window now."""
    return {label.text() for label in person.shell.findChildren(QLabel) if label.isVisible()}


def test_undo_and_redo_by_keys_on_any_screen(person: Person) -> None:
    task = person.desk.read.tasks()[0]
    person.desk.do(EditTask(task.id, {"title": "Tên mới"}), "Đã sửa.")
    person.shell.show_page("nhat-ky")
    person.settle()
    person.press(Qt.Key.Key_Z, CONTROL, at=person.shell)
    assert person.desk.read.tasks()[0].title == task.title
    assert person.said[-1].startswith("Đã hoàn tác")
    person.press(Qt.Key.Key_Z, CONTROL | SHIFT, at=person.shell)
    assert person.desk.read.tasks()[0].title == "Tên mới"
    assert person.said[-1].startswith("Đã làm lại")


def test_saving_says_that_everything_is_saved(person: Person) -> None:
    before = person.desk.read.last_entry()
    person.press(Qt.Key.Key_S, CONTROL, at=person.shell)
    assert person.desk.read.last_entry() == before
    assert any(text.startswith("Đã lưu. Mọi thay đổi được lưu ngay") for text in words(person))


def test_the_title_names_the_screen(person: Person) -> None:
    assert person.shell.windowTitle() == f"{person.current.header_title} – Tiến Độ"


def test_a_refused_change_is_said_and_nothing_is_written(person: Person) -> None:
    task = person.desk.read.tasks()[0]
    before = person.desk.read.last_entry()
    assert not person.desk.do(EditTask(task.id, {"title": ""}), "Đã sửa.")
    person.settle()
    assert person.failures and person.desk.read.last_entry() == before
    assert not person.said
