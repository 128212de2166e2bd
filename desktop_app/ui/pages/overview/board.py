"""The twelve columns the cards of the overview stand in, arranged by the room there is; scrolls only when it must."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop_app.ui.page import NARROW
from desktop_app.ui.theme import Theme

Places = dict[str, tuple[int, int, int, int]]
COLUMNS = 12
KEY_FIGURES = ("tasks", "services", "layers", "period")
FULL = 1100
"""From this content width (design pixels) on, all key figures stand side by side."""
_WIDE: Places = {
    "tasks": (0, 0, 1, 6),
    "services": (0, 6, 1, 2),
    "layers": (0, 8, 1, 2),
    "period": (0, 10, 1, 2),
    "burn": (1, 0, 1, 8),
    "work": (1, 8, 1, 4),
    "trend": (2, 0, 1, 8),
    "bars": (2, 8, 1, 4),
}
_MEDIUM: Places = {
    "tasks": (0, 0, 1, 12),
    "services": (1, 0, 1, 4),
    "layers": (1, 4, 1, 4),
    "period": (1, 8, 1, 4),
    "burn": (2, 0, 1, 8),
    "work": (2, 8, 1, 4),
    "trend": (3, 0, 1, 8),
    "bars": (3, 8, 1, 4),
}
_SINGLE: Places = _MEDIUM | {
    "work": (2, 0, 1, 12),
    "burn": (3, 0, 1, 12),
    "trend": (4, 0, 1, 12),
    "bars": (5, 0, 1, 12),
}
_LEAST_HEIGHT = 192
_SCROLLED_HEIGHT = 248
"""What each row of plots gets where the board scrolls anyway."""


class Board(QScrollArea):
    """Holds one widget for each key of the arrangements above; never scrolls sideways."""

    def __init__(self, theme: Theme, cards: dict[str, QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._cards = cards
        self._places: Places = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(theme.s(40))
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.s(16))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setWidget(inner)
        self._arrange(_WIDE)

    def card(self, key: str) -> QWidget:
        """The widget at a place."""
        return self._cards[key]

    def replace(self, cards: dict[str, QWidget]) -> None:
        """Put other widgets at the places of these keys; the old ones are deleted."""
        for key, card in cards.items():
            old = self._cards[key]
            self._cards[key] = card
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._arrange(self._places)

    def fit_width(self, content_width: int) -> None:
        """Choose the arrangement for a content width in design pixels."""
        wanted = _WIDE if content_width >= FULL else _MEDIUM if content_width >= NARROW else _SINGLE
        if wanted is not self._places:
            self._arrange(wanted)

    def _arrange(self, places: Places) -> None:
        self._places = places
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
            self._grid.setRowMinimumHeight(row, 0)
        for key, widget in self._cards.items():
            self._grid.addWidget(widget, *places[key])
            self._grid.setRowStretch(places[key][0], 0 if key in KEY_FIGURES else 1)
        self._put_in_tab_order()
        self._fit()

    def _put_in_tab_order(self) -> None:
        """Tab goes as one reads: row by row, from left to right."""
        ordered = sorted(self._cards, key=lambda key: self._places[key][:2])
        for before, after in zip(ordered, ordered[1:], strict=False):
            QWidget.setTabOrder(_last_taking_tab(self._cards[before]), self._cards[after])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low rows where that avoids scrolling, comfortable ones where it does not."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._set_least(_LEAST_HEIGHT)
        if self._grid.minimumSize().height() > self.maximumViewportSize().height():
            self._set_least(_SCROLLED_HEIGHT)

    def _set_least(self, height: int) -> None:
        for row in {place[0] for key, place in self._places.items() if key not in KEY_FIGURES}:
            self._grid.setRowMinimumHeight(row, self._theme.s(height))


def _last_taking_tab(card: QWidget) -> QWidget:
    inside: list[QWidget] = list(card.findChildren(QWidget))
    takers = [widget for widget in inside if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return takers[-1] if takers else card
