"""The row of filters over the list: chips, the rarer states, agency and term; it keeps to one line while it can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.domain.text import sort_key
from desktop_app.domain.units import Unit
from desktop_app.ui.pages.tasks.listing import TERMS, TaskFilter
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button, secondary
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox

CHIPS = [
    ChipChoice("", "Tất cả"),
    ChipChoice("overdue", "Quá hạn", "warning-filled", "danger"),
    ChipChoice("soon", "Sắp đến hạn", "calendar_clock", "warning"),
    ChipChoice("in_term", "Đang thực hiện", "arrow_sync_circle", "progress"),
    ChipChoice("completed_on_time", "Đúng hạn", "checkmark_circle-filled", "success"),
    ChipChoice("completed_late", "Muộn", "clock_alarm-filled", "warning"),
]
RARE = {
    "continuing": "Thường xuyên",
    "not_started": "Chưa triển khai",
    "suspended": "Tạm dừng",
    "cancelled": "Hủy",
    "not_assigned": "Chưa giao",
    "no_evidence": "Thiếu minh chứng",
}
_OTHERS = "Khác"
_UNTIL = "until"
_GAP = 8
_WIDTHS = (74, 118, 120)
"""Of the three choices, in design pixels: with the chips of a province's list they fill one line at 1366."""


