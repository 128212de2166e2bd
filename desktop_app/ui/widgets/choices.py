"""A check box whose tick follows the theme (Fusion's own is hardly seen in the dark)."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from desktop_app.ui.theme import Theme


class CheckBox(QCheckBox):
    """A check box; the style sheet draws the box, this draws the tick."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        tick = self._theme.pixmap("checkmark", "on_accent", 12)
        side = self._theme.s(12)
        painter = QPainter(self)
        painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, tick)
        painter.end()
