"""A box for each thing to look at in a file: the cell, what stands there, what is wrong, and up to three ways out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.number_entry import Ambiguous, Entered, Reading, read_number
from desktop_app.domain.numbers import format_number
from desktop_app.domain.return_checks import two_readings
from desktop_app.domain.returns import ERROR, Decision, Figure, Found, Problem
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.bound_text import is_escape
from desktop_app.ui.widgets.buttons import Button, ghost, small
from desktop_app.ui.widgets.flow_layout import FlowLayout
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, restyle, text_label
from desktop_app.ui.widgets.toast import announce


def quoted(problem: Problem) -> str:
    """What stands in the cell: words in quotes, numbers as they are, "để trống" for nothing."""
    value = problem.value
    return "để trống" if not value else value if value[-1].isdigit() else f"“{value}”"


def _number(number: Figure) -> str:
    return (
        format_number(number, 3)
        if isinstance(number, float) and not number.is_integer()
        else format_number(number)
    )


class ProblemBox(QFrame):
    """Signals: `decided(field, Decision)` and `reading_chosen(Reading)` from the ways out."""

    decided = Signal(str, object)
    reading_chosen = Signal(object)

    def __init__(
        self, theme: Theme, problem: Problem, label: str, found: Found | None, numeric: bool, can_fix: bool
    ) -> None:
        """`label` names the field; `numeric` says that only a number can be typed instead."""
        super().__init__()
        self._theme, self.problem, self._numeric = theme, problem, numeric
        self.setProperty("frame", "box")
        self.buttons: list[Button] = []
        self.editor: QLineEdit | None = None
        self._refusal = text_label("", "caption", "danger", wraps=True)
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.s(12), theme.s(8), theme.s(12), theme.s(10))
        column.setSpacing(theme.s(6))
        column.addLayout(self._head(label))
        column.addWidget(text_label(problem.message, "secondary", "text2", wraps=True))
        self._ways = QWidget()
        self._row = FlowLayout(self._ways, theme.s(8))
        column.addWidget(self._ways)
        column.addWidget(self._refusal)
        if can_fix and problem.field and problem.severity == ERROR:
            self._add_ways(found)
        self._ways.setVisible(bool(self.buttons))
        words = f"Ô {problem.cell} {quoted(problem)}. " if problem.cell else ""
        self.setAccessibleName(f"{words}{problem.message}")

    def set_current(self, current: bool) -> None:
        """Mark the box F8 stands at."""
        restyle(self, state="current" if current else "")

    def enter(self) -> None:
        """Give the keyboard to the first way out."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, label: str) -> QHBoxLayout:
        line, problem = QHBoxLayout(), self.problem
        line.setSpacing(self._theme.s(8))
        tone = "danger" if problem.severity == ERROR else "warning"
        if problem.cell:
            line.addWidget(text_label(problem.cell, "tag", tone))
            line.addWidget(text_label(quoted(problem), "strong"))
        else:
            icon = "error_circle-filled" if tone == "danger" else "warning"
            line.addWidget(IconLabel(self._theme, icon, tone))
            words = "Cả tệp" if not problem.value else problem.value
            line.addWidget(text_label(words, "strong", wraps=len(words) > 30), 1)
        name = ElidedLabel(label, "caption", "text3")
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(name, 1)
        return line

    def _add_ways(self, found: Found | None) -> None:
        field, problem = self.problem.field, self.problem
        both = two_readings(found) if found is not None and self._numeric else None
        if both is not None:
            self._add_readings(both)
        elif problem.proposal is not None:
            number = problem.proposal
            button = self._way(f"Dùng {_number(number)}", "checkmark")
            button.clicked.connect(lambda: self.decided.emit(field, Decision(number)))
        self._way("Bỏ ô này").clicked.connect(lambda: self.decided.emit(field, Decision()))
        words = "Nhập số khác…" if self._numeric else "Nhập lại…"
        self._way(words).clicked.connect(self._type)

    def _add_readings(self, both: Ambiguous) -> None:
        readings = ((both.vietnamese, Reading.VIETNAMESE), (both.english, Reading.ENGLISH))
        for number, reading in readings:
            if self.problem.proposal in (None, number):
                button = self._way(f"Là {_number(number)}", "checkmark")
                button.setToolTip("Đọc mọi ô viết như vậy trong tệp này theo cùng một cách")
                button.clicked.connect(lambda _on=False, said=reading: self.reading_chosen.emit(said))

    def _way(self, words: str, icon: str = "") -> Button:
        button = small(self._theme, words, icon)
        self.buttons.append(button)
        self._row.addWidget(button)
        return button

    def _type(self) -> None:
        """Put a line in the place of the buttons."""
        if self.editor is not None:
            return
        for button in self.buttons:
            button.hide()
        self.editor = _Line(self)
        self.editor.setAccessibleName(f"Giá trị khác cho ô {self.problem.cell}")
        self.editor.setPlaceholderText("Gõ rồi Enter, Esc để thôi")
        self._row.addWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> None:
        """Take what was typed, or say why it cannot be."""
        assert self.editor is not None
        text, field = self.editor.text().strip(), self.problem.field
        if not text:
            self.leave_typing()
        elif not self._numeric:
            self.decided.emit(field, Decision(text=text))
        else:
            entry = read_number(text, reading=Reading.VIETNAMESE)
            if isinstance(entry, Entered) and entry.number is not None:
                self.decided.emit(field, Decision(entry.number))
            else:
                self._refuse("Chỉ gõ chữ số, ví dụ 1.234 hoặc 2,5.")

    def leave_typing(self) -> None:
        """Bring the buttons back."""
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self._refuse("")
        for button in self.buttons:
            button.show()
        self.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, why: str) -> None:
        self._refusal.setText(why)
        self._refusal.setVisible(bool(why))
        if why and self.editor is not None:
            restyle(self.editor, state="error")
            announce(self.editor, why)


class _Line(QLineEdit):
    def __init__(self, box: ProblemBox) -> None:
        super().__init__()
        self._box = box

    def event(self, event: QEvent) -> bool:
        """Keep Esc for leaving the line."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._box.take_typed()
        elif event.key() == Qt.Key.Key_Escape:
            self._box.leave_typing()
        else:
            super().keyPressEvent(event)


class SettledLine(QWidget):
    """One thing already decided, with the way back; `undone()` asks for it."""

    undone = Signal()

    def __init__(self, theme: Theme, cell: str, words: str, can_undo: bool = True) -> None:
        super().__init__()
        self.back = ghost(theme, "Hoàn tác")
        self.back.setAccessibleName(f"Hoàn tác: ô {cell} {words}")
        self.back.clicked.connect(self.undone)
        self.back.setVisible(can_undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.s(12), 0, 0, 0)
        line.setSpacing(theme.s(8))
        line.addWidget(text_label(cell, "tag", "success"))
        line.addWidget(IconLabel(theme, "checkmark_circle-filled", "success"))
        line.addWidget(ElidedLabel(words, "secondary"), 1)
        line.addWidget(self.back)
