"""The bar over the list while several tasks are selected: one change for all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop_app.commands.command import Command
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.domain.errors import RecordError
from desktop_app.domain.tasks import Task, TaskKind
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label


class SelectionBar(QFrame):
    """The bar "Đã chọn 3": new deadline, other lead, export, delete; each is one undo step."""

    export_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Hidden until more than one task is selected."""
        super().__init__()
        self._desk = desk
        self._tasks: list[Task] = []
        self.dialog: FormDialog | None = None
        self.setProperty("frame", "card")
        self._words = text_label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(desk.theme.s(12), desk.theme.s(4), desk.theme.s(8), desk.theme.s(4))
        row.addWidget(self._words)
        row.addStretch(1)
        acts = [("Đổi hạn", self.ask_due), ("Giao cơ quan", self.ask_lead), ("Xóa", self.delete_all)]
        for words, act in acts if desk.can_edit else []:
            button = ghost(desk.theme, words)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        export = ghost(desk.theme, "Xuất Excel")
        export.clicked.connect(self.export_asked)
        row.addWidget(export)

    def show_tasks(self, tasks: list[Task]) -> None:
        """Show the bar for these tasks; one or none hides it."""
        self._tasks = tasks
        self._words.setText(f"Đã chọn {len(tasks)}")
        self.setVisible(len(tasks) > 1)

    def ask_due(self) -> None:
        """Ask for a new deadline and the document that grants it."""
        due, document = DateField(self._desk.theme, "Hạn mới", None), QLineEdit()

        def commands() -> list[Command]:
            if due.value is None:
                return []
            return [
                ExtendTask(task.id, self._desk.as_of, due.value, document.text())
                for task in self._tasks
                if task.kind is TaskKind.DATED
            ]

        fields: list[tuple[str, QWidget]] = [("Hạn mới", due), ("Văn bản cho gia hạn", document)]
        self._ask(f"Đổi hạn {len(self._tasks)} nhiệm vụ", "Đổi hạn", fields, commands)

    def ask_lead(self) -> None:
        """Ask for another lead unit."""
        units = units_in_force(self._desk.read.units(), self._desk.as_of)
        box = UnitBox(self._desk.theme, "Cơ quan chủ trì", units)

        def commands() -> list[Command]:
            chosen = box.unit_id
            return [EditTask(task.id, {"lead_unit_id": chosen}) for task in self._tasks] if chosen else []

        self._ask(
            f"Giao {len(self._tasks)} nhiệm vụ cho cơ quan nào?", "Giao", [("Cơ quan chủ trì", box)], commands
        )

    def _ask(self, title, verb, fields, commands) -> None:  # type: ignore[no-untyped-def]
        dialog = _ManyDialog(self._desk, self, title, verb, fields, commands)
        self.dialog = dialog
        dialog.open()

    def delete_all(self) -> None:
        """Delete the selected tasks; the toast takes it back."""
        count = len(self._tasks)
        commands: list[Command] = [DeleteTask(task.id) for task in self._tasks]
        if count and self._desk.can_edit:
            self._desk.do_all(f"Xóa {count} nhiệm vụ", commands, f"Đã xóa {count} nhiệm vụ.")


class _ManyDialog(FormDialog):
    """Asks once and changes many; stays open with the reason when refused."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, verb: str, fields, commands) -> None:  # type: ignore[no-untyped-def]
        super().__init__(desk.theme, parent, title, verb)
        self._desk, self._commands, self._label = desk, commands, title.rstrip("?")
        self._fields = [FormField(desk.theme, label, editor, required=True) for label, editor in fields]
        for field in self._fields:
            self.body.addWidget(field)

    def accept(self) -> None:
        try:
            commands = self._commands()
            if not commands:
                self._fields[0].set_error("Chưa chọn. Nhập rồi bấm lại.")
                return
            self._desk.session.do_all(self._label, commands)
        except RecordError as error:
            self._fields[-1].set_error(str(error))
            return
        self._desk.said.emit(f"{self._label}: đã ghi.", True)
        super().accept()
