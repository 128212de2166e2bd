"""First start: a new record for a real province, with its catalogue and a starter set of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path

from desktop_app import catalogues
from desktop_app.commands.catalogue import LoadUnits
from desktop_app.commands.command import Command
from desktop_app.commands.settings import SetProfile
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.text import nfc
from desktop_app.preferences import data_folder
from desktop_app.session import Session
from desktop_app.store.opening import SUFFIX, create_record
from desktop_app.store.places import why_not_editable

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


def suggested_path(province: Province | None) -> Path:
    """Where a new record of the province goes unless told otherwise: the documents folder, or where that is
    synchronised or on a network, the program's own data folder; a name that is not taken yet."""
    name = f"Sổ Tiến Độ {province.name}" if province else "Sổ Tiến Độ"
    folder = user_documents_path() / "Tiến Độ"
    if why_not_editable(folder / name):
        folder = data_folder()
    taken = (folder / f"{name}{ending}{SUFFIX}" for ending in ("", *(f" {n}" for n in range(2, 1000))))
    return next(path for path in taken if not path.exists())


def district_units(typed: str) -> list[dict[str, Any]]:
    """District-level units from a text of one name a line ("huyện Mộc Sơn", "TP An Bình"), as rows for LoadUnits.

    A line without huyện, thị xã or thành phố before the name counts as a district (huyện).
    """
    found: dict[str, dict[str, Any]] = {}
    patterns = {raw["name"].split()[1]: raw for raw in catalogues.unit_set(BEFORE)["district_pattern"]}
    for line in nfc(typed).splitlines():
        words = line.strip(" .;,-").removeprefix("UBND ").split()
        if not words:
            continue
        word, name = _district_kind(words)
        pattern = patterns[word]
        title = pattern["name"].format(name=name)
        found[title] = {
            "kind": pattern["kind"],
            "name": title,
            "short_name": pattern["short_name"].format(name=name),
            "valid_to": pattern["valid_to"],
        }
    return list(found.values())


def _district_kind(words: list[str]) -> tuple[str, str]:
    """The first word of the kind (huyện, thị, thành) and the name of the place."""
    written = {"h.": ("huyện", 1), "huyện": ("huyện", 1), "tx": ("thị", 1), "tx.": ("thị", 1)}
    written |= {"tp": ("thành", 1), "tp.": ("thành", 1), "thị": ("thị", 2), "thành": ("thành", 2)}
    word, skipped = written.get(words[0].lower(), ("huyện", 0))
    if skipped >= len(words):
        word, skipped = "huyện", 0
    return word, " ".join(words[skipped:])


def starting_commands(
    province: Province, unit_set: str, with_communes: bool, districts: str = ""
) -> list[Command]:
    """What a new record of a province begins with: catalogue, profile, units. Raises InvalidInput.

    `districts` (one name a line) is used by the set with districts, communes by the one without.
    """
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
    listed = district_units(districts) if unit_set == BEFORE else []
    if listed:
        commands.append(LoadUnits(listed, f"cấp huyện của {province.title}"))
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
    path: Path,
    province: Province,
    unit_set: str,
    *,
    person: str,
    machine: str,
    with_communes: bool = True,
    districts: str = "",
) -> Session:
    """Make the record (and its folder) and open it. Raises RecordError; then no file is left behind."""
    _make_folder(path.parent)
    session = Session(create_record(path, person=person, machine=machine), person)
    try:
        commands = starting_commands(province, unit_set, with_communes, districts)
        session.do_all(f"Lập sổ của {province.title}", commands)
    except BaseException:
        session.close()
        path.unlink(missing_ok=True)
        raise
    return session


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"Không tạo được thư mục {folder} ({error.strerror or error}). Chọn nơi lưu khác."
        ) from error
