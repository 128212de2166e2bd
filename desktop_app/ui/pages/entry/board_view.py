"""The board of returns: for one form and period, who has sent it in, who has not, and how late."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.returns import Batch
from desktop_app.domain.returns_board import ReturnBoard
from desktop_app.issuing import IssuableForm, board_of, issuable_forms
from desktop_app.list_export import ListColumn, ListTable
from desktop_app.reporting_calendar import unit_deadlines
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.page import MEDIUM, NARROW, WIDE
from desktop_app.ui.pages.entry.board_detail import BoardDetail
from desktop_app.ui.pages.entry.board_table import (
    CELLS,
    HEADERS,
    ISSUED,
    LATE,
    NUMBER,
    RECEIVED,
    STATE,
    UNIT,
    BoardTable,
)
from desktop_app.ui.pages.entry.looks import return_chips
from desktop_app.ui.widgets.buttons import ghost, secondary
from desktop_app.ui.widgets.chips import ChipBar
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import ONE_LINE, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import ElidedLabel
from desktop_app.ui.widgets.table_card import TableCard

_WIDTHS = {NUMBER: 48, ISSUED: 76, STATE: 150, RECEIVED: 136, LATE: 84, CELLS: 84}
_PANE, _UNBOUNDED = 340, 16777215


class BoardView(QWidget):
    """`issue_asked()` from its button; `batch_asked()` to go back to the batch being read."""

    issue_asked = Signal()
    batch_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Empty until it is refreshed."""
        super().__init__()
        self._desk, theme = desk, desk.theme
        self._width = MEDIUM
        self.board = ReturnBoard(())
        self.form = ComboBox(theme, "Biểu mẫu")
        self.form.setMinimumWidth(theme.s(200))
        self.chips = ChipBar(theme, return_chips(), "Lọc theo trạng thái", "đơn vị")
        self.words = ElidedLabel("", "secondary", "text2")
        self.batch_button = ghost(theme, "Về lô đang đọc", "arrow_import")
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.issue = secondary(theme, "Phát hành phiếu…", "send")
        self.issue.setVisible(desk.can_edit)
        self.model = BoardTable()
        self.table = DataTable(theme, "Bảng theo dõi phiếu", ONE_LINE)
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.card = TableCard(theme, self.table)
        self._nobody = EmptyState(theme, "people", "Không có đơn vị nào phải gửi biểu này ở kỳ này")
        self.detail = BoardDetail(desk)
        self.detail.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        first = QHBoxLayout()
        first.setSpacing(theme.s(8))
        first.addWidget(self.form)
        first.addWidget(self.words, 1)
        for button in (self.batch_button, self.export, self.issue):
            first.addWidget(button)
        split = QHBoxLayout()
        split.setSpacing(theme.s(12))
        split.addWidget(self.card, 1)
        split.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(10))
        column.addLayout(first)
        column.addWidget(self.chips)
        column.addLayout(split, 1)
        self.table.set_columns(_WIDTHS, UNIT, at_least=180)

    def _connect(self) -> None:
        self.form.activated.connect(lambda _: self.refresh())
        self.chips.chosen.connect(self.model.narrow)
        self.issue.clicked.connect(self.issue_asked)
        self.batch_button.clicked.connect(self.batch_asked)
        self.export.clicked.connect(self._export)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._follow(now.row()))
        self.table.opened.connect(lambda index: self._open(index.row()))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.detail.closed.connect(self._close)
        self.detail.previous_asked.connect(lambda: self._step(-1))
        self.detail.next_asked.connect(lambda: self._step(1))

    @property
    def form_key(self) -> str:
        """The form looked at."""
        return str(self.form.currentData() or "")

    def fit_width(self, width: int) -> None:
        """Below 1000 design pixels the pane opens over the list."""
        self._width = width
        self.form.setMaximumWidth(_UNBOUNDED if width >= NARROW else self._desk.theme.s(200))
        self.detail.setMinimumWidth(0)
        self.detail.setMaximumWidth(_UNBOUNDED)
        if width >= NARROW:
            self.detail.setFixedWidth(self._desk.theme.s(_PANE))
        self._fit()

    def _fit(self) -> None:
        beside = not self.detail.isHidden()
        for column in (CELLS, ISSUED):
            self.table.setColumnHidden(column, self._width < MEDIUM or (beside and self._width < WIDE))
        self.card.setVisible(self.detail.isHidden() or self._width >= NARROW)

    def refresh(self, batch: Batch | None = None) -> None:
        """Read the board of the chosen form for the desk's period; files of `batch` count as received."""
        desk = self._desk
        self._fill_forms()
        chosen = self.table.currentIndex().row()
        unit_id = self.model.row(chosen).unit.id if 0 <= chosen < self.model.rowCount() else 0
        self.board = ReturnBoard(())
        if self.form_key:
            limits = unit_deadlines(desk.read, self.form_key, desk.period_code)
            today = desk.session.today
            self.board = board_of(desk.read, self.form_key, desk.period_code, today, batch, limits)
        self.model.show_board(self.board)
        self.chips.set_counts(dict.fromkeys((item.key for item in return_chips()), 0) | self.model.counts())
        self._tell()
        row = self.model.find(unit_id)
        if row >= 0:
            self.table.choose_row(row)
        elif not self.detail.isHidden():
            self._close()

    def _fill_forms(self) -> None:
        forms = issuable_forms(self._desk.read)
        if [self.form.itemData(row) for row in range(self.form.count())] == [form.key for form in forms]:
            return
        before = self.form_key or _first_in_use(self._desk, forms)
        self.form.clear()
        self.form.add_choices([(form.title, form.key) for form in forms])
        self.form.choose(before)

    def _tell(self) -> None:
        desk, share = self._desk, self.board.completeness
        deadline = desk.read.period(desk.period_code, self.form_key).deadline
        if not self.board.rows:
            self.card.show_empty(self._nobody)
        else:
            self.card.show_table()
        sent = (
            f"{format_fraction(share)} đơn vị đã gửi và ghi ({format_percent(share)})"
            if self.board.rows
            else ""
        )
        self.words.set_full_text(" · ".join(filter(None, (sent, f"hạn gửi {format_date(deadline)}"))))
        self.card.set_foot(
            " · ".join(filter(None, (f"{format_number(len(self.board.rows))} đơn vị", self.limits))),
            "Kéo tệp, thư mục hoặc .zip các đơn vị gửi về vào đây để đọc",
        )

    @property
    def limits(self) -> str:
        """The units' own deadlines that lateness counts from, in words; "" where the report's own holds for all."""
        deadline = self._desk.read.period(self._desk.period_code, self.form_key).deadline
        days = sorted({row.deadline for row in self.board.rows if row.deadline} - {deadline})
        return f"hạn nội bộ mặc định {', '.join(map(format_date, days))}" if days else ""

    def _follow(self, row: int) -> None:
        if not self.detail.isHidden():
            self._show(row)

    def _show(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            item = self.model.row(row)
            files = self._desk.read.received_files(self.form_key, self._desk.period_code.code)
            self.detail.show_row(item, [file for file in reversed(files) if file.unit_id == item.unit.id])

    def _open(self, row: int) -> None:
        self._show(row)
        self.detail.show()
        self._fit()

    def _close(self) -> None:
        self.detail.hide()
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.choose_row(row)

    def _export(self) -> None:
        desk, model = self._desk, self.model
        kinds = ("centred", "text", "text", "text", "text", "text", "text")
        widths = (36, 260, 70, 130, 120, 70, 70)
        columns = tuple(
            ListColumn(head, kind, width) for head, kind, width in zip(HEADERS, kinds, widths, strict=True)
        )
        rows = [
            [str(model.index(row, column).data()) for column in range(len(HEADERS))]
            for row in range(model.rowCount())
        ]
        title = f"Theo dõi nộp biểu: {self.form.currentText()}"
        said = f"Trễ hạn tính theo {self.limits}" if self.limits else ""
        lines = tuple(filter(None, (f"Kỳ {desk.period_code.short_title}; {self.words.full_text}", said)))
        save_list(
            self, desk, ListTable(title, columns, rows, lines, desk.is_sample), f"theo-doi_{self.form_key}"
        )


def _first_in_use(desk: Desk, forms: list[IssuableForm]) -> str:
    """The first form of the catalogue in force and asked for in the period looked at."""
    day = desk.period.last_day
    for form in desk.read.forms():
        if form.in_force(day) and desk.period_code.kind in form.frequency:
            return form.key
    return forms[0].key if forms else ""
