"""Checks of a return's figures: a form's own rules, and a row against the period before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .forms import Form, FormField, Rule
from .numbers import format_number, format_percent
from .ratio import Number, exact, round_half_up
from .values import Cells, Value, ValueState, missing_fields, row_numbers

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one row: severity, the cells it marks, and the message in Vietnamese."""

    rule: str
    severity: str
    fields: tuple[str, ...]
    message: str


def check_value(form: Form, key: str, value: Value) -> str | None:
    """Why a figure cannot stand in a field (in Vietnamese), or None when it can."""
    field = form.field(key)
    if value.number is None:
        return None
    if field.integer and not float(value.number).is_integer():
        return f"{field.label}: {format_number(value.number)} không phải số nguyên. Nhập số nguyên."
    if field.minimum is not None and value.number < field.minimum:
        return (
            f"{field.label}: {format_number(value.number)} không hợp lệ. Nhập số từ {field.minimum} trở lên."
        )
    return None


def carried(form: Form, previous: Cells, starts_year: bool) -> Cells:
    """A unit's row of the period before as the next goes on from it: with the year, what accumulates begins at 0."""
    if not starts_year:
        return previous
    nothing = {item.key: Value(ValueState.REPORTED, 0) for item in form.fields if item.cumulative}
    return {**previous, **nothing}


def check_row(form: Form, cells: Cells, previous: Cells | None = None) -> list[Finding]:
    """All findings of a unit's row, errors first; `previous` is the same unit's row one period before (`carried`)."""
    numbers = row_numbers(form, cells)
    findings = [
        Finding("value", ERROR, (key,), problem)
        for key, value in cells.items()
        if any(field.key == key for field in form.fields) and (problem := check_value(form, key, value))
    ]
    for rule in form.rules:
        findings += _apply(rule, form, cells, numbers, previous or {})
    findings += _off_sum(form, numbers, previous or {})
    return sorted(findings, key=lambda finding: finding.severity != ERROR)


def fallen(form: Form, cells: Cells, previous: Cells) -> Iterator[tuple[FormField, Value, Value]]:
    """Cumulative fields (lũy kế) whose figure is below that of the period before: field, now, then."""
    for field in form.fields:
        now, then = cells.get(field.key), previous.get(field.key)
        if not field.cumulative or now is None or then is None:
            continue
        if now.number is not None and then.number is not None and now.number < then.number:
            yield field, now, then


def _off_sum(form: Form, numbers: Mapping[str, Number | None], previous: Cells) -> Iterator[Finding]:
    """Cumulative figures that are not the last one and this period's figure together (CAPABILITIES N15)."""
    for field in filter(lambda field: field.accumulates, form.fields):
        then = previous.get(field.key)
        now, added = numbers.get(field.key), numbers.get(field.accumulates)
        if then is None or then.number is None or now is None or added is None:
            continue
        off = exact(now) - exact(then.number) - exact(added)
        if off:
            amount = format_number(float(off) if off.denominator > 1 else int(off))
            message = (
                f"{field.label} {format_number(now)} khác lũy kế kỳ trước {format_number(then.number)} cộng kỳ này "
                f"{format_number(added)}, chênh {amount}. Sửa số kỳ này; nếu kỳ trước sai thì sửa kỳ trước, ghi lý do."
            )
            yield Finding("accumulates", ERROR, (field.key, field.accumulates), message)


def _apply(
    rule: Rule, form: Form, cells: Cells, numbers: Mapping[str, Number | None], previous: Cells
) -> list[Finding]:
    if rule.kind == "change":
        return [found for key in rule.fields if (found := _changed(rule, key, cells, previous))]
    if rule.kind == "copied":
        return [Finding(rule.key, rule.severity, (), rule.message)] if _copied(form, cells, previous) else []
    if rule.expression is None or rule.expression.holds(numbers) is not False:
        return []
    if rule.severity == WARNING and all(cells[key].kept for key in rule.fields if key in cells):
        return []
    names = [item.key for item in form.fields] + [item.key for item in form.derived]
    shown = {key: format_number(numbers.get(key)) for key in names}
    return [Finding(rule.key, rule.severity, rule.fields, rule.message.format_map(shown))]


def _changed(rule: Rule, key: str, cells: Cells, previous: Cells) -> Finding | None:
    value, before = cells.get(key), previous.get(key)
    if value is None or before is None or value.number is None or before.number is None or value.kept:
        return None
    if before.number < rule.minimum_previous:
        return None
    step = exact(value.number) - exact(before.number)
    if not before.number or abs(step / exact(before.number)) <= exact(rule.ratio):
        return None
    rise = value.number > before.number
    amount = format_percent(round_half_up(abs(step / exact(before.number)) * 100, 0), 0)
    change = f"tăng {amount}" if rise else f"giảm {amount}"
    message = rule.message.format(previous=format_number(before.number), change=change)
    return Finding(rule.key, rule.severity, (key,), message)


def _copied(form: Form, cells: Cells, previous: Cells) -> bool:
    if missing_fields(form, cells) or missing_fields(form, previous):
        return False
    figures = [(cells[key].number, previous[key].number) for key in cells if key in previous]
    if any(value.kept for value in cells.values()):
        return False
    reported = [pair for pair in figures if pair != (None, None)]
    return bool(reported) and len(cells) == len(previous) and all(now == then for now, then in reported)
