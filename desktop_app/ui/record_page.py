"""The base of the screens that show the record: they read it when they are seen, never while they are hidden."""

from __future__ import annotations

from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page


class RecordPage(Page):
    """A screen of the record, read again at once after a change of record, day or period, or when next shown."""

    def __init__(self, desk: Desk, title: str) -> None:
        """Nothing is read before the screen is first shown."""
        super().__init__(desk.theme, title)
        self._desk = desk
        self._stale = True
        desk.record_changed.connect(lambda _: self._now_stale())
        desk.viewpoint_changed.connect(self._now_stale)

    def refresh(self) -> None:
        """Read the record and show it."""
        raise NotImplementedError

    def on_shown(self) -> None:
        """Read the record if anything changed while the screen was hidden."""
        if self._stale:
            self._stale = False
            self.refresh()

    def _now_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.on_shown()
