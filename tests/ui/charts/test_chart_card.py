"""The card around a plot: source line, table, copying, pictures, errors in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import RecordError
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.charts.coverage_bars import CoverageBars
from desktop_app.ui.charts.ratio_trend import RatioTrendChart
from desktop_app.ui.theme import Theme
from tests.ui.charts.made_plots import COVERAGE, LAYER_MARKS, LAYERS, NATIONAL, SOURCE, months

TITLE = "Tỷ lệ dịch vụ công trực tuyến mức độ 4"


def card_of(qtbot: QtBot, theme: Theme) -> ChartCard:
    chart = RatioTrendChart(theme)
    chart.set_data(months(), NATIONAL)
    card = ChartCard(theme, TITLE, "theo tháng", chart)
    qtbot.addWidget(card)
    card.show_source(SOURCE)
    card.resize(700, 280)
    card.show()
    return card


def button(card: ChartCard, name: str) -> QPushButton:
    return next(item for item in card.findChildren(QPushButton) if item.accessibleName() == name)


def test_cut_off_source_and_sample_mark_are_on_the_card(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    assert card.source_line == (
        "Số liệu đến 31/03/2021 · Nguồn: Sổ theo dõi nhiệm vụ · 27/30 đơn vị · Dữ liệu minh họa"
    )
    assert card.chart.accessibleName() == TITLE


def test_the_button_swaps_in_the_same_numbers_as_a_table(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    qtbot.mouseClick(button(card, "Xem dạng bảng"), Qt.MouseButton.LeftButton)
    assert card.figure_view.isVisible()
    assert not card.chart.isVisible()
    assert card.figure_view.figures == card.chart.table()
    qtbot.mouseClick(button(card, "Xem biểu đồ"), Qt.MouseButton.LeftButton)
    assert card.chart.isVisible()


def test_new_data_reach_the_table(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    card.show_table(True)
    assert isinstance(card.chart, RatioTrendChart)
    card.chart.set_data(months()[:2])
    card.show_source(SOURCE)
    assert len(card.figure_view.figures.rows) == 2


def test_ctrl_c_copies_the_table_for_a_spreadsheet(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    card.show_table(True)
    qtbot.keyClick(card.figure_view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Kỳ\tTỷ lệ\tTử số/mẫu số\tChỉ tiêu\tĐơn vị đủ số"
    assert lines[1] == "Tháng 07/2020\t12,4%\t581/4.684\t30%\t27/30"
    assert len(lines) == 12


def test_clicks_pass_through_the_card(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    with qtbot.waitSignal(card.activated) as signal:
        qtbot.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=card.chart.place_of(0).toPoint())
    assert signal.args == [card.chart.spots[0].stands_for]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_card_fits_300_pixels(qtbot: QtBot, dressed_app: QApplication, scale: float) -> None:
    theme = Theme(text_scale=scale)
    theme.apply(dressed_app)
    bars = CoverageBars(theme)
    bars.set_data(LAYERS, COVERAGE, LAYER_MARKS)
    card = ChartCard(theme, "An toàn thông tin 4 lớp", "tỷ lệ đơn vị", bars)
    qtbot.addWidget(card)
    card.show_source(SOURCE)
    assert card.minimumSizeHint().width() <= 300


def test_the_menu_saves_both_kinds_of_pictures(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    card = card_of(qtbot, theme)
    assert card.file_name("png") == "ty-le-dich-vu-cong-truc-tuyen-muc-do-4_20210331.png"
    with qtbot.waitSignal(card.said) as signal:
        card.save_to(tmp_path / "a.png")
    assert signal.args == ["Đã lưu ảnh a.png."]
    card.save_to(tmp_path / "a.svg")
    assert not QImage(str(tmp_path / "a.png")).isNull()
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_a_picture_that_cannot_be_saved_is_explained(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    card = card_of(qtbot, theme)
    with qtbot.waitSignal(card.failed) as signal:
        card.save_to(tmp_path / "không có" / "a.png")
    assert "Không có thư mục" in signal.args[0]


def test_a_plot_without_a_source_is_not_saved(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    card = ChartCard(theme, TITLE, "", RatioTrendChart(theme))
    qtbot.addWidget(card)
    with pytest.raises(RecordError, match="chưa có số liệu"):
        card.save_picture(tmp_path / "a.png")


def test_importing_the_plots_does_not_import_pyqtgraph() -> None:
    code = (
        "import sys, desktop_app.ui.charts.chart_card, desktop_app.ui.charts.burn_up;"
        "import desktop_app.ui.charts.ratio_trend, desktop_app.ui.charts.coverage_bars;"
        "print([name for name in ('pyqtgraph', 'numpy') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_new_title_reaches_plot_card_and_file_name(qtbot: QtBot, theme: Theme) -> None:
    card = card_of(qtbot, theme)
    card.set_title("Một phần, toàn trình", "theo quý")
    assert card.accessibleName() == card.chart.accessibleName() == "Một phần, toàn trình"
    assert card.file_name("svg") == "mot-phan-toan-trinh_20210331.svg"
