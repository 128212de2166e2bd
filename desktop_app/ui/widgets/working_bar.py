"""A thin bar over the screen while something long is under way, with a button to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.labels import text_label

QUIET_MS, STOPPABLE_MS = 300, 3000


class WorkingBar(QFrame):
    """Nothing for 300 ms, then a bar with what is being done, after 3 s also "Dừng"."""

    def __init__(self, theme: Theme) -> None:
        """Hidden until work takes long enough to be worth showing."""
        super().__init__()
        self._stop: Callable[[], None] = lambda: None
        self._words = text_label("", "secondary", "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._button = ghost(theme, "Dừng")
        self._button.clicked.connect(lambda: self._stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.s(24), theme.s(4), theme.s(24), 0)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._button)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.show)
        self._long = QTimer(self, singleShot=True, interval=STOPPABLE_MS)
        self._long.timeout.connect(self._button.show)
        self.hide()

    def follow(self, title: str, stop: Callable[[], None], progressed: SignalInstance) -> None:
        """Show the progress of a piece of work; `stop` is what the button does."""
        self._words.setText(title)
        self._stop = stop
        self._bar.setRange(0, 0)
        self._button.hide()
        progressed.connect(self._advance)
        self._quiet.start()
        self._long.start()

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def finish(self) -> None:
        """The work ended."""
        self._quiet.stop()
        self._long.stop()
        self.hide()
