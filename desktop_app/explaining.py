"""Vì sao 62?: what stands behind each key figure, now or as known when a code was printed; no Qt here.

The figures are worked out by the same functions as those of the screens and sheets, so that an explanation can
never tell of another figure.
"""

from __future__ import annotations

import re
from datetime import date

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.explanations import Cell, Column, Explanation, Line, Part, Sum
from desktop_app.domain.figure_codes import FigureCode, ReportPoint
from desktop_app.domain.forms import Derived, Form, FormField
from desktop_app.domain.indicators import Indicator, IndicatorValue
from desktop_app.domain.layer_reasons import ALL_LAYERS, explain_layer
from desktop_app.domain.numbers import format_fraction, format_percent
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.service_reasons import explain_ratio, explain_sum
from desktop_app.domain.task_reasons import explain_tasks
from desktop_app.domain.units import Unit
from desktop_app.exporting import figures_of, grouped_units, layers_on
from desktop_app.figure_names import measures
from desktop_app.store.reader import Reader

_TYPED_COLUMNS = (
    Column("TT", "number"),
    Column("Chỉ tiêu", "title"),
    Column("Tử số", "figure"),
    Column("Mẫu số", "figure"),
    Column("Vì sao", "reason"),
)
_TASK_RULES = {
    "completed_on_time": "Có ngày hoàn thành không sau mốc chốt, và không sau hạn còn hiệu lực vào ngày hoàn thành.",
    "completed_late": "Có ngày hoàn thành không sau mốc chốt, nhưng sau hạn còn hiệu lực vào ngày hoàn thành.",
    "in_term": "Chưa có ngày hoàn thành tính đến mốc chốt, và hạn còn hiệu lực chưa qua. Ngày hạn vẫn là trong hạn.",
    "overdue": "Chưa có ngày hoàn thành tính đến mốc chốt, và hạn còn hiệu lực đã qua.",
    "continuing": "Nhiệm vụ thường xuyên: không có thời hạn, không tính vào tỷ lệ hoàn thành.",
    "dated": "Nhiệm vụ có thời hạn đã giao đến mốc chốt, không kể nhiệm vụ đã hủy.",
}


