"""The checks a collection form makes while it is filled in, as Excel formulas with the words they show."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.form_lines import codes_of
from desktop_app.domain.forms import Form, FormField, Rule
from desktop_app.domain.numbers import format_number
from desktop_app.workbooks.form_formulas import formula_text, where_known

GOOD, WRONG, MISSING, REVIEW = "Đạt", "LỖI", "CHƯA NHẬP", "XEM LẠI"
_SIGNS = {"<=": " ≤ ", ">=": " ≥ ", "==": " = ", "!=": " ≠ ", "<": " < ", ">": " > "}


def field_check(form: Form, field: FormField, cells: Mapping[str, str], previous: str) -> str:
    """The formula beside a field: the first thing wrong with it, or "Đạt".

    `cells` are the addresses of fields and computed figures, `previous` that of the period before.
    """
    own = cells[field.key]
    text = f'"{GOOD}"'
    for rule in reversed(_warnings_last(form, field)):
        text = _rule(rule, form, own, cells, previous, text)
    if field.integer:
        text = f'IF({own}<>INT({own}),"{WRONG}: cần số nguyên",{text})'
    if field.minimum is not None:
        text = f'IF({own}<{field.minimum},"{WRONG}: cần số từ {format_number(field.minimum)}",{text})'
    text = f'IF(NOT(ISNUMBER({own})),"{WRONG}: cần nhập số",{text})'
    return f'IF({own}="",{_when_blank(form, field, cells)},{text})'


def _warnings_last(form: Form, field: FormField) -> list[Rule]:
    own = [rule for rule in form.rules if field.key in rule.fields and rule.kind in ("compare", "change")]
    return sorted(own, key=lambda rule: rule.severity != "error")


def _rule(rule: Rule, form: Form, own: str, cells: Mapping[str, str], previous: str, otherwise: str) -> str:
    word = WRONG if rule.severity == "error" else REVIEW
    if rule.kind == "change":
        jumped = f"IF({previous}<{rule.minimum_previous},FALSE,ABS({own}-{previous})>{rule.ratio}*{previous})"
        changed = f"IF(COUNT({previous})=0,FALSE,{jumped})"
        share = format_number(round(rule.ratio * 100))
        return f'IF({changed},"{word}: đổi trên {share}%",{otherwise})'
    assert rule.expression is not None
    broken = where_known(rule.expression.names, cells, f"IF({formula_text(rule.expression, cells)},0,1)", "0")
    return f'IF({broken}=1,"{word}: cần {rule_in_codes(rule, codes_of(form))}",{otherwise})'


def rule_in_codes(rule: Rule, codes: Mapping[str, str]) -> str:
    """A rule over the codes of the lines, as people write it: "A6 ≤ A1"."""
    assert rule.expression is not None
    text = formula_text(rule.expression, codes).replace("<>", "!=")
    for sign in ("<=", ">=", "!="):
        text = text.replace(sign, _SIGNS[sign])
    if not any(sign in text for sign in ("≤", "≥", "≠")):
        for sign in ("<", ">", "="):
            text = text.replace(sign, f" {sign} ")
    return text.replace("+", " + ").replace("*", " x ")


def _when_blank(form: Form, field: FormField, cells: Mapping[str, str]) -> str:
    """What an empty cell says: a required one is missing, an optional one only beside its other part."""
    if field.required:
        return f'"{MISSING}"'
    partners = dict.fromkeys(
        name
        for ratio in form.ratios
        if field.key in (parts := {*ratio.numerator.names, *ratio.denominator.names})
        for name in sorted(parts - {field.key})
        if not form.field(name).required
    )
    if not partners:
        return '""'
    return f'IF(COUNT({",".join(cells[name] for name in partners)})>0,"{MISSING}","")'


def status_text(span: str, explanation: str) -> str:
    """The formula of the status bar over the column of checks and the cell for explanations."""
    wrong, missing, review = (f'COUNTIF({span},"{word}*")' for word in (WRONG, MISSING, REVIEW))
    open_reviews = f'IF({explanation}="",{review},0)'
    ready = f'"{READY}"&IF({review}>0," (đã giải trình "&{review}&" chỗ xem lại)","")'
    return (
        f"IF({wrong}+{missing}+{open_reviews}=0,{ready},"
        f'"{NOT_READY}: "&{wrong}&" lỗi, "&{missing}&" ô chưa nhập, "&{review}&" chỗ xem lại")'
    )


READY = "TRẠNG THÁI PHIẾU: GỬI ĐƯỢC"
NOT_READY = "TRẠNG THÁI PHIẾU: CHƯA GỬI ĐƯỢC"


def first_status(form: Form) -> str:
    """What the status bar says of a form nobody has filled in yet."""
    return f"{NOT_READY}: 0 lỗi, {len(form.required_keys)} ô chưa nhập, 0 chỗ xem lại"
