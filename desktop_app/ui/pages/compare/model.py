"""The item model of the list: what changed, of which task or unit, before and after, and on what it rests."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.domain.bridges import Aspect, Cause
from desktop_app.domain.comparison import TASK, Change
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.list_model import ListModel

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


class ChangeTable(ListModel[Change]):
    """One row a change."""

    def __init__(self) -> None:
        """Empty until changes come."""
        super().__init__(_HEADERS)

    @property
    def of_tasks(self) -> bool:
        """Whether any row is of a task; else number and lead say nothing."""
        return any(item.subject == TASK for item in self.shown)

    @property
    def says_why(self) -> bool:
        """Whether any row says on what it rests."""
        return any(item.basis for item in self.shown)

    def find(self, cause: Cause, gains: bool) -> int:
        """The first row of a step, −1 when there is none."""
        rows = enumerate(self.shown)
        return next((at for at, item in rows if item.what is cause and (item.amount > 0) == gains), -1)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The column's title; of units where no row is of a task."""
        title = super().headerData(section, orientation, role)
        of_units = section == TITLE and title is not None and self.shown and not self.of_tasks
        return "Đơn vị" if of_units else title

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Words and look of a cell."""
        item = self.shown[row]
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
