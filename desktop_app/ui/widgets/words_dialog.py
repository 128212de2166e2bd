"""The dialog that asks for a few words: why a figure is kept, why a period is opened again, or a note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField


class WordsDialog(FormDialog):
    """One line of text; `write` answers whether it was written, else the dialog stays with what was typed."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        title: str,
        label: str,
        verb: str,
        write: Callable[[str], bool],
        hint: str = "",
        present: str = "",
        required: bool = True,
    ) -> None:
        """`present` is what stands there now; without `required` an empty text takes it away."""
        super().__init__(theme, parent, title, verb, hint=hint)
        self._write, self._required = write, required
        self.words = QLineEdit(present)
        self.field = FormField(theme, label, self.words, required=required)
        self.body.addWidget(self.field)
        self.words.textEdited.connect(lambda _: self.field.set_error(""))
        self.words.setFocus()

    def accept(self) -> None:
        """Write and close, or say what is missing."""
        words = self.words.text().strip()
        if self._required and not words:
            self.field.set_error("Cần có lý do. Nhập vài chữ rồi ghi lại.")
            return
        if self._write(words):
            super().accept()
