"""Changes of units, their other names and successors, and of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.text import nfc
from desktop_app.store.transaction import Transaction

from .command import required, shown, stored, unit_name


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
        tx.update("unit", "đơn vị", {"id": self.unit_id}, changes)
        if self.aliases is not None:
            self._write_aliases(tx, {alias for alias in map(nfc, self.aliases) if alias})

    def _write_aliases(self, tx: Transaction, wanted: set[str]) -> None:
        present = {row["alias"] for row in tx.find_all("unit_alias", unit_id=self.unit_id)}
        for alias in sorted(present - wanted):
            tx.delete("unit_alias", unit_id=self.unit_id, alias=alias)
        for alias in sorted(wanted - present):
            tx.insert("unit_alias", {"unit_id": self.unit_id, "alias": alias})


def _check_validity(start: object, end: object) -> None:
    if isinstance(start, str) and isinstance(end, str) and end <= start:
        raise InvalidInput("Ngày hết hiệu lực của đơn vị phải sau ngày bắt đầu. Sửa lại một trong hai ngày.")


@dataclass(frozen=True)
class DeleteUnit:
    """Remove a unit nothing refers to; one that has figures or tasks is closed by its end date instead."""

    unit_id: int

    def describe(self, tx: Transaction) -> str:
        """Xóa đơn vị …"""
        return f"Xóa đơn vị {unit_name(tx, self.unit_id)}"

    def run(self, tx: Transaction) -> None:
        """Remove it; raises InvalidInput when tasks, figures, systems or layers refer to it."""
        name = unit_name(tx, self.unit_id)
        for table, column in (
            ("task", "lead_unit_id"),
            ("task_coordination", "unit_id"),
            ("value", "unit_id"),
            ("system", "unit_id"),
            ("layer_status", "unit_id"),
            ("unit", "parent_id"),
        ):
            if tx.find(table, **{column: self.unit_id}):
                raise InvalidInput(
                    f"{name} đang có nhiệm vụ, số liệu hoặc hệ thống nên không xóa. Đặt ngày hết hiệu lực cho đơn vị."
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

    def describe(self, tx: Transaction) -> str:
        """Sở A chuyển thành Sở B."""
        return f"{unit_name(tx, self.predecessor_id)} chuyển thành {unit_name(tx, self.successor_id)}"

    def run(self, tx: Transaction) -> None:
        """Write the link."""
        tx.put(
            "unit_succession",
            {
                "predecessor_id": self.predecessor_id,
                "successor_id": self.successor_id,
                "share": self.share,
                "document": stored(self.document),
            },
        )


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
        return f"Thêm văn bản {self.number}"

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
