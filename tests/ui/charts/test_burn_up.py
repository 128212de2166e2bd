"""Completed against planned: labels, ticks, shading, keys and clicks, odd records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.tasks import Task
from desktop_app.ui.charts.burn_up import BurnUp, BurnUpChart
from desktop_app.ui.theme import Theme
from tests.ui.charts.made_plots import DAY, faults, task, tasks


def chart_of(
    qtbot: QtBot, theme: Theme, given: list[Task], width: int = 680, height: int = 220
) -> BurnUpChart:
    chart = BurnUpChart(theme)
    qtbot.addWidget(chart)
    chart.set_data(BurnUp.of(given, DAY))
    chart.resize(width, height)
    chart.show()
    return chart


def label_texts(chart: BurnUpChart) -> list[str]:
    return [text for text, _ in chart.label_boxes]


def test_the_counts_at_the_cut_off_and_the_gap_are_said(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    assert "Đã hoàn thành 62\nĐã đến hạn 64\nChậm 2 so với kế hoạch" in label_texts(chart)
    assert "Số liệu đến 31/03/2021" in label_texts(chart)
    assert "Kế hoạch" in label_texts(chart)
    assert chart.message == (
        "Đến 31/03/2021: đã hoàn thành 62 trên 76 nhiệm vụ, đã đến hạn 64. Chậm 2 so với kế hoạch."
    )


@pytest.mark.parametrize(("done", "words"), [(67, "Vượt 3 so với kế hoạch"), (64, "Đúng kế hoạch")])
def test_the_gap_in_words(qtbot: QtBot, theme: Theme, done: int, words: str) -> None:
    chart = chart_of(qtbot, theme, tasks(done=done))
    assert any(text.endswith(words) for text in label_texts(chart))


def test_the_line_says_today_only_on_the_day(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    chart.set_data(BurnUp.of(tasks(), DAY), today=DAY)
    assert "Hôm nay, 31/03/2021" in label_texts(chart)


def test_ticks_are_quarters_and_end_with_the_total(qtbot: QtBot, theme: Theme) -> None:
    along_x, along_y = chart_of(qtbot, theme, tasks()).tick_texts
    assert along_y == ["0", "20", "40", "60", "76"]
    assert along_x[:3] == ["7/2019", "10/2019", "1/2020"]


def odd_records() -> dict[str, list[Task]]:
    long_ago = [task(n, DAY - timedelta(days=400 + n)) for n in range(1, 77)]
    return {
        "usual": tasks(),
        "one": tasks(1, 1, 0),
        "one done": tasks(1, 1, 1),
        "all overdue": long_ago,
        "all done": tasks(76, 76, 76),
        "nothing due yet": tasks(20, 0, 0),
        "one day": [task(n, DAY, DAY) for n in range(1, 30)],
        "5000": [
            task(n, date(2010, 1, 1) + timedelta(days=n), date(2010, 1, 3) + timedelta(days=n))
            for n in range(1, 5001)
        ],
    }


@pytest.mark.parametrize("name", list(odd_records()))
@pytest.mark.parametrize(("width", "scale"), [(300, 1.0), (680, 1.0), (1200, 1.0), (680, 1.5), (300, 1.5)])
def test_labels_neither_clip_nor_overlap(
    qtbot: QtBot, dressed_app: QApplication, name: str, width: int, scale: float
) -> None:
    theme = Theme(text_scale=scale)
    theme.apply(dressed_app)
    chart = chart_of(qtbot, theme, odd_records()[name], width, round(200 * scale))
    assert faults(chart.label_boxes, chart.canvas.area) == []
    assert any("Đã hoàn thành" in text for text in label_texts(chart))


def test_the_canvas_and_pyqtgraph_agree_where_the_data_are(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    for width in (680, 412):
        chart.resize(width, 233)
        ours, drawn = chart.canvas.area, chart.canvas.drawn_box()
        for mine, its in zip(ours.getRect(), drawn.getRect(), strict=True):
            assert abs(mine - its) <= 1


def test_the_cut_off_is_drawn_where_the_counts_say(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    index = next(index for index, spot in enumerate(chart.spots) if spot.stands_for == DAY)
    image = chart.grab().toImage()
    assert image.pixelColor(chart.place_of(index).toPoint()) == theme.colour("success_solid")
    above = chart.place_of(index).toPoint() - QPoint(40, 60)
    assert image.pixelColor(above) == theme.colour("surface")


def painted(chart: BurnUpChart, wanted: Callable[[QColor], bool]) -> bool:
    image = chart.grab().toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(wanted(pixel) for pixel in pixels)


def amber(colour: QColor) -> bool:
    """Whether it is the shade of tasks behind the plan, over white or over the soft green."""
    return colour.red() > colour.blue() + 40 and colour.green() > colour.blue() + 20


def test_only_a_plan_that_is_behind_is_shaded(qtbot: QtBot, theme: Theme) -> None:
    assert painted(chart_of(qtbot, theme, tasks(done=40), 300, 160), amber)
    ahead = [task(n, DAY - timedelta(days=9 * n), DAY - timedelta(days=9 * n + 30)) for n in range(1, 60)]
    assert not painted(chart_of(qtbot, theme, ahead, 300, 160), amber)


def test_a_click_opens_the_day_under_it(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    index = next(index for index, spot in enumerate(chart.spots) if spot.stands_for == DAY)
    with qtbot.waitSignal(chart.activated) as signal:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(index).toPoint())
    assert signal.args == [DAY]


def test_the_pointer_shows_the_exact_value(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    index = next(index for index, spot in enumerate(chart.spots) if spot.stands_for == DAY)
    qtbot.mouseMove(chart, chart.place_of(index).toPoint())
    assert chart.readout == "31/03/2021: đã hoàn thành 62, đã đến hạn 64"


@pytest.mark.parametrize("width", [300, 680])
def test_the_exact_value_stays_inside_the_plot(qtbot: QtBot, theme: Theme, width: int) -> None:
    chart = chart_of(qtbot, theme, tasks(), width)
    [readout] = chart.findChildren(QLabel)
    for index in range(len(chart.spots)):
        chart.set_current(index)
        assert chart.rect().contains(readout.geometry())


def test_keys_walk_the_days_and_enter_opens(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    first = chart.spots[0]
    assert chart.readout == first.words
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 0
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 1
    with qtbot.waitSignal(chart.activated) as signal:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert signal.args == [chart.spots[1].stands_for]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.readout.endswith("kế hoạch 76 nhiệm vụ đến hạn")
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.readout == ""


def test_the_table_holds_the_plotted_steps(qtbot: QtBot, theme: Theme) -> None:
    data = BurnUp.of(tasks(), DAY)
    rows = chart_of(qtbot, theme, tasks()).table().rows
    assert len(rows) == len(data.days)
    assert ("31/03/2021", "62", "64") in rows
    assert rows[-1][1:] == ("–", "76")
    assert [int(row[2]) for row in rows] == [data.due(day) for day in data.days]


def test_nothing_to_plot_is_said_with_the_reason(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    chart.set_data(BurnUp((), (), DAY, 0))
    assert chart.empty
    assert chart.message == "Chưa có số liệu. Chưa có nhiệm vụ nào có thời hạn."
    assert not chart.canvas.view.isVisible()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert chart.readout == ""
    chart.set_data(BurnUp.of(tasks(), DAY))
    assert chart.canvas.view.isVisible()


def test_new_data_are_drawn_by_the_same_items(qtbot: QtBot, theme: Theme) -> None:
    chart = chart_of(qtbot, theme, tasks())
    items = len(chart.canvas.view.scene().items())
    for done in (10, 40, 62):
        chart.set_data(BurnUp.of(tasks(done=done), DAY))
    assert len(chart.canvas.view.scene().items()) == items


def test_colours_follow_the_theme(qtbot: QtBot, theme: Theme, dressed_app: QApplication) -> None:
    chart = chart_of(qtbot, theme, tasks())
    theme.change(dressed_app, dark=True, high_contrast=False)
    index = next(index for index, spot in enumerate(chart.spots) if spot.stands_for == DAY)
    image = chart.grab().toImage()
    assert image.pixelColor(chart.place_of(index).toPoint()) == theme.colour("success_solid")
    assert image.pixelColor(QPoint(chart.width() - 4, 4)) == theme.colour("surface")
