"""Fields of the pane that look like text until they are used, and commit by themselves.

Enter or leaving a field commits it, Esc brings the stored value back. A refused text stays where it is, with the
reason under it. What is being typed survives every refresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyleOptionFrame, QVBoxLayout, QWidget

from desktop_app.commands.tasks import ONE_LEAD
from desktop_app.domain.units import Unit
from desktop_app.ui.theme import Theme
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.bound_text import leaves_undo_alone, took_shortcut
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import restyle, text_label
from desktop_app.ui.widgets.toast import announce

Commit = Callable[[Any], str]
"""Writes a value; answers why it was refused, or nothing."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 10
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
_POINTED = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


def _pastes_files(event: QKeyEvent) -> bool:
    """Whether Ctrl+V would paste files, which are evidence and go to the pane."""
    return event.matches(QKeySequence.StandardKey.Paste) and QGuiApplication.clipboard().mimeData().hasUrls()


class InlineText(QPlainTextEdit):
    """A text of one or more lines as high as its content; with `many`, Alt+Enter starts a new line."""

    refused = Signal(str)

    def __init__(self, theme: Theme, name: str, text: str, commit: Commit, many: bool = False) -> None:
        """`commit(text)` writes it."""
        super().__init__(text)
        self._theme, self._taken, self._commit, self._many = theme, text, commit, many
        self.setProperty("quiet", "true")
        self.setAccessibleName(name)
        self.setAccessibleDescription("Enter lưu, Esc bỏ" + (", Alt+Enter xuống dòng" if many else ""))
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # a dropped file is evidence, and goes to the pane
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return self.toPlainText() != self._taken

    def take(self, text: str) -> None:
        """Show what the record now holds, unless something is being typed."""
        if not self.dirty and text != self._taken:
            self.setPlainText(text)
        self._taken = text

    def settle(self) -> bool:
        """Write what was typed; False when it was refused."""
        if not self.dirty:
            return True
        text = self.toPlainText() if self._many else " ".join(self.toPlainText().split("\n"))
        why = self._commit(text)
        if not why:
            self._taken = text
            if self.toPlainText() != text:
                self.setPlainText(text)
        self._say(why)
        return not why

    def _revert(self) -> None:
        self.setPlainText(self._taken)
        self._say("")

    def _say(self, why: str) -> None:
        restyle(self, state="error" if why else "")
        self.refused.emit(why)

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), 1)
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > _MOST_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if bar != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)
        height = min(lines, _MOST_LINES) * self.fontMetrics().lineSpacing() + 2 * self._theme.s(3) + 4
        if height != self.height():
            self.setFixedHeight(height)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for reverting; leave undo to the record while nothing is being typed."""
        if took_shortcut(event, self.dirty):
            return True
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Polish, QEvent.Type.Show):
            self._fit()
        return done

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, Alt+Enter or Shift+Enter starts a new line, Esc reverts before it closes the pane."""
        alone = not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        if _pastes_files(event):
            event.ignore()
        elif event.key() in _ENTER and (alone or not self._many):
            self.settle()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self._revert()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only: files on the clipboard are evidence."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text as it is, without formats."""
        if not source.hasUrls():
            self.insertPlainText(source.text())


