"""Returns as data: a form with its fields, derived columns, ratios and rules.

A form is read from a catalogue file or from the record; ministries change forms, so a new one needs no
code. Dates of validity are half-open: `valid_to` is the first day the form no longer holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from .errors import InvalidInput
from .expressions import Expression
from .units import in_force


@dataclass(frozen=True, slots=True)
class FormField:
    """A column people fill in.

    `stock` figures hold at the period's end and are never summed over time; `opening` ones are stocks of the
    period's beginning (kỳ trước chuyển sang). `over_months` says how the figure of a longer period follows
    from other fields, where it is neither. `sums_units` says whether the units' figures may be added.
    `minimum` is the least number allowed, `measure` the unit of measure where it is not the form's.
    `cumulative` figures (lũy kế) begin at 0 with the year and never fall within it; `accumulates` is the key of the
    flow they add up, "" when the form has none.
    """

    key: str
    label: str
    header: str
    stock: bool = True
    opening: bool = False
    over_months: Expression | None = None
    sums_units: bool = True
    required: bool = True
    integer: bool = True
    minimum: int | None = 0
    help: str = ""
    measure: str = ""
    cumulative: bool = False
    accumulates: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """A column worked out from fields of the same row; it stands after the column `after`."""

    key: str
    label: str
    header: str
    expression: Expression
    after: str = ""


@dataclass(frozen=True, slots=True)
class RatioColumn:
    """A share with named numerator and denominator (both expressions over fields)."""

    key: str
    label: str
    header: str
    numerator: Expression
    numerator_label: str
    denominator: Expression
    denominator_label: str
    after: str = ""
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its message in Vietnamese; `severity` is "error" or "warning".

    `kind` is "compare" (the expression must hold), "change" (jump against the period before) or "copied"
    (all figures equal to the period before). `fields` are the cells to mark.
    """

    key: str
    kind: str
    severity: str
    message: str
    fields: tuple[str, ...] = ()
    expression: Expression | None = None
    ratio: float = 0.3
    minimum_previous: int = 10
    source: str = ""


Column = FormField | Derived | RatioColumn


