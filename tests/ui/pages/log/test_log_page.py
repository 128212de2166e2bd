"""The log: what it says, undoing from it, its chain, and what a damaged chain looks like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import EditTask
from desktop_app.ui import list_saving
from desktop_app.ui.pages.log.page import LogPage
from desktop_app.ui.theme import Theme
from tests.store.raw import unguarded
from tests.ui.pages.person import Person


class Auditor(Person):
    """A person at the log."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path) -> None:
        """Open the log."""
        super().__init__(qtbot, theme, record, "nhat-ky")
        page = self.current
        assert isinstance(page, LogPage)
        self.page = page

    @property
    def verdict(self) -> str:
        """What the band says of the chain once it was checked."""
        self.qtbot.waitUntil(lambda: "Đang kiểm tra" not in self.page.chain.verdict.text(), timeout=20_000)
        return self.page.chain.verdict.text()

    def texts(self) -> list[str]:
        """What the rows say to a screen reader."""
        model = self.page.model
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


@pytest.fixture
def auditor(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Auditor]:
    """At the log of the sample."""
    opened = Auditor(qtbot, theme, sample_path)
    yield opened
    opened.close()


def test_a_change_stands_first_with_who_and_what(auditor: Auditor) -> None:
    task = auditor.desk.read.tasks()[0]
    auditor.desk.do(EditTask(task.id, {"title": "Tên mới của nhiệm vụ"}), "Đã sửa.")
    auditor.settle()
    newest = auditor.desk.read.change_sets(1)[0]
    assert any(newest.label in text for text in auditor.texts()[:3])


def test_undo_from_the_log_is_a_new_entry(auditor: Auditor) -> None:
    task = auditor.desk.read.tasks()[0]
    auditor.desk.do(EditTask(task.id, {"title": "Tên mới của nhiệm vụ"}), "Đã sửa.")
    auditor.settle()
    entry = auditor.desk.read.last_entry()[0]
    auditor.desk.undo(entry)
    auditor.settle()
    undone = auditor.desk.read.change_sets(1)[0]
    assert undone.undoes == entry
    assert auditor.desk.read.tasks()[0].title == task.title


def test_the_chain_is_whole(auditor: Auditor) -> None:
    assert "nguyên vẹn" in auditor.verdict


def test_a_chain_that_was_tampered_with_names_the_entry(
    qtbot: QtBot, theme: Theme, sample_path: Path
) -> None:
    with unguarded(sample_path) as db:
        db.execute("UPDATE change_set SET actor = 'Người khác' WHERE entry = 20")
    opened = Auditor(qtbot, theme, sample_path)
    try:
        assert "20" in opened.verdict and "nguyên vẹn" not in opened.verdict
    finally:
        opened.close()


def test_search_and_chips_narrow(auditor: Auditor) -> None:
    every = auditor.page.model.rowCount()
    auditor.page._search.setFocus()
    QTest.keyClicks(auditor.page._search, "nap danh muc")
    auditor.qtbot.waitUntil(lambda: 0 < auditor.page.model.rowCount() < every)
    auditor.page._search.clear_now()
    auditor.settle()
    assert auditor.page.model.rowCount() == every


def test_the_log_goes_to_excel(auditor: Auditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "nhat-ky.xlsx"
    monkeypatch.setattr(list_saving, "ask_save_path", lambda *_: target)
    auditor.click(auditor.page._export)
    auditor.qtbot.waitUntil(lambda: any("Đã xuất" in text for text in auditor.said), timeout=20_000)
    sheet = openpyxl.load_workbook(target).active
    words = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    newest = auditor.desk.read.change_sets(1)[0]
    assert newest.label in words and newest.actor in words
