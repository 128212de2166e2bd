"""Every field of the pane edited in place, by keys and mouse; undo from the window; refreshes while typing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.tasks import TaskKind
from tests.ui.pages.tasks.clerk import CONTROL, Clerk, Key, Modifier
from tests.ui.pages.tasks.conftest import Opening

TEXTS = (
    "title",
    "document",
    "clause",
    "deliverable",
    "number",
    "group_title",
    "result",
    "difficulties",
    "proposals",
)


def stored(clerk: Clerk, key: str) -> str:
    task = next(task for task in clerk.desk.read.tasks() if task.id == clerk.page.detail.line.task.id)  # type: ignore[union-attr]
    if key == "document":
        return task.document.number if task.document else ""
    return str(getattr(task, "group" if key == "group_title" else key))


@pytest.mark.parametrize("key", TEXTS)
def test_enter_commits_esc_reverts_and_leaving_commits(clerk: Clerk, key: str) -> None:
    before, entries = stored(clerk, key), clerk.entries()
    editor = clerk.edit(key, "Chữ tạm")
    clerk.press(Key.Key_Escape)
    assert isinstance(editor, QPlainTextEdit) and editor.toPlainText() == before
    assert clerk.entries() == entries and clerk.page.detail.isVisible()
    clerk.edit(key, "Sửa lần một")
    clerk.press(Key.Key_Return)
    assert stored(clerk, key) == "Sửa lần một" and clerk.entries() == entries + 1
    assert clerk.toast.startswith("Đã lưu ") and clerk.focused is clerk.editor(key)
    clerk.edit(key, "Sửa lần hai")
    clerk.tab()
    assert stored(clerk, key) == "Sửa lần hai" and clerk.entries() == entries + 2
    assert clerk.page.detail.isAncestorOf(clerk.focused) and clerk.focused is not clerk.editor(key)


def test_undo_and_redo_from_the_window_follow_in_list_and_pane(clerk: Clerk) -> None:
    before = stored(clerk, "title")
    clerk.edit("title", "Tên mới hẳn")
    clerk.press(Key.Key_Return)
    assert clerk.titles()[0] == "Tên mới hẳn"
    clerk.press(Key.Key_Z, CONTROL)
    assert stored(clerk, "title") == before == clerk.titles()[0]
    title = clerk.editor("title")
    assert isinstance(title, QPlainTextEdit) and title.toPlainText() == before
    assert clerk.selected() == ["NV-62"] and clerk.focused is title
    clerk.press(Key.Key_Y, CONTROL)
    assert clerk.titles()[0] == "Tên mới hẳn" and clerk.selected() == ["NV-62"]


def test_a_refresh_leaves_what_is_being_typed(clerk: Clerk) -> None:
    editor = clerk.edit("difficulties", "Đang gõ dở")
    task = clerk.task("NV-62")
    clerk.desk.do(EditTask(task.id, {"deliverable": "Sản phẩm khác"}))
    clerk.settle()
    assert isinstance(editor, QPlainTextEdit) and editor.toPlainText() == "Đang gõ dở"
    assert clerk.focused is editor
    deliverable = clerk.editor("deliverable")
    assert isinstance(deliverable, QPlainTextEdit) and deliverable.toPlainText() == "Sản phẩm khác"
    clerk.click_row(2)
    assert clerk.task("NV-62").difficulties == "Đang gõ dở"


def test_a_refused_text_stays_with_its_reason(clerk: Clerk) -> None:
    entries = clerk.entries()
    editor = clerk.edit("number", "NV-01")
    clerk.press(Key.Key_Return)
    assert "Số hiệu NV-01 đã có" in clerk.reason("number") and clerk.entries() == entries
    clerk.click_row(2)
    assert isinstance(editor, QPlainTextEdit) and editor.toPlainText() == "NV-01"
    assert clerk.selected() == ["NV-62"]
    clerk.click(editor)
    clerk.press(Key.Key_Escape)
    assert clerk.reason("number") == "" and editor.toPlainText() == "NV-62"


def test_dates(clerk: Clerk) -> None:
    clerk.edit("due_on", "15/4/2021")
    clerk.press(Key.Key_Return)
    assert clerk.task("NV-62").due_on == date(2021, 4, 15)
    assert clerk.page.filters.chips.chip("overdue").text() == "Quá hạn  1"
    clerk.edit("due_on", "31/02/2021")
    clerk.press(Key.Key_Return)
    assert "chưa phải là một ngày" in clerk.reason("due_on")
    clerk.press(Key.Key_Escape)
    assert clerk.reason("due_on") == "" and clerk.page.detail.isVisible()
    clerk.edit("due_on", "1/1/2019")
    clerk.press(Key.Key_Return)
    assert "Thời hạn sớm hơn ngày giao" in clerk.reason("due_on")
    assert clerk.task("NV-62").due_on == date(2021, 4, 15)
    clerk.press(Key.Key_Escape)


def test_the_lead_is_one_unit_found_without_marks(clerk: Clerk) -> None:
    clerk.open("NV-29")
    lead = clerk.edit("lead", "giao duc")
    clerk.press(Key.Key_Return)
    chosen = clerk.desk.read.unit(clerk.task("NV-29").lead_unit_id)
    assert "Giáo dục" in chosen.name and isinstance(lead, QLineEdit)
    clerk.edit("lead", "Sở Y tế; Sở Nội vụ")
    clerk.press(Key.Key_Return)
    assert "Mỗi nhiệm vụ chỉ một cơ quan chủ trì" in clerk.reason("lead")
    assert clerk.task("NV-29").lead_unit_id == chosen.id
    clerk.press(Key.Key_Escape)
    assert clerk.reason("lead") == ""


def test_a_coordinating_unit_cannot_become_the_lead(clerk: Clerk) -> None:
    before = clerk.task("NV-62").lead_unit_id
    clerk.edit("lead", "Sở Tài chính")
    clerk.press(Key.Key_Return)
    assert "đang là cơ quan phối hợp" in clerk.reason("lead")
    assert clerk.task("NV-62").lead_unit_id == before


def test_kind_and_deadline_go_together(clerk: Clerk) -> None:
    clerk.open("NV-51")
    clerk.edit("due_on", "31/12/2021")
    clerk.press(Key.Key_Return)
    assert clerk.task("NV-51").kind is TaskKind.DATED and clerk.task("NV-51").due_on == date(2021, 12, 31)
    clerk.editor("kind").setFocus()
    clerk.press(Key.Key_Down)
    assert clerk.task("NV-51").kind is TaskKind.CONTINUING and clerk.task("NV-51").due_on is None


def test_long_texts_are_kept_whole(clerk: Clerk) -> None:
    title = "Xây dựng nền tảng " * 11
    clerk.edit("title", title.strip())
    clerk.press(Key.Key_Return)
    assert clerk.task("NV-62").title == title.strip()
    editor = clerk.editor("difficulties")
    assert isinstance(editor, QPlainTextEdit)
    clerk.click(editor)
    clerk.press(Key.Key_A, CONTROL)
    clerk.type("a")
    clerk.press(Key.Key_Return, Modifier.AltModifier)
    editor.insertPlainText("khó khăn " * 333)
    clerk.press(Key.Key_Return)
    assert clerk.task("NV-62").difficulties == ("a\n" + "khó khăn " * 333).strip()
    assert editor.height() <= 11 * editor.fontMetrics().lineSpacing()


def test_coordinating_units(clerk: Clerk) -> None:
    clerk.click(clerk.button("Sửa cơ quan phối hợp"))
    clerk.type("y te")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CONTROL)
    names = {clerk.desk.read.unit(unit).name for unit in clerk.task("NV-62").coordinating_unit_ids}
    assert "Sở Y tế" in names and len(names) == 3
    assert clerk.page.detail.form is None and clerk.focused is clerk.page.detail.progress


def test_extension_needs_its_document_and_can_be_taken_back(clerk: Clerk) -> None:
    clerk.click(clerk.button("Gia hạn theo văn bản"))
    clerk.type("30/06/2021")
    clerk.press(Key.Key_Return, CONTROL)
    assert clerk.task("NV-62").extensions == ()
    clerk.type("77/UBND-KGVX")
    clerk.press(Key.Key_Return, CONTROL)
    task = clerk.task("NV-62")
    assert task.deadline(clerk.desk.as_of) == date(2021, 6, 30) and task.due_on == date(2020, 12, 31)
    assert task.extensions[0].document == "77/UBND-KGVX"
    words = " ".join(label.text() for label in clerk.page.detail.findChildren(QLabel) if label.isVisible())
    assert "Đến 30/06/2021 theo 77/UBND-KGVX" in words
    clerk.click(clerk.button("Xóa gia hạn đến 30/06/2021"))
    assert clerk.task("NV-62").extensions == ()


def test_viewing_shows_text_and_changes_nothing(opening: Opening, sample_path: Path) -> None:
    clerk = opening(sample_path, view_only=True)
    assert clerk.page.detail.facts is not None and clerk.page.detail.facts.editors == {}
    assert not clerk.page.add.isVisible() and not clerk.page.detail.progress.isVisible()
    words = " ".join(label.text() for label in clerk.page.detail.findChildren(QLabel) if label.isVisible())
    assert "Sở Thông tin và Truyền thông" in words
    entries = clerk.entries()
    clerk.to_list()
    clerk.press(Key.Key_Delete)
    clerk.press(Key.Key_N, CONTROL)
    assert clerk.entries() == entries and clerk.page.detail.form is None
    clerk.select(0, 1)
    assert clerk.button("Xuất Excel", clerk.page.selection).isVisible()


def test_history_tells_old_and_new(clerk: Clerk) -> None:
    clerk.edit("clause", "mục V.9")
    clerk.press(Key.Key_Return)
    log = clerk.page.detail.log
    assert log is not None
    clerk.click(log.toggle)
    words = [label.text() for label in log.findChildren(QLabel)]
    assert "điều, mục: mục IV.4 → mục V.9" in words
    clerk.edit("clause", "mục V.10")
    clerk.press(Key.Key_Return)
    assert any("mục V.9 → mục V.10" in label.text() for label in log.findChildren(QLabel))
