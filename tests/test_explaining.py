"""Vì sao 62?: the records told are exactly those the figure counts, at any day, also as known long ago."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.explanations import COUNTED, LEFT_OUT, Explanation
from desktop_app.domain.figure_codes import FigureCode
from desktop_app.domain.numbers import format_fraction, format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_figures import count_tasks
from desktop_app.explaining import explain, explain_code
from desktop_app.exporting import collect_report, figures_of, layers_on, save_report
from desktop_app.figure_names import codes, measures
from desktop_app.session import Session

AUGUST, DAY = PeriodCode.parse("2020-08"), date(2020, 8, 26)
DAYS = [date(2019, 6, 1), date(2020, 3, 31), DAY, date(2021, 3, 31)]


def counted(explanation: Explanation) -> int:
    return sum(line.counted for line in explanation.lines)


def test_sixty_two_of_seventy_six(session: Session) -> None:
    why = explain(session.read, "tasks.completion", AUGUST, DAY)
    assert why.question == "Vì sao 62?"
    assert [item.text for item in why.sums] == [
        "62 được tính = 51 đúng hạn + 11 muộn",
        "14 không tính = 10 đang thực hiện + 4 quá hạn",
    ]
    assert list(why.chips()) == [
        (COUNTED, "Được tính", 62),
        ("completed_on_time", "Đúng hạn", 51),
        ("completed_late", "Muộn", 11),
        (LEFT_OUT, "Không tính", 14),
    ]
    assert why.summed_up(why.chosen(COUNTED)) == "62 nhiệm vụ, 2 chưa có minh chứng"
    first = why.lines[0]
    assert [(cell.text, cell.second) for cell in first.cells[3:]] == [
        ("21/08/2020", ""),
        ("xong 20/08/2020", "trước hạn 1 ngày"),
        ("1655/KH-UBND", "mục IV.2"),
    ]


@pytest.mark.parametrize("day", DAYS)
def test_every_count_of_tasks_is_told_task_by_task(session: Session, day: date) -> None:
    figures = count_tasks(session.read.tasks(), day)
    for name in ("completed_on_time", "completed_late", "in_term", "overdue", "continuing", "dated"):
        why = explain(session.read, f"tasks.{name}", AUGUST, day)
        assert counted(why) == getattr(figures, name)
        assert all(item.balances for item in why.sums)
    for name in ("completion", "due_completion"):
        share = getattr(figures, name)
        why = explain(session.read, f"tasks.{name}", AUGUST, day)
        assert (counted(why), len(why.lines)) == (share.numerator, share.denominator)


def test_the_running_numbers_are_those_of_the_report(session: Session) -> None:
    report = {row.task.id: row.number for row in collect_report(session.read, AUGUST, DAY).task_rows}
    why = explain(session.read, "tasks.dated", AUGUST, DAY)
    assert {line.target[1]: int(line.cells[0].text) for line in why.lines}.items() <= report.items()


def test_a_ratio_is_told_unit_by_unit(session: Session) -> None:
    form = session.read.form("dvctt-2011")
    assert form is not None
    figures = figures_of(session.read, form, AUGUST)
    for ratio in form.ratios:
        why = explain(session.read, f"form:dvctt-2011:{ratio.key}", AUGUST, DAY)
        share = figures.totals.ratio(ratio)
        lines = [line for line in why.lines if line.counted]
        assert sum(line.cells[2].number or 0 for line in lines) == share.numerator
        assert sum(line.cells[3].number or 0 for line in lines) == share.denominator
        assert [item.total for item in why.sums] == [share.numerator, share.denominator]
        assert all(item.balances for item in why.sums)
        assert format_fraction(share) in why.sentence
        left_out = {line.target[1] for line in why.lines if not line.counted}
        assert left_out == set(figures.totals.missing) and left_out


def test_a_sum_of_a_return_is_told_unit_by_unit(session: Session) -> None:
    form = session.read.form("dvctt-2011")
    assert form is not None
    figures = figures_of(session.read, form, AUGUST)
    for column in (*form.fields, *form.derived):
        why = explain(session.read, f"sum:dvctt-2011:{column.key}", AUGUST, DAY)
        total = figures.totals.numbers[column.key]
        assert sum(line.cells[2].number or 0 for line in why.lines if line.counted) == total
        assert [item.total for item in why.sums] == [total] and why.sums[0].balances
        assert not why.code and why.question == f"Vì sao {format_number(total)}?"
        assert {line.target[1] for line in why.lines if not line.counted} == set(figures.totals.missing)
    rule = dict(explain(session.read, f"sum:dvctt-2011:{form.derived[0].key}", AUGUST, DAY).facts)["Quy tắc"]
    assert rule.startswith("Tự tính theo công thức") and "Mức độ 1 + Mức độ 2" in rule


def test_a_sum_nobody_reported_is_not_zero(session: Session) -> None:
    why = explain(session.read, "sum:dvctt-2011:level4", PeriodCode.parse("2015-01"), DAY)
    assert why.question == "Vì sao –?" and why.sums == ()
    assert not any(line.counted for line in why.lines)


@pytest.mark.parametrize("day", DAYS)
def test_a_layer_is_told_unit_by_unit(session: Session, day: date) -> None:
    coverage = layers_on(session.read, day).coverage
    for key in ("layer1", "layer2", "layer3", "layer4", "all_four"):
        share = coverage.all_layers if key == "all_four" else coverage.layers[key]
        why = explain(session.read, f"layers.{key}", AUGUST, day)
        outside = sum(line.kind == "not_applicable" for line in why.lines)
        assert counted(why) == share.numerator
        assert len(why.lines) - outside == share.denominator
        assert all(item.balances for item in why.sums)


def test_a_typed_figure_says_that_it_was_typed(session: Session) -> None:
    why = explain(session.read, "manual:lgsp", AUGUST, DAY)
    assert "0/1 = 0,0%" in why.sentence
    assert why.lines[0].cells[4].second == "Chưa kết nối nền tảng quốc gia"


def test_a_period_without_the_figure_says_so(session: Session) -> None:
    with pytest.raises(InvalidInput, match="tháng 08/2024 không có số liệu này"):
        explain(session.read, "form:dvctt-2011:level4", PeriodCode.parse("2024-08"), date(2024, 8, 26))


def test_every_indicator_of_the_report_has_a_code_that_leads_to_its_figure(session: Session) -> None:
    report = collect_report(session.read, AUGUST, DAY)
    assert set(report.codes) == set(measures(session.read, AUGUST).values())
    for reading in report.indicators:
        why = explain_code(session.read, FigureCode.parse(report.codes[reading.indicator.figure]))
        assert why.measure == reading.indicator.figure
        if reading.ratio is None:
            assert not why.lines
        elif why.measure.startswith("tasks."):
            assert (counted(why), len(why.lines)) == (reading.ratio.numerator, reading.ratio.denominator)
        else:
            assert format_fraction(reading.ratio) in why.sentence


def test_a_code_printed_long_ago_still_tells_what_it_told(session: Session) -> None:
    report = collect_report(session.read, AUGUST, DAY)
    code = FigureCode.parse(report.codes["tasks.completion"])
    before = explain_code(session.read, code)
    task = next(task for task in session.read.tasks() if task.completed(DAY))
    session.do(EditTask(task.id, {"title": "Đã đổi tên", "completed_on": date(2020, 8, 27)}))
    assert explain(session.read, "tasks.completion", AUGUST, DAY).question == "Vì sao 61?"
    past = session.known_at(str(code.point.entry))
    try:
        assert explain_code(past, code) == before
    finally:
        past.close()
    assert codes(session.read, code.point)["tasks.completion"] == str(code)


def test_the_codes_stand_beside_the_key_figures_of_the_finished_report(
    session: Session, tmp_path: Path
) -> None:
    save_report(session.read, AUGUST, DAY, tmp_path / "bao-cao.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "bao-cao.xlsx")["Tổng hợp"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    (printed,) = [text for text in texts if text.startswith("Mã số liệu, tra bằng")]
    found = re.findall(r"\((\d+)\)\s(\S+?)[;.]", printed)
    assert [number for number, _ in found] == [str(number) for number in range(1, 11)]
    names: dict[int, list[object]] = {}
    for row in sheet.iter_rows():
        if isinstance(row[0].value, int):
            names.setdefault(row[0].value, []).append(row[1].value)
    for number, code in found:
        why = explain_code(session.read, FigureCode.parse(code))
        name = next(item.name for item in session.read.indicators() if item.figure == why.measure)
        assert name in names[int(number)]
    (states,) = [text for text in texts if text.startswith("Mã số liệu Bảng 2a")]
    first = re.findall(r"\(1\)\s(\S+?)[;.]", states)[0]
    assert explain_code(session.read, FigureCode.parse(first)).question == "Vì sao 51?"
