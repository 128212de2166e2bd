"""What a clerk should look at before a report goes out: gaps, broken rules, doubtful figures, missing proof.

Nothing here stops an export; each finding says where to put it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.checking import task_findings
from desktop_app.domain import checks
from desktop_app.domain.checks import ERROR, WARNING, carried, check_row
from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Form
from desktop_app.domain.layers import LayerResult, LayerStatus
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.units import Unit
from desktop_app.domain.values import Cells, missing_fields
from desktop_app.exporting import cells_of, layers_on, service_form
from desktop_app.store.reader import Reader

_MOST_NAMES = 6
_PROFILE = (
    ("issuing_body", "cơ quan ban hành"),
    ("parent_agency", "cơ quan chủ quản"),
    ("place", "địa danh"),
    ("addressees", "nơi gửi"),
    ("recipients", "nơi nhận"),
    ("signer_title", "chức vụ người ký"),
)


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One thing to look at. `kind` says which screen puts it right; the others say where on it.

    `severity` is "error" (a rule is broken) or "warning"; `period` is set when the figures are of another
    period than the report's, as the months of a quarter are.
    """

    kind: str
    severity: str
    title: str
    detail: str = ""
    unit_id: int | None = None
    task_id: int | None = None
    period: PeriodCode | None = None


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """All findings, errors first, and the names of the checks that found nothing."""

    findings: tuple[ReportFinding, ...]
    passed: tuple[str, ...]

    @property
    def errors(self) -> int:
        """How many findings break a rule."""
        return sum(finding.severity == ERROR for finding in self.findings)


Check = Callable[[Reader, PeriodCode, date], Iterable[ReportFinding]]


def check_report(read: Reader, code: PeriodCode, day: date) -> ReportCheck:
    """Check everything a report for a period at a cut-off day is made of."""
    found: list[ReportFinding] = []
    passed: list[str] = []
    for name, check in _CHECKS.items():
        own = list(check(read, code, day))
        found += own
        if not own:
            passed.append(name)
    return ReportCheck(tuple(sorted(found, key=lambda item: item.severity != ERROR)), tuple(passed))


