"""The batch on the screen: filters, the list of files, the pane of the chosen one, and the bar with the counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import Batch, Blank
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import MEDIUM, NARROW
from desktop_app.ui.pages.entry.batch import OpenBatch
from desktop_app.ui.pages.entry.equation import EquationBar
from desktop_app.ui.pages.entry.file_detail import FileDetail
from desktop_app.ui.pages.entry.file_table import FILE, MORE, NUMBER, PERIOD, STATE, UNIT, FileTable
from desktop_app.ui.pages.entry.looks import file_chips
from desktop_app.ui.pages.entry.sums_dialog import SumsDialog
from desktop_app.ui.widgets.buttons import ghost, primary, secondary
from desktop_app.ui.widgets.chips import ChipBar
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import ONE_LINE, DataTable
from desktop_app.ui.widgets.table_card import TableCard

_WIDTHS = {NUMBER: 46, UNIT: 132, PERIOD: 84, STATE: 150, MORE: 122}
_PARTS = (
    ("accepted", "nhận", "checkmark_circle-filled", "success"),
    ("rejected", "từ chối", "error_circle-filled", "danger"),
    ("unchanged", "không đổi", "subtract_circle", "text3"),
    ("blank", "trống", "circle", "text3"),
)
_PANE, _UNBOUNDED = 350, 16777215


class BatchView(QWidget):
    """Signals: `board_asked()` to look at the board of returns, `clear_asked()`, `return_asked()`, `merge_asked()`."""

    board_asked = Signal()
    clear_asked = Signal()
    return_asked = Signal()
    merge_asked = Signal()

    def __init__(self, desk: Desk, batch: OpenBatch) -> None:
        """Shows the files of `batch` and follows it."""
        super().__init__()
        self._desk, self._batch, theme = desk, batch, desk.theme
        self._anew, self._width = True, MEDIUM
        self.chips = ChipBar(theme, file_chips(), "Lọc theo trạng thái", "tệp")
        self.blank = ComboBox(theme, "Ô để trống nghĩa là gì", filter_chip=True)
        self.blank.add_choices([(f"Ô trống: {blank.label.lower()}", blank) for blank in Blank])
        self.board_button = ghost(theme, "Bảng theo dõi", "task_list_square_ltr")
        self.clear_button = ghost(theme, "Bỏ lô này", "dismiss")
        self.model = FileTable(lambda unit_id: desk.read.unit(unit_id).short_name)
        self.table = DataTable(theme, "Các tệp trong lô", ONE_LINE)
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.card = TableCard(theme, self.table)
        self.detail = FileDetail(desk, batch)
        self.detail.hide()
        self.sums = ghost(theme, "Tổng trước, sau", "table")
        self.give_back = secondary(theme, "Xuất tệp trả đơn vị", "arrow_download")
        self.write = primary(theme, "Ghi số liệu", "checkmark")
        self.bar = EquationBar(theme, "ô", _PARTS, (self.sums, self.give_back, self.write))
        self.dialog: SumsDialog | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self.chips, 1)
        for widget in (self.blank, self.board_button, self.clear_button):
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
        self.table.set_columns(_WIDTHS, FILE, at_least=150)

    def _connect(self) -> None:
        batch, detail = self._batch, self.detail
        batch.added.connect(self._order_anew)
        batch.changed.connect(self._refresh)
        self.chips.chosen.connect(self._narrow)
        self.blank.activated.connect(lambda _: batch.set_blank(Blank(self.blank.currentData())))
        self.board_button.clicked.connect(self.board_asked)
        self.clear_button.clicked.connect(self.clear_asked)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        self.table.opened.connect(self._enter)
        detail.closed.connect(self._close_detail)
        detail.previous_asked.connect(lambda: self._step(-1))
        detail.next_asked.connect(lambda: self._step(1))
        self.sums.clicked.connect(self.show_sums)
        self.give_back.clicked.connect(self.return_asked)
        self.write.clicked.connect(self.merge_asked)

    def fit_width(self, width: int) -> None:
        """Below 1000 design pixels the pane opens over the list."""
        self._width = width
        narrow = width < NARROW
        self.detail.setMinimumWidth(0)
        self.detail.setMaximumWidth(_UNBOUNDED)
        if not narrow:
            self.detail.setFixedWidth(self._desk.theme.s(_PANE if width >= MEDIUM else 344))
        self.bar.set_narrow(narrow)
        self.table.setColumnHidden(PERIOD, width < MEDIUM)
        self._fit()

    def _fit(self) -> None:
        self.card.setVisible(self.detail.isHidden() or self._width >= NARROW)

    def _order_anew(self) -> None:
        self._anew = True

    def _refresh(self) -> None:
        """Show the files as checked now; the chosen one stays chosen."""
        row = self.table.currentIndex().row()
        chosen = self.model.at(row) if 0 <= row < self.model.rowCount() and not self._anew else -1
        files = self._batch.files
        self.model.show_files(files, self._anew)
        self._anew = False
        self.chips.set_counts(dict.fromkeys((choice.key for choice in file_chips()), 0) | self.model.counts())
        self._tell_counts(self._batch.batch)
        self.card.set_foot(_counted(len(files)), "Sắp xếp: cần xử lý trước")
        self._choose(self.model.find(chosen))

    def _tell_counts(self, batch: Batch) -> None:
        cells, totals = sum(len(report.cells) for report in batch.files), batch.totals
        counts = {key: getattr(totals, key) for key, _, _, _ in _PARTS}
        obstacle = self._obstacle(batch, cells)
        rejected = format_number(totals.rejected)
        words = f"Hai vế khớp. Ghi là một bước, hoàn tác được; {rejected} ô từ chối không bị ghi."
        self.bar.show_counts(cells, counts, obstacle or words, not obstacle)
        self.sums.setEnabled(bool(batch.to_write))
        self.give_back.setEnabled(bool(batch.to_return))

    def _obstacle(self, batch: Batch, cells: int) -> str:
        """Why nothing can be written, "" when it can."""
        if not self._desk.can_edit:
            return f"Sổ đang mở để xem nên chưa ghi được. {self._desk.session.record.viewing_reason}"
        if cells != batch.totals.read:
            away = format_number(abs(cells - batch.totals.read))
            return f"Hai vế lệch nhau {away} ô nên chưa ghi được. Đọc lại các tệp."
        if not batch.to_write:
            return "Chưa có tệp nào ghi được. Sửa các lỗi đã nêu, hoặc trả lại đơn vị."
        return ""

    def _narrow(self, chip: str) -> None:
        self.model.narrow(chip)
        self._choose(0)

    def _choose(self, row: int) -> None:
        """Choose a row, the first where it is not shown; without rows the pane goes."""
        if not self.model.rowCount():
            self.detail.hide()
            self._fit()
            return
        self.table.choose_row(max(row, 0))

    def _show(self, row: int) -> None:
        if not 0 <= row < self.model.rowCount():
            return
        if self._width >= NARROW or not self.detail.isHidden():
            self.detail.show_file(self.model.report(row), self.model.number(row))
            self.detail.show()

    def _enter(self, _index: object = None) -> None:
        row = self.table.currentIndex().row()
        if row < 0:
            return
        self.detail.show_file(self.model.report(row), self.model.number(row))
        self.detail.show()
        self._fit()
        self.detail.next_box()

    def _close_detail(self) -> None:
        if self._width < NARROW:
            self.detail.hide()
            self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.choose_row(row)

    def next_problem(self) -> None:
        """F8: the next thing to put right, in this file or the ones after it, then from the top."""
        if not self.detail.isHidden() and self.detail.next_box():
            return
        count, start = self.model.rowCount(), self.table.currentIndex().row()
        for step in range(1, count + 1):
            row = (start + step) % count
            if self.model.report(row).rejected and not self.model.report(row).kept_out:
                self.table.choose_row(row)
                self._enter()
                return
        self._desk.said.emit("Không còn ô nào cần sửa trong danh sách đang xem.", False)

    def show_sums(self) -> None:
        """Open the table of sums before and after."""
        from desktop_app.importing import sums_of  # the Excel readers are slow to import

        sums = sums_of(self._desk.read, self._batch.batch)
        self.dialog = SumsDialog(self._desk.theme, self, sums)
        self.dialog.open()


def _counted(files: int) -> str:
    return f"{format_number(files)} tệp"
