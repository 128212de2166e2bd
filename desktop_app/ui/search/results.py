"""The list of what Ctrl+K found: headings of groups, and under each its results in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.domain.text import match_spans
from desktop_app.searching import Found
from desktop_app.ui.theme import Theme

FOUND = Qt.ItemDataRole.UserRole
_HEADING, _RESULT = 28, 46
ICONS = {
    "Số liệu": "question_circle",
    "Nhiệm vụ": "clipboard_task_list_ltr",
    "Cơ quan, đơn vị": "building_government",
    "Hệ thống thông tin": "database",
    "Văn bản": "document_text",
    "Minh chứng": "attach",
    "Báo cáo đã nộp": "lock_closed",
    "Màn hình": "open",
    "Việc": "arrow_right",
}


class Results(QListWidget):
    """Shows results grouped; only results can be chosen, by arrow keys or the mouse."""

    def __init__(self, theme: Theme) -> None:
        """Empty until something is found."""
        super().__init__()
        self.query = ""
        self.setAccessibleName("Kết quả tìm")
        self.setItemDelegate(_ResultDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_found(self, found: list[Found], query: str) -> None:
        """Show these, the first one chosen."""
        self.query = query
        self.clear()
        group = ""
        for item in found:
            if item.group != group:
                group = item.group
                self._add_heading(group)
            self._add_result(item)
        self.step(1)

    def _add_heading(self, group: str) -> None:
        heading = QListWidgetItem(group)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(heading)

    def _add_result(self, found: Found) -> None:
        row = QListWidgetItem(found.title)
        row.setData(FOUND, found)
        row.setToolTip(found.title)
        row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{found.group}: {found.title}. {found.detail}")
        self.addItem(row)

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (−1) result, passing over headings; stays at the ends."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).data(FOUND) is not None:
                self.setCurrentRow(row)
                return
            row += by

    @property
    def chosen(self) -> Found | None:
        """The result chosen."""
        item = self.currentItem()
        found = item.data(FOUND) if item is not None else None
        return found if isinstance(found, Found) else None


class _ResultDelegate(QStyledItemDelegate):
    """Draws headings and results."""

    def __init__(self, theme: Theme, parent: Results) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line for a heading, two for a result."""
        return QSize(self._theme.s(120), self._theme.s(_HEADING if index.data(FOUND) is None else _RESULT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        theme, area = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        found = index.data(FOUND)
        painter.save()
        if not isinstance(found, Found):
            self._line(painter, area.adjusted(theme.s(16), theme.s(4), 0, 0), index.data(), 12, "text3", 600)
        else:
            if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
                painter.fillRect(area, theme.colour("selection"))
                painter.fillRect(area.x(), area.y(), theme.s(3), area.height(), theme.colour("accent"))
            icon = theme.pixmap(ICONS.get(found.group, "search"), "text2", 20)
            painter.drawPixmap(area.x() + theme.s(16), area.y() + (area.height() - theme.s(20)) // 2, icon)
            self._paint_words(
                painter, area.adjusted(theme.s(48), theme.s(4), -theme.s(16), -theme.s(4)), found
            )
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, found: Found) -> None:
        upper, lower = QRect(room), QRect(room)
        if found.detail:
            upper.setHeight(room.height() // 2 + 1)
            lower.setTop(upper.bottom() + 1)
            self._line(painter, lower, found.detail, 12, "text3")
        self._mark(painter, upper, found.title)
        self._line(painter, upper, found.title, 13, "text")

    def _mark(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setFont(self._theme.font(13))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        for start, length in match_spans(self._list.query, shown):
            left = metrics.horizontalAdvance(shown[:start])
            width = metrics.horizontalAdvance(shown[: start + length]) - left
            top = area.y() + (area.height() - metrics.height()) // 2
            painter.fillRect(area.x() + left, top, width, metrics.height(), self._theme.colour("search_mark"))

    def _line(
        self, painter: QPainter, area: QRect, text: str, px: int, token: str, weight: int = 400
    ) -> None:
        painter.setFont(self._theme.font(px, weight))
        painter.setPen(self._theme.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
