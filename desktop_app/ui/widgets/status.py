"""States shown as icon, word and colour together; the pill is for detail headers only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import IconLabel, restyle, text_label


@dataclass(frozen=True)
class StatusLook:
    """How a state looks: its word, an icon, and one of the tones."""

    word: str
    icon: str
    tone: str


ON_TIME = StatusLook("Hoàn thành đúng hạn", "checkmark_circle-filled", "success")
LATE = StatusLook("Hoàn thành muộn", "clock_alarm-filled", "warning")
IN_TERM = StatusLook("Đang thực hiện", "arrow_sync_circle", "progress")
OVERDUE = StatusLook("Quá hạn", "warning-filled", "danger")
NOT_STARTED = StatusLook("Chưa thực hiện", "circle", "neutral")


def _fill(
    frame: QWidget, icon: IconLabel, word: QLabel, margins: tuple[int, int, int, int], gap: int
) -> None:
    row = QHBoxLayout(frame)
    row.setContentsMargins(*margins)
    row.setSpacing(gap)
    row.setAlignment(Qt.AlignmentFlag.AlignLeft)
    row.addWidget(icon)
    row.addWidget(word)


class StatusLabel(QWidget):
    """A 16 pixel icon and a word in the state's colour."""

    def __init__(self, theme: Theme, look: StatusLook, strong: bool = True) -> None:
        super().__init__()
        self._icon = IconLabel(theme, look.icon, look.tone)
        self._word = text_label(look.word, "strong" if strong else "secondary", look.tone)
        _fill(self, self._icon, self._word, (0, 0, 0, 0), theme.s(6))
        self.set_look(look)

    def set_look(self, look: StatusLook) -> None:
        """Show another state."""
        self._icon.set_icon(look.icon, look.tone)
        self._word.setText(look.word)
        restyle(self._word, tone=look.tone)
        self.setAccessibleName(look.word)


class StatusPill(QFrame):
    """The same on the state's soft colour, with round ends."""

    def __init__(self, theme: Theme, look: StatusLook) -> None:
        super().__init__()
        self.setProperty("frame", "pill")
        self._icon = IconLabel(theme, look.icon, look.tone)
        self._word = text_label(look.word)
        _fill(self, self._icon, self._word, (theme.s(8), theme.s(3), theme.s(11), theme.s(3)), theme.s(5))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_look(self, look: StatusLook) -> None:
        """Show another state."""
        self._icon.set_icon(look.icon, look.tone)
        self._word.setText(look.word)
        restyle(self, tone=look.tone)
        restyle(self._word)
        self.setAccessibleName(look.word)
