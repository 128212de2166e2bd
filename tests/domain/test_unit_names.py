"""Written names of units, as offices write them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.unit_names import match_unit, names_unit
from desktop_app.domain.units import Unit

NAMES = (
    ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
    ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT"),
    ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VH,TT&DL"),
    ("Văn phòng Ủy ban nhân dân tỉnh", "VP UBND tỉnh"),
    ("Ban Quản lý các khu công nghiệp", "BQL các KCN"),
    ("UBND huyện Mộc Sơn", "Mộc Sơn"),
    ("UBND thành phố An Bình", "TP An Bình"),
    ("UBND thị xã Tân Hòa", "TX Tân Hòa"),
    ("Xã Tân An", "Tân An"),
    ("Xã Tấn An", "Tấn An"),
    ("Thanh tra tỉnh", "Thanh tra"),
)
UNITS = [Unit(number, name, short, "so") for number, (name, short) in enumerate(NAMES, start=1)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("So Thong tin va Truyen thong", "Sở Thông tin và Truyền thông"),
        ("SỞ TTTT", "Sở Thông tin và Truyền thông"),
        ("STTTT", "Sở Thông tin và Truyền thông"),
        ("Sở  thông tin & truyền thông.", "Sở Thông tin và Truyền thông"),
        ("Sở KHĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở KH-CN", "Sở Khoa học và Công nghệ"),
        ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐ, TB và XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("VP.UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("BQL các khu CN", "Ban Quản lý các khu công nghiệp"),
        ("Ủy ban nhân dân huyện Mộc Sơn", "UBND huyện Mộc Sơn"),
        ("UBND H. Mộc Sơn", "UBND huyện Mộc Sơn"),
        ("Huyện Mộc Sơn", "UBND huyện Mộc Sơn"),
        ("UBND TP. An Bình", "UBND thành phố An Bình"),
        ("tx tan hoa", "UBND thị xã Tân Hòa"),
        ("Xã Tấn An", "Xã Tấn An"),
    ],
)
def test_a_name_means_one_unit(written: str, name: str) -> None:
    found = match_unit(written, UNITS)
    assert found.unit is not None and found.unit.name == name


def test_two_units_are_never_guessed_between() -> None:
    found = match_unit("xa tan an", UNITS)
    assert found.unit is None and [unit.name for unit in found.candidates] == ["Xã Tân An", "Xã Tấn An"]


@pytest.mark.parametrize("written", ["", "  ", "Sở Y tế", "Toàn tỉnh", "KH"])
def test_a_name_of_nobody_means_nobody(written: str) -> None:
    assert match_unit(written, UNITS).unit is None


def test_near_names_are_proposed() -> None:
    assert match_unit("Sở Thông tin Truyền thông tỉnh", UNITS).candidates[0].short_name == "Sở TT&TT"
    assert match_unit("Mộc Sơn huyện", UNITS).candidates[0].name == "UBND huyện Mộc Sơn"


def test_the_name_of_a_unit_that_was_merged_proposes_what_followed_it() -> None:
    old = Unit(90, "Sở Thông tin và Truyền thông", "Sở TT&TT", "so", valid_to=date(2025, 3, 1))
    now = [unit for unit in UNITS if unit.id != 1]
    found = match_unit("Sở TT&TT", now, [old], {90: [3]})
    assert found.unit is None and [unit.name for unit in found.candidates] == ["Sở Khoa học và Công nghệ"]


def test_an_alias_counts_as_a_name() -> None:
    named = Unit(50, "Trung tâm Phục vụ hành chính công", "TTPVHCC", "so", aliases=("Bộ phận một cửa",))
    assert match_unit("bo phan mot cua", [*UNITS, named]).unit is named
    assert names_unit("TT Phục vụ HCC", named)
