"""Reading what the units send back: checking each recognised file, and the files of a batch against each other.

Nothing is written before `merging.merge`. A clerk's decisions are applied by judging the same files again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.batch_choices import Choices, ReturnKey
from desktop_app.domain.checks import carried
from desktop_app.domain.forms import Form
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.return_checks import Standing, check_return
from desktop_app.domain.returns import (
    ERROR,
    WARNING,
    Batch,
    FileReport,
    FileState,
    Problem,
    RawReturn,
    ReturnTotals,
    sums_before_and_after,
)
from desktop_app.domain.row_checks import check_rows
from desktop_app.domain.row_forms import ROW_FORMS
from desktop_app.domain.unit_names import names_unit
from desktop_app.domain.values import Cells
from desktop_app.exporting import cells_of
from desktop_app.recognising import Progress, form_of, not_taken, recognise_all
from desktop_app.row_exchange import row_standing
from desktop_app.store.reader import Reader

_HISTORY = 12


def read_batch(
    read: Reader,
    paths: Sequence[Path],
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Dry run: read and check all files behind the paths; nothing is written. `progress` as in `recognise_all`."""
    choices = choices or Choices()
    return judge(read, recognise_all(read, paths, choices, progress), choices)


def judge(read: Reader, files: Iterable[FileReport], choices: Choices) -> Batch:
    """Check every recognised file anew against the record and each other, by the clerk's choices."""
    reports = [_judged(read, report, choices) if report.raw else report for report in files]
    return Batch(tuple(_compared(read, reports, choices)), choices.blank)


def _judged(read: Reader, report: FileReport, choices: Choices) -> FileReport:
    raw, unit_id = report.raw, report.unit_id
    assert raw is not None and unit_id is not None
    report = replace(report, state=FileState.OK, cells=(), problems=(), twin="", kept_out=False)
    if report.form in ROW_FORMS:
        return _judged_rows(read, report, raw, choices)
    form = read.form(report.form)
    if form is None:
        return not_taken(
            report,
            FileState.UNRECOGNISED,
            f"Sổ không còn biểu mẫu {report.form}. Nạp lại biểu mẫu rồi đọc lại.",
        )
    code = PeriodCode.parse(report.period)
    known = {item.key for item in form.fields}
    gone = [key for key in raw.cells if key not in known]
    raw = replace(raw, cells={key: found for key, found in raw.cells.items() if key in known})
    issued = read.issued_form(report.nonce)
    form = (
        form_of(read, issued) if issued else None
    ) or form  # its codes and rules are those the unit was given
    checked = check_return(raw, form, _standing(read, form, code, unit_id, report.key, choices))
    dropped = tuple(
        Problem("", "", key, WARNING, f"Biểu mẫu nay không còn trường “{key}” nên ô này không được đọc.")
        for key in gone
    )
    problems = (*_identity_problems(read, report, raw), *raw.deviations, *dropped, *checked.problems)
    judged = replace(report, cells=checked.cells, problems=problems)
    return _refused_where_needed(read, judged, raw, code)


def _judged_rows(read: Reader, report: FileReport, raw: RawReturn, choices: Choices) -> FileReport:
    form, code = ROW_FORMS[report.form], PeriodCode.parse(report.period)
    standing = replace(
        row_standing(read, form, report.unit_id or 0, code),
        blank=choices.blank,
        decisions=choices.decisions.get(report.key, {}),
    )
    checked = check_rows(raw, form, standing)
    problems = (*_identity_problems(read, report, raw), *raw.deviations, *checked.problems)
    judged = replace(report, cells=checked.cells, problems=problems, last_day=standing.last_day)
    return _refused_where_needed(read, judged, raw, code)


def _standing(
    read: Reader, form: Form, code: PeriodCode, unit_id: int, key: str, choices: Choices
) -> Standing:
    empty: Cells = {}
    earlier = [read.cells(form.key, code.shifted(-back).code) for back in range(1, _HISTORY + 1)]
    return Standing(
        stored=read.cells(form.key, code.code).get(unit_id, empty),
        previous=carried(form, cells_of(read, form, code.previous).get(unit_id, empty), code.starts_year),
        history=[row for cells in earlier if (row := cells.get(unit_id))],
        blank=choices.blank,
        decisions=choices.decisions.get(key, {}),
        reading=choices.readings.get(key.partition(":")[0]),
    )


def _identity_problems(read: Reader, report: FileReport, raw: RawReturn) -> list[Problem]:
    """What a hidden passport that was changed gives away; the record's own list of issued forms holds."""
    issued = read.issued_form(report.nonce)
    if raw.passport is None or issued is None or raw.passport == issued.passport:
        return []
    message = "Trang ẩn nhận dạng phiếu bị sửa; đọc theo danh sách phiếu đã phát hành của sổ."
    return [Problem("", "", raw.passport.nonce, WARNING, message)]


