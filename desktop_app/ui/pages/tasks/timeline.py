"""The progress notes of a task, newest first, along a line of dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.tasks import TaskUpdate
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.labels import text_label


class Timeline(QWidget):
    """A dot, day and author, percent, and the words of each note; `file_asked(file id)` for a note from a file."""

    file_asked = Signal(int)

    def __init__(self, theme: Theme, updates: tuple[TaskUpdate, ...], late: bool) -> None:
        """`late` colours the newest dot as overdue."""
        super().__init__()
        self._theme, self._late = theme, late
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.s(24), 0, 0, 0)
        grid.setVerticalSpacing(theme.s(2))
        grid.setColumnStretch(0, 1)
        self._heads: list[QWidget] = []
        for number, update in enumerate(updates):
            head = text_label(
                " · ".join(filter(None, (format_date(update.noted_on), update.author))), "caption", "text3"
            )
            grid.addWidget(head, number * 2, 0)
            if update.percent is not None:
                grid.addWidget(text_label(f"{update.percent}%", "caption", "text"), number * 2, 1)
            words = text_label(update.text, "secondary", wraps=True)
            grid.addWidget(words, number * 2 + 1, 0, 1, 1 if update.received_id else 2)
            if update.received_id is not None:
                original = ghost(theme, "Tệp gốc")
                original.setToolTip("Mở tệp đơn vị đã gửi, được giữ trong sổ")
                original.clicked.connect(lambda _on=False, at=update.received_id: self.file_asked.emit(at))
                grid.addWidget(original, number * 2 + 1, 1)
            self._heads.append(head)
        if not updates:
            grid.addWidget(text_label("Chưa ghi nhận.", "caption", "text3"), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the dots."""
        if not self._heads:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self._theme.s(6)
        places = [QPointF(x, head.y() + head.height() / 2) for head in self._heads]
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(places[0], places[-1])
        painter.setPen(Qt.PenStyle.NoPen)
        for number, place in enumerate(places):
            first = "danger_solid" if self._late else "accent"
            painter.setBrush(self._theme.colour(first if number == 0 else "neutral_solid"))
            painter.drawEllipse(place, self._theme.s(4), self._theme.s(4))
        painter.end()
