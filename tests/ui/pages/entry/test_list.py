"""A list of tasks or units on the screen: from the menu or from a dropped file, looked through, and written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.domain.list_fields import TASKS, UNITS
from desktop_app.ui.pages.entry import page as entry_page
from tests.lists.annex import annex, change
from tests.lists.test_unit_lists import units_file


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The annex, which the person chooses when asked for a file."""
    found = annex(tmp_path / "Phụ lục.xlsx")
    monkeypatch.setattr(entry_page, "ask_open_paths", lambda *_: [found])
    return found


def opened(clerk: Any, kind: str = TASKS) -> Any:
    clerk.page.choose_list(kind)
    clerk.settle()
    return clerk.page.list


def choose(clerk: Any, box: Any, data: object) -> None:
    """Choose an entry of a combo box as its list does."""
    box.choose(data)
    box.activated.emit(box.currentIndex())
    clerk.settle()


def test_a_list_is_looked_through_before_it_is_written(clerk: Any, path: Path) -> None:
    view, tasks = opened(clerk), len(clerk.desk.read.tasks())
    assert view.isVisible() and clerk.page.header_subtitle == "Danh sách nhiệm vụ từ Phụ lục.xlsx"
    assert {key: label.text() for key, label in view.bar.numbers.items()} == {
        "rejected": "2",
        "updated": "0",
        "added": "4",
        "unchanged": "0",
        "ignored": "4",
    }
    clerk.press(Qt.Key.Key_F8, at=view.table)
    assert (
        "Sở Không Có" in view.detail.accessibleName()
        or view.model.row(view.table.currentIndex().row()).number == 13
    )
    assert len(clerk.desk.read.tasks()) == tasks
    clerk.click(view.write)
    assert len(clerk.desk.read.tasks()) == tasks + 4 and clerk.said[-1] == "Đã thêm 4, cập nhật 0 nhiệm vụ."
    assert clerk.page.board.isVisible()
    clerk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(clerk.desk.read.tasks()) == tasks


def test_changes_are_shown_old_and_new(clerk: Any, path: Path) -> None:
    clerk.click(opened(clerk).write)
    change(path, "E9", date(2021, 3, 31))
    view = opened(clerk)
    choose(clerk, view.existing, view.existing.itemData(2))
    clerk.click(view.chips.chip("updated"))
    assert view.model.rowCount() == 1
    names = [label.accessibleName() for label in view.detail.findChildren(type(view.bar.words))]
    assert "Thời hạn, cũ: 31/12/2020" in names and "Thời hạn, mới: 31/03/2021" in names
    clerk.click(view.write)
    assert clerk.said[-1] == "Đã thêm 0, cập nhật 1 nhiệm vụ."


def test_columns_are_matched_in_the_pane(clerk: Any, path: Path) -> None:
    change(path, "E4", "Mốc")
    view = opened(clerk)
    assert view.plan.asks == "columns" and not view.write.isEnabled()
    form = view.detail.columns
    form.boxes["Mốc"].choose("title")
    view.detail.area.ensureWidgetVisible(form.take)
    clerk.settle()
    clerk.click(form.take)
    assert "Hai cột cùng là" in form._refusal.text()
    form.boxes["Mốc"].choose("due")
    clerk.click(form.take)
    assert view.plan.asks == "" and view.bar.numbers["added"].text() == "4"


def test_the_order_of_dates_is_asked_once(clerk: Any, path: Path) -> None:
    annex(path, [[1, "Việc một", "Sở Y tế", "", "03/04/2021", ""]])
    view = opened(clerk)
    assert view.plan.asks == "dates" and view.order.isVisible() and not view.write.isEnabled()
    choose(clerk, view.order, view.order.itemData(2))
    assert view.plan.rows[0].values["due_on"] == date(2021, 3, 4) and view.write.isEnabled()


def test_a_dropped_list_is_told_to_be_one(clerk: Any, path: Path) -> None:
    clerk.drop(path)
    words = "Đây là danh sách nhiệm vụ"
    buttons = clerk.page.view.detail.findChildren(QPushButton)
    clerk.click(next(button for button in buttons if button.text() == words))
    assert clerk.page.list.isVisible() and clerk.page.list.bar.numbers["added"].text() == "4"
    clerk.click(clerk.page.list.give_up)
    assert clerk.page.board.isVisible()


def test_units_are_read_the_same_way(clerk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = units_file(tmp_path / "đơn vị.xlsx")
    monkeypatch.setattr(entry_page, "ask_open_paths", lambda *_: [path])
    view = opened(clerk, UNITS)
    assert view.bar.numbers["added"].text() == "3"
    clerk.click(view.write)
    assert any(unit.name == "UBND xã Bản Mới" for unit in clerk.desk.read.units())


def test_a_broken_file_is_told_and_nothing_opens(
    clerk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hỏng.xlsx").write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(entry_page, "ask_open_paths", lambda *_: [tmp_path / "hỏng.xlsx"])
    view = opened(clerk)
    assert not view.isVisible() and "đây là tệp PDF" in clerk.shell.band.message
