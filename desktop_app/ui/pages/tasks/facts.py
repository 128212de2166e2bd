"""The facts of a task in the pane: name and value pairs, each value editable in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.commands.task_documents import SetTaskDocument
from desktop_app.commands.tasks import EditTask
from desktop_app.domain.dates import format_date
from desktop_app.domain.tasks import Task, TaskKind
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.tasks.inline import InlineLine, InlineText
from desktop_app.ui.pages.tasks.listing import Line
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import Facts
from desktop_app.ui.widgets.labels import text_label

_LONGER = (
    ("title", "Tên nhiệm vụ"),
    ("result", "Kết quả thực hiện"),
    ("difficulties", "Khó khăn, vướng mắc"),
    ("proposals", "Kiến nghị, đề xuất"),
)


class TaskFacts(QWidget):
    """`coordinators_asked` and `extension_asked` open the forms of the pane."""

    coordinators_asked = Signal()
    extension_asked = Signal()

    def __init__(self, desk: Desk, line: Line) -> None:
        """For one task as it stands on the desk's day."""
        super().__init__()
        self._desk, self._line, self._task = desk, line, line.task
        self.editors: dict[str, QWidget] = {}
        self._facts = Facts(desk.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        if desk.can_edit:
            self._add_editors()
        else:
            self._add_texts()

    def _add_editors(self) -> None:
        desk, task = self._desk, self._task
        units = {unit.id: unit for unit in units_in_force(desk.read.units(), desk.as_of)}
        units.setdefault(task.lead_unit_id, desk.read.unit(task.lead_unit_id))
        lead = UnitBox(desk.theme, "Cơ quan chủ trì", units.values(), task.lead_unit_id)
        lead.setMinimumWidth(desk.theme.s(120))
        lead.setSizeAdjustPolicy(UnitBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        lead.activated.connect(lambda _: self._set_lead(lead))
        self._add("lead", "Cơ quan chủ trì", lead)
        names = ", ".join(desk.read.unit(unit_id).short_name for unit_id in task.coordinating_unit_ids)
        others = ghost(desk.theme, "Sửa", "edit")
        others.setAccessibleName("Sửa cơ quan phối hợp")
        others.clicked.connect(self.coordinators_asked)
        self._add("coordinators", "Phối hợp", _with_button(names or "Không có", others))
        if task.kind is TaskKind.DATED:
            due = DateField(desk.theme, "Thời hạn gốc", task.due_on)
            due.changed.connect(lambda day: day != task.due_on and self._set("due_on", day))
            self._add("due_on", "Hạn gốc", due)
            extend = ghost(desk.theme, "Gia hạn", "add")
            extend.clicked.connect(self.extension_asked)
            self._add("extensions", "Gia hạn", _with_button(_extensions(task), extend))
        else:
            self._facts.add("Thời hạn", "Thường xuyên")
        number = task.document.number if task.document else ""
        self._add("document", "Văn bản giao", InlineLine("Văn bản giao", number, self._set_document))
        self._add_line("clause", "Điều, mục", task.clause)
        assigned = DateField(desk.theme, "Ngày giao", task.assigned_on)
        assigned.changed.connect(lambda day: day != task.assigned_on and self._set("assigned_on", day))
        self._add("assigned_on", "Ngày giao", assigned)
        self._add_line("deliverable", "Sản phẩm", task.deliverable)
        self._add_line("group_title", "Nhóm", task.group)
        if task.completed_on:
            done = DateField(desk.theme, "Ngày hoàn thành", task.completed_on)
            done.changed.connect(lambda day: day != task.completed_on and self._set("completed_on", day))
            self._add("completed_on", "Hoàn thành", done)

    def _add(self, key: str, label: str, editor: QWidget) -> None:
        self.editors[key] = editor
        self._facts.add(label, editor)

    def _add_line(self, key: str, label: str, text: str) -> None:
        self._add(key, label, InlineLine(label, text, self._setter(key)))

    def _add_texts(self) -> None:
        desk, task = self._desk, self._task
        pairs = [
            ("Cơ quan chủ trì", desk.read.unit(task.lead_unit_id).name),
            ("Phối hợp", ", ".join(desk.read.unit(item).short_name for item in task.coordinating_unit_ids)),
            ("Thời hạn", format_date(self._line.due) if self._line.due else "Thường xuyên"),
            ("Gia hạn", _extensions(task) if task.extensions else ""),
            (
                "Văn bản giao",
                " ".join(filter(None, (task.document.number if task.document else "", task.clause))),
            ),
            ("Ngày giao", format_date(task.assigned_on)),
            ("Sản phẩm", task.deliverable),
            ("Nhóm", task.group),
            ("Hoàn thành", format_date(task.completed_on)),
        ]
        for label, value in pairs:
            if value:
                self._facts.add(label, value)

    def longer_texts(self) -> QWidget:
        """The longer texts, which stand at the end of the pane."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        for key, label in _LONGER:
            text = str(getattr(self._task, key))
            if not self._desk.can_edit and not text:
                continue
            column.addWidget(text_label(label, "strong"))
            if self._desk.can_edit:
                editor = InlineText(self._desk.theme, label, text, self._setter(key))
                self.editors[key] = editor
                column.addWidget(editor)
            else:
                column.addWidget(text_label(text, "secondary", wraps=True))
        if self._task.source:
            column.addWidget(text_label("Nguồn", "strong"))
            column.addWidget(text_label(self._task.source, "caption", "text3", wraps=True))
        return box

    def _setter(self, key: str) -> Callable[[str], bool]:
        return lambda text: self._set(key, text)

    def _set(self, key: str, value: str | date | None | Any) -> bool:
        return self._desk.do(EditTask(self._task.id, {key: value}), f"Đã lưu {self._task.number}.")

    def _set_document(self, number: str) -> bool:
        return self._desk.do(SetTaskDocument(self._task.id, number), f"Đã lưu {self._task.number}.")

    def _set_lead(self, box: UnitBox) -> None:
        chosen = box.unit_id
        if chosen == self._task.lead_unit_id:
            return
        if chosen is None or not self._set("lead_unit_id", chosen):
            box.choose(self._task.lead_unit_id)


def _extensions(task: Task) -> str:
    lines = [f"{format_date(item.new_due_on)} theo {item.document}" for item in task.extensions]
    return "\n".join(lines) or "Chưa gia hạn"


def _with_button(text: str, button: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(text_label(text, "secondary", wraps=True))
    column.addWidget(button)
    column.setAlignment(button, column.alignment())
    return box
