"""The form of a new task, made to be filled in by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app.commands.task_documents import NewTask
from desktop_app.commands.tasks import ONE_LEAD, AddTask, single_lead
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import TaskKind
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.tasks.forms import NoteText, needed_day
from desktop_app.ui.pane_form import FieldRefused, PaneForm
from desktop_app.ui.theme import Theme
from desktop_app.ui.unit_box import UnitBox, UnitChecklist
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField


def _free_choice(theme: Theme, name: str, texts: list[str]) -> ComboBox:
    """A line that may be typed freely or taken from the list (Alt+↓)."""
    box = ComboBox(theme, name)
    box.setEditable(True)
    box.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
    box.setCompleter(None)  # type: ignore[arg-type]  # breaks typing with UniKey
    box.addItems(list(dict.fromkeys(["", *texts])))
    return box


class NewTaskForm(PaneForm):
    """A new task; `added(id)` carries it."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty, with the desk's day as the day it was given out."""
        super().__init__(desk, "", "Thêm nhiệm vụ")
        theme, read = desk.theme, desk.read
        units = units_in_force(read.units(), desk.as_of)
        self.title = NoteText(theme, 3)
        self.lead = UnitBox(theme, "Cơ quan chủ trì", units, several=ONE_LEAD)
        self.coordinating = UnitChecklist(theme, units, ())
        self.kind = ComboBox(theme, "Loại")
        self.kind.add_choices([("Có thời hạn", TaskKind.DATED), ("Thường xuyên", TaskKind.CONTINUING)])
        self.due = DateField(theme, "Thời hạn", None)
        self.assigned = DateField(theme, "Ngày giao", desk.as_of)
        self.document = _free_choice(theme, "Văn bản giao", [item.number for item in read.documents()])
        self.group = _free_choice(theme, "Nhóm nhiệm vụ", [task.group for task in read.tasks()])
        self.clause, self.deliverable, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self._add_fields()
        self.kind.currentIndexChanged.connect(self._fit)
        self.lead.activated.connect(self.coordinating.leave_out)

    def _add_fields(self) -> None:
        self.add("Nhiệm vụ", self.title, required=True)
        self.add("Văn bản giao", self.document, "Số, ký hiệu, ví dụ 17/NQ-CP")
        self.add("Điều, mục", self.clause)
        self.add("Cơ quan chủ trì", self.lead, "Chỉ một cơ quan", required=True)
        self.add("Cơ quan phối hợp", self.coordinating)
        self.add("Loại", self.kind)
        self._due_field = self.add("Thời hạn", self.due, required=True)
        self.add("Sản phẩm", self.deliverable)
        self.add("Nhóm nhiệm vụ", self.group)
        self.add("Ngày giao", self.assigned)
        self.add("Số hiệu", self.number, "Để trống thì lấy số tiếp theo")

    @property
    def dated(self) -> bool:
        """Whether a task with a deadline is being added."""
        return TaskKind(self.kind.currentData()) is TaskKind.DATED

    def _fit(self) -> None:
        self._due_field.setVisible(self.dated)

    def run(self) -> str:
        """Write document and task as one change set."""
        task_id = int(str(self.desk.session.do(NewTask(self._task(), self.document.currentText()))))
        self.finished.connect(lambda: self.added.emit(task_id))
        task = self.desk.read.task(task_id)
        return f"Đã thêm nhiệm vụ {task.number}." if task else "Đã thêm nhiệm vụ."

    def _task(self) -> AddTask:
        title = self.title.toPlainText().strip()
        if not title:
            raise FieldRefused(self.title, "Chưa nhập tên nhiệm vụ.")
        lead = self._lead()
        due = needed_day(self.due, "thời hạn") if self.dated else None
        if due and self.assigned.value and due < self.assigned.value:
            raise FieldRefused(self.due, "Thời hạn sớm hơn ngày giao. Sửa lại một trong hai ngày.")
        return AddTask(
            title=" ".join(title.split("\n")),
            lead_unit_id=lead,
            kind=TaskKind(self.kind.currentData()),
            due_on=due,
            number=self.number.text(),
            group_title=self.group.currentText(),
            clause=self.clause.text(),
            coordinating=self.coordinating.unit_ids,
            assigned_on=self.assigned.value,
            deliverable=self.deliverable.text(),
        )

    def _lead(self) -> int:
        try:
            return single_lead([] if self.lead.unit_id is None else [self.lead.unit_id])
        except InvalidInput as error:
            raise FieldRefused(self.lead, str(error)) from error
