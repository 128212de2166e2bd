"""What every command looks like, and small checks they share."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.text import nfc
from desktop_app.store.transaction import Transaction


class Command(Protocol):
    """A change a person makes."""

    def describe(self, tx: Transaction) -> str:
        """The log's label in Vietnamese."""

    def run(self, tx: Transaction) -> object:
        """Write the change; the result is of use to the caller (a new id, say)."""


def required(text: str, what: str) -> str:
    """The text in normal form; raises InvalidInput when it is empty."""
    cleaned = nfc(text)
    if not cleaned:
        raise InvalidInput(f"{what} đang để trống. Nhập {what.lower()} rồi ghi lại.")
    return cleaned


def stored(value: object) -> object:
    """A value as the record stores it: dates as ISO text, texts in normal form, truth as 0 or 1."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return nfc(value) if isinstance(value, str) else value


def shown(text: str, longest: int = 60) -> str:
    """A text short enough for a label, in one line and in normal form."""
    text = " ".join(nfc(text).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def unit_name(tx: Transaction, unit_id: int) -> str:
    """A unit's short name for a label."""
    row = tx.get("unit", "đơn vị", id=unit_id)
    return str(row["short_name"] or row["name"])


def because(reason: str) -> str:
    """Why something is removed, for a label; raises InvalidInput without a reason: nothing leaves without one."""
    words = shown(reason, 120)
    if not words:
        raise InvalidInput("Chưa nêu lý do xóa. Nhập vài chữ rồi xóa lại.")
    return f"Lý do: {words}"
