"""Collecting a report's data from the record, and saving the workbook; no Qt here.

The screens ask the same functions, so that a figure on a screen and in a sheet is the same figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.figure_codes import ReportPoint
from desktop_app.domain.forms import Form
from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorReading, benchmark_at, target_at
from desktop_app.domain.periods import Period, PeriodCode
from desktop_app.domain.printed_pages import PrintedDocument
from desktop_app.domain.report import (
    LayerGroup,
    LayerSection,
    ReportData,
    ServiceGroup,
    ServiceRow,
    ServiceSection,
    TaskGroup,
    TaskRow,
    TrendPoint,
)
from desktop_app.domain.summary import (
    FormFigures,
    LayerFigures,
    Measured,
    form_figures,
    form_for,
    layer_figures,
    read_indicators,
    reporting_units,
)
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.domain.tasks import Standing, Task
from desktop_app.domain.units import Unit
from desktop_app.domain.values import Cells, Totals, ValueState, missing_fields, over_months, total
from desktop_app.figure_names import codes
from desktop_app.lock_notes import exception_notes
from desktop_app.store.reader import Reader

SERVICE_FORMS = "dvctt"
TREND_MONTHS = 12
Progress = Callable[[int, int], None]


def service_form(read: Reader, period: Period) -> Form | None:
    """The DVCTT form in force at the end of the period; None before the catalogue has one."""
    return form_for(read.forms(), SERVICE_FORMS, period.last_day)


def cells_of(read: Reader, form: Form, code: PeriodCode) -> Mapping[int, Cells]:
    """A form's figures for a period by unit id: as the unit reported for it, else worked out from its months."""
    reported = read.cells(form.key, code.code)
    if code.months == 1:
        return reported
    months = [read.cells(form.key, month.code) for month in code.month_codes]
    units = {unit for month in months for unit in month}
    worked_out = {unit: over_months(form, [month.get(unit, {}) for month in months]) for unit in units}
    return worked_out | reported


def figures_of(read: Reader, form: Form, code: PeriodCode) -> FormFigures:
    """A return for a period, over the units in force at its end."""
    return form_figures(form, code, read.units(), cells_of(read, form, code), read.period(code).last_day)


def layers_on(read: Reader, day: date) -> LayerFigures:
    """The four layers on a day."""
    return layer_figures(read.layers(), read.units(), read.systems(), read.layer_statuses(), day)


def headline_indicator(read: Reader, form: Form) -> str:
    """Key of the indicator that is computed from the form's headline ratio ("" when there is none)."""
    wanted = f"form:{form.key}:{form.headline.key}" if form.headline else "-"
    return next((item.key for item in read.indicators() if item.computed == wanted), "")


def service_trend(
    read: Reader, form: Form, last: PeriodCode, months: int = TREND_MONTHS
) -> tuple[TrendPoint, ...]:
    """The form's headline ratio month by month up to `last`, with the target then in force.

    A month for which the form did not hold or nobody reported is a gap (None).
    """
    points = []
    indicator = headline_indicator(read, form)
    for back in range(months - 1, -1, -1):
        code = PeriodCode.month(last.year, last.last_month).shifted(-back)
        period = read.period(code)
        target = target_at(read.targets(), indicator, period.last_day)
        figures = figures_of(read, form, code)
        known = figures.totals.reported > 0 and form.in_force(period.last_day)
        points.append(
            TrendPoint(
                code,
                figures.headline() if known else None,
                target,
                figures.totals.reported,
                figures.totals.expected,
            )
        )
    return tuple(points)


def measured(read: Reader, code: PeriodCode, day: date) -> Measured:
    """All that indicators are computed from, on a day and for a period."""
    totals: dict[str, Totals] = {}
    forms = {form.key: form for form in read.forms()}
    for form in forms.values():
        if form.in_force(read.period(code).last_day):
            totals[form.key] = figures_of(read, form, code).totals
    typed = {value.indicator: value for value in read.indicator_values() if value.period == code.code}
    return Measured(count_tasks(read.tasks(), day), layers_on(read, day).coverage, totals, forms, typed)


def readings_of(
    read: Reader, indicators: Iterable[Indicator], code: PeriodCode, day: date
) -> tuple[IndicatorReading, ...]:
    """Indicators of a period at a day, each with its value of the period before, target and benchmark."""
    before = code.previous
    return read_indicators(
        indicators,
        read.targets(),
        read.benchmarks(),
        measured(read, code, day),
        measured(read, before, read.period(before).last_day),
        day,
    )


