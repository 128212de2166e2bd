"""The screen of the tasks: header, filters, list, and the pane of the chosen one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.ui.desk import Desk
from desktop_app.ui.page import MEDIUM, NARROW, WIDE
from desktop_app.ui.pages.tasks.detail import TaskDetail
from desktop_app.ui.pages.tasks.export import export_tasks
from desktop_app.ui.pages.tasks.filters import FilterRow
from desktop_app.ui.pages.tasks.list_card import TaskListCard
from desktop_app.ui.pages.tasks.listing import Line, prepare
from desktop_app.ui.pages.tasks.model import DUE, LEAD, NUMBER, PERCENT, STATUS, TITLE, UPDATED, TaskTable
from desktop_app.ui.pages.tasks.programme import ProgrammeDialog
from desktop_app.ui.pages.tasks.reminder import ReminderDialog
from desktop_app.ui.pages.tasks.selection_bar import SelectionBar
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.search_box import SearchBox

_WIDTHS = {NUMBER: 52, LEAD: 112, DUE: 104, STATUS: 141, PERCENT: 84, UPDATED: 104}
_UNBOUNDED = 16777215


class TasksPage(RecordPage):
    """Overdue first; Enter opens a task, Esc closes it, Delete removes it with a way back."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the list comes when it is first shown."""
        super().__init__(desk, "Nhiệm vụ")
        theme = desk.theme
        self._fresh, self._settling = True, False
        self.dialog: FormDialog | None = None
        self.search = SearchBox(theme, "Tìm không cần gõ dấu")
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.add = primary(theme, "Thêm nhiệm vụ", "add")
        if not desk.can_edit:
            self.add.hide()
        self.filters = FilterRow(theme)
        self.model = TaskTable()
        self.table = DataTable(theme, "Danh sách nhiệm vụ")
        self.table.setModel(self.model)
        self.card = TaskListCard(theme, self.table, self.model, desk.can_edit)
        self.selection = SelectionBar(desk)
        self.detail = TaskDetail(desk)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.detail.hide()
        self.selection.hide()

    def _lay_out(self) -> None:
        theme = self.theme
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.s(8))
        left.addWidget(self.selection)
        left.addWidget(self.card, 1)
        split = QHBoxLayout()
        split.setSpacing(theme.s(12))
        split.addWidget(self._left, 1)
        split.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addWidget(self.filters)
        column.addLayout(split, 1)
        self.table.set_columns(_WIDTHS, TITLE, at_least=200)
        self.table.show_sort(STATUS)

    def _connect(self) -> None:
        desk, detail = self._desk, self.detail
        self.search.searched.connect(lambda _: self._narrow())
        self.filters.changed.connect(self._narrow)
        self.export.clicked.connect(self.export_shown)
        self.add.clicked.connect(self.open_new)
        self.card.add_asked.connect(self.open_new)
        self.card.load_asked.connect(self.open_programme)
        self.card.import_asked.connect(lambda: desk.open_page("nhap-so-lieu", list="tasks"))
        self.card.clear_asked.connect(self.clear_filters)
        self.table.opened.connect(self._enter)
        self.table.clicked.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._after_selection())
        self.model.modelAboutToBeReset.connect(self._note_selection)
        self.model.modelReset.connect(self._select_again)
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._tell())
        self.selection.export_asked.connect(self._export_selected)
        detail.closed.connect(self.close_detail)
        detail.previous_asked.connect(lambda: self._step(-1))
        detail.next_asked.connect(lambda: self._step(1))
        detail.task_added.connect(self.show_task)
        detail.reminders_asked.connect(self.open_reminders)
        detail.delete_asked.connect(detail.delete_task)
        detail.form_closed.connect(self._after_form)

    def _add_keys(self) -> None:
        self.add_key(self, "Ctrl+N", self.open_new)
        self.add_key(self, "Ctrl+F", self._go_to_search)
        self.add_key(self, "Ctrl+E", self.export_shown)
        self.add_key(self.table, "Del", self._delete)
        self.add_key(self.table, "Esc", self._escape)
        self.add_key(self.table, "Alt+Up", lambda: self._step(-1))
        self.add_key(self.table, "Alt+Down", lambda: self._step(1))
        self.add_key(self.table, "Ctrl+V", lambda: self.detail.isVisible() and self.detail.paste_files())

    def header_actions(self) -> list[QWidget]:
        """Search, export, new task."""
        return [self.search, self.export, self.add]

    def focus_parts(self) -> list[QWidget]:
        """List, then detail."""
        parts: list[QWidget] = [self.table] if self._left.isVisible() else []
        return [*parts, self.detail.first_stop] if self.detail.isVisible() else parts

    def set_content_width(self, width: int) -> None:
        """Fewer columns as room shrinks; below 1000 design pixels the pane opens over the list."""
        super().set_content_width(width)
        pane = 448 if width >= WIDE else (368 if width >= MEDIUM else 344)
        if width < NARROW:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(_UNBOUNDED)
        else:
            self.detail.setFixedWidth(self.theme.s(pane))
        self.filters.must_fold(width < MEDIUM)
        self._fit_columns()

    def _fit_columns(self) -> None:
        width, beside = self.content_width, not self.detail.isHidden()
        self.table.setColumnHidden(PERCENT, width < WIDE and (beside or width < NARROW))
        self.table.setColumnHidden(UPDATED, width < WIDE)
        self.table.setColumnHidden(LEAD, beside and NARROW <= width < MEDIUM)
        self._left.setVisible(not (beside and width < NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        """Hear of the window closing, so that nothing typed goes with it."""
        super().showEvent(event)
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write what is being typed before the window closes; an unwritten form keeps it open."""
        closing = event.type() == QEvent.Type.Close and watched is self.window()
        if closing and not self.detail.isHidden() and not self.detail.can_leave():
            self._desk.page_wanted.emit("nhiem-vu", {})
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def on_shown(self) -> None:
        """Read the tasks if anything changed while the screen was hidden; first open what is most urgent."""
        super().on_shown()
        if self._fresh:
            QTimer.singleShot(0, self, self._open_first)

    def _open_first(self) -> None:
        """Open the most urgent task once the window has its size, unless something else was asked for."""
        if self._fresh and self.content_width >= NARROW and self.model.rowCount():
            self._show_row(0)
        self._fresh = False

    def refresh(self) -> None:
        """Show the tasks of the desk's day; what is selected, open or being typed stays."""
        desk = self._desk
        lines = prepare(desk.read, desk.as_of)
        documents = {line.task.document.number for line in lines if line.task.document}
        source = f"{len(documents)} văn bản giao" if len(documents) != 1 else f"Theo {documents.pop()}"
        self.set_header("Nhiệm vụ", f"{source}, số liệu đến {format_date(desk.as_of)}")
        ids = {line.task.lead_unit_id for line in lines}
        self.filters.set_units([desk.read.unit(unit_id) for unit_id in ids])
        before = self.table.currentIndex().row()
        self.model.show_lines(lines, desk.as_of)
        self._narrow()
        self._refresh_detail(lines, before)

    def _refresh_detail(self, lines: list[Line], row_before: int) -> None:
        open_line = self.detail.line
        if open_line is None or self.detail.isHidden():
            return
        line = next((item for item in lines if item.task.id == open_line.task.id), None)
        if line is None:
            self._after_removal(row_before)
        elif self.detail.editing:
            self.detail.line = line
        else:
            self.detail.show_task(line)

    def _after_removal(self, row_before: int) -> None:
        """The open task is gone: its neighbour takes its place in list and pane."""
        self.detail.forget()
        row = min(row_before, self.model.rowCount() - 1)
        if row >= 0:
            self._show_row(row)
        else:
            self.close_detail()

    def _after_form(self) -> None:
        if self.detail.line is not None:
            self._mark(self.detail.line.task.id)

    def _note_selection(self) -> None:
        current = self.table.currentIndex()
        self._kept = {self.model.line(row).task.id for row in self.table.selected_rows()}
        self._kept_current = self.model.line(current.row()).task.id if current.isValid() else 0

    def _select_again(self) -> None:
        self._settling = True
        chosen = QItemSelection()
        for row, line in enumerate(self.model.lines()):
            if line.task.id in self._kept:
                chosen.select(self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1))
        current = self.model.find(self._kept_current)
        model = self.table.selectionModel()
        if current >= 0:
            model.setCurrentIndex(self.model.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._settling = False
        self._show_selection()

    def _narrow(self) -> None:
        self.model.narrow(self.filters.wanted(self.search.text()))
        self.table.set_query(self.search.text())
        self.filters.set_counts(self.model.counts())
        self._tell()

    def _tell(self) -> None:
        query = self.search.text().strip()
        if self.card.tell(query, self.filters.active or bool(query)):
            return
        if not self.detail.isHidden() and not self.detail.editing and self.detail.can_leave():
            self.detail.forget()
            self.detail.hide()
            self._fit_columns()

    def clear_filters(self) -> None:
        """Show all tasks again."""
        self.filters.clear()
        self.search.clear_now()
        self._narrow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_query(self, query: dict[str, object]) -> None:
        """Narrow as a click elsewhere asked: standing or chip, task (id), until (day), unit (id), text."""
        if not query:
            return
        self._fresh = False
        self.filters.clear()
        self.search.setText(str(query.get("text", "")))
        self.filters.choose_chip(str(query.get("chip", query.get("standing", ""))))
        until, unit, task = query.get("until"), query.get("unit"), query.get("task")
        if isinstance(until, date):
            self.filters.set_until(until)
        if isinstance(unit, int):
            self.filters.unit.choose(unit)
        self._narrow()
        if isinstance(task, int):
            self.show_task(task)
        elif self.model.rowCount() and self.content_width >= NARROW:
            self._show_row(0)

    def show_task(self, task_id: int) -> None:
        """Open a task; the filters give way when they hide it."""
        if self.model.find(task_id) < 0:
            self.search.clear_now()
            self.filters.clear()
            self._narrow()
        if self.model.find(task_id) < 0:
            self.filters.choose_chip("not_assigned")
            self._narrow()
        row = self.model.find(task_id)
        if row >= 0:
            self._show_row(row)

    def _show_row(self, row: int) -> None:
        self.table.choose_row(row)
        self._open(self.model.index(row, 0))

    def _mark(self, task_id: int) -> None:
        row = self.model.find(task_id)
        if row >= 0 and self.table.selected_rows() != [row]:
            self._settling = True
            self.table.choose_row(row)
            self._settling = False
            self._show_selection()

    def _open(self, index: QModelIndex) -> None:
        """Show a row in the pane, unless what is open there must not be left."""
        if len(self.table.selected_rows()) > 1:
            return
        line = self.model.line(index.row())
        open_line = self.detail.line
        if not self.detail.isHidden() and not self._same(line) and not self.detail.can_leave():
            if open_line is not None:
                self._mark(open_line.task.id)
            return
        line = next((item for item in self.model.lines() if item.task.id == line.task.id), line)
        if not (self.detail.editing and self._same(line)):
            self.detail.show_task(line)
        self.detail.show()
        self._fit_columns()

    def _same(self, line: Line) -> bool:
        return self.detail.line is not None and self.detail.line.task.id == line.task.id

    def _enter(self, index: QModelIndex) -> None:
        self._open(index)
        if not self.detail.isHidden() and not self.detail.editing:
            self.detail.first_stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_new(self) -> None:
        """Open the form of a new task."""
        if self._desk.can_edit and self.isVisible():
            self._fresh = False
            self.detail.open_new()
            self._fit_columns()

    def open_programme(self) -> None:
        """Ask who leads the tasks of the programme, and load them."""
        self.dialog = ProgrammeDialog(self._desk, self)
        self.dialog.accepted.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.dialog.open()

    def open_reminders(self, unit_id: int = 0) -> None:
        """Show whom to remind of what."""
        self.dialog = ReminderDialog(self._desk, self, self.model.all_lines(), unit_id)
        self.dialog.open()

    def close_detail(self) -> None:
        """Close the pane, unless something typed would be lost, and go back to the list."""
        if not self.detail.can_leave():
            return
        self.detail.forget()
        self.detail.hide()
        self._fit_columns()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if len(self.table.selected_rows()) > 1:
            self.table.choose_row(self.table.currentIndex().row())
        elif not self.detail.isHidden():
            self.close_detail()

    def _step(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount() and self.detail.can_leave():
            focused = self.detail.isAncestorOf(self.focusWidget() or self)
            self._show_row(row)
            if focused:
                self.detail.first_stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1 and self._desk.can_edit:
            self._open(self.model.index(rows[0], 0))
            if self._same(self.model.line(rows[0])) and not self.detail.editing:
                self.detail.delete_task()
        elif len(rows) > 1:
            self.selection.delete_all()

    def _after_selection(self) -> None:
        if self._settling:
            return
        self._show_selection()
        rows = self.table.selected_rows()
        if len(rows) == 1 and not self.detail.isHidden() and not self._same(self.model.line(rows[0])):
            self._open(self.model.index(rows[0], 0))

    def _show_selection(self) -> None:
        self.selection.show_tasks([self.model.line(row).task for row in self.table.selected_rows()])

    def export_shown(self) -> None:
        """Write the tasks shown as Excel."""
        if self.isVisible():
            export_tasks(self, self._desk, self.model.lines())

    def _export_selected(self) -> None:
        lines = [self.model.line(row) for row in self.table.selected_rows()]
        export_tasks(self, self._desk, lines)
