"""The province's ratio beside target and national figures: gaps, diamonds, labels, values, extremes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.indicators import Benchmark, Target
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.report import TrendPoint
from desktop_app.ui.charts.canvas import SMOOTH_POINTS
from desktop_app.ui.charts.ratio_trend import RatioTrendChart
from desktop_app.ui.theme import Theme
from tests.ui.charts.made_plots import NATIONAL, TARGET, faults, month, months

NEW_TARGET = Target(2, "dvctt4", 40, effective_from=date(2021, 2, 1))


def chart_of(
    qtbot: QtBot,
    theme: Theme,
    points: list[TrendPoint],
    marks: tuple[Benchmark, ...] = NATIONAL,
    width: int = 680,
    height: int = 220,
) -> RatioTrendChart:
    chart = RatioTrendChart(theme, "Tỷ lệ dịch vụ công trực tuyến mức độ 4")
    qtbot.addWidget(chart)
    chart.set_data(points, marks)
    chart.resize(width, height)
    chart.show()
    return chart


def label_texts(chart: RatioTrendChart) -> set[str]:
    """Every labelled text; figures close to each other share one label of two lines."""
    return {line for text, _ in chart.label_boxes for line in text.split("\n")}


def test_lines_are_labelled_directly(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, months())
    expected = {"Tỉnh 34,2%", "Chỉ tiêu 30%", "Cả nước 15,91% (7/2020)", "Cả nước 31% (3/2021)"}
    assert label_texts(chart) == expected
    assert chart.tick_texts[1] == ["0%", "10%", "20%", "30%", "40%"]
    assert chart.tick_texts[0][0] == "7/2020"
    assert "Tỉnh đạt 34,2% trong tháng 03/2021. Chỉ tiêu 30%." in chart.message


def drawn(chart: RatioTrendChart) -> tuple[list[float], list[float]]:
    x, y = chart._line.getData()
    return list(x), list(y)


def test_gaps_stay_gaps_and_isolated_points_are_dots(qtbot: QtBot, theme: Theme) -> None:
    points = [month(0, Ratio(10, 100)), month(1, None), month(2, Ratio(20, 100)), month(4, Ratio(22, 100))]
    chart = chart_of(qtbot, theme, points, ())
    _, y = drawn(chart)
    assert [value for value in y if not np.isnan(value)] == [10, 20, 22]
    assert all(np.isnan(y[index]) for index in range(1, len(y), 2))
    assert len(chart.dots()) == 3


def test_national_figures_are_never_part_of_a_line(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, months())
    for line in (chart._line, chart._target_line):
        assert 15.91 not in np.round(line.getData()[1], 2)
    assert len(drawn(chart)[1]) == 9


def test_a_changed_target_is_a_step_with_the_month_it_began(qtbot: QtBot, theme: Theme) -> None:
    points = [*months()[:7], month(7, Ratio(30, 100), NEW_TARGET), month(8, Ratio(34, 100), NEW_TARGET)]
    chart = chart_of(qtbot, theme, points)
    assert {"Chỉ tiêu 30%", "Chỉ tiêu 40% từ 2/2021"} <= label_texts(chart)
    assert list(chart._target_line.getData()[1]) == [30, 30, 40, 40]


def odd_points() -> dict[str, list[TrendPoint]]:
    return {
        "usual": months(),
        "one": [month(8, Ratio(1, 3))],
        "nought": [month(offset, Ratio(0, 50)) for offset in range(5)],
        "hundred": [month(offset, Ratio(50, 50), Target(3, "x", 100)) for offset in range(9)],
        "quarters": [
            TrendPoint(PeriodCode.parse(f"{2019 + n // 4}-Q{n % 4 + 1}"), Ratio(n, 9), TARGET, 1, 1)
            for n in range(9)
        ],
        "5000": [
            TrendPoint(PeriodCode.month(1600, 1).shifted(n), Ratio(n % 37, 40), TARGET, 1, 1)
            for n in range(5000)
        ],
    }


@pytest.mark.parametrize("name", list(odd_points()))
@pytest.mark.parametrize(("width", "scale"), [(300, 1.0), (680, 1.0), (1200, 1.0), (680, 1.5)])
def test_labels_neither_clip_nor_overlap(
    qtbot: QtBot, dressed_app: QApplication, name: str, width: int, scale: float
) -> None:
    theme = Theme(text_scale=scale)
    theme.apply(dressed_app)
    chart = chart_of(qtbot, theme, odd_points()[name], width=width, height=round(200 * scale))
    assert faults(chart.label_boxes, chart.canvas.area) == []
    assert any(text.startswith("Tỉnh") for text in label_texts(chart))
    assert float(chart.tick_texts[1][-1].rstrip("%")) <= 100


def test_the_axis_begins_at_nought_with_headroom(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, odd_points()["hundred"], ())
    assert chart.y_top() == pytest.approx(120)
    assert chart.canvas.pixel(0, 0).y() == pytest.approx(chart.canvas.area.bottom())


def test_long_lines_with_wide_pens_are_not_smoothed(qtbot: QtBot, theme: Theme) -> None:
    assert chart_of(qtbot, theme, months())._line.opts["antialias"]
    long = chart_of(qtbot, theme, odd_points()["5000"])._line
    assert len(long.getData()[0]) > SMOOTH_POINTS
    assert not long.opts["antialias"]


def test_keys_visit_points_gaps_and_diamonds_in_order(qtbot: QtBot, theme: Theme) -> None:
    points = [*months()[:3], month(3, None), *months()[4:]]
    chart = chart_of(qtbot, theme, points)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    words = [chart.readout]
    for _ in range(len(chart.spots) - 1):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        words.append(chart.readout)
    assert len(words) == 11
    assert words[0] == "Tháng 07/2020: 12,4% (581/4.684), 27/30 đơn vị đủ số, chỉ tiêu 30%"
    assert words[1] == "Cả nước 15,91%, 31/07/2020, nguồn: Bộ TT&TT"
    assert "Tháng 10/2020: chưa có số liệu" in words


def test_clicks_open_the_period_or_the_published_figure(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, months())
    for index, spot in enumerate(chart.spots):
        with qtbot.waitSignal(chart.activated) as signal:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(index).toPoint())
        assert signal.args == [spot.stands_for]
    kinds = {type(spot.stands_for) for spot in chart.spots}
    assert kinds == {PeriodCode, Benchmark}


def test_the_table_equals_what_is_plotted(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, months())
    rows = chart.table().rows
    assert rows[0] == ("Tháng 07/2020", "12,4%", "581/4.684", "30%", "27/30")
    assert rows[-1] == ("Cả nước, 31/03/2021", "31%", "–", "–", "–")
    shown = [float(row[1].rstrip("%").replace(",", ".")) for row in rows[:9]]
    assert shown == pytest.approx(drawn(chart)[1], abs=0.05)


def test_no_report_at_all_is_said(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, [month(0, None), month(1, None)])
    assert chart.empty
    assert chart.message == "Chưa có số liệu. Chưa có kỳ nào được báo cáo."


def test_an_empty_denominator_is_a_gap_not_nought(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, [month(0, Ratio(0, 0)), month(1, Ratio(1, 4))], ())
    assert np.isnan(drawn(chart)[1][0])
    assert chart.spots[0].words == "Tháng 07/2020: chưa có số liệu"