def _refused_where_needed(read: Reader, report: FileReport, raw: RawReturn, code: PeriodCode) -> FileReport:
    unit = read.unit(report.unit_id or 0)
    if raw.printed and raw.printed != report.nonce:
        message = (
            "Mã in trên phiếu khác mã ẩn: phiếu ghép từ hai tệp. Yêu cầu đơn vị điền lại phiếu của mình."
        )
        report = report.refused(Problem(raw.sheet, "", raw.printed, ERROR, message))
    elif raw.unit_shown and not names_unit(raw.unit_shown, unit):
        message = (
            f"Phiếu phát cho {unit.name} nhưng tên đơn vị trên phiếu là “{raw.unit_shown}”. "
            "Có thể đơn vị khác điền nhầm phiếu; gửi lại phiếu đúng cho đơn vị đó."
        )
        report = report.refused(Problem(raw.sheet, "", raw.unit_shown, ERROR, message))
    if read.period(code, report.form).locked or read.period(code).locked:
        message = f"Kỳ {code.short_title} đã khóa nên không ghi được. Mở khóa kỳ, hoặc bỏ tệp này."
        report = report.refused(Problem("", "", report.period, ERROR, message))
    if report.cells and report.blank == len(report.cells):
        message = "Phiếu còn trống: đơn vị chưa điền ô nào. Nhắc đơn vị điền rồi gửi lại."
        report = report.refused(Problem(raw.sheet, "", "", ERROR, message))
    return replace(report, state=FileState.ERRORS if report.errors else FileState.OK)


def _compared(read: Reader, reports: list[FileReport], choices: Choices) -> list[FileReport]:
    """Duplicates, versions sent again, and different files for one unit and period."""
    first_with: dict[str, FileReport] = {}
    marked: list[FileReport] = []
    for report in reports:
        twin = first_with.get(report.key) if report.raw else None
        stored = read.received_with(report.sha256, report.unit_id) if report.raw else None
        if twin or (stored and not stored.rejected):
            name = twin.file_name if twin else stored.file_name if stored else ""
            marked.append(_duplicate(report, name, "trong lần này" if twin else "đã ghi trước đây"))
            continue
        if report.raw:
            first_with[report.key] = report
        marked.append(report)
    return _versions(read, marked, choices)


def _duplicate(report: FileReport, name: str, when: str) -> FileReport:
    message = f"Nội dung giống hệt {name} {when}; không ghi lần nữa."
    problem = Problem("", "", "", WARNING, message)
    return replace(report, state=FileState.DUPLICATE, cells=(), problems=(problem,), twin=name)


def _versions(read: Reader, reports: list[FileReport], choices: Choices) -> list[FileReport]:
    groups: dict[ReturnKey, list[FileReport]] = {}
    for report in reports:
        if report.written and report.unit_id is not None:
            groups.setdefault((report.form, report.unit_id, report.period), []).append(report)
    changed: dict[int, FileReport] = {}
    for key, members in groups.items():
        members.sort(key=lambda report: report.modified)
        earlier = [item for item in read.received_files(key[0], key[2]) if item.unit_id == key[1]]
        for report, result in zip(members, _group(members, choices.chosen.get(key)), strict=True):
            if earlier and result.state is FileState.OK:
                result = replace(result, state=FileState.RESUBMISSION)
            changed[id(report)] = replace(
                result, twin=result.twin or (earlier[-1].file_name if earlier else "")
            )
    return [changed.get(id(report), report) for report in reports]


def _group(members: list[FileReport], chosen: str | None) -> list[FileReport]:
    """The versions of one return in a batch, oldest first; two different ones wait for the clerk's choice."""
    first, results = members[0], [members[0]]
    for report in members[1:]:
        same = _contents(report) == _contents(first)
        results.append(_duplicate(report, first.file_name, "về số liệu") if same else report)
    different = [report for report in results if report.state is not FileState.DUPLICATE]
    if len(different) < 2:
        return results
    return [
        report if report.state is FileState.DUPLICATE else _against(report, different, chosen)
        for report in results
    ]


def _contents(report: FileReport) -> object:
    assert report.raw is not None
    cells = {key: found.shown for key, found in report.raw.cells.items()}
    return cells, report.raw.explanation, report.raw.estimated


def _against(report: FileReport, versions: list[FileReport], chosen: str | None) -> FileReport:
    others = [other for other in versions if other is not report]
    if chosen == report.key:
        return replace(report, twin=others[0].file_name)
    later = report is not versions[0]
    if chosen:
        message = f"Không ghi: đã chọn {_name_of(chosen, versions)} cho đơn vị và kỳ này."
    else:
        message = (
            f"Hai tệp khác nhau cho cùng đơn vị và kỳ: {report.file_name} và {others[0].file_name} "
            f"khác ở {_differences(report, others[0])}. Chọn một tệp để ghi."
        )
    refused = report.refused(Problem("", "", "", ERROR, message))
    state = FileState.RESUBMISSION if later else FileState.ERRORS
    return replace(refused, state=state, twin=others[0].file_name)


def _name_of(key: str, versions: list[FileReport]) -> str:
    return next((report.file_name for report in versions if report.key == key), "tệp khác")


def _differences(report: FileReport, other: FileReport) -> str:
    assert report.raw is not None and other.raw is not None
    differing = [
        f"{found.cell} ({found.shown or 'trống'} và {there.shown or 'trống'})"
        for key, found in report.raw.cells.items()
        if (there := other.raw.cells.get(key)) is not None and there.shown != found.shown
    ]
    if not differing:
        return "phần giải trình"
    more = f" và {len(differing) - 3} ô khác" if len(differing) > 3 else ""
    return ", ".join(differing[:3]) + more


def sums_of(read: Reader, batch: Batch) -> list[tuple[Form, PeriodCode, tuple[ReturnTotals, ...]]]:
    """For each return in the batch, the sum of every field over its units before and after Ghi."""
    groups: dict[tuple[str, str], list[FileReport]] = {}
    for report in batch.to_write:
        groups.setdefault((report.form, report.period), []).append(report)
    found = []
    for (key, period), reports in groups.items():
        form = read.form(key)
        if form:
            labels = {item.key: item.label for item in form.fields if item.sums_units}
            sums = sums_before_and_after(labels, read.cells(key, period), reports)
            found.append((form, PeriodCode.parse(period), sums))
    return found