class FilterRow(QWidget):
    """Chips and choices; `changed` after any of them. Where room is short, agency and term fold into "Bộ lọc"."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Nothing filtered yet."""
        super().__init__()
        self._theme, self._folded, self._must_fold = theme, False, False
        self._until: date | None = None
        self.chips = ChipBar(theme, CHIPS, "Lọc theo tình trạng", "nhiệm vụ")
        self.others = ComboBox(theme, "Lọc theo tình trạng khác", filter_chip=True)
        self.others.add_choices([(_OTHERS, ""), *((words, key) for key, words in RARE.items())])
        self.unit = ComboBox(theme, "Lọc theo cơ quan", filter_chip=True)
        self.term = ComboBox(theme, "Lọc theo thời hạn", filter_chip=True)
        self.term.add_choices([(words, key) for key, words in TERMS])
        self.fold_button: Button = secondary(theme, "Bộ lọc", "filter")
        self.fold_button.setProperty("kind", "chip")
        self.fold_button.hide()
        self._panel = _Panel(theme, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.s(_GAP))
        self._row.addWidget(self.chips, 1)
        for widget in (self.others, self.unit, self.term, self.fold_button):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._size_choices()
        self.chips.chosen.connect(self._after_chip)
        self.others.activated.connect(self._after_other)
        self.unit.activated.connect(self._after_choice)
        self.term.activated.connect(self._after_choice)
        self.fold_button.clicked.connect(self._open_panel)

    def _size_choices(self) -> None:
        """As wide as their first words; a longer choice ends in "…" and is whole in its tooltip."""
        for box, width in zip((self.others, self.unit, self.term), _WIDTHS, strict=True):
            box.setFixedWidth(self._theme.s(width))

    @property
    def chip(self) -> str:
        """The key of the state filtered by, "" for all."""
        return str(self.others.currentData() or self.chips.current)

    def wanted(self, query: str) -> TaskFilter:
        """The filter in force, with the words searched for."""
        term = self.term.currentData() or ""
        found = TaskFilter(self.chip, query, self.unit.currentData() or 0, "" if term == _UNTIL else term)
        return replace(found, until=self._until if term == _UNTIL else None)

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.chip or self.unit.currentData() or self.term.currentData())

    def clear(self) -> None:
        """Filter nothing."""
        self.set_until(None)
        self.unit.choose(0)
        self.term.choose("")
        self.choose_chip("")
        self._tell_choices()

    def choose_chip(self, key: str) -> bool:
        """Filter by a state; False when there is none of that key."""
        if key in RARE:
            self.others.choose(key)
            self._after_other()
            return True
        if key not in {choice.key for choice in CHIPS}:
            return False
        self.others.choose("")
        self._mark(key)
        self._tell_choices()
        return True

    def _mark(self, key: str) -> None:
        self.chips.blockSignals(True)
        self.chips.choose(key)
        self.chips.blockSignals(False)

    def set_until(self, day: date | None) -> None:
        """Offer and choose "Đến dd/MM/yyyy" (completed or due by then), or take it away."""
        self._until = day
        at = self.term.findData(_UNTIL)
        if at >= 0:
            self.term.removeItem(at)
        if day is not None:
            self.term.addItem(f"Đến {format_date(day)}", _UNTIL)
            self.term.choose(_UNTIL)
        self._tell_choices()

    def set_units(self, units: list[Unit]) -> None:
        """Offer these agencies; the chosen one stays chosen."""
        chosen = self.unit.currentData() or 0
        named = sorted(units, key=lambda unit: sort_key(unit.short_name))
        wanted = [("Mọi cơ quan", 0), *((unit.short_name, unit.id) for unit in named)]
        if wanted == [(self.unit.itemText(row), self.unit.itemData(row)) for row in range(self.unit.count())]:
            return
        self.unit.clear()
        self.unit.add_choices(list(wanted))
        self.unit.choose(chosen)
        self._tell_choices()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many tasks each state leaves under the other filters."""
        self.chips.set_counts({key: counts[key] for key in counts if key not in RARE})
        for key, words in RARE.items():
            self.others.setItemText(self.others.findData(key), f"{words}  {format_number(counts[key])}")
        self._fit()

    def must_fold(self, folded: bool) -> None:
        """Fold agency and term whatever the room (below 1060 design pixels)."""
        self._must_fold = folded
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold for the new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        room = self.width() - sum(self._theme.s(width) + self._theme.s(_GAP) for width in _WIDTHS)
        folded = self._must_fold or self.chips.sizeHint().width() > room
        if folded == self._folded:
            return
        self._folded = folded
        self.fold_button.setVisible(folded)
        if folded:
            self._panel.take(self.unit, self.term)
        else:
            for at, box in ((2, self.unit), (3, self.term)):
                self._row.insertWidget(at, box, 0, Qt.AlignmentFlag.AlignTop)
                box.show()
            self._size_choices()
        self._tell_choices()

    def _open_panel(self) -> None:
        self._panel.adjustSize()
        corner = self.fold_button.mapToGlobal(
            QPoint(self.fold_button.width() - self._panel.width(), self.fold_button.height() + 4)
        )
        self._panel.move(corner)
        self._panel.show()
        self.unit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _after_chip(self, _key: str) -> None:
        self.others.choose("")
        self._after_choice()

    def _after_other(self) -> None:
        if self.others.currentData():
            self.chips.choose_none()
        else:
            self._mark("")
        self._after_choice()

    def _after_choice(self) -> None:
        self._tell_choices()
        self.changed.emit()

    def _tell_choices(self) -> None:
        active = [box for box in (self.unit, self.term) if box.currentData()]
        self.fold_button.setText(f"Bộ lọc  {len(active)}" if active else "Bộ lọc")
        for box in (self.others, self.unit, self.term):
            box.setToolTip(box.currentText() if box.currentData() else "")
            chosen = "true" if box.currentData() else ""
            if box.property("chosen") != chosen:
                box.setProperty("chosen", chosen)
                box.style().unpolish(box)
                box.style().polish(box)


class _Panel(QFrame):
    """The folded choices, in a popup under "Bộ lọc"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setProperty("frame", "box")
        self._column = QVBoxLayout(self)

    def take(self, *boxes: ComboBox) -> None:
        """Hold the choices until they go back to the row."""
        for box in boxes:
            box.setFixedWidth(self._theme.s(260))
            self._column.addWidget(box)
            box.show()
