"""Biểu 02: online public services by unit, its columns, ratios and checks taken from the form in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.expressions import Expression
from desktop_app.domain.forms import Column, Derived, Form, FormField, RatioColumn, Rule
from desktop_app.domain.ratio import Number
from desktop_app.domain.report import ReportData, ServiceGroup, ServiceRow, ServiceSection
from desktop_app.domain.values import MISSING, Totals, ValueState, numbers_of, ratio_of, row_numbers

from . import annex
from .book import Book
from .form_formulas import formula_text, in_words, parts_of, ratio_text, where_known
from .number_formats import DECIMAL, INTEGER, PERCENT, NumberFormat
from .sheet import Formula, Heading, Plain, Sheet, Value, needed_width
from .styles import BODY, CENTRED, FLAG, GROUP, HEADER, NUMBER, TOTAL, Style
from .text_metrics import text_width

SERVICES = "Biểu 02"
_PAGE = 952  # pixels of a landscape page
_FIRST = 2  # the form's first column, after TT and the unit's name
_AGREES, _DIFFERS = "Khớp", "Lệch"
_NOT_ADDED = "x"
_KAD = NumberFormat(f'"{annex.NOT_APPLICABLE}"', lambda _: annex.NOT_APPLICABLE)
_ESTIMATE = NumberFormat('[$-42A]#,##0"*"', lambda value: INTEGER.show(value) + "*")


@dataclass(frozen=True, slots=True)
class ServiceReferences:
    """Where other sheets find the province's totals of the form."""

    form: Form
    cells: Mapping[str, str]
    numbers: Mapping[str, Number | None]

    def part(self, expression: Expression) -> Formula | None:
        """A numerator or denominator of the form over the totals; None while it is not known."""
        value = expression.number(self.numbers)
        return None if value is None else Formula(formula_text(expression, self.cells), plain(value))


def write_services(book: Book, data: ReportData) -> ServiceReferences | None:
    """Biểu 02; without a form in force the sheet says so and None is returned."""
    section = data.services
    if section is None:
        sheet = Sheet(book, SERVICES, (476, 476), annex.setup(data, SERVICES))
        annex.heading(sheet, data, "02/DVCTT", "CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN")
        sheet.line("Không có biểu số liệu dịch vụ công trực tuyến có hiệu lực trong kỳ này.", BODY)
        annex.closing(sheet, data)
        sheet.finish()
        return None
    return _ServiceTable(book, data, section).write()


