"""The numbered heads of the screen's three steps."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import text_label


class StepNumber(QWidget):
    """A number in a disc of 20 pixels; decoration, so it has no name of its own."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setFixedSize(theme.s(20), theme.s(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(self._theme.colour("accent"))
        painter.setFont(self._theme.font(12, 600))
        painter.drawText(QRect(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


def step_title(theme: Theme, number: int, title: str) -> QHBoxLayout:
    """Number and title side by side."""
    row = QHBoxLayout()
    row.setSpacing(theme.s(8))
    row.addWidget(StepNumber(theme, number))
    row.addWidget(text_label(title, "card-title"))
    return row
