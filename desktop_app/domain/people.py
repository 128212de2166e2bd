"""People who share a PC: roles and PINs. For the log to name the right one, not to keep a secret (CAPABILITIES K98)."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .errors import InvalidInput, RecordError

SHORTEST_PIN = 4
_COST = {"n": 1 << 14, "r": 8, "p": 1}
_SALT = 16


class Role(StrEnum):
    """What a person may do; each role may do what the one before it may."""

    VIEW = "view"
    ENTER = "enter"
    APPROVE = "approve"

    @property
    def label(self) -> str:
        """The role in Vietnamese."""
        return {"view": "Xem", "enter": "Nhập", "approve": "Duyệt"}[self.value]

    def covers(self, needed: Role) -> bool:
        """Whether this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """A person by the name written into the log; `pin` is a salted hash, "" without one."""

    id: int
    name: str
    role: Role
    pin: str = ""
    retired: bool = False


class NotAllowed(RecordError):
    """The person at work may not do this; nothing was changed."""


def hash_pin(pin: str) -> str:
    """A PIN as it is stored: salt and Scrypt hash; raises InvalidInput for one that is too short or no number."""
    if not pin.isascii() or not pin.isdigit() or len(pin) < SHORTEST_PIN:
        raise InvalidInput(f"PIN gồm từ {SHORTEST_PIN} chữ số trở lên. Nhập lại, ví dụ 6 chữ số.")
    salt = os.urandom(_SALT)
    return f"{salt.hex()}${_hash(pin, salt)}"


def pin_matches(pin: str, stored: str) -> bool:
    """Whether a typed PIN is the stored one; anything is where none is stored."""
    if not stored:
        return True
    salt, _, wanted = stored.partition("$")
    return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), wanted)


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()


def approvers(people: Iterable[Person]) -> list[Person]:
    """Those who may approve and can be told apart by a PIN: two of them open a locked period together."""
    return [item for item in people if item.role is Role.APPROVE and item.pin and not item.retired]


def role_of(people: Iterable[Person], name: str) -> Role:
    """What the person of that name may do: everything while nobody is listed, only look when not listed."""
    active = [item for item in people if not item.retired]
    if not active:
        return Role.APPROVE
    return next((item.role for item in active if item.name == name), Role.VIEW)
