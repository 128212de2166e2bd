"""The line edit that always has the grid's focus.

Between edits it is asleep: invisible on the current cell, so that the first key or composed letter goes
straight into it. An input method therefore composes over the first letter as over any other ("dd" gives
"đ"), and UniKey's synthetic Backspaces meet a real text field. Awake, it is an ordinary line edit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.grid.look import GridLook

_PASSING_FOCUS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes a character (AltGr combinations do, Ctrl and Alt commands do not)."""
    text = event.text()
    if not text or not text.isprintable():
        return False
    commands = event.modifiers() & _COMMANDS
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return not commands or commands == alt_gr


def _is_tab(event: QEvent) -> TypeGuard[QKeyEvent]:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellEditor(QLineEdit):
    """Sleeps on the current cell, wakes when something is typed.

    `handle_key` is asked first about each key; `claims` says which keys it would take
    (and whether while editing).
    """

    woke = Signal()
    slept = Signal()
    left = Signal()
    refused_typing = Signal()

    def __init__(
        self,
        handle_key: Callable[[QKeyEvent], bool],
        claims: Callable[[QKeyEvent, bool], bool],
        look: GridLook,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._wrong = False
        self._handle_key = handle_key
        self._claims = claims
        self._preedit = ""
        self._awake = False
        self._arrows_move_text = False
        self.setProperty("kind", "cell")
        self.textEdited.connect(lambda text: self.show_error(False))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFrame(False)
        self.setAcceptDrops(False)
        self._sleep_settings()

    @property
    def awake(self) -> bool:
        """Whether a cell is being edited."""
        return self._awake

    @property
    def arrows_move_text(self) -> bool:
        """After F2 or a double click arrows move inside the text; after plain typing they leave the cell."""
        return self._arrows_move_text

    @arrows_move_text.setter
    def arrows_move_text(self, inside: bool) -> None:
        self._arrows_move_text = inside

    def wake(self, text: str, arrows_move_text: bool) -> None:
        """Begin to edit with this text, the text cursor at its end."""
        self._awake = True
        self._arrows_move_text = arrows_move_text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setText(text)
        self.show_error(False)
        self.woke.emit()
        self.update()

    def sleep(self) -> None:
        """End the edit and forget its text."""
        was_awake = self._awake
        self._sleep_settings()
        if was_awake:
            self.slept.emit()

    def _sleep_settings(self) -> None:
        self._awake = False
        self._preedit = ""
        self.clear()
        self.show_error(False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.update()

    def show_error(self, wrong: bool) -> None:
        """Draw the frame red or as usual."""
        self._wrong = wrong
        self.update()

    def place(self, rect: QRect) -> None:
        """Lie over a cell."""
        self.setGeometry(rect)

    def settle_composition(self) -> None:
        """Put the letters still being composed into the text, as leaving the cell must not lose them."""
        if not self._preedit:
            return
        QGuiApplication.inputMethod().commit()
        if self._preedit:
            settled = QInputMethodEvent()
            settled.setCommitString(self._preedit)
            QCoreApplication.sendEvent(self, settled)
            QGuiApplication.inputMethod().reset()

    def event(self, event: QEvent) -> bool:
        """Claim the grid's keys before the window's shortcuts; take Tab before it moves the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._claim(event)
        # Tab never reaches keyPressEvent: QWidget.event would move the focus with it.
        if _is_tab(event) and self._handle_key(event):
            event.accept()
            return True
        return super().event(event)

    def _claim(self, event: QKeyEvent) -> bool:
        """Asleep, leave what is neither typing nor the grid's to the window: Ctrl+Z is the program's then."""
        if self._claims(event, self._awake) or (not self._awake and is_typing(event)):
            event.accept()
            return True
        if self._awake:
            return super().event(event)
        event.ignore()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The grid's keys first; asleep, a typed character wakes the editor and goes into it."""
        if self._handle_key(event):
            event.accept()
            return
        if self._awake:
            super().keyPressEvent(event)
            return
        if not is_typing(event):
            event.ignore()
            return
        if self.isReadOnly():
            self.refused_typing.emit()
            event.accept()
            return
        self.wake("", arrows_move_text=False)
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters from an input method; the first one wakes the editor."""
        if not self._awake and (event.preeditString() or event.commitString()):
            if self.isReadOnly():
                self.refused_typing.emit()
                return
            self.wake("", arrows_move_text=False)
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another widget commits; menus and other windows leave the edit open."""
        super().focusOutEvent(event)
        if self._awake and event.reason() not in _PASSING_FOCUS:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing while asleep: the cell below is seen. A refused text has a red frame."""
        if not self._awake:
            return
        super().paintEvent(event)
        if self._wrong:
            painter = QPainter(self)
            width = self._look.s(2)
            inner = self.rect().adjusted(width, width, -width, -width)
            painter.setClipRegion(QRegion(self.rect()).subtracted(inner))
            painter.fillRect(self.rect(), self._look.colour("danger"))
            painter.end()