def _cut_off(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    last = read.period(code).last_day
    if day < last:
        yield ReportFinding(
            "cut_off",
            WARNING,
            f"Số liệu mới đến {format_date(day)}",
            f"Kỳ {code.short_title} lấy số liệu đến hết {format_date(last)}.",
        )


def _profile(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    profile = read.profile()
    lacking = [words for key, words in _PROFILE if not getattr(profile, key).strip()]
    if lacking:
        yield ReportFinding("profile", WARNING, "Hồ sơ tỉnh còn thiếu", f"Chưa có: {', '.join(lacking)}.")


def _reported(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    form = service_form(read, read.period(code))
    if form is None:
        yield ReportFinding("form", WARNING, f"Chưa có biểu mẫu DVCTT cho kỳ {code.short_title}")
        return
    cells = cells_of(read, form, code)
    units = reporting_units(form, read.units(), read.period(code).last_day)
    silent = [unit for unit in units if not cells.get(unit.id)]
    if silent:
        yield ReportFinding(
            "silent", WARNING, f"{len(silent)} đơn vị chưa có số liệu DVCTT", _names(silent), silent[0].id
        )
    for unit in units:
        row = cells.get(unit.id)
        lacking = missing_fields(form, row) if row else []
        if lacking:
            words = ", ".join(form.field(key).header for key in lacking)
            yield ReportFinding(
                "incomplete", WARNING, f"{unit.short_name}: thiếu {len(lacking)} ô", words, unit.id
            )


def _rules(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    yield from _figures(read, code, ERROR)


def _doubtful(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    yield from _figures(read, code, WARNING)


def _figures(read: Reader, code: PeriodCode, severity: str) -> Iterator[ReportFinding]:
    """Findings of the rows as they were reported: for the period itself, and for the months it is made of."""
    for part in dict.fromkeys((code, *code.month_codes)):
        form = service_form(read, read.period(part))
        if form is None:
            continue
        rows, before = read.cells(form.key, part.code), read.cells(form.key, part.previous.code)
        for unit_id, row in sorted(rows.items()):
            previous = carried(form, before.get(unit_id, {}), part.starts_year)
            for finding in check_row(form, row, previous):
                if finding.severity == severity:
                    yield _figure_finding(read, form, (code, part), unit_id, row, finding)


def _figure_finding(
    read: Reader,
    form: Form,
    periods: tuple[PeriodCode, PeriodCode],
    unit_id: int,
    row: Cells,
    finding: checks.Finding,
) -> ReportFinding:
    code, part = periods
    fields = [form.field(key).header for key in finding.fields if _is_field(form, key)]
    subject = ", ".join(fields) if 0 < len(fields) <= 2 else f"{len(fields)} ô" if fields else "số liệu"
    verdict = "sai quy tắc" if finding.severity == ERROR else "cần xem lại"
    notes = [row[key].note for key in finding.fields if key in row and row[key].note]
    where = [f"DVCTT {part.short_title}"] if part != code else []
    return ReportFinding(
        "figures",
        finding.severity,
        f"{read.unit(unit_id).short_name}: {subject} {verdict}",
        " · ".join([*where, finding.message, *notes]),
        unit_id,
        period=part if part != code else None,
    )


def _is_field(form: Form, key: str) -> bool:
    return any(field.key == key for field in form.fields)


def _evidence(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    lacking = [task for task in read.tasks() if task.lacks_evidence(day)]
    if len(lacking) == 1:
        task = lacking[0]
        reason = task.no_evidence_reason or "chưa nêu lý do"
        yield ReportFinding(
            "task", WARNING, f"{task.number}: hoàn thành chưa có minh chứng", reason, task_id=task.id
        )
    elif lacking:
        numbers = _some([task.number for task in lacking])
        yield ReportFinding(
            "evidence", WARNING, f"{len(lacking)} nhiệm vụ hoàn thành chưa có minh chứng", numbers
        )


def _tasks(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    tasks = {task.number: task for task in read.tasks()}
    for finding in task_findings(read, day):
        if finding.kind not in ("completed_without_evidence", "future_completion"):  # seen from the cut-off
            task = tasks[finding.where]
            yield ReportFinding(
                "task", WARNING, f"{task.number}: {finding.message}", task.title, task_id=task.id
            )


def _layers(read: Reader, code: PeriodCode, day: date) -> Iterator[ReportFinding]:
    lapsed = [
        row.unit
        for row in layers_on(read, day).rows
        if any(reading.lapsed_on for reading in row.layers.values())
    ]
    if lapsed:
        yield ReportFinding(
            "layers", WARNING, f"{len(lapsed)} đơn vị có lớp đã hết hạn, không tính là đạt", _names(lapsed)
        )
    unproved = [_layer_place(read, status) for status in read.layer_statuses() if _unproved(status, day)]
    if unproved:
        yield ReportFinding(
            "layers", WARNING, f"{len(unproved)} lớp ghi “Có” chưa có minh chứng", _some(unproved)
        )


def _unproved(status: LayerStatus, day: date) -> bool:
    """Whether a status in force on a day says "Có" with neither a file nor a document to show for it."""
    begun = status.valid_from is None or status.valid_from <= day
    lasts = status.valid_to is None or status.valid_to > day
    shown = status.evidence_count or status.document
    return begun and lasts and status.result is LayerResult.YES and not shown


def _layer_place(read: Reader, status: LayerStatus) -> str:
    number = next((layer.number for layer in read.layers() if layer.key == status.layer), 0)
    return f"{read.unit(status.unit_id).short_name} (lớp {number})"


def _names(units: Iterable[Unit]) -> str:
    return _some([unit.short_name for unit in units])


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" và {more} nơi khác" if more > 0 else "")


_CHECKS: dict[str, Check] = {
    "Ngày chốt phủ hết kỳ": _cut_off,
    "Hồ sơ tỉnh đủ để lập báo cáo": _profile,
    "Số liệu đúng quy tắc của biểu mẫu": _rules,
    "Mọi đơn vị đủ số liệu": _reported,
    "Số liệu không đổi bất thường": _doubtful,
    "Nhiệm vụ hoàn thành có minh chứng": _evidence,
    "Ngày, tiến độ, cơ quan của nhiệm vụ": _tasks,
    "Các lớp an toàn còn hạn, có minh chứng": _layers,
}
