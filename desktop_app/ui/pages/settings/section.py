"""What every section of the settings is: a part that reads the record and shows it again when it changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import text_label


class Section(QWidget):
    """One section. The page calls `refresh` when the record changed, `set_room` when the width did."""

    def __init__(self, desk: Desk) -> None:
        """Built when the section is first chosen."""
        super().__init__()
        self.desk = desk
        self.theme = desk.theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.s(12))

    def refresh(self) -> None:
        """Show the record as it is now; what is being typed stays."""

    def set_room(self, width: int) -> None:
        """Told the section's width in design pixels."""

    def first_editor(self) -> QWidget | None:
        """The first part of the section that takes the keyboard."""
        inside: list[QWidget] = list(self.findChildren(QWidget))
        takers = (part for part in inside if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next((part for part in takers if part.isVisible() and part.isEnabled()), None)

    def title_line(self, title: str, subtitle: str, *actions: QWidget) -> QHBoxLayout:
        """The line above a section's list: what it is, and its actions at the right."""
        line = QHBoxLayout()
        line.setSpacing(self.theme.s(8))
        line.addWidget(text_label(title, "card-title"))
        line.addWidget(text_label(subtitle, "secondary", "text3"))
        line.addStretch(1)
        for action in actions:
            line.addWidget(action)
        return line

    def part(self, title: str, subtitle: str = "") -> QHBoxLayout:
        """The line above a part inside a card."""
        line = QHBoxLayout()
        line.setSpacing(self.theme.s(8))
        line.addWidget(text_label(title, "card-title"))
        if subtitle:
            line.addWidget(text_label(subtitle, "secondary", "text3"))
        line.addStretch(1)
        return line


class CardSection(Section):
    """A section that is one card, its body scrolling."""

    def __init__(self, desk: Desk, title: str, subtitle: str) -> None:
        """`body` is for the section to fill."""
        super().__init__(desk)
        self.card = Card(desk.theme, title, subtitle, scrolls=True)
        self.body = self.card.body
        self.body.setSpacing(self.theme.s(12))
        self.body.setContentsMargins(0, 0, self.theme.s(8), 0)
        self.column.addWidget(self.card, 1)
