"""Exclusive filter chips with icon and count."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from desktop_app.domain import numbers
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True)
class ChipChoice:
    """One filter: its key, its word, an icon with its colour token, and what is counted."""

    key: str
    label: str
    icon: str = ""
    token: str = "text2"


class Chip(Button):
    """A checkable chip as wide as its bold text, so that choosing it moves nothing."""

    def __init__(self, theme: Theme, choice: ChipChoice, counted: str) -> None:
        super().__init__(theme, choice.label, "chip")
        self._choice = choice
        self._counted = counted
        self.setCheckable(True)
        if choice.icon:
            self.set_icon(choice.icon, choice.token)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """Show how many rows the filter leaves, or no number."""
        label = self._choice.label
        self.setText(label if count is None else f"{label}  {numbers.format_number(count)}")
        counted = "" if count is None else f", {numbers.format_number(count)} {self._counted}".rstrip()
        self.setAccessibleName(f"Lọc: {label}{counted}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Wide enough for the bold text of the chosen state."""
        icon = self.iconSize().width() if not self.icon().isNull() else 0
        width = QFontMetrics(self._theme.font(13, 600)).horizontalAdvance(self.text())
        return QSize(width + icon + self._theme.s(20) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """No narrower than its text."""
        return self.sizeHint()


class ChipBar(QWidget):
    """A wrapping row of chips of which exactly one is chosen; arrow keys move between them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, choices: list[ChipChoice], name: str, counted: str = "") -> None:
        """`name` names the group for a screen reader; `counted` is the noun after the counts."""
        super().__init__()
        self.setAccessibleName(name)
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        layout = FlowLayout(self, theme.s(8))
        for choice in choices:
            chip = Chip(theme, choice, counted)
            self._chips[choice.key] = chip
            self._group.addButton(chip)
            layout.addWidget(chip)
            chip.toggled.connect(lambda on, key=choice.key: self.chosen.emit(key) if on else None)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if choices:
            self.choose(choices[0].key)

    @property
    def current(self) -> str:
        """The key of the chosen chip."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a chip by its key; KeyError when there is none."""
        self._chips[key].setChecked(True)

    def choose_none(self) -> None:
        """Leave no chip chosen: another filter stands in for them."""
        self._group.setExclusive(False)
        for chip in self._chips.values():
            chip.setChecked(False)
        self._group.setExclusive(True)

    def chip(self, key: str) -> Chip:
        """The chip of a key."""
        return self._chips[key]

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show the count of each chip that is named."""
        for key, count in counts.items():
            self._chips[key].set_count(count)
