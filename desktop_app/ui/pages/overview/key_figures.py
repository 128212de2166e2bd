"""The row of key figures: what each says, worked out from the record for a day and a period."""

from __future__ import annotations

from desktop_app.domain.dates import format_date, format_month
from desktop_app.domain.indicators import Benchmark, benchmark_at, target_at
from desktop_app.domain.numbers import format_fraction, format_percent, format_published
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.summary import FormFigures
from desktop_app.exporting import figures_of, headline_indicator, layers_on, service_form
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.kpi_card import KeyFigure


def services_figure(desk: Desk) -> KeyFigure:
    """DVCTT: the form's headline ratio, against its target, with the newest national figure."""
    form = service_form(desk.read, desk.period)
    if form is None or form.headline is None:
        return KeyFigure("DVCTT", "–", verdict="Chưa có biểu mẫu", icon="circle", tone="neutral")
    name = form.headline.label.removeprefix("Tỷ lệ ")
    figures = figures_of(desk.read, form, desk.period_code)
    ratio = figures.headline()
    if not figures.totals.reported:
        return KeyFigure(name, "–", "chưa có số", "Chưa đơn vị nào đủ số", "clock", "warning")
    indicator = headline_indicator(desk.read, form)
    target = target_at(desk.read.targets(), indicator, desk.as_of)
    benchmark = benchmark_at(desk.read.benchmarks(), indicator, desk.as_of)
    percent = ratio.percent or 0.0
    verdict, icon, tone = "", "", "neutral"
    if target is not None:
        goal = format_published(target.value)
        good = percent >= float(target.value)
        verdict = f"Vượt chỉ tiêu {goal}" if percent > float(target.value) else f"Đạt chỉ tiêu {goal}"
        verdict = verdict if good else f"Chưa đạt {goal}"
        icon, tone = ("checkmark_circle-filled", "success") if good else ("clock-filled", "warning")
    return KeyFigure(
        name, format_percent(ratio), format_fraction(ratio), verdict, icon, tone, _nation(benchmark)
    )


def layers_figure(desk: Desk) -> KeyFigure:
    """Units with all four layers, beside the newest national figure."""
    ratio = layers_on(desk.read, desk.as_of).coverage.all_layers
    benchmark = benchmark_at(desk.read.benchmarks(), "four_layers_all", desk.as_of)
    if not ratio.denominator:
        return KeyFigure("Bảo vệ đủ 4 lớp", "–", verdict="Chưa có số liệu", icon="circle", tone="neutral")
    verdict, icon, tone = "", "", "success"
    if benchmark is not None and benchmark.percent is not None:
        higher = (ratio.percent or 0) >= float(benchmark.percent)
        verdict = "Cao hơn cả nước" if higher else "Thấp hơn cả nước"
        icon, tone = ("arrow_trending", "success") if higher else ("arrow_trending_down", "warning")
    note = format_fraction(ratio)
    return KeyFigure(
        "Bảo vệ đủ 4 lớp", format_percent(ratio, 0), note, verdict, icon, tone, _nation(benchmark)
    )


def period_figure(desk: Desk) -> KeyFigure:
    """How many units have reported for the period, and when the report is due."""
    name = f"Báo cáo kỳ {desk.period_code.short_title.removeprefix('tháng ')}"
    form = service_form(desk.read, desk.period)
    if form is None:
        return KeyFigure(name, "–", verdict="Chưa có biểu mẫu", icon="circle", tone="neutral")
    totals = _totals(figures_of(desk.read, form, desk.period_code))
    missing = int(totals.denominator) - int(totals.numerator)
    verdict = f"Còn {missing} đơn vị" if missing else "Đủ các đơn vị"
    icon, tone = ("clock", "warning") if missing else ("checkmark_circle-filled", "success")
    deadline = f"Hạn nộp {format_date(desk.period.deadline)}"
    return KeyFigure(name, format_fraction(totals), "", verdict, icon, tone, deadline)


def _totals(figures: FormFigures) -> Ratio:
    return Ratio(figures.totals.reported, figures.totals.expected)


def _nation(benchmark: Benchmark | None) -> str:
    if benchmark is None or benchmark.percent is None:
        return "Chưa có số cả nước"
    return f"Cả nước {format_published(benchmark.percent)} ({format_month(benchmark.as_of)})"
