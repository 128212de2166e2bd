"""The data table: look, keys, cut texts, search marks, stretched column, empty state."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.data_table import LOOK_ROLE, CellLook, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.table_card import TableCard
from desktop_app.ui.widgets.table_delegate import wrap

LONG = (
    "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực tại bộ phận một cửa các cấp trên địa bàn tỉnh"
)
ROWS = [
    ("09", "Xây dựng Trung tâm giám sát, điều hành an ninh mạng", "31/12/2020", "Quá hạn"),
    ("11", LONG, "28/02/2021", "Quá hạn"),
    ("47", "Vận hành thử nghiệm IOC", "05/04/2021", "Đang thực hiện"),
]
HEADERS = ["TT", "Nhiệm vụ", "Hạn", "Trạng thái"]
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Three tasks."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADERS[section] if shown and section < len(HEADERS) else None

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return ROWS[index.row()][index.column()]
        if role != LOOK_ROLE:
            return None
        looks = {
            1: CellLook(wraps=True),
            2: CellLook(second="quá 90 ngày", second_token="danger", second_strong=True),
            3: CellLook(icon="warning-filled", token="danger", strong=True),
        }
        return looks.get(index.column())


@pytest.fixture
def table(theme: Theme, qtbot: QtBot) -> DataTable:
    view = DataTable(theme, "Danh sách nhiệm vụ")
    qtbot.addWidget(view)
    model = Rows(view)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    view.setModel(model)
    view.set_columns({0: 52, 2: 116, 3: 150}, 1)
    view.resize(640, 260)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def picture(table: DataTable) -> QImage:
    return table.viewport().grab().toImage()


def colours(image: QImage, rect: Any) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }


def cell(table: DataTable, row: int, column: int) -> Any:
    return table.visualRect(table.model().index(row, column))


def test_sizes_are_those_of_the_design(table: DataTable) -> None:
    assert table.horizontalHeader().height() == 34
    assert table.rowHeight(0) == 46
    assert table.accessibleName() == "Danh sách nhiệm vụ"


def test_the_named_column_takes_the_rest_but_keeps_its_least_width(table: DataTable) -> None:
    assert table.columnWidth(1) == table.viewport().width() - 52 - 116 - 150
    table.resize(320, 260)
    assert table.columnWidth(1) == 160
    assert table.horizontalScrollBar().maximum() > 0
    table.setColumnHidden(3, True)
    table.resize(640, 260)
    assert table.columnWidth(1) == table.viewport().width() - 52 - 116


def test_a_chosen_row_has_the_selection_colour_and_an_accent_bar(table: DataTable, theme: Theme) -> None:
    table.choose_row(1)
    image, area = picture(table), cell(table, 1, 0)
    bar = [image.pixelColor(area.left() + x, area.center().y()) for x in (0, 2, 4)]
    assert bar == [theme.colour("accent"), theme.colour("accent"), theme.colour("selection")]
    assert image.pixelColor(area.left(), cell(table, 0, 0).center().y()) == theme.colour("surface")
    assert table.selected_rows() == [1]


def test_rows_are_parted_by_hairlines_without_zebra(table: DataTable, theme: Theme) -> None:
    image = picture(table)
    for row in range(3):
        area = cell(table, row, 0)
        assert image.pixelColor(area.left() + 1, area.bottom()) == theme.colour("border")
        assert image.pixelColor(area.left() + 1, area.top() + 2) == theme.colour("surface")


def test_only_titles_are_cut_and_the_table_keeps_account(table: DataTable) -> None:
    picture(table)
    assert table.elided_texts() == {(1, LONG)}
    table.setColumnWidth(3, 60)
    picture(table)
    assert (3, "Đang thực hiện") in table.elided_texts()
    table.setColumnWidth(3, 150)
    table.resize(1400, 260)
    picture(table)
    assert table.elided_texts() == set()
    table.forget_elided()


def test_the_second_line_and_the_icon_have_their_colours(table: DataTable, theme: Theme) -> None:
    image = picture(table)
    assert theme.colour("danger").name() in colours(image, cell(table, 0, 3))
    second = cell(table, 0, 2)
    second.setTop(second.center().y())
    assert len(colours(image, second)) > 3


def test_a_search_is_marked_without_accents(table: DataTable, theme: Theme) -> None:
    mark = QColor(theme.colour("search_mark")).name()
    table.set_query("trung tam")
    image = picture(table)
    assert mark in colours(image, cell(table, 0, 1))
    assert mark not in colours(image, cell(table, 2, 1))
    table.set_query("")
    assert mark not in colours(picture(table), cell(table, 0, 1))


def test_enter_and_double_click_open(table: DataTable, qtbot: QtBot) -> None:
    table.choose_row(2)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 2
    with qtbot.waitSignal(table.opened) as told:
        at = cell(table, 1, 1).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args[0].row() == 1


def test_keys_move_and_the_ring_follows(table: DataTable, theme: Theme, qtbot: QtBot) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.selected_rows() == [2]
    image, area = picture(table), cell(table, 2, 1)
    assert [image.pixelColor(area.left() + 3, area.top() + y) for y in (0, 1)] == [theme.colour("accent")] * 2
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_rows() == [0]
    table.clearFocus()
    assert picture(table).pixelColor(area.left() + 3, cell(table, 0, 1).top()) != theme.colour("accent")


def test_a_click_draws_no_ring(table: DataTable, theme: Theme, qtbot: QtBot) -> None:
    table.clearFocus()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 1, 1).center())
    area = cell(table, 1, 1)
    assert picture(table).pixelColor(area.left() + 3, area.top()) == theme.colour("selection")


def test_several_rows_can_be_chosen(table: DataTable, qtbot: QtBot) -> None:
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(table.viewport(), left, pos=cell(table, 0, 1).center())
    qtbot.mouseClick(table.viewport(), left, shift, pos=cell(table, 2, 1).center())
    assert table.selected_rows() == [0, 1, 2]


def test_a_column_can_be_fitted_to_its_texts(table: DataTable) -> None:
    table.setColumnWidth(3, 40)
    table.fit_column(3)
    picture(table)
    assert (3, "Đang thực hiện") not in table.elided_texts()
    assert table.columnWidth(3) >= table.minimum_header_width(3)


def test_wrapping_breaks_at_words_and_cuts_only_the_last_line(theme: Theme) -> None:
    lines = wrap(LONG, theme.font(13), 260, 2)
    assert len(lines) == 2 and not lines[0].endswith("…") and lines[1].endswith("…")
    assert LONG.startswith(lines[0] + " " + lines[1][:10])
    assert wrap("ngắn", theme.font(13), 260, 2) == ["ngắn"]


def test_the_card_shows_rows_or_the_reason_for_none(theme: Theme, qtbot: QtBot) -> None:
    table = DataTable(theme, "Danh sách")
    card = TableCard(theme, table)
    qtbot.addWidget(card)
    card.resize(700, 400)
    card.set_foot("76 nhiệm vụ", "Sắp xếp: cần xử lý trước")
    card.show()
    empty = EmptyState(theme, "search", "Không tìm thấy nhiệm vụ nào")
    card.show_empty(empty)
    card.show_empty(empty)
    assert card.empty and empty.isVisible() and not table.isVisible()
    card.show_table()
    assert not card.empty and table.isVisible()
    assert table.mapTo(card, QPoint(0, 0)) == QPoint(2, 2)
