"""What a list shows instead of rows: what is missing, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import IconLabel, text_label


class EmptyState(QWidget):
    """Icon, title, hint and actions in the middle of the free room."""

    def __init__(
        self, theme: Theme, icon: str, title: str, hint: str = "", actions: tuple[QWidget, ...] = ()
    ) -> None:
        super().__init__()
        self._title = text_label(title, "card-title", wraps=True)
        self._hint = text_label(hint, "secondary", "text3", wraps=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.s(10))
        column.addStretch(1)
        column.addWidget(IconLabel(theme, icon, "text3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.s(8))
        buttons.addStretch(1)
        for action in actions:
            buttons.addWidget(action)
        buttons.addStretch(1)
        column.addSpacing(theme.s(6))
        column.addLayout(buttons)
        column.addStretch(1)
        self.set_text(title, hint)

    def set_text(self, title: str, hint: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title}. {hint}".strip())
