"""Commands on units, their other names and successors, and on documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop_app.commands.layers import AddSystem, SetLayer
from desktop_app.commands.tasks import SetCoordinators
from desktop_app.commands.units import (
    AddDocument,
    AddUnit,
    DeleteUnit,
    EditUnit,
    LinkSuccessor,
    SucceedUnit,
    UnlinkSuccessor,
)
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from tests.commands.office import DATED, DISTRICT, FINANCE, HEALTH, Office

START, END = date(2025, 3, 1), date(2025, 7, 1)


def test_adding_a_unit(office: Office) -> None:
    command = AddUnit(
        " Sở Khoa học và Công nghệ ",
        "department",
        "Sở KH&CN",
        " H01.05 ",
        HEALTH,
        START,
        aliases=("SKHCN", " SKHCN", ""),
    )
    number = office.does(command, "Thêm đơn vị Sở Khoa học và Công nghệ")
    unit = office.session.read.unit(number)
    assert (unit.name, unit.short_name, unit.code) == ("Sở Khoa học và Công nghệ", "Sở KH&CN", "H01.05")
    assert (unit.parent_id, unit.valid_from, unit.aliases) == (HEALTH, START, ("SKHCN",))
    assert not unit.in_force(date(2025, 2, 28)) and unit.in_force(START)
    plain = office.does(AddUnit("Sở Nội vụ", "department"), "Thêm đơn vị Sở Nội vụ")
    assert office.session.read.unit(plain).short_name == "Sở Nội vụ"
    assert [item.id for item in office.session.read.units()][-2:] == [number, plain]


def test_units_that_cannot_be(office: Office) -> None:
    with pytest.raises(InvalidInput, match="Tên đơn vị đang để trống"):
        AddUnit(" ", "department")
    with pytest.raises(InvalidInput, match="phải sau ngày bắt đầu"):
        AddUnit("A", "department", valid_from=END, valid_to=END)
    office.refuses(AddUnit("A", "nothing"), "Không còn loại đơn vị này")


def test_an_identification_code_is_one_unit_s_at_a_time(office: Office) -> None:
    office.session.do(EditUnit(HEALTH, {"code": "H01.01", "valid_to": END}))
    office.refuses(AddUnit("A", "department", code="H01.01"), "Mã định danh H01.01 đang là của Sở Y tế")
    office.refuses(EditUnit(FINANCE, {"code": "H01.01"}), "Mã định danh H01.01 đang là của Sở Y tế")
    office.does(AddUnit("A", "department", code="H01.01", valid_from=END), "Thêm đơn vị A")


def test_editing_a_unit(office: Office) -> None:
    office.does(
        EditUnit(FINANCE, {"short_name": "Sở T.Chính", "code": "H1"}, ("STC", "Sở TC")), "Sửa đơn vị Sở TC"
    )
    unit = office.session.read.unit(FINANCE)
    assert (unit.short_name, unit.code, unit.aliases) == ("Sở T.Chính", "H1", ("STC", "Sở TC"))
    office.does(EditUnit(FINANCE, {"code": "", "id": 99}, ("STC",)), "Sửa đơn vị Sở T.Chính")
    assert (office.session.read.unit(FINANCE).code, office.session.read.unit(FINANCE).aliases) == (
        None,
        ("STC",),
    )
    office.changes_nothing(EditUnit(FINANCE, {}, ("STC",)))


@pytest.mark.parametrize(
    ("unit_id", "changes", "says"),
    [
        (FINANCE, {"name": " "}, "Tên đơn vị đang để trống"),
        (FINANCE, {"valid_from": END, "valid_to": START}, "phải sau ngày bắt đầu"),
        (FINANCE, {"parent_id": FINANCE}, "không thể trực thuộc chính mình"),
        (99, {"name": "A"}, "Không còn đơn vị này"),
    ],
)
def test_edits_that_cannot_be(office: Office, unit_id: int, changes: dict[str, Any], says: str) -> None:
    office.refuses(EditUnit(unit_id, changes), says)


def test_no_unit_is_above_itself_through_others(office: Office) -> None:
    office.session.do(EditUnit(DISTRICT, {"parent_id": FINANCE}))
    office.refuses(EditUnit(FINANCE, {"parent_id": DISTRICT}), "không thể trực thuộc chính mình")
    office.does(EditUnit(DISTRICT, {"parent_id": None}), "Sửa đơn vị H. Đông")


def test_a_unit_nothing_refers_to_is_deleted_with_its_names(office: Office) -> None:
    office.session.do(EditUnit(DISTRICT, {}, ("Huyện Đông",)))
    office.session.do(LinkSuccessor(DISTRICT, FINANCE))
    office.does(DeleteUnit(DISTRICT, "ghi nhầm"), "Xóa đơn vị H. Đông. Lý do: ghi nhầm")
    assert not office.contents()["unit_alias"] and not office.contents()["unit_succession"]


def test_a_unit_in_use_is_closed_and_not_deleted(office: Office) -> None:
    office.refuses(
        DeleteUnit(HEALTH, "ghi nhầm"),
        "Sở Y tế đang có nhiệm vụ chủ trì nên không xóa được. Đặt ngày hết hiệu lực",
    )
    value = ValueEdit(DISTRICT, "level4", Value(ValueState.REPORTED, 0))
    for command, what in (
        (SetCoordinators(DATED, (DISTRICT,)), "nhiệm vụ phối hợp"),
        (SetValues("dvctt-2011", PeriodCode.month(2020, 8), [value]), "số liệu báo cáo"),
        (AddSystem("Một cửa", DISTRICT), "hệ thống thông tin"),
        (SetLayer(DISTRICT, "layer1", LayerResult.YES), "trạng thái an toàn 4 lớp"),
        (EditUnit(FINANCE, {"parent_id": DISTRICT}), "đơn vị trực thuộc"),
    ):
        office.session.do(command)
        office.refuses(DeleteUnit(DISTRICT, "ghi nhầm"), f"H. Đông đang có {what}")
        office.session.undo()


def test_successors(office: Office) -> None:
    office.does(LinkSuccessor(HEALTH, FINANCE, 0.6, "NĐ 45/2025"), "Sở Y tế chuyển thành Sở TC")
    office.does(LinkSuccessor(HEALTH, DISTRICT, 0.4), "Sở Y tế chuyển thành H. Đông")
    office.does(LinkSuccessor(HEALTH, DISTRICT, 0.3), "Sở Y tế chuyển thành H. Đông")
    office.refuses(LinkSuccessor(HEALTH, DISTRICT, 0.5), "cộng lại quá 100%; đã giao 60,0%")
    office.refuses(LinkSuccessor(FINANCE, HEALTH), "đã là đơn vị kế thừa")
    office.does(UnlinkSuccessor(HEALTH, DISTRICT), "Bỏ kế thừa: Sở Y tế, H. Đông")
    assert len(office.contents()["unit_succession"]) == 1


@pytest.mark.parametrize("share", [0, -0.1, 1.01])
def test_shares_that_cannot_be(share: float) -> None:
    with pytest.raises(InvalidInput, match="lớn hơn 0% và không quá 100%"):
        LinkSuccessor(HEALTH, FINANCE, share)
    with pytest.raises(InvalidInput, match="không thể kế thừa chính mình"):
        LinkSuccessor(HEALTH, HEALTH)


def test_a_unit_is_followed_by_another_from_a_day_on(office: Office) -> None:
    office.does(SucceedUnit(HEALTH, FINANCE, END), "Sở Y tế chuyển thành Sở TC từ 01/07/2025")
    unit = office.session.read.unit(HEALTH)
    assert unit.in_force(date(2025, 6, 30)) and not unit.in_force(END)
    assert len(office.contents()["unit_succession"]) == 1


def test_documents_are_kept_once_a_number(office: Office) -> None:
    command = AddDocument(" 5/CT-TTg ", date(2020, 1, 5), "Thủ tướng", "Đẩy mạnh")
    number = office.does(command, "Thêm văn bản 5/CT-TTg")
    assert office.session.do(AddDocument("5/CT-TTg")) == number
    with pytest.raises(InvalidInput, match="Số, ký hiệu văn bản đang để trống"):
        AddDocument(" ")