class _ServiceTable:
    """The table of one form; keeps where each column stands."""

    def __init__(self, book: Book, data: ReportData, section: ServiceSection) -> None:
        self.data, self.section, self.form = data, section, section.form
        self.columns = list(enumerate(self.form.columns, start=_FIRST))
        figures = ((place, column) for place, column in self.columns if not isinstance(column, RatioColumn))
        self.places = {column.key: place for place, column in figures}
        self.rules = _checked_rules(self.form)
        self.check = _FIRST + len(self.columns)
        self.note = self.check + bool(self.rules)
        roomy = sum(self._widths(11)) <= _PAGE
        self.size = 11 if roomy else 10
        self.sheet = Sheet(book, SERVICES, self._widths(self.size), annex.setup(data, SERVICES))

    def write(self) -> ServiceReferences:
        sheet = self.sheet
        annex.heading(sheet, self.data, "02/DVCTT", self.form.title.upper(), self._unit_of_measure())
        headings = ["TT", "Đơn vị", *(_title(column) for _, column in self.columns)]
        headings += ["Kiểm tra", "Ghi chú"] if self.rules else ["Ghi chú"]
        sheet.header([Heading(title) for title in headings], size=self.size)
        filled = [group for group in self.section.groups if group.rows]
        groups = [self._group(number, group) for number, group in enumerate(filled, start=1)]
        total = self._total(groups)
        annex.closing(sheet, self.data, *self._notes())
        sheet.finish()
        cells = {key: sheet.reference(total, place, elsewhere=True) for key, place in self.places.items()}
        return ServiceReferences(self.form, cells, _known(self.form, self.section.totals))

    def _unit_of_measure(self) -> str:
        unit = self.form.unit_of_measure
        return f"{unit}; %" if self.form.ratios and "%" not in unit else unit

    def _put(self, row: int, column: int, value: Value, style: Style) -> None:
        self.sheet.put(row, column, value, style.sized(self.size))

    def _widths(self, size: int) -> list[int]:
        widths = [_narrowest(column, self.section.totals, size) for _, column in self.columns]
        tail = [56, 90] if self.rules else [90]
        rest = _PAGE - 30 - sum(widths) - sum(tail)
        name = min(max(rest, 160), 300)
        tail[-1] += max(0, rest - name)
        return [30, name, *widths, *tail]

    def _group(self, number: int, group: ServiceGroup) -> int:
        sheet, row = self.sheet, self.sheet.row
        first, last = row + 1, row + len(group.rows)
        self._put(row, 0, annex.roman(number), GROUP.aligned("center"))
        self._put(row, 1, group.title, GROUP)
        sheet.keep_with_next(row)
        for position, item in enumerate(group.rows, start=1):
            self._unit(row + position, position, item)
        added = {key: sheet.span(place, first, last) for key, place in self.places.items()}
        self._sums(row, group.totals, added, GROUP)
        if self.rules:
            wrong = _count_wrong(self.form, self.rules, group.rows)
            self._check_total(row, sheet.span(self.check, first, last), wrong, group.totals, GROUP)
        coverage: Value = f"{group.totals.reported}/{group.totals.expected} báo cáo"
        if self.form.required_keys and group.rows:
            span = added[self.form.required_keys[0]]
            coverage = Formula(f'COUNT({span})&"/"&ROWS({span})&" báo cáo"', str(coverage))
        sheet.put(row, self.note, coverage, GROUP.aligned("center").sized(self.size - 1))
        return row

    def _unit(self, row: int, position: int, item: ServiceRow) -> None:
        cells = {key: self.sheet.reference(row, place) for key, place in self.places.items()}
        self._put(row, 0, position, CENTRED)
        self._put(row, 1, item.unit.name, BODY)
        for place, column in self.columns:
            value, style = _unit_cell(self.form, column, item, cells)
            self._put(row, place, value, style)
        if self.rules:
            self._put(row, self.check, self._unit_check(item, cells), CENTRED)
        note = item.note
        if not item.complete:
            reported = any(value.number is not None for value in item.cells.values())
            note = note or ("Báo cáo chưa đủ" if reported else "Chưa báo cáo")
        look = BODY if item.complete else FLAG.aligned("left")
        self.sheet.put(row, self.note, note, look.sized(self.size - 1))

    def _unit_check(self, item: ServiceRow, cells: Mapping[str, str]) -> Formula:
        failures = []
        for rule in self.rules:
            assert rule.expression is not None
            condition = f"IF({formula_text(rule.expression, cells)},0,1)"
            failures.append(where_known(rule.expression.names, cells, condition, "0"))
        first = cells[self.form.required_keys[0]] if self.form.required_keys else "1"
        text = (
            f'IF(COUNT({first})=0,"{annex.NOT_REPORTED}",IF({"+".join(failures)}=0,"{_AGREES}","{_DIFFERS}"))'
        )
        if not item.complete:
            return Formula(text, annex.NOT_REPORTED)
        return Formula(text, _DIFFERS if _fails(self.form, self.rules, item) else _AGREES)

    def _sums(self, row: int, totals: Totals, sums: Mapping[str, str], look: Style) -> None:
        """The cells of a group's or the total row: sums of fields, derived figures and ratios of the sums.

        `sums` gives the cells to be added. While no unit has reported, the sum is not known rather than zero.
        """
        cells = {key: self.sheet.reference(row, place) for key, place in self.places.items()}
        numbers = _known(self.form, totals)
        unknown = _NOT_ADDED if totals.reported else annex.NOT_REPORTED
        for place, column in self.columns:
            number = look.aligned("right").showing(_format(column))
            if isinstance(column, FormField):
                value = _sum(column, numbers[column.key], sums[column.key])
            elif isinstance(column, Derived):
                value = _derived(column, numbers, cells, unknown)
            elif totals.sound(column):
                value = _ratio(column, numbers, cells, annex.NO_FIGURE if totals.reported else unknown)
            else:
                value = annex.NO_FIGURE
            shown = value.value if isinstance(value, Formula) else value
            self._put(row, place, value, number.aligned("center") if isinstance(shown, str) else number)

    def _check_total(self, row: int, span: str, wrong: int, totals: Totals, look: Style) -> None:
        count, right = f'COUNTIF({span},"{_DIFFERS}")', f'COUNTIF({span},"{_AGREES}")'
        nothing = f'IF({right}=0,"{annex.NOT_REPORTED}","{_AGREES}")'
        text = f'IF({count}=0,{nothing},"{_DIFFERS} "&{count})'
        result = f"{_DIFFERS} {wrong}" if wrong else _AGREES if totals.reported else annex.NOT_REPORTED
        self._put(row, self.check, Formula(text, result), look.aligned("center"))

    def _total(self, groups: Sequence[int]) -> int:
        sheet, row, totals = self.sheet, self.sheet.row, self.section.totals
        self._put(row, 0, "", TOTAL)
        self._put(row, 1, "Tổng cộng", TOTAL)
        added = {
            key: ",".join(sheet.reference(group, place) for group in groups)
            for key, place in self.places.items()
        }
        self._sums(row, totals, added, TOTAL)
        if self.rules:
            rows = [item for group in self.section.groups for item in group.rows]
            span = sheet.span(self.check, groups[0] if groups else row - 1, row - 1)
            self._check_total(row, span, _count_wrong(self.form, self.rules, rows), totals, TOTAL)
        coverage = f"{totals.reported}/{totals.expected} báo cáo"
        sheet.put(row, self.note, coverage, TOTAL.aligned("center").sized(self.size - 1))
        sheet.keep_with_next(row - 1)
        return row

    def _notes(self) -> list[str]:
        numbers = {key: place + 1 for key, place in self.places.items()}
        sums = [f"({numbers[item.key]}) = {in_words(item.expression, numbers)}" for item in self.form.derived]
        sums += [_share_in_words(place + 1, column, numbers) for place, column in self.columns]
        sums = [text for text in sums if text]
        totals = self.section.totals
        notes = [f"Ghi chú: {'; '.join(sums)}." if sums else "Ghi chú:"]
        notes[0] += f" Tổng tính trên {totals.reported}/{totals.expected} đơn vị đã báo cáo đủ."
        marks = [f'"{annex.NOT_REPORTED}": chưa báo cáo, không tính vào tổng']
        if totals.estimated:
            marks.append('"*": số ước thực hiện')
        if totals.not_applicable:
            marks.append(f'"{annex.NOT_APPLICABLE}": không áp dụng, tính bằng 0')
        if any(not field.sums_units for field in self.form.fields):
            marks.append(f'"{_NOT_ADDED}": không cộng giữa các đơn vị')
        notes.append("Ký hiệu: " + "; ".join(marks) + ".")
        source = "; ".join(part for part in (self.form.code, self.form.source) if part)
        return [*notes, f"Biểu lập theo: {source}."] if source else notes


