"""The screen of the four layers: filters, matrix, summary and the detail pane."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.layers import SetLayer
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.exporting import layer_benchmarks, layers_on
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import NARROW
from desktop_app.ui.pages.layers.detail import LayerDetail
from desktop_app.ui.pages.layers.export import export_matrix
from desktop_app.ui.pages.layers.matrix import MatrixTable
from desktop_app.ui.pages.layers.model import LayerMatrix, MatrixFilter
from desktop_app.ui.pages.layers.pasting import pasted
from desktop_app.ui.pages.layers.subject import by_system, next_result, subject_system
from desktop_app.ui.pages.layers.summary_row import SummaryRow
from desktop_app.ui.pages.layers.system_detail import SystemDetail
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.search_box import SearchBox

_PANE, _UNBOUNDED = 318, 16777215
_CHIPS = [
    ChipChoice("", "Tất cả"),
    ChipChoice("incomplete", "Chưa đủ", "circle_half_fill", "progress"),
    ChipChoice("complete", "Đủ 4 lớp", "checkmark_circle-filled", "success"),
    ChipChoice("lapsed", "Hết hạn", "warning-filled", "danger"),
    ChipChoice("expiring", "Sắp hết hạn", "calendar_clock", "warning"),
]


class LayersPage(RecordPage):
    """Space changes the result of the cell, Enter opens its details; both are written at once."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; figures come when it is first shown."""
        super().__init__(desk, "An toàn 4 lớp")
        theme = desk.theme
        self.as_of = DateField(theme, "Số liệu đến ngày", desk.as_of)
        self._export = secondary(theme, "Xuất Excel", "document_table")
        self._add = primary(theme, "Thêm hệ thống", "add")
        self._add.setVisible(desk.can_edit)
        self.chips = ChipBar(theme, _CHIPS, "Lọc theo tình trạng", "đơn vị")
        self.search = SearchBox(theme, "Tìm đơn vị, hệ thống")
        self._layer = ComboBox(theme, "Lọc theo lớp chưa đạt", filter_chip=True)
        self._level = ComboBox(theme, "Lọc theo cấp độ", filter_chip=True)
        self._level.add_choices([("Mọi cấp độ", 0), *((f"Cấp độ {n}", n) for n in range(1, 6))])
        self.model = LayerMatrix()
        self.table = MatrixTable(theme)
        self.table.setModel(self.model)
        self._summary = SummaryRow(theme, self.table)
        self._summary.asked.connect(lambda key: desk.ask_why(f"layers.{key}", self._summary))
        self.detail = LayerDetail(desk)
        self.system_detail = SystemDetail(desk)
        self.empty = EmptyState(
            theme,
            "shield_task",
            "Chưa ghi nhận đơn vị nào",
            "Thêm hệ thống thông tin, rồi ghi từng lớp bằng phím cách.",
        )
        self._footer = text_label(
            "Phím cách: đổi trạng thái · Enter: chi tiết · Ctrl+V: dán từ Excel · + và −: hiện, ẩn hệ thống",
            "secondary",
            "text3",
        )
        self._sorting = text_label("Sắp xếp: cần xử lý trước", "secondary", "text3")
        self._lay_out()
        self._connect()
        for pane in self.panes:
            pane.hide()

    def _lay_out(self) -> None:
        theme = self.theme
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self.chips, 1)
        for widget in (self.search, self._layer, self._level):
            filters.addWidget(widget)
        self.search.setMaximumWidth(theme.s(190))
        card = Card(theme)
        layout = card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(1, 1, 1, theme.s(6))
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self._summary)
        footer = QHBoxLayout()
        footer.setContentsMargins(theme.s(13), theme.s(8), theme.s(13), theme.s(2))
        footer.addWidget(self._footer, 1)
        footer.addWidget(self._sorting)
        card.body.addLayout(footer)
        self._split = QHBoxLayout()
        self._split.setSpacing(theme.s(12))
        self._split.addWidget(card, 1)
        for pane in self.panes:
            self._split.addWidget(pane)
        self._card = card
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addLayout(filters)
        column.addLayout(self._split, 1)

    def _connect(self) -> None:
        desk = self._desk
        self.as_of.changed.connect(lambda day: desk.look_at(as_of=day))
        self._export.clicked.connect(lambda: export_matrix(self, desk, self.model))
        self._add.clicked.connect(self._add_system)
        self.chips.chosen.connect(self._narrow)
        self.search.searched.connect(self._narrow)
        self._layer.activated.connect(self._narrow)
        self._level.activated.connect(self._narrow)
        self.table.cell_chosen.connect(self._follow)
        self.table.cycled.connect(self._cycle)
        self.table.unfolded.connect(self._unfold)
        self.table.pasted.connect(self._paste)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._clicked)
        self.table.left.connect(self._close_detail)
        for pane in self.panes:
            pane.closed.connect(self._close_detail)
            pane.previous_asked.connect(lambda: self._step(-1))
            pane.next_asked.connect(lambda: self._step(1))
        self.detail.system_asked.connect(self._open_system)
        self.system_detail.added.connect(self._show_new)
        self.table.horizontalHeader().sectionClicked.connect(lambda _: self._sorting.setText(""))

    def header_actions(self) -> list[QWidget]:
        """Cut-off, export, new system."""
        return [self.as_of, self._export, self._add]

    @property
    def panes(self) -> tuple[DetailPanel, DetailPanel]:
        """The details of a cell and those of a system; at most one is shown."""
        return self.detail, self.system_detail

    @property
    def _pane(self) -> DetailPanel | None:
        return next((pane for pane in self.panes if pane.isVisibleTo(self)), None)

    def focus_parts(self) -> list[QWidget]:
        """Matrix, then detail."""
        return [self.table, self._pane] if self._pane else [self.table]

    def set_content_width(self, width: int) -> None:
        """Below 1000 design pixels the detail opens over the matrix."""
        super().set_content_width(width)
        over = width < NARROW
        for pane in self.panes:
            pane.setMinimumWidth(0 if over else self.theme.s(_PANE))
            pane.setMaximumWidth(_UNBOUNDED if over else self.theme.s(_PANE))
        self._card.setVisible(not (over and self._pane is not None))

    def open_query(self, query: dict[str, object]) -> None:
        """Narrow to the units lacking a layer: {"layer": "layer2"} ("all" for any).

        {"unit": id, "cell": "layer2"} goes to one cell and opens it.
        """
        layer = query.get("layer")
        self.chips.choose("incomplete" if layer == "all" else "")
        self._layer.choose(layer if layer != "all" else "")
        self._narrow()
        unit, cell = query.get("unit"), query.get("cell")
        at = self.model.find(unit, None) if isinstance(unit, int) else -1
        if at >= 0:
            keys = [item.key for item in self.model.layers]
            index = self.model.index(at, keys.index(cell) + 1 if cell in keys else 1)
            self.table.setCurrentIndex(index)
            self._open(index)

    def refresh(self) -> None:
        """Show the layers on the desk's day; the cursor stays on its unit and layer."""
        desk = self._desk
        self.set_header(
            "An toàn 4 lớp", f"Bảo đảm an toàn thông tin theo mô hình 4 lớp, đến {format_date(desk.as_of)}"
        )
        self.as_of.set_value(desk.as_of)
        figures = layers_on(desk.read, desk.as_of)
        kept = self._cursor()
        first = not self.model.layers
        self.model.show_figures(figures, desk.as_of)
        if first and figures.layers:
            self._set_columns()
        self._summary.show_coverage(figures.layers, figures.coverage, layer_benchmarks(desk.read, desk.as_of))
        self._tell_counts()
        self._restore(kept)

    def _set_columns(self) -> None:
        self._layer.add_choices(
            [("Mọi lớp", ""), *((f"Chưa đạt lớp {item.number}", item.key) for item in self.model.layers)]
        )
        count = len(self.model.layers)
        widths = dict.fromkeys(range(1, count + 1), 115) | {count + 1: 94}
        self.table.set_columns(widths, 0, at_least=190)
        self.table.show_sort(-1)

    def _cursor(self) -> tuple[int, int | None, int] | None:
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        row = self.model.row(index.row())
        return row.unit.unit.id, row.system.id if row.system else None, index.column()

    def _restore(self, kept: tuple[int, int | None, int] | None) -> None:
        at = self.model.find(kept[0], kept[1]) if kept else -1
        if kept and at >= 0:
            self.table.setCurrentIndex(self.model.index(at, kept[2]))
        elif self._pane is not None:
            self._close_detail()

    def _narrow(self, *_: object) -> None:
        self.model.narrow(
            MatrixFilter(
                self.chips.current,
                self._layer.currentData() or "",
                self._level.currentData() or 0,
                self.search.text(),
            )
        )
        self.table.set_query(self.search.text())
        self._tell_counts()

    def _tell_counts(self) -> None:
        self.chips.set_counts(self.model.counts())
        shown = self.model.rowCount() > 0
        self.table.setVisible(shown)
        self.empty.setVisible(not shown)
        if not shown and any(self.model.counts().values()):
            self.empty.set_text("Không có đơn vị nào khớp", "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc.")

    def _follow(self, row: int, column: int) -> None:
        if self._pane is not None:
            self._show_pane(row, column)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if index.column() == 0 and row.system is None:
            self._unfold(index.row(), None)
        elif index.column() <= len(self.model.layers):
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self._show_pane(index.row(), index.column())
        self.set_content_width(self.content_width)

    def _show_pane(self, at: int, column: int) -> None:
        """The system's own pane beside its name, else that of the nearest layer."""
        if self._kept_form():
            return
        row = self.model.row(at)
        about_system = column == 0 and row.system is not None
        if about_system:
            self.system_detail.show_system(row)
        else:
            nearest = min(max(column, 1), len(self.model.layers))
            self.detail.show_cell(row, self.model.layers[nearest - 1])
        self.system_detail.setVisible(about_system)
        self.detail.setVisible(not about_system)

    def _open_system(self, system_id: int) -> None:
        """The cell of one of the unit's systems, in the column the cursor is in."""
        index = self.table.currentIndex()
        unit = self.model.row(index.row()).unit.unit
        if self.model.find(unit.id, system_id) < 0:
            self.model.unfold(index.row(), True)
        at = self.model.find(unit.id, system_id)
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, index.column()))

    def _kept_form(self) -> bool:
        """Whether a form in the pane holds what is not written yet; it stays and says so."""
        form = self.detail.form or self.system_detail.form
        if form is None or not form.dirty:
            return False
        form.keep()
        return True

    def _close_detail(self) -> None:
        if self._kept_form():
            return
        for pane in self.panes:
            pane.hide()
        self._card.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        index = self.table.currentIndex()
        row = index.row() + step
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, index.column()))

    def _unfold(self, row: int, opened: bool | None) -> None:
        kept = self._cursor()
        self.model.unfold(row, opened)
        self._restore(kept)

    def _cycle(self) -> None:
        index = self.table.currentIndex()
        if not self._desk.can_edit or not 0 < index.column() <= len(self.model.layers):
            return
        row, layer = self.model.row(index.row()), self.model.layers[index.column() - 1]
        if by_system(row, layer.key):
            self._unfold(index.row(), True)
            self._desk.said.emit("Đơn vị có nhiều hệ thống: chọn hệ thống bên dưới rồi bấm phím cách.", False)
            return
        result = next_result(row.reading(layer.key))
        system = subject_system(row, layer.key)
        command = SetLayer(row.unit.unit.id, layer.key, result, self._desk.as_of, system_id=system)
        self._desk.do(command, f"{row.unit.unit.short_name}, lớp {layer.number}: {result.label.lower()}.")

    def _paste(self) -> None:
        index, desk = self.table.currentIndex(), self._desk
        if not desk.can_edit:
            return
        text = QGuiApplication.clipboard().text()
        try:
            commands = pasted(self.model, index.row(), index.column(), text, desk.as_of)
        except InvalidInput as error:
            desk.failed.emit(str(error))
            return
        label, said = f"Dán {len(commands)} ô vào ma trận 4 lớp", f"Đã dán {len(commands)} ô."
        desk.back_up_beside("trước khi dán")
        desk.do_all(label, commands, said)

    def _add_system(self) -> None:
        if self._kept_form():
            return
        self.detail.hide()
        self.system_detail.show()
        self.system_detail.ask_new()
        self.set_content_width(self.content_width)

    def _show_new(self, system_id: int) -> None:
        """Put the cursor on a system just added, its layers still to be said."""
        unit_id = next(item.unit_id for item in self._desk.read.systems() if item.id == system_id)
        at = self.model.find(unit_id, None)
        if at >= 0:
            self.model.unfold(at, True)
            self.table.setCurrentIndex(self.model.index(self.model.find(unit_id, system_id), 1))
