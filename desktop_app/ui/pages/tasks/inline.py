"""Fields of the pane that are text until they are clicked, and commit by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import restyle

Commit = Callable[[str], bool]


class InlineLine(QLineEdit):
    """One line: Enter or leaving it commits, Esc brings the old text back; a refused text stays."""

    def __init__(self, name: str, text: str, commit: Commit) -> None:
        """`commit(text)` answers whether the text was taken."""
        super().__init__(text)
        self.setAccessibleName(name)
        self.setCursorPosition(0)
        self._taken, self._commit = text, commit
        self.editingFinished.connect(self._try)

    def _try(self) -> None:
        if self.text() == self._taken:
            return
        if self._commit(self.text()):
            self._taken = self.text()
            restyle(self, state="")
        else:
            restyle(self, state="error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc reverts first, and only then closes the pane."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._taken:
            self.setText(self._taken)
            restyle(self, state="")
            return
        super().keyPressEvent(event)


class InlineText(QPlainTextEdit):
    """Several lines: Ctrl+Enter or leaving it commits, Esc brings the old text back."""

    committed = Signal()

    def __init__(self, theme: Theme, name: str, text: str, commit: Commit) -> None:
        """`commit(text)` answers whether the text was taken."""
        super().__init__(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._theme, self._taken, self._commit = theme, text, commit
        self.document().contentsChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self.document().lineCount(), int(self.document().size().height()), 1), 8)
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines == 8 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolls)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.s(20))

    def _try(self) -> None:
        text = self.toPlainText()
        if text == self._taken:
            return
        taken = self._commit(text)
        if taken:
            self._taken = text
        restyle(self, state="" if taken else "error")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._try()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits, Esc reverts first."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._taken:
            self.setPlainText(self._taken)
            restyle(self, state="")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Measure again once the width is known."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().event(event)
