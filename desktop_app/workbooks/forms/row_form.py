"""The collection forms with a row for each task or layer: what the office knows is given, the rest is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop_app.domain.issuing import FORM_SHEET, NAME_PREFIX
from desktop_app.domain.returns import Content
from desktop_app.domain.row_forms import CODE, CellKind, IssuedRows, RowColumn, cell_key
from desktop_app.workbooks import annex
from desktop_app.workbooks.book import Book
from desktop_app.workbooks.number_formats import INTEGER, date_format
from desktop_app.workbooks.page_setup import PageSetup
from desktop_app.workbooks.sheet import Heading, Sheet, Value
from desktop_app.workbooks.styles import BODY, CENTRED, Style

from . import looks
from .heading import write_heading, write_signatures
from .passport_sheet import describe, write_passport

_LATEST = date(2100, 12, 31)
_ANY_DAY = date_format(date(2020, 12, 31))


def row_form(data: IssuedRows) -> bytes:
    """The bytes of the workbook for one unit."""
    return _RowForm(data).content()


def input_name(code: str, column: str) -> str:
    """The defined name of a cell: PH_NV_09_percent."""
    return NAME_PREFIX + "".join(sign if sign.isalnum() else "_" for sign in cell_key(code, column))


class _RowForm:
    """Lays the form out from the top."""

    def __init__(self, data: IssuedRows) -> None:
        self.data, self.form = data, data.form
        self.book = Book()
        sample = annex.SAMPLE_MARK if data.profile.is_sample else ""
        setup = PageSetup(True, data.code, f"Mẫu {data.form.key}", sample, least_scale=0.85)
        self.sheet = Sheet(self.book, FORM_SHEET, [column.width for column in self.form.columns], setup)

    def content(self) -> bytes:
        body = annex.committee_name(self.data.profile)
        write_heading(self.sheet, self.data, self.form.title, body, len(self.form.columns) - 4)
        self.sheet.space(6)
        self.sheet.line(self.form.how_to, looks.INSTRUCTIONS)
        self.sheet.header([Heading(column.title) for column in self.form.columns], size=10)
        first = self.sheet.row
        for row in self.data.rows:
            self._row(row)
        last = self.sheet.row - 1
        write_signatures(self.sheet, self.data.period, len(self.form.columns) - 4, 2)
        self.sheet.finish()
        self._limit(first, last)
        self.sheet.worksheet.protect("", {"format_rows": True, "format_columns": True})
        first_input = next(index for index, column in enumerate(self.form.columns) if column.is_input)
        self.sheet.worksheet.set_selection(first, first_input, first, first_input)
        codes = ",".join(str(row[CODE]) for row in self.data.rows)
        write_passport(self.book, self.data.passport, {"dong": codes})
        period = self.data.period.code.code
        describe(self.book, f"Phiếu thu thập {self.form.title}", body, self.data.code, period)
        return self.book.content()

    def _row(self, given: Mapping[str, Content]) -> None:
        sheet, row = self.sheet, self.sheet.row
        code = str(given[CODE])
        for place, column in enumerate(self.form.columns):
            content = self.data.filled.get(cell_key(code, column.key), given.get(column.key))
            sheet.put(row, place, _value(content), self._look(column, content))
            if column.is_input:
                sheet.name_cells(input_name(code, column.key), place, row)
        sheet.at_least(row, 30)

    def _look(self, column: RowColumn, content: Content) -> Style:
        if column.kind is CellKind.GIVEN:
            grey = looks.PREVIOUS.aligned("center")
            plain = BODY.sized(10) if column.key in ("title", "system", "layer") else CENTRED.sized(10)
            return grey.sized(10) if column.previous else plain
        if column.kind is CellKind.PERCENT:
            return looks.INPUT.showing(INTEGER)
        if column.kind is CellKind.DATE:
            return looks.CHOICE.sized(10).showing(_ANY_DAY)
        return (looks.CHOICE if column.kind is CellKind.CHOICE else looks.INPUT_TEXT).sized(10)

    def _limit(self, first: int, last: int) -> None:
        """Choices, limits and prompts for each column, and a comment on its heading."""
        worksheet = self.sheet.worksheet
        for place, column in enumerate(self.form.columns):
            if not column.is_input:
                continue
            rule = _rule(column)
            if rule:
                prompt = {"input_title": column.title[:32], "input_message": column.help[:255]}
                worksheet.data_validation(first, place, last, place, rule | prompt)
            if column.help:
                options = {"x_scale": 1.6, "y_scale": 0.8, "author": ""}
                worksheet.write_comment(first - 2, place, f"{column.title}\n{column.help}", options)


def _value(content: Content) -> Value:
    return str(content) if isinstance(content, bool) else content


def _rule(column: RowColumn) -> dict[str, object]:
    if column.kind is CellKind.PERCENT:
        wrong = "Chỉ nhập số nguyên từ 0 đến 100, không gõ dấu %."
        limits = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    elif column.kind is CellKind.CHOICE:
        wrong = "Chọn một mục trong danh sách."
        limits = {"validate": "list", "source": list(column.choices)}
    elif column.kind is CellKind.DATE:
        wrong = "Nhập ngày dạng ngày/tháng/năm, ví dụ 05/03/2021."
        limits = {"validate": "date", "criteria": "between", "minimum": date(1990, 1, 1), "maximum": _LATEST}
    else:
        return {}
    return limits | {"error_title": "Chưa đúng", "error_message": wrong, "error_type": "stop"}
