"""Choosing a state: reports that were sent, ends of months, the record as it is, or any day and log entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.comparing import Choice, named_state
from desktop_app.ui.desk import Desk
from desktop_app.ui.past_dialog import PastDialog
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.labels import IconLabel, text_label

_OTHER = "other"
_WORDS = ("Thời điểm so sánh", "Chọn", "Ngày chốt của số liệu, và sổ như đã biết đến lúc nào.")


class StateBox(QWidget):
    """A label, the choice of a state, and a lock beside one that was sent. `chosen()` after the person chose."""

    chosen = Signal()

    def __init__(self, desk: Desk, label: str) -> None:
        """Empty until `offer`."""
        super().__init__()
        self._desk = desk
        self._offered: Sequence[Choice] = ()
        self._choice: Choice | None = None
        self._follows = False
        self.dialog: PastDialog | None = None
        self.box = ComboBox(desk.theme, f"{label} thời điểm")
        self.box.setMinimumWidth(desk.theme.s(272))
        self._lock = IconLabel(desk.theme, "lock_closed-filled", "text2")
        self._lock.setToolTip("Bản đã khóa và ghi nhận nộp")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(desk.theme.s(8))
        row.addWidget(text_label(label, "secondary", "text2"))
        row.addWidget(self.box)
        row.addWidget(self._lock)
        self.box.activated.connect(self._take)

    @property
    def choice(self) -> Choice | None:
        """The state chosen, None before any was."""
        return self._choice

    def offer(self, offered: Sequence[Choice]) -> None:
        """Offer these states; what is chosen stays."""
        self._offered = offered
        self._fill()

    def choose(self, choice: Choice) -> None:
        """Show a state without announcing it; a state of the newest entry follows the record from then on."""
        newest, _ = self._desk.session.record.last_entry
        self._choice, self._follows = choice, choice.state.entry == newest
        self._fill()

    def follow(self) -> None:
        """Take the newest entry where the record as it is was chosen."""
        if self._choice is not None and self._follows:
            newest, _ = self._desk.session.record.last_entry
            self.choose(named_state(self._desk.session, self._choice.state.day, newest))

    def _fill(self) -> None:
        offered = list(self._offered)
        if self._choice is not None and self._choice.state not in [item.state for item in offered]:
            offered.insert(0, self._choice)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.add_choices([(item.title, item) for item in offered])
        for at, item in enumerate(offered):
            if self._choice is not None and item.state == self._choice.state:
                self.box.setCurrentIndex(at)
        self.box.addItem("Thời điểm khác…", _OTHER)
        self.box.blockSignals(False)
        self._lock.setVisible(self._choice is not None and self._choice.locked)

    def _take(self, index: int) -> None:
        data = self.box.itemData(index)
        if data == _OTHER:
            self._fill()  # back to the present choice until another is made
            self.ask()
        elif isinstance(data, Choice):
            self.choose(data)
            self.chosen.emit()

    def ask(self) -> None:
        """Ask for any day and log entry."""
        state = self._choice.state if self._choice else None
        self.dialog = PastDialog(
            self._desk, self, state.entry if state else None, state.day if state else None, _WORDS
        )
        self.dialog.chosen.connect(self._take_asked)
        self.dialog.open()

    def _take_asked(self, entry: int, day: date) -> None:
        self.choose(named_state(self._desk.session, day, entry))
        self.chosen.emit()
