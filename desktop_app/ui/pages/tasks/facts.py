"""The facts of a task in the pane: name and value pairs, each value editable in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.command import Command
from desktop_app.commands.task_documents import SetTaskDocument
from desktop_app.commands.task_extensions import RemoveExtension
from desktop_app.commands.tasks import EditTask, single_lead
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.tasks import Extension, Task, TaskKind
from desktop_app.domain.units import units_in_force
from desktop_app.field_history import Subject
from desktop_app.ui.desk import Desk
from desktop_app.ui.field_history import offer_history
from desktop_app.ui.pages.tasks.in_place import (
    Inline,
    InlineChoice,
    InlineDate,
    InlineField,
    InlineText,
    InlineUnit,
)
from desktop_app.ui.pages.tasks.listing import Line
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.detail_panel import Facts, clear_layout
from desktop_app.ui.widgets.labels import text_label

_KINDS: list[tuple[str, object]] = [("Có thời hạn", TaskKind.DATED), ("Thường xuyên", TaskKind.CONTINUING)]
_COLUMNS = {"lead": "lead_unit_id", "document": "document_id"}  # where an editor's key is not the column
_FIRST = (("clause", "Điều, mục"), ("deliverable", "Sản phẩm"))
_REST = (("number", "Số hiệu"), ("group_title", "Nhóm"))
_LONGER = (
    ("result", "Kết quả thực hiện"),
    ("difficulties", "Khó khăn, vướng mắc"),
    ("proposals", "Kiến nghị, đề xuất"),
)


def stored_values(task: Task) -> dict[str, Any]:
    """What each editor shows of a task, by its key."""
    names = ("title", "clause", "deliverable", "number", "assigned_on", "due_on", "completed_on", "kind")
    found: dict[str, Any] = {name: getattr(task, name) for name in names}
    found |= {name: getattr(task, name) for name, _ in _LONGER}
    return found | {
        "lead": task.lead_unit_id,
        "document": task.document.number if task.document else "",
        "group_title": task.group,
        "no_evidence_reason": task.no_evidence_reason,
    }


class TaskFacts(QWidget):
    """The first facts; `title`, `rest` and `longer` are shown elsewhere in the pane but belong to it.

    `coordinators_asked` and `extension_asked` open the forms of the pane.
    """

    coordinators_asked = Signal()
    extension_asked = Signal()

    def __init__(self, desk: Desk, line: Line) -> None:
        """For one task as it stands on the desk's day."""
        super().__init__()
        self._desk, self._line, self._task = desk, line, line.task
        self.editors: dict[str, Inline] = {}
        self.fields: dict[str, InlineField] = {}
        self._facts, self._more = _facts(desk), _facts(desk)
        self._coordinators = text_label("", "secondary", "text", wraps=True)
        self._extensions = QVBoxLayout()
        self.title: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)
        if desk.can_edit:
            self._add_editors()
        else:
            self._add_texts()
        self._show_lists()

    @property
    def shape(self) -> tuple[object, ...]:
        """What decides which rows there are; when it changes, the facts are built anew."""
        return _shape(self._line)

    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return any(editor.dirty for editor in self.editors.values())

    def settle(self) -> bool:
        """Write what is being typed; False when something was refused."""
        refused = [editor for editor in self.editors.values() if editor.dirty and not editor.settle()]
        return not refused

    def refresh(self, line: Line) -> bool:
        """Show what the record now holds and keep what is being typed; False when other rows are needed."""
        if _shape(line) != self.shape:
            return False
        self._line, self._task = line, line.task
        values = stored_values(line.task)
        for key, editor in self.editors.items():
            editor.take(values[key])
        self._show_lists()
        return True

    def _add_editors(self) -> None:
        desk, task = self._desk, self._task
        title = InlineText(desk.theme, "Tên nhiệm vụ", task.title, self._setter("title"))
        title.setProperty("strong", "true")
        self.title = self._keep("title", title)
        units = {unit.id: unit for unit in units_in_force(desk.read.units(), desk.as_of)}
        units.setdefault(task.lead_unit_id, desk.read.unit(task.lead_unit_id))
        lead = InlineUnit(desk.theme, "Cơ quan chủ trì", units.values(), task.lead_unit_id, self._set_lead)
        self._facts.add("Cơ quan chủ trì", self._keep("lead", lead))
        others = icon_button(desk.theme, "edit", "Sửa cơ quan phối hợp")
        others.clicked.connect(self.coordinators_asked)
        self._facts.add("Phối hợp", _beside(desk, self._coordinators, others))
        self._add_due()
        document = InlineText(desk.theme, "Văn bản giao", stored_values(task)["document"], self._set_document)
        self._facts.add("Văn bản giao", self._keep("document", document))
        for key, label in _FIRST:
            self._add_text(self._facts, key, label)
        for key, label in _REST:
            self._add_text(self._more, key, label)
        kind = InlineChoice(desk.theme, "Loại", _KINDS, task.kind, self._set_kind)
        self._more.add("Loại", self._keep("kind", kind))
        self._add_day("assigned_on", "Ngày giao", task.assigned_on)
        if task.completed_on:
            self._add_day("completed_on", "Hoàn thành", task.completed_on)
            if not task.evidence:
                self._add_text(self._more, "no_evidence_reason", "Thiếu minh chứng vì")

    def _add_due(self) -> None:
        desk, task = self._desk, self._task
        if task.extensions:
            self._facts.add("Thời hạn", _indented(desk, text_label(format_date(self._line.due), "strong")))
        due = InlineDate(desk.theme, "Thời hạn", task.due_on, self._set_due, "Thường xuyên")
        extend = icon_button(desk.theme, "calendar_clock", "Gia hạn theo văn bản")
        extend.clicked.connect(self.extension_asked)
        if task.kind is TaskKind.CONTINUING:
            extend.hide()
        row = _beside(desk, self._keep("due_on", due), extend)
        self._facts.add("Hạn gốc" if task.extensions else "Thời hạn", row)
        if task.extensions:
            box = QWidget()
            box.setLayout(self._extensions)
            self._extensions.setContentsMargins(0, 0, 0, 0)
            self._extensions.setSpacing(desk.theme.s(2))
            self._facts.add("Gia hạn", box)

    def _add_text(self, facts: Facts, key: str, label: str) -> None:
        editor = InlineText(self._desk.theme, label, stored_values(self._task)[key], self._setter(key))
        facts.add(label, self._keep(key, editor))

    def _add_day(self, key: str, label: str, day: date | None) -> None:
        self._more.add(label, self._keep(key, InlineDate(self._desk.theme, label, day, self._setter(key))))

    def _keep(self, key: str, editor: Inline) -> InlineField:
        self.editors[key] = editor
        column, task, name = _COLUMNS.get(key, key), self._task, editor.accessibleName().lower()
        subject = Subject("task", (task.id,), column, f"{task.number} › {name}")
        offer_history(self._desk, editor, lambda: subject)
        self.fields[key] = InlineField(self._desk.theme, editor)
        return self.fields[key]

    def _add_texts(self) -> None:
        task = self._task
        document = " ".join(filter(None, (stored_values(task)["document"], task.clause)))
        self._facts.add("Cơ quan chủ trì", self._desk.read.unit(task.lead_unit_id).name)
        self._facts.add("Phối hợp", self._coordinators)
        self._facts.add("Thời hạn", format_date(self._line.due) if self._line.due else "Thường xuyên")
        if task.extensions:
            self._facts.add("Hạn gốc", format_date(task.due_on))
            self._facts.add("Gia hạn", "\n".join(map(_granted, task.extensions)))
        for facts, label, value in (
            (self._facts, "Văn bản giao", document),
            (self._facts, "Sản phẩm", task.deliverable),
            (self._more, "Nhóm", task.group),
            (self._more, "Ngày giao", format_date(task.assigned_on)),
            (self._more, "Hoàn thành", format_date(task.completed_on)),
            (self._more, "Thiếu minh chứng vì", task.no_evidence_reason),
        ):
            if value:
                facts.add(label, value)

    def _show_lists(self) -> None:
        desk, task = self._desk, self._task
        names = ", ".join(desk.read.unit(unit_id).short_name for unit_id in task.coordinating_unit_ids)
        self._coordinators.setText(names or "Không có")
        if desk.can_edit:
            clear_layout(self._extensions)
            for item in task.extensions:
                self._extensions.addWidget(self._extension(item))

    def _extension(self, item: Extension) -> QWidget:
        remove = icon_button(self._desk.theme, "dismiss", f"Xóa gia hạn đến {format_date(item.new_due_on)}")
        said = f"Đã xóa gia hạn đến {format_date(item.new_due_on)}."
        remove.clicked.connect(lambda: self._desk.do(RemoveExtension(item.id), said))
        return _beside(self._desk, text_label(_granted(item), "secondary", "text", wraps=True), remove)

    def longer_texts(self) -> QWidget:
        """The longer texts and the rarer facts, which stand at the end of the pane."""
        theme, task, box = self._desk.theme, self._task, QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(4))
        for key, label in _LONGER:
            text = str(getattr(task, key))
            if self._desk.can_edit:
                column.addWidget(text_label(label, "strong"))
                editor = InlineText(theme, label, text, self._setter(key), many=True)
                editor.setPlaceholderText("Chưa ghi")
                column.addWidget(self._keep(key, editor))
            elif text:
                column.addWidget(text_label(label, "strong"))
                column.addWidget(text_label(text, "secondary", wraps=True))
        column.addWidget(text_label("Thông tin khác", "strong"))
        column.addWidget(self._more)
        if task.source:
            column.addWidget(text_label("Nguồn", "strong"))
            column.addWidget(text_label(task.source, "caption", "text3", wraps=True))
        return box

    def _write(self, command: Command) -> str:
        try:
            before, _ = self._desk.session.record.last_entry
            self._desk.session.do(command)
        except RecordError as error:
            return str(error)
        if self._desk.session.record.last_entry[0] != before:
            self._desk.said.emit(f"Đã lưu {self._task.number}.", True)
        return ""

    def _setter(self, key: str) -> Callable[[Any], str]:
        return lambda value: self._write(EditTask(self._task.id, {key: value}))

    def _set_document(self, number: str) -> str:
        return self._write(SetTaskDocument(self._task.id, number))

    def _set_kind(self, chosen: str) -> str:
        kind = TaskKind(chosen)
        changes = {"kind": kind.value, "due_on": self._task.due_on if kind is TaskKind.DATED else None}
        why = self._write(EditTask(self._task.id, changes))
        return (
            "Nhập thời hạn ở trên; nhiệm vụ thành có thời hạn ngay."
            if why and kind is TaskKind.DATED
            else why
        )

    def _set_due(self, day: date | None) -> str:
        changes: dict[str, Any] = {"due_on": day}
        if day is not None:
            changes["kind"] = TaskKind.DATED.value
        return self._write(EditTask(self._task.id, changes))

    def _set_lead(self, unit_id: int | None) -> str:
        try:
            lead = single_lead([] if unit_id is None else [unit_id])
        except RecordError as error:
            return str(error)
        return self._write(EditTask(self._task.id, {"lead_unit_id": lead}))


def _facts(desk: Desk) -> Facts:
    facts = Facts(desk.theme)
    if desk.can_edit:
        facts.tighten()
    return facts


def _shape(line: Line) -> tuple[object, ...]:
    task = line.task
    unproved = bool(task.completed_on) and not task.evidence
    return (
        task.kind,
        bool(task.extensions),
        line.due if task.extensions else None,
        bool(task.completed_on),
        unproved,
    )


def _granted(item: Extension) -> str:
    why = f" ({item.reason})" if item.reason else ""
    return f"Đến {format_date(item.new_due_on)} theo {item.document}, từ {format_date(item.granted_on)}{why}"


def _indented(desk: Desk, widget: QWidget) -> QWidget:
    widget.setContentsMargins(desk.theme.s(7), desk.theme.s(3) + 2, 0, desk.theme.s(3))
    return widget


def _beside(desk: Desk, widget: QWidget, button: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(desk.theme.s(2))
    value = widget if isinstance(widget, InlineField) else _indented(desk, widget)
    row.addWidget(value, 1, Qt.AlignmentFlag.AlignTop)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return box
