"""The card with the grid, what is to be said of its cell, the list of findings, and the line of sums."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.statistics import SelectionStatistics
from desktop_app.ui.pages.services.findings import FindingsPanel
from desktop_app.ui.pages.services.message_line import MessageLine
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, hairline, text_label

_HINT = "F8: tới ô cần xem tiếp theo. “–” là chưa có số, khác với 0. Tổng chỉ cộng các đơn vị đủ số."


class SheetCard(Card):
    """Grid above, words below; in place of the grid an empty state that says what to do."""

    def __init__(self, theme: Theme, model: GridModel) -> None:
        """Everything stands; nothing is shown yet."""
        super().__init__(theme)
        self.grid = ExcelGrid(model, theme, "Số liệu dịch vụ công trực tuyến")
        self.message = MessageLine(theme)
        self.findings = FindingsPanel(theme)
        self.empty = EmptyState(theme, "table", "")
        self._lock = IconLabel(theme, "lock_closed", "text2")
        self._hint = ElidedLabel(_HINT, "caption", "text3")
        self._sums = text_label("", "caption", "text2")
        self.column.setContentsMargins(1, 1, 1, theme.s(4))
        self.body.setSpacing(0)
        footer = QHBoxLayout()
        footer.setContentsMargins(theme.s(13), theme.s(6), theme.s(13), theme.s(2))
        footer.setSpacing(theme.s(8))
        footer.addWidget(self._lock)
        footer.addWidget(self._hint, 1)
        footer.addWidget(self._sums)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        for part in (hairline(theme), self.message, self.findings, hairline(theme)):
            words.addWidget(part)
        words.addLayout(footer)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._words)
        self.grid.statistics_changed.connect(self._show_sums)
        self.show_nothing("", "")

    def show_grid(self, locked: str) -> None:
        """Show the grid; `locked` says why nothing can be typed ("": it can)."""
        self._lock.setVisible(bool(locked))
        self._hint.set_full_text(locked or _HINT)
        self._swap(True)

    def show_nothing(self, title: str, hint: str) -> None:
        """Say why there is no grid."""
        self.empty.set_text(title, hint)
        self._swap(False)

    def _swap(self, filled: bool) -> None:
        self.grid.setVisible(filled)
        self._words.setVisible(filled)
        self.empty.setVisible(not filled)

    def _show_sums(self, found: SelectionStatistics) -> None:
        shown = found.parts() if found.count > 1 else ()
        self._sums.setText("   ".join(f"{name}  {figure}" for name, figure in shown))
