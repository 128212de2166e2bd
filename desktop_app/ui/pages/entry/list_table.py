"""The item model of a list being read: one line a row, with what becomes of it."""

from __future__ import annotations

from desktop_app.domain.list_plans import ListPlan, PlannedRow, RowFate
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import ERROR
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.chips import ChipChoice
from desktop_app.ui.widgets.list_model import ListModel
from desktop_app.ui.widgets.status import StatusLook

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


class PlanTable(ListModel[PlannedRow]):
    """The rows in the order of the list."""

    def __init__(self) -> None:
        """Empty until a plan comes."""
        super().__init__(HEADERS)
        self._rows: tuple[PlannedRow, ...] = ()
        self._chip = ""

    def show_plan(self, plan: ListPlan | None) -> None:
        """Show the rows of a plan."""
        self._rows = plan.rows if plan else ()
        self.narrow(self._chip)

    def narrow(self, chip: str) -> None:
        """Show only the rows of a fate; "" shows all."""
        self._chip = chip
        self.show_rows(row for row in self._rows if chip in ("", row.fate.value))

    def row(self, at: int) -> PlannedRow:
        """The row at a place."""
        return self.shown[at]

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Line, what it is about, fate, details."""
        planned = self.shown[row]
        if column == NUMBER:
            return format_number(planned.number), CellLook(token="text3")
        if column == TITLE:
            passed_over = planned.fate is RowFate.IGNORED
            return planned.title or "(không có chữ)", CellLook(token="text3" if passed_over else "text")
        if column == FATE:
            look = FATE_LOOKS[planned.fate]
            token = "text2" if look.tone == "neutral" else look.tone
            return look.word, CellLook(look.icon, look.tone, token, planned.fate is RowFate.REJECTED)
        return _details(planned), CellLook(token="text2")


def _details(row: PlannedRow) -> str:
    errors = sum(problem.severity == ERROR for problem in row.problems)
    if errors:
        return f"{errors} lỗi"
    if row.differences:
        return f"đổi {len(row.differences)} mục"
    return f"{len(row.problems)} cần xem" if row.problems else ""
