"""A filled-in form of rows as found in a workbook: cells by the code of their row and the heading of their column."""

from __future__ import annotations

from desktop_app.domain.issuing import FORM_SHEET, INDEX_SHEET, PASSPORT_SHEET, SIGNER
from desktop_app.domain.returns import ERROR, WARNING, Found, Problem, RawReturn
from desktop_app.domain.row_forms import CODE, RowForm, cell_key
from desktop_app.domain.text import fold, nfc

from .value_return import named_unit, passport_of, printed_nonce
from .workbook import ReadSheet, ReadWorkbook, address

_LAST_ROW = 20


def read_row_return(book: ReadWorkbook, form: RowForm) -> RawReturn | None:
    """The return in a workbook; None when no sheet has the form's headings."""
    own = book.sheet(FORM_SHEET)
    others = [sheet for sheet in book.sheets if sheet is not own and sheet.visible]
    for sheet in [*([own] if own else []), *others]:
        found = _headings(sheet, form)
        if found:
            return _read(book, sheet, form, *found)
    return None


def _headings(sheet: ReadSheet, form: RowForm) -> tuple[int, dict[str, int]] | None:
    """The heading row, and where each column stands; the code and every input must be there."""
    titles = {fold(column.title): column.key for column in form.columns}
    rows: dict[int, dict[str, int]] = {}
    for (row, place), content in sheet.cells.items():
        if isinstance(content, str) and len(content) < 60:
            key = titles.get(fold(" ".join(nfc(content).split())))
            if key:
                rows.setdefault(row, {}).setdefault(key, place)
    wanted = {CODE, *(column.key for column in form.inputs)}
    return next(((row, places) for row, places in sorted(rows.items()) if wanted <= set(places)), None)


def _read(
    book: ReadWorkbook, sheet: ReadSheet, form: RowForm, heading: int, places: dict[str, int]
) -> RawReturn:
    problems: list[Problem] = []
    cells: dict[str, Found] = {}
    seen: dict[str, int] = {}
    for row in sorted({row for row, place in sheet.cells if place == places[CODE] and row > heading + 1}):
        code = nfc(sheet.text(row, places[CODE]))
        if fold(code) == fold(SIGNER):
            break  # the end of the table
        if not any((row, places[column.key]) in sheet.cells for column in form.columns[1:]):
            continue
        if code in seen:
            message = f"Mã {code} có hai dòng; chỉ đọc dòng đứng trước. Hỏi lại đơn vị."
            problems.append(Problem(sheet.name, address(row, places[CODE]), code, ERROR, message))
            continue
        seen[code] = row
        for column in form.inputs:
            cells[cell_key(code, column.key)] = sheet.found(row, places[column.key])
    problems += _missing(book, sheet, seen)
    problems += _structure(book, sheet)
    return RawReturn(
        sheet=sheet.name,
        cells=cells,
        passport=passport_of(book),
        printed=printed_nonce(book),
        unit_shown=named_unit(book, sheet),
        sender=book.sender,
        deviations=tuple(problems),
    )


def _missing(book: ReadWorkbook, sheet: ReadSheet, seen: dict[str, int]) -> list[Problem]:
    """Rows of the form as issued that are gone; the hidden sheet remembers them."""
    hidden = book.sheet(PASSPORT_SHEET)
    said = {hidden.text(row, 0): hidden.text(row, 1) for row in range(_LAST_ROW)} if hidden else {}
    issued = [code for code in said.get("dong", "").split(",") if code]
    return [
        Problem(sheet.name, "", code, ERROR, f"Phiếu thiếu dòng {code}: dòng đã bị xóa. Hỏi lại đơn vị.")
        for code in issued
        if code not in seen
    ]


def _structure(book: ReadWorkbook, sheet: ReadSheet) -> list[Problem]:
    said = []
    if sheet.name != FORM_SHEET:
        said.append(f"Trang “{FORM_SHEET}” bị đổi tên thành “{sheet.name}”.")
    extra = [
        other.name for other in book.sheets if other.name not in (sheet.name, PASSPORT_SHEET, INDEX_SHEET)
    ]
    if extra:
        said.append(f"Tệp có thêm trang: {', '.join(extra[:5])}. Trang thêm không được đọc.")
    if book.sheet(PASSPORT_SHEET) is None:
        said.append("Trang ẩn nhận dạng phiếu đã bị xóa; nhận ra nhờ mã in trên phiếu.")
    if sheet.structure.protected is False:
        said.append("Khóa bảo vệ trang đã bị gỡ.")
    return [Problem(sheet.name, "", "", WARNING, message) for message in said]
