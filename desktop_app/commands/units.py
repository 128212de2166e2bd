"""Changes of units, their other names and successors, and of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.numbers import format_percent
from desktop_app.domain.text import fold, nfc
from desktop_app.store.transaction import Transaction

from .command import because, required, shown, stored, unit_name


@dataclass(frozen=True)
class AddUnit:
    """Add a unit; it exists from `valid_from` up to, not including, `valid_to`."""

    name: str
    kind: str
    short_name: str = ""
    code: str | None = None
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty name and an end before the start."""
        required(self.name, "Tên đơn vị")
        _check_validity(stored(self.valid_from), stored(self.valid_to))

    def describe(self, tx: Transaction) -> str:
        """Thêm đơn vị …"""
        return f"Thêm đơn vị {shown(self.name)}"

    def run(self, tx: Transaction) -> int:
        """Write the unit; answers its id."""
        tx.get("unit_kind", "loại đơn vị", key=self.kind)
        _check_code(tx, None, stored(self.code), stored(self.valid_from), stored(self.valid_to))
        last = max((row["position"] for row in tx.find_all("unit")), default=0)
        unit_id = tx.insert(
            "unit",
            {
                "code": stored(self.code) or None,
                "name": stored(self.name),
                "short_name": stored(self.short_name) or stored(self.name),
                "kind": self.kind,
                "parent_id": self.parent_id,
                "valid_from": stored(self.valid_from),
                "valid_to": stored(self.valid_to),
                "position": last + 1,
                "note": stored(self.note),
            },
        )
        for alias in dict.fromkeys(nfc(alias) for alias in self.aliases):
            if alias:
                tx.insert("unit_alias", {"unit_id": unit_id, "alias": alias})
        return unit_id


UNIT_FIELDS = (
    "code",
    "name",
    "short_name",
    "kind",
    "parent_id",
    "valid_from",
    "valid_to",
    "position",
    "note",
)


@dataclass(frozen=True)
class EditUnit:
    """Change fields of a unit (see UNIT_FIELDS); `aliases`, when given, becomes its list of other names."""

    unit_id: int
    changes: Mapping[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] | None = None

    def describe(self, tx: Transaction) -> str:
        """Sửa đơn vị …"""
        return f"Sửa đơn vị {unit_name(tx, self.unit_id)}"

    def run(self, tx: Transaction) -> None:
        """Write the changes."""
        row = tx.get("unit", "đơn vị", id=self.unit_id)
        changes = {name: stored(value) for name, value in self.changes.items() if name in UNIT_FIELDS}
        if "name" in changes:
            required(str(changes["name"]), "Tên đơn vị")
        if "code" in changes:
            changes["code"] = changes["code"] or None
        new = row | changes
        _check_validity(new["valid_from"], new["valid_to"])
        _check_code(tx, self.unit_id, new["code"], new["valid_from"], new["valid_to"])
        if "parent_id" in changes:
            _check_parent(tx, self.unit_id, new["parent_id"])
        tx.update("unit", "đơn vị", {"id": self.unit_id}, changes)
        if self.aliases is not None:
            self._write_aliases(tx, {alias for alias in map(nfc, self.aliases) if alias})

    def _write_aliases(self, tx: Transaction, wanted: set[str]) -> None:
        present = {row["alias"] for row in tx.find_all("unit_alias", unit_id=self.unit_id)}
        for alias in sorted(present - wanted):
            tx.delete("unit_alias", unit_id=self.unit_id, alias=alias)
        for alias in sorted(wanted - present):
            tx.insert("unit_alias", {"unit_id": self.unit_id, "alias": alias})


@dataclass(frozen=True)
class AddAlias:
    """Remember another name of a unit, as a file wrote it and the clerk explained it."""

    unit_id: int
    alias: str

    def describe(self, tx: Transaction) -> str:
        """Ghi nhớ “Sở Thông tin” là Sở Thông tin và Truyền thông."""
        return f"Ghi nhớ “{shown(nfc(self.alias))}” là {unit_name(tx, self.unit_id)}"

    def run(self, tx: Transaction) -> None:
        """Write it once. Raises InvalidInput when another unit of the same days has that name."""
        alias = required(self.alias, "Tên khác của đơn vị")
        unit = tx.get("unit", "đơn vị", id=self.unit_id)
        for other in tx.find_all("unit"):
            if (
                other["id"] != self.unit_id
                and not _apart(unit, other)
                and fold(alias) in _names_of(tx, other)
            ):
                raise InvalidInput(
                    f"“{alias}” đã là tên của {other['name']} nên không ghi nhớ cho đơn vị khác. Sửa tên trong tệp."
                )
        if tx.find("unit_alias", unit_id=self.unit_id, alias=alias) is None:
            tx.insert("unit_alias", {"unit_id": self.unit_id, "alias": alias})


