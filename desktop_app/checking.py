"""Soát lỗi: everything that can be wrong or doubtful in a record, from damaged pages to figures that cannot be.

The screen and `tiendo check` ask here; the list before a report (`report_checks`) shares the rules of tasks and rows.
Damage `breaks` the record; the rest are things a clerk should look at, each naming where it is put right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.checks import ERROR, WARNING, carried, check_row, fallen
from desktop_app.domain.checks import Finding as RowFinding
from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Form
from desktop_app.domain.layers import LayerResult, LayerStatus, reading
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.periods import PeriodCode, last_closed_month
from desktop_app.domain.summary import reporting_units
from desktop_app.domain.task_checks import task_doubts
from desktop_app.exporting import readings_of
from desktop_app.store.reader import Reader
from desktop_app.store.record import Record


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its name in lists, and whether it breaks a rule (ERROR) or asks for a look (WARNING)."""

    title: str
    severity: str


KINDS = {
    "file": Kind("Tệp hỏng", ERROR),
    "chain": Kind("Chuỗi nhật ký đứt", ERROR),
    "guard": Kind("Lớp bảo vệ nhật ký bị gỡ", ERROR),
    "row": Kind("Dòng khác với nhật ký", ERROR),
    "link": Kind("Trỏ đến mục không còn", ERROR),
    "evidence": Kind("Minh chứng bị sửa hoặc mất", ERROR),
    "figures_wrong": Kind("Số liệu sai quy tắc, phần không khớp tổng", ERROR),
    "due_before_assignment": Kind("Hạn trước ngày giao", ERROR),
    "completed_before_assignment": Kind("Hoàn thành trước ngày giao", ERROR),
    "future_completion": Kind("Hoàn thành ở tương lai", ERROR),
    "lead_coordinates": Kind("Chủ trì cũng là phối hợp", ERROR),
    "unit_outside_validity": Kind("Đơn vị dùng ngoài thời gian hiệu lực", ERROR),
    "completed_without_evidence": Kind("Hoàn thành chưa có minh chứng", WARNING),
    "percent_without_completion": Kind("Tiến độ 100% nhưng chưa hoàn thành", WARNING),
    "extension_shortens": Kind("Gia hạn lùi hạn về trước", WARNING),
    "duplicate_task": Kind("Nhiệm vụ có thể bị trùng", WARNING),
    "cumulative_fell": Kind("Số lũy kế giảm", WARNING),
    "copied": Kind("Nghi sao chép kỳ trước", WARNING),
    "figures_doubtful": Kind("Số liệu thay đổi bất thường", WARNING),
    "units_without_figures": Kind("Đơn vị chưa có số liệu", WARNING),
    "layer_without_evidence": Kind("Lớp ghi “Có” chưa có minh chứng", WARNING),
    "layer_lapsed": Kind("Lớp ghi “Có” đã hết hạn", WARNING),
    "against_target": Kind("Chỉ tiêu đi ngược mục tiêu", WARNING),
}


FILE_KINDS = ("file", "guard", "row", "link", "evidence")  # found only by reading the whole file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, a sentence, and where, in words and as what a screen can open.

    `accepted` is why it stands, as somebody said; such a finding asks for nothing more. `unit` names the agency.
    """

    kind: str
    message: str
    where: str
    breaks: bool = False
    accepted: str = ""
    unit: str = ""
    unit_id: int | None = None
    task_id: int | None = None
    form: str = ""
    period: PeriodCode | None = None
    field: str = ""
    layer: str = ""
    indicator: str = ""

    @property
    def words(self) -> str:
        """The sentence, and why it stands where that was said."""
        return f"{self.message} Đã giải trình: {self.accepted}" if self.accepted else self.message

    @property
    def severity(self) -> str:
        """ERROR or WARNING, by its kind."""
        return KINDS[self.kind].severity


def check(record: Record, day: date | None = None) -> Iterator[Finding]:
    """All findings of a record as it stands on a day (today unless told), damage first."""
    yield from damage(record.read)
    yield from doubts(record.read, day or record.clock().date())


def damage(read: Reader) -> Iterator[Finding]:
    """What is wrong with the file itself, its log or its evidence; the whole file is read for it."""
    for item in read.find_damage():
        yield Finding(item.kind, item.message, item.where, breaks=True)


def chain_finding(read: Reader) -> Iterator[Finding]:
    """The first entry at which the log's hash chain breaks; nothing when it holds."""
    broken = read.first_broken_entry()
    if broken is not None:
        words = "Chuỗi nhật ký đứt từ mục này: nội dung đã bị sửa ngoài chương trình. Mở bản sao lưu."
        yield Finding("chain", words, f"Nhật ký, mục {broken}", breaks=True)


def doubts(read: Reader, day: date) -> Iterator[Finding]:
    """What is wrong or doubtful in what the record says, as it stands on a day."""
    yield from task_findings(read, day)
    for form in read.forms():
        for code in read.periods_with_figures(form.key):
            if read.period(code).window_start <= day:
                yield from _figures(read, form, code)
                yield from _missing(read, form, code)
    yield from _layers(read, day)
    yield from _directions(read, day)