def collect_report(read: Reader, code: PeriodCode, day: date) -> ReportData:
    """Everything "Báo cáo tổng hợp" shows for a period at a cut-off day.

    Raises InvalidInput for a cut-off before the period begins: there is nothing to report yet.
    """
    period = read.period(code)
    if day < period.window_start:
        raise InvalidInput(
            f"Ngày chốt {format_date(day)} sớm hơn ngày đầu kỳ {code.short_title} "
            f"({format_date(period.window_start)}). Chọn ngày chốt muộn hơn, hoặc kỳ trước."
        )
    form = service_form(read, period)
    entry, digest = read.last_entry()
    tasks = read.tasks()
    services = _services(read, form, code) if form else None
    layers = _layers(read, day)
    groups = _task_groups(read, tasks, period, day)
    return ReportData(
        profile=read.profile(),
        period=period,
        as_of=day,
        log_entry=entry,
        log_hash=digest,
        indicators=readings_of(read, _asked(read, period), code, day),
        task_groups=groups,
        figures=count_tasks(tasks, day),
        flow=task_flow(tasks, period.window_start, day),
        services=services,
        layers=layers,
        notes=(*_notes(groups, services, layers), *exception_notes(read, code)),
        codes=codes(read, ReportPoint(code, day, entry)),
    )


def _asked(read: Reader, period: Period) -> list[Indicator]:
    """The indicators asked for a period: not those of a form that is not in force at its end."""
    forms = {form.key: form for form in read.forms()}
    asked = []
    for indicator in read.indicators():
        key = indicator.computed.split(":")[1] if indicator.computed.startswith("form:") else ""
        if not key or (key in forms and forms[key].in_force(period.last_day)):
            asked.append(indicator)
    return asked


def task_row(read: Reader, task: Task, number: int, day: date) -> TaskRow:
    """A task with the names of its units, as it stands on a day."""
    standing = task.standing(day)
    counted = task.completed_on if task.completed(day) and task.completed_on else day
    deadline = task.deadline(counted)
    return TaskRow(
        number=number,
        task=task,
        lead=read.unit(task.lead_unit_id).short_name,
        coordinating=tuple(read.unit(unit_id).short_name for unit_id in task.coordinating_unit_ids),
        standing=standing,
        status_title=task.status_title(day),
        due_first=task.due_on,
        due_extended=deadline if deadline != task.due_on else None,
        days_overdue=task.days_overdue(day),
        lacks_evidence=task.lacks_evidence(day),
    )


def _task_groups(read: Reader, tasks: Iterable[Task], period: Period, day: date) -> tuple[TaskGroup, ...]:
    by_group: dict[str, list[Task]] = {}
    for task in tasks:
        if task.standing(day) is not Standing.NOT_ASSIGNED:
            by_group.setdefault(task.group, []).append(task)
    groups, number = [], 0
    for title, members in by_group.items():
        shown = []
        for task in members:
            number += 1
            shown.append(task_row(read, task, number, day))
        continuing = sum(task.standing(day) is Standing.CONTINUING for task in members)
        flow = task_flow(members, period.window_start, day)
        groups.append(TaskGroup(title or "Nhiệm vụ khác", tuple(shown), flow, continuing))
    return tuple(groups)


def _by_kind(read: Reader, units: Iterable[Unit]) -> list[tuple[str, list[Unit]]]:
    groups: dict[str, list[Unit]] = {kind.group_title: [] for kind in read.unit_kinds()}
    titles = {kind.key: kind.group_title for kind in read.unit_kinds()}
    for unit in units:
        groups[titles[unit.kind]].append(unit)
    return [(title, members) for title, members in groups.items() if members]


def grouped_units(read: Reader, form: Form, day: date) -> list[tuple[str, list[Unit]]]:
    """The units expected to report a form on a day, by group title in list order."""
    return _by_kind(read, reporting_units(form, read.units(), day))


def _services(read: Reader, form: Form, code: PeriodCode) -> ServiceSection:
    cells = cells_of(read, form, code)
    groups = []
    for title, units in grouped_units(read, form, read.period(code).last_day):
        rows = tuple(
            ServiceRow(
                unit,
                cells.get(unit.id, {}),
                not missing_fields(form, cells.get(unit.id, {})),
                row_note(form, cells.get(unit.id, {})),
            )
            for unit in units
        )
        groups.append(ServiceGroup(title, rows, total(form, [unit.id for unit in units], cells)))
    trend = service_trend(read, form, code)
    return ServiceSection(form, tuple(groups), figures_of(read, form, code).totals, trend)


