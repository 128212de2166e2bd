"""The list of what needs doing: overdue tasks first, then those due soon."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.tasks import Standing, Task
from desktop_app.store.reader import Reader
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import primary
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import IconLabel, text_label

DUE_SOON_DAYS = 15
_TASK = Qt.ItemDataRole.UserRole
_LINES = Qt.ItemDataRole.UserRole + 1


def urgent_tasks(tasks: tuple[Task, ...], day: date) -> tuple[list[Task], list[Task]]:
    """The overdue tasks, longest first, and those due within 15 days, soonest first."""

    def due(task: Task) -> date:
        return task.deadline(day) or date.max

    overdue = [task for task in tasks if task.standing(day) is Standing.OVERDUE]
    soon = [task for task in tasks if task.due_within(day, DUE_SOON_DAYS)]
    return sorted(overdue, key=due), sorted(soon, key=due)


class _RowList(QListWidget):
    """Marks a row only while the keyboard is in the list."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Start at the first row when the keyboard comes."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentRow(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no mark behind."""
        super().focusOutEvent(event)
        self.setCurrentRow(-1)


class Worklist(Card):
    """The card "Cần xử lý": `chosen` carries the id of a task to open, `listed` the chip of the whole list.

    `adding` asks for the form of a first task.
    """

    chosen = Signal(int)
    listed = Signal(str)
    adding = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build the empty list."""
        super().__init__(theme, "Cần xử lý", " ", clickable=True)
        self._chip = ""
        self.list = _RowList()
        self.list.setItemDelegate(_RowDelegate(theme, self.list))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Nhiệm vụ cần xử lý")
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self._mark = IconLabel(theme, "checkmark_circle-filled", "success")
        self._good = text_label("", "secondary", "text2", wraps=True)
        self.add = primary(theme, "Thêm nhiệm vụ", "add")
        self.add.clicked.connect(self.adding)
        self.empty = EmptyState(
            theme,
            "clipboard_task_list_ltr",
            "Chưa có nhiệm vụ nào",
            "Thêm từng nhiệm vụ, hoặc nạp chương trình trong Cài đặt.",
            (self.add,),
        )
        self._good.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, theme.s(12), 0)
        line.setSpacing(theme.s(6))
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._good, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.empty, 1)
        self.column.setContentsMargins(theme.s(16), theme.s(12), theme.s(4), theme.s(4))
        self.opened.connect(lambda: self.listed.emit(self._chip))

    def hasHeightForWidth(self) -> bool:
        """No: a grid takes the height a card prefers for its width as the least it needs, and would scroll."""
        return False

    def show_tasks(self, read: Reader, day: date, can_edit: bool) -> None:
        """Show what is urgent on a day."""
        overdue, soon = urgent_tasks(read.tasks(), day)
        self._chip = "overdue" if overdue else "soon" if soon else ""
        counts = f"{len(overdue)} quá hạn, {len(soon)} sắp đến hạn"
        self.set_title("Cần xử lý", counts if read.tasks() else "")
        self.setAccessibleName(f"Cần xử lý: {counts}")
        self.list.clear()
        for task in overdue + soon:
            self._add_row(read, task, day, task in overdue)
        good = bool(read.tasks()) and not overdue
        self._good.setText(_all_good(read.tasks(), day) if good else "")
        for widget in (self._mark, self._good):
            widget.setVisible(good)
        self.list.setVisible(bool(overdue or soon))
        self.empty.setVisible(not read.tasks())
        self.add.setVisible(can_edit)

    def _add_row(self, read: Reader, task: Task, day: date, overdue: bool) -> None:
        due = task.deadline(day)
        assert due is not None  # both lists hold dated tasks only
        lead, distance = read.unit(task.lead_unit_id).name, describe_due(due, day)
        item = QListWidgetItem(task.title)
        item.setData(_TASK, task.id)
        item.setData(_LINES, (format_date(due), lead, distance, overdue))
        item.setToolTip(f"{task.number}: {task.title}")
        state = "Quá hạn" if overdue else "Sắp đến hạn"
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            f"{state}: {task.title}. {lead}. Hạn {format_date(due)}, {distance}",
        )
        self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_TASK))


def _all_good(tasks: tuple[Task, ...], day: date) -> str:
    dues = [task.deadline(day) for task in tasks if task.standing(day) is Standing.IN_TERM]
    known = [due for due in dues if due is not None]
    if not known:
        return "Không có việc quá hạn."
    return f"Không có việc quá hạn. Việc gần nhất đến hạn {format_date(min(known))}."


class _RowDelegate(QStyledItemDelegate):
    """Draws a row: icon, title, and a line with deadline, lead unit and distance."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines of text and a hairline."""
        return QSize(self._theme.s(120), self._theme.s(52))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        theme, area = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        due, lead, distance, overdue = index.data(_LINES)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):  # type: ignore[attr-defined]
            painter.fillRect(area, theme.colour("selection"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(area.left(), area.bottom(), area.right() - theme.s(12), area.bottom())
        icon, tone = ("warning-filled", "danger") if overdue else ("calendar_clock", "warning")
        painter.drawPixmap(area.left(), area.top() + theme.s(8), theme.pixmap(icon, tone, 20))
        text = area.adjusted(theme.s(28), theme.s(6), -theme.s(14), -theme.s(5))
        upper, lower = QRect(text), QRect(text)
        upper.setHeight(text.height() // 2)
        lower.setTop(upper.bottom() + 1)
        self._line(painter, upper, index.data(), theme.font(13), "text", Qt.AlignmentFlag.AlignLeft)
        strong = theme.font(12, 600)
        painter.setFont(strong)
        reserved = painter.fontMetrics().horizontalAdvance(distance) + theme.s(10)
        self._line(painter, lower, distance, strong, tone, Qt.AlignmentFlag.AlignRight)
        lower.setRight(lower.right() - reserved)
        self._line(painter, lower, f"{due} · {lead}", theme.font(12), "text3", Qt.AlignmentFlag.AlignLeft)
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRect, text: str, font: QFont, token: str, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