def _checked_rules(form: Form) -> list[Rule]:
    return [
        rule for rule in form.rules if rule.kind == "compare" and rule.severity == "error" and rule.expression
    ]


def _fails(form: Form, rules: Sequence[Rule], item: ServiceRow) -> bool:
    numbers = row_numbers(form, item.cells)
    return any(rule.expression is not None and rule.expression.holds(numbers) is False for rule in rules)


def _count_wrong(form: Form, rules: Sequence[Rule], rows: Sequence[ServiceRow]) -> int:
    return sum(item.complete and _fails(form, rules, item) for item in rows)


def _format(column: Column) -> NumberFormat:
    if isinstance(column, RatioColumn):
        return PERCENT
    whole = not isinstance(column, FormField) or column.integer
    return INTEGER if whole else DECIMAL


def _title(column: Column) -> str:
    bare = not isinstance(column, RatioColumn) or "%" in column.header
    return column.header if bare else f"{column.header} (%)"


def _share_in_words(number: int, column: Column, numbers: Mapping[str, int]) -> str:
    if not isinstance(column, RatioColumn):
        return ""
    over, under = in_words(column.numerator, numbers), in_words(column.denominator, numbers)
    over, under = (f"[{part}]" if " " in part else part for part in (over, under))
    return f"({number}) = {over} : {under} x 100"


