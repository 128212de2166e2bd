"""Commands on tasks: label, effect, refusals, and undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop_app.commands.task_documents import NewTask, SetTaskDocument
from desktop_app.commands.task_extensions import ExtendTask, RemoveExtension
from desktop_app.commands.tasks import (
    AddTask,
    AddTaskUpdate,
    CompleteTask,
    DeleteTask,
    EditTask,
    SetCoordinators,
    SetTaskState,
    single_lead,
)
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import Standing, TaskKind, TaskState
from tests.commands.office import CONTINUING, DATED, DISTRICT, FINANCE, HEALTH, Office

DUE, LATER = date(2020, 6, 30), date(2020, 9, 30)
REASON = "Đơn vị chưa gửi bản sao"


def test_one_lead_unit_and_no_second() -> None:
    assert single_lead([HEALTH, HEALTH]) == HEALTH
    with pytest.raises(InvalidInput, match="chưa có cơ quan chủ trì"):
        single_lead([])
    with pytest.raises(InvalidInput, match="có 2 cơ quan chủ trì. Mỗi nhiệm vụ chỉ một"):
        single_lead([HEALTH, FINANCE])


def test_adding_a_task(office: Office) -> None:
    command = AddTask(
        "  Xây dựng Cổng dịch vụ công  ",
        HEALTH,
        due_on=DUE,
        coordinating=(FINANCE, DISTRICT, FINANCE),
        deliverable="Quyết định",
    )
    number = office.does(command, "Thêm nhiệm vụ Xây dựng Cổng dịch vụ công")
    task = office.task(number)
    assert (task.number, task.title, task.state) == (
        "NV-03",
        "Xây dựng Cổng dịch vụ công",
        TaskState.NOT_STARTED,
    )
    assert task.coordinating_unit_ids == (FINANCE, DISTRICT) and task.order == 3


def test_a_number_of_one_s_own(office: Office) -> None:
    office.does(AddTask("A", HEALTH, due_on=DUE, number="NV-17a", position=1), "Thêm nhiệm vụ A")
    office.does(AddTask("B", HEALTH, due_on=DUE), "Thêm nhiệm vụ B")
    assert [task.number for task in office.session.read.tasks()] == ["NV-01", "NV-17a", "NV-02", "NV-03"]
    office.refuses(AddTask("C", HEALTH, due_on=DUE, number="NV-17a"), "Số hiệu NV-17a đã có")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"title": "  "}, "Tên nhiệm vụ đang để trống"),
        ({"due_on": None}, "cần ngày hạn"),
        ({"kind": TaskKind.CONTINUING}, "thường xuyên không có thời hạn"),
        ({"assigned_on": date(2020, 7, 1)}, "Thời hạn sớm hơn ngày giao"),
        ({"coordinating": (HEALTH,)}, "không đồng thời là cơ quan phối hợp"),
    ],
)
def test_a_task_that_cannot_be(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        AddTask(**({"title": "A", "lead_unit_id": HEALTH, "due_on": DUE} | facts))


def test_units_that_do_not_exist_are_refused(office: Office) -> None:
    office.refuses(AddTask("A", 99, due_on=DUE), "Không còn đơn vị này trong sổ")
    office.refuses(AddTask("A", HEALTH, due_on=DUE, coordinating=(99,)), "Không còn đơn vị này trong sổ")


def test_editing_says_what_became_what(office: Office) -> None:
    office.does(EditTask(DATED, {"due_on": LATER}), "NV-01: thời hạn 30/06/2020 thành 30/09/2020")
    office.does(EditTask(DATED, {"lead_unit_id": FINANCE}), "NV-01: cơ quan chủ trì Sở Y tế thành Sở TC")
    office.does(EditTask(DATED, {"percent": 40}), "NV-01: tiến độ 0% thành 40%")
    office.does(EditTask(DATED, {"document_id": 1}), "NV-01: văn bản giao trống thành 17/NQ-CP")
    office.does(EditTask(DATED, {"result": "Xong  "}), "NV-01: kết quả trống thành “Xong”")
    office.does(
        EditTask(DATED, {"kind": TaskKind.CONTINUING, "due_on": None}),
        "NV-01: loại có thời hạn thành thường xuyên; thời hạn 30/09/2020 thành trống",
    )
    office.does(
        EditTask(DATED, {"clause": "a", "deliverable": "b", "source": "c"}),
        "NV-01: điều, mục trống thành “a”; sản phẩm trống thành “b”; …",
    )


def test_a_changed_kind_keeps_the_counts_right(office: Office) -> None:
    office.session.do(EditTask(CONTINUING, {"kind": TaskKind.DATED, "due_on": DUE}))
    assert office.task(CONTINUING).standing(LATER) is Standing.OVERDUE
    office.session.undo()
    assert office.task(CONTINUING).standing(LATER) is Standing.CONTINUING


def test_an_edit_to_the_same_changes_nothing(office: Office) -> None:
    office.changes_nothing(EditTask(DATED, {"due_on": DUE, "title": " Kết nối Trục liên thông "}))
    office.changes_nothing(EditTask(DATED))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Tên nhiệm vụ đang để trống"),
        ({"number": " "}, "Số hiệu nhiệm vụ đang để trống"),
        ({"number": "NV-02"}, "Số hiệu NV-02 đã có"),
        ({"due_on": None}, "cần ngày hạn"),
        ({"due_on": date(2019, 12, 31)}, "Thời hạn sớm hơn ngày giao"),
        ({"kind": TaskKind.CONTINUING}, "thường xuyên không có thời hạn"),
        ({"percent": 101}, "Tiến độ 101% không hợp lệ"),
        ({"percent": -1}, "không hợp lệ"),
        ({"state": TaskState.COMPLETED}, "cần ngày hoàn thành"),
        ({"state": TaskState.COMPLETED, "completed_on": DUE}, "NV-01 chưa có minh chứng"),
        ({"lead_unit_id": 99}, "Không còn đơn vị này"),
    ],
)
def test_edits_that_cannot_be(office: Office, changes: dict[str, Any], says: str) -> None:
    office.refuses(EditTask(DATED, changes), says)


def test_an_edit_of_what_a_task_does_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="not fields of a task"):
        EditTask(DATED, {"colour": "red"})


def test_a_coordinating_unit_cannot_become_the_lead(office: Office) -> None:
    office.session.do(SetCoordinators(DATED, (FINANCE,)))
    office.refuses(EditTask(DATED, {"lead_unit_id": FINANCE}), "Sở TC đang là cơ quan phối hợp")


def test_a_task_that_is_gone(office: Office) -> None:
    for command in (
        EditTask(99, {"title": "A"}),
        DeleteTask(99, "ghi nhầm"),
        CompleteTask(99, DUE),
        SetCoordinators(99, ()),
    ):
        office.refuses(command, "Không còn nhiệm vụ này trong sổ")


def test_completing_with_a_reason_for_the_missing_proof(office: Office) -> None:
    office.refuses(CompleteTask(DATED, DUE), "chưa có minh chứng. Đính kèm tệp minh chứng, hoặc nhập lý do")
    office.does(CompleteTask(DATED, DUE, "Đã ban hành", REASON), "NV-01: hoàn thành ngày 30/06/2020")
    task = office.task()
    assert (task.state, task.completed_on, task.percent) == (TaskState.COMPLETED, DUE, 100)
    assert (task.result, task.no_evidence_reason) == ("Đã ban hành", REASON)
    assert task.standing(DUE) is Standing.COMPLETED_ON_TIME and task.lacks_evidence(DUE)


def test_the_reason_cannot_be_taken_away_from_a_completed_task(office: Office) -> None:
    office.session.do(CompleteTask(DATED, DUE, no_evidence_reason=REASON))
    office.refuses(EditTask(DATED, {"no_evidence_reason": ""}), "chưa có minh chứng")
    office.does(EditTask(DATED, {"result": "Đã nghiệm thu"}), "NV-01: kết quả trống thành “Đã nghiệm thu”")


def test_completion_before_the_task_was_given_out(office: Office) -> None:
    command = CompleteTask(DATED, date(2019, 12, 31), no_evidence_reason=REASON)
    office.refuses(command, "Ngày hoàn thành sớm hơn ngày giao")


def test_pausing_and_cancelling(office: Office) -> None:
    office.does(
        SetTaskState(DATED, TaskState.SUSPENDED, DUE, "Chờ kinh phí"), "NV-01: tạm dừng từ 30/06/2020"
    )
    assert office.task().state_at(DUE) is TaskState.SUSPENDED
    assert office.task().updates[0].text == "Chờ kinh phí"
    office.does(SetTaskState(DATED, TaskState.CANCELLED, DUE), "NV-01: hủy từ 30/06/2020")
    assert office.task().standing(DUE) is Standing.CANCELLED
    with pytest.raises(InvalidInput, match="Dùng “Cập nhật tiến độ”"):
        SetTaskState(DATED, TaskState.COMPLETED, DUE)


def test_reopening_brings_back_the_progress_noted_before(office: Office) -> None:
    office.session.do(AddTaskUpdate(DATED, date(2020, 5, 1), "Đã thiết kế", 60))
    office.session.do(AddTaskUpdate(DATED, date(2020, 6, 1), "Đang chạy thử", 85))
    office.session.do(CompleteTask(DATED, DUE, no_evidence_reason=REASON))
    office.does(SetTaskState(DATED, TaskState.IN_PROGRESS, LATER), "NV-01: đang thực hiện từ 30/09/2020")
    task = office.task()
    assert (task.state, task.completed_on, task.percent) == (TaskState.IN_PROGRESS, None, 85)
    assert task.standing(LATER) is Standing.OVERDUE


def test_reopening_a_task_whose_progress_was_never_noted(office: Office) -> None:
    office.session.do(CompleteTask(DATED, DUE, no_evidence_reason=REASON))
    office.session.do(SetTaskState(DATED, TaskState.IN_PROGRESS, LATER))
    assert office.task().percent == 0


def test_editing_the_state_of_a_completed_task_takes_its_date_away(office: Office) -> None:
    office.session.do(CompleteTask(DATED, DUE, no_evidence_reason=REASON))
    office.session.do(EditTask(DATED, {"state": TaskState.IN_PROGRESS}))
    assert office.task().completed_on is None


def test_progress_notes(office: Office) -> None:
    office.does(
        AddTaskUpdate(DATED, date(2020, 5, 1), "Đã khảo sát", 30, "Sở Y tế"),
        "NV-01: ghi diễn biến 01/05/2020, tiến độ 30%",
    )
    task = office.task()
    assert (task.percent, task.state, task.updates[0].author) == (30, TaskState.IN_PROGRESS, "Sở Y tế")
    office.does(
        AddTaskUpdate(DATED, date(2020, 4, 1), "Họp khởi động", 10),
        "NV-01: ghi diễn biến 01/04/2020, tiến độ 10%",
    )
    assert office.task().percent == 30, "an older note does not set the progress back"
    office.does(AddTaskUpdate(DATED, date(2020, 6, 1), "Chờ thẩm định"), "NV-01: ghi diễn biến 01/06/2020")
    assert office.task().percent == 30


def test_a_note_after_completion_leaves_the_task_complete(office: Office) -> None:
    office.session.do(CompleteTask(DATED, DUE, no_evidence_reason=REASON))
    office.session.do(AddTaskUpdate(DATED, LATER, "Bảo hành", 90))
    assert office.task().percent == 100 and office.task().state is TaskState.COMPLETED


def test_notes_that_cannot_be() -> None:
    with pytest.raises(InvalidInput, match="Nội dung diễn biến đang để trống"):
        AddTaskUpdate(DATED, DUE, "  ")
    with pytest.raises(InvalidInput, match="Tiến độ 101% không hợp lệ"):
        AddTaskUpdate(DATED, DUE, "A", 101)


def test_extensions(office: Office) -> None:
    number = office.does(
        ExtendTask(DATED, date(2020, 6, 20), LATER, "12/QĐ-UBND", "Thiếu kinh phí"),
        "NV-01: gia hạn đến 30/09/2020 theo 12/QĐ-UBND",
    )
    assert office.task().deadline(date(2020, 6, 19)) == DUE
    assert office.task().deadline(date(2020, 6, 20)) == LATER
    office.does(RemoveExtension(number), "NV-01: xóa gia hạn đến 30/09/2020 theo 12/QĐ-UBND")
    assert office.task().deadline(LATER) == DUE


def test_extensions_that_cannot_be(office: Office) -> None:
    with pytest.raises(InvalidInput, match="Văn bản cho gia hạn đang để trống"):
        ExtendTask(DATED, DUE, LATER, " ")
    office.refuses(ExtendTask(CONTINUING, DUE, LATER, "12/QĐ"), "thường xuyên nên không gia hạn được")
    office.refuses(ExtendTask(DATED, DUE, DUE, "12/QĐ"), "không muộn hơn hạn")
    office.refuses(RemoveExtension(9), "Không còn gia hạn này")
    office.session.do(ExtendTask(DATED, DUE, LATER, "12/QĐ"))
    office.refuses(
        EditTask(DATED, {"kind": TaskKind.CONTINUING, "due_on": None}), "đã được gia hạn nên không thành"
    )


def test_coordinating_units(office: Office) -> None:
    office.does(SetCoordinators(DATED, (FINANCE, DISTRICT)), "NV-01: phối hợp Sở TC, H. Đông")
    assert office.task().coordinating_unit_ids == (FINANCE, DISTRICT)
    office.does(SetCoordinators(DATED, (DISTRICT,)), "NV-01: phối hợp H. Đông")
    office.does(SetCoordinators(DATED, ()), "NV-01: phối hợp không có")
    office.changes_nothing(SetCoordinators(DATED, ()))
    office.refuses(SetCoordinators(DATED, (HEALTH,)), "không đồng thời là cơ quan phối hợp")


def test_deleting_a_task_takes_all_that_hangs_on_it_and_undo_brings_it_back(office: Office) -> None:
    office.session.do(SetCoordinators(DATED, (FINANCE,)))
    office.session.do(ExtendTask(DATED, DUE, LATER, "12/QĐ"))
    office.session.do(AddTaskUpdate(DATED, DUE, "Đang làm"))
    office.does(DeleteTask(DATED, "ghi nhầm"), "Xóa nhiệm vụ NV-01: Kết nối Trục liên thông. Lý do: ghi nhầm")
    contents = office.contents()
    assert len(contents["task"]) == 1
    assert (
        not contents["task_coordination"] and not contents["task_extension"] and not contents["task_update"]
    )


def test_a_new_task_with_its_document(office: Office) -> None:
    number = office.does(NewTask(AddTask("Mới", HEALTH, due_on=DUE), " 99/KH-UBND "), "Thêm nhiệm vụ Mới")
    document = office.task(number).document
    assert document is not None and document.number == "99/KH-UBND"
    known = office.does(NewTask(AddTask("Nữa", HEALTH, due_on=DUE), "17/NQ-CP"), "Thêm nhiệm vụ Nữa")
    assert office.task(known).document == office.session.read.documents()[0]
    plain = office.does(NewTask(AddTask("Không", HEALTH, due_on=DUE)), "Thêm nhiệm vụ Không")
    assert office.task(plain).document is None


def test_the_document_of_a_task(office: Office) -> None:
    office.does(SetTaskDocument(DATED, "5/CT-TTg"), "NV-01: văn bản giao 5/CT-TTg")
    document = office.task().document
    assert document is not None and document.number == "5/CT-TTg"
    office.does(SetTaskDocument(DATED, " "), "NV-01: văn bản giao để trống")
    assert office.task().document is None
