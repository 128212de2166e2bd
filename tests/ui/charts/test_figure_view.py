"""The table of a plot's numbers."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.charts.figure_view import FigureModel, FigureView
from desktop_app.ui.charts.figures import FigureTable
from desktop_app.ui.theme import Theme

TABLE = FigureTable(("Kỳ", "Tỷ lệ", "Chỉ tiêu"), (("7/2020", "12,4%", "30%"), ("8/2020", "14,0%", "30%")))


def test_the_model_keeps_qts_rules() -> None:
    model = FigureModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_table(TABLE)
    model.set_table(FigureTable(("Kỳ",), ()))
    model.set_table(TABLE)
    assert tester.model() is model
    assert model.rowCount() == 2
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Tỷ lệ"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_figures_are_set_right_and_names_left() -> None:
    model = FigureModel()
    model.set_table(TABLE)
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft
    assert model.data(model.index(0, 2), role) & Qt.AlignmentFlag.AlignRight


def test_the_selected_block_is_copied(qtbot: QtBot, theme: Theme) -> None:
    view = FigureView(theme, "Bảng")
    qtbot.addWidget(view)
    view.show_figures(TABLE)
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in (0, 1):
        view.selectionModel().select(view.model().index(row, 1), flag)
        view.selectionModel().select(view.model().index(row, 2), flag)
    view.copy()
    assert QGuiApplication.clipboard().text() == "12,4%\t30%\n14,0%\t30%"


def test_columns_show_their_headers_whole(qtbot: QtBot, theme: Theme) -> None:
    view = FigureView(theme, "Bảng")
    qtbot.addWidget(view)
    view.show_figures(TABLE)
    view.resize(500, 200)
    view.show()
    for column in (1, 2):
        assert view.columnWidth(column) >= view.minimum_header_width(column)
    assert not view.horizontalScrollBar().isVisible()
