"""The item model of a list being read: one line a row, with what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.list_plans import ListPlan, PlannedRow, RowFate
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import ERROR
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook
from desktop_app.ui.widgets.chips import ChipChoice
from desktop_app.ui.widgets.status import StatusLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, TITLE, FATE, MORE = range(4)
HEADERS = ("Dòng", "Nội dung", "Kết quả", "Chi tiết")
FATE_LOOKS = {
    RowFate.REJECTED: StatusLook("Có lỗi", "error_circle-filled", "danger"),
    RowFate.UPDATED: StatusLook("Cập nhật", "arrow_sync", "progress"),
    RowFate.ADDED: StatusLook("Thêm mới", "add_circle-filled", "success"),
    RowFate.UNCHANGED: StatusLook("Không đổi", "subtract_circle", "neutral"),
    RowFate.IGNORED: StatusLook("Bỏ qua", "circle", "neutral"),
}


def fate_chips() -> list[ChipChoice]:
    """The filters over the rows."""
    chips = [ChipChoice(fate.value, look.word, look.icon, look.tone) for fate, look in FATE_LOOKS.items()]
    return [ChipChoice("", "Tất cả"), *chips]


class PlanTable(QAbstractTableModel):
    """The rows in the order of the list."""

    def __init__(self) -> None:
        """Empty until a plan comes."""
        super().__init__()
        self._rows: tuple[PlannedRow, ...] = ()
        self._shown: list[PlannedRow] = []
        self._chip = ""

    def show_plan(self, plan: ListPlan | None) -> None:
        """Show the rows of a plan."""
        self.beginResetModel()
        self._rows = plan.rows if plan else ()
        self._pick()
        self.endResetModel()

    def narrow(self, chip: str) -> None:
        """Show only the rows of a fate; "" shows all."""
        self.beginResetModel()
        self._chip = chip
        self._pick()
        self.endResetModel()

    def _pick(self) -> None:
        self._shown = [row for row in self._rows if self._chip in ("", row.fate.value)]

    def row(self, at: int) -> PlannedRow:
        """The row at a place."""
        return self._shown[at]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Line, what it is about, fate, details."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LOOK_ROLE)
        if not index.isValid() or role not in wanted:
            return None
        text, look = self._cell(self._shown[index.row()], index.column())
        return look if role == LOOK_ROLE else text

    def _cell(self, row: PlannedRow, column: int) -> tuple[str, CellLook]:
        if column == NUMBER:
            return format_number(row.number), CellLook(token="text3")
        if column == TITLE:
            passed_over = row.fate is RowFate.IGNORED
            return row.title or "(không có chữ)", CellLook(token="text3" if passed_over else "text")
        if column == FATE:
            look = FATE_LOOKS[row.fate]
            token = "text2" if look.tone == "neutral" else look.tone
            return look.word, CellLook(look.icon, look.tone, token, row.fate is RowFate.REJECTED)
        return _details(row), CellLook(token="text2")


def _details(row: PlannedRow) -> str:
    errors = sum(problem.severity == ERROR for problem in row.problems)
    if errors:
        return f"{errors} lỗi"
    if row.differences:
        return f"đổi {len(row.differences)} mục"
    return f"{len(row.problems)} cần xem" if row.problems else ""
