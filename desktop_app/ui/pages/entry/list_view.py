"""A list of tasks or units on the screen: sheet, columns, what of rows that exist, every row with its fate, and Ghi."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.date_columns import DateOrder
from desktop_app.domain.errors import RecordError
from desktop_app.domain.list_fields import TASKS
from desktop_app.domain.list_plans import ListChoices, ListPlan, ListSource, OnExisting, RowFate
from desktop_app.domain.numbers import format_number
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.page import MEDIUM, NARROW
from desktop_app.ui.pages.entry.equation import EquationBar
from desktop_app.ui.pages.entry.list_detail import ListDetail
from desktop_app.ui.pages.entry.list_table import FATE, FATE_LOOKS, MORE, NUMBER, TITLE, PlanTable, fate_chips
from desktop_app.ui.widgets.buttons import ghost, primary
from desktop_app.ui.widgets.chips import ChipBar
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import ONE_LINE, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.table_card import TableCard

_WIDTHS = {NUMBER: 64, FATE: 130, MORE: 110}
_PANE, _UNBOUNDED = 350, 16777215
_ORDERS: list[tuple[str, object]] = [
    ("Ngày: tự nhận", None),
    ("Ngày trước tháng", DateOrder.DAY_FIRST),
    ("Tháng trước ngày", DateOrder.MONTH_FIRST),
]


class ListView(QWidget):
    """`left()` when the list was written or given up; `told()` when what is shown changed."""

    left = Signal()
    told = Signal()

    def __init__(self, desk: Desk) -> None:
        """Empty until a list is shown."""
        super().__init__()
        self._desk, theme = desk, desk.theme
        self.source: ListSource | None = None
        self.choices = ListChoices()
        self.plan: ListPlan | None = None
        self._turn, self._width = 0, MEDIUM
        self.chips = ChipBar(theme, fate_chips(), "Lọc theo kết quả", "dòng")
        self.sheet = ComboBox(theme, "Trang tính", filter_chip=True)
        self.existing = ComboBox(theme, "Dòng đã có trong sổ", filter_chip=True)
        self.existing.add_choices([(f"Đã có: {choice.label.lower()}", choice) for choice in OnExisting])
        self.order = ComboBox(theme, "Thứ tự ngày tháng", filter_chip=True)
        self.order.add_choices(_ORDERS)
        self.columns = ghost(theme, "Đối chiếu cột", "table")
        self.model = PlanTable()
        self.table = DataTable(theme, "Các dòng của danh sách", ONE_LINE)
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.card = TableCard(theme, self.table)
        self._nothing = EmptyState(theme, "table", "Chưa đọc được dòng nào")
        self.detail = ListDetail(theme)
        self.detail.hide()
        self.give_up = ghost(theme, "Bỏ danh sách này", "dismiss")
        self.write = primary(theme, "Ghi danh sách", "checkmark")
        parts = [(fate.value, look.word.lower(), look.icon, look.tone) for fate, look in FATE_LOOKS.items()]
        looks = [(key, word, icon, "text3" if tone == "neutral" else tone) for key, word, icon, tone in parts]
        self.bar = EquationBar(theme, "dòng", looks, (self.give_up, self.write))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self.chips, 1)
        for widget in (self.sheet, self.existing, self.order, self.columns):
            filters.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        split = QHBoxLayout()
        split.setSpacing(theme.s(12))
        split.addWidget(self.card, 1)
        split.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addLayout(filters)
        column.addLayout(split, 1)
        column.addWidget(self.bar)
        self.table.set_columns(_WIDTHS, TITLE, at_least=200)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._narrow)
        self.sheet.activated.connect(lambda _: self._say(sheet=self.sheet.currentData(), mapping={}))
        self.existing.activated.connect(
            lambda _: self._say(on_existing=OnExisting(self.existing.currentData()))
        )
        self.order.activated.connect(lambda _: self._say(dates=_order(self.order.currentData())))
        self.columns.clicked.connect(self.show_columns)
        self.detail.mapping_given.connect(lambda said: self._say(mapping=said))
        self.detail.closed.connect(self._close_detail)
        self.detail.previous_asked.connect(lambda: self._step(-1))
        self.detail.next_asked.connect(lambda: self._step(1))
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.give_up.clicked.connect(self.close_list)
        self.write.clicked.connect(self.merge)

    def open_with(self, opening: Callable[[], ListSource]) -> None:
        """Open a list in a job and show what it comes to; an error is told and changes nothing."""

        def opened(source: ListSource) -> None:
            self.source, self.choices = source, ListChoices()
            self.sheet.clear()
            self.sheet.add_choices([(f"Trang: {table.sheet}", table.sheet) for table in source.tables])
            self.sheet.setVisible(len(source.tables) > 1)
            self.existing.choose(OnExisting.STOP)
            self.order.choose(None)
            self._plan()

        self._desk.jobs.run("Đang đọc danh sách…", lambda _: opening(), opened)

    def close_list(self) -> None:
        """Give the list up; nothing is written."""
        self.source, self.plan = None, None
        self.left.emit()

    def _say(self, **said: object) -> None:
        self.choices = replace(self.choices, **said)  # type: ignore[arg-type]
        self._plan()

    def _plan(self) -> None:
        """Work the list out anew; what an older choice brings is passed over."""
        source, choices, record = self.source, self.choices, self._desk.session.record
        if source is None:
            return
        self._turn += 1
        turn = self._turn

        def work(_job: Job) -> ListPlan:
            from desktop_app.list_importing import plan_list  # the Excel readers are slow to import

            reader = record.another_reader()
            try:
                return plan_list(reader, source, choices)
            finally:
                reader.close()

        self._desk.jobs.run(
            "Đang kiểm tra…", work, lambda plan: self._take(plan) if turn == self._turn else None
        )

    def _take(self, plan: ListPlan) -> None:
        self.plan = plan
        self.model.show_plan(plan)
        counts = {fate.value: plan.count(fate) for fate in RowFate}
        self.chips.set_counts({"": len(plan.rows)} | counts)
        obstacle = self._obstacle(plan)
        words = "Ghi là một bước, hoàn tác được; dòng có lỗi không bị ghi."
        self.bar.show_counts(len(plan.rows), counts, obstacle or words, not obstacle)
        self.order.setVisible(plan.asks == "dates" or self.choices.dates is not None)
        self.card.set_foot(f"{format_number(len(plan.rows))} dòng", plan.file_name)
        if plan.rows:
            self.card.show_table()
            self.table.choose_row(0)
        else:
            self._nothing.set_text("Chưa đọc được dòng nào", " ".join(item.message for item in plan.problems))
            self.card.show_empty(self._nothing)
            self.detail.setVisible(plan.asks == "columns")
        if plan.asks == "columns":
            self.show_columns()
        self._fit()
        self.told.emit()

    def _obstacle(self, plan: ListPlan) -> str:
        if not self._desk.can_edit:
            return f"Sổ đang mở để xem nên chưa ghi được. {self._desk.session.record.viewing_reason}"
        if plan.problems:
            return plan.problems[0].message
        return (
            ""
            if plan.to_write
            else "Không có dòng nào để ghi: sổ đã có đúng như danh sách, hoặc các dòng có lỗi."
        )

    def fit_width(self, width: int) -> None:
        """Below 1000 design pixels the pane opens over the list."""
        self._width = width
        self.detail.setMinimumWidth(0)
        self.detail.setMaximumWidth(_UNBOUNDED)
        if width >= NARROW:
            self.detail.setFixedWidth(self._desk.theme.s(_PANE))
        self.bar.set_narrow(width < MEDIUM)
        self._fit()

    def _fit(self) -> None:
        self.card.setVisible(self.detail.isHidden() or self._width >= NARROW)

    def show_columns(self) -> None:
        """Show the meaning of the columns in the pane."""
        if self.plan is not None and self.plan.table is not None:
            self.detail.show_columns(self.plan)
            self.detail.show()
            self._fit()

    def _narrow(self, chip: str) -> None:
        self.model.narrow(chip)
        if self.model.rowCount():
            self.table.choose_row(0)

    def _show(self, row: int) -> None:
        if 0 <= row < self.model.rowCount() and (self._width >= NARROW or not self.detail.isHidden()):
            self.detail.show_row(self.model.row(row))
            self.detail.show()

    def _open(self, row: int) -> None:
        self.detail.show_row(self.model.row(row))
        self.detail.show()
        self._fit()

    def _close_detail(self) -> None:
        self.detail.hide()
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.choose_row(row)

    def next_problem(self) -> None:
        """F8: the next row with an error."""
        count, start = self.model.rowCount(), self.table.currentIndex().row()
        for step in range(1, count + 1):
            row = (start + step) % count
            if self.model.row(row).fate is RowFate.REJECTED:
                self.table.choose_row(row)
                return

    def merge(self) -> None:
        """Ghi, after a backup: the rows as one step; rows with errors stay out."""
        plan = self.plan
        if plan is not None and self.write.isEnabled():
            self._desk.after_backup("trước khi nhập danh sách", lambda: self._merge(plan))

    def _merge(self, plan: ListPlan) -> None:
        from desktop_app.list_importing import merge_list

        try:
            entry = merge_list(self._desk.session, plan)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return
        what = "nhiệm vụ" if plan.kind == TASKS else "đơn vị"
        said = f"Đã thêm {plan.count(RowFate.ADDED)}, cập nhật {plan.count(RowFate.UPDATED)} {what}."
        self.close_list()
        self._desk.said.emit(said, entry is not None)


def _order(data: object) -> DateOrder | None:
    """The order a choice stands for; Qt hands the member back as its text."""
    return DateOrder(str(data)) if data else None
