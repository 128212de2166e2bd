"""`tiendo units import`: a list of units with kinds, parents and days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.domain.list_fields import UNITS
from desktop_app.domain.list_plans import ListChoices, ListPlan, OnExisting, RowFate
from desktop_app.list_importing import merge_list, open_list, plan_list
from desktop_app.session import Session
from tests.cli.run import here
from tests.exchange.conftest import opened

HEADINGS = [
    "TT",
    "Mã định danh",
    "Tên đơn vị",
    "Tên viết tắt",
    "Loại đơn vị",
    "Trực thuộc",
    "Có hiệu lực từ",
    "Ghi chú",
]
ROWS: list[list[object]] = [
    [1, "H88.01", "Sở Dân tộc và Tôn giáo", "Sở DTTG", "Sở, ban, ngành", "", "01/03/2025", ""],
    [2, "H88.02", "UBND xã Bản Mới", "Bản Mới", "xã", "UBND huyện Mộc Sơn", date(2025, 7, 1), "mới lập"],
    [3, "", "Trung tâm của Bản Mới", "", "xã", "UBND xã Bản Mới", "", ""],
    [4, "", "Sở Y tế", "Sở Y tế AB", "", "", "", ""],
    [5, "", "Đơn vị lạ", "", "tổng cục", "", "", ""],
    [6, "", "Đơn vị không loại", "", "", "", "", ""],
    [7, "", "Đơn vị mồ côi", "", "xã", "Huyện Không Có", "", ""],
    [8, "", "Đơn vị sai ngày", "", "xã", "", "31/02/2025", ""],
    [None, "", "Tổng số: 8", "", "", "", "", ""],
]


@pytest.fixture
def session(sample_path: Path) -> Any:
    found = opened(sample_path)
    yield found
    found.close()


def units_file(path: Path, rows: list[list[object]] | None = None) -> Path:
    """A workbook with the list."""
    book = openpyxl.Workbook()
    book.active["A1"] = "DANH SÁCH CƠ QUAN, ĐƠN VỊ"
    book.active.append(HEADINGS)
    for row in ROWS if rows is None else rows:
        book.active.append(row)
    book.save(path)
    return path


def planned(session: Session, path: Path, choices: ListChoices | None = None) -> ListPlan:
    return plan_list(session.read, open_list(path, UNITS), choices or ListChoices())


def named(session: Session, name: str) -> Any:
    return next(unit for unit in session.read.units() if unit.name == name)


def test_units_are_added_with_parents_of_record_and_list(session: Session, tmp_path: Path) -> None:
    plan = planned(session, units_file(tmp_path / "đơn vị.xlsx"))
    fates = [row.fate.value for row in plan.rows]
    assert fates == [
        "added",
        "added",
        "added",
        "rejected",
        "rejected",
        "rejected",
        "rejected",
        "rejected",
        "ignored",
    ]
    said = " ".join(problem.message for problem in plan.all_problems)
    for words in (
        "“tổng cục” không phải loại đơn vị",
        "Đơn vị mới cần loại",
        "“Huyện Không Có”",
        "không phải là một ngày",
        "Sổ đã có Sở Y tế",
    ):
        assert words in said
    merge_list(session, plan)
    village = named(session, "UBND xã Bản Mới")
    assert (village.code, village.valid_from, village.note) == ("H88.02", date(2025, 7, 1), "mới lập")
    assert session.read.unit(village.parent_id).name == "UBND huyện Mộc Sơn"
    assert named(session, "Trung tâm của Bản Mới").parent_id == village.id
    session.undo()
    assert not any(unit.name == "UBND xã Bản Mới" for unit in session.read.units())


def test_a_unit_is_updated_by_its_name_or_code(session: Session, tmp_path: Path) -> None:
    path = units_file(tmp_path / "a.xlsx")
    plan = planned(session, path, ListChoices(on_existing=OnExisting.UPDATE))
    row = next(row for row in plan.rows if row.title == "Sở Y tế")
    assert row.fate is RowFate.UPDATED and row.differences[0].new == "Sở Y tế AB"
    merge_list(session, plan)
    assert named(session, "Sở Y tế").short_name == "Sở Y tế AB"
    renamed = [[1, "H88.01", "Sở Dân tộc, Tôn giáo", "", "", "", "", ""]]
    merge_list(
        session,
        planned(
            session, units_file(tmp_path / "b.xlsx", renamed), ListChoices(on_existing=OnExisting.UPDATE)
        ),
    )
    assert named(session, "Sở Dân tộc, Tôn giáo").code == "H88.01"


def test_the_command_line(sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = units_file(tmp_path / "a.xlsx")
    answer = here(capsys, "units", "import", sample_path, path, "--json")
    assert answer.code == 1 and answer.json["rows_read"] == 9 and answer.json["added"] == 3
    assert answer.json["change_set"]
    again = here(capsys, "units", "import", sample_path, path, "--on-existing", "skip", "--json")
    assert (again.json["unchanged"], again.json["ignored"], again.json["change_set"]) == (3, 2, None)