@dataclass(frozen=True, slots=True)
class Form:
    """A return: what is asked of each unit for a period."""

    key: str
    title: str
    short_title: str
    code: str
    scheme: str
    unit_of_measure: str
    source: str
    read: str
    fields: tuple[FormField, ...]
    derived: tuple[Derived, ...] = ()
    ratios: tuple[RatioColumn, ...] = ()
    rules: tuple[Rule, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ("month",)
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the form applies on that day."""
        return in_force(self.valid_from, self.valid_to, day)

    @property
    def required_keys(self) -> tuple[str, ...]:
        """Keys of the fields a unit must fill to count as complete."""
        return tuple(field.key for field in self.fields if field.required)

    @property
    def headline(self) -> RatioColumn | None:
        """The ratio shown first (level 4, say); None for a form without ratios."""
        return next(
            (ratio for ratio in self.ratios if ratio.headline), self.ratios[0] if self.ratios else None
        )

    def field(self, key: str) -> FormField:
        """The field of that key; raises InvalidInput naming form and key."""
        for item in self.fields:
            if item.key == key:
                return item
        raise InvalidInput(f"Biểu “{self.title}” không có trường “{key}”.")

    def ratio(self, key: str) -> RatioColumn | None:
        """The ratio of that key, or None."""
        return next((ratio for ratio in self.ratios if ratio.key == key), None)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in the order shown: each computed one follows the column it names, else stands last."""
        computed: tuple[Derived | RatioColumn, ...] = (*self.derived, *self.ratios)
        followers: dict[str, list[Derived | RatioColumn]] = {}
        for item in computed:
            followers.setdefault(item.after, []).append(item)
        ordered: list[Column] = []

        def place(column: Column) -> None:
            ordered.append(column)
            for follower in followers.pop(column.key, ()):
                place(follower)

        for field in self.fields:
            place(field)
        return (*ordered, *(item for items in followers.values() for item in items))


def form_from_definition(raw: Mapping[str, Any]) -> Form:
    """A form from the parsed catalogue file (see db/catalogue/README.md for the keys).

    The file's `valid_to` is the last valid day. Raises InvalidInput naming the form and what is wrong.
    """
    key = str(raw.get("key", "?"))
    try:
        form = _build(raw)
    except KeyError as problem:
        raise InvalidInput(
            f"Biểu mẫu “{key}” thiếu mục “{problem.args[0]}”. Thêm mục này vào tệp rồi nạp lại."
        ) from None
    except (AttributeError, TypeError, ValueError):
        raise InvalidInput(
            f"Biểu mẫu “{key}” có mục sai kiểu dữ liệu (chữ, số, ngày hoặc danh sách). Sửa tệp rồi nạp lại."
        ) from None
    _check_names(form)
    return form


def _build(raw: Mapping[str, Any]) -> Form:
    return Form(
        key=raw["key"],
        title=raw["title"],
        short_title=raw.get("short_title", raw["title"]),
        code=raw.get("code", ""),
        scheme=raw.get("scheme", ""),
        unit_of_measure=raw.get("unit_of_measure", ""),
        source=raw["source"],
        read=raw.get("read", ""),
        fields=tuple(_field(item) for item in raw["field"]),
        derived=tuple(_derived(item) for item in raw.get("derived", ())),
        ratios=tuple(_ratio(item) for item in raw.get("ratio", ())),
        rules=tuple(_rule(item, index) for index, item in enumerate(raw.get("rule", ()), start=1)),
        unit_kinds=tuple(raw.get("unit_kinds", ())),
        frequency=tuple(raw.get("frequency", ("month",))),
        valid_from=as_date(raw.get("valid_from")),
        valid_to=day_after(raw.get("valid_to")),
    )


def as_date(value: date | str | None) -> date | None:
    """A date of a catalogue file: a TOML date, an ISO text, or nothing."""
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return value


def day_after(value: date | str | None) -> date | None:
    """The day after a catalogue file's last valid day, as the half-open end used everywhere else."""
    last = as_date(value)
    return None if last is None else date.fromordinal(last.toordinal() + 1)


def _field(raw: Mapping[str, Any]) -> FormField:
    return FormField(
        key=raw["key"],
        label=raw["label"],
        header=raw.get("header", raw["label"]),
        stock=_one_of(raw, "kind", ("stock", "flow", "opening", "cumulative")) != "flow",
        opening=raw.get("kind") == "opening",
        over_months=Expression.parse(raw["over_months"]) if "over_months" in raw else None,
        sums_units=raw.get("sums_units", True),
        required=raw.get("required", True),
        integer=_one_of(raw, "number", ("integer", "decimal")) == "integer",
        minimum=raw.get("minimum", 0),
        help=raw.get("help", ""),
        measure=raw.get("measure", ""),
        cumulative=raw.get("kind") == "cumulative",
        accumulates=raw.get("accumulates", ""),
    )


def _one_of(raw: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    """The word under `key` (the first allowed one where there is none); raises InvalidInput for any other."""
    word = str(raw.get(key, allowed[0]))
    if word not in allowed:
        raise InvalidInput(
            f"Mục {key} = “{word}” của biểu mẫu không đúng, chỉ nhận: {', '.join(allowed)}. Sửa tệp rồi nạp lại."
        )
    return word


def _derived(raw: Mapping[str, Any]) -> Derived:
    return Derived(
        raw["key"],
        raw["label"],
        raw.get("header", raw["label"]),
        Expression.parse(raw["expression"]),
        raw.get("after", ""),
    )


def _ratio(raw: Mapping[str, Any]) -> RatioColumn:
    return RatioColumn(
        key=raw["key"],
        label=raw["label"],
        header=raw.get("header", raw["label"]),
        numerator=Expression.parse(raw["numerator"]),
        numerator_label=raw.get("numerator_label", ""),
        denominator=Expression.parse(raw["denominator"]),
        denominator_label=raw.get("denominator_label", ""),
        after=raw.get("after", ""),
        headline=raw.get("headline", False),
    )


def _rule(raw: Mapping[str, Any], index: int) -> Rule:
    expression = Expression.parse(raw["expression"]) if "expression" in raw else None
    return Rule(
        key=raw.get("key", f"rule-{index}"),
        kind=_one_of(raw, "kind", ("compare", "change", "copied")),
        severity=_one_of({"severity": raw["severity"]}, "severity", ("error", "warning")),
        message=raw["message"],
        fields=tuple(raw.get("fields", expression.names if expression else ())),
        expression=expression,
        ratio=raw.get("ratio", 0.3),
        minimum_previous=raw.get("minimum_previous", 10),
        source=raw.get("source", ""),
    )


def _check_names(form: Form) -> None:
    keys = [field.key for field in form.fields]
    if not keys or len(set(keys)) < len(keys):
        raise InvalidInput(f"Biểu mẫu “{form.key}” không có trường nào, hoặc có hai trường trùng mã.")
    known = {*keys, *(item.key for item in form.derived)}
    used: list[tuple[str, Sequence[str]]] = [(item.key, item.expression.names) for item in form.derived]
    used += [(item.key, item.over_months.names) for item in form.fields if item.over_months]
    used += [(item.key, (item.accumulates,)) for item in form.fields if item.accumulates]
    used += [(item.key, (*item.numerator.names, *item.denominator.names)) for item in form.ratios]
    used += [(rule.key, rule.expression.names if rule.expression else ()) for rule in form.rules]
    used += [(rule.key, rule.fields) for rule in form.rules]
    used += [(rule.key, _placeholders(rule)) for rule in form.rules]
    for owner, names in used:
        unknown = [name for name in names if name not in known]
        if unknown:
            raise InvalidInput(
                f"Biểu mẫu “{form.key}”: mục “{owner}” nhắc trường không có: {', '.join(unknown)}."
            )


def _placeholders(rule: Rule) -> list[str]:
    """The fields a rule's message shows; {previous} and {change} are the words of a "change" rule."""
    own = ("previous", "change") if rule.kind == "change" else ()
    try:
        names = [name for _, name, _, _ in Formatter().parse(rule.message) if name is not None]
    except ValueError:
        raise InvalidInput(
            f"Thông báo “{rule.message}” của biểu mẫu có dấu {{ }} không khớp. Sửa tệp rồi nạp lại."
        ) from None
    return [name for name in names if name not in own]