def _names_of(tx: Transaction, unit: Mapping[str, Any]) -> set[str]:
    aliases = [row["alias"] for row in tx.find_all("unit_alias", unit_id=unit["id"])]
    return {fold(nfc(str(name))) for name in (unit["name"], unit["short_name"], *aliases)}


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two units never exist on the same day."""
    ends = ((one["valid_to"], other["valid_from"]), (other["valid_to"], one["valid_from"]))
    return any(end and start and str(end) <= str(start) for end, start in ends)


def _check_validity(start: object, end: object) -> None:
    if isinstance(start, str) and isinstance(end, str) and end <= start:
        raise InvalidInput("Ngày hết hiệu lực của đơn vị phải sau ngày bắt đầu. Sửa lại một trong hai ngày.")


def _check_code(tx: Transaction, unit_id: int | None, code: object, start: object, end: object) -> None:
    """Refuse an identification code that another unit holds on any of the same days."""
    held = {"valid_from": start, "valid_to": end}
    for other in tx.find_all("unit", code=code) if code else ():
        if other["id"] != unit_id and not _apart(held, other):
            raise InvalidInput(f"Mã định danh {code} đang là của {other['name']}. Nhập mã khác.")


def _check_parent(tx: Transaction, unit_id: int, parent_id: int | None) -> None:
    """Refuse a unit above itself, directly or by others between."""
    above = parent_id
    while above is not None:
        if above == unit_id:
            raise InvalidInput(
                f"{unit_name(tx, unit_id)} không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình. Chọn đơn vị khác."
            )
        above = tx.get("unit", "đơn vị", id=above)["parent_id"]


_USES = (
    ("task", "lead_unit_id", "nhiệm vụ chủ trì"),
    ("task_coordination", "unit_id", "nhiệm vụ phối hợp"),
    ("value", "unit_id", "số liệu báo cáo"),
    ("system", "unit_id", "hệ thống thông tin"),
    ("layer_status", "unit_id", "trạng thái an toàn 4 lớp"),
    ("unit", "parent_id", "đơn vị trực thuộc"),
)


@dataclass(frozen=True)
class DeleteUnit:
    """Remove a unit nothing refers to, for a reason; one with figures or tasks is closed by its end date instead."""

    unit_id: int
    reason: str

    def describe(self, tx: Transaction) -> str:
        """Xóa đơn vị …"""
        return f"Xóa đơn vị {unit_name(tx, self.unit_id)}. {because(self.reason)}"

    def run(self, tx: Transaction) -> None:
        """Remove it; raises InvalidInput when tasks, figures, systems or layers refer to it."""
        because(self.reason)
        name = unit_name(tx, self.unit_id)
        for table, column, what in _USES:
            if tx.find(table, **{column: self.unit_id}):
                raise InvalidInput(
                    f"{name} đang có {what} nên không xóa được. Đặt ngày hết hiệu lực để đóng đơn vị."
                )
        tx.delete("unit_alias", unit_id=self.unit_id)
        for column in ("predecessor_id", "successor_id"):
            tx.delete("unit_succession", **{column: self.unit_id})
        tx.delete("unit", id=self.unit_id)


@dataclass(frozen=True)
class LinkSuccessor:
    """Say that a unit was followed by another; `share` is the part taken over (0–1], None when unknown."""

    predecessor_id: int
    successor_id: int
    share: float | None = None
    document: str = ""

    def __post_init__(self) -> None:
        """Refuse a unit following itself, and a share outside (0, 1]."""
        if self.predecessor_id == self.successor_id:
            raise InvalidInput("Đơn vị không thể kế thừa chính mình. Chọn đơn vị khác.")
        if self.share is not None and not 0 < self.share <= 1:
            raise InvalidInput(
                "Tỷ lệ chuyển giao phải lớn hơn 0% và không quá 100%. Nhập lại, hoặc để trống."
            )

    def describe(self, tx: Transaction) -> str:
        """Sở A chuyển thành Sở B."""
        return f"{unit_name(tx, self.predecessor_id)} chuyển thành {unit_name(tx, self.successor_id)}"

    def run(self, tx: Transaction) -> None:
        """Write the link; raises InvalidInput when it closes a circle or more than the whole is handed over."""
        if self._leads_back(tx):
            raise InvalidInput(
                f"{unit_name(tx, self.predecessor_id)} đã là đơn vị kế thừa của "
                f"{unit_name(tx, self.successor_id)}. Chọn đơn vị khác."
            )
        others = [
            row["share"] or 0.0
            for row in tx.find_all("unit_succession", predecessor_id=self.predecessor_id)
            if row["successor_id"] != self.successor_id
        ]
        if sum(others) + (self.share or 0.0) > 1 + 1e-9:
            raise InvalidInput(
                f"Các tỷ lệ chuyển giao cộng lại quá 100%; đã giao {format_percent(sum(others) * 100)}. Nhập tỷ lệ nhỏ hơn."
            )
        tx.put(
            "unit_succession",
            {
                "predecessor_id": self.predecessor_id,
                "successor_id": self.successor_id,
                "share": self.share,
                "document": stored(self.document),
            },
        )

    def _leads_back(self, tx: Transaction) -> bool:
        seen, open_ends = set[int](), [self.successor_id]
        while open_ends:
            unit_id = open_ends.pop()
            if unit_id == self.predecessor_id:
                return True
            if unit_id not in seen:
                seen.add(unit_id)
                later = tx.find_all("unit_succession", predecessor_id=unit_id)
                open_ends += [int(row["successor_id"]) for row in later]
        return False


@dataclass(frozen=True)
class UnlinkSuccessor:
    """Take back that a unit was followed by another."""

    predecessor_id: int
    successor_id: int

    def describe(self, tx: Transaction) -> str:
        """Bỏ kế thừa: Sở A, Sở B."""
        return f"Bỏ kế thừa: {unit_name(tx, self.predecessor_id)}, {unit_name(tx, self.successor_id)}"

    def run(self, tx: Transaction) -> None:
        """Remove the link."""
        tx.delete("unit_succession", predecessor_id=self.predecessor_id, successor_id=self.successor_id)


@dataclass(frozen=True)
class SucceedUnit:
    """Merge or split: the unit ends before `day` (the first day without it), and another takes it over.

    A split is this command once for each part, with its share; the end already set stays.
    """

    unit_id: int
    successor_id: int
    day: date
    share: float | None = None
    document: str = ""

    def describe(self, tx: Transaction) -> str:
        """Sở A chuyển thành Sở B từ 01/03/2025."""
        names = f"{unit_name(tx, self.unit_id)} chuyển thành {unit_name(tx, self.successor_id)}"
        return f"{names} từ {format_date(self.day)}"

    def run(self, tx: Transaction) -> None:
        """Write link and end; raises InvalidInput when the successor does not exist on that day."""
        heir = tx.get("unit", "đơn vị", id=self.successor_id)
        if heir["valid_to"] is not None and heir["valid_to"] <= self.day.isoformat():
            raise InvalidInput(
                f"{heir['name']} không còn hiệu lực vào {format_date(self.day)}. Chọn đơn vị khác hoặc ngày khác."
            )
        if heir["valid_from"] is not None and heir["valid_from"] > self.day.isoformat():
            raise InvalidInput(
                f"{heir['name']} chưa thành lập vào {format_date(self.day)}. Chọn đơn vị khác hoặc ngày khác."
            )
        LinkSuccessor(self.unit_id, self.successor_id, self.share, self.document).run(tx)
        if tx.get("unit", "đơn vị", id=self.unit_id)["valid_to"] is None:
            EditUnit(self.unit_id, {"valid_to": self.day}).run(tx)


@dataclass(frozen=True)
class AddDocument:
    """Add a document that gives out tasks or sets targets."""

    number: str
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty number."""
        required(self.number, "Số, ký hiệu văn bản")

    def describe(self, tx: Transaction) -> str:
        """Thêm văn bản …"""
        return f"Thêm văn bản {shown(self.number)}"

    def run(self, tx: Transaction) -> int:
        """Write the document (once a number); answers its id."""
        present = tx.find("document", number=stored(self.number))
        if present:
            return int(present["id"])
        return tx.insert(
            "document",
            {
                "number": stored(self.number),
                "issued_on": stored(self.issued_on),
                "issuer": stored(self.issuer),
                "subject": stored(self.subject),
            },
        )
