"""Several tasks at once, reminders, Excel, the first tasks of a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.domain.tasks import Standing
from desktop_app.safekeeping import Safekeeping
from desktop_app.ui.pages.tasks.programme import ProgrammeDialog
from desktop_app.ui.pages.tasks.reminder import ReminderDialog
from tests.ui.pages.tasks.clerk import CONTROL, Clerk, Key
from tests.ui.pages.tasks.conftest import Opening


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person saves whatever the save dialog asks for."""
    target = tmp_path / "danh sách.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    return target


def cells(path: Path) -> list[str]:
    return [str(cell.value) for row in load_workbook(path).active.iter_rows() for cell in row if cell.value]  # type: ignore[union-attr]


def test_another_deadline_for_several_is_one_step(clerk: Clerk) -> None:
    clerk.select(0, 1)
    bar = clerk.page.selection
    assert bar.isVisible() and clerk.selected() == ["NV-62", "NV-49"]
    clerk.click(clerk.button("Đổi hạn", bar))
    assert bar.dialog is not None
    clerk.type("30/06/2021")
    clerk.tab()
    clerk.type("88/UBND-KGVX")
    before = clerk.entries()
    clerk.press(Key.Key_Return)
    for number in ("NV-62", "NV-49"):
        assert clerk.task(number).deadline(clerk.desk.as_of) == date(2021, 6, 30)
    assert clerk.entries() == before + 1 and set(clerk.selected()) == {"NV-62", "NV-49"}
    clerk.press(Key.Key_Z, CONTROL)
    assert clerk.task("NV-62").extensions == () == clerk.task("NV-49").extensions


def test_another_lead_for_several_is_refused_whole(clerk: Clerk) -> None:
    clerk.select(0, 1)
    clerk.click(clerk.button("Giao cơ quan", clerk.page.selection))
    clerk.type("Sở Tài chính")
    clerk.press(Key.Key_Return)
    before = clerk.entries()
    clerk.click(clerk.page.selection.dialog.verb_button)  # type: ignore[union-attr]
    assert clerk.page.selection.dialog.isVisible() and clerk.entries() == before  # type: ignore[union-attr]
    clerk.page.selection.dialog.reject()  # type: ignore[union-attr]


def test_delete_several_and_bring_them_back(clerk: Clerk) -> None:
    clerk.select_range(0, 2)
    assert len(clerk.selected()) == 3
    clerk.answering("ghi nhầm", "Xóa")
    clerk.press(Key.Key_Delete)
    clerk.qtbot.waitUntil(lambda: len(clerk.titles()) == 80)
    assert clerk.desk.read.change_sets(1)[0].label == "Xóa 3 nhiệm vụ. Lý do: ghi nhầm"
    assert clerk.toast == "Đã xóa 3 nhiệm vụ."
    clerk.click(clerk.shell.toast.action_button)
    assert len(clerk.titles()) == 83


def test_the_record_is_backed_up_before_several_are_changed_or_deleted(clerk: Clerk, tmp_path: Path) -> None:
    keeper = clerk.desk.keeper = Safekeeping(clerk.desk.session.record.path, tmp_path / "sao lưu")
    clerk.select(0, 1)
    clerk.click(clerk.button("Đổi hạn", clerk.page.selection))
    clerk.type("30/06/2021")
    clerk.tab()
    clerk.type("88/UBND-KGVX")
    before = clerk.entries()
    clerk.press(Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.entries() == before + 1)
    (backup,) = keeper.backups()
    assert backup.good and (backup.reason, backup.entry) == ("trước khi sửa nhiều nhiệm vụ", before)
    clerk.select_range(0, 2)
    clerk.answering("ghi nhầm", "Xóa")
    clerk.press(Key.Key_Delete)
    clerk.qtbot.waitUntil(lambda: len(clerk.titles()) == 80)
    assert "trước khi xóa nhiệm vụ" in [backup.reason for backup in keeper.backups()]


def test_esc_leaves_one_of_several(clerk: Clerk) -> None:
    clerk.select_range(0, 2)
    clerk.press(Key.Key_Escape)
    assert clerk.selected() == ["NV-28"] and not clerk.page.selection.isVisible()


def test_what_is_shown_goes_to_excel(clerk: Clerk, saved: Path) -> None:
    clerk.search("SOC")
    clerk.press(Key.Key_E, CONTROL)
    clerk.desk.jobs.wait()
    clerk.qtbot.waitUntil(saved.exists)
    written = cells(saved)
    assert clerk.numbers() and all(number in written for number in clerk.numbers())
    assert "NV-49" not in written and any("Dữ liệu minh họa".lower() in text.lower() for text in written)


def test_reminders_by_agency(clerk: Clerk, saved: Path) -> None:
    clerk.click(clerk.page.detail.remind)
    dialog = clerk.page.dialog
    assert isinstance(dialog, ReminderDialog)
    assert dialog.unit.currentText() == "Sở Thông tin và Truyền thông (1)"
    assert "Kính gửi: Sở Thông tin và Truyền thông" in dialog.words.toPlainText()
    assert "quá 90 ngày, tiến độ 85%" in dialog.words.toPlainText()
    clerk.click(dialog.copy)
    assert QApplication.clipboard().text() == dialog.words.toPlainText()
    dialog.unit.choose(0)
    assert {line.standing for line in dialog.shown()} == {Standing.OVERDUE} and len(dialog.shown()) == 2
    clerk.click(dialog.verb_button)
    clerk.desk.jobs.wait()
    clerk.qtbot.waitUntil(saved.exists)
    written = cells(saved)
    assert "NV-62" in written and "NV-49" in written and "90" in written and "NV-28" not in written


def test_a_record_without_tasks_offers_to_begin(opening: Opening, empty_path: Path) -> None:
    clerk = opening(empty_path)
    assert clerk.page.card.empty and clerk.page.detail.isHidden()
    clerk.click(clerk.page.card.first_load)
    dialog = clerk.page.dialog
    assert isinstance(dialog, ProgrammeDialog)
    clerk.click(dialog.verb_button)
    assert dialog.isVisible() and clerk.titles() == []
    clerk.click(dialog.lead)
    clerk.type("thong tin va truyen thong")
    clerk.press(Key.Key_Return)
    clerk.click(dialog.verb_button)
    assert len(clerk.titles()) > 20 and not clerk.page.card.empty
    assert all("Nguồn: " in line.task.source for line in clerk.page.model.lines())
    clerk.press(Key.Key_Z, CONTROL)
    assert clerk.titles() == []


def test_three_hundred_tasks_keep_one_row_of_filters(
    opening: Opening, crowded: Callable[[int], Path]
) -> None:
    clerk = opening(crowded(300))
    assert clerk.page.filters.height() <= 30
    clerk.search("thu 299")
    assert clerk.numbers() == ["NV-0299"]
