"""The province's profile: what heads and closes its reports. Names of persons are optional."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Profile:
    """Texts of the report's head and signature block (NĐ 30/2020/NĐ-CP, annex I; RULES.md D).

    `addressees` and `recipients` hold one entry a line. `authority` is the line such as "TM. BAN CHỈ ĐẠO",
    `signer_title` the committee title, `signer_office` the office held, printed above the name.
    `sample_as_of` (ISO date) is set only in the sample record and marks all its screens and exports.
    """

    province: str = ""
    province_kind: str = "tỉnh"
    parent_agency: str = ""
    issuing_body: str = ""
    committee: str = ""
    standing_agency: str = ""
    place: str = ""
    report_symbol: str = "BC-BCĐ"
    addressees: str = ""
    recipients: str = ""
    authority: str = ""
    signer_title: str = ""
    signer_office: str = ""
    signer_name: str = ""
    sample_as_of: str = ""

    @property
    def is_sample(self) -> bool:
        """Whether the figures are made up and must be marked "dữ liệu minh họa"."""
        return bool(self.sample_as_of)

    @property
    def province_title(self) -> str:
        """Kind and name: "tỉnh An Bình"."""
        return f"{self.province_kind} {self.province}".strip()


PROFILE_KEYS = tuple(item.name for item in fields(Profile))
PROFILE_TITLES = {
    "province": "Tỉnh, thành phố",
    "province_kind": "Loại",
    "parent_agency": "Cơ quan chủ quản",
    "issuing_body": "Cơ quan ban hành",
    "committee": "Ban chỉ đạo",
    "standing_agency": "Cơ quan thường trực",
    "place": "Địa danh",
    "report_symbol": "Ký hiệu báo cáo",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "authority": "Quyền hạn",
    "signer_title": "Chức vụ trong Ban Chỉ đạo",
    "signer_office": "Chức vụ chính quyền",
    "signer_name": "Họ tên người ký",
    "sample_as_of": "Ngày của dữ liệu minh họa",
}
