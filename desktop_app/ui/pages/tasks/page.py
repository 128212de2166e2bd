"""The screen of the tasks: header, filters, list, and the pane of the chosen one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.domain.text import sort_key
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import NARROW, WIDE, Page
from desktop_app.ui.pages.tasks.detail import TaskDetail
from desktop_app.ui.pages.tasks.export import export_tasks
from desktop_app.ui.pages.tasks.listing import TERMS, Line, TaskFilter, prepare
from desktop_app.ui.pages.tasks.model import DUE, LEAD, NUMBER, PERCENT, STATUS, TITLE, UPDATED, TaskTable
from desktop_app.ui.pages.tasks.selection_bar import SelectionBar
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.search_box import SearchBox
from desktop_app.ui.widgets.table_card import TableCard

_CHIPS = [
    ChipChoice("", "Tất cả"),
    ChipChoice("overdue", "Quá hạn", "warning-filled", "danger"),
    ChipChoice("soon", "Sắp đến hạn", "calendar_clock", "warning"),
    ChipChoice("in_term", "Đang thực hiện", "arrow_sync_circle", "progress"),
    ChipChoice("completed_on_time", "Đúng hạn", "checkmark_circle-filled", "success"),
    ChipChoice("completed_late", "Muộn", "clock_alarm-filled", "warning"),
    ChipChoice("continuing", "Thường xuyên"),
    ChipChoice("not_started", "Chưa triển khai"),
    ChipChoice("suspended", "Tạm dừng"),
    ChipChoice("cancelled", "Hủy"),
    ChipChoice("no_evidence", "Thiếu minh chứng"),
]
_RARE = ("continuing", "not_started", "suspended", "cancelled", "no_evidence")
_WIDTHS = {NUMBER: 52, LEAD: 118, DUE: 112, STATUS: 150, PERCENT: 84, UPDATED: 104}


class TasksPage(Page):
    """Overdue first; Enter opens a task, Esc closes it, Delete removes it with a way back."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the list comes when it is first shown."""
        super().__init__(desk.theme, "Nhiệm vụ")
        self._desk = desk
        self._stale = True
        self._until: date | None = None
        theme = desk.theme
        self.search = SearchBox(theme, "Tìm không cần gõ dấu")
        self._export = secondary(theme, "Xuất Excel", "document_table")
        self.add = primary(theme, "Thêm nhiệm vụ", "add")
        self.add.setVisible(desk.can_edit)
        self.chips = ChipBar(theme, _CHIPS, "Lọc theo tình trạng", "nhiệm vụ")
        self.unit = ComboBox(theme, "Lọc theo cơ quan", filter_chip=True)
        self.term = ComboBox(theme, "Lọc theo thời hạn", filter_chip=True)
        self.term.add_choices([(words, key) for key, words in TERMS])
        self.model = TaskTable()
        self.table = DataTable(theme, "Danh sách nhiệm vụ")
        self.table.setModel(self.model)
        self.card = TableCard(theme, self.table)
        self.selection = SelectionBar(desk)
        self.detail = TaskDetail(desk)
        self._no_match = EmptyState(
            theme, "search", "", "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc.", self._clear_buttons()
        )
        self._none = EmptyState(
            theme,
            "clipboard_task_list_ltr",
            "Chưa có nhiệm vụ nào",
            "Thêm từng nhiệm vụ, hoặc nạp chương trình trong Cài đặt.",
            self._first_buttons(),
        )
        self._lay_out()
        self._connect()
        self.detail.hide()
        self.selection.hide()

    def _clear_buttons(self) -> tuple[QWidget, ...]:
        button = secondary(self.theme, "Xóa tìm kiếm và bộ lọc")
        button.clicked.connect(self.clear_filters)
        return (button,)

    def _first_buttons(self) -> tuple[QWidget, ...]:
        if not self._desk.can_edit:
            return ()
        button = primary(self.theme, "Thêm nhiệm vụ", "add")
        button.clicked.connect(self.open_new)
        return (button,)

    def _lay_out(self) -> None:
        theme = self.theme
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.unit, 0, Qt.AlignmentFlag.AlignTop)
        filters.addWidget(self.term, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(theme.s(8))
        left.addWidget(self.selection)
        left.addWidget(self.card, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        split = QHBoxLayout()
        split.setSpacing(theme.s(12))
        split.addWidget(self._left, 1)
        split.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addLayout(filters)
        column.addLayout(split, 1)
        self.table.set_columns(_WIDTHS, TITLE, at_least=200)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        desk = self._desk
        self.search.searched.connect(self._narrow)
        self.chips.chosen.connect(self._narrow)
        self.unit.activated.connect(self._narrow)
        self.term.activated.connect(self._narrow)
        self._export.clicked.connect(lambda: export_tasks(self, desk, self.model.lines()))
        self.add.clicked.connect(self.open_new)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._after_selection())
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._tell_order())
        self.selection.export_asked.connect(self._export_selected)
        self.detail.closed.connect(self.close_detail)
        self.detail.previous_asked.connect(lambda: self._step(-1))
        self.detail.next_asked.connect(lambda: self._step(1))
        self.detail.task_added.connect(lambda task: self.open_query({"task": task}))
        desk.record_changed.connect(lambda _: self._now_stale())
        desk.viewpoint_changed.connect(self._now_stale)
        for keys, act in (("Ctrl+N", self.open_new), ("Ctrl+F", self.search.setFocus), ("Del", self._delete)):
            action = QAction(self, shortcut=QKeySequence(keys))
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut
                if keys == "Del"
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            action.triggered.connect(lambda _on=False, act=act: act())
            (self.table if keys == "Del" else self).addAction(action)

    def header_actions(self) -> list[QWidget]:
        """Search, export, new task."""
        return [self.search, self._export, self.add]

    def focus_parts(self) -> list[QWidget]:
        """List, then detail."""
        return [self.table, self.detail] if self.detail.isVisible() else [self.table]

    def set_content_width(self, width: int) -> None:
        """Fewer columns as room shrinks; below 1000 design pixels the pane opens over the list."""
        super().set_content_width(width)
        over = width < NARROW
        self.detail.setFixedWidth(16777215 if over else self.theme.s(448 if width >= WIDE else 368))
        if over:
            self.detail.setMinimumWidth(0)
        self._fit_columns()

    def _fit_columns(self) -> None:
        wide, beside = self.content_width >= WIDE, self.detail.isVisible()
        self.table.setColumnHidden(PERCENT, not wide and beside)
        self.table.setColumnHidden(UPDATED, not wide)
        self._left.setVisible(not (beside and self.content_width < NARROW))

    def on_shown(self) -> None:
        """Read the tasks if anything changed while the screen was hidden."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _now_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.on_shown()

    def refresh(self) -> None:
        """Show the tasks of the desk's day; the chosen one stays chosen."""
        desk = self._desk
        lines = prepare(desk.read, desk.as_of)
        documents = {line.task.document.number for line in lines if line.task.document}
        source = f"{len(documents)} văn bản giao" if len(documents) != 1 else f"Theo {documents.pop()}"
        self.set_header("Nhiệm vụ", f"{source}, số liệu đến {format_date(desk.as_of)}")
        self._fill_units(lines)
        chosen = self.detail.line.task.id if self.detail.line else 0
        self.model.show_lines(lines, desk.as_of)
        self._narrow()
        self._show_again(chosen)

    def _fill_units(self, lines: list[Line]) -> None:
        chosen = self.unit.currentData() or 0
        ids = {line.task.lead_unit_id for line in lines}
        units = sorted(
            (self._desk.read.unit(item) for item in ids), key=lambda unit: sort_key(unit.short_name)
        )
        self.unit.clear()
        self.unit.add_choices([("Mọi cơ quan", 0), *((unit.short_name, unit.id) for unit in units)])
        self.unit.choose(chosen)

    def _show_again(self, task_id: int) -> None:
        row = self.model.find(task_id) if task_id else -1
        if row >= 0:
            self.table.choose_row(row)
            if not self.detail.editing:
                self.detail.show_task(self.model.line(row))
        elif self.detail.isVisible() and not self.detail.editing:
            self.close_detail()

    def _filter(self) -> TaskFilter:
        unit, term = self.unit.currentData() or 0, self.term.currentData() or ""
        return TaskFilter(self.chips.current, self.search.text(), unit, term, self._until)

    def _narrow(self, *_: object) -> None:
        self.model.narrow(self._filter())
        self.table.set_query(self.search.text())
        counts = self.model.counts()
        self.chips.set_counts(counts)
        for key in _RARE:
            self.chips.chip(key).setVisible(counts[key] > 0 or self.chips.current == key)
        self._tell()

    def _tell(self) -> None:
        shown = self.model.rowCount()
        if shown:
            self.card.show_table()
        elif self.model.counts()[""] == 0 and not self._narrowed():
            self.card.show_empty(self._none)
        else:
            query = self.search.text().strip()
            words = (
                f"Không tìm thấy nhiệm vụ nào khớp “{query}”"
                if query
                else "Không có nhiệm vụ nào khớp bộ lọc"
            )
            self._no_match.set_text(words, "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc.")
            self.card.show_empty(self._no_match)
            if self.detail.isVisible() and not self.detail.editing:
                self.close_detail()
        self._tell_order()

    def _narrowed(self) -> bool:
        wanted = self._filter()
        return bool(wanted.query.strip() or wanted.unit_id or wanted.term or wanted.until or wanted.chip)

    def _tell_order(self) -> None:
        until = f", đến {format_date(self._until)}" if self._until else ""
        order = "cần xử lý trước" if self.model.sorted_by_urgency else "theo cột đã chọn"
        self.card.set_foot(f"{format_number(self.model.rowCount())} nhiệm vụ{until}", f"Sắp xếp: {order}")

    def clear_filters(self) -> None:
        """Show all tasks again."""
        self._until = None
        self.unit.choose(0)
        self.term.choose("")
        self.search.clear_now()
        self.chips.choose("")
        self._narrow()

    def open_query(self, query: dict[str, object]) -> None:
        """Narrow as a click elsewhere asked: standing, task (id), until (day), unit (id), chip."""
        self.clear_filters()
        chip = query.get("chip", query.get("standing", ""))
        if isinstance(chip, str) and chip in {choice.key for choice in _CHIPS}:
            self.chips.choose(chip)
        until, unit, task = query.get("until"), query.get("unit"), query.get("task")
        if isinstance(until, date):
            self._until = until
        if isinstance(unit, int):
            self.unit.choose(unit)
        self._narrow()
        if isinstance(task, int):
            self._open_task(task)

    def _open_task(self, task_id: int) -> None:
        row = self.model.find(task_id)
        if row >= 0:
            self.table.choose_row(row)
            self._open(self.model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        if len(self.table.selected_rows()) > 1:
            return
        self.detail.show_task(self.model.line(index.row()))
        self.detail.show()
        self._fit_columns()

    def open_new(self) -> None:
        """Open the form of a new task."""
        if self._desk.can_edit:
            self.detail.open_new()
            self.detail.show()
            self._fit_columns()

    def close_detail(self) -> None:
        """Close the pane and go back to the list."""
        self.detail.hide()
        self.detail.line = None
        self.detail.form = None
        self._fit_columns()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.choose_row(row)
            self._open(self.model.index(row, 0))

    def _delete(self) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1 and self._desk.can_edit:
            self.detail.line = self.model.line(rows[0])
            self.detail.delete_task()
        elif len(rows) > 1:
            self.selection.delete_all()

    def _after_selection(self) -> None:
        rows = self.table.selected_rows()
        self.selection.show_tasks([self.model.line(row).task for row in rows])
        if len(rows) == 1 and self.detail.isVisible() and not self.detail.editing:
            self.detail.show_task(self.model.line(rows[0]))

    def _export_selected(self) -> None:
        lines = [self.model.line(row) for row in self.table.selected_rows()]
        export_tasks(self, self._desk, lines)
