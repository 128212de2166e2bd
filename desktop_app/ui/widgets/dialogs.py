"""Dialogs: the title is a question or a task, the buttons are verbs, the safe one is the default."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button, primary, secondary
from desktop_app.ui.widgets.labels import hairline, text_label


class FormDialog(QDialog):
    """A dialog with a title, a body to fill and two verb buttons; Esc and the second button leave it."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        title: str,
        verb: str,
        leave: str = "Bỏ qua",
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(theme.s(440))
        pad = theme.s(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(pad, theme.s(20), pad, theme.s(20))
        inner.setSpacing(theme.s(12))
        inner.addWidget(text_label(title, "title", wraps=True))
        if hint:
            inner.addWidget(text_label(hint, "secondary", wraps=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.s(12))
        inner.addLayout(self.body)
        inner.addStretch(1)
        column.addLayout(inner, 1)
        column.addWidget(hairline(theme))
        self.verb_button: Button = primary(theme, verb)
        self.leave_button: Button = secondary(theme, leave)
        self.verb_button.clicked.connect(self.accept)
        self.leave_button.clicked.connect(self.reject)
        self.verb_button.setDefault(True)
        column.addLayout(self._foot(theme))

    def _foot(self, theme: Theme) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.s(24), theme.s(12), theme.s(24), theme.s(12))
        foot.setSpacing(theme.s(8))
        foot.addStretch(1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.verb_button)
        return foot


class QuestionDialog(FormDialog):
    """Asks before something undo cannot take back: "Xóa kỳ 02/2021?" [Giữ lại] [Xóa kỳ]."""

    def __init__(
        self, theme: Theme, parent: QWidget | None, question: str, explanation: str, verb: str, leave: str
    ) -> None:
        super().__init__(theme, parent, question, verb, leave, explanation)
        self.verb_button.setDefault(False)
        self.leave_button.setDefault(True)
        self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(
    theme: Theme, parent: QWidget | None, question: str, explanation: str, verb: str, leave: str = "Giữ lại"
) -> bool:
    """Ask and wait; True when the person chose the verb."""
    dialog = QuestionDialog(theme, parent, question, explanation, verb, leave)
    return dialog.exec() == QDialog.DialogCode.Accepted
