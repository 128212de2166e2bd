"""Taking back and doing again: exactly what was there, across restarts, and a reason when it cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop_app.commands.command import Command
from desktop_app.commands.evidence import AttachEvidence, RemoveEvidence
from desktop_app.commands.layers import DeleteLayerStatus
from desktop_app.commands.settings import SetIndicatorValue
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.tasks import AddTask, CompleteTask, DeleteTask, EditTask, SetCoordinators
from desktop_app.commands.units import AddUnit, DeleteUnit, EditUnit
from desktop_app.domain.errors import CannotUndo
from desktop_app.session import Session
from tests.store.raw import data
from tests.store.small_record import BUILDING, ENTRIES, HEALTH, HOME, LOCKED, MONTH, opened, set_value

DAY = date(2020, 8, 4)


def _do(session: Session, *commands: Command) -> int:
    """Do the commands; answers the entry of the first."""
    first = session.record.last_entry[0] + 1
    for command in commands:
        session.do(command)
    return first


def _figure(session: Session) -> object:
    return session.read.cells("dvctt-2011", MONTH.code)[HEALTH]["level4"].number


def test_undo_and_redo_are_entries_of_their_own(small: Session) -> None:
    entry = _do(small, set_value(19))
    small.undo()
    small.redo()
    redo, undo, done = small.read.change_sets(limit=3)
    assert [item.kind for item in (done, undo, redo)] == ["do", "undo", "redo"]
    assert (done.entry, undo.undoes, redo.undoes) == (entry, entry, undo.entry)
    assert undo.label == f"Hoàn tác: {done.label}"
    assert redo.label == f"Làm lại: {done.label}"
    assert _figure(small) == 19


def test_labels_do_not_pile_up_verbs(small: Session) -> None:
    _do(small, set_value(19))
    for _ in range(3):
        small.undo()
        small.redo()
    assert small.read.change_sets(limit=1)[0].label.count("Làm lại") == 1
    assert "Hoàn tác" not in small.read.change_sets(limit=1)[0].label


def test_any_number_of_steps_back_and_forth_across_restarts(small_path: Path, tmp_path: Path) -> None:
    session = opened(small_path)
    full, steps = data(small_path), 0
    while session.record.next_undo():
        session.undo()
        steps += 1
        if steps % 5 == 0:
            session.close()
            session = opened(small_path)
    assert steps == ENTRIES
    assert not any(data(small_path).values())
    with pytest.raises(CannotUndo, match="Không còn thay đổi nào để hoàn tác"):
        session.undo()
    session.close()
    session = opened(small_path)
    for _ in range(steps):
        session.redo()
    with pytest.raises(CannotUndo, match="Không còn thay đổi nào để làm lại"):
        session.redo()
    assert data(small_path) == full
    assert session.record.find_damage() == []
    session.close()


def test_every_digit_survives(small: Session) -> None:
    indicator = small.read.indicator_values()[0].indicator
    numbers = (0.1 + 0.2, 1234567.1234567891, 1e15 / 3, 1e-9 / 7)
    for number in numbers:
        small.do(SetIndicatorValue(indicator, MONTH, number, 7 / 3))
    for number in reversed(numbers[:-1]):
        small.undo()
        assert small.read.indicator_values()[0].numerator == number
    for number in numbers[1:]:
        small.redo()
        assert small.read.indicator_values()[0].numerator == number
        assert small.read.indicator_values()[0].denominator == 7 / 3


def test_a_new_change_ends_what_could_be_done_again(small: Session) -> None:
    _do(small, set_value(19))
    small.undo()
    assert small.record.next_redo() is not None
    _do(small, set_value(20))
    assert small.record.next_redo() is None
    small.undo()
    assert _figure(small) == 17


def test_a_named_entry_out_of_order(small: Session) -> None:
    entry = _do(small, set_value(19), EditTask(2, {"result": "Đã ban hành"}))
    small.undo(entry)
    assert _figure(small) == 17
    assert small.read.tasks()[1].result == "Đã ban hành"
    following = small.record.next_undo()
    assert following is not None and following.entry == entry + 1


def test_numbers_of_taken_back_rows_are_never_given_again(small: Session) -> None:
    first = small.do(AddUnit("Sở Mới", "department"))
    small.undo()
    second = small.do(AddUnit("Sở Khác", "department"))
    assert (first, second) == (4, 5)
    task = small.do(AddTask("Việc", HEALTH, due_on=DAY))
    small.do(DeleteTask(int(str(task)), "ghi nhầm"))
    assert small.do(AddTask("Việc khác", HEALTH, due_on=DAY)) == int(str(task)) + 1


def test_refused_when_the_row_has_moved_on(small: Session) -> None:
    entry = _do(small, set_value(19), set_value(20))
    with pytest.raises(CannotUndo) as refused:
        small.undo(entry)
    label = small.read.change_sets(limit=1)[0].label
    assert str(refused.value) == (
        f"Chưa hoàn tác được mục {entry}. Mục {entry + 1} ({label}) đã sửa tiếp nội dung này. "
        f"Hoàn tác mục {entry + 1} trước."
    )
    assert _figure(small) == 20
    small.undo()
    small.undo(entry)
    assert _figure(small) == 17


def test_refused_in_a_locked_period_naming_the_lock(small: Session) -> None:
    entry = _do(small, set_value(19), LockPeriod(MONTH))
    assert small.record.obstacle(entry) == f"Kỳ 2020-08 đã khóa ở mục {entry + 1}."
    with pytest.raises(CannotUndo, match=f"Kỳ 2020-08 đã khóa ở mục {entry + 1}"):
        small.undo(entry)
    small.undo()
    small.undo(entry)
    assert _figure(small) == 17
    assert LOCKED.code == "2020-07"


def test_refused_twice_and_for_what_is_not_there(small: Session) -> None:
    entry = _do(small, set_value(19))
    small.undo()
    with pytest.raises(CannotUndo, match=f"Đã hoàn tác ở mục {entry + 1}"):
        small.undo(entry)
    with pytest.raises(CannotUndo):
        small.undo(999)
    assert small.record.obstacle(999) == "Không có mục 999 trong nhật ký."


USED = [
    (AddUnit("Sở Mới", "department"), lambda made: AddTask("Việc", made, due_on=DAY)),
    (AddUnit("Sở Mới", "department"), lambda made: set_value(3, made)),
    (AddUnit("Sở Mới", "department"), lambda made: EditUnit(HOME, {"parent_id": made})),
    (
        AddTask("Việc", HEALTH, due_on=DAY),
        lambda made: AttachEvidence("task", made, "a.pdf", b"a", added_on=DAY),
    ),
    (AddTask("Việc", HEALTH, due_on=DAY), lambda made: SetCoordinators(made, (HOME,))),
]


@pytest.mark.parametrize(("make", "use"), USED)
def test_refused_when_a_later_entry_uses_what_was_added(small: Session, make: Command, use: object) -> None:
    made = small.do(make)
    entry = small.record.last_entry[0]
    small.do(use(made))  # type: ignore[operator]
    small.do(EditTask(2, {"result": "Việc khác xen vào"}))
    before = data(small.record.path)
    with pytest.raises(
        CannotUndo, match=rf"Mục {entry + 1} \(.*\) đang dùng nội dung này. Hoàn tác mục {entry + 1}"
    ):
        small.undo(entry)
    assert data(small.record.path) == before
    small.undo(entry + 1)
    small.undo(entry)
    assert small.record.find_damage() == []


def test_refused_when_what_it_belongs_to_is_gone(small: Session) -> None:
    made = int(str(small.do(AddUnit("Sở Mới", "department"))))
    task = int(str(small.do(AddTask("Việc", made, due_on=DAY))))
    entry = _do(small, DeleteTask(task, "ghi nhầm"), DeleteUnit(made, "ghi nhầm"))
    with pytest.raises(
        CannotUndo, match=rf"mục {entry}\. Một mục mà nội dung này gắn với .* không còn trong sổ"
    ):
        small.undo(entry)
    small.undo()
    small.undo(entry)
    assert small.read.task(task) is not None


def test_refused_when_a_file_s_task_or_layer_is_gone(small: Session) -> None:
    entry = _do(small, RemoveEvidence(2, "ghi nhầm"), DeleteLayerStatus(1))
    with pytest.raises(CannotUndo, match="không còn trong sổ"):
        small.undo(entry)
    small.undo()
    small.undo(entry)
    assert small.read.evidence("layer_status", 1)[0].file_name == "Hợp đồng.pdf"


def test_refused_when_the_number_was_given_to_another_task(small: Session) -> None:
    entry = _do(small, DeleteTask(2, "ghi nhầm"), AddTask("Việc khác", HEALTH, due_on=DAY, number="NV-02"))
    with pytest.raises(CannotUndo, match="nay thuộc nhiệm vụ khác. Đổi số hiệu"):
        small.undo(entry)
    assert [task.title for task in small.read.tasks()][-1] == "Việc khác"


def test_refused_when_the_lead_would_also_coordinate(small: Session) -> None:
    entry = _do(small, EditTask(2, {"lead_unit_id": HEALTH}), SetCoordinators(2, (BUILDING,)))
    with pytest.raises(CannotUndo, match="chủ trì của NV-02 sẽ đồng thời là cơ quan phối hợp"):
        small.undo(entry)
    assert small.read.tasks()[1].lead_unit_id == HEALTH


def test_refused_when_a_completed_task_would_be_left_without_proof(small: Session) -> None:
    entry = _do(
        small, AttachEvidence("task", 2, "a.pdf", b"a", added_on=DAY), CompleteTask(2, date(2020, 8, 3))
    )
    with pytest.raises(CannotUndo, match="NV-02 đã hoàn thành sẽ không còn minh chứng"):
        small.undo(entry)
    assert len(small.read.tasks()[1].evidence) == 1


def test_a_file_s_content_stays_and_comes_back(small: Session) -> None:
    (kept,) = small.read.evidence("task", 1)
    small.do(RemoveEvidence(kept.id, "ghi nhầm"))
    assert small.read.evidence("task", 1) == ()
    assert small.read.evidence_content(kept.sha256) == b"%PDF-1.4 quyet dinh"
    small.undo()
    assert small.read.evidence("task", 1) == (kept,)


def test_a_deleted_task_comes_back_with_all_that_hung_on_it(small: Session) -> None:
    before = small.read.tasks()[0]
    assert before.extensions and before.updates and before.evidence and before.coordinating_unit_ids
    small.do(DeleteTask(1, "ghi nhầm"))
    assert small.read.task(1) is None
    small.undo()
    assert small.read.tasks()[0] == before
    small.redo()
    assert small.read.task(1) is None
