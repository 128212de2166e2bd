"""What the model tells Qt, and the total row as a table of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from desktop_app.ui.grid.model import CellEdit, GridRow, TotalsModel
from desktop_app.ui.grid.selection import Cell
from tests.ui.grid.person import Person
from tests.ui.grid.sample_services import ServiceCounts, province

Role = Qt.ItemDataRole


def test_only_input_cells_of_units_can_be_edited() -> None:
    model = province()
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(3, 2)) & editable
    for row, column in ((3, 0), (3, 6), (0, 2)):
        assert not model.flags(model.index(row, column)) & editable
    assert model.why_locked(3, 0) == "Ô này chỉ để xem."


def test_roles_of_a_cell() -> None:
    model = province()
    index = model.index(7, 4)
    assert index.data() == "22"
    assert index.data(Role.EditRole) == "22"
    assert index.data(Role.ToolTipRole) == "Kỳ trước 14 (tăng 57%)."
    assert model.index(4, 0).data(Role.ToolTipRole) == "Sở Kế hoạch và Đầu tư, 1 ô lỗi"
    assert model.data(QModelIndex()) is None


def test_headers_name_columns_and_number_rows() -> None:
    model = province()
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(6, across) == "Tổng DVCTT"
    assert model.headerData(6, across, Role.AccessibleTextRole) == "G Tổng DVCTT, tự tính"
    assert [model.headerData(row, down) for row in (0, 1, 19, 20, 21)] == ["", "1", "19", "", "20"]


def test_cells_are_named_as_in_excel() -> None:
    model = province()
    assert model.address(Cell(7, 4)) == "E7"
    assert model.address(Cell(21, 5)) == "F20"
    assert model.address(Cell(0, 5)) == "F Sở, ban, ngành"


def test_the_total_row_is_a_table_that_follows() -> None:
    model = province()
    totals = TotalsModel(model)
    QAbstractItemModelTester(totals, QAbstractItemModelTester.FailureReportingMode.Warning, totals)
    assert totals.rowCount() == 1
    assert totals.index(0, 0).data() == "Tổng 27/30 đơn vị"
    assert totals.index(0, 0).data(Role.AccessibleTextRole) == "Tổng 27/30 đơn vị, thiếu 3 đơn vị"
    before = totals.index(0, 5).data()
    told: list[int] = []
    totals.dataChanged.connect(lambda first, last: told.append(last.column()))
    model.apply([CellEdit(Cell(1, 5), 1008)], "Sửa")
    assert told == [7]
    assert totals.index(0, 5).data() != before
    assert totals.index(0, 5).data(Role.AccessibleTextRole).startswith("Tổng 27/30 đơn vị, Mức độ 4: ")
    model.beginResetModel()
    model.endResetModel()
    assert totals.columnCount() == 8


class WithoutTotals(ServiceCounts):
    def total_row(self) -> GridRow | None:
        return None


def test_a_grid_without_totals_has_no_total_row(open_grid: Callable[[ServiceCounts], Person]) -> None:
    person = open_grid(WithoutTotals([("Nhóm", [("Một", 1, 1, 1, 1, 1)])]))
    assert not person.grid._frame._total_body.isVisible()
    assert person.grid._body.geometry().bottom() == person.grid.rect().bottom()


def test_the_accessible_table_says_the_words(person: Person) -> None:
    table = QAccessible.queryAccessibleInterface(person.grid._body)
    assert table.text(QAccessible.Text.Name) == "Số liệu DVCTT"
    assert table.role() == QAccessible.Role.Table
    names = {table.child(n).text(QAccessible.Text.Name) for n in range(9 * 10)}
    assert "Văn phòng UBND tỉnh, Mức độ 3: 9" in names
    assert QApplication.focusWidget() is person.grid.editor
