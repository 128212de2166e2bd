"""The list of kinds at the left of Soát lỗi: icon, name and count; kinds that were passed stand grey below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.checking import KINDS
from desktop_app.domain.checks import ERROR
from desktop_app.domain.numbers import format_number
from desktop_app.ui.pages.findings.model import COUNT_ROLE, KIND_ROLE, LOOKS, PASSED_ROLE
from desktop_app.ui.theme import Theme

_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class KindView(QListView):
    """Arrow keys and the mouse choose a kind."""

    def __init__(self, theme: Theme) -> None:
        """Without kinds."""
        super().__init__()
        self.setItemDelegate(_KindDelegate(theme, self))
        self.setAccessibleName("Loại vấn đề")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)


class _KindDelegate(QStyledItemDelegate):
    """Draws a kind; a long name takes two lines."""

    def __init__(self, theme: Theme, parent: KindView) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def _room(self, area: QRect) -> QRect:
        s = self._theme.s
        return area.adjusted(s(38), s(4), -s(52), -s(4))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the name needs; measured as if the scroll bar were there, which comes and goes."""
        width = self._list.width() - self._theme.s(14)
        room = self._room(QRect(0, 0, width, 400))
        words = QFontMetrics(self._theme.font(13, 600)).boundingRect(room, _WRAPS, index.data())
        return QSize(width, max(words.height() + self._theme.s(14), self._theme.s(34)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        theme, area = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        key, count = index.data(KIND_ROLE), index.data(COUNT_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if chosen:
            painter.fillRect(area, theme.colour("selection"))
            painter.fillRect(area.x(), area.y(), theme.s(3), area.height(), theme.colour("accent"))
        icon, tone = ("checkmark_circle", "text3") if index.data(PASSED_ROLE) else _look(key)
        mark = theme.pixmap(icon, tone)
        painter.drawPixmap(area.x() + theme.s(14), area.center().y() - theme.s(8) + 1, mark)
        painter.setFont(theme.font(13, 600 if chosen else 400))
        painter.setPen(theme.colour("text" if count else "text3"))
        painter.drawText(
            self._room(QRect(area.topLeft(), self.sizeHint(option, index))), _WRAPS, index.data()
        )
        number = "đạt" if index.data(PASSED_ROLE) else format_number(count)
        painter.setFont(theme.font(13, 600 if count else 400))
        side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(0, 0, -theme.s(14), 0), side, number)
        painter.restore()


def _look(key: str) -> tuple[str, str]:
    return LOOKS[KINDS[key].severity == ERROR] if key else ("task_list_square_ltr", "text2")
