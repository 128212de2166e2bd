"""The item model of the list: what changed, of which task or unit, before and after, and on what it rests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.bridges import Aspect, Cause
from desktop_app.domain.comparison import TASK, Change
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WHAT, NUMBER, TITLE, LEAD, BEFORE, AFTER, BASIS = range(7)
_HEADERS = ("Thay đổi", "Mã", "Nhiệm vụ", "Chủ trì", "Trước", "Sau", "Căn cứ")
_GAIN, _LATER, _LOSS = (
    ("checkmark_circle-filled", "success"),
    ("add_circle-filled", "progress"),
    ("subtract_circle-filled", "danger"),
)
_RULE = ("arrow_swap", "text2")
LATER_CAUSES = (Cause.SUPPLEMENTED, Cause.CORRECTED, Cause.RESTORED, Cause.JOINED)
_ASPECTS = {
    Aspect.ADDED: ("add_circle", "text2"),
    Aspect.GONE: ("delete", "text2"),
    Aspect.OVERDUE: ("warning-filled", "danger"),
    Aspect.STATE: ("arrow_sync", "text2"),
    Aspect.FINISH: ("calendar_ltr", "text2"),
    Aspect.DEADLINE: ("calendar_clock", "text2"),
    Aspect.LEAD: ("people", "text2"),
    Aspect.KIND: _RULE,
    Aspect.VALUE: ("table", "text2"),
    Aspect.LAYER: ("shield_task", "text2"),
}


def tone_of(cause: Cause) -> str:
    """The tone of a step's blocks: done, recorded afterwards, or counted otherwise."""
    if cause is Cause.RULE:
        return "neutral"
    return "progress" if cause in LATER_CAUSES else "success"


def _look(change: Change) -> tuple[str, str]:
    if isinstance(change.what, Aspect):
        return _ASPECTS[change.what]
    if change.amount < 0:
        return _LOSS
    if change.what is Cause.RULE:
        return _RULE
    return _LATER if change.what in LATER_CAUSES else _GAIN


class ChangeTable(QAbstractTableModel):
    """One row a change."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[Change, ...] = ()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show these changes, in this order."""
        self.beginResetModel()
        self._changes = tuple(changes)
        self.endResetModel()

    def change(self, row: int) -> Change:
        """The change of a row."""
        return self._changes[row]

    @property
    def of_tasks(self) -> bool:
        """Whether any row is of a task; else number and lead say nothing."""
        return any(item.subject == TASK for item in self._changes)

    @property
    def says_why(self) -> bool:
        """Whether any row says on what it rests."""
        return any(item.basis for item in self._changes)

    def find(self, cause: Cause, gains: bool) -> int:
        """The first row of a step, −1 when there is none."""
        rows = enumerate(self._changes)
        return next((at for at, item in rows if item.what is cause and (item.amount > 0) == gains), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many changes are shown."""
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, number, title, lead, before, after, basis."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Đơn vị" if section == TITLE and self._changes and not self.of_tasks else _HEADERS[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, LOOK_ROLE):
            return None
        text, look = self._cell(self._changes[index.row()], index.column())
        return look if role == LOOK_ROLE else text

    def _cell(self, item: Change, column: int) -> tuple[str, CellLook]:
        if column == WHAT:
            icon, token = _look(item)
            return item.label, CellLook(icon, token, token, strong=bool(item.figure))
        if column == TITLE:
            return item.title, CellLook(wraps=True)
        texts = {
            NUMBER: item.number,
            LEAD: item.lead,
            BEFORE: item.before,
            AFTER: item.after,
            BASIS: item.basis,
        }
        return texts[column], CellLook(token="text" if column == AFTER else "text2", wraps=True)
