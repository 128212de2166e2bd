"""A key figure: name, value, verdict in icon and words, and the reference it is measured by."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, restyle, text_label


@dataclass(frozen=True)
class KeyFigure:
    """What a key figure card says; `tone` colours the verdict, `note` stands small beside the value."""

    name: str
    value: str
    note: str = ""
    verdict: str = ""
    icon: str = ""
    tone: str = "success"
    reference: str = ""


class KpiCard(Card):
    """A clickable card with one key figure; more can be added below through `body`."""

    def __init__(self, theme: Theme, figure: KeyFigure) -> None:
        super().__init__(theme, clickable=True)
        self._name = text_label(figure.name, "secondary")
        self._value = text_label("", "kpi")
        self._note = text_label("", "secondary", "text3")
        self._icon = IconLabel(theme, figure.icon or "circle", figure.tone)
        self._verdict = text_label("", "strong")
        self._reference = ElidedLabel("", "caption")
        self.column.setContentsMargins(theme.s(16), theme.s(12), theme.s(16), theme.s(12))
        self.body.setSpacing(theme.s(2))
        self.body.addWidget(self._name)
        self._note.setContentsMargins(0, 0, 0, theme.s(5))
        self._note.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(_line(theme.s(8), self._value, self._note))
        self.body.addSpacing(theme.s(6))
        self.body.addLayout(_line(theme.s(4), self._icon, self._verdict))
        self.body.addWidget(self._reference)
        self.body.addStretch(1)
        self.set_figure(figure)

    def set_figure(self, figure: KeyFigure) -> None:
        """Show another figure."""
        self._name.setText(figure.name)
        self._value.setText(figure.value)
        self._note.setText(figure.note)
        self._verdict.setText(figure.verdict)
        restyle(self._verdict, tone=figure.tone)
        self._icon.setVisible(bool(figure.icon))
        if figure.icon:
            self._icon.set_icon(figure.icon, figure.tone)
        self._verdict.setVisible(bool(figure.verdict))
        self._reference.set_full_text(figure.reference)
        self._reference.setVisible(bool(figure.reference))
        words = (figure.name, f"{figure.value} {figure.note}".strip(), figure.verdict, figure.reference)
        self.setAccessibleName(". ".join(word for word in words if word))


def _line(gap: int, first: QWidget, second: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(gap)
    line.addWidget(first)
    line.addWidget(second)
    line.addStretch(1)
    return line
