"""The list of what needs doing: overdue tasks first, then those due soon."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.tasks import Standing, Task
from desktop_app.store.reader import Reader
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import text_label

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


class Worklist(Card):
    """The card "Cần xử lý"; `chosen` carries the id of a task to open."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Build the empty list."""
        super().__init__(theme, "Cần xử lý", " ")
        self._list = QListWidget()
        self._list.setItemDelegate(_RowDelegate(theme, self._list))
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("Nhiệm vụ cần xử lý")
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        self._good = text_label("", "secondary", "text2", wraps=True)
        self._good.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._good)
        self.body.addWidget(self._list, 1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(theme.s(16), theme.s(12), theme.s(4), theme.s(4))

    def show_tasks(self, read: Reader, day: date) -> None:
        """Show what is urgent on a day."""
        overdue, soon = urgent_tasks(read.tasks(), day)
        self.set_title("Cần xử lý", f"{len(overdue)} quá hạn, {len(soon)} sắp đến hạn")
        self._list.clear()
        for task in overdue + soon:
            due = task.deadline(day)
            assert due is not None  # both lists hold dated tasks only
            lead = read.unit(task.lead_unit_id).name
            item = QListWidgetItem(task.title)
            item.setData(_TASK, task.id)
            item.setData(_LINES, (format_date(due), lead, describe_due(due, day), task in overdue))
            item.setToolTip(f"{task.number}: {task.title}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{task.title}. {lead}. Hạn {format_date(due)}, {describe_due(due, day)}",
            )
            self._list.addItem(item)
        self._good.setVisible(not overdue)
        self._good.setText(_all_good(read.tasks(), day) if not overdue else "")
        self._list.setVisible(bool(overdue or soon))

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
        painter.restore()

    def _line(self, painter, area, text, font, token, side) -> None:  # type: ignore[no-untyped-def]
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
