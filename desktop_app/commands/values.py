"""Changes of a return's figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.checks import check_value
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.store.transaction import Transaction

from .command import stored, unit_name


@dataclass(frozen=True)
class ValueEdit:
    """A cell's new figure; None empties the cell (chưa báo cáo without a word)."""

    unit_id: int
    field: str
    value: Value | None


@dataclass(frozen=True)
class SetValues:
    """Set cells of a form for a period, all of them one change set (typing, paste, fill, delete, import)."""

    form: str
    period: PeriodCode
    edits: Sequence[ValueEdit]
    action: str = ""

    def describe(self, tx: Transaction) -> str:
        """One cell: "DVCTT tháng 03/2021, Sở Xây dựng, Mức độ 4: 17 thành 19"; else how many."""
        form = read_form(tx, self.form)
        where = f"{form.short_title} {self.period.short_title}"
        if len(self.edits) != 1:
            units = {edit.unit_id for edit in self.edits}
            whose = unit_name(tx, min(units)) if len(units) == 1 else f"{len(units)} đơn vị"
            return f"{self.action or 'Sửa'} {len(self.edits)} ô {where}, {whose}"
        edit = self.edits[0]
        old = self._present(tx, edit)
        label = form.field(edit.field).label
        return f"{where}, {unit_name(tx, edit.unit_id)}, {label}: {_words(old)} thành {_words(edit.value)}"

    def _present(self, tx: Transaction, edit: ValueEdit) -> Value | None:
        row = tx.find(
            "value", period=self.period.code, form=self.form, unit_id=edit.unit_id, field=edit.field
        )
        if row is None:
            return None
        return Value(
            ValueState(row["state"]),
            row["number"],
            row["reason"],
            row["note"],
            row["kept"],
            row["origin"],
            row["received_id"],
        )

    def run(self, tx: Transaction) -> None:
        """Write the cells; raises InvalidInput naming the first cell whose figure cannot stand."""
        form = read_form(tx, self.form)
        for edit in self.edits:
            field = form.field(edit.field)
            problem = check_value(form, edit.field, edit.value) if edit.value else None
            if problem:
                raise InvalidInput(f"{unit_name(tx, edit.unit_id)}: {problem}")
            key = {"period": self.period.code, "form": form.key, "unit_id": edit.unit_id, "field": field.key}
            if edit.value is None:
                tx.delete("value", **key)
            else:
                tx.put("value", key | _columns(edit.value, field.integer))


def _columns(value: Value, integer: bool) -> dict[str, object]:
    number = int(value.number) if integer and value.number is not None else value.number
    return {
        "state": value.state.value,
        "number": number,
        "reason": stored(value.reason),
        "note": stored(value.note),
        "kept": stored(value.kept),
        "origin": stored(value.origin),
        "received_id": value.received_id,
    }


def _words(value: Value | None) -> str:
    if value is None:
        return "trống"
    if value.number is None:
        return value.state.label.lower()
    return format_number(value.number) + (" (ước)" if value.state is ValueState.ESTIMATED else "")


def read_form(tx: Transaction, key: str) -> Form:
    """The form as the record keeps it; raises InvalidInput when the record has no such form."""
    row = tx.find("form", key=key)
    if row is None:
        raise InvalidInput(f"Sổ chưa có biểu mẫu “{key}”. Nạp biểu mẫu trong Cài đặt rồi nhập lại.")
    return _parsed(row["definition"])


@lru_cache(maxsize=32)
def _parsed(definition: str) -> Form:
    return form_from_definition(json.loads(definition))
