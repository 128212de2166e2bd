"""The bar under a batch or list: what was read = its parts, a sentence, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.numbers import format_number
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import IconLabel, text_label

Parts = Sequence[tuple[str, str, str, str]]


class EquationBar(QFrame):
    """`words` is the sentence under the equation; the last of the buttons is what it is about."""

    def __init__(self, theme: Theme, what: str, parts: Parts, buttons: Sequence[QWidget]) -> None:
        """`what` is counted ("ô", "dòng"); `parts` are key, word, icon and tone."""
        super().__init__()
        self.setProperty("frame", "card")
        self.whole = text_label("0", "strong")
        self.numbers = {key: text_label("0", "strong") for key, _, _, _ in parts}
        self.words = text_label("", "caption", "text3", wraps=True)
        left = QVBoxLayout()
        left.setSpacing(theme.s(4))
        left.addLayout(self._equation(theme, what, parts))
        left.addWidget(self.words)
        right = QHBoxLayout()
        right.setSpacing(theme.s(8))
        right.addStretch(1)
        for button in buttons:
            right.addWidget(button)
        self._last = buttons[-1]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.s(16), theme.s(9), theme.s(16), theme.s(9))
        self._row.setSpacing(theme.s(12))
        self._row.addLayout(left, 1)
        self._row.addLayout(right)

    def _equation(self, theme: Theme, what: str, parts: Parts) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.s(6))
        line.addWidget(text_label("Đọc", "secondary", "text2"))
        line.addWidget(self.whole)
        line.addWidget(text_label(f"{what}  =", "secondary", "text2"))
        for number, (key, word, icon, tone) in enumerate(parts):
            if number:
                line.addWidget(text_label("+", "secondary", "text2"))
            line.addWidget(IconLabel(theme, icon, tone))
            line.addWidget(text_label(word, "secondary", "text2"))
            line.addWidget(self.numbers[key])
        line.addStretch(1)
        return line

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons under the words where there is little room."""
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def show_counts(self, whole: int, counts: Mapping[str, int], words: str, can_act: bool) -> None:
        """Show the equation; `words` say what the last button does, or why it cannot."""
        self.whole.setText(format_number(whole))
        for key, label in self.numbers.items():
            label.setText(format_number(counts[key]))
        self.words.setText(words)
        self._last.setEnabled(can_act)
        self._last.setAccessibleDescription(words)
