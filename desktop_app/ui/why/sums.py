"""The well at the top of the sheet: the sums that make the figure, then rule, cut-off and source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.explanations import Explanation, Part, Sum
from desktop_app.domain.numbers import format_number
from desktop_app.ui.theme import Theme
from desktop_app.ui.why.table import LOOKS
from desktop_app.ui.widgets.flow_layout import FlowLayout
from desktop_app.ui.widgets.labels import IconLabel, hairline, text_label


class SumsWell(QFrame):
    """Shows one explanation; built anew for each."""

    def __init__(self, theme: Theme, explanation: Explanation) -> None:
        """Lay the sums and facts out."""
        super().__init__()
        self._theme = theme
        self.setProperty("frame", "well")
        self.setAccessibleName("; ".join(item.text for item in explanation.sums))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.s(14), theme.s(10), theme.s(14), theme.s(10))
        column.setSpacing(theme.s(8))
        if explanation.sums:
            column.addWidget(self._sums(explanation.sums))
            column.addWidget(hairline(theme))
        column.addLayout(self._facts(explanation.facts))

    def _sums(self, sums: tuple[Sum, ...]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, self._theme.s(28))
        for item in sums:
            flow.addWidget(self._sum(item))
        return holder

    def _sum(self, item: Sum) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.s(5))
        self._add_term(row, format_number(item.total), item.label)
        for number, part in enumerate(item.parts):
            row.addWidget(text_label("+" if number else "=", "secondary"))
            self._add_part(row, part)
        return line

    def _add_part(self, row: QHBoxLayout, part: Part) -> None:
        if part.kind in LOOKS:
            row.addWidget(IconLabel(self._theme, *LOOKS[part.kind]))
        self._add_term(row, format_number(part.count), part.label)

    def _add_term(self, row: QHBoxLayout, count: str, label: str) -> None:
        row.addWidget(text_label(count, "strong"))
        row.addWidget(text_label(label, "secondary"))

    def _facts(self, facts: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.s(12))
        grid.setVerticalSpacing(self._theme.s(3))
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(facts):
            grid.addWidget(text_label(name, "secondary", "text3"), row, 0, Qt.AlignmentFlag.AlignTop)
            words = text_label(text, "secondary", "text", wraps=True)
            grid.addWidget(words, row, 1)
        return grid
