"""The collection form of a return: one sheet with last period's figures, cells to fill, totals and checks.

Any catalogue form is written by the same code. The layout is that of the design's "Phiếu".
"""

from __future__ import annotations

from desktop_app.domain.dates import format_document_date
from desktop_app.domain.form_lines import (
    FLOWS,
    MIXED,
    RATIOS,
    STOCKS,
    FormLine,
    FormSection,
    codes_of,
    form_sections,
)
from desktop_app.domain.forms import Column, Derived, FormField, RatioColumn
from desktop_app.domain.issuing import (
    CODE_HEADING,
    ESTIMATE,
    EXPLANATION_NAME,
    FORM_SHEET,
    INPUT_HEADING,
    KIND_NAME,
    OFFICIAL,
    STATUS_NAME,
    IssuedReturn,
    field_name,
)
from desktop_app.domain.ratio import Number, exact, plain
from desktop_app.domain.values import ratio_of, row_numbers
from desktop_app.workbooks import annex
from desktop_app.workbooks.book import Book
from desktop_app.workbooks.form_formulas import formula_text, ratio_text, where_known
from desktop_app.workbooks.number_formats import DECIMAL, GAP, INTEGER, PERCENT, NumberFormat
from desktop_app.workbooks.page_setup import PageSetup
from desktop_app.workbooks.sheet import Formula, Heading, Sheet, Value
from desktop_app.workbooks.styles import BODY, CENTRED, GROUP, SECTION, Style

from . import looks
from .heading import write_heading, write_signatures
from .passport_sheet import describe, write_passport
from .row_checks import MISSING, field_check, first_status, rule_in_codes, status_text

TT, NAME, CODE, MEASURE, BEFORE, NOW, CHANGE, CHECK = range(8)
_WIDTHS = (28, 214, 38, 60, 60, 64, 56, 140)
_HEADINGS = (
    "TT",
    "Chỉ tiêu",
    CODE_HEADING,
    "Đơn vị tính",
    "Kỳ trước",
    INPUT_HEADING,
    "Tăng, giảm",
    "Kiểm tra",
)
_STEP = NumberFormat("[$-42A]+#,##0_);[$-42A]-#,##0_);0_)", lambda value: f"{value:+}")
_LARGEST = 999_999_999
_TITLES = {
    STOCKS: "Số liệu tại ngày cuối kỳ",
    FLOWS: "Số liệu phát sinh trong kỳ",
    MIXED: "Số liệu trong kỳ",
    RATIOS: "Tỷ lệ (máy tính)",
}
_HOW_TO = (
    "Cách điền: (1) Chỉ nhập vào ô nền vàng, viền đậm; bấm Tab để sang ô kế tiếp. (2) Không phát sinh thì nhập 0, "
    "không để trống; chưa có số liệu thì để trống. (3) Cột “Kiểm tra” báo LỖI thì sửa; báo XEM LẠI thì giải trình "
    "ở mục cuối, bắt đầu bằng mã dòng, ví dụ “A2: …”. (4) Lưu nguyên dạng .xlsx, không thêm bớt dòng, cột, không đổi "
    "tên trang. Ô màu xám là số kỳ trước, chỉ để đối chiếu."
)


def value_form(data: IssuedReturn) -> bytes:
    """The bytes of the workbook for one unit."""
    return _ValueForm(data).content()


