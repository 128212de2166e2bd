"""White cards with a title line, and the scrolling column that tall card bodies go into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import text_label


def scrolling(body: QWidget) -> QScrollArea:
    """The widget inside a scroll area without frame or ground of its own; scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setMinimumHeight(40)  # before anything else is squeezed, the scrolling part gives way
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    body.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


class Card(QFrame):
    """A card: title, muted subtitle beside it, actions at the right, and `body`, a vertical layout.

    With `clickable` the whole card is one button (`opened`), reached by Tab and pressed by Enter or Space.
    """

    opened = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        subtitle: str = "",
        actions: tuple[QWidget, ...] = (),
        clickable: bool = False,
        scrolls: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("frame", "card")
        column = self.column = QVBoxLayout(self)
        pad = theme.s(16)
        column.setContentsMargins(pad, theme.s(10), pad, theme.s(12))
        column.setSpacing(theme.s(8))
        self._title = text_label(title, "card-title")
        self._subtitle = text_label(subtitle, "secondary", "text3")
        if title:
            column.addLayout(self._title_line(actions))
            self.setAccessibleName(title)
        self.body = self._body(column, scrolls)
        self._clickable = clickable
        if clickable:
            self._make_clickable()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Change the words of the title line."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self.setAccessibleName(title)

    def title_label(self) -> QLabel:
        """The title's label."""
        return self._title

    def _title_line(self, actions: tuple[QWidget, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.s(9))
        line.addWidget(self._title)
        line.addWidget(self._subtitle)
        line.addStretch(1)
        for action in actions:
            line.addWidget(action)
        return line

    def _body(self, column: QVBoxLayout, scrolls: bool) -> QVBoxLayout:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(self._theme.s(8))
        column.addWidget(scrolling(inner) if scrolls else inner, 1)
        return body

    def _make_clickable(self) -> None:
        self.setProperty("clickable", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click that ends inside."""
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if self._clickable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        if self._clickable:
            event.accept()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._clickable and event.key() in keys:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
