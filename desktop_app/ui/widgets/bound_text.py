"""Lines and texts that follow the record and commit by themselves; what is being typed survives every refresh."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_app.domain.text import nfc
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import restyle

Commit = Callable[[str], bool]


def is_escape(event: QEvent) -> bool:
    """Whether a key that may be somebody's shortcut is Esc: a field that accepts it keeps it for itself."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )


def leaves_undo_alone(event: QEvent, dirty: bool) -> bool:
    """Whether a clean field should let Ctrl+Z and Ctrl+Y go on to the record's own undo."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and not dirty
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


def took_shortcut(event: QEvent, dirty: bool) -> bool:
    """Whether a field has answered for a key that may be a shortcut: a dirty one keeps Esc, a clean one no undo."""
    if leaves_undo_alone(event, dirty):
        event.ignore()
        return True
    if is_escape(event) and dirty:
        event.accept()
        return True
    return False


class BoundLine(QLineEdit):
    """One line: Enter or leaving it commits, Esc brings the recorded text back; a refused text stays, marked."""

    def __init__(self, name: str, text: str, commit: Commit) -> None:
        """`commit(text)` answers whether the text was taken."""
        super().__init__(text)
        self.setAccessibleName(name)
        self.setCursorPosition(0)
        self._taken, self._commit = text, commit
        self.editingFinished.connect(self._try)

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return self.text() != self._taken

    def show_text(self, text: str) -> None:
        """Show what the record has, unless something else is being typed."""
        if not self.dirty or nfc(self.text()) == text:
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)
            restyle(self, state="")
        self._taken = text

    def event(self, event: QEvent) -> bool:
        """Keep Esc for reverting; leave undo to the record while nothing is being typed."""
        return took_shortcut(event, self.dirty) or super().event(event)

    def _try(self) -> None:
        """Write what was typed; a message that takes the keyboard away must not write it twice."""
        if not self.dirty:
            return
        before, self._taken = self._taken, self.text()
        if self._commit(self._taken):
            restyle(self, state="")
        else:
            self._taken = before
            restyle(self, state="error")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc reverts first, and only then closes the pane."""
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.setText(self._taken)
            restyle(self, state="")
            return
        super().keyPressEvent(event)


class BoundText(QPlainTextEdit):
    """Several lines: Ctrl+Enter or leaving it commits, Esc brings the recorded text back."""

    def __init__(self, theme: Theme, name: str, text: str, commit: Commit) -> None:
        """`commit(text)` answers whether the text was taken."""
        super().__init__(text)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._theme, self._taken, self._commit = theme, text, commit
        self.document().contentsChanged.connect(self._fit)
        self._fit()

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return self.toPlainText() != self._taken

    def show_text(self, text: str) -> None:
        """Show what the record has, unless something else is being typed."""
        untouched = not self.dirty or nfc(self.toPlainText()) == text
        if untouched and self.toPlainText() != text:
            self.setPlainText(text)
        self._taken = text

    def _fit(self) -> None:
        lines = min(max(self.document().lineCount(), int(self.document().size().height()), 1), 8)
        scrolls = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines == 8 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(scrolls)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + self._theme.s(20))

    def _try(self) -> None:
        if not self.dirty:
            return
        text = self.toPlainText()
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
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.setPlainText(self._taken)
            restyle(self, state="")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for reverting; leave undo to the record while clean; measure again once the width is known."""
        if took_shortcut(event, self.dirty):
            return True
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().event(event)
