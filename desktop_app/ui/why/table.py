"""The item model of the records behind a figure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.explanations import Explanation, Line
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
LOOKS = {
    "completed_on_time": ("checkmark_circle-filled", "success"),
    "completed_late": ("clock_alarm-filled", "warning"),
    "in_term": ("arrow_sync_circle", "progress"),
    "overdue": ("warning-filled", "danger"),
    "continuing": ("arrow_repeat_all", "neutral"),
    "complete": ("checkmark_circle-filled", "success"),
    "incomplete": ("clock", "warning"),
    "met": ("checkmark_circle-filled", "success"),
    "lapsed": ("warning-filled", "danger"),
    "partial": ("circle_half_fill", "progress"),
    "no": ("dismiss_circle", "neutral"),
    "unknown": ("question_circle", "neutral"),
    "not_applicable": ("subtract_circle", "neutral"),
    "typed": ("edit", "neutral"),
}


class WhyTable(QAbstractTableModel):
    """The lines of one explanation that the filters leave."""

    def __init__(self) -> None:
        """Empty until an explanation comes."""
        super().__init__()
        self._columns: tuple[tuple[str, str], ...] = ()
        self.lines: list[Line] = []

    def show_lines(self, explanation: Explanation, lines: list[Line]) -> None:
        """Show these lines under the explanation's columns."""
        self.beginResetModel()
        self._columns = tuple((column.title, column.kind) for column in explanation.columns)
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns the explanation has."""
        return 0 if parent.isValid() else len(self._columns)

    def kind(self, column: int) -> str:
        """The kind of a column."""
        return self._columns[column][1]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The column's title; figures stand right."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.kind(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, look and accessible text of a cell."""
        line = self.lines[index.row()]
        cell, kind = line.cells[index.column()], self.kind(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{cell.text}, {cell.second}" if cell.second else cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(kind)
        return _look(line, kind, cell.second) if role == LOOK_ROLE else None


def _side(kind: str) -> Qt.AlignmentFlag:
    right = Qt.AlignmentFlag.AlignRight if kind == "figure" else Qt.AlignmentFlag.AlignLeft
    return right | Qt.AlignmentFlag.AlignVCenter


def _look(line: Line, kind: str, second: str) -> CellLook:
    if kind == "reason":
        icon, tone = LOOKS.get(line.kind, ("", "neutral"))
        return CellLook(
            icon=icon, icon_token=tone, second=second, second_token=tone, second_strong=tone == "danger"
        )
    if kind == "title":
        return CellLook(wraps=not line.warning, second=line.warning, second_token="warning")
    if kind == "number":
        return CellLook(token="text3")
    return CellLook(token="text" if kind == "figure" else "text2", second=second)
