"""The item model of the task list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.dates import format_date
from desktop_app.domain.tasks import Standing, TaskState
from desktop_app.domain.text import sort_key
from desktop_app.ui.pages.tasks.listing import CHIPS, Line, TaskFilter, apart_from_chip, urgency
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, TITLE, LEAD, DUE, STATUS, PERCENT, UPDATED = range(7)
HEADERS = ("TT", "Nhiệm vụ", "Chủ trì", "Hạn", "Trạng thái", "Tiến độ", "Cập nhật")
LOOKS = {
    Standing.COMPLETED_ON_TIME: ("Đúng hạn", "checkmark_circle-filled", "success"),
    Standing.COMPLETED_LATE: ("Muộn", "clock_alarm-filled", "warning"),
    Standing.IN_TERM: ("Đang thực hiện", "arrow_sync_circle", "progress"),
    Standing.OVERDUE: ("Quá hạn", "warning-filled", "danger"),
    Standing.CONTINUING: ("Thường xuyên", "arrow_repeat_all", "neutral"),
    Standing.CANCELLED: ("Hủy", "dismiss_circle", "neutral"),
    Standing.NOT_ASSIGNED: ("Chưa giao", "circle", "neutral"),
}


def status_look(line: Line, day: date) -> tuple[str, str, str]:
    """Word, icon and tone of a task's status; a task in term that has not begun, or is paused, says so."""
    state = line.task.state_at(day)
    if line.standing is Standing.IN_TERM and state is TaskState.NOT_STARTED:
        return state.label, "circle", "neutral"
    if line.standing in (Standing.IN_TERM, Standing.CONTINUING) and state is TaskState.SUSPENDED:
        return state.label, "clock", "neutral"
    return LOOKS[line.standing]


class TaskTable(QAbstractTableModel):
    """The tasks of a day as filtered and sorted."""

    def __init__(self) -> None:
        """Empty until lines come; what needs doing comes first."""
        super().__init__()
        self.day = date.min
        self._all: list[Line] = []
        self._narrowed: list[Line] = []
        self._lines: list[Line] = []
        self._filter = TaskFilter()
        self._sort = (STATUS, Qt.SortOrder.AscendingOrder)

    def show_lines(self, lines: list[Line], day: date) -> None:
        """Show the tasks of a day."""
        self._all, self.day = lines, day
        self._lay_out()

    def narrow(self, wanted: TaskFilter) -> None:
        """Show only what the filter lets through."""
        self._filter = wanted
        self._lay_out()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; upwards by status is what needs doing first."""
        if column >= 0:
            self._sort = (column, order)
            self._lay_out()

    @property
    def sorted_by_urgency(self) -> bool:
        """Whether the default order is in force."""
        return self._sort == (STATUS, Qt.SortOrder.AscendingOrder)

    @property
    def sorted_column(self) -> str:
        """The name of the column sorted by."""
        return HEADERS[self._sort[0]]

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._narrowed = apart_from_chip(self._all, self._filter, self.day)
        test = CHIPS[self._filter.chip]
        lines = [line for line in self._narrowed if test(line, self.day)]
        lines.sort(key=urgency)
        column, order = self._sort
        lines.sort(key=_SORT_KEYS[column], reverse=order == Qt.SortOrder.DescendingOrder)
        self._lines = lines
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """How many tasks each chip leaves under the other filters."""
        return {key: sum(test(line, self.day) for line in self._narrowed) for key, test in CHIPS.items()}

    def line(self, row: int) -> Line:
        """The line at a row."""
        return self._lines[row]

    def lines(self) -> list[Line]:
        """The lines shown, in order."""
        return list(self._lines)

    def all_lines(self) -> list[Line]:
        """All tasks of the day, whatever the filters."""
        return list(self._all)

    def find(self, task_id: int) -> int:
        """The row of a task, −1 when it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.task.id == task_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many tasks are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number, title, lead, deadline, status, percent, last note."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == PERCENT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return right if index.column() == PERCENT else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LOOK_ROLE):
            return None
        text, look = self._cell(self._lines[index.row()], index.column())
        if role == LOOK_ROLE:
            return look
        return f"{text} {look.second}".strip() if role == Qt.ItemDataRole.AccessibleTextRole else text

    def _cell(self, line: Line, column: int) -> tuple[str, CellLook]:
        task = line.task
        if column == NUMBER:
            return task.number.removeprefix("NV-"), CellLook(token="text3")
        if column == TITLE:
            return task.title, CellLook(wraps=True)
        if column == LEAD:
            return line.lead, CellLook(token="text2")
        if column == DUE:
            return self._due(line)
        if column == STATUS:
            word, icon, tone = status_look(line, self.day)
            return word, CellLook(
                icon=icon,
                icon_token=tone,
                token=tone,
                strong=line.standing is Standing.OVERDUE,
                searched=False,
            )
        if column == PERCENT:
            return f"{line.percent}%", CellLook(token="text2", searched=False)
        return format_date(task.updates[0].noted_on) if task.updates else "–", CellLook(
            token="text3", searched=False
        )

    def _due(self, line: Line) -> tuple[str, CellLook]:
        distance = line.distance(self.day)
        overdue = line.standing is Standing.OVERDUE
        tone = "danger" if overdue else ("warning" if line.soon else "text3")
        look = CellLook(
            second=distance, second_token=tone, second_strong=overdue or line.soon, searched=False
        )
        return (line.due_words if line.due else "–"), look


_order = lru_cache(maxsize=131_072)(sort_key)  # titles seldom change and take a while to take apart
_SORT_KEYS: dict[int, Callable[[Line], Any]] = {
    NUMBER: lambda line: _order(line.task.number),
    TITLE: lambda line: _order(line.task.title),
    LEAD: lambda line: _order(line.lead),
    DUE: lambda line: line.due or date.max,
    STATUS: urgency,
    PERCENT: lambda line: line.percent,
    UPDATED: lambda line: line.task.updates[0].noted_on if line.task.updates else date.min,
}
