"""What the log says of one task: who changed what and when, with old and new; read when it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_moment
from desktop_app.history import Detail, TaskEntry, task_history
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.detail_panel import clear_layout
from desktop_app.ui.widgets.labels import text_label

_FIRST = 20


class TaskLog(QWidget):
    """The heading "Lịch sử" with "Xem"; the entries stand below it once they were asked for."""

    def __init__(self, desk: Desk, task_id: int) -> None:
        """Closed at first: most readers of a task do not need it."""
        super().__init__()
        self._desk, self._task_id, self._most = desk, task_id, _FIRST
        self.toggle = ghost(desk.theme, "Xem", "history")
        self.toggle.setAccessibleName("Xem lịch sử nhiệm vụ")
        self.toggle.clicked.connect(self._switch)
        head = QHBoxLayout()
        head.addWidget(text_label("Lịch sử", "strong"))
        head.addStretch(1)
        head.addWidget(self.toggle)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(desk.theme.s(8))
        self.open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(self._rows)

    def _switch(self) -> None:
        self.open = not self.open
        self.toggle.setText("Ẩn" if self.open else "Xem")
        self.refresh()

    def refresh(self) -> None:
        """Read the log again while it is open."""
        clear_layout(self._rows)
        if not self.open:
            return
        entries = task_history(self._desk.read, self._task_id)
        for entry in entries[: self._most]:
            self._rows.addWidget(self._block(entry))
        if len(entries) > self._most:
            more = ghost(self._desk.theme, f"Xem thêm {len(entries) - self._most} lần sửa trước")
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more)

    def _show_all(self) -> None:
        self._most = 100_000
        self.refresh()

    def _block(self, entry: TaskEntry) -> QWidget:
        change_set, block = entry.change_set, QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        when = format_moment(change_set.at, self._desk.session.today)
        undone = " · đã hoàn tác" if change_set.undone_by else ""
        column.addWidget(text_label(f"{when} · {change_set.actor}{undone}", "caption", "text3"))
        column.addWidget(text_label(change_set.label, "secondary", "text", wraps=True))
        for detail in entry.details:
            column.addWidget(text_label(_words(detail), "caption", "text2", wraps=True))
        return block


def _words(detail: Detail) -> str:
    what = detail.subject.partition(" › ")[2] or detail.subject
    return f"{what}: {detail.old} → {detail.new}"
