"""The header of a screen: title, source and date, the sample mark, and up to three actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, text_label


class PageHeader(QFrame):
    """Shows one screen's words and actions at a time; every screen's actions are kept in their own box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[str, QWidget] = {}
        self._title = text_label("", "title")
        self._subtitle = ElidedLabel("", "secondary", "text3")
        self._sample = self._sample_mark()
        self._actions = QStackedWidget()
        self._actions.addWidget(QWidget())
        first = QHBoxLayout()
        first.setSpacing(theme.s(10))
        first.addWidget(self._title)
        first.addWidget(self._sample)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.s(24), theme.s(12), theme.s(24), 0)
        row.setSpacing(theme.s(16))
        row.addLayout(words, 1)
        row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_actions(self, key: str, actions: list[QWidget]) -> None:
        """Keep a screen's actions for when it is shown."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.s(8))
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        self._boxes[key] = box
        self._actions.addWidget(box)

    def show_page(self, key: str, title: str, subtitle: str) -> None:
        """Show a screen's words and actions."""
        self._title.setText(title)
        self._subtitle.set_full_text(subtitle)
        box = self._boxes[key]
        self._actions.setCurrentWidget(box)
        self._actions.setFixedWidth(max(box.sizeHint().width(), 1))

    def set_sample(self, sample: bool) -> None:
        """Show or hide the mark of illustrative data."""
        self._sample.setVisible(sample)

    def first_action(self) -> QWidget | None:
        """The first action that takes the keyboard."""
        box = self._actions.currentWidget()
        children = box.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return next((child for child in children if child.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def _sample_mark(self) -> QFrame:
        mark = QFrame()
        mark.setProperty("frame", "pill")
        mark.setProperty("tone", "warning")
        mark.setAccessibleName("Dữ liệu minh họa")
        row = QHBoxLayout(mark)
        row.setContentsMargins(self._theme.s(8), self._theme.s(2), self._theme.s(10), self._theme.s(2))
        row.setSpacing(self._theme.s(5))
        row.addWidget(IconLabel(self._theme, "info", "warning"))
        row.addWidget(text_label("Dữ liệu minh họa"))
        mark.hide()
        return mark
