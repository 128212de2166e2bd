"""A made-up return for tests: fibre to the communes, with every kind of field, ratio and rule."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.values import Value, ValueState


def definition(**changes: Any) -> dict[str, Any]:
    """The definition as a catalogue file says it; `changes` replace its entries."""
    plain: dict[str, Any] = {
        "key": "cap-quang",
        "title": "Cáp quang đến xã",
        "source": "Văn bản giả định",
        "field": [
            {"key": "total", "label": "Tổng số xã"},
            {"key": "linked", "label": "Xã có cáp quang", "header": "Có cáp quang"},
            {
                "key": "length",
                "label": "Chiều dài (km)",
                "number": "decimal",
                "required": False,
                "minimum": 1,
            },
            {"key": "lit", "label": "Đã thắp sáng (km)", "number": "decimal", "required": False},
            {"key": "faults", "label": "Sự cố trong kỳ", "kind": "flow"},
            {"key": "rank", "label": "Thứ hạng", "required": False, "sums_units": False, "minimum": -5},
        ],
        "derived": [
            {"key": "missing", "label": "Còn thiếu", "expression": "total - linked", "after": "linked"}
        ],
        "ratio": [
            {
                "key": "share",
                "label": "Tỷ lệ",
                "numerator": "linked",
                "denominator": "total",
                "after": "missing",
            },
            {"key": "lit_share", "label": "Tỷ lệ thắp sáng", "numerator": "lit", "denominator": "length"},
        ],
        "rule": [
            {"severity": "error", "expression": "linked <= total", "message": "Có {linked} lớn hơn {total}."},
            {
                "key": "lit",
                "severity": "warning",
                "expression": "lit <= length",
                "fields": ["lit"],
                "message": "Thắp sáng {lit} dài hơn {length}; sự cố {faults}.",
            },
            {
                "key": "jump",
                "kind": "change",
                "severity": "warning",
                "fields": ["total", "faults"],
                "ratio": 0.3,
                "minimum_previous": 10,
                "message": "Kỳ trước {previous} ({change}).",
            },
            {"key": "copied", "kind": "copied", "severity": "warning", "message": "Giống hệt kỳ trước."},
        ],
    }
    return plain | changes


def made_form(**changes: Any) -> Form:
    """The form itself."""
    return form_from_definition(definition(**changes))


def reported(**numbers: float) -> dict[str, Value]:
    """A row of reported figures."""
    return {key: Value(ValueState.REPORTED, number) for key, number in numbers.items()}


def excused() -> Value:
    """A figure that does not apply."""
    return Value(ValueState.NOT_APPLICABLE, reason="đơn vị không có xã")


def estimated(number: float) -> Value:
    """An estimate (ước thực hiện)."""
    return Value(ValueState.ESTIMATED, number)
