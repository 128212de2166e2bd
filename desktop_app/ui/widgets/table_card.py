"""The white frame around a table, with the line below it that counts rows and names the order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import ElidedLabel, hairline, text_label


class TableCard(QFrame):
    """A table with an optional summary row under it, or an empty state in its place, and a foot line."""

    def __init__(self, theme: Theme, table: QWidget, summary: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("frame", "card")
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._left = text_label("", "secondary", "text3")
        self._right = ElidedLabel("", "secondary", "text3")
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        if summary is not None:
            column.addWidget(summary)
        column.addWidget(hairline(theme))
        column.addLayout(self._foot())

    def set_foot(self, left: str, right: str = "") -> None:
        """Say how many rows there are, and in which order they stand."""
        self._left.setText(left)
        self._right.set_full_text(right)

    def show_empty(self, empty: EmptyState) -> None:
        """Show why there are no rows; the words about the order hide."""
        if self._stack.indexOf(empty) < 0:
            self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)
        self._right.hide()

    def show_table(self) -> None:
        """Show the table again."""
        self._stack.setCurrentIndex(0)
        self._right.show()

    @property
    def empty(self) -> bool:
        """Whether an empty state is shown."""
        return self._stack.currentIndex() != 0

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self._theme.s(16), self._theme.s(6), self._theme.s(12), self._theme.s(6))
        row.addWidget(self._left)
        row.addWidget(self._right, 1)
        return row
