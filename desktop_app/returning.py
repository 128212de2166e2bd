"""Sending errors back: a copy of each sender's own workbook with its wrong cells marked; no Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from desktop_app.domain.errors import RecordError, system_reason
from desktop_app.domain.issuing import INDEX_SHEET, IssuedReturn, field_name
from desktop_app.domain.passports import IssuedForm
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import ERROR, Batch, FileReport, Problem, RawReturn
from desktop_app.domain.row_forms import ROW_FORMS, split_key
from desktop_app.exporting import cells_of
from desktop_app.issuing import issued_rows
from desktop_app.recognising import form_of
from desktop_app.store.reader import Reader
from desktop_app.workbooks.annotating import CannotAnnotate, Mark, annotated
from desktop_app.workbooks.reading.opening import open_workbook
from desktop_app.workbooks.reading.workbook import address
from desktop_app.workbooks.saving import save

SUFFIX, CLEAN = "_can-sua", "_da-sua"


def return_to_senders(read: Reader, batch: Batch, folder: Path) -> list[Path]:
    """Write a marked copy of each file with problems into `folder`; answers the copies.

    The copy is always an .xlsx; one that was sent in an old format comes as a new form with the same figures.
    Raises RecordError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"Không tạo được thư mục {folder} ({system_reason(error)}). Chọn thư mục khác."
        ) from error
    written: list[Path] = []
    for report in batch.to_return:
        target = _free(folder, report.file_name, SUFFIX, written)
        save(target, _copy(read, report))
        written.append(target)
    for report in batch.files:
        if _corrected(report):
            target = _free(folder, report.file_name, CLEAN, written)
            save(target, annotated(report.content, []))
            written.append(target)
    return written


def _corrected(report: FileReport) -> bool:
    """Whether a file without problems still carries the marks of an earlier copy; they are cleared."""
    if report.problems or not report.content:
        return False
    book = open_workbook(report.content)
    return book.kind == "xlsx" and book.sheet(INDEX_SHEET) is not None


def _free(folder: Path, name: str, suffix: str, taken: Sequence[Path]) -> Path:
    """A name in the folder that no other copy of this go has; one of an earlier go is replaced."""
    stem = PurePath(name).stem.removesuffix(SUFFIX) or "phieu"
    target = folder / f"{stem}{suffix}.xlsx"
    number = 2
    while target in taken:
        target = folder / f"{stem}{suffix}-{number}.xlsx"
        number += 1
    return target


def _copy(read: Reader, report: FileReport) -> bytes:
    marks = [_mark(problem) for problem in report.problems]
    if open_workbook(report.content).kind == "xlsx":
        try:
            return annotated(report.content, marks)
        except CannotAnnotate:
            pass
    return _new_form(read, report)


def _mark(problem: Problem) -> Mark:
    return Mark(problem.sheet, problem.cell, problem.value, problem.severity == ERROR, problem.message)


def _new_form(read: Reader, report: FileReport) -> bytes:
    """The unit's figures in a new form with the same passport, marked."""
    from desktop_app.workbooks.forms.value_form import value_form  # slow to import, and needed only here

    issued, raw = read.issued_form(report.nonce), report.raw
    if issued and raw and report.form in ROW_FORMS:
        return _new_rows(read, report, issued, raw)
    form = form_of(read, issued) if issued else None
    if issued is None or raw is None or form is None:
        raise RecordError(f"Không lập được bản trả lại của {report.file_name}. Gửi đơn vị danh sách lỗi.")
    code = PeriodCode.parse(report.period)
    unit = read.unit(issued.passport.unit_id)
    data = IssuedReturn(
        read.profile(),
        form,
        read.period(code),
        unit,
        issued.passport,
        cells_of(read, form, code.previous).get(unit.id, {}),
        {key: found.content for key, found in raw.cells.items()},
        raw.explanation,
    )
    return _marked_again(report, value_form(data), field_name)


def _new_rows(read: Reader, report: FileReport, issued: IssuedForm, raw: RawReturn) -> bytes:
    """The unit's rows in a new form with the same passport, marked."""
    from desktop_app.workbooks.forms.row_form import input_name, row_form

    form, code = ROW_FORMS[report.form], PeriodCode.parse(report.period)
    filled = {key: found.content for key, found in raw.cells.items()}
    content = row_form(replace(issued_rows(read, form, code, issued.passport), filled=filled))
    return _marked_again(report, content, lambda field: input_name(*split_key(field)))


def _marked_again(report: FileReport, content: bytes, name_of: Callable[[str], str]) -> bytes:
    """A new form with the marks of the sent one; `name_of` gives the defined name of a field's cell."""
    names = open_workbook(content).names
    marks = []
    for problem in report.problems:
        place = names.get(name_of(problem.field)) if problem.field else None
        cell = address(*place[1]) if place else ""
        marks.append(_mark(replace(problem, sheet=place[0] if place else problem.sheet, cell=cell)))
    return annotated(content, marks)
