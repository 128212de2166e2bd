"""Changes of the people who share a PC: their names, roles and PINs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.people import Role, hash_pin
from desktop_app.store.transaction import Transaction

from .command import required, shown, stored


@dataclass(frozen=True)
class AddPerson:
    """Add a person; the first one approves, or nobody could change anything any more. Answers the id."""

    name: str
    role: Role

    def describe(self, tx: Transaction) -> str:
        """Thêm người dùng …"""
        return f"Thêm người dùng {shown(self.name)} ({self.role.label.lower()})"

    def run(self, tx: Transaction) -> int:
        """Write it; raises InvalidInput for an empty or taken name."""
        name = required(self.name, "Tên")
        if tx.find("person", name=name):
            raise InvalidInput(f"Đã có người dùng {name}. Nhập tên khác, ví dụ thêm chức vụ.")
        person = tx.insert("person", {"name": name, "role": self.role.value})
        keep_an_approver(tx)
        return person


@dataclass(frozen=True)
class EditPerson:
    """Change role or whether a person still works here ("role", "retired")."""

    person_id: int
    changes: Mapping[str, Any]

    def describe(self, tx: Transaction) -> str:
        """Sửa người dùng …"""
        name = tx.get("person", "người dùng", id=self.person_id)["name"]
        if "retired" in self.changes:
            return f"Người dùng {name}: {'nghỉ' if self.changes['retired'] else 'làm việc lại'}"
        return f"Người dùng {name}: vai trò {Role(self.changes['role']).label.lower()}"

    def run(self, tx: Transaction) -> None:
        """Write it; raises InvalidInput when nobody would be left who approves."""
        changes = {key: stored(value) for key, value in self.changes.items()}
        tx.update("person", "người dùng", {"id": self.person_id}, changes)
        keep_an_approver(tx)


@dataclass(frozen=True)
class SetPin:
    """Give a person a PIN, or take it away with "". Only its salted hash is kept, and never shown."""

    person_id: int
    pin: str

    def describe(self, tx: Transaction) -> str:
        """Đặt PIN cho …"""
        name = tx.get("person", "người dùng", id=self.person_id)["name"]
        return f"{'Đặt' if self.pin else 'Bỏ'} PIN của {name}"

    def run(self, tx: Transaction) -> None:
        """Write it; raises InvalidInput for a PIN that is too short."""
        kept = hash_pin(self.pin) if self.pin else ""
        tx.update("person", "người dùng", {"id": self.person_id}, {"pin": kept})


def keep_an_approver(tx: Transaction) -> None:
    """Refuse a change that leaves people but none who may approve."""
    active = tx.find_all("person", retired=0)
    if active and not any(row["role"] == Role.APPROVE for row in active):
        raise InvalidInput("Cần ít nhất một người có vai trò duyệt. Thêm hoặc giữ lại một người duyệt trước.")
