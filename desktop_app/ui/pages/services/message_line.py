"""The line below the grid: which cell, its figure and course, what is to be said of it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.domain.numbers import format_number
from desktop_app.ui.pages.services.story import Story
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import small
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, restyle, text_label
from desktop_app.ui.widgets.sparkline import Sparkline
from desktop_app.ui.widgets.toast import announce

_MARKS = {"danger": "danger_solid", "warning": "warning_solid"}


class MessageLine(QFrame):
    """Signals: `keep_asked()`, `note_asked()` and `file_asked(file id)` from its buttons."""

    keep_asked = Signal()
    note_asked = Signal()
    file_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Empty until a cell is told."""
        super().__init__()
        self._theme = theme
        self._story: Story | None = None
        self.address = text_label("", "tag", "progress")
        self.subject = ElidedLabel("", "secondary")
        self.figure = text_label("", "strong", "text")
        self.before = ElidedLabel("", "caption")
        self.trend = Sparkline(theme)
        self.icon = IconLabel(theme, "warning", "warning")
        self.message = text_label("", "secondary", "text2", wraps=True)
        self.keep = small(theme, "Giữ số này…", "checkmark")
        self.keep.setToolTip("Giữ số đang cảnh báo và ghi lý do")
        self.note = small(theme, "Ghi chú…", "comment_add")
        self.original = small(theme, "Tệp gốc", "open")
        self.original.setToolTip("Mở tệp đơn vị đã gửi, được giữ trong sổ")
        self.original.clicked.connect(lambda: self._story and self.file_asked.emit(self._story.file_id))
        self.keep.clicked.connect(self.keep_asked)
        self.note.clicked.connect(self.note_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        s = self._theme.s
        facts = QVBoxLayout()
        facts.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(s(8))
        first.addWidget(self.figure)
        first.addWidget(self.before, 1)
        facts.addStretch(1)
        facts.addWidget(self.subject)
        facts.addLayout(first)
        facts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(s(12), s(4), s(12), s(4))
        row.setSpacing(s(10))
        row.addWidget(self.address, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(facts, 2)
        row.addWidget(self.trend)
        row.addWidget(self.icon)
        row.addWidget(self.message, 3)
        row.addWidget(self.original)
        row.addWidget(self.keep)
        row.addWidget(self.note)
        self.setMinimumHeight(s(50))

    def tell(self, story: Story) -> None:
        """Show what is to be said of a cell."""
        self._story = story
        self.address.setText(story.address)
        self.subject.set_full_text(story.subject)
        self.figure.setText(story.figure)
        self.before.set_full_text(story.before)
        known = [format_number(value) for value in story.trend if value is not None]
        self.trend.setVisible(len(known) > 1)
        words = f"{len(story.trend)} kỳ gần nhất, có số: {'; '.join(known)}"
        self.trend.show_values(story.trend, words, _MARKS.get(story.tone, "accent"))
        self._say(story.message, story.tone, story.icon)
        self.original.setVisible(story.file_id is not None)
        self.keep.setVisible(story.can_keep)
        self.note.setVisible(story.can_note)

    def refuse(self, text: str) -> None:
        """Say why something was not done, until the cursor moves or a figure changes."""
        self._say(text, "danger", "error_circle-filled")
        announce(self, text)

    def _say(self, text: str, tone: str, icon: str) -> None:
        self.message.setText(text)
        restyle(self.message, tone=tone)
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.set_icon(icon, tone)
        where = self._story.subject if self._story else ""
        self.setAccessibleName(f"{where}. {text}")