class _ValueForm:
    """Lays the form out from the top; keeps where each line stands."""

    def __init__(self, data: IssuedReturn) -> None:
        self.data, self.form = data, data.form
        self.book = Book()
        self.book.workbook.calc_on_load = bool(data.filled)
        sample = annex.SAMPLE_MARK if data.profile.is_sample else ""
        version = f"Mẫu {data.form.key}, phiên bản {data.passport.version}"
        setup = PageSetup(False, data.code, version, sample, one_page=True, least_scale=0.8)
        self.sheet = Sheet(self.book, FORM_SHEET, _WIDTHS, setup)
        self.codes = codes_of(self.form)
        self.before = row_numbers(self.form, data.previous)
        self.rows: dict[str, int] = {}

    def content(self) -> bytes:
        self._heading()
        status = self._status_row()
        first = self._table()
        last = self.sheet.row - 1
        explanation = self._explanation()
        write_signatures(self.sheet, self.data.period, MEASURE, NAME)
        self._put_status(status, first, last, explanation)
        self.sheet.finish()
        self._limit_cells()
        self._protect(first, last)
        write_passport(self.book, self.data.passport)
        title = f"Phiếu thu thập số liệu {self.form.title}"
        describe(
            self.book,
            title,
            annex.committee_name(self.data.profile),
            self.data.code,
            self.data.period.code.code,
        )
        return self.book.content()

    def _heading(self) -> None:
        write_heading(self.sheet, self.data, self.form.title, annex.committee_name(self.data.profile), BEFORE)
        sheet = self.sheet
        row = sheet.row
        sheet.put(row, 0, "Loại số liệu:", SECTION.sized(11), to=(row, NAME))
        sheet.put(row, CODE, OFFICIAL, looks.CHOICE, to=(row, BEFORE))
        sheet.name_cells(KIND_NAME, CODE, row)
        self.kind_row = row
        sheet.space(6)
        sheet.line(_HOW_TO, looks.INSTRUCTIONS)

    def _status_row(self) -> int:
        row = self.sheet.line("", looks.STATUS)
        self.sheet.at_least(row, 24)
        return row

    def _put_status(self, row: int, first: int, last: int, explanation: int) -> None:
        span = self.sheet.span(CHECK, first, last)
        text = status_text(span, self.sheet.reference(explanation, 0))
        self.sheet.put(row, 0, Formula(text, first_status(self.form)), looks.STATUS, to=(row, CHECK))
        self.sheet.name_cells(STATUS_NAME, 0, row)

    def _table(self) -> int:
        self.sheet.header([Heading(title) for title in _HEADINGS], repeated=False)
        first = self.sheet.row
        sections = form_sections(self.form)
        row = first
        for section in sections:
            row += 1
            for line in section.lines:
                if not isinstance(line.column, RatioColumn):
                    self.rows[line.key] = row
                row += 1
        for section in sections:
            self._section(section)
        return first

    def _section(self, section: FormSection) -> None:
        row = self.sheet.row
        title = _TITLES[section.kind]
        if section.kind == STOCKS:
            title += f" ({format_document_date(self.data.period.last_day)})"
        self.sheet.put(row, TT, section.letter, GROUP.aligned("center"))
        self.sheet.put(row, NAME, title, GROUP, to=(row, CHECK))
        self.sheet.keep_with_next(row)
        for number, line in enumerate(section.lines, start=1):
            self._line(number, line)

    def _line(self, number: int, line: FormLine) -> None:
        row, column = self.sheet.row, line.column
        style = BODY if isinstance(column, (FormField, RatioColumn)) else BODY.emboldened()
        self.sheet.put(row, TT, number, CENTRED)
        self.sheet.put(row, NAME, self._name(line), style)
        self.sheet.put(row, CODE, line.code, CENTRED)
        self.sheet.put(row, MEASURE, self._measure(column), CENTRED.sized(10))
        if isinstance(column, FormField):
            self._field(row, column)
        elif isinstance(column, Derived):
            self._derived(row, column)
        else:
            self._ratio(row, column)
        self._put_change(row, PERCENT if isinstance(column, RatioColumn) else INTEGER)

    def _name(self, line: FormLine) -> str:
        column = line.column
        if isinstance(column, FormField):
            return column.label
        if isinstance(column, Derived):
            return f"{column.label} = {_spaced(formula_text(column.expression, self.codes))}"
        parts = (formula_text(part, self.codes) for part in (column.numerator, column.denominator))
        over, under = (f"({part})" if "+" in part else part for part in parts)
        return f"{column.label} = {over}/{under}"

    def _measure(self, column: Column) -> str:
        if isinstance(column, RatioColumn):
            return "%"
        measure = column.measure if isinstance(column, FormField) else ""
        measure = measure or self.form.unit_of_measure
        return {"thủ tục hành chính": "TTHC"}.get(measure, measure)

    def _cells(self) -> dict[str, str]:
        return {key: self.sheet.reference(row, NOW) for key, row in self.rows.items()}

    def _field(self, row: int, field: FormField) -> None:
        number = INTEGER if field.integer else DECIMAL
        known = self.data.previous.get(field.key)
        self.sheet.put(row, BEFORE, known.number if known else None, looks.PREVIOUS.showing(number))
        content = self.data.filled.get(field.key)
        shown = str(content) if isinstance(content, bool) else content
        self.sheet.put(row, NOW, shown, looks.INPUT.showing(number))
        self.sheet.name_cells(field_name(field.key), NOW, row)
        check = field_check(self.form, field, self._cells(), self.sheet.reference(row, BEFORE))
        self.sheet.put(row, CHECK, Formula(check, MISSING if field.required else ""), looks.CHECK)

    def _derived(self, row: int, column: Derived) -> None:
        before = self.before.get(column.key)
        self.sheet.put(row, BEFORE, _figure(before), looks.PREVIOUS.showing(INTEGER))
        cells = self._cells()
        text = where_known(column.expression.names, cells, formula_text(column.expression, cells), '""')
        self.sheet.put(row, NOW, Formula(text, ""), looks.COMPUTED.showing(INTEGER))
        self.sheet.put(row, CHECK, "", looks.CHECK)

    def _ratio(self, row: int, column: RatioColumn) -> None:
        ratio = ratio_of(column, self.before)
        before = ratio.percent if ratio else None
        self.sheet.put(row, BEFORE, before, looks.PREVIOUS.showing(PERCENT))
        text = ratio_text(column, self._cells(), "", annex.NO_FIGURE)
        self.sheet.put(row, NOW, Formula(text, ""), looks.COMPUTED.showing(PERCENT))
        self.sheet.put(row, CHECK, "", looks.CHECK)

    def _put_change(self, row: int, number: NumberFormat) -> None:
        before, now = self.sheet.reference(row, BEFORE), self.sheet.reference(row, NOW)
        text = f'IF(COUNT({before},{now})<2,"",{now}-{before})'
        style = Style(11, align="right", border=True, wrap=False).showing(GAP if number is PERCENT else _STEP)
        self.sheet.put(row, CHANGE, Formula(text, ""), style)

    def _explanation(self) -> int:
        sheet, row = self.sheet, self.sheet.row
        letter = chr(ord("A") + len(form_sections(self.form)))
        sheet.put(row, TT, letter, GROUP.aligned("center"))
        sheet.put(row, NAME, "Giải trình (bắt buộc khi có dòng XEM LẠI)", GROUP, to=(row, CHECK))
        sheet.keep_with_next(row)
        row = sheet.line(self.data.explanation or None, looks.INPUT_TEXT)
        sheet.at_least(row, 48)
        sheet.name_cells(EXPLANATION_NAME, 0, row)
        return row

    def _limit_cells(self) -> None:
        """Number limits with prompts, the choice of kind, and comments that explain each line."""
        worksheet = self.sheet.worksheet
        worksheet.data_validation(
            self.kind_row, CODE, self.kind_row, CODE, {"validate": "list", "source": [OFFICIAL, ESTIMATE]}
        )
        for field in self.form.fields:
            row = self.rows[field.key]
            worksheet.data_validation(row, NOW, row, NOW, _limits(field, self.codes[field.key]))
            worksheet.write_comment(
                row, NAME, self._comment(field), {"x_scale": 2, "y_scale": 1.4, "author": ""}
            )

    def _comment(self, field: FormField) -> str:
        parts = [f"{self.codes[field.key]}. {field.label}", field.help]
        for rule in self.form.rules:
            if field.key in rule.fields and rule.expression:
                must = "Phải" if rule.severity == "error" else "Xem lại nếu không"
                parts.append(f"{must} {rule_in_codes(rule, self.codes)}.")
        if not field.required:
            parts.append("Không bắt buộc; để trống nếu chưa có số liệu.")
        return "\n".join(part for part in parts if part)

    def _protect(self, first: int, last: int) -> None:
        worksheet = self.sheet.worksheet
        strong = self.book.workbook.add_format({"bold": True, "bg_color": looks.WARNING_FILL})
        for word in ("LỖI", "CHƯA NHẬP", "XEM LẠI"):
            rule = {"type": "text", "criteria": "begins with", "value": word, "format": strong}
            worksheet.conditional_format(first, CHECK, last, CHECK, rule)
        worksheet.set_margins(20 / 25.4, 15 / 25.4, 20 / 25.4, 18 / 25.4)
        worksheet.protect("", {"select_locked_cells": True, "format_rows": True, "format_columns": True})
        row = min(self.rows[field.key] for field in self.form.fields)
        worksheet.set_selection(row, NOW, row, NOW)
        worksheet.activate()


def _limits(field: FormField, code: str) -> dict[str, object]:
    lowest = -_LARGEST if field.minimum is None else field.minimum
    kind = "số nguyên" if field.integer else "số"
    return {
        "validate": "integer" if field.integer else "decimal",
        "criteria": "between",
        "minimum": lowest,
        "maximum": _LARGEST,
        "input_title": f"{code}: nhập {kind}",
        "input_message": (field.help or field.label)[:255],
        "error_title": "Số chưa đúng",
        "error_message": f"Ô này chỉ nhận {kind} từ {lowest}. Chỉ gõ chữ số, không kèm chữ.",
        "error_type": "stop",
    }


def _spaced(text: str) -> str:
    return text.replace("+", " + ").replace("-", " - ").replace("*", " x ")


def _figure(value: Number | None) -> Value:
    return None if value is None else plain(exact(value))
