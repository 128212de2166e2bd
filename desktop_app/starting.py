"""First start: a new record for a real province, with its catalogue and a starter set of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app import catalogues
from desktop_app.commands.catalogue import LoadUnits
from desktop_app.commands.command import Command
from desktop_app.commands.settings import SetProfile
from desktop_app.domain.errors import InvalidInput
from desktop_app.session import Session
from desktop_app.store.opening import create_record

TWO_TIERS_FROM = date(2025, 7, 1)
BEFORE, AFTER = "province-before-2025-03", "province-after-2025-03"
UNIT_SETS = {
    AFTER: "Sau tháng 3/2025: 12 sở thống nhất, chính quyền hai cấp (tỉnh, xã)",
    BEFORE: "Trước tháng 3/2025: 17 sở thống nhất, có cấp huyện",
}
_COMMUNE_KINDS = {"xã": "commune", "phường": "ward", "đặc khu": "special_zone"}


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it is since 1/7/2025: code of the national list, kind ("tỉnh" or "thành phố") and name."""

    code: int
    kind: str
    name: str

    @property
    def title(self) -> str:
        """Kind and name: "tỉnh Cao Bằng"."""
        return f"{self.kind} {self.name}"


def provinces() -> list[Province]:
    """The 34 provinces, in the order of the national list (library vietnam-provinces)."""
    from vietnam_provinces import Province as Listed  # read only when a record is made

    found = []
    for item in Listed.iter_all():
        kind = "thành phố" if "thành phố" in item.division_type.value else "tỉnh"
        name = item.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
        found.append(Province(int(item.code), kind, name))
    return found


def communes(province: Province) -> list[dict[str, Any]]:
    """The communes, wards and special zones of a province since 1/7/2025, as rows for LoadUnits."""
    from vietnam_provinces import Ward
    from vietnam_provinces.codes import ProvinceCode

    return [
        {
            "key": f"commune-{int(item.code):05}",
            "name": f"UBND {item.name[0].lower()}{item.name[1:]}",
            "short_name": item.name,
            "kind": _COMMUNE_KINDS.get(item.division_type.value, "commune"),
            "valid_from": TWO_TIERS_FROM,
            "note": f"Mã đơn vị hành chính {int(item.code):05}",
        }
        for item in Ward.iter_by_province(ProvinceCode(province.code))
    ]


def starting_commands(province: Province, unit_set: str, with_communes: bool) -> list[Command]:
    """What a new record of a province begins with: catalogue, profile, units. Raises InvalidInput."""
    if unit_set not in UNIT_SETS:
        raise InvalidInput(f"Không có bộ đơn vị “{unit_set}”. Chọn một bộ trong danh sách.")
    chosen = catalogues.unit_set(unit_set)
    units: list[Mapping[str, Any]] = [unit for unit in chosen["unit"] if not unit.get("optional")]
    commands: list[Command] = [
        catalogues.starting_catalogue(),
        SetProfile(_profile(province, unit_set)),
        LoadUnits(units, chosen["title"]),
    ]
    if with_communes and unit_set == AFTER:
        listed = communes(province)
        commands.append(LoadUnits(listed, f"xã, phường, đặc khu của {province.title}"))
    return commands


def _profile(province: Province, unit_set: str) -> dict[str, str]:
    later = unit_set == AFTER
    committee = "Ban Chỉ đạo chuyển đổi số" if later else "Ban Chỉ đạo xây dựng Chính quyền điện tử"
    standing = "Sở Khoa học và Công nghệ" if later else "Sở Thông tin và Truyền thông"
    receiver = "Bộ Khoa học và Công nghệ" if later else "Bộ Thông tin và Truyền thông"
    return {
        "province": province.name,
        "province_kind": province.kind,
        "parent_agency": f"Ủy ban nhân dân {province.title}",
        "issuing_body": committee,
        "committee": f"{committee} {province.title}",
        "standing_agency": standing,
        "place": province.name,
        "report_symbol": "BC-BCĐ",
        "addressees": receiver,
        "recipients": f"- Như trên;\n- Thành viên Ban Chỉ đạo;\n- {standing};\n- Lưu: VT, BCĐ.",
        "authority": "TM. BAN CHỈ ĐẠO",
        "signer_title": "TRƯỞNG BAN",
        "signer_office": f"CHỦ TỊCH UBND {province.kind.upper()}",
    }


def create_province_record(
    path: Path, province: Province, unit_set: str, *, person: str, machine: str, with_communes: bool = True
) -> Session:
    """Make the record and open it. Raises RecordError; then no file is left behind."""
    session = Session(create_record(path, person=person, machine=machine), person)
    try:
        session.do_all(f"Lập sổ của {province.title}", starting_commands(province, unit_set, with_communes))
    except BaseException:
        session.close()
        path.unlink(missing_ok=True)
        raise
    return session
