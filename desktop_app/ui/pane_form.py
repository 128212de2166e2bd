"""What the forms in a detail pane share: fields under each other, buttons below, nothing typed is ever lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.commands.command import Command
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.ui.desk import Desk
from desktop_app.ui.unit_box import UnitBox, UnitChecklist
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.toast import announce

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NO_DATE = "“{}” chưa phải là một ngày. Nhập theo mẫu 31/12/2026."
_UNWRITTEN = "Chưa ghi. Bấm “{verb}” để lưu, hoặc “Bỏ qua” để bỏ những gì đã nhập."


class FieldRefused(InvalidInput):
    """What was typed in one field of a form cannot be taken."""

    def __init__(self, editor: QWidget, message: str) -> None:
        """`editor` is the field's."""
        super().__init__(message)
        self.editor = editor


def settle_fields(fields: list[FormField]) -> None:
    """Take what stands in fields that are not left yet; raises FieldRefused for what cannot be taken."""
    for field in fields:
        editor = field.editor
        if isinstance(editor, UnitBox) and not editor.settle():
            raise FieldRefused(editor, editor.problem)
        if isinstance(editor, DateField):
            if not editor.valid:
                raise FieldRefused(editor, NO_DATE.format(editor.text()))
            editor.commit()


class PaneForm(QWidget):
    """Fields under each other; `foot` holds "Ghi" and "Bỏ qua". `finished` when written or given up,
    `refused` when a field was marked.

    Ctrl+Enter writes from any field. What is refused stays, with the reason at its field or above the buttons.
    """

    finished = Signal()
    refused = Signal()

    def __init__(self, desk: Desk, title: str, verb: str = "Ghi") -> None:
        """An empty form; no title where the pane's head says it."""
        super().__init__()
        self.desk = desk
        self.fields: list[FormField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.s(10))
        if title:
            self._column.addWidget(text_label(title, "card-title"))
        self.refusal = text_label("", "secondary", "danger", wraps=True)
        self.refusal.hide()
        self.save = primary(desk.theme, verb)
        self.save.setToolTip("Ctrl+Enter")
        self.leave = secondary(desk.theme, "Bỏ qua")
        self.save.clicked.connect(self.write)
        self.leave.clicked.connect(self.finished)
        self.foot = self._make_foot()
        self._start: tuple[object, ...] = ()

    def _make_foot(self) -> QWidget:
        theme, foot = self.desk.theme, QWidget()
        column = self._foot_column = QVBoxLayout(foot)
        column.setContentsMargins(theme.s(19), theme.s(10), theme.s(12), theme.s(10))
        line = QHBoxLayout()
        line.setSpacing(theme.s(8))
        line.addWidget(self.save)
        line.addWidget(self.leave)
        line.addStretch(1)
        column.addWidget(self.refusal)
        column.addLayout(line)
        return foot

    def add(self, label: str, editor: QWidget, help_text: str = "", required: bool = False) -> FormField:
        """Add a field."""
        field = FormField(self.desk.theme, label, editor, help_text, required)
        self.fields.append(field)
        self._column.addWidget(field)
        return field

    def close_form(self) -> None:
        """Put the buttons after the last field, where no pane keeps them at its foot."""
        self._foot_column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.foot)

    def begin(self) -> None:
        """Remember how the form looks untouched, and go to its first field."""
        self._start = self._state()
        self.fields[0].editor.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def dirty(self) -> bool:
        """Whether the person has entered anything."""
        return self._state() != self._start

    def _state(self) -> tuple[object, ...]:
        return tuple(_entered(field.editor) for field in self.fields)

    def keep(self) -> None:
        """Say that what was typed is not written yet, and where to go on."""
        self.say_refusal(_UNWRITTEN.format(verb=self.save.text()))
        self.leave.setFocus(Qt.FocusReason.TabFocusReason)

    def say_refusal(self, text: str) -> None:
        """Say above the buttons why nothing was written."""
        self.refusal.setText(text)
        self.refusal.show()
        announce(self.refusal, text)

    def write(self) -> None:
        """Write what was entered as one change set, or say what stands against it."""
        self.refusal.hide()
        for field in self.fields:
            field.set_error("")
        try:
            settle_fields(self.fields)
            said = self.run()
        except FieldRefused as error:
            field = next(item for item in self.fields if item.editor is error.editor)
            field.set_error(str(error))
            error.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refused.emit()
        except RecordError as error:
            self.say_refusal(str(error))
        else:
            self.desk.said.emit(said, True)
            self.finished.emit()

    def run(self) -> str:
        """Write; answers what to say, raises RecordError."""
        label, commands, said = self.commands()
        self.desk.session.do_all(label, commands)
        return said

    def commands(self) -> tuple[str, list[Command], str]:
        """Label, commands and what to say; raises RecordError."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter writes."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.write()
        else:
            super().keyPressEvent(event)


def _entered(editor: QWidget) -> object:
    if isinstance(editor, UnitChecklist):
        return editor.unit_ids
    if isinstance(editor, UnitBox):
        return editor.text()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else None
