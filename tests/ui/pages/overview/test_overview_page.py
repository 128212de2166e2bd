"""The first screen: its figures are the domain's, and every one of them opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_figures import count_tasks
from desktop_app.ui.pages.overview.page import OverviewPage
from desktop_app.ui.pages.reports.page import ReportsPage
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.pages.tasks.page import TasksPage
from desktop_app.ui.theme import Theme
from tests.ui.pages.person import Person

CUT_OFF = date(2020, 8, 26)
AUGUST = PeriodCode.month(2020, 8)
Opening = Callable[..., Person]


@pytest.fixture
def reader(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Person]:
    """The first screen at the founding day."""
    person = Person(qtbot, theme, sample_path, "tong-quan", as_of=CUT_OFF, period=AUGUST)
    page = overview(person)
    qtbot.waitUntil(lambda: page.plots is not None, timeout=20_000)
    person.settle()
    yield person
    person.close()


def overview(person: Person) -> OverviewPage:
    page = person.current
    assert isinstance(page, OverviewPage)
    return page


def test_the_founding_figures(reader: Person) -> None:
    card = overview(reader).tasks
    words = card.accessibleName() + " ".join(
        label.text()
        for label in card.findChildren(type(card._fraction))  # the texts a person reads
    )
    for figure in ("62", "76", "81,6%", "51", "11", "10", "4"):
        assert figure in words


def test_a_changed_task_changes_the_card_and_undo_brings_it_back(reader: Person) -> None:
    page = overview(reader)
    figures = count_tasks(reader.desk.read.tasks(), CUT_OFF)
    task = next(item for item in reader.desk.read.tasks() if item.completed(CUT_OFF))
    before = page.tasks.accessibleName() + page.tasks._fraction.text()
    reader.desk.do(EditTask(task.id, {"completed_on": date(2020, 9, 1)}), "Đã sửa.")
    reader.settle()
    assert count_tasks(reader.desk.read.tasks(), CUT_OFF).completed == figures.completed - 1
    assert page.tasks.accessibleName() + page.tasks._fraction.text() != before
    reader.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.tasks.accessibleName() + page.tasks._fraction.text() == before


@pytest.mark.parametrize(
    ("card", "figure"),
    [("tasks", "tasks.completion"), ("services", "form:dvctt-2011:level4"), ("layers", "layers.all_four")],
)
def test_cards_open_what_stands_behind_their_figures(reader: Person, card: str, figure: str) -> None:
    reader.click(getattr(overview(reader), card), QPoint(20, 20))
    explanation = reader.window.why.explanation
    assert reader.window.why.isVisible() and explanation is not None and explanation.measure == figure


def test_the_card_of_the_period_opens_its_list(reader: Person) -> None:
    reader.click(overview(reader).period)
    assert isinstance(reader.current, ServicesPage)


def test_cards_open_by_the_keyboard_too(reader: Person) -> None:
    card = overview(reader).layers
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    reader.settle()
    assert reader.window.why.isVisible()


def test_the_legend_opens_the_tasks_of_one_state(reader: Person) -> None:
    page = overview(reader)
    key, button = next(iter(page.tasks.legend.items()))
    reader.click(button)
    assert isinstance(reader.current, TasksPage)
    shown = reader.current.model.rowCount()
    assert str(shown) in button.accessibleName() + button.text() + key


def test_the_worklist_opens_the_task(reader: Person) -> None:
    listed = overview(reader).work.list
    assert listed.count() >= 4
    listed.setFocus()
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    reader.settle()
    assert isinstance(reader.current, TasksPage)
    assert reader.current.detail.isVisible()


def test_the_report_is_one_click_away(reader: Person) -> None:
    reader.click(overview(reader).report)
    reader.desk.jobs.stop()
    assert isinstance(reader.current, ReportsPage)


def test_the_header_says_the_day_and_the_entry(reader: Person) -> None:
    page = overview(reader)
    entry = reader.desk.read.last_entry()[0]
    assert "26/08/2020" in page.header_subtitle and f"mục nhật ký {entry}" in page.header_subtitle


def test_another_day_moves_every_figure(reader: Person) -> None:
    page = overview(reader)
    before = page.tasks._fraction.text()
    reader.desk.look_at(as_of=date(2020, 3, 31))
    reader.settle()
    assert page.tasks._fraction.text() != before
    assert "31/03/2020" in page.header_subtitle


@pytest.mark.parametrize("size", [(1366, 768), (1366, 697), (1093, 614), (1920, 1080)])
def test_nothing_scrolls_sideways(reader: Person, size: tuple[int, int]) -> None:
    reader.shell.resize(*size)
    reader.settle()
    page = overview(reader)
    for card in ("tasks", "services", "layers", "period", "work"):
        part = getattr(page, card)
        right = part.mapTo(page, part.rect().bottomRight()).x()
        assert right <= page.width()
