"""Bars of the four layers: lengths, words, diamonds, keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.layers import Coverage
from desktop_app.domain.ratio import Ratio
from desktop_app.ui.charts.coverage_bars import CoverageBars
from desktop_app.ui.theme import Theme
from tests.ui.charts.made_plots import COVERAGE, LAYER_MARKS, LAYERS


def bars_of(qtbot: QtBot, theme: Theme, given: Coverage = COVERAGE, width: int = 330) -> CoverageBars:
    bars = CoverageBars(theme)
    qtbot.addWidget(bars)
    bars.set_data(LAYERS, given, LAYER_MARKS)
    bars.resize(width, 220)
    bars.show()
    return bars


def test_bars_are_as_long_as_their_shares(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme)
    image = bars.grab().toImage()
    for index, (key, token) in enumerate(
        [("all", "accent"), *((layer.key, "progress_solid") for layer in LAYERS)]
    ):
        box = bars.bar_box(index)
        share = (COVERAGE.all_layers if key == "all" else COVERAGE.layers[key]).percent or 0
        end = box.left() + box.width() * share / 100
        row = round(box.center().y())
        assert image.pixelColor(QPoint(round(end) - 6, row)) == theme.colour(token)
        if share < 94:
            assert image.pixelColor(QPoint(round(end) + 4, row)) == theme.colour("track")


def test_national_figures_are_diamonds_at_their_value(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme)
    image = bars.grab().toImage()
    box = bars.bar_box(0)
    middle = QPoint(round(box.left() + box.width() * 0.44), round(box.center().y()))
    assert image.pixelColor(middle) == theme.colour("surface")
    assert bars.footnote == "Cả nước: đủ 4 lớp 44%, lớp 2 đạt 49% (7/2020)"


def test_words_and_table_hold_both_numbers(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme)
    assert "Đủ cả 4 lớp: 11/19 đơn vị, 57,9%; cả nước 44% (31/07/2020)" in bars.message
    assert bars.table().rows[0] == ("Đủ cả 4 lớp", "11/19", "57,9%", "44% (31/07/2020)")
    assert bars.table().rows[1] == ("Lớp 1 · Lực lượng tại chỗ", "18/19", "94,7%", "–")


def test_clicks_and_keys_open_a_layer(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme)
    opened: list[object] = []
    bars.activated.connect(opened.append)
    for index in range(5):
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_box(index).center().toPoint())
    assert opened == ["all", "layer1", "layer2", "layer3", "layer4"]
    qtbot.keyClick(bars, Qt.Key.Key_Home)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Space)
    assert opened[-1] == "layer1"
    assert bars.readout.startswith("Lớp 1 · Lực lượng tại chỗ: 18/19 đơn vị, 94,7%")


@pytest.mark.parametrize(("met", "shown"), [(0, "0,0%"), (19, "100,0%")])
def test_nothing_and_everything(qtbot: QtBot, theme: Theme, met: int, shown: str) -> None:
    share = Ratio(met, 19)
    bars = bars_of(qtbot, theme, Coverage(19, {layer.key: share for layer in LAYERS}, share), width=300)
    assert {row[2] for row in bars.table().rows} == {shown}
    box = bars.bar_box(1)
    colour = bars.grab().toImage().pixelColor(QPoint(round(box.center().x()), round(box.center().y())))
    assert colour == theme.colour("progress_solid" if met else "track")


def test_no_unit_looked_at(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme, Coverage(0, {}, Ratio(0, 0)))
    assert bars.empty
    assert bars.message == "Chưa có số liệu. Chưa có đơn vị nào được ghi nhận lớp bảo vệ."
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert bars.readout == ""


def test_a_layer_that_applies_to_nobody_has_no_percentage(qtbot: QtBot, theme: Theme) -> None:
    bars = bars_of(qtbot, theme, Coverage(3, {"layer1": Ratio(0, 0)}, Ratio(0, 0)))
    assert bars.table().rows[1][1:3] == ("0/0", "–")
