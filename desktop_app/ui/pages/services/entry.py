"""Between a cell's text and the figure it stands for: numbers, "ước 120", "không áp dụng: lý do", nothing.

What is copied from a cell reads back as the same figure, so that states survive copying and filling.
"""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.forms import FormField
from desktop_app.domain.number_entry import Ambiguous, Reading, Refused, read_number
from desktop_app.domain.text import fold, nfc
from desktop_app.domain.values import Value, ValueState
from desktop_app.ui.grid.model import Accepted
from desktop_app.ui.grid.planning import plain_number

NOT_APPLICABLE, ESTIMATE = "không áp dụng", "ước"
_NOTHING = {"chua bao cao", "chua nop", "chua co so", "chua co"}


def text_of(value: Value | None) -> str:
    """What the editor starts with and what is copied."""
    if value is None or value.state is ValueState.NOT_REPORTED:
        return ""
    if value.state is ValueState.NOT_APPLICABLE:
        return f"{NOT_APPLICABLE}: {value.reason}"
    number = plain_number(Decimal(str(value.number)))
    return f"{ESTIMATE} {number}" if value.state is ValueState.ESTIMATED else number


def read_value(
    field: FormField, text: str, reading: Reading | None, present: Value | None
) -> Accepted | Ambiguous | Refused:
    """The figure a text stands for in a field: Accepted(Value), or Accepted(None) for an empty cell.

    A cell keeps its note; a reason for keeping a warned figure goes with the figure it was given for.
    """
    cleaned = nfc(text)
    folded = fold(cleaned)
    if folded in _NOTHING:
        return Accepted(None)
    if folded.startswith(fold(NOT_APPLICABLE)):
        return _not_applicable(cleaned, present)
    state, digits = ValueState.REPORTED, cleaned
    if folded.startswith(fold(ESTIMATE)):
        state, digits = ValueState.ESTIMATED, cleaned[len(ESTIMATE) :].strip()
        if not digits:
            return Refused("“ước” cần có số theo sau, ví dụ “ước 120”.")
    entry = read_number(digits, integer=field.integer, minimum=field.minimum, reading=reading)
    if isinstance(entry, Ambiguous | Refused):
        return entry
    if entry.number is None:
        return Accepted(None)
    return Accepted(changed(present, state, entry.number))


def _not_applicable(cleaned: str, present: Value | None) -> Accepted | Refused:
    reason = cleaned[len(NOT_APPLICABLE) :].lstrip(" :,.–-").strip()
    if not reason:
        return Refused(
            "“Không áp dụng” cần có lý do. Gõ “không áp dụng: lý do”, hoặc chọn ở danh sách của ô (Alt+mũi tên xuống)."
        )
    note = present.note if present else ""
    return Accepted(Value(ValueState.NOT_APPLICABLE, reason=reason, note=note))


def changed(present: Value | None, state: ValueState, number: int | float) -> Value:
    """The figure that replaces `present`; the very same one when nothing changes."""
    if present is not None and (present.state, present.number) == (state, number):
        return present
    return Value(state, number, note=present.note if present else "")