class InlineDate(DateField):
    """A date."""

    refused = Signal(str)

    def __init__(self, theme: Theme, name: str, value: date | None, commit: Commit, hint: str = "") -> None:
        """`commit(date or None)` writes it; `hint` stands in the empty field."""
        self._taken = value
        super().__init__(theme, name, value)
        self._write = commit
        self.setProperty("quiet", "true")
        self.setAcceptDrops(False)
        self.show_button()
        if hint:
            self.setPlaceholderText(hint)

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return self.text() != (f"{self._taken:%d/%m/%Y}" if self._taken else "")

    def show_button(self) -> None:
        """Offer the calendar while the field is used or pointed at."""
        self._button.setVisible(self.hasFocus() or self.underMouse())

    def take(self, value: date | None) -> None:
        """Show what the record now holds, unless something is being typed."""
        clean = not self.dirty
        self._taken = value
        if clean:
            self.set_value(value)

    def settle(self) -> bool:
        """Write what was typed; False when it is no date or was refused."""
        self._commit()
        return not self.dirty

    def _commit(self) -> None:
        if not self.dirty:
            self._say("")
            return
        super()._commit()
        if not self.valid:
            self._say(f"“{self.text()}” chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
            return
        value = self.value
        if value == self._taken:
            self._say("")
            return
        why = self._write(value)
        if not why:
            self._taken = value
        self._say(why)

    def _say(self, why: str) -> None:
        restyle(self, state="error" if why else "")
        self.refused.emit(why)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for reverting; leave undo to the record while nothing is being typed."""
        if took_shortcut(event, self.dirty):
            return True
        done = super().event(event)
        if event.type() in _POINTED:
            self.show_button()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings the stored date back before it closes the pane."""
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.set_value(self._taken)
            self._say("")
        elif _pastes_files(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class InlineUnit(UnitBox):
    """The lead unit."""

    refused = Signal(str)

    def __init__(
        self, theme: Theme, name: str, units: Iterable[Unit], chosen: int | None, commit: Commit
    ) -> None:
        """`commit(id or None)` writes it."""
        super().__init__(theme, name, units, chosen, ONE_LEAD)
        self._stored, self._write = chosen, commit
        self.setProperty("quiet", "true")
        self.setAcceptDrops(False)
        self.activated.connect(self._try)
        self.textChanged.connect(lambda _: self._fit())

    def take(self, unit_id: int | None) -> None:
        """Show what the record now holds, unless something is being typed."""
        self._stored = unit_id
        if not self.dirty:
            self.choose(unit_id)

    def settle(self) -> bool:
        """Write the unit the text names; False when it was refused."""
        return super().settle() and self._id == self._stored

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Files go on to the pane."""
        if _pastes_files(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def say(self, problem: str) -> None:
        """Mark the field, and let the reason stand under it."""
        super().say(problem)
        self.refused.emit(problem)

    def _fit(self) -> None:
        """As high as the whole name needs; while it is being typed it is one line."""
        lines = self.fontMetrics().boundingRect(self._words_room(), _WRAPPED, self.text()).height()
        height = self.sizeHint().height() if self.hasFocus() else lines + 2 * self._theme.s(3) + 4
        if height != self.height():
            self.setFixedHeight(height)

    def _words_room(self) -> QRect:
        return QRect(self._theme.s(7), self._theme.s(3) + 2, self.width() - self._theme.s(10), 10_000)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the whole name over several lines while nobody types."""
        self._fit()
        if self.hasFocus():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("danger" if self.problem else "text"))
        painter.drawText(self._words_room(), _WRAPPED, self.text() or self.placeholderText())
        painter.end()

    def _try(self, unit_id: int | None) -> None:
        if unit_id == self._stored:
            return
        why = self._write(unit_id)
        if why:
            self.choose(self._stored)
        else:
            self._stored = unit_id
        self.say(why)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the record while nothing is being typed."""
        if leaves_undo_alone(event, self.dirty):
            event.ignore()
            return True
        return super().event(event)


class InlineChoice(ComboBox):
    """One of a few values."""

    refused = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: list[tuple[str, object]], value: object, commit: Commit
    ) -> None:
        """`commit(data)` writes it."""
        super().__init__(theme, name)
        self.setProperty("quiet", "true")
        self.add_choices(choices)
        self._taken, self._commit = value, commit
        self.choose(value)
        self.activated.connect(lambda _: self.settle())

    @property
    def dirty(self) -> bool:
        """Never: a choice is written when it is made."""
        return False

    def take(self, value: object) -> None:
        """Show what the record now holds."""
        self._taken = value
        self.choose(value)

    def settle(self) -> bool:
        """Write the choice; a refused one goes back."""
        chosen = self.currentData()
        if chosen == self._taken:
            return True
        why = self._commit(chosen)
        if why:
            self.choose(self._taken)
        else:
            self._taken = chosen
        self.refused.emit(why)
        return not why


Inline = InlineText | InlineDate | InlineUnit | InlineChoice


class InlineField(QWidget):
    """An inline editor with the reason of a refusal under it, and optional buttons beside it."""

    def __init__(self, theme: Theme, editor: Inline) -> None:
        """Wrap an editor."""
        super().__init__()
        self.editor = editor
        self.reason = text_label("", "caption", "danger", wraps=True)
        self.reason.setContentsMargins(theme.s(7), 0, 0, 0)
        self.reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(2))
        column.addWidget(editor)
        column.addWidget(self.reason)
        self.setFocusProxy(editor)
        editor.refused.connect(self.say)

    def say(self, why: str) -> None:
        """Show why a value was refused, or nothing."""
        self.reason.setText(why)
        self.reason.setVisible(bool(why))
        if why:
            announce(self.editor, why)
