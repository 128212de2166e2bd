"""The record as it was known at an earlier entry, in a window of its own: every screen shows it, nothing changes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.errors import ReadOnlyRecord
from desktop_app.domain.submissions import frozen_figures
from desktop_app.domain.task_figures import count_tasks
from desktop_app.exporting import collect_report
from desktop_app.ui.pages.log.page import LogPage
from desktop_app.ui.pages.log.rows import EntryRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window
from tests.ui.pages.person import Person

DAY = date(2020, 8, 26)


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    opened = Person(qtbot, theme, sample_path, "nhat-ky", as_of=DAY)
    yield opened
    opened.close()


def past(person: Person) -> Window:
    person.desk.jobs.wait()
    person.settle()
    window = person.window.past
    assert window is not None and window.shell.isVisible()
    return window


def test_every_screen_shows_the_record_as_it_was_known(person: Person) -> None:
    entry = person.desk.read.last_entry()[0]
    completed = count_tasks(person.desk.read.tasks(), DAY).completed
    before = frozen_figures(collect_report(person.desk.read, person.desk.period_code, DAY))
    task = next(task for task in person.desk.read.tasks() if task.completed(DAY))
    person.desk.do(EditTask(task.id, {"completed_on": date(2020, 8, 27), "title": "Tên sau"}))
    person.desk.look_back(entry, DAY)
    window = past(person)
    for key, _ in window.shell.page_titles():
        window.shell.show_page(key)
        window.desk.jobs.wait()
        person.settle()
    assert frozen_figures(collect_report(window.desk.read, person.desk.period_code, DAY)) == before
    assert f"mục {entry}" in window.shell.windowTitle()
    assert count_tasks(person.desk.read.tasks(), DAY).completed == completed - 1


def test_nothing_can_be_written_there_and_the_record_goes_on(person: Person) -> None:
    entry = person.desk.read.last_entry()[0]
    person.desk.look_back(entry - 5, DAY)
    window = past(person)
    task = window.desk.read.tasks()[0]
    with pytest.raises(ReadOnlyRecord, match=f"mục {entry - 5}"):
        window.desk.session.do(EditTask(task.id, {"title": "Không được"}))
    person.desk.do(EditTask(task.id, {"title": "Được"}))
    assert window.desk.read.task(task.id) == task
    reader = window.desk.session.record.another_reader()  # what exports in a job read
    assert reader.last_entry()[0] == entry - 5
    reader.close()


def test_the_chosen_entry_of_the_log_is_looked_at(person: Person) -> None:
    page = person.current
    assert isinstance(page, LogPage)
    row = next(
        at for at in range(page.model.rowCount()) if isinstance(page.model.row(at), EntryRow) and at > 6
    )
    page.list.setCurrentIndex(page.model.index(row))
    person.click(page._back)
    dialog = person.window.past_dialog
    chosen = page.model.row(row)
    assert dialog is not None and isinstance(chosen, EntryRow)
    assert dialog.known.text() == str(chosen.change_set.entry)
    QTest.keyClick(dialog.known, Qt.Key.Key_Return)
    window = past(person)
    assert window.desk.read.last_entry()[0] == chosen.change_set.entry


@pytest.mark.parametrize(
    ("said", "why"),
    [("9999", "không có mục 9999"), ("hôm qua", "Ghi theo dạng"), ("01/01/1999", "chưa ghi gì")],
)
def test_what_is_no_entry_is_told_under_the_field(person: Person, said: str, why: str) -> None:
    person.desk.look_back()
    dialog = person.window.past_dialog
    assert dialog is not None
    dialog.known.setText(said)
    QTest.keyClick(dialog.known, Qt.Key.Key_Return)
    assert dialog.isVisible() and why in dialog._known_field.error
    dialog.reject()


def test_a_day_as_people_write_it_is_understood(person: Person) -> None:
    sets = person.desk.read.change_sets()
    day = sets[10].at.date()
    person.desk.look_back()
    dialog = person.window.past_dialog
    assert dialog is not None
    dialog.known.setText(f"{day:%d/%m/%Y}")
    QTest.keyClick(dialog.known, Qt.Key.Key_Return)
    newest = max(item.entry for item in sets if item.at.date() <= day)
    assert past(person).desk.read.last_entry()[0] == newest


def test_back_to_the_present_closes_the_window(person: Person) -> None:
    person.desk.look_back(40, DAY)
    window = past(person)
    person.click(window.shell.band._button)
    assert not window.shell.isVisible() and person.shell.isVisible()
    assert person.desk.read.tasks()
