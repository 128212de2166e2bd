"""Changes of information systems and of the four layers' statuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import LayerResult, LayerStatus
from desktop_app.store.transaction import Transaction

from .command import because, required, shown, stored, unit_name


@dataclass(frozen=True)
class SetLayer:
    """Record a layer's result for a unit or one of its systems, from a day on.

    A status of the same subject beginning on the same day is changed; else a new one follows it, so that
    earlier days keep what held then. `valid_to` is the first day on which it no longer counts.
    """

    unit_id: int
    layer: str
    result: LayerResult
    valid_from: date | None = None
    valid_to: date | None = None
    system_id: int | None = None
    provider: str = ""
    document: str = ""
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what a status cannot be (no reason for "không áp dụng", an end before the start)."""
        LayerStatus(
            0,
            self.unit_id,
            self.layer,
            self.result,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            reason=self.reason,
        )

    def describe(self, tx: Transaction) -> str:
        """Lớp 2 của Sở Y tế: có."""
        number = tx.get("layer", "lớp", key=self.layer)["number"]
        whose = unit_name(tx, self.unit_id)
        if self.system_id is not None:
            whose += f", {shown(tx.get('system', 'hệ thống', id=self.system_id)['name'], 40)}"
        return f"An toàn lớp {number}, {whose}: {self.result.label.lower()}"

    def run(self, tx: Transaction) -> int:
        """Write the status; answers its id."""
        subject = {"unit_id": self.unit_id, "system_id": self.system_id, "layer": self.layer}
        if (
            self.system_id is not None
            and tx.get("system", "hệ thống", id=self.system_id)["unit_id"] != self.unit_id
        ):
            raise InvalidInput("Hệ thống này không thuộc đơn vị đã chọn. Chọn lại đơn vị hoặc hệ thống.")
        row = subject | {
            "result": self.result.value,
            "provider": stored(self.provider),
            "document": stored(self.document),
            "valid_from": stored(self.valid_from),
            "valid_to": stored(self.valid_to),
            "reason": stored(self.reason),
            "note": stored(self.note),
        }
        same = tx.find("layer_status", **subject, valid_from=row["valid_from"])
        if same is None:
            return tx.insert("layer_status", row)
        tx.update("layer_status", "trạng thái", {"id": same["id"]}, row)
        return int(same["id"])


STATUS_FIELDS = ("result", "provider", "document", "valid_from", "valid_to", "reason", "note")


@dataclass(frozen=True)
class EditLayerStatus:
    """Change fields of a recorded status (see STATUS_FIELDS)."""

    status_id: int
    changes: Mapping[str, Any] = field(default_factory=dict)

    def describe(self, tx: Transaction) -> str:
        """Sửa lớp 2, Sở Y tế."""
        row = tx.get("layer_status", "trạng thái", id=self.status_id)
        number = tx.get("layer", "lớp", key=row["layer"])["number"]
        return f"Sửa an toàn lớp {number}, {unit_name(tx, row['unit_id'])}"

    def run(self, tx: Transaction) -> None:
        """Write the changes; raises InvalidInput for what a status cannot be."""
        row = tx.get("layer_status", "trạng thái", id=self.status_id)
        changes = {name: stored(value) for name, value in self.changes.items() if name in STATUS_FIELDS}
        new = row | changes
        LayerStatus(
            row["id"],
            row["unit_id"],
            row["layer"],
            LayerResult(new["result"]),
            valid_from=_day(new["valid_from"]),
            valid_to=_day(new["valid_to"]),
            reason=new["reason"],
        )
        tx.update("layer_status", "trạng thái", {"id": self.status_id}, changes)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@dataclass(frozen=True)
class DeleteLayerStatus:
    """Remove a recorded status and its evidence entries."""

    status_id: int

    def describe(self, tx: Transaction) -> str:
        """Xóa trạng thái lớp 2, Sở Y tế."""
        row = tx.get("layer_status", "trạng thái", id=self.status_id)
        number = tx.get("layer", "lớp", key=row["layer"])["number"]
        return f"Xóa trạng thái lớp {number}, {unit_name(tx, row['unit_id'])}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.delete("evidence", owner="layer_status", owner_id=self.status_id)
        tx.delete("layer_status", id=self.status_id)


@dataclass(frozen=True)
class AddSystem:
    """Add an information system of a unit; `level` is its security level 1–5, None when not classified."""

    name: str
    unit_id: int
    level: int | None = None
    operator: str = ""
    approval: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an empty name, a level outside 1–5 and an end before the start."""
        required(self.name, "Tên hệ thống thông tin")
        _check_system(self.level, stored(self.valid_from), stored(self.valid_to))

    def describe(self, tx: Transaction) -> str:
        """Thêm hệ thống …"""
        return f"Thêm hệ thống {shown(self.name)} của {unit_name(tx, self.unit_id)}"

    def run(self, tx: Transaction) -> int:
        """Write the system; answers its id."""
        return tx.insert(
            "system",
            {
                "name": stored(self.name),
                "unit_id": self.unit_id,
                "level": self.level,
                "operator": stored(self.operator),
                "approval": stored(self.approval),
                "valid_from": stored(self.valid_from),
                "valid_to": stored(self.valid_to),
                "note": stored(self.note),
            },
        )


def _check_system(level: int | None, start: Any, end: Any) -> None:
    if level is not None and not 1 <= level <= 5:
        raise InvalidInput(f"Cấp độ {level} không có. Chọn cấp độ từ 1 đến 5.")
    if start and end and end <= start:
        raise InvalidInput("Ngày ngừng dùng hệ thống phải sau ngày bắt đầu. Sửa lại một trong hai ngày.")


SYSTEM_FIELDS = ("name", "level", "operator", "approval", "valid_from", "valid_to", "note")


@dataclass(frozen=True)
class EditSystem:
    """Change fields of an information system (see SYSTEM_FIELDS)."""

    system_id: int
    changes: Mapping[str, Any] = field(default_factory=dict)

    def describe(self, tx: Transaction) -> str:
        """Sửa hệ thống …"""
        return f"Sửa hệ thống {shown(tx.get('system', 'hệ thống', id=self.system_id)['name'])}"

    def run(self, tx: Transaction) -> None:
        """Write the changes."""
        changes = {name: stored(value) for name, value in self.changes.items() if name in SYSTEM_FIELDS}
        if "name" in changes:
            required(str(changes["name"]), "Tên hệ thống thông tin")
        new = tx.get("system", "hệ thống", id=self.system_id) | changes
        _check_system(new["level"], new["valid_from"], new["valid_to"])
        tx.update("system", "hệ thống", {"id": self.system_id}, changes)


@dataclass(frozen=True)
class DeleteSystem:
    """Remove an information system with its statuses, for a reason."""

    system_id: int
    reason: str

    def describe(self, tx: Transaction) -> str:
        """Xóa hệ thống …"""
        name = shown(tx.get("system", "hệ thống", id=self.system_id)["name"])
        return f"Xóa hệ thống {name}. {because(self.reason)}"

    def run(self, tx: Transaction) -> None:
        """Remove it and what was recorded of it."""
        because(self.reason)
        for row in tx.find_all("layer_status", system_id=self.system_id):
            DeleteLayerStatus(row["id"]).run(tx)
        tx.delete("system", id=self.system_id)
