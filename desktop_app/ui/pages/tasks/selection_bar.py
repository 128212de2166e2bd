"""The bar over the list while several tasks are selected: one change for all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop_app.commands.command import Command, because
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import ONE_LEAD, DeleteTask, EditTask
from desktop_app.domain.errors import RecordError
from desktop_app.domain.tasks import Task, TaskKind
from desktop_app.domain.units import units_in_force
from desktop_app.ui.deleting import ask_to_delete
from desktop_app.ui.desk import Desk
from desktop_app.ui.pane_form import FieldRefused, settle_fields
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
        """Ask for a new deadline and the document that grants it; continuing tasks have none and are left out."""
        dated = [task for task in self._tasks if task.kind is TaskKind.DATED]
        due, document = DateField(self._desk.theme, "Hạn mới", None), QLineEdit()

        def commands() -> list[Command]:
            if due.value is None:
                raise FieldRefused(due, "Chưa nhập hạn mới. Nhập theo mẫu 31/12/2026.")
            if not document.text().strip():
                raise FieldRefused(document, "Chưa nhập văn bản. Nhập số, ký hiệu văn bản cho gia hạn.")
            return [ExtendTask(task.id, self._desk.as_of, due.value, document.text()) for task in dated]

        left_out = len(self._tasks) - len(dated)
        hint = f"Bỏ qua {left_out} nhiệm vụ thường xuyên, vì không có hạn." if left_out else ""
        fields: list[tuple[str, QWidget]] = [("Hạn mới", due), ("Văn bản cho gia hạn", document)]
        self._ask(f"Đổi hạn {len(dated)} nhiệm vụ", "Đổi hạn", fields, commands, hint)

    def ask_lead(self) -> None:
        """Ask for another lead unit."""
        units = units_in_force(self._desk.read.units(), self._desk.as_of)
        box = UnitBox(self._desk.theme, "Cơ quan chủ trì", units, several=ONE_LEAD)
        tasks = list(self._tasks)

        def commands() -> list[Command]:
            if box.unit_id is None:
                raise FieldRefused(box, "Chưa chọn cơ quan. Gõ một phần tên rồi chọn trong danh sách.")
            return [EditTask(task.id, {"lead_unit_id": box.unit_id}) for task in tasks]

        fields: list[tuple[str, QWidget]] = [("Cơ quan chủ trì", box)]
        self._ask(f"Giao {len(tasks)} nhiệm vụ cho cơ quan khác", "Giao", fields, commands)

    def _ask(
        self,
        title: str,
        verb: str,
        fields: list[tuple[str, QWidget]],
        commands: Callable[[], list[Command]],
        hint: str = "",
    ) -> None:
        self.dialog = _ManyDialog(self._desk, self, title, verb, fields, commands, hint)
        self.dialog.open()

    def delete_all(self) -> None:
        """Ask why, and delete the selected tasks; the toast takes it back."""
        tasks = list(self._tasks)
        if tasks and self._desk.can_edit:
            self.deleting = ask_to_delete(
                self._desk,
                self,
                f"Xóa {len(tasks)} nhiệm vụ?",
                "Xóa",
                lambda reason: self._delete(tasks, reason),
            )

    def _delete(self, tasks: list[Task], reason: str) -> bool:
        commands: list[Command] = [DeleteTask(task.id, reason) for task in tasks]
        words, desk = f"{len(tasks)} nhiệm vụ", self._desk
        label = f"Xóa {words}. {because(reason)}"
        desk.back_up_beside("trước khi xóa nhiệm vụ")
        return desk.do_all(label, commands, f"Đã xóa {words}.")


class _ManyDialog(FormDialog):
    """Asks once and changes many; stays open with the reason when refused."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        title: str,
        verb: str,
        fields: list[tuple[str, QWidget]],
        commands: Callable[[], list[Command]],
        hint: str,
    ) -> None:
        super().__init__(desk.theme, parent, title, verb, hint=hint)
        self._desk, self._commands, self._label = desk, commands, title
        self._fields = [FormField(desk.theme, label, editor, required=True) for label, editor in fields]
        for field in self._fields:
            self.body.addWidget(field)
        self._fields[0].editor.setFocus()

    def accept(self) -> None:
        for field in self._fields:
            field.set_error("")
        try:
            settle_fields(self._fields)
            commands = self._commands()
        except FieldRefused as error:
            next(field for field in self._fields if field.editor is error.editor).set_error(str(error))
            error.editor.setFocus()
            return
        except RecordError as error:
            self._fields[0].set_error(str(error))
            return
        self._desk.back_up_beside("trước khi sửa nhiều nhiệm vụ")
        self._write(commands)

    def _write(self, commands: list[Command]) -> None:
        try:
            self._desk.session.do_all(self._label, commands)
        except RecordError as error:
            self._fields[0].set_error(str(error))
            return
        self._desk.said.emit(f"{self._label}: đã ghi.", True)
        super().accept()