def task_findings(read: Reader, day: date) -> Iterator[Finding]:
    """What is doubtful about tasks on a day; `where` is the task's number."""
    units = {unit.id: unit for unit in read.units()}
    for doubt in task_doubts(read.tasks(), units, day):
        lead = units[doubt.task.lead_unit_id]
        yield Finding(
            doubt.kind,
            doubt.message,
            doubt.task.number,
            accepted=doubt.accepted,
            unit=lead.short_name,
            unit_id=lead.id,
            task_id=doubt.task.id,
        )


def _figures(read: Reader, form: Form, code: PeriodCode) -> Iterator[Finding]:
    """Rows that break a rule of the form, changed oddly, fell where they can only grow, or repeat the last period."""
    rows, before = read.cells(form.key, code.code), read.cells(form.key, code.previous.code)
    last = read.period(code).last_day
    for unit_id, cells in sorted(rows.items()):
        previous = carried(form, before.get(unit_id, {}), code.starts_year)
        for found in check_row(form, cells, previous):
            yield _figure(
                read, form, code, unit_id, _kind_of(form, found), found.message, (*found.fields, "")[0]
            )
        for field, now, then in fallen(form, cells, previous):
            words = (
                f"{field.label}: lũy kế giảm từ {format_number(then.number)} còn {format_number(now.number)}."
            )
            yield _figure(read, form, code, unit_id, "cumulative_fell", words, field.key, now.kept)
        unit = read.unit(unit_id)
        if not unit.in_force(last):
            words = f"{unit.name} có số liệu nhưng không có hiệu lực ngày {format_date(last)}."
            yield _figure(read, form, code, unit_id, "unit_outside_validity", words)


def _kind_of(form: Form, found: RowFinding) -> str:
    if found.severity == ERROR:
        return "figures_wrong"
    rule = next((rule for rule in form.rules if rule.key == found.rule), None)
    return "copied" if rule is not None and rule.kind == "copied" else "figures_doubtful"


def _figure(
    read: Reader,
    form: Form,
    code: PeriodCode,
    unit_id: int,
    kind: str,
    message: str,
    field: str = "",
    accepted: str = "",
) -> Finding:
    unit = read.unit(unit_id)
    return Finding(
        kind,
        message,
        f"{form.short_title} {code.short_title}, {unit.short_name}",
        accepted=accepted,
        unit=unit.short_name,
        unit_id=unit_id,
        form=form.key,
        period=code,
        field=field,
    )


def _missing(read: Reader, form: Form, code: PeriodCode) -> Iterator[Finding]:
    """Units expected to report in a period for which others did, and that have not."""
    rows = read.cells(form.key, code.code)
    for unit in reporting_units(form, read.units(), read.period(code).last_day):
        if not rows.get(unit.id):
            yield _figure(read, form, code, unit.id, "units_without_figures", "Chưa có số liệu nào trong kỳ.")


def _layers(read: Reader, day: date) -> Iterator[Finding]:
    """Layers recorded as "Có" without anything to show for it, lapsed without a newer status, or of no unit in force.

    A status that begins only after the day is looked at for its unit alone.
    """
    by_subject: dict[tuple[int, int | None, str], list[LayerStatus]] = {}
    for status in read.layer_statuses():
        unit = read.unit(status.unit_id)
        if status.valid_from and not unit.in_force(status.valid_from):
            words = f"{unit.name} không có hiệu lực ngày {format_date(status.valid_from)}, ngày lớp bắt đầu."
            yield _layer(read, status, "unit_outside_validity", words)
        if status.valid_from and status.valid_from > day:
            continue
        by_subject.setdefault((status.unit_id, status.system_id, status.layer), []).append(status)
        if status.result is LayerResult.YES and not status.evidence_count and not status.document:
            words = "Ghi “Có” nhưng chưa có văn bản hay minh chứng."
            yield _layer(read, status, "layer_without_evidence", words)
    for statuses in by_subject.values():
        found = reading(statuses, day)
        if found.lapsed_on and found.status and found.result is LayerResult.YES:
            words = f"Hết hạn từ {format_date(found.lapsed_on)}, không còn tính là đạt."
            yield _layer(read, found.status, "layer_lapsed", words)


def _layer(read: Reader, status: LayerStatus, kind: str, message: str) -> Finding:
    unit = read.unit(status.unit_id)
    number = next((layer.number for layer in read.layers() if layer.key == status.layer), 0)
    system = next((item.name for item in read.systems() if item.id == status.system_id), "")
    place = f"{unit.short_name}, lớp {number}" + (f" ({system})" if system else "")
    return Finding(kind, message, place, unit=unit.short_name, unit_id=unit.id, layer=status.layer)


def _directions(read: Reader, day: date) -> Iterator[Finding]:
    """Indicators short of their target that moved away from it since the period before; both values are said."""
    code = last_closed_month(day, read.period)
    for item in readings_of(read, read.indicators(), code, day):
        now = item.ratio.fraction if item.ratio else None
        then = item.previous.fraction if item.previous else None
        if (
            item.ratio is None
            or item.previous is None
            or now is None
            or then is None
            or item.met is not False
        ):
            continue
        if (now < then) if item.indicator.at_least else (now > then):
            moved = (
                f"{format_percent(item.previous)} ({format_fraction(item.previous)}) sang "
                f"{format_percent(item.ratio)} ({format_fraction(item.ratio)})"
            )
            words = f"Từ {moved}, trong khi mục tiêu {item.target_title}."
            yield Finding(
                "against_target", words, item.indicator.name, period=code, indicator=item.indicator.key
            )
