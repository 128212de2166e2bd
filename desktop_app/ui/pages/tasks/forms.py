"""The forms of a task in the pane: progress with completion, extension, coordinating units."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.commands.command import Command
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import AddTaskUpdate, CompleteTask, SetCoordinators, SetTaskState
from desktop_app.domain.tasks import Task, TaskState
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import EvidenceList
from desktop_app.ui.pane_form import FieldRefused, PaneForm
from desktop_app.ui.theme import Theme
from desktop_app.ui.unit_box import UnitChecklist
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField


class NoteText(QPlainTextEdit):
    """A few lines of text; Tab goes on, Ctrl+Enter is left to the form."""

    def __init__(self, theme: Theme, lines: int = 4) -> None:
        """`lines` high at first."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + theme.s(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def needed_day(field: DateField, what: str) -> date:
    """The date in a required field; raises FieldRefused when it is blank."""
    if field.value is None:
        raise FieldRefused(field, f"Chưa nhập {what}. Nhập theo mẫu 31/12/2026.")
    return field.value


class ProgressForm(PaneForm):
    """The form "Cập nhật tiến độ": a note of a day with percent, and a new state if it changed."""

    def __init__(self, desk: Desk, task: Task, state: TaskState | None = None) -> None:
        """`state` is preset when the person chose it in the menu."""
        super().__init__(desk, "Cập nhật tiến độ")
        self._task, theme = task, desk.theme
        self.day = DateField(theme, "Ngày", desk.as_of)
        self.state = ComboBox(theme, "Trạng thái")
        self.state.add_choices([(item.label, item) for item in TaskState])
        under_way = TaskState.IN_PROGRESS if task.state is TaskState.NOT_STARTED else task.state
        self.state.choose(state or under_way)
        self.percent = QLineEdit(str(task.percent))
        self.text = NoteText(theme)
        self.result = NoteText(theme, 2)
        self.result.setPlainText(task.result)
        self.reason = QLineEdit(task.no_evidence_reason)
        self.evidence = EvidenceList(desk, "task")
        self.evidence.show_files(task.id)
        self.evidence.changed.connect(self._fit)
        self.add("Nội dung", self.text, "Việc đã làm, kết quả, vướng mắc mới")
        self._percent_field = self.add("Tiến độ (%)", self.percent)
        self.add("Trạng thái", self.state)
        self.add("Ngày", self.day, required=True)
        self._result_field = self.add("Kết quả, sản phẩm", self.result)
        self._column.addWidget(self.evidence)
        self._reason_field = self.add(
            "Lý do chưa có minh chứng", self.reason, "Bắt buộc khi hoàn thành mà chưa đính kèm tệp"
        )
        self.state.currentIndexChanged.connect(self._fit)
        self._fit()

    @property
    def wanted(self) -> TaskState:
        """The state chosen."""
        return TaskState(self.state.currentData())

    def _fit(self) -> None:
        done = self.wanted is TaskState.COMPLETED
        self._result_field.setVisible(done)
        self.evidence.setVisible(done)
        self._reason_field.setVisible(done and not self._has_evidence())
        self._percent_field.setVisible(not done)

    def _has_evidence(self) -> bool:
        return bool(self.desk.read.evidence("task", self._task.id))

    def _percent(self) -> int:
        text = self.percent.text().strip().removesuffix("%").strip()
        if not text.isascii() or not text.isdigit() or int(text) > 100:
            raise FieldRefused(self.percent, f"“{self.percent.text()}” không hợp lệ. Nhập số từ 0 đến 100.")
        return int(text)

    def commands(self) -> tuple[str, list[Command], str]:
        """The note, and the state when it is another."""
        day = needed_day(self.day, "ngày")
        if self.wanted is TaskState.COMPLETED:
            return self._completion(day)
        return self._progress(day)

    def _completion(self, day: date) -> tuple[str, list[Command], str]:
        task, reason = self._task, self.reason.text()
        if not self._has_evidence() and not reason.strip():
            why = "Chưa có minh chứng. Đính kèm tệp ở trên, hoặc nhập lý do chưa có."
            raise FieldRefused(self.reason, why)
        note = self.text.toPlainText().strip() or "Hoàn thành nhiệm vụ."
        found: list[Command] = [
            AddTaskUpdate(task.id, day, note, 100, self.desk.session.person),
            CompleteTask(task.id, day, self.result.toPlainText(), reason),
        ]
        return f"{task.number}: hoàn thành", found, f"Đã ghi {task.number} hoàn thành."

    def _progress(self, day: date) -> tuple[str, list[Command], str]:
        task, text, percent = self._task, self.text.toPlainText().strip(), self._percent()
        state = self.wanted
        found: list[Command] = []
        if text or percent != task.percent:
            note = text or f"Tiến độ {percent}%."
            found.append(AddTaskUpdate(task.id, day, note, percent, self.desk.session.person))
        if state is not task.state:
            found.append(SetTaskState(task.id, state, day))
        if not found:
            raise FieldRefused(self.text, "Chưa có gì thay đổi. Nhập nội dung, tiến độ hoặc trạng thái mới.")
        if state is task.state:
            return f"{task.number}: tiến độ {percent}%", found, f"Đã cập nhật {task.number}."
        return f"{task.number}: {state.label.lower()}", found, f"{task.number}: {state.label.lower()}."


