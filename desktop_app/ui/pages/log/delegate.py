"""Draws the rows of the log and answers where their buttons are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.domain.numbers import format_number
from desktop_app.ui.pages.log.model import ROW_ROLE, day_title
from desktop_app.ui.pages.log.rows import DayRow, DetailRow, EntryRow, MoreRow, Row
from desktop_app.ui.theme import Theme

_ICONS = {
    "figures": "edit",
    "tasks": "clipboard_task_list_ltr",
    "layers": "shield_task",
    "settings": "settings",
}
_LEFT, _RIGHT, _MIDDLE = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignVCenter,
)
UNDO_WIDTH, ACTOR_WIDTH = 104, 138
_LEAST_REASON = 120


class LogDelegate(QStyledItemDelegate):
    """One delegate for all kinds of rows; measures and places are in design pixels."""

    def __init__(
        self, theme: Theme, today: date, can_undo: bool, obstacle: Callable[[int], str], parent: QWidget
    ) -> None:
        """`can_undo` is False in a record open for viewing; `obstacle` says why an entry cannot be undone."""
        super().__init__(parent)
        self._theme, self._today, self._can_undo, self._obstacle = theme, today, can_undo, obstacle

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of the row's kind."""
        row = index.data(ROW_ROLE)
        height = {DayRow: 31, EntryRow: 37, DetailRow: 28, MoreRow: 32}[type(row)]
        return QSize(self._theme.s(300), self._theme.s(height))

    def undo_area(self, area: QRect) -> QRect:
        """Where the undo button of an entry's row is."""
        width = self._theme.s(UNDO_WIDTH)
        return QRect(area.right() - width, area.top(), width, area.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: Row = index.data(ROW_ROLE)
        area = QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        if isinstance(row, DayRow):
            self._day(painter, area, row)
        elif isinstance(row, EntryRow):
            current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            self._entry(painter, area, row, current)
        elif isinstance(row, DetailRow):
            self._detail(painter, area, row)
        else:
            self._more(painter, area, row)
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        token: str = "text",
        *,
        px: int = 13,
        weight: int = 400,
        side: Qt.AlignmentFlag = _LEFT,
    ) -> int:
        painter.setFont(self._theme.font(px, weight))
        painter.setPen(self._theme.colour(token))
        metrics = painter.fontMetrics()
        painter.drawText(
            area, side | _MIDDLE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        )
        return metrics.horizontalAdvance(text)

    def _line(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _day(self, painter: QPainter, area: QRect, row: DayRow) -> None:
        painter.fillRect(area, self._theme.colour("surface2"))
        inner = area.adjusted(self._theme.s(17), 0, 0, 0)
        used = self._text(painter, inner, day_title(row.day, self._today), weight=600)
        self._text(painter, inner.adjusted(used + self._theme.s(9), 0, 0, 0), f"{row.count} mục", "text3")

    def _entry(self, painter: QPainter, area: QRect, row: EntryRow, current: bool) -> None:
        s, item = self._theme.s, row.change_set
        if current:
            painter.fillRect(area, self._theme.colour("selection"))
        self._line(painter, area)
        self._pixmap(
            painter, area.left() + s(15), area, "chevron_down" if row.opened else "chevron_right", "text2"
        )
        self._text(
            painter,
            QRect(area.left() + s(39), area.top(), s(48), area.height()),
            format_number(item.entry),
            "text3",
        )
        self._text(
            painter, QRect(area.left() + s(91), area.top(), s(48), area.height()), f"{item.at:%H:%M}", "text2"
        )
        icon = (
            "arrow_undo"
            if item.kind == "undo"
            else "arrow_redo"
            if item.kind == "redo"
            else _ICONS[row.group]
        )
        self._pixmap(painter, area.left() + s(143), area, icon, "text2")
        actor = QRect(
            area.right() - s(UNDO_WIDTH + ACTOR_WIDTH), area.top(), s(ACTOR_WIDTH - 10), area.height()
        )
        self._text(painter, actor, item.actor, "text2")
        label = QRect(area.left() + s(169), area.top(), actor.left() - area.left() - s(181), area.height())
        used = self._text(painter, label, item.label, weight=600 if row.opened else 400)
        obstacle = self._obstacle(item.entry) if self._can_undo else ""
        left = label.adjusted(used + s(16), 0, 0, 0)
        if obstacle and left.width() > s(_LEAST_REASON):  # the whole of it is the row's tooltip
            self._text(painter, left, obstacle, "text3", px=12, side=_RIGHT)
        if self._can_undo:
            self._undo(painter, self.undo_area(area), not obstacle)

    def _undo(self, painter: QPainter, area: QRect, possible: bool) -> None:
        token = "accent" if possible else "text3"
        self._pixmap(painter, area.left() + self._theme.s(8), area, "arrow_undo", token)
        self._text(painter, area.adjusted(self._theme.s(29), 0, 0, 0), "Hoàn tác", token)

    def _pixmap(self, painter: QPainter, left: int, area: QRect, name: str, token: str) -> None:
        side = self._theme.s(16)
        painter.drawPixmap(left, area.center().y() - side // 2 + 1, self._theme.pixmap(name, token, 16))

    def _detail(self, painter: QPainter, area: QRect, row: DetailRow) -> None:
        s = self._theme.s
        box = area.adjusted(s(45), 0, -s(16), 0)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        for start, end in ((box.topLeft(), box.bottomLeft()), (box.topRight(), box.bottomRight())):
            painter.drawLine(start, end)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row.first:
            painter.drawLine(box.topLeft(), box.topRight())
        inner = box.adjusted(s(14), 0, -s(14), 0)
        width = inner.width()
        subject = QRect(inner.left(), inner.top(), int(width * 0.42), inner.height())
        old = QRect(subject.right() + s(8), inner.top(), int(width * 0.22), inner.height())
        new = QRect(old.right() + s(8), inner.top(), int(width * 0.24), inner.height())
        self._text(painter, subject, row.detail.subject)
        self._text(painter, old, row.detail.old, "text2")
        self._text(painter, new, row.detail.new, weight=600)
        self._text(painter, inner, row.detail.difference, "text3", side=_RIGHT)

    def _more(self, painter: QPainter, area: QRect, row: MoreRow) -> None:
        s = self._theme.s
        inner = area.adjusted(s(45), 0, -s(17), 0)
        used = self._text(painter, inner, f"Hiện {row.shown} trên {row.total} chỗ sửa", "text3", px=12)
        if row.shown < row.total:
            self._text(painter, inner.adjusted(used + s(12), 0, 0, 0), f"Xem đủ {row.total} chỗ", "accent")
        self._text(painter, inner, f"Mã mục {row.hash[:4]} {row.hash[4:8]}", "text3", px=12, side=_RIGHT)
        self._line(painter, area)
