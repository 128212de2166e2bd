"""Every value a field had, with who, when and why; and what was deleted, found and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.commands.evidence import AttachEvidence, RemoveEvidence
from desktop_app.commands.layers import AddSystem, DeleteSystem
from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.commands.units import AddUnit, DeleteUnit
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import CannotUndo, InvalidInput
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.field_history import FIGURE, Subject, deleted_things, field_history
from desktop_app.session import Session

MARCH = PeriodCode.parse("2021-03")


def test_a_field_tells_all_its_values_and_no_other_fields(session: Session) -> None:
    task = session.read.tasks()[0]
    session.do(EditTask(task.id, {"title": "Tên một"}))
    session.do(EditTask(task.id, {"clause": "mục khác"}))
    session.do(EditTask(task.id, {"title": "Tên hai"}))
    session.undo()
    found = field_history(session.read, Subject("task", (task.id,), "title", "tên"))
    assert [(item.old, item.new) for item in found] == [
        ("Tên hai", "Tên một"),
        ("Tên một", "Tên hai"),
        (task.title, "Tên một"),
        ("–", task.title),
    ]
    assert found[1].change_set.undone_by == found[0].change_set.entry
    assert found[0].change_set.actor == session.person


def test_a_name_stands_for_a_number_and_a_date_is_written_as_people_do(session: Session) -> None:
    task = session.read.tasks()[0]
    taken = {task.lead_unit_id, *task.coordinating_unit_ids}
    other = next(unit for unit in session.read.units() if unit.id not in taken)
    session.do(EditTask(task.id, {"lead_unit_id": other.id, "due_on": date(2021, 12, 31)}))
    lead = field_history(session.read, Subject("task", (task.id,), "lead_unit_id", "chủ trì"))
    due = field_history(session.read, Subject("task", (task.id,), "due_on", "hạn"))
    assert lead[0].new == other.short_name and due[0].new == "31/12/2021"


def test_a_figure_tells_why_it_was_kept_and_where_it_came_from(session: Session) -> None:
    unit = next(unit for unit in session.read.units() if unit.name == "Sở Y tế")
    figure = Value(ValueState.REPORTED, 999, kept="Đã đối chiếu với đơn vị", origin="BC.xlsx, ô D8")
    session.do(SetValues("dvctt-2011", MARCH, [ValueEdit(unit.id, "level4", figure)]))
    subject = Subject(FIGURE, (MARCH.code, "dvctt-2011", unit.id, "level4"), "number", "mức độ 4")
    newest, *older = field_history(session.read, subject)
    assert (newest.new, newest.why, newest.source) == ("999", "Đã đối chiếu với đơn vị", "BC.xlsx, ô D8")
    assert newest.old == older[0].new


def test_a_field_of_nothing_has_no_history(session: Session) -> None:
    assert field_history(session.read, Subject("task", (99_999,), "title", "tên")) == []


def test_what_was_deleted_is_listed_with_its_reason_and_taken_back_whole(session: Session) -> None:
    task = next(task for task in session.read.tasks() if task.evidence and task.coordinating_unit_ids)
    session.do(DeleteTask(task.id, "Trùng với nhiệm vụ khác"))
    session.do(EditTask(session.read.tasks()[0].id, {"title": "Việc khác ở giữa"}))
    (deleted,) = deleted_things(session.read)  # its files are not told apart
    assert deleted.kind == "Nhiệm vụ" and task.title in deleted.name
    assert deleted.reason == "Trùng với nhiệm vụ khác"
    session.undo(deleted.change_set.entry)
    assert session.read.task(task.id) == task
    assert deleted_things(session.read) == []


def test_units_systems_and_files_are_listed_too(session: Session) -> None:
    unit = session.do(AddUnit("Trung tâm Thử", session.read.unit_kinds()[0].key))
    system = session.do(AddSystem("Hệ thống thử", session.read.units()[0].id))
    assert isinstance(unit, int) and isinstance(system, int)
    task = session.read.tasks()[0]
    file = session.do(AttachEvidence("task", task.id, "thừa.pdf", b"x", added_on=date(2021, 3, 1)))
    assert isinstance(file, int)
    session.do(DeleteUnit(unit, "Ghi nhầm"))
    session.do(DeleteSystem(system, "Đã gộp"))
    session.do(RemoveEvidence(file, "Nhầm tệp"))
    assert [(item.kind, item.name, item.reason) for item in deleted_things(session.read)] == [
        ("Minh chứng", "thừa.pdf", "Nhầm tệp"),
        ("Hệ thống thông tin", "Hệ thống thử", "Đã gộp"),
        ("Đơn vị", "Trung tâm Thử", "Ghi nhầm"),
    ]


def test_nothing_is_deleted_without_a_reason(session: Session) -> None:
    task = session.read.tasks()[0]
    for reason in ("", "  "):
        with pytest.raises(InvalidInput, match="Chưa nêu lý do xóa"):
            session.do(DeleteTask(task.id, reason))
    assert session.read.task(task.id) == task


def test_what_has_lost_its_place_is_refused_with_the_reason(session: Session) -> None:
    first, second = session.read.tasks()[:2]
    session.do(DeleteTask(first.id, "nhầm"))
    session.do(EditTask(second.id, {"number": first.number}))
    (deleted,) = deleted_things(session.read)
    with pytest.raises(CannotUndo, match="nay thuộc nhiệm vụ khác"):
        session.undo(deleted.change_set.entry)
