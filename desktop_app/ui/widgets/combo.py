"""A combo box whose arrow follows the theme and whose popup has rows of the design's height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionComboBox

from desktop_app.ui.theme import Theme


class ComboBox(QComboBox):
    """A choice with an accessible name; `filter_chip` gives the rounded form of filters."""

    def __init__(self, theme: Theme, name: str, filter_chip: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("kind", "chip" if filter_chip else "input")
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add_choices(self, choices: list[tuple[str, object]]) -> None:
        """Add (text, data) pairs."""
        for text, data in choices:
            self.addItem(text, data)

    def choose(self, data: object) -> None:
        """Choose the item that carries this data; without one nothing changes."""
        index = next((row for row in range(self.count()) if self.itemData(row) == data), -1)
        if index >= 0:
            self.setCurrentIndex(index)

    def showPopup(self) -> None:
        """Open a list at least as wide as its longest text."""
        view = self.view()
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + self._theme.s(32)))
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End a text that is too long in "…" instead of cutting a letter."""
        super().initStyleOption(option)
        room = self.width() - self._theme.s(36)
        shown = option.currentText  # type: ignore[attr-defined]
        elided = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        option.currentText = elided  # type: ignore[attr-defined]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Never change a value by scrolling past it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the tinted arrow."""
        super().paintEvent(event)
        arrow = self._theme.pixmap("chevron_down", "text2" if self.isEnabled() else "text3", 12)
        side = self._theme.s(12)
        painter = QPainter(self)
        painter.drawPixmap(self.width() - side - self._theme.s(8), (self.height() - side) // 2, arrow)
        painter.end()
