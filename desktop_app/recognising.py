"""Recognising what the units send back: which form a file is, whose, and for which period; no Qt here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from desktop_app.domain.batch_choices import Choices
from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.passports import IssuedForm
from desktop_app.domain.returns import ERROR, FileReport, FileState, Problem, RawReturn
from desktop_app.domain.row_forms import ROW_FORMS
from desktop_app.plain_importing import recognise_plain
from desktop_app.store.reader import Reader
from desktop_app.workbooks.annex import committee_name
from desktop_app.workbooks.reading.bounds import UnreadableFile
from desktop_app.workbooks.reading.files import SourceFile, count_files, source_files
from desktop_app.workbooks.reading.opening import open_workbook
from desktop_app.workbooks.reading.row_return import read_row_return
from desktop_app.workbooks.reading.value_return import passport_of, printed_nonce, read_value_return
from desktop_app.workbooks.reading.workbook import ReadWorkbook

Progress = Callable[[int, int], None]
_MOST_KEPT = 250 * 1024 * 1024  # octets of recognised files held until Ghi


def recognise_all(
    read: Reader,
    paths: Sequence[Path],
    choices: Choices,
    progress: Progress | None = None,
    kept: int = 0,
) -> list[FileReport]:
    """What each file behind the paths is and whose; `kept` octets of earlier files are held already.

    `progress` is told (files done, files in all as far as known) and may raise to stop.
    """
    found: list[FileReport] = []
    known = count_files(paths) if progress else 0
    for number, source in enumerate(source_files(paths)):
        if progress:
            progress(number, max(known, number + 1))
        reports = recognise(read, source, choices)
        kept += len(source.content) if reports[0].content else 0
        if kept > _MOST_KEPT and reports[0].content:
            message = "Lô này quá lớn để giữ trong bộ nhớ. Ghi các tệp trước rồi đọc tệp này ở lần sau."
            reports = [not_taken(reports[0], FileState.UNREADABLE, message)]
        found += reports
    return found


def recognise_again(read: Reader, report: FileReport, choices: Choices) -> list[FileReport]:
    """The same file anew, after the clerk said what it did not say itself."""
    return recognise(
        read, SourceFile(report.path, report.file_name, report.content, report.modified), choices
    )


def recognise(read: Reader, source: SourceFile, choices: Choices) -> list[FileReport]:
    """What a file is and whose, by its passport or printed code, else by its headings; nothing is checked yet.

    A table without passport gives a report for each unit it speaks of.
    """
    digest = hashlib.sha256(source.content).hexdigest() if source.content else ""
    bare = FileReport(source.path, source.name, FileState.OK, digest, modified=source.modified)
    if source.problem:
        return [not_taken(bare, FileState.UNREADABLE, source.problem)]
    try:
        book = open_workbook(source.content)
    except UnreadableFile as error:
        return [not_taken(bare, FileState.UNREADABLE, str(error))]
    issued = _issued(read, book)
    if issued:
        return [_recognised(read, replace(bare, content=source.content), book, issued)]
    if passport_of(book) or printed_nonce(book):
        message = (
            "Phiếu có mã nhưng không do sổ này phát hành. Mở đúng sổ, hoặc phát hành phiếu mới cho đơn vị."
        )
        return [not_taken(bare, FileState.UNRECOGNISED, message)]
    said = choices.said.get(digest, choices.otherwise)
    return recognise_plain(read, replace(bare, content=source.content), book, said)


def _recognised(read: Reader, bare: FileReport, book: ReadWorkbook, issued: IssuedForm) -> FileReport:
    raw = _read_raw(read, book, issued)
    if raw is None:
        message = (
            "Nhận ra mã phiếu nhưng không còn thấy bảng và tiêu đề cột của phiếu. Yêu cầu đơn vị gửi lại."
        )
        return not_taken(bare, FileState.UNRECOGNISED, message)
    passport = issued.passport
    raw = _with_repairs(raw, book)
    ours = raw.sender == committee_name(read.profile())
    return replace(
        bare,
        form=passport.form,
        unit_id=passport.unit_id,
        period=passport.period,
        nonce=passport.nonce,
        sender="" if ours else raw.sender,
        raw=raw,
    )


def _with_repairs(raw: RawReturn, book: ReadWorkbook) -> RawReturn:
    """The return with what was put right in its sheet said of it."""
    sheet = book.sheet(raw.sheet)
    if sheet is None or not sheet.repairs:
        return raw
    return replace(raw, deviations=(*raw.deviations, *sheet.repair_problems()))


def _read_raw(read: Reader, book: ReadWorkbook, issued: IssuedForm) -> RawReturn | None:
    rows = ROW_FORMS.get(issued.passport.form)
    if rows:
        return read_row_return(book, rows)
    form = form_of(read, issued)
    return read_value_return(book, form) if form else None


def not_taken(report: FileReport, state: FileState, message: str) -> FileReport:
    """The report of a file that cannot be read further, with the reason."""
    problem = Problem("", "", "", ERROR, message)
    return replace(report, state=state, content=b"", problems=(problem,), raw=None)


def _issued(read: Reader, book: ReadWorkbook) -> IssuedForm | None:
    """The workbook as given out: by the hidden passport, else by the printed code."""
    passport = passport_of(book)
    found = read.issued_form(passport.nonce) if passport else None
    if found is None:
        printed = printed_nonce(book)
        found = read.issued_form(printed) if printed else None
    return found


def form_of(read: Reader, issued: IssuedForm) -> Form | None:
    """The form as it was when the workbook was issued, or None when the record no longer has it."""
    passport = issued.passport
    definition = read.form_version(passport.form, passport.version)
    return _parsed(definition) if definition else read.form(passport.form)


@lru_cache(maxsize=32)
def _parsed(definition: str) -> Form | None:
    return form_from_definition(json.loads(definition))
