"""Saved pictures: whole drawings with their words, whole files or none."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import RecordError
from desktop_app.ui.charts.burn_up import BurnUp, BurnUpChart
from desktop_app.ui.charts.chart import Chart
from desktop_app.ui.charts.coverage_bars import CoverageBars
from desktop_app.ui.charts.pictures import save_png, save_svg
from desktop_app.ui.charts.ratio_trend import RatioTrendChart
from desktop_app.ui.theme import Theme
from tests.ui.charts.made_plots import COVERAGE, DAY, LAYER_MARKS, LAYERS, NATIONAL, SOURCE, months, tasks


def burn_up(theme: Theme) -> Chart:
    chart = BurnUpChart(theme)
    chart.set_data(BurnUp.of(tasks(), DAY))
    return chart


def trend(theme: Theme) -> Chart:
    chart = RatioTrendChart(theme)
    chart.set_data(months(), NATIONAL)
    return chart


def bars(theme: Theme) -> Chart:
    chart = CoverageBars(theme)
    chart.set_data(LAYERS, COVERAGE, LAYER_MARKS)
    return chart


def empty(theme: Theme) -> Chart:
    return RatioTrendChart(theme)


WORDS = {
    burn_up: {"Đã hoàn thành 62", "Đã đến hạn 64", "Chậm 2 so với kế hoạch", "76", "7/2019"},
    trend: {"Tỉnh 34,2%", "Chỉ tiêu 30%", "Cả nước 15,91% (7/2020)", "40%", "7/2020"},
    bars: {"Đủ cả 4 lớp", "11/19", "58%", "Cả nước: đủ 4 lớp 44%, lớp 2 đạt 49% (7/2020)"},
    empty: {"Chưa có số liệu"},
}
COLOURS = {burn_up: "success_solid", trend: "accent", bars: "progress_solid"}


@pytest.mark.parametrize("make", list(WORDS))
def test_an_svg_holds_the_drawing_as_text_and_lines(
    qtbot: QtBot, theme: Theme, tmp_path: Path, make: Callable[[Theme], Chart]
) -> None:
    chart = make(theme)
    qtbot.addWidget(chart)
    save_svg(tmp_path / "hình.svg", chart, "Tên biểu đồ", "đơn vị", SOURCE)
    root = ElementTree.fromstring((tmp_path / "hình.svg").read_bytes())
    texts = {"".join(item.itertext()).strip() for item in root.iter("{http://www.w3.org/2000/svg}text")}
    assert WORDS[make] | {"Tên biểu đồ", "đơn vị", SOURCE.line} <= texts
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))


@pytest.mark.parametrize("make", list(COLOURS))
@pytest.mark.parametrize("dark", [False, True])
def test_a_png_is_drawn_for_paper_whatever_the_theme(
    qtbot: QtBot, dressed_app: QApplication, tmp_path: Path, make: Callable[[Theme], Chart], dark: bool
) -> None:
    theme = Theme(dark=dark)
    theme.apply(dressed_app)
    chart = make(theme)
    qtbot.addWidget(chart)
    save_png(tmp_path / "a.png", chart, "Tên biểu đồ", "", SOURCE)
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1920, 1080)
    assert image.pixelColor(5, 5) == QColor("white")
    wanted = Theme().colour(COLOURS[make])
    pixels = (image.pixelColor(x, y) for y in range(0, 1080, 2) for x in range(0, 1920, 2))
    assert sum(pixel == wanted for pixel in pixels) > 100


@pytest.mark.parametrize("save", [save_png, save_svg])
def test_a_missing_folder_or_a_folder_in_place_of_a_file_is_refused(
    qtbot: QtBot, theme: Theme, tmp_path: Path, save: Callable[..., None]
) -> None:
    chart = bars(theme)
    qtbot.addWidget(chart)
    with pytest.raises(RecordError, match="Không có thư mục"):
        save(tmp_path / "x" / "a.png", chart, "", "", SOURCE)
    with pytest.raises(RecordError, match="là một thư mục"):
        save(tmp_path, chart, "", "", SOURCE)


@contextmanager
def files_limited_to(octets: int) -> Iterator[None]:
    """What a full disk looks like to a writer: no file may grow further."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_old_file_and_nothing_half(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"old")
    chart = bars(theme)
    qtbot.addWidget(chart)
    with files_limited_to(1000), pytest.raises(RecordError, match="Không ghi hết a.png"):
        save_png(target, chart, "Tên", "", SOURCE)
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.png"]


def test_a_folder_without_the_right_to_write(qtbot: QtBot, theme: Theme, ordinary_folder: Path) -> None:
    chart = bars(theme)
    qtbot.addWidget(chart)
    ordinary_folder.chmod(0o500)
    with pytest.raises(RecordError, match="không có quyền ghi"):
        save_png(ordinary_folder / "a.png", chart, "", "", SOURCE)
    assert list(ordinary_folder.iterdir()) == []
