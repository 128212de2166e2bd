"""Commands on information systems and the four layers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.layers import (
    AddSystem,
    DeleteLayerStatus,
    DeleteSystem,
    EditLayerStatus,
    EditSystem,
    SetLayer,
)
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import LayerResult, LayerStatus, reading
from tests.commands.office import FINANCE, HEALTH, Office

START, END = date(2020, 1, 1), date(2021, 1, 1)
YES = LayerResult.YES


def statuses(office: Office) -> list[LayerStatus]:
    return list(office.session.read.layer_statuses())


def contract(**facts: Any) -> SetLayer:
    return SetLayer(
        **(
            {"unit_id": HEALTH, "layer": "layer2", "result": YES, "valid_from": START, "valid_to": END}
            | facts
        )
    )


def test_a_contract_and_its_renewal(office: Office) -> None:
    first = office.does(contract(provider=" VNPT "), "An toàn lớp 2, Sở Y tế: có")
    second = office.does(contract(valid_from=END, valid_to=date(2022, 1, 1)), "An toàn lớp 2, Sở Y tế: có")
    assert first != second and statuses(office)[0].provider == "VNPT"
    assert reading(statuses(office), date(2020, 12, 31)).status == statuses(office)[0]
    assert reading(statuses(office), END).met and not reading(statuses(office), date(2022, 1, 1)).met


def test_a_status_beginning_on_the_same_day_is_changed(office: Office) -> None:
    first = office.session.do(contract())
    again = office.does(contract(result=LayerResult.PARTIAL), "An toàn lớp 2, Sở Y tế: một phần")
    assert first == again and len(statuses(office)) == 1
    office.changes_nothing(contract(result=LayerResult.PARTIAL))


def test_a_layer_of_a_system(office: Office) -> None:
    number = office.does(AddSystem("Một cửa điện tử", HEALTH, 3), "Thêm hệ thống Một cửa điện tử của Sở Y tế")
    office.does(contract(system_id=number), "An toàn lớp 2, Sở Y tế, Một cửa điện tử: có")
    office.refuses(contract(system_id=number, unit_id=FINANCE), "không thuộc đơn vị đã chọn")
    office.refuses(contract(system_id=99), "Không còn hệ thống này")


def test_statuses_that_cannot_be(office: Office) -> None:
    with pytest.raises(InvalidInput, match="cần có lý do"):
        contract(result=LayerResult.NOT_APPLICABLE)
    with pytest.raises(InvalidInput, match="phải sau ngày bắt đầu"):
        contract(valid_to=START)
    office.refuses(contract(layer="layer9"), "Không còn lớp này")
    office.refuses(contract(unit_id=99), "Không còn đơn vị này")


def test_editing_a_status(office: Office) -> None:
    number = office.session.do(contract())
    assert isinstance(number, int)
    office.does(
        EditLayerStatus(number, {"valid_to": date(2020, 7, 1), "unit_id": 99}), "Sửa an toàn lớp 2, Sở Y tế"
    )
    assert statuses(office)[0].valid_to == date(2020, 7, 1) and statuses(office)[0].unit_id == HEALTH
    office.refuses(EditLayerStatus(number, {"result": LayerResult.NOT_APPLICABLE}), "cần có lý do")
    office.refuses(EditLayerStatus(number, {"valid_to": START}), "phải sau ngày bắt đầu")
    office.does(
        EditLayerStatus(
            number, {"result": LayerResult.NOT_APPLICABLE, "reason": "Không có máy chủ", "valid_to": None}
        ),
        "Sửa an toàn lớp 2, Sở Y tế",
    )
    assert statuses(office)[0].result is LayerResult.NOT_APPLICABLE
    office.refuses(EditLayerStatus(99, {}), "Không còn trạng thái này")


def test_deleting_a_status_takes_its_files(office: Office) -> None:
    number = office.session.do(contract())
    assert isinstance(number, int)
    office.session.do(AttachEvidence("layer_status", number, "a.pdf", b"a", added_on=START))
    office.does(DeleteLayerStatus(number), "Xóa trạng thái lớp 2, Sở Y tế")
    assert not office.contents()["layer_status"] and not office.contents()["evidence"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"name": " "}, "Tên hệ thống thông tin đang để trống"),
        ({"level": 0}, "Cấp độ 0 không có"),
        ({"level": 6}, "Cấp độ 6 không có"),
    ],
)
def test_systems_that_cannot_be(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        AddSystem(**({"name": "A", "unit_id": HEALTH} | facts))


def test_editing_a_system(office: Office) -> None:
    number = office.session.do(AddSystem("Một cửa", HEALTH, valid_from=START))
    assert isinstance(number, int)
    office.does(EditSystem(number, {"level": 3, "valid_to": END}), "Sửa hệ thống Một cửa")
    (system,) = office.session.read.systems()
    assert (system.level, system.valid_to) == (3, END)
    office.refuses(EditSystem(number, {"name": " "}), "Tên hệ thống thông tin đang để trống")
    office.refuses(EditSystem(number, {"level": 9}), "Cấp độ 9 không có")
    office.refuses(EditSystem(number, {"valid_to": START}), "phải sau ngày")
    office.refuses(EditSystem(99, {"level": 3}), "Không còn hệ thống này")


def test_deleting_a_system_takes_its_statuses(office: Office) -> None:
    number = office.session.do(AddSystem("Một cửa", HEALTH))
    assert isinstance(number, int)
    office.session.do(contract(system_id=number))
    office.session.do(contract())
    office.does(DeleteSystem(number, "ghi nhầm"), "Xóa hệ thống Một cửa. Lý do: ghi nhầm")
    assert [status.system_id for status in statuses(office)] == [None]
    office.refuses(DeleteSystem(number, "ghi nhầm"), "Không còn hệ thống này")
