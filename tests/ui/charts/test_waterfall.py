"""The waterfall: blocks that can be counted, hollow losses, the break mark, exact values by keys and as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.ui.charts.waterfall import End, Waterfall, WaterfallStep
from desktop_app.ui.theme import Theme

STEPS = (
    WaterfallStep("Hoàn thành", "2 đúng hạn", 2, "success", "done"),
    WaterfallStep("Ghi bổ sung", "xong đến 28/02/2021", 3, "progress", "late"),
    WaterfallStep("Mở lại", "", -1, "success", "back"),
    WaterfallStep("Đổi quy tắc", "không đổi", 0, "neutral"),
)
ENDS = End(58, "28/02/2021", "bản 1"), End(62, "31/03/2021", "dự thảo 3")


def waterfall(qtbot: QtBot, theme: Theme, ends: tuple[End, End] = ENDS, steps=STEPS) -> Waterfall:  # type: ignore[no-untyped-def]
    chart = Waterfall(theme)
    qtbot.addWidget(chart)
    chart.set_data(ends, steps, "nhiệm vụ", "Nhiệm vụ hoàn thành tăng từ 58 lên 62")
    chart.resize(900, 260)
    chart.show()
    return chart


def runs(image: QImage, x: int, colour: object) -> int:
    """How many separate stretches of a colour a vertical line meets."""
    found, inside = 0, False
    for y in range(image.height()):
        here = image.pixelColor(QPoint(x, y)) == colour
        found += here and not inside
        inside = here
    return found


def test_one_block_is_one_task(qtbot: QtBot, theme: Theme) -> None:
    chart = waterfall(qtbot, theme)
    image = chart.grab().toImage()
    for index, token, count in ((1, "success_solid", 2), (2, "progress_solid", 3)):
        x = round(chart.box(index).left()) + 12
        assert runs(image, x, theme.colour(token)) == count
    assert chart.subtitle == "mỗi ô là 1 nhiệm vụ; cột hai đầu cắt bớt, bắt đầu từ 56"


def test_a_loss_is_hollow_and_a_cut_column_is_broken(qtbot: QtBot, theme: Theme) -> None:
    chart = waterfall(qtbot, theme)
    image = chart.grab().toImage()
    assert image.pixelColor(chart.box(3).center().toPoint()) != theme.colour("danger_solid")
    dashes = chart.box(3).top() + 1
    edge = {
        image.pixelColor(x, round(dashes)).name()
        for x in range(int(chart.box(3).left()), int(chart.box(3).right()))
    }
    assert theme.colour("danger_solid").name() in edge
    start = chart.box(0)
    line = {
        image.pixelColor(round(start.left()) + 12, y).name()
        for y in range(round(start.bottom()) - 18, round(start.bottom()))
    }
    assert theme.colour("surface").name() in line, "no break mark"


def test_bars_join_at_the_levels_reached(qtbot: QtBot, theme: Theme) -> None:
    chart = waterfall(qtbot, theme)
    assert chart.box(1).bottom() == pytest.approx(chart.box(0).top())
    assert chart.box(2).bottom() == pytest.approx(chart.box(1).top())
    assert chart.box(3).top() == pytest.approx(chart.box(2).top())
    assert chart.box(5).top() == pytest.approx(chart.box(3).bottom())
    assert chart.box(4).height() == 0


def test_keys_say_exact_values_and_open_a_step(qtbot: QtBot, theme: Theme) -> None:
    chart = waterfall(qtbot, theme)
    opened: list[object] = []
    chart.activated.connect(opened.append)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.readout == "28/02/2021, bản 1: 58 nhiệm vụ"
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.readout == "Ghi bổ sung: +3 (xong đến 28/02/2021), lũy kế 63"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.column(3).center().toPoint())
    assert opened == ["late", "back"]


def test_the_table_holds_the_running_total(qtbot: QtBot, theme: Theme) -> None:
    rows = waterfall(qtbot, theme).table().rows
    assert [row[1:3] for row in rows] == [
        ("", "58"),
        ("+2", "60"),
        ("+3", "63"),
        ("−1", "62"),
        ("0", "62"),
        ("", "62"),
    ]


def test_many_become_plain_bars_and_no_word_is_lost(qtbot: QtBot, theme: Theme) -> None:
    steps = (
        WaterfallStep("Tăng", "23 đơn vị", 81, "success"),
        WaterfallStep("Bớt đơn vị đủ số", "3 đơn vị", -128, "success"),
    )
    chart = waterfall(
        qtbot, theme, (End(1612, "28/02/2021", "bản 1"), End(1565, "31/03/2021", "sổ hiện nay")), steps
    )
    image = chart.grab().toImage()
    assert runs(image, round(chart.box(1).left()) + 12, theme.colour("success_solid")) == 1
    assert chart.subtitle.endswith("bắt đầu từ 1.500")
    chart.resize(330, 260)
    assert all("…" not in line for lines in chart._lines() for column in lines for line in column)


def test_nothing_to_plot_says_why_and_print_is_the_same(qtbot: QtBot, theme: Theme) -> None:
    chart = waterfall(qtbot, theme)
    copy = chart.for_print(Theme(text_scale=2.0), chart.size())
    qtbot.addWidget(copy)
    assert copy.table() == chart.table() and copy.scale == chart.scale
    chart.clear("Cầu nối không khớp.")
    assert chart.empty and "Cầu nối không khớp." in chart.message