def _narrowest(column: Column, totals: Totals, size: int) -> int:
    """The pixels the column needs for the longest word of its heading and for its total."""
    words = max(text_width(word, HEADER.sized(size).face) for word in _title(column).split()) + 8
    look = TOTAL.sized(size).showing(_format(column))
    shown = "100,00"
    if not isinstance(column, RatioColumn):
        known = totals.numbers.get(column.key)
        shown = look.number.show(plain(known)) if known is not None else _NOT_ADDED
    return max(40, int(words + 0.999), needed_width(shown, look) + 2)


def _unit_cell(form: Form, column: Column, item: ServiceRow, cells: Mapping[str, str]) -> tuple[Value, Style]:
    style = NUMBER.showing(_format(column))
    if isinstance(column, FormField):
        value = item.cells.get(column.key, MISSING)
        if not item.complete or value.state is ValueState.NOT_REPORTED:
            return annex.NOT_REPORTED, CENTRED
        if value.state is ValueState.NOT_APPLICABLE:
            return 0, NUMBER.showing(_KAD)
        return value.number, style.showing(_ESTIMATE) if value.state is ValueState.ESTIMATED else style
    numbers = row_numbers(form, item.cells) if item.complete else dict.fromkeys(numbers_of(item.cells))
    if isinstance(column, Derived):
        result = _derived(column, numbers, cells, annex.NOT_REPORTED)
    else:
        result = _ratio(column, numbers, cells, annex.NOT_REPORTED)
    return result, CENTRED if isinstance(result.value, str) else style


def _known(form: Form, totals: Totals) -> dict[str, Number | None]:
    """The sums by key as the sheet shows them: None where nothing was added up, for want of figures or by the form."""
    numbers = {
        field.key: totals.numbers.get(field.key) if totals.partial.get(field.key, totals.reported) else None
        for field in form.fields
    }
    for item in form.derived:
        numbers[item.key] = item.expression.number(numbers)
    return numbers


def _sum(field: FormField, known: Number | None, cells: str) -> Value:
    """The sum of `cells`, "…" while none of them holds a figure: nothing reported is not zero."""
    if not field.sums_units:
        return _NOT_ADDED
    if not cells:
        return annex.NOT_REPORTED
    text = f'IF(COUNT({cells})=0,"{annex.NOT_REPORTED}",SUM({cells}))'
    return Formula(text, annex.NOT_REPORTED if known is None else plain(known))


def _derived(
    column: Derived, numbers: Mapping[str, Number | None], cells: Mapping[str, str], unknown: str
) -> Formula:
    text = where_known(column.expression.names, cells, formula_text(column.expression, cells), f'"{unknown}"')
    value = column.expression.number(numbers)
    return Formula(text, unknown if value is None else plain(value))


def _ratio(
    column: RatioColumn, numbers: Mapping[str, Number | None], cells: Mapping[str, str], unknown: str
) -> Formula:
    text = ratio_text(column, cells, unknown, annex.NO_FIGURE)
    known = all(numbers.get(name) is not None for name in parts_of(column))
    ratio = ratio_of(column, numbers) if known else None
    percent: Plain = unknown if ratio is None else ratio.percent
    return Formula(text, annex.NO_FIGURE if percent is None else percent)


def plain(value: Number) -> int | float:
    """A figure as the file stores it (a decimal becomes a float)."""
    return value if isinstance(value, (int, float)) else float(value)
