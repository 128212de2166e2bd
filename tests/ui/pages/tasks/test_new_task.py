"""Adding a task by keyboard alone, and what stands against it."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.tasks import TaskKind
from desktop_app.ui.pages.tasks.new_task import NewTaskForm
from tests.ui.pages.tasks.clerk import CONTROL, Clerk, Key


def form(clerk: Clerk) -> NewTaskForm:
    found = clerk.page.detail.form
    assert isinstance(found, NewTaskForm)
    return found


def error(clerk: Clerk, editor: object) -> str:
    return next(field.error for field in form(clerk).fields if field.editor is editor)


def test_a_whole_task_by_keyboard(clerk: Clerk) -> None:
    before = clerk.entries()
    clerk.press(Key.Key_N, CONTROL)
    assert clerk.focused is form(clerk).title
    clerk.type("Nâng cấp trục liên thông văn bản")
    clerk.tab()
    clerk.type("99/KH-UBND")
    clerk.tab()
    clerk.type("mục II.5")
    clerk.tab()
    clerk.type("tai chinh")
    clerk.press(Key.Key_Return)
    assert form(clerk).lead.text() == "Sở Tài chính"
    clerk.tab()
    for words in ("so y te", "so noi vu"):
        clerk.type(words)
        clerk.press(Key.Key_Return)
    assert len(form(clerk).coordinating.unit_ids) == 2
    clerk.tab(2)
    assert clerk.focused is form(clerk).kind
    clerk.tab()
    clerk.type("30/6/2021")
    clerk.tab()
    clerk.type("Trục hoạt động")
    clerk.tab()
    clerk.type("Hạ tầng")
    clerk.press(Key.Key_Return, CONTROL)
    task = clerk.task("NV-84")
    assert task.title == "Nâng cấp trục liên thông văn bản"
    assert task.document is not None and task.document.number == "99/KH-UBND"
    assert (task.clause, task.deliverable, task.group) == ("mục II.5", "Trục hoạt động", "Hạ tầng")
    assert (task.due_on, task.assigned_on) == (date(2021, 6, 30), date(2021, 3, 31))
    names = {clerk.desk.read.unit(unit).name for unit in task.coordinating_unit_ids}
    assert names == {"Sở Y tế", "Sở Nội vụ"}
    assert clerk.entries() == before + 1 and clerk.toast == "Đã thêm nhiệm vụ NV-84."
    assert clerk.selected() == ["NV-84"] and clerk.page.detail.line.task.id == task.id  # type: ignore[union-attr]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(clerk: Clerk) -> None:
    before = clerk.entries()
    clerk.press(Key.Key_N, CONTROL)
    clerk.press(Key.Key_Return, CONTROL)
    assert error(clerk, form(clerk).title) == "Chưa nhập tên nhiệm vụ."
    clerk.type("Một nhiệm vụ")
    clerk.press(Key.Key_Return, CONTROL)
    assert "chưa có cơ quan chủ trì" in error(clerk, form(clerk).lead)
    assert clerk.focused is form(clerk).lead
    clerk.type("Sở Y tế; Sở Tài chính")
    clerk.press(Key.Key_Return, CONTROL)
    assert "Mỗi nhiệm vụ chỉ một cơ quan chủ trì" in error(clerk, form(clerk).lead)
    assert form(clerk).lead.text() == "Sở Y tế; Sở Tài chính"
    clerk.press(Key.Key_A, CONTROL)
    clerk.type("y te")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CONTROL)
    assert error(clerk, form(clerk).due) == "Chưa nhập thời hạn. Nhập theo mẫu 31/12/2026."
    clerk.type("31/02/2021")
    clerk.press(Key.Key_Return, CONTROL)
    assert "chưa phải là một ngày" in error(clerk, form(clerk).due)
    assert clerk.entries() == before and form(clerk).title.toPlainText() == "Một nhiệm vụ"


def test_esc_never_throws_away_what_was_typed(clerk: Clerk) -> None:
    clerk.press(Key.Key_N, CONTROL)
    clerk.type("Đang nhập dở")
    clerk.press(Key.Key_Escape)
    assert form(clerk).title.toPlainText() == "Đang nhập dở" and form(clerk).refusal.isVisible()
    clerk.click_row(3)
    assert form(clerk).title.toPlainText() == "Đang nhập dở"
    clerk.shell.close()
    assert clerk.shell.isVisible() and form(clerk).title.toPlainText() == "Đang nhập dở"
    clerk.click(form(clerk).leave)
    assert clerk.page.detail.form is None and clerk.page.detail.isHidden()
    clerk.press(Key.Key_N, CONTROL)
    clerk.press(Key.Key_Escape)
    assert clerk.page.detail.form is None


def test_a_continuing_task_has_no_deadline(clerk: Clerk) -> None:
    clerk.press(Key.Key_N, CONTROL)
    clerk.type("Theo dõi hằng tháng")
    form(clerk).lead.setFocus()
    clerk.type("noi vu")
    clerk.press(Key.Key_Return)
    form(clerk).kind.setFocus()
    clerk.press(Key.Key_Down)
    assert not form(clerk).due.isVisible()
    clerk.press(Key.Key_Return, CONTROL)
    assert clerk.task("NV-84").kind is TaskKind.CONTINUING and clerk.task("NV-84").due_on is None


def test_a_task_given_out_later_is_still_shown_after_it_was_added(clerk: Clerk) -> None:
    clerk.press(Key.Key_N, CONTROL)
    clerk.type("Giao tháng sau")
    form(clerk).lead.setFocus()
    clerk.type("noi vu")
    clerk.press(Key.Key_Return)
    form(clerk).due.setFocus()
    clerk.type("31/12/2021")
    form(clerk).assigned.setFocus()
    clerk.press(Key.Key_A, CONTROL)
    clerk.type("15/04/2021")
    clerk.press(Key.Key_Return, CONTROL)
    assert clerk.numbers() == ["NV-84"] and clerk.page.filters.chip == "not_assigned"
