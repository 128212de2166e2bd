"""Fields bound to the record: each shows a value, commits by itself, and says under itself why it was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.command import Command
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.bound_text import BoundLine, BoundText, Commit
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label

Choices = Sequence[tuple[str, object]]


class BoundCombo(ComboBox):
    """A line with suggestions: any text can be typed, Enter or leaving commits, Esc brings the old text back."""

    def __init__(self, desk: Desk, name: str, suggestions: Sequence[str], commit: Commit) -> None:
        """`commit(text)` answers whether the text was taken."""
        super().__init__(desk.theme, name)
        self.setEditable(True)
        self.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._line = BoundLine(name, "", commit)
        self._line.setFrame(False)
        self.setLineEdit(self._line)
        self.setCompleter(None)  # type: ignore[arg-type]  # an inline completion breaks typing with UniKey
        self.addItems(list(suggestions))
        self._line.setText("")
        self.textActivated.connect(lambda _: self._line.editingFinished.emit())

    def show_text(self, text: str) -> None:
        """Show what the record has."""
        self._line.show_text(text)


class Fields(QWidget):
    """Fields under or beside each other. When the record is open for viewing they are plain text."""

    def __init__(self, desk: Desk, said: str) -> None:
        """`said` is the note after each change."""
        super().__init__()
        self.desk, self._said = desk, said
        self._refreshers: list[Callable[[], None]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(desk.theme.s(12))
        self._line: QHBoxLayout | None = None

    def refresh(self) -> None:
        """Show the values of the record."""
        for refresh in self._refreshers:
            refresh()

    def beside(self) -> None:
        """Put the next two fields beside each other."""
        self._line = QHBoxLayout()
        self._line.setSpacing(self.desk.theme.s(12))
        self.column.addLayout(self._line)

    def line(
        self,
        label: str,
        read: Callable[[], str],
        make: Callable[[str], Command],
        help_text: str = "",
        required: bool = False,
    ) -> FormField:
        """A one-line text."""
        editor = BoundLine(label, "", lambda text: self._commit(field, lambda: make(text)))
        field = self._place(label, editor, lambda: editor.show_text(read()), read, help_text, required)
        return field

    def text(
        self, label: str, read: Callable[[], str], make: Callable[[str], Command], help_text: str = ""
    ) -> FormField:
        """A text over several lines."""
        theme = self.desk.theme
        editor = BoundText(theme, label, "", lambda text: self._commit(field, lambda: make(text)))
        field = self._place(label, editor, lambda: editor.show_text(read()), read, help_text)
        return field

    def suggested(
        self,
        label: str,
        suggestions: Sequence[str],
        read: Callable[[], str],
        make: Callable[[str], Command],
        help_text: str = "",
    ) -> FormField:
        """A one-line text with suggestions to pick from."""
        editor = BoundCombo(
            self.desk, label, suggestions, lambda text: self._commit(field, lambda: make(text))
        )
        field = self._place(label, editor, lambda: editor.show_text(read()), read, help_text)
        return field

    def day(
        self,
        label: str,
        read: Callable[[], date | None],
        make: Callable[[date | None], Command],
        help_text: str = "",
    ) -> FormField:
        """A date, or none."""
        editor = DateField(self.desk.theme, label)

        def show() -> None:
            if editor.valid and not field.error:
                editor.set_value(read())

        def finished() -> None:
            if not editor.valid:
                field.set_error("Chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
            elif editor.value == read():
                field.set_error("")

        field = self._place(label, editor, show, lambda: format_date(read()), help_text)
        editor.changed.connect(lambda value: value != read() and self._commit(field, lambda: make(value)))
        editor.editingFinished.connect(finished)
        return field

    def choice(
        self,
        label: str,
        choices: Choices,
        read: Callable[[], object],
        make: Callable[[Any], Command],
        help_text: str = "",
    ) -> FormField:
        """One of several; a choice the record refuses jumps back."""
        editor = ComboBox(self.desk.theme, label)
        editor.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor.add_choices(list(choices))

        def show() -> None:
            with QSignalBlocker(editor):
                editor.choose(read())

        def chosen() -> None:
            value = editor.currentData()
            if value != read() and not self._commit(field, lambda: make(value)):
                show()

        def words() -> str:
            return next((text for text, data in choices if data == read()), "")

        field = self._place(label, editor, show, words, help_text)
        editor.activated.connect(lambda _: chosen())
        return field

    def _place(
        self,
        label: str,
        editor: QWidget,
        show: Callable[[], None],
        words: Callable[[], str],
        help_text: str,
        required: bool = False,
    ) -> FormField:
        shown: QWidget = editor
        refresh = show
        if not self.desk.can_edit:
            editor.deleteLater()
            plain = text_label("", "body", wraps=True)
            shown, refresh, help_text, required = plain, lambda: plain.setText(words() or "–"), "", False
        field = FormField(self.desk.theme, label, shown, help_text, required)
        self._refreshers.append(refresh)
        if self._line is None:
            self.column.addWidget(field)
        else:
            self._line.addWidget(field, 1)
            if self._line.count() == 2:
                self._line = None
        return field

    def _commit(self, field: FormField, make: Callable[[], Command]) -> bool:
        """Write; a refusal is said in place of the help, and what was typed stays."""
        try:
            self.desk.session.do(make())
        except RecordError as error:
            field.set_error(str(error))
            return False
        field.set_error("")
        self.desk.said.emit(self._said, True)
        return True
