"""First start: a new record for real provinces, both unit sets, communes of today."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from desktop_app.checking import check
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.summary import form_for, reporting_units
from desktop_app.domain.units import units_in_force
from desktop_app.starting import (
    AFTER,
    BEFORE,
    TWO_TIERS_FROM,
    UNIT_SETS,
    Province,
    communes,
    create_province_record,
    provinces,
    starting_commands,
)

BY_NAME = {province.name: province for province in provinces()}


def test_the_34_provinces_and_their_3321_communes() -> None:
    assert len(BY_NAME) == 34 == len({province.code for province in BY_NAME.values()})
    assert Counter(province.kind for province in BY_NAME.values()) == {"tỉnh": 28, "thành phố": 6}
    assert BY_NAME["Hà Nội"].title == "thành phố Hà Nội" and BY_NAME["Cao Bằng"].title == "tỉnh Cao Bằng"
    kinds = Counter(row["kind"] for province in BY_NAME.values() for row in communes(province))
    assert kinds == {"commune": 2621, "ward": 687, "special_zone": 13}


def test_communes_are_named_as_offices_write_them() -> None:
    rows = communes(BY_NAME["Hà Nội"])
    assert all(row["name"].startswith(("UBND xã ", "UBND phường ")) for row in rows)
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(row["valid_from"] == TWO_TIERS_FROM and row["short_name"] for row in rows)


@pytest.mark.parametrize("name", ["Cao Bằng", "Hà Nội", "Khánh Hòa", "Cà Mau"])
@pytest.mark.parametrize("unit_set", [AFTER, BEFORE])
def test_a_new_record(tmp_path: Path, name: str, unit_set: str) -> None:
    province, path = BY_NAME[name], tmp_path / "so.tiendo"
    session = create_province_record(path, province, unit_set, person="Cán bộ", machine="máy")
    try:
        read = session.read
        profile = read.profile()
        assert profile.province_title == province.title and not profile.is_sample
        assert profile.parent_agency == f"Ủy ban nhân dân {province.title}"
        day = date(2026, 11, 22) if unit_set == AFTER else date(2020, 8, 26)
        found = Counter(unit.kind for unit in units_in_force(read.units(), day))
        listed = len(communes(province)) if unit_set == AFTER else 0
        assert found["commune"] + found["ward"] + found["special_zone"] == listed
        assert found["department"] >= (12 if unit_set == AFTER else 17)
        form = form_for(read.forms(), "dvctt", day)
        assert form is not None and form.key == ("dvctt-2026" if unit_set == AFTER else "dvctt-2011")
        assert reporting_units(form, read.units(), day)
        assert read.tasks() == () and len(read.layers()) == 4
        (entry,) = read.change_sets()
        assert entry.label == f"Lập sổ của {province.title}"
        assert [item for item in check(session.record) if item.breaks] == []
    finally:
        session.close()


def test_the_sets_name_the_bodies_of_their_time(tmp_path: Path) -> None:
    for unit_set, ministry, department in (
        (AFTER, "Bộ Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
        (BEFORE, "Bộ Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
    ):
        path = tmp_path / f"{unit_set}.tiendo"
        session = create_province_record(
            path, BY_NAME["Cao Bằng"], unit_set, person="C", machine="m", with_communes=False
        )
        profile = session.read.profile()
        names = {unit.name for unit in session.read.units()}
        session.close()
        assert (profile.addressees, profile.standing_agency) == (ministry, department)
        assert department in names and len(names) < 80
    assert set(UNIT_SETS) == {AFTER, BEFORE}


def test_what_cannot_be_started_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "so.tiendo"
    with pytest.raises(InvalidInput, match="Không có bộ đơn vị “khác”"):
        create_province_record(path, Province(4, "tỉnh", "Cao Bằng"), "khác", person="C", machine="m")
    assert list(tmp_path.glob("*.tiendo")) == []
    path.touch()
    with pytest.raises(RecordError, match="Đã có tệp so.tiendo"):
        create_province_record(path, BY_NAME["Huế"], AFTER, person="C", machine="m")
    assert path.stat().st_size == 0


def test_optional_units_are_left_to_the_office() -> None:
    commands = starting_commands(BY_NAME["Huế"], BEFORE, with_communes=True)
    assert len(commands) == 3, "communes belong to the two-tier set only"