def explain(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    """What stands behind a figure for a period at a cut-off day, carrying its code when it is a key figure.

    Raises InvalidInput where there is no such figure (for that period).
    """
    point = ReportPoint(code, day, read.last_entry()[0])
    name = next((name for name, source in measures(read, code).items() if source == figure), "")
    family = figure.replace(".", ":").split(":")[0]
    if not name and family not in _WITHOUT_CODE:
        raise InvalidInput(f"Kỳ {code.short_title} không có số liệu này. Chọn kỳ khác.")
    explained = _EXPLAINERS[family](read, figure, code, day)
    return explained.with_code(str(FigureCode(name, point)) if name else "")


def explain_code(read: Reader, code: FigureCode) -> Explanation:
    """What stands behind a printed code; `read` is the record as known at the code's log entry. InvalidInput."""
    source = measures(read, code.point.period).get(code.measure)
    if source is None:
        raise InvalidInput(f"Sổ này không có số liệu {code.measure} cho kỳ {code.point.period.short_title}.")
    return explain(read, source, code.point.period, code.point.as_of)


def _tasks(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    name = figure.removeprefix("tasks.")
    rule = _TASK_RULES.get(name) or _rule_of(read, figure)
    facts = [("Quy tắc", rule), *_source_of(read, figure)]
    return explain_tasks(name, read.tasks(), day, lambda unit: read.unit(unit).short_name, facts)


def _indicator(read: Reader, figure: str) -> Indicator | None:
    return next((item for item in read.indicators() if item.figure == figure), None)


def _rule_of(read: Reader, figure: str) -> str:
    indicator = _indicator(read, figure)
    return indicator.formula if indicator else "Tử số chia cho mẫu số, cùng các đơn vị."


def _source_of(read: Reader, figure: str) -> list[tuple[str, str]]:
    indicator = _indicator(read, figure)
    return [("Căn cứ", indicator.source)] if indicator and indicator.source else []


def _form(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    _, key, ratio_key = figure.split(":")
    form = next(form for form in read.forms() if form.key == key)
    ratio = next(item for item in form.ratios if item.key == ratio_key)
    rule = f"{_rule_of(read, figure)} Đơn vị thiếu số không cộng vào cả tử số và mẫu số."
    facts = _facts_of(read, form, code, rule)
    return explain_ratio(figures_of(read, form, code), ratio, _groups(read, form, code), facts)


def _sum(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    """The total of a plain column of a return ("sum:<form>:<column>"); it carries no code."""
    _, key, column_key = figure.split(":")
    form = next(form for form in read.forms() if form.key == key)
    columns: list[FormField | Derived] = [*form.fields, *form.derived]
    column = next(item for item in columns if item.key == column_key)
    rule = "Cộng số liệu của các đơn vị đủ số; đơn vị thiếu số không cộng vào ô nào của dòng tổng."
    if isinstance(column, Derived):
        rule = f"Tự tính theo công thức {_in_words(form, column)}. {rule}"
    facts = _facts_of(read, form, code, rule)
    return explain_sum(figures_of(read, form, code), column, _groups(read, form, code), facts)


def _in_words(form: Form, column: Derived) -> str:
    """The formula of a worked-out column with the headers of its fields."""
    return re.sub(r"[a-z]\w*", lambda name: form.field(name[0]).header, column.expression.text)


def _facts_of(read: Reader, form: Form, code: PeriodCode, rule: str) -> list[tuple[str, str]]:
    last = read.period(code).last_day
    window = f"Kỳ {code.short_title}; danh sách đơn vị tại {last:%d/%m/%Y}, ngày cuối kỳ."
    return [("Quy tắc", rule), ("Mốc chốt", window), ("Nguồn", f"{form.title}. {form.source}.")]


def _groups(read: Reader, form: Form, code: PeriodCode) -> list[tuple[str, list[Unit]]]:
    return grouped_units(read, form, read.period(code).last_day)


def _layers(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    key = figure.removeprefix("layers.")
    layer = next((item for item in read.layers() if item.key == key), None)
    counting = "Đơn vị đạt một lớp khi mọi hệ thống đang dùng của đơn vị đều đạt; không áp dụng thì không vào mẫu số."
    facts = [
        ("Quy tắc", f"{layer.criterion} {counting}".strip() if layer else f"{_all_rule(read)}{counting}")
    ]
    if layer:
        facts.append(("Lớp", f"{layer.name}. {layer.source}".strip()))
    return explain_layer(key, layers_on(read, day), day, facts)


def _all_rule(read: Reader) -> str:
    indicator = _indicator(read, f"layers.{ALL_LAYERS}")
    return f"{indicator.formula} " if indicator else ""


def _typed(read: Reader, figure: str, code: PeriodCode, day: date) -> Explanation:
    key = figure.partition(":")[2]
    indicator = next(item for item in read.indicators() if item.key == key)
    value = next(
        (item for item in read.indicator_values() if (item.indicator, item.period) == (key, code.code)), None
    )
    ratio = Ratio(value.numerator, value.denominator) if value else Ratio(0, 0)
    said = f"{format_fraction(ratio)} = {format_percent(ratio)}" if value else "chưa có số"
    facts = [("Quy tắc", indicator.formula), ("Căn cứ", indicator.source), ("Kỳ", code.short_title)]
    return Explanation(
        measure=figure,
        question=f"Vì sao {format_percent(ratio)}?",
        sentence=f"{indicator.name}: {said}, kỳ {code.short_title}",
        sums=tuple(_typed_sums(indicator, ratio)) if value else (),
        facts=tuple((name, text) for name, text in facts if text),
        columns=_TYPED_COLUMNS,
        lines=(_typed_line(indicator, value),) if value else (),
        noun="số liệu",
        order="",
    )


def _typed_line(indicator: Indicator, value: IndicatorValue) -> Line:
    figures = (Cell.figure(value.numerator), Cell.figure(value.denominator))
    cells = (Cell("1"), Cell(indicator.name), *figures, Cell("ghi tay", value.note))
    return Line("typed", cells, True, target=("indicator", 0))


def _typed_sums(indicator: Indicator, ratio: Ratio) -> list[Sum]:
    above, below = indicator.numerator_label or "tử số", indicator.denominator_label or "mẫu số"
    return [
        Sum(ratio.numerator, above, (Part(ratio.numerator, "ghi tay"),)),
        Sum(ratio.denominator, below, (Part(ratio.denominator, "ghi tay"),)),
    ]


_EXPLAINERS = {"tasks": _tasks, "form": _form, "sum": _sum, "layers": _layers, "manual": _typed}
_WITHOUT_CODE = ("sum",)
