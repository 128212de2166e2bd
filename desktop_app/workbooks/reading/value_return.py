"""A filled-in value form as found in a workbook: its cells by name and line code, and every deviation from the form.

A line is found by the name of its cell and by the code beside it; where rows or columns were moved the code has
the last word, since people move codes and figures together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.form_lines import FormLine, form_lines, form_sections
from desktop_app.domain.forms import Form
from desktop_app.domain.issuing import (
    CODE_HEADING,
    CODE_NAME,
    ESTIMATE,
    EXPLANATION_NAME,
    FORM_SHEET,
    INDEX_SHEET,
    INPUT_HEADING,
    KIND_NAME,
    PASSPORT_SHEET,
    UNIT_LABEL,
    UNIT_NAME,
    field_name,
)
from desktop_app.domain.passports import Passport, nonce_in, passport_from
from desktop_app.domain.returns import ERROR, WARNING, Found, Problem, RawReturn
from desktop_app.domain.text import fold, nfc

from .workbook import ReadSheet, ReadWorkbook, address

_NAME, _CODE, _NOW, _CHANGE, _CHECK = 1, 2, 5, 6, 7
_HEAD_ROWS = 200


def passport_of(book: ReadWorkbook) -> Passport | None:
    """The passport in the hidden sheet, or None when the sheet is gone or was changed."""
    sheet = book.sheet(PASSPORT_SHEET)
    if sheet is None:
        return None
    return passport_from({sheet.text(row, 0): sheet.text(row, 1) for row in range(20)})


def printed_nonce(book: ReadWorkbook) -> str | None:
    """The number in the printed code: in its named cell, else in any cell near the top of a sheet."""
    named = _named_text(book, CODE_NAME)
    if named and (nonce := nonce_in(named)):
        return nonce
    for sheet in book.sheets:
        for (row, _), content in sheet.cells.items():
            if row < _HEAD_ROWS and isinstance(content, str) and (nonce := nonce_in(nfc(content))):
                return nonce
    return None


def _named_text(book: ReadWorkbook, name: str) -> str:
    sheet_name, place = book.names.get(name, ("", (0, 0)))
    sheet = book.sheet(sheet_name)
    return nfc(sheet.text(*place)) if sheet else ""


def named_unit(book: ReadWorkbook, sheet: ReadSheet) -> str:
    """The unit's name printed on the form, "" where it was taken away."""
    text = _named_text(book, UNIT_NAME)
    if not text:
        beginning = fold(UNIT_LABEL.strip())
        text = next(
            (
                nfc(content)
                for content in sheet.cells.values()
                if isinstance(content, str) and fold(nfc(content[:80])).startswith(beginning)
            ),
            "",
        )
    return text.removeprefix(UNIT_LABEL.strip()).partition("(mã")[0].strip()


def read_value_return(book: ReadWorkbook, form: Form) -> RawReturn | None:
    """The return in a workbook, read by `form` as it was issued; None when no sheet looks like the form."""
    table = _find_table(book)
    return None if table is None else _Reading(book, form, table).raw_return()


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the form's table stands: the heading row and the columns of codes and of figures."""

    sheet: ReadSheet
    heading: int
    code: int
    now: int


def _find_table(book: ReadWorkbook) -> _Table | None:
    own = book.sheet(FORM_SHEET)
    candidates = [own] if own else []
    candidates += [sheet for sheet in book.sheets if sheet is not own and sheet.visible]
    for sheet in candidates:
        found = _headings(sheet)
        if found:
            return found
    return None


def _headings(sheet: ReadSheet) -> _Table | None:
    codes = {row: column for (row, column), content in sheet.cells.items() if _is(content, CODE_HEADING)}
    for (row, column), content in sheet.cells.items():
        if row in codes and _is(content, INPUT_HEADING):
            return _Table(sheet, row, codes[row], column)
    return None


def _is(content: object, words: str) -> bool:
    if not isinstance(content, str) or len(content) > 2 * len(words) + 4:
        return False
    return fold(nfc(content)) == fold(words)