def row_note(form: Form, cells: Any) -> str:
    """What a list says beside a unit's row: not reported, what is missing, what does not apply or is estimated."""
    if not cells:
        return "Chưa báo cáo"
    missing = [form.field(key).header for key in missing_fields(form, cells)]
    if missing:
        return "Thiếu: " + ", ".join(missing)
    inapplicable = [
        form.field(key).header for key, value in cells.items() if value.state is ValueState.NOT_APPLICABLE
    ]
    estimated = [
        form.field(key).header for key, value in cells.items() if value.state is ValueState.ESTIMATED
    ]
    parts = [f"Không áp dụng: {', '.join(inapplicable)}"] if inapplicable else []
    return "; ".join(parts + ([f"Ước thực hiện: {', '.join(estimated)}"] if estimated else []))


def _layers(read: Reader, day: date) -> LayerSection:
    figures = layers_on(read, day)
    rows = {row.unit.id: row for row in figures.rows}
    groups = tuple(
        LayerGroup(title, tuple(rows[unit.id] for unit in units))
        for title, units in _by_kind(read, [row.unit for row in figures.rows])
    )
    return LayerSection(figures.layers, groups, figures.coverage, layer_benchmarks(read, day))


def layer_benchmarks(read: Reader, day: date) -> dict[str, Benchmark]:
    """The newest national figures of layer coverage by then: by layer key, "all" for all four."""
    known = {
        "all": benchmark_at(read.benchmarks(), "four_layers_all", day),
        "layer2": benchmark_at(read.benchmarks(), "four_layers_soc", day),
    }
    return {key: item for key, item in known.items() if item is not None}


def _notes(
    groups: Iterable[TaskGroup], services: ServiceSection | None, layers: LayerSection
) -> Iterable[str]:
    lacking = [row.number for group in groups for row in group.rows if row.lacks_evidence]
    if lacking:
        numbers = ", ".join(map(str, lacking))
        yield f"{len(lacking)} nhiệm vụ hoàn thành chưa có minh chứng (có nêu lý do): TT {numbers} tại Biểu 01."
    if services and services.totals.missing:
        yield (
            f"{services.totals.reported}/{services.totals.expected} đơn vị đủ số liệu Biểu 02; "
            f"tổng chỉ cộng các đơn vị đủ số, thiếu {len(services.totals.missing)} đơn vị."
        )
    outside = [
        f"{layer.short_name}: {layers.coverage.units - int(layers.coverage.layers[layer.key].denominator)}"
        for layer in layers.layers
        if layers.coverage.layers[layer.key].denominator != layers.coverage.units
    ]
    if outside:
        yield f"Số đơn vị không áp dụng, không tính vào mẫu số: {'; '.join(outside)}."


def save_report(read: Reader, code: PeriodCode, day: date, target: Path) -> Path:
    """Write "Báo cáo tổng hợp" to `target`; raises RecordError when it cannot be written."""
    from desktop_app.workbooks.report import write_report  # the Excel libraries are slow to import

    write_report(collect_report(read, code, day), target)
    return target


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A finished report in memory: the workbook's bytes, and the pages those bytes print on."""

    code: PeriodCode
    as_of: date
    content: bytes
    document: PrintedDocument


def prepare_report(read: Reader, code: PeriodCode, day: date, progress: Progress) -> PreparedReport:
    """Work the whole report out; `progress(done, total)` may raise to stop it."""
    return prepared(collect_report(read, code, day), progress)


def prepared(data: ReportData, progress: Progress) -> PreparedReport:
    """The workbook and the pages of collected data; `progress` as in `prepare_report`."""
    from desktop_app.workbooks.report import report_with_pages

    content, document = report_with_pages(data, progress)
    return PreparedReport(data.period.code, data.as_of, content, document)


def save_file(target: Path, content: bytes) -> Path:
    """Write a finished file, whole or not at all; raises RecordError when it cannot be written."""
    from desktop_app.workbooks.saving import save

    save(target, content)
    return target


def report_file_name(read: Reader, code: PeriodCode, day: date) -> str:
    """A file name with province, period and cut-off, fit to mail: no accents, no spaces."""
    from desktop_app.domain.text import fold

    letters = "".join(sign if sign.isalnum() else " " for sign in fold(read.profile().province or "tinh"))
    place = "".join(part.capitalize() for part in letters.split())
    return f"BaoCaoTongHop_{place}_{code.code}_den-{day:%Y-%m-%d}.xlsx"
