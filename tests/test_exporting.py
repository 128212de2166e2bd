"""Figures collected from a record: the same for screens, sheets and the command line; new forms without code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.commands.catalogue import LoadForm
from desktop_app.commands.settings import SetPeriod, SetProfile
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.checks import check_row
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.values import Value, ValueState
from desktop_app.exporting import (
    cells_of,
    collect_report,
    figures_of,
    grouped_units,
    headline_indicator,
    layer_benchmarks,
    measured,
    report_file_name,
    save_report,
    service_form,
    service_trend,
)
from desktop_app.session import Session
from desktop_app.summarising import summary
from tests.domain.made_forms import definition

DAY, MONTH = date(2020, 8, 26), PeriodCode.month(2020, 8)
QUARTER = PeriodCode.parse("2020-Q3")


def test_the_report_and_the_summary_say_the_same(session: Session) -> None:
    report, said = collect_report(session.read, MONTH, DAY), summary(session.read, DAY, MONTH)
    tasks = said["tasks"]
    assert (
        (report.figures.completed, report.figures.dated) == (62, 76) == (tasks["completed"], tasks["dated"])
    )
    assert report.services is not None
    level4 = report.services.totals.ratio(report.services.form.ratios[0])
    assert said["dvctt"]["level4"] == {"numerator": level4.numerator, "denominator": level4.denominator}
    assert said["layers"]["all_four"]["numerator"] == report.layers.coverage.all_layers.numerator
    assert (report.log_entry, report.log_hash) == session.read.last_entry()


def test_groups_add_up_to_the_whole(session: Session) -> None:
    report = collect_report(session.read, MONTH, DAY)
    assert len(report.task_rows) == 83 and [row.number for row in report.task_rows] == list(range(1, 84))
    assert len(report.overdue_rows) == 4
    assert report.flow.balances and all(group.flow.balances for group in report.task_groups)
    for name in ("carried_over", "newly_assigned", "completed", "withdrawn", "open_now"):
        assert sum(getattr(group.flow, name) for group in report.task_groups) == getattr(report.flow, name)
    services = report.services
    assert services is not None
    for key in ("total_procedures", "level4"):
        parts = [group.totals.numbers[key] or 0 for group in services.groups]
        assert sum(parts) == services.totals.numbers[key]
    assert sum(len(group.rows) for group in services.groups) == services.totals.expected == 30


def test_notes_tell_what_is_missing(session: Session) -> None:
    report = collect_report(session.read, MONTH, DAY)
    services = report.services
    assert services is not None and len(services.totals.missing) == 2
    assert "28/30 đơn vị đủ số liệu Biểu 02" in " ".join(report.notes)
    noted = [row.note for group in services.groups for row in group.rows if not row.complete]
    assert len(noted) == 2 and all(note == "Chưa báo cáo" or note.startswith("Thiếu: ") for note in noted)


def test_a_cut_off_before_the_period_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Ngày chốt 14/07/2020 sớm hơn ngày đầu kỳ tháng 08/2020"):
        save_report(session.read, MONTH, date(2020, 7, 14), tmp_path / "a.xlsx")
    assert collect_report(session.read, MONTH, date(2020, 7, 15)).figures.dated > 0


def test_a_quarter_takes_the_unit_s_own_figures_where_it_gave_any(session: Session) -> None:
    read = session.read
    form = service_form(read, read.period(QUARTER))
    assert form is not None
    months = cells_of(read, form, QUARTER)
    unit = next(iter(months))
    own = Value(ValueState.REPORTED, 9999)
    session.do(SetValues(form.key, QUARTER, [ValueEdit(unit, "total_procedures", own)]))
    now = cells_of(session.read, form, QUARTER)
    assert now[unit] == {"total_procedures": own}
    assert {key: row for key, row in now.items() if key != unit} == {
        key: row for key, row in months.items() if key != unit
    }


def test_the_trend_has_twelve_months_and_their_targets(session: Session) -> None:
    form = session.read.form("dvctt-2011")
    assert form is not None
    points = service_trend(session.read, form, MONTH)
    assert [points[0].period.code, points[-1].period.code] == ["2019-09", "2020-08"]
    assert points[0].ratio is None and points[-1].ratio == Ratio(687, 4670)
    assert points[-1].target is not None and points[-1].target.indicator == headline_indicator(
        session.read, form
    )
    assert service_trend(session.read, form, QUARTER)[-1].period.code == "2020-09"


def test_national_figures_stand_beside_the_province_s_own(session: Session) -> None:
    marks = layer_benchmarks(session.read, DAY)
    assert {key: mark.percent for key, mark in marks.items()} == {"all": 44, "layer2": 49}
    assert layer_benchmarks(session.read, date(2020, 7, 30)) == {}
    report = collect_report(session.read, MONTH, DAY)
    level4 = next(item for item in report.indicators if item.indicator.computed == "form:dvctt-2011:level4")
    assert level4.ratio == Ratio(687, 4670) and level4.benchmark is not None
    assert (level4.benchmark.percent, level4.benchmark.as_of) == (15.91, date(2020, 7, 31))


def test_windows_of_the_office_decide_the_closed_month(session: Session) -> None:
    later = replace(default_period(MONTH), window_end=date(2020, 8, 27), deadline=date(2020, 8, 31))
    session.do(SetPeriod(later))
    assert summary(session.read, DAY)["dvctt"]["period"] == "2020-07"


@pytest.mark.parametrize(
    ("province", "part"),
    [("An Bình", "AnBinh"), ("Bà Rịa - Vũng Tàu", "BaRiaVungTau"), ("TP. Huế/Đà", "TpHueDa")],
)
def test_file_names_carry_province_period_and_cut_off(session: Session, province: str, part: str) -> None:
    if province != "An Bình":
        session.do(SetProfile({"province": province}))
    assert report_file_name(session.read, MONTH, DAY) == f"BaoCaoTongHop_{part}_2020-08_den-2020-08-26.xlsx"


def test_a_new_form_is_a_file_and_no_code(session: Session, tmp_path: Path) -> None:
    """A made-up return that takes DVCTT's place from 2023: figures, sums, ratio, checks, months, sheet."""
    raw = definition(
        key="dvctt-2023",
        title="Biểu thử",
        valid_from="2023-01-01",
        valid_to="2023-12-31",
        unit_kinds=["department"],
        unit_of_measure="xã",
    )
    session.do(LoadForm(raw))
    day, code = date(2023, 3, 20), PeriodCode.month(2023, 3)
    form = service_form(session.read, session.read.period(code))
    assert form is not None and form.key == "dvctt-2023"
    units = [unit for _, members in grouped_units(session.read, form, day) for unit in members]
    assert {unit.kind for unit in units} == {"department"}
    for month in (1, 2, 3):
        edits = [
            ValueEdit(unit.id, key, Value(ValueState.REPORTED, number))
            for unit in units[:2]
            for key, number in (("total", 10 + month), ("linked", 5), ("faults", month))
        ]
        session.do(SetValues(form.key, PeriodCode.month(2023, month), edits))
    figures = figures_of(session.read, form, code)
    assert (figures.totals.reported, figures.totals.expected) == (2, len(units))
    assert figures.totals.numbers["missing"] == 16 and figures.headline() == Ratio(10, 26)
    quarter = figures_of(session.read, form, PeriodCode.parse("2023-Q1"))
    assert quarter.totals.numbers["faults"] == 12 and quarter.totals.numbers["total"] == 26
    assert check_row(form, figures.cells[units[0].id]) == []
    assert measured(session.read, code, day).forms["dvctt-2023"].numbers["linked"] == 10
    assert summary(session.read, day, code)["dvctt"]["share"] == {"numerator": 10, "denominator": 26}
    target = save_report(session.read, code, day, tmp_path / "moi.xlsx")
    book = load_workbook(target, data_only=True)
    texts = {
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert {"Tổng số xã", "Có cáp quang", "Còn thiếu"} <= texts
