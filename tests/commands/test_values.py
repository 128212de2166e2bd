"""Commands on a return's figures."""

from __future__ import annotations

import pytest

from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import LockedPeriod
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from tests.commands.office import DISTRICT, FINANCE, HEALTH, Office

MONTH = PeriodCode.month(2020, 8)
FORM = "dvctt-2011"


def figure(number: float) -> Value:
    return Value(ValueState.REPORTED, number)


def one(value: Value | None, field: str = "level4", unit_id: int = HEALTH) -> SetValues:
    return SetValues(FORM, MONTH, [ValueEdit(unit_id, field, value)])


def cells(office: Office) -> dict[int, dict[str, Value]]:
    return office.session.read.cells(FORM, "2020-08")


WHERE = "DVCTT mức độ 1–4 tháng 08/2020, Sở Y tế, DVCTT mức độ 4"


def test_a_cell_through_all_its_states(office: Office) -> None:
    office.does(one(figure(0)), f"{WHERE}: trống thành 0")
    assert cells(office)[HEALTH]["level4"] == figure(0)
    office.does(one(figure(1234.0)), f"{WHERE}: 0 thành 1.234")
    stored = cells(office)[HEALTH]["level4"].number
    assert isinstance(stored, int)
    office.does(one(Value(ValueState.ESTIMATED, 20)), f"{WHERE}: 1.234 thành 20 (ước)")
    office.does(
        one(Value(ValueState.NOT_APPLICABLE, reason="Không có TTHC", note="a", kept="b", origin="c")),
        f"{WHERE}: 20 (ước) thành không áp dụng",
    )
    assert cells(office)[HEALTH]["level4"].reason == "Không có TTHC"
    office.does(one(Value(ValueState.NOT_REPORTED)), f"{WHERE}: không áp dụng thành chưa báo cáo")
    office.does(one(None), f"{WHERE}: chưa báo cáo thành trống")
    assert cells(office) == {}


def test_equal_figures_change_nothing(office: Office) -> None:
    office.session.do(one(figure(5)))
    office.changes_nothing(one(figure(5)))
    office.changes_nothing(one(None, "level1"))


def test_a_paste_is_one_entry(office: Office) -> None:
    edits = [ValueEdit(unit, "level4", figure(unit)) for unit in (HEALTH, FINANCE, DISTRICT)]
    office.does(SetValues(FORM, MONTH, edits, "Dán"), "Dán 3 ô DVCTT mức độ 1–4 tháng 08/2020, 3 đơn vị")
    assert {unit: row["level4"].number for unit, row in cells(office).items()} == {1: 1, 2: 2, 3: 3}
    row = [ValueEdit(HEALTH, key, None) for key in ("level3", "level4")]
    office.does(SetValues(FORM, MONTH, row), "Sửa 2 ô DVCTT mức độ 1–4 tháng 08/2020, Sở Y tế")


def test_a_long_period_has_figures_of_its_own(office: Office) -> None:
    quarter = SetValues(FORM, PeriodCode.parse("2020-Q3"), [ValueEdit(HEALTH, "level4", figure(7))])
    office.does(quarter, "DVCTT mức độ 1–4 quý III/2020, Sở Y tế, DVCTT mức độ 4: trống thành 7")
    assert cells(office) == {}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (one(figure(2.5)), "Sở Y tế: DVCTT mức độ 4: 2,5 không phải số nguyên"),
        (one(figure(-1)), "Sở Y tế: DVCTT mức độ 4: −1 không hợp lệ. Nhập số từ 0 trở lên"),
        (one(figure(1), "colour"), "không có trường “colour”"),
        (one(figure(1), unit_id=99), "Không còn đơn vị này"),
        (SetValues("nothing", MONTH, []), "Sổ chưa có biểu mẫu “nothing”"),
    ],
)
def test_figures_that_cannot_stand(office: Office, command: SetValues, says: str) -> None:
    office.refuses(command, says)


def test_one_wrong_cell_leaves_the_whole_paste_out(office: Office) -> None:
    edits = [ValueEdit(HEALTH, "level4", figure(1)), ValueEdit(FINANCE, "level4", figure(-1))]
    office.refuses(SetValues(FORM, MONTH, edits, "Dán"), "Sở TC: DVCTT mức độ 4")
    assert cells(office) == {}


def test_a_locked_period_is_left_alone(office: Office) -> None:
    office.session.do(one(figure(1)))
    office.session.do(LockPeriod(MONTH))
    for value in (figure(2), None):
        with pytest.raises(LockedPeriod, match="Kỳ này đã khóa"):
            office.session.do(one(value))
    assert cells(office)[HEALTH]["level4"] == figure(1)