class ExtensionForm(PaneForm):
    """The form "Gia hạn": a later deadline and the document that grants it."""

    def __init__(self, desk: Desk, task: Task) -> None:
        """For one task."""
        super().__init__(desk, "Gia hạn", "Gia hạn")
        self._task = task
        self.granted = DateField(desk.theme, "Ngày cho gia hạn", desk.as_of)
        self.due = DateField(desk.theme, "Hạn mới", None)
        self.document, self.reason = QLineEdit(), QLineEdit()
        self.add("Hạn mới", self.due, required=True)
        self.add("Văn bản cho gia hạn", self.document, "Số, ký hiệu", required=True)
        self.add("Ngày cho gia hạn", self.granted, "Hạn mới tính từ ngày này", required=True)
        self.add("Lý do", self.reason)

    def commands(self) -> tuple[str, list[Command], str]:
        """The extension."""
        due = needed_day(self.due, "hạn mới")
        if not self.document.text().strip():
            raise FieldRefused(self.document, "Chưa nhập văn bản. Nhập số, ký hiệu văn bản cho gia hạn.")
        granted = needed_day(self.granted, "ngày cho gia hạn")
        document, number = self.document.text().strip(), self._task.number
        command = ExtendTask(self._task.id, granted, due, document, self.reason.text())
        return f"{number}: gia hạn theo {document}", [command], f"Đã gia hạn {number}."


class CoordinatorForm(PaneForm):
    """Ticks the coordinating units of a task."""

    def __init__(self, desk: Desk, task: Task) -> None:
        """For one task; its lead is not offered, units no longer in force only where they are ticked."""
        super().__init__(desk, "")
        self._task = task
        units = {unit.id: unit for unit in units_in_force(desk.read.units(), desk.as_of)}
        units |= {unit_id: desk.read.unit(unit_id) for unit_id in task.coordinating_unit_ids}
        units.pop(task.lead_unit_id, None)
        self.units = UnitChecklist(desk.theme, units.values(), task.coordinating_unit_ids)
        self.units.list.setFixedHeight(desk.theme.s(260))
        self.add("Cơ quan phối hợp", self.units, "Không gồm cơ quan chủ trì")

    def commands(self) -> tuple[str, list[Command], str]:
        """The units ticked."""
        number = self._task.number
        chosen: Command = SetCoordinators(self._task.id, self.units.unit_ids)
        return f"{number}: cơ quan phối hợp", [chosen], f"Đã đổi cơ quan phối hợp của {number}."
