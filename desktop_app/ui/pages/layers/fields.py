"""Fields of the panes, name beside value, each committing by itself; a refused text stays and is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import Facts
from desktop_app.ui.widgets.labels import restyle

Commit = Callable[[str, object], bool]


class _Line(QLineEdit):
    """Enter or leaving commits, Esc brings the recorded text back first."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.recorded = ""
        self.setAccessibleName(name)
        self.setToolTip(hint)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while there is something to bring back."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and self.text() != self.recorded:
            if event.type() == QEvent.Type.KeyPress:
                self.setText(self.recorded)
                restyle(self, state="")
            event.accept()
            return True
        return super().event(event)


class FieldSheet(QWidget):
    """Editors by key; `commit(key, value)` answers whether the record took the value."""

    def __init__(self, theme: Theme, commit: Commit) -> None:
        """Without fields."""
        super().__init__()
        self._theme, self._commit = theme, commit
        self._facts = Facts(theme, 108)
        self.editors: dict[str, _Line | DateField | ComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)

    def add_text(self, key: str, label: str, hint: str = "") -> None:
        """A line of text."""
        editor = _Line(label, hint)
        editor.editingFinished.connect(lambda: self._text_entered(key, editor))
        self._add(key, label, editor)

    def add_day(self, key: str, label: str, hint: str = "") -> None:
        """A date."""
        editor = DateField(self._theme, label)
        if hint:
            editor.setToolTip(hint)
        editor.changed.connect(lambda day: self._day_entered(key, editor, day))
        self._add(key, label, editor)

    def add_choice(self, key: str, label: str, choices: list[tuple[str, object]]) -> None:
        """One of several values."""
        editor = ComboBox(self._theme, label)
        editor.add_choices(choices)
        editor.activated.connect(
            lambda at: self._commit(key, choices[at][1])
        )  # Qt hands an enum back as its text
        self._add(key, label, editor)

    def _add(self, key: str, label: str, editor: _Line | DateField | ComboBox) -> None:
        self.editors[key] = editor
        editor.setMinimumWidth(self._theme.s(120))
        self._facts.add(label, editor)

    def _text_entered(self, key: str, editor: _Line) -> None:
        text = editor.text()
        if text == editor.recorded:
            return
        before, editor.recorded = editor.recorded, text  # a band that takes the focus must not commit twice
        if not self._commit(key, text):
            editor.recorded = before
            restyle(editor, state="error")

    def _day_entered(self, key: str, editor: DateField, day: date | None) -> None:
        if not self._commit(key, day):
            restyle(editor, state="error")

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what is recorded; a text being typed stays."""
        for key, editor in self.editors.items():
            value = values.get(key)
            if isinstance(editor, ComboBox):
                editor.choose(value)
            elif isinstance(editor, DateField):
                editor.set_value(value if isinstance(value, date) else None)
            elif not (editor.hasFocus() and editor.text() != editor.recorded):
                _show_text(editor, str(value or ""))

    @property
    def focused_key(self) -> str:
        """The key of the editor that has the keyboard, or nothing."""
        focused = QApplication.focusWidget()
        return next((key for key, editor in self.editors.items() if editor is focused), "")

    def focus(self, key: str) -> None:
        """Put the keyboard into an editor."""
        if key in self.editors:
            self.editors[key].setFocus(Qt.FocusReason.OtherFocusReason)


def _show_text(editor: _Line, text: str) -> None:
    editor.recorded = text
    if editor.text() != text:
        editor.setText(text)
        editor.setCursorPosition(0)
    restyle(editor, state="")
