"""The pane of one task: everything kept of it, editable in place, with its notes, files and history."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.commands.tasks import DeleteTask
from desktop_app.domain.tasks import Standing, TaskState
from desktop_app.ui.deleting import ask_to_delete_one
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import EvidenceList, files_in
from desktop_app.ui.kept_file import open_received
from desktop_app.ui.pages.tasks.facts import TaskFacts
from desktop_app.ui.pages.tasks.forms import CoordinatorForm, ExtensionForm, ProgressForm
from desktop_app.ui.pages.tasks.listing import Line
from desktop_app.ui.pages.tasks.model import status_look
from desktop_app.ui.pages.tasks.new_task import NewTaskForm
from desktop_app.ui.pages.tasks.reminder import reminder_text
from desktop_app.ui.pages.tasks.task_log import TaskLog
from desktop_app.ui.pages.tasks.timeline import Timeline
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.widgets.bars import ProgressLine
from desktop_app.ui.widgets.buttons import Button, ghost, icon_button, primary, secondary
from desktop_app.ui.widgets.detail_panel import DetailPanel, clear_layout
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook

_STATES = (
    (TaskState.COMPLETED, "Ghi hoàn thành…"),
    (TaskState.SUSPENDED, "Tạm dừng…"),
    (TaskState.CANCELLED, "Hủy nhiệm vụ…"),
    (TaskState.IN_PROGRESS, "Thực hiện lại…"),
)


def pill(line: Line, day: date) -> StatusLook:
    """The status for the head: "Quá hạn 90 ngày", "Đang thực hiện"."""
    word, icon, tone = status_look(line, day)
    if line.standing is Standing.OVERDUE:
        return StatusLook(f"Quá hạn {line.task.days_overdue(day)} ngày", icon, tone)
    return StatusLook(line.status if line.standing is not Standing.IN_TERM else word, icon, tone)


class TaskDetail(DetailPanel):
    """Shows one task at a time, or the form of a new one.

    `task_added(id)` after a new task was written; `reminders_asked(unit id)` for the list of reminders.
    A refresh keeps the fields, what is being typed in them, the focus and the place scrolled to.
    """

    task_added = Signal(int)
    reminders_asked = Signal(int)
    delete_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Empty until a task is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self.line: Line | None = None
        self.form: PaneForm | None = None
        self.facts: TaskFacts | None = None
        self.evidence: EvidenceList | None = None
        self.log: TaskLog | None = None
        self.note: Button | None = None
        self.setAcceptDrops(desk.can_edit)
        theme = desk.theme
        self.progress = primary(theme, "Cập nhật tiến độ", "edit")
        self.remind = secondary(theme, "Đôn đốc", "mail")
        self.more = icon_button(theme, "more_horizontal", "Việc khác với nhiệm vụ")
        for button in (self.progress, self.remind):
            self.action_row.addWidget(button)
        self.action_row.addStretch(1)
        self.action_row.addWidget(self.more)
        self.progress.clicked.connect(lambda: self.open_progress())
        self.remind.clicked.connect(self._open_reminders)
        self.more.clicked.connect(self._open_menu)

    @property
    def editing(self) -> bool:
        """Whether a form is open, whose typed text a refresh must not take away."""
        return self.form is not None

    @property
    def first_stop(self) -> QWidget:
        """Where the keyboard enters the pane."""
        if self.form is not None:
            return self.form.fields[0].editor
        return self.progress if self._desk.can_edit else self.remind

    def forget(self) -> None:
        """Hold no task and no form any more."""
        self.line = self.form = None
        self.facts = self.evidence = self.log = self.note = None
        self.edit_title(None)
        self.set_foot(None)
        self.clear_body()

    def can_leave(self) -> bool:
        """Write what is being typed; False while a form holds something unwritten or a field was refused."""
        if self.form is not None:
            if self.form.dirty:
                self.form.keep()
                return False
            return True
        return self.facts is None or self.facts.settle()

    def show_task(self, line: Line) -> None:
        """Show a task; the same one again is only brought up to date."""
        same = self.form is None and self.line is not None and self.line.task.id == line.task.id
        before, self.line = self.line, line
        self._show_head(line)
        if same and self.facts is not None and before is not None and self.facts.refresh(line):
            self._refresh_sections(line)
            return
        place, focused = (self.area.verticalScrollBar().value(), self._focused_key()) if same else (0, "")
        log_open = same and self.log is not None and self.log.open
        self._build(line)
        if log_open and self.log is not None:
            self.log.toggle.click()
        if same:
            self._go_back(place, focused)

    def _show_head(self, line: Line) -> None:
        self.progress.setVisible(self._desk.can_edit)
        for button in (self.remind, self.more):
            button.show()
        self.more.setVisible(self._desk.can_edit)
        self.set_head(line.task.number, pill(line, self._desk.as_of), line.task.title)

    def _build(self, line: Line) -> None:
        self.form = self.note = None
        self.set_foot(None)
        self.clear_body()
        self.facts = TaskFacts(self._desk, line)
        self.facts.coordinators_asked.connect(self.open_coordinators)
        self.facts.extension_asked.connect(self.open_extension)
        self.edit_title(self.facts.title)
        self.body.addWidget(self.facts)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(self._desk.theme.s(8))
        self.body.addLayout(self._sections)
        self.evidence = EvidenceList(self._desk, "task")
        self.evidence.show_files(line.task.id)
        self.body.addWidget(self.evidence)
        self.body.addWidget(self.facts.longer_texts())
        self.log = TaskLog(self._desk, line.task.id)
        self.body.addWidget(self.log)
        self.body.addStretch(1)
        self._fill_sections(line)
        self.area.verticalScrollBar().setValue(0)

    def _refresh_sections(self, line: Line) -> None:
        self._fill_sections(line)
        if self.evidence is not None:
            self.evidence.show_files(line.task.id)
        if self.log is not None:
            self.log.refresh()

    def _fill_sections(self, line: Line) -> None:
        focused = self.note is not None and self.note.hasFocus()
        clear_layout(self._sections)
        self._sections.addWidget(self._percent_row(line))
        self._sections.addWidget(self._notes_head(line))
        timeline = Timeline(self._desk.theme, line.task.updates, line.standing is Standing.OVERDUE)
        timeline.file_asked.connect(lambda file_id: open_received(self._desk, file_id))
        self._sections.addWidget(timeline)
        if focused and self.note is not None:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _notes_head(self, line: Line) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._desk.theme.s(6))
        row.addWidget(text_label("Diễn biến", "strong"))
        row.addWidget(text_label(str(len(line.task.updates)), "secondary", "text3"))
        row.addStretch(1)
        self.note = ghost(self._desk.theme, "Ghi nhận", "add")
        self.note.clicked.connect(lambda: self.open_progress())
        row.addWidget(self.note)
        if not self._desk.can_edit:
            self.note.hide()
        return head

    def _percent_row(self, line: Line) -> QWidget:
        row, theme = QWidget(), self._desk.theme
        box = QHBoxLayout(row)
        box.setContentsMargins(0, theme.s(2), 0, theme.s(2))
        box.setSpacing(theme.s(8))
        name = text_label("Tiến độ", "secondary", "text3")
        name.setFixedWidth(theme.s(108))
        bar = ProgressLine(theme)
        token = "danger_solid" if line.standing is Standing.OVERDUE else "accent"
        bar.set_share(line.percent / 100, f"Tiến độ {line.percent}%", token)
        for widget in (name, bar, text_label(f"{line.percent}%", "strong")):
            box.addWidget(widget)
        return row

    def _focused_key(self) -> str:
        focused = QApplication.focusWidget()
        if self.facts is None or focused is None:
            return ""
        return next((key for key, editor in self.facts.editors.items() if editor is focused), "")

    def _go_back(self, place: int, focused: str) -> None:
        self.body.activate()
        self.area.verticalScrollBar().setValue(place)
        if self.facts is not None and focused in self.facts.editors:
            self.facts.editors[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_new(self) -> None:
        """Show the form of a new task."""
        if not self.can_leave():
            return
        self.line = None
        self.set_head("", None, "Nhiệm vụ mới")
        form = NewTaskForm(self._desk)
        form.added.connect(self.task_added)
        self._show_form(form)

    def open_progress(self, state: TaskState | None = None) -> None:
        """Show the form "Cập nhật tiến độ"."""
        if self.line and self._desk.can_edit and self.can_leave():
            self._show_form(ProgressForm(self._desk, self.line.task, state))

    def open_extension(self) -> None:
        """Show the form "Gia hạn"."""
        if self.line and self._desk.can_edit and self.can_leave():
            self._show_form(ExtensionForm(self._desk, self.line.task))

    def open_coordinators(self) -> None:
        """Show the form of the coordinating units."""
        if self.line and self._desk.can_edit and self.can_leave():
            self._show_form(CoordinatorForm(self._desk, self.line.task))

    def _show_form(self, form: PaneForm) -> None:
        self.edit_title(None)
        self.clear_body()
        self.facts = self.evidence = self.log = self.note = None
        for button in (self.progress, self.remind, self.more):
            button.hide()
        self.form = form
        form.finished.connect(self._after_form)
        form.refused.connect(self._show_focused)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.set_foot(form.foot)
        self.show()
        self.area.verticalScrollBar().setValue(0)
        form.begin()

    def _show_focused(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.area.isAncestorOf(focused):
            self.body.activate()
            self.area.ensureWidgetVisible(focused, 0, self._desk.theme.s(60))

    def _after_form(self) -> None:
        self.form = None
        if self.line is None:
            self.closed.emit()
            return
        task = self._desk.read.task(self.line.task.id)
        if task is None:
            self.closed.emit()
            return
        self._show_head(self.line)
        self._build(self.line)
        self.progress.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form_closed.emit()

    form_closed = Signal()

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """What else can be done with the task."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.line is None:
            return menu
        menu.addAction("Gia hạn…", self.open_extension)
        menu.addAction("Cơ quan phối hợp…", self.open_coordinators)
        menu.addAction("Chép lời đôn đốc", self._copy_reminder)
        menu.addSeparator()
        for wanted, words in _STATES:
            if wanted is not self.line.task.state:
                menu.addAction(words, lambda wanted=wanted: self.open_progress(wanted))
        menu.addSeparator()
        menu.addAction("Xóa nhiệm vụ", self.delete_asked.emit)
        return menu

    def delete_task(self) -> None:
        """Ask why, and delete the task; the toast takes it back."""
        if self.line and self._desk.can_edit:
            task = self.line.task
            self.deleting = ask_to_delete_one(
                self._desk, self, f"nhiệm vụ {task.number}", lambda reason: DeleteTask(task.id, reason)
            )

    def _open_reminders(self) -> None:
        if self.line is not None and self.can_leave():
            self.reminders_asked.emit(self.line.task.lead_unit_id)

    def _copy_reminder(self) -> None:
        if self.line is not None:
            QGuiApplication.clipboard().setText(reminder_text(self._desk, [self.line]))
            self._desk.said.emit("Đã chép lời đôn đốc, dán vào thư hoặc công văn.", False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the desktop anywhere over the pane."""
        if self._evidence_place() is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep the dropped files as evidence."""
        place = self._evidence_place()
        if place is not None:
            place.add_files(files_in(event.mimeData()))

    def _evidence_place(self) -> EvidenceList | None:
        if isinstance(self.form, ProgressForm):
            return self.form.evidence if self.form.evidence.isVisible() else None
        return self.evidence if self._desk.can_edit else None

    def paste_files(self) -> bool:
        """Keep the files on the clipboard as evidence; False when there are none."""
        place, files = self._evidence_place(), files_in(QGuiApplication.clipboard().mimeData())
        if place is None or not files:
            return False
        place.add_files(files)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V of a file keeps it as evidence; Esc leaves an untouched form, and else closes the pane."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste_files():
            return
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            if self.can_leave():
                self.form.finished.emit()
            return
        super().keyPressEvent(event)