class _Reading:
    """One workbook being read by one form."""

    def __init__(self, book: ReadWorkbook, form: Form, table: _Table) -> None:
        self.book, self.form, self.table, self.sheet = book, form, table, table.sheet
        self.lines = form_lines(form)
        self.problems: list[Problem] = []
        self.rows = self._rows_by_code()

    def raw_return(self) -> RawReturn:
        cells = {line.key: found for line in self.lines if line.is_input and (found := self._input(line))}
        computed = {
            line.code: self.sheet.found(self.rows[line.code], self.table.now)
            for line in self.lines
            if not line.is_input and line.code in self.rows
        }
        self._compare_structure(computed)
        kind = _named_text(self.book, KIND_NAME) or self._beside("Loại số liệu:")
        return RawReturn(
            sheet=self.sheet.name,
            cells=cells,
            computed=computed if self.book.structured else {},
            passport=passport_of(self.book),
            printed=printed_nonce(self.book),
            unit_shown=named_unit(self.book, self.sheet),
            explanation=self._explanation(),
            estimated=fold(kind) == fold(ESTIMATE),
            sender=self.book.sender,
            deviations=tuple(self.problems),
        )

    def _rows_by_code(self) -> dict[str, int]:
        wanted = {line.code for line in self.lines}
        rows: dict[str, int] = {}
        for (row, column), content in sorted(self.sheet.cells.items(), key=lambda item: item[0]):
            if column != self.table.code or row <= self.table.heading or not isinstance(content, str):
                continue
            code = nfc(content).upper()
            if code in rows:
                self._say(row, column, WARNING, f"Mã dòng {code} có hai lần; đọc dòng đứng trước.")
            elif code in wanted:
                rows[code] = row
        return rows

    def _input(self, line: FormLine) -> Found | None:
        named = self.book.names.get(field_name(line.key))
        row = self.rows.get(line.code)
        if row is not None:
            if named and named[0] == self.sheet.name and named[1] != (row, self.table.now):
                self._say(
                    row, self.table.now, WARNING, f"Ô của dòng {line.code} đã bị dời chỗ; đọc theo mã dòng."
                )
            return self._checked(line, row, self.table.now)
        if named and named[0] == self.sheet.name and self._label_fits(line, named[1][0]):
            self._say(*named[1], WARNING, f"Mã dòng {line.code} bị sửa hoặc xóa; đọc theo tên ô.")
            return self._checked(line, *named[1])
        message = (
            f"Phiếu thiếu dòng {line.code} “{line.column.label}”: dòng đã bị xóa. Hỏi lại đơn vị số này."
        )
        self.problems.append(Problem(self.sheet.name, "", line.code, ERROR, message))
        return None

    def _checked(self, line: FormLine, row: int, column: int) -> Found:
        if not self._label_fits(line, row) and self._label(row):
            self._say(
                row,
                column,
                WARNING,
                f"Tên dòng {line.code} bị sửa, mẫu là “{line.column.label}”. Hỏi lại đơn vị.",
            )
        if (row, column) in self.sheet.structure.linked:
            self._say(
                row, column, WARNING, "Số lấy qua liên kết từ tệp khác; đọc giá trị lưu sẵn. Kiểm tra lại."
            )
        return self.sheet.found(row, column)

    def _label(self, row: int) -> str:
        return fold(nfc(self.sheet.text(row, _NAME + self.table.code - _CODE)))

    def _label_fits(self, line: FormLine, row: int) -> bool:
        return self._label(row).startswith(fold(line.column.label))

    def _say(self, row: int, column: int, severity: str, message: str) -> None:
        shown = self.sheet.text(row, column)[:80]
        self.problems.append(Problem(self.sheet.name, address(row, column), shown, severity, message))

    def _beside(self, label: str) -> str:
        for (row, column), content in self.sheet.cells.items():
            if _is(content, label):
                return nfc(" ".join(self.sheet.text(row, column + step) for step in range(1, 6)))
        return ""

    def _explanation(self) -> str:
        if EXPLANATION_NAME in self.book.names:
            return _named_text(self.book, EXPLANATION_NAME)
        for (row, column), content in self.sheet.cells.items():
            if isinstance(content, str) and fold(nfc(content)).startswith("giai trinh (bat buoc"):
                return nfc(self.sheet.text(row + 1, column - _NAME))
        return ""

    def _compare_structure(self, computed: Mapping[str, Found]) -> None:
        if self.sheet.name != FORM_SHEET:
            self._say_of_sheet(f"Trang “{FORM_SHEET}” bị đổi tên thành “{self.sheet.name}”.")
        self._compare_rows()
        if (self.table.code, self.table.now) != (_CODE, _NOW):
            self._say(
                self.table.heading,
                self.table.now,
                WARNING,
                "Phiếu bị chèn hoặc xóa cột; đọc theo tiêu đề cột.",
            )
        extra = [
            sheet.name
            for sheet in self.book.sheets
            if sheet.name not in (self.sheet.name, PASSPORT_SHEET, INDEX_SHEET)
        ]
        if extra:
            self._say_of_sheet(f"Tệp có thêm trang: {', '.join(extra[:5])}. Trang thêm không được đọc.")
        if self.book.sheet(PASSPORT_SHEET) is None:
            self._say_of_sheet("Trang ẩn nhận dạng phiếu đã bị xóa; nhận ra nhờ mã in trên phiếu.")
        if self.book.structured:
            self._compare_formulas(computed)

    def _say_of_sheet(self, message: str) -> None:
        self.problems.append(Problem(self.sheet.name, "", "", WARNING, message))

    def _compare_rows(self) -> None:
        """Rows put in or taken out, by the distance of each code from the heading."""
        shift = 0
        for code, expected in _expected_rows(self.form):
            if code not in self.rows:
                continue
            found = self.rows[code] - self.table.heading - expected
            if found != shift:
                what = (
                    f"{found - shift} dòng bị chèn"
                    if found > shift
                    else f"{shift - found} dòng bị xóa hoặc dời"
                )
                self._say(self.rows[code], self.table.code, WARNING, f"{what} phía trên dòng {code}.")
                shift = found

    def _compare_formulas(self, computed: Mapping[str, Found]) -> None:
        if self.sheet.structure.protected is False:
            self._say_of_sheet("Khóa bảo vệ trang đã bị gỡ.")
        for code, found in computed.items():
            if not found.formula:
                self._say(
                    self.rows[code], self.table.now, WARNING, f"Công thức của dòng {code} bị gõ đè hoặc xóa."
                )
        checks = [
            row
            for line in self.lines
            if line.is_input and (row := self.rows.get(line.code)) is not None
            if not self._has_formula(row, _CHECK) or not self._has_formula(row, _CHANGE)
        ]
        if checks:
            where = ", ".join(str(row + 1) for row in checks[:5])
            self._say_of_sheet(f"Công thức kiểm tra hoặc tăng, giảm bị gõ đè hoặc xóa ở dòng {where}.")

    def _has_formula(self, row: int, column: int) -> bool:
        return (row, column + self.table.now - _NOW) in self.sheet.structure.formulas


def _expected_rows(form: Form) -> Iterable[tuple[str, int]]:
    """Each line's code with its distance from the heading row in the form as it is issued."""
    row = 1  # the row of column numbers
    for section in form_sections(form):
        row += 1
        for line in section.lines:
            row += 1
            yield line.code, row
