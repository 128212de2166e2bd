"""A labelled field of a form: label above, help below, and the error in place of the help."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import restyle, text_label
from desktop_app.ui.widgets.toast import announce


class FormField(QWidget):
    """Puts a label and a help line around an editor and names it for a screen reader."""

    def __init__(
        self, theme: Theme, label: str, editor: QWidget, help_text: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.editor = editor
        self._label_text = f"{label} (bắt buộc)" if required else label
        self._help_text = help_text
        self._help = text_label(help_text, "caption", wraps=True)
        self._label = text_label(label, "field-label")
        self._label.setBuddy(editor)
        title = QHBoxLayout()
        title.setSpacing(theme.s(6))
        title.addWidget(self._label)
        if required:
            title.addWidget(text_label("(bắt buộc)", "caption"))
        title.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(4))
        column.addLayout(title)
        column.addWidget(editor)
        column.addWidget(self._help)
        self.set_error("")

    @property
    def error(self) -> str:
        """The error shown, or nothing."""
        return self._help.text() if self._help.property("tone") == "danger" else ""

    def set_error(self, message: str) -> None:
        """Show an error in place of the help text, or the help text again for an empty message."""
        self._help.setText(message or self._help_text)
        self._help.setVisible(bool(message or self._help_text))
        restyle(self._help, tone="danger" if message else "text3")
        restyle(self.editor, state="error" if message else "")
        self.editor.setAccessibleName(self._label_text)
        self.editor.setAccessibleDescription(message or self._help_text)
        if message:
            announce(self.editor, message)
