"""Fields of the panes, name beside value, each committing by itself; a refused text stays and is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.bound_text import BoundLine
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import Facts
from desktop_app.ui.widgets.labels import restyle

Commit = Callable[[str, object], bool]


class FieldSheet(QWidget):
    """Editors by key; `commit(key, value)` answers whether the record took the value."""

    def __init__(self, theme: Theme, commit: Commit) -> None:
        """Without fields."""
        super().__init__()
        self._theme, self._commit = theme, commit
        self._facts = Facts(theme, 108)
        self.editors: dict[str, BoundLine | DateField | ComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._facts)

    def add_text(self, key: str, label: str, hint: str = "") -> None:
        """A line of text."""
        editor = BoundLine(label, "", lambda text: self._commit(key, text))
        editor.setToolTip(hint)
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

    def _add(self, key: str, label: str, editor: BoundLine | DateField | ComboBox) -> None:
        self.editors[key] = editor
        editor.setMinimumWidth(self._theme.s(120))
        self._facts.add(label, editor)

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
            else:
                editor.show_text(str(value or ""))

    @property
    def focused_key(self) -> str:
        """The key of the editor that has the keyboard, or nothing."""
        focused = QApplication.focusWidget()
        return next((key for key, editor in self.editors.items() if editor is focused), "")

    def focus(self, key: str) -> None:
        """Put the keyboard into an editor."""
        if key in self.editors:
            self.editors[key].setFocus(Qt.FocusReason.OtherFocusReason)
