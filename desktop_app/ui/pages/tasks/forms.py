"""The forms of the pane: progress, extension, a new task. Each writes once and keeps what was typed when refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.commands.command import Command
from desktop_app.commands.task_documents import NewTask
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import (
    AddTask,
    AddTaskUpdate,
    CompleteTask,
    SetTaskState,
    single_lead,
)
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.tasks import Task, TaskKind, TaskState
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.unit_box import UnitBox, UnitChecklist
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label


class PaneForm(QWidget):
    """Fields under each other with "Ghi" and "Bỏ qua"; `finished` when written or given up."""

    finished = Signal()

    def __init__(self, desk: Desk, title: str, verb: str = "Ghi") -> None:
        """An empty form."""
        super().__init__()
        self.desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.s(10))
        self._column.addWidget(text_label(title, "card-title"))
        self.refusal = text_label("", "secondary", "danger", wraps=True)
        self.refusal.hide()
        self.save = primary(desk.theme, verb)
        self._leave = secondary(desk.theme, "Bỏ qua")
        self.save.clicked.connect(self.write)
        self._leave.clicked.connect(self.finished)

    def add(self, label: str, editor: QWidget, help_text: str = "", required: bool = False) -> FormField:
        """Add a field."""
        field = FormField(self.desk.theme, label, editor, help_text, required)
        self._column.addWidget(field)
        return field

    def close_form(self) -> None:
        """Add the buttons after the last field."""
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addWidget(self._leave)
        line.addStretch(1)
        self._column.addWidget(self.refusal)
        self._column.addLayout(line)

    def say_refusal(self, text: str) -> None:
        """Say beside the buttons why nothing was written."""
        self.refusal.setText(text)
        self.refusal.show()

    def write(self) -> None:
        """Build the commands and write them as one change set."""
        try:
            label, commands, said = self.commands()
            self.desk.session.do_all(label, commands)
        except RecordError as error:
            self.say_refusal(str(error))
            return
        self.desk.said.emit(said, True)
        self.finished.emit()

    def commands(self) -> tuple[str, list[Command], str]:
        """Label, commands and what to say; raises RecordError."""
        raise NotImplementedError


class ProgressForm(PaneForm):
    """The form "Cập nhật tiến độ": a note of a day with percent, and a new state if it changed."""

    def __init__(self, desk: Desk, task: Task, state: TaskState | None = None) -> None:
        """`state` is preset when the person chose it in the menu."""
        super().__init__(desk, "Cập nhật tiến độ")
        self._task = task
        theme = desk.theme
        self.day = DateField(theme, "Ngày", desk.as_of)
        self.state = ComboBox(theme, "Trạng thái")
        self.state.add_choices([(item.label, item) for item in TaskState])
        self.state.choose(
            state or (TaskState.IN_PROGRESS if task.state is TaskState.NOT_STARTED else task.state)
        )
        self.percent = QLineEdit(str(task.percent))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.s(84))
        self.result = QLineEdit(task.result)
        self.reason = QLineEdit(task.no_evidence_reason)
        self.add("Ngày", self.day, required=True)
        self.add("Trạng thái", self.state)
        self._percent_field = self.add("Tiến độ (%)", self.percent)
        self.add("Nội dung", self.text, "Việc đã làm, kết quả, vướng mắc mới")
        self._result_field = self.add("Kết quả, sản phẩm", self.result)
        self._reason_field = self.add(
            "Lý do chưa có minh chứng", self.reason, "Bắt buộc khi hoàn thành mà chưa đính kèm tệp nào"
        )
        self.close_form()
        self.state.currentIndexChanged.connect(self._fit)
        self._fit()
        self.text.setFocus()

    def _fit(self) -> None:
        done = self.state.currentData() is TaskState.COMPLETED
        self._result_field.setVisible(done)
        self._reason_field.setVisible(done and not self._task.evidence)
        self._percent_field.setVisible(not done)

    def _percent(self) -> int:
        text = self.percent.text().strip().removesuffix("%").strip()
        if not text.isascii() or not text.isdigit() or int(text) > 100:
            raise InvalidInput(f"Tiến độ “{self.percent.text()}” không hợp lệ. Nhập số từ 0 đến 100.")
        return int(text)

    def commands(self) -> tuple[str, list[Command], str]:
        """The note, and the state when it is another."""
        day, task = self.day.value, self._task
        if day is None:
            raise InvalidInput("Chưa nhập ngày. Nhập ngày cập nhật rồi ghi lại.")
        state, text = self.state.currentData(), self.text.toPlainText().strip()
        author = self.desk.session.person
        found: list[Command] = []
        if state is TaskState.COMPLETED:
            note = text or "Hoàn thành nhiệm vụ."
            found.append(AddTaskUpdate(task.id, day, note, 100, author))
            found.append(CompleteTask(task.id, day, self.result.text(), self.reason.text()))
            return f"{task.number}: hoàn thành", found, f"Đã ghi {task.number} hoàn thành."
        percent = self._percent()
        if text or percent != task.percent:
            found.append(AddTaskUpdate(task.id, day, text or f"Tiến độ {percent}%.", percent, author))
        if state is not task.state:
            found.append(SetTaskState(task.id, state, day))
        if not found:
            raise InvalidInput("Chưa có gì thay đổi. Nhập nội dung, tiến độ hoặc trạng thái mới.")
        return f"{task.number}: cập nhật tiến độ {percent}%", found, f"Đã cập nhật {task.number}."


class ExtensionForm(PaneForm):
    """The form "Gia hạn": a later deadline and the document that grants it."""

    def __init__(self, desk: Desk, task: Task) -> None:
        """For one task."""
        super().__init__(desk, "Gia hạn")
        self._task = task
        self.granted = DateField(desk.theme, "Ngày cho gia hạn", desk.as_of)
        self.due = DateField(desk.theme, "Hạn mới", None)
        self.document = QLineEdit()
        self.reason = QLineEdit()
        self.add("Hạn mới", self.due, required=True)
        self.add("Văn bản cho gia hạn", self.document, "Số, ký hiệu", required=True)
        self.add("Ngày cho gia hạn", self.granted, "Hạn mới tính từ ngày này", required=True)
        self.add("Lý do", self.reason)
        self.close_form()
        self.due.setFocus()

    def commands(self) -> tuple[str, list[Command], str]:
        """The extension."""
        if self.due.value is None or self.granted.value is None:
            raise InvalidInput("Cần hạn mới và ngày cho gia hạn. Nhập đủ hai ngày rồi ghi lại.")
        command = ExtendTask(
            self._task.id, self.granted.value, self.due.value, self.document.text(), self.reason.text()
        )
        number = self._task.number
        return f"{number}: gia hạn theo {self.document.text()}", [command], f"Đã gia hạn {number}."


class NewTaskForm(PaneForm):
    """A new task; `added(id)` carries it."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty, with today as the day it was given out."""
        super().__init__(desk, "Thêm nhiệm vụ", "Thêm nhiệm vụ")
        theme = desk.theme
        units = units_in_force(desk.read.units(), desk.as_of)
        self.title = QPlainTextEdit()
        self.title.setTabChangesFocus(True)
        self.title.setFixedHeight(theme.s(64))
        self.lead = UnitBox(theme, "Cơ quan chủ trì", units)
        self.kind = ComboBox(theme, "Loại")
        self.kind.add_choices([("Có thời hạn", TaskKind.DATED), ("Thường xuyên", TaskKind.CONTINUING)])
        self.due = DateField(theme, "Thời hạn", None)
        self.assigned = DateField(theme, "Ngày giao", desk.as_of)
        self.coordinating = UnitChecklist(theme, units, ())
        self.group = ComboBox(theme, "Nhóm nhiệm vụ")
        self.group.setEditable(True)
        self.group.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self.group.setCompleter(None)  # type: ignore[arg-type]  # breaks typing with UniKey
        self.group.addItems(list(dict.fromkeys(["", *(task.group for task in desk.read.tasks())])))
        self.document, self.clause, self.deliverable = QLineEdit(), QLineEdit(), QLineEdit()
        self.add("Nhiệm vụ", self.title, required=True)
        self.add("Cơ quan chủ trì", self.lead, "Chỉ một cơ quan", required=True)
        self.add("Loại", self.kind)
        self._due_field = self.add("Thời hạn", self.due, required=True)
        self.add("Ngày giao", self.assigned)
        self.add("Văn bản giao", self.document, "Số, ký hiệu, ví dụ 17/NQ-CP")
        self.add("Điều, mục", self.clause)
        self.add("Sản phẩm", self.deliverable)
        self.add("Nhóm nhiệm vụ", self.group)
        self.add("Cơ quan phối hợp", self.coordinating)
        self.close_form()
        self.kind.currentIndexChanged.connect(self._fit)
        self.title.setFocus()

    def _fit(self) -> None:
        self._due_field.setVisible(self.kind.currentData() is TaskKind.DATED)

    def write(self) -> None:
        """Write document and task as one change set."""
        try:
            task_id = self._write()
        except RecordError as error:
            self.say_refusal(str(error))
            return
        self.desk.said.emit("Đã thêm nhiệm vụ.", True)
        self.finished.emit()
        self.added.emit(task_id)

    def _write(self) -> int:
        title = self.title.toPlainText().strip()
        lead = single_lead([self.lead.unit_id] if self.lead.unit_id is not None else [])
        dated = self.kind.currentData() is TaskKind.DATED
        if dated and not self.due.valid:
            raise InvalidInput("Thời hạn chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
        command = NewTask(
            AddTask(
                title=title,
                lead_unit_id=lead,
                kind=self.kind.currentData(),
                due_on=self.due.value if dated else None,
                group_title=self.group.currentText(),
                clause=self.clause.text(),
                coordinating=self.coordinating.unit_ids,
                assigned_on=self.assigned.value,
                deliverable=self.deliverable.text(),
            ),
            self.document.text(),
        )
        return int(str(self.desk.session.do(command)))
