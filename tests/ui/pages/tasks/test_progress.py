"""Progress notes, completion with and without evidence, and the other states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QMenu

from desktop_app.domain.tasks import TaskState
from desktop_app.ui.pages.tasks.forms import ProgressForm
from tests.ui.pages.tasks.clerk import CONTROL, Clerk, Key


def form(clerk: Clerk) -> ProgressForm:
    found = clerk.page.detail.form
    assert isinstance(found, ProgressForm)
    return found


def choose(clerk: Clerk, words: str) -> None:
    """Choose an entry of the pane's menu by its words, with the keyboard."""
    clerk.click(clerk.page.detail.more)
    menu = next(item for item in clerk.page.detail.findChildren(QMenu) if item.isVisible())
    while menu.activeAction() is None or menu.activeAction().text() != words:
        clerk.qtbot.keyClick(menu, Key.Key_Down)
    clerk.qtbot.keyClick(menu, Key.Key_Return)
    clerk.settle()


def test_a_note_of_a_day_with_its_percent(clerk: Clerk) -> None:
    clerk.click(clerk.page.detail.progress)
    clerk.type("Đã nghiệm thu")
    clerk.tab()
    clerk.press(Key.Key_A, CONTROL)
    clerk.type("120")
    clerk.press(Key.Key_Return, CONTROL)
    assert form(clerk).fields[1].error == "“120” không hợp lệ. Nhập số từ 0 đến 100."
    clerk.press(Key.Key_A, CONTROL)
    clerk.type("90%")
    clerk.press(Key.Key_Return, CONTROL)
    task = clerk.task("NV-62")
    assert (task.percent, task.updates[0].text, task.updates[0].percent) == (90, "Đã nghiệm thu", 90)
    assert task.updates[0].noted_on == date(2021, 3, 31) and task.updates[0].author == "Cán bộ tổng hợp"
    assert clerk.toast == "Đã cập nhật NV-62."


def test_nothing_entered_is_not_a_note(clerk: Clerk) -> None:
    clerk.click(clerk.page.detail.progress)
    clerk.press(Key.Key_Return, CONTROL)
    assert "Chưa có gì thay đổi" in form(clerk).fields[0].error


def test_completion_without_evidence_needs_a_reason(clerk: Clerk) -> None:
    clerk.open("NV-28")
    for item in clerk.task("NV-28").evidence:
        clerk.click(clerk.button(f"Gỡ {item.file_name}"))
    choose(clerk, "Ghi hoàn thành…")
    assert not form(clerk).percent.isVisible() and form(clerk).reason.isVisible()
    clerk.press(Key.Key_Return, CONTROL)
    assert "Chưa có minh chứng" in form(clerk).fields[-1].error and clerk.focused is form(clerk).reason
    clerk.type("Biên bản đang ký")
    clerk.press(Key.Key_Return, CONTROL)
    task = clerk.task("NV-28")
    assert (task.state, task.completed_on, task.percent) == (TaskState.COMPLETED, date(2021, 3, 31), 100)
    assert task.no_evidence_reason == "Biên bản đang ký" and task.lacks_evidence(date(2021, 3, 31))
    clerk.press(Key.Key_Z, CONTROL)
    assert clerk.task("NV-28").state is TaskState.IN_PROGRESS


def test_completion_with_a_file_attached_on_the_way(clerk: Clerk, tmp_path: Path) -> None:
    proof = tmp_path / "Biên bản.pdf"
    proof.write_bytes(b"%PDF")
    clerk.open("NV-29")
    choose(clerk, "Ghi hoàn thành…")
    form(clerk).evidence.add_files([proof])
    clerk.settle()
    assert not form(clerk).reason.isVisible()
    clerk.press(Key.Key_Return, CONTROL)
    assert clerk.task("NV-29").state is TaskState.COMPLETED
    assert [item.file_name for item in clerk.task("NV-29").evidence] == ["Biên bản.pdf"]


def test_suspend_cancel_and_reopen(clerk: Clerk) -> None:
    clerk.open("NV-29")
    for words, state in (
        ("Tạm dừng…", TaskState.SUSPENDED),
        ("Hủy nhiệm vụ…", TaskState.CANCELLED),
        ("Thực hiện lại…", TaskState.IN_PROGRESS),
    ):
        choose(clerk, words)
        clerk.press(Key.Key_Return, CONTROL)
        assert clerk.task("NV-29").state is state, words
        assert clerk.page.detail.line.task.state is state  # type: ignore[union-attr]


def test_a_completed_task_is_taken_up_again(clerk: Clerk) -> None:
    done = next(line.task.number for line in clerk.page.model.lines() if line.task.completed_on)
    clerk.open(done)
    choose(clerk, "Thực hiện lại…")
    clerk.press(Key.Key_Return, CONTROL)
    assert clerk.task(done).state is TaskState.IN_PROGRESS and clerk.task(done).completed_on is None
