"""The pane of one task: everything kept of it, editable in place, with its notes and files."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop_app.commands.command import Command
from desktop_app.commands.tasks import DeleteTask, SetCoordinators
from desktop_app.domain.dates import format_date
from desktop_app.domain.tasks import Standing, Task, TaskState
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import EvidenceList
from desktop_app.ui.pages.tasks.facts import TaskFacts
from desktop_app.ui.pages.tasks.forms import ExtensionForm, NewTaskForm, PaneForm, ProgressForm
from desktop_app.ui.pages.tasks.listing import Line
from desktop_app.ui.pages.tasks.model import status_look
from desktop_app.ui.pages.tasks.timeline import Timeline
from desktop_app.ui.unit_box import UnitChecklist
from desktop_app.ui.widgets.bars import ProgressLine
from desktop_app.ui.widgets.buttons import ghost, icon_button, primary, secondary
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook


def pill(line: Line, day: date) -> StatusLook:
    """The status for the head: "Quá hạn 90 ngày", "Đang thực hiện, còn 5 ngày"."""
    word, icon, tone = status_look(line, day)
    if line.standing is Standing.OVERDUE:
        return StatusLook(f"Quá hạn {line.task.days_overdue(day)} ngày", icon, tone)
    return StatusLook(line.status if line.standing is not Standing.IN_TERM else word, icon, tone)


class TaskDetail(DetailPanel):
    """Shows one task at a time, or the form of a new one. `task_added(id)` after a new task was written."""

    task_added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty until a task is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self.line: Line | None = None
        self.form: PaneForm | None = None
        self.evidence: EvidenceList | None = None
        self.facts: TaskFacts | None = None
        theme = desk.theme
        self.progress = primary(theme, "Cập nhật tiến độ", "edit")
        self.remind = secondary(theme, "Đôn đốc", "mail")
        self.remind.setToolTip("Chép lời đôn đốc vào bộ nhớ tạm")
        self.more = icon_button(theme, "more_horizontal", "Việc khác với nhiệm vụ")
        for button in (self.progress, self.remind):
            self.action_row.addWidget(button)
        self.action_row.addStretch(1)
        self.action_row.addWidget(self.more)
        self.progress.clicked.connect(lambda: self.open_progress())
        self.remind.clicked.connect(self._copy_reminder)
        self.more.clicked.connect(self._open_menu)

    @property
    def editing(self) -> bool:
        """Whether a form is open, whose typed text a refresh must not take away."""
        return self.form is not None

    def show_task(self, line: Line) -> None:
        """Show a task."""
        self.line, self.form = line, None
        for button in (self.progress, self.more):
            button.setVisible(self._desk.can_edit)
        self.remind.show()
        self.set_head(line.task.number, pill(line, self._desk.as_of), line.task.title)
        self.clear_body()
        self._fill(line)

    def _fill(self, line: Line) -> None:
        theme, task = self._desk.theme, line.task
        self.facts = TaskFacts(self._desk, line)
        self.facts.coordinators_asked.connect(self._edit_coordinators)
        self.facts.extension_asked.connect(self.open_extension)
        self.body.addWidget(self.facts)
        self.body.addWidget(self._percent_row(line))
        notes = QHBoxLayout()
        notes.setSpacing(theme.s(6))
        notes.addWidget(text_label("Diễn biến", "strong"))
        notes.addWidget(text_label(str(len(task.updates)), "secondary", "text3"))
        notes.addStretch(1)
        if self._desk.can_edit:
            add = ghost(theme, "Ghi nhận", "add")
            add.clicked.connect(lambda: self.open_progress())
            notes.addWidget(add)
        self.body.addLayout(notes)
        self.body.addWidget(Timeline(theme, task.updates, line.standing is Standing.OVERDUE))
        self.evidence = EvidenceList(self._desk, "task")
        self.evidence.show_files(task.id)
        self.body.addWidget(self.evidence)
        if task.no_evidence_reason:
            self.body.addWidget(
                text_label(
                    f"Lý do chưa có minh chứng: {task.no_evidence_reason}", "caption", "warning", wraps=True
                )
            )
        self.body.addWidget(self.facts.longer_texts())
        self.body.addStretch(1)

    def _percent_row(self, line: Line) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._desk.theme.s(8))
        name = text_label("Tiến độ", "secondary", "text3")
        name.setFixedWidth(self._desk.theme.s(108))
        bar = ProgressLine(self._desk.theme)
        token = "danger_solid" if line.standing is Standing.OVERDUE else "accent"
        bar.set_share(line.task.percent / 100, f"Tiến độ {line.task.percent}%", token)
        for widget in (name, bar, text_label(f"{line.task.percent}%", "strong")):
            box.addWidget(widget)
        return row

    def open_new(self) -> None:
        """Show the form of a new task."""
        self.line = None
        for button in (self.progress, self.remind, self.more):
            button.hide()
        self.set_head("", None, "Nhiệm vụ mới")
        form = NewTaskForm(self._desk)
        form.added.connect(self.task_added)
        self._show_form(form)

    def open_progress(self, state: TaskState | None = None) -> None:
        """Show the form "Cập nhật tiến độ"."""
        if self.line and self._desk.can_edit:
            self._show_form(ProgressForm(self._desk, self.line.task, state))

    def open_extension(self) -> None:
        """Show the form "Gia hạn"."""
        if self.line and self._desk.can_edit:
            self._show_form(ExtensionForm(self._desk, self.line.task))

    def _show_form(self, form: PaneForm) -> None:
        self.clear_body()
        self.form = form
        form.finished.connect(self._after_form)
        self.body.addWidget(form)
        self.body.addStretch(1)

    def _after_form(self) -> None:
        self.form = None
        if self.line is None:
            self.closed.emit()
            return
        self.show_task(self.line)

    def _edit_coordinators(self) -> None:
        if self.line is None:
            return
        task = self.line.task
        others = [
            u for u in self._desk.read.units() if u.in_force(self._desk.as_of) and u.id != task.lead_unit_id
        ]
        self._show_form(
            _CoordinatorForm(
                self._desk, task, UnitChecklist(self._desk.theme, others, task.coordinating_unit_ids)
            )
        )

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu(self) -> QMenu:
        """What else can be done with the task."""
        menu = QMenu(self)
        if self.line is None:
            return menu
        state = self.line.task.state
        menu.addAction("Gia hạn…", self.open_extension)
        menu.addAction("Cơ quan phối hợp…", self._edit_coordinators)
        menu.addSeparator()
        for wanted, words in (
            (TaskState.COMPLETED, "Ghi hoàn thành…"),
            (TaskState.SUSPENDED, "Tạm dừng…"),
            (TaskState.CANCELLED, "Hủy nhiệm vụ…"),
            (TaskState.IN_PROGRESS, "Thực hiện lại…"),
        ):
            if wanted is not state:
                menu.addAction(words, lambda wanted=wanted: self.open_progress(wanted))
        menu.addSeparator()
        menu.addAction("Xóa nhiệm vụ", self.delete_task)
        return menu

    def delete_task(self) -> None:
        """Delete the task; the toast takes it back."""
        if self.line and self._desk.can_edit:
            number = self.line.task.number
            self._desk.do(DeleteTask(self.line.task.id), f"Đã xóa nhiệm vụ {number}.")

    def _copy_reminder(self) -> None:
        if self.line is None:
            return
        task, day = self.line.task, self._desk.as_of
        lead = self._desk.read.unit(task.lead_unit_id).name
        due = f", hạn {format_date(self.line.due)}" if self.line.due else ""
        late = f", đã quá hạn {task.days_overdue(day)} ngày" if self.line.standing is Standing.OVERDUE else ""
        source = (
            f" ({task.document.number}{', ' + task.clause if task.clause else ''})" if task.document else ""
        )
        QGuiApplication.clipboard().setText(
            f"Kính gửi {lead}: nhiệm vụ “{task.title}”{source}{due}{late}, tiến độ ghi nhận {task.percent}%. "
            "Đề nghị cơ quan báo cáo tiến độ, khó khăn vướng mắc và thời gian hoàn thành."
        )
        self._desk.said.emit("Đã chép lời đôn đốc, dán vào thư hoặc công văn.", False)


class _CoordinatorForm(PaneForm):
    """Ticks the coordinating units of a task."""

    def __init__(self, desk: Desk, task: Task, units: UnitChecklist) -> None:
        super().__init__(desk, "Cơ quan phối hợp")
        self._task, self.units = task, units
        self.add("Cơ quan phối hợp", units, "Không gồm cơ quan chủ trì")
        self.close_form()

    def commands(self) -> tuple[str, list[Command], str]:
        number = self._task.number
        chosen: Command = SetCoordinators(self._task.id, self.units.unit_ids)
        return f"{number}: cơ quan phối hợp", [chosen], f"Đã đổi cơ quan phối hợp của {number}."
