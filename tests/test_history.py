"""The log in words: what a change set changed, for people."""

from __future__ import annotations

import re
from datetime import date

from desktop_app.commands.command import Command
from desktop_app.commands.layers import SetLayer
from desktop_app.commands.settings import SetProfile
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.tasks import AddTask, CompleteTask, DeleteTask, EditTask, SetCoordinators
from desktop_app.commands.units import EditUnit
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import TaskKind
from desktop_app.domain.values import Value, ValueState
from desktop_app.history import Detail, details, group_of
from desktop_app.session import Session

DAY, MONTH = date(2020, 8, 26), PeriodCode.month(2021, 4)


def said(session: Session, command: Command) -> list[Detail]:
    session.do(command)
    return list(details(session.read, session.read.last_entry()[0]))


def test_fields_of_a_task(session: Session) -> None:
    task = next(item for item in session.read.tasks() if item.kind is TaskKind.CONTINUING)
    changes = {"kind": TaskKind.DATED, "due_on": DAY, "percent": 45, "result": "no"}
    found = {
        item.subject.split(" › ")[-1]: (item.old, item.new)
        for item in said(session, EditTask(task.id, changes))
    }
    assert found["loại"] == ("thường xuyên", "có thời hạn")
    assert found["thời hạn"] == ("–", "26/08/2020")
    assert found["tiến độ"][1] == "45%"
    assert found["kết quả"][1] == "no", "a result in words is no layer result"


def test_a_text_that_looks_like_a_date_is_a_text(session: Session) -> None:
    task = session.read.tasks()[0]
    (found,) = said(session, EditTask(task.id, {"deliverable": "1234-56-78"}))
    assert found.new == "1234-56-78"


def test_completion(session: Session) -> None:
    open_task = next(item for item in session.read.tasks() if item.completed_on is None and item.due_on)
    found = said(session, CompleteTask(open_task.id, date(2021, 3, 31), no_evidence_reason="Chờ bản sao"))
    assert Detail(f"{open_task.number} › ngày hoàn thành", "–", "31/03/2021") in found
    assert any(item.subject.endswith("trạng thái") and item.new == "Hoàn thành" for item in found)


def test_figures_show_the_difference(session: Session) -> None:
    unit = next(item for item in session.read.units() if item.kind == "department")

    def set_to(value: Value | None) -> list[Detail]:
        return said(session, SetValues("dvctt-2011", MONTH, [ValueEdit(unit.id, "level4", value)]))

    subject = f"{unit.short_name} › DVCTT mức độ 4"
    assert set_to(Value(ValueState.REPORTED, 10)) == [Detail(subject, "–", "10", "mới")]
    assert set_to(Value(ValueState.ESTIMATED, 1300)) == [Detail(subject, "10", "1.300 (ước)", "+1.290")]
    assert set_to(Value(ValueState.REPORTED, 7)) == [Detail(subject, "1.300 (ước)", "7", "−1.293")]
    (gone,) = set_to(Value(ValueState.NOT_APPLICABLE, reason="Không có TTHC"))
    assert (gone.old, gone.new) == ("7", "không áp dụng")
    (empty,) = set_to(None)
    assert (empty.old, empty.new) == ("không áp dụng", "–")


def test_other_rows_in_words(session: Session) -> None:
    unit = next(item for item in session.read.units() if item.kind == "district")
    layer = said(session, SetLayer(unit.id, "layer2", LayerResult.PARTIAL, date(2021, 4, 1)))
    assert Detail(f"{unit.short_name} › lớp 2 › kết quả", "–", "Một phần") in layer
    (place,) = said(session, SetProfile({"place": "Hòa Bình"}))
    assert (place.subject, place.new) == ("Hồ sơ tỉnh › địa danh", "Hòa Bình")
    assert any(item.new == "có" and "khóa" in item.subject for item in said(session, LockPeriod(MONTH)))
    parent = session.read.units()[0]
    (moved,) = said(session, EditUnit(unit.id, {"parent_id": parent.id}))
    assert moved.new == parent.short_name
    task = session.read.tasks()[0]
    others = [item for item in session.read.units() if item.id != task.lead_unit_id][:2]
    found = said(session, SetCoordinators(task.id, tuple(item.id for item in others)))
    assert {item.new for item in found} <= {*(item.short_name for item in others), "–"} and found


def test_what_is_gone_since_is_still_told(session: Session) -> None:
    lead = session.read.units()[0]
    number = session.do(AddTask("Tạm", lead.id, due_on=DAY, number="NV-X"))
    entry = session.read.last_entry()[0]
    assert isinstance(number, int)
    session.do(DeleteTask(number, "ghi nhầm"))
    assert Detail("NV-X › tên nhiệm vụ", "–", "Tạm") in list(details(session.read, entry))


def test_groups_of_the_log() -> None:
    assert group_of(frozenset({"value"})) == "figures"
    assert group_of(frozenset({"task", "value"})) == "figures"
    assert group_of(frozenset({"document", "evidence"})) == "tasks"
    assert group_of(frozenset({"system"})) == "layers"
    assert group_of(frozenset({"profile"})) == "settings" == group_of(frozenset())


def test_the_whole_sample_log_is_vietnamese(session: Session) -> None:
    """No column name, no stored key and no ISO date is shown to people."""
    foreign = re.compile(
        r"\b(not_started|in_progress|dated|continuing|department|layer\d|yes|partial|\d{4}-\d\d-\d\d)\b"
    )
    shown = 0
    for entry in session.read.change_sets():
        for item in details(session.read, entry.entry):
            shown += 1
            assert not re.search(r"_(id|on|at|from|to|title)\b", item.subject), item
            if "tính từ" not in item.subject and "mã" not in item.subject:
                assert not foreign.search(f"{item.old} {item.new}"), item
    assert shown > 2000
