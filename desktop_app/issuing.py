"""Issuing the collection forms: which there are, and one workbook for each expected unit; no Qt here."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from desktop_app.commands.exchange import IssueForms
from desktop_app.domain.errors import InvalidInput, ReadOnlyRecord, RecordError, system_reason
from desktop_app.domain.forms import Form
from desktop_app.domain.issuing import IssuedReturn, file_name
from desktop_app.domain.passports import Passport, new_nonce, version_of
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Batch
from desktop_app.domain.returns_board import ReturnBoard, return_board
from desktop_app.domain.row_forms import LAYERS, ROW_FORMS, TASKS, IssuedRows, RowForm
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.units import Unit
from desktop_app.exporting import cells_of
from desktop_app.row_exchange import rows_of, units_with_rows
from desktop_app.session import Session
from desktop_app.store.reader import Reader

Progress = Callable[[int, int], None]
Draw = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class WrittenForms:
    """Workbooks that were written but are not noted in the record yet."""

    command: IssueForms
    paths: tuple[Path, ...]

    def discard(self) -> None:
        """Remove the files again."""
        for path in self.paths:
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class IssuableForm:
    """A form that can be given out: its key and title, and what it asks for ("values", "tasks", "layers")."""

    key: str
    title: str
    kind: str
    source: str = ""
    frequency: tuple[str, ...] = ()


def issuable_forms(read: Reader) -> list[IssuableForm]:
    """All forms the record knows, those of the catalogue first."""
    values = [
        IssuableForm(form.key, form.title, "values", form.source, form.frequency) for form in read.forms()
    ]
    rows = [IssuableForm(TASKS.key, TASKS.title, "tasks"), IssuableForm(LAYERS.key, LAYERS.title, "layers")]
    return [*values, *rows]


def expected_units(read: Reader, form_key: str, code: PeriodCode) -> list[Unit]:
    """The units that have to send a form in for a period: those in force at its end, of the form's kinds.

    A form of rows is expected of units that have rows.
    """
    if form_key in ROW_FORMS:
        return units_with_rows(read, ROW_FORMS[form_key], code)
    form = _form(read, form_key)
    return reporting_units(form, read.units(), read.period(code).last_day)


def _form(read: Reader, key: str) -> Form:
    form = read.form(key)
    if form is None:
        known = ", ".join(item.key for item in issuable_forms(read))
        raise InvalidInput(f"Sổ không có biểu mẫu “{key}”. Chọn một trong: {known}.")
    return form


def issue_forms(
    session: Session,
    form_key: str,
    code: PeriodCode,
    folder: Path,
    progress: Progress | None = None,
    draw: Draw = secrets.randbelow,
) -> list[Path]:
    """Write one workbook for each expected unit into `folder` and note them; answers the files.

    `progress` and the errors raised are those of `write_forms`.
    """
    refuse_viewing(session)
    written = write_forms(session.read, form_key, code, folder, session.record.clock(), progress, draw)
    try:
        session.do(written.command)
    except BaseException:
        written.discard()
        raise
    return list(written.paths)


def write_forms(
    read: Reader,
    form_key: str,
    code: PeriodCode,
    folder: Path,
    at: datetime,
    progress: Progress | None = None,
    draw: Draw = secrets.randbelow,
) -> WrittenForms:
    """Write one workbook for each expected unit into `folder`; the record is not changed.

    `progress` is told (files written, files in all); if it raises, the files written so far are removed again.
    Raises RecordError: no such form or unit, a file in the way, the folder not writable.
    """
    rows = ROW_FORMS.get(form_key)
    form = rows or _form(read, form_key)
    definition = rows.definition if rows else read.form_definition(form_key) or ""
    version = version_of(definition)
    names: dict[str, Unit] = {}
    for unit in _units_of(read, form, code):
        names[file_name(form.key, code.code, unit, names)] = unit
    _prepare(folder, list(names))
    issued = [
        (Passport(form.key, version, unit.id, code.code, new_nonce(draw)), name)
        for name, unit in names.items()
    ]
    written: list[Path] = []
    try:
        for passport, name in issued:
            written.append(_write(read, form, code, passport, folder / name))
            if progress:
                progress(len(written), len(issued))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return WrittenForms(IssueForms(form.short_title, definition, issued, at), tuple(written))


def refuse_viewing(session: Session) -> None:
    """Raise ReadOnlyRecord when the record is open for viewing only."""
    if not session.record.can_edit:
        raise ReadOnlyRecord(
            f"Sổ đang mở để xem nên chưa phát hành phiếu được. {session.record.viewing_reason}"
        )


def _units_of(read: Reader, form: Form | RowForm, code: PeriodCode) -> list[Unit]:
    if isinstance(form, Form):
        _refuse_period(read, form, code)
    units = expected_units(read, form.key, code)
    if not units:
        raise InvalidInput(
            f"Không có đơn vị nào phải báo cáo biểu {form.key} ở kỳ {code.short_title}. Kiểm tra danh sách đơn vị."
        )
    return units


def _refuse_period(read: Reader, form: Form, code: PeriodCode) -> None:
    period = read.period(code)
    if not form.in_force(period.last_day):
        raise InvalidInput(
            f"Biểu mẫu {form.key} không có hiệu lực ở kỳ {code.short_title}. Chọn kỳ khác hoặc biểu mẫu khác."
        )
    if code.kind not in form.frequency:
        raise InvalidInput(f"Biểu mẫu {form.key} không lập cho {code.short_title}. Chọn kỳ khác.")


def _prepare(folder: Path, names: list[str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"Không tạo được thư mục {folder} ({system_reason(error)}). Chọn thư mục khác."
        ) from error
    taken = [name for name in names if (folder / name).exists()]
    if taken:
        raise RecordError(
            f"Thư mục {folder} đã có {taken[0]}"
            + (f" và {len(taken) - 1} tệp khác cùng tên" if len(taken) > 1 else "")
            + ". Chọn thư mục trống để không ghi đè phiếu đã có."
        )


def _write(read: Reader, form: Form | RowForm, code: PeriodCode, passport: Passport, target: Path) -> Path:
    from desktop_app.workbooks.saving import save  # the Excel libraries are slow to import

    save(target, _content(read, form, code, passport))
    return target


def _content(read: Reader, form: Form | RowForm, code: PeriodCode, passport: Passport) -> bytes:
    from desktop_app.workbooks.forms.row_form import row_form
    from desktop_app.workbooks.forms.value_form import value_form

    if isinstance(form, RowForm):
        return row_form(issued_rows(read, form, code, passport))
    unit = read.unit(passport.unit_id)
    previous = cells_of(read, form, code.previous).get(unit.id, {})
    return value_form(IssuedReturn(read.profile(), form, read.period(code), unit, passport, previous))


def issued_rows(read: Reader, form: RowForm, code: PeriodCode, passport: Passport) -> IssuedRows:
    """A form of rows for one unit, with what the record knows."""
    unit = read.unit(passport.unit_id)
    rows = rows_of(read, form, unit.id, code)
    return IssuedRows(read.profile(), form, read.period(code), unit, passport, rows)


def board_of(
    read: Reader,
    form_key: str,
    code: PeriodCode,
    day: date,
    batch: Batch | None = None,
    limits: Mapping[int, date] = MappingProxyType({}),
) -> ReturnBoard:
    """The board of returns of a form and period on a day; a batch being read shows as "đã nhận".

    `limits` are the units' own deadlines (the reporting calendar knows them), else the report's holds.
    """
    reports = [
        report for report in batch.files if (report.form, report.period) == (form_key, code.code)
    ] if batch else []  # fmt: skip
    return return_board(
        expected_units(read, form_key, code),
        read.issued_forms(form_key, code.code),
        read.received_files(form_key, code.code),
        read.period(code, form_key).deadline,
        day,
        reports,
        limits,
    )
