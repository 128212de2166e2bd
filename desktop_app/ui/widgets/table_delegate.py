"""Paints the cells of a DataTable and keeps account of every text it had to cut."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.domain import text as words
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, PLAIN, CellLook

AnyIndex = QModelIndex | QPersistentModelIndex
_ELLIPSIS = "…"


class TableDelegate(QStyledItemDelegate):
    """Hairline rows, an accent bar at the selected row, search marks, and at most two lines a cell, three in a tall row."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.query = ""
        self.ring_row = -1
        self.elided: dict[tuple[int, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Wide enough for the cell's texts on one line; the row height is the table's."""
        look = _look(index)
        width = max(
            QFontMetrics(self._font(13, look.strong)).horizontalAdvance(_text(index)),
            QFontMetrics(self._font(12, look.second_strong)).horizontalAdvance(look.second),
        )
        icon = self._theme.s(22) if look.icon else 0
        return QSize(width + icon + self._theme.s(look.indent) + 2 * self._theme.s(12) + 2, self._theme.s(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        look, area = _look(index), QRect(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        self._paint_ground(painter, area, index, look, selected)
        room = area.adjusted(self._theme.s(12 + look.indent), 0, -self._theme.s(12), -1)
        right = bool(_alignment(index) & Qt.AlignmentFlag.AlignRight)
        if look.icon:
            room = self._paint_icon(painter, room, look)
        self.elided.pop((index.row(), index.column()), None)
        lines = self._lines(index, look, room)
        painter.setClipRect(area)
        self._paint_lines(painter, room, lines, right, self.query if look.searched else "")
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRect, index: AnyIndex, look: CellLook, selected: bool
    ) -> None:
        theme = self._theme
        if selected:
            painter.fillRect(area, theme.colour("selection"))
        elif look.ground:
            painter.fillRect(area, theme.colour(look.ground))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.colour("border"))
        if selected and index.column() == 0:
            painter.fillRect(area.x(), area.y(), theme.s(3), area.height() - 1, theme.colour("accent"))
        if index.row() == self.ring_row:
            self._paint_ring(painter, area, index)

    def _paint_ring(self, painter: QPainter, area: QRect, index: AnyIndex) -> None:
        """The cell's share of the two pixel focus ring around its row."""
        accent = self._theme.colour("accent")
        for y in (area.y(), area.bottom() - 2):
            painter.fillRect(area.x(), y, area.width(), 2, accent)
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(area.right() - 1, area.y(), 2, area.height() - 1, accent)

    def _paint_icon(self, painter: QPainter, room: QRect, look: CellLook) -> QRect:
        side = self._theme.s(16)
        mark = self._theme.pixmap(look.icon, look.icon_token or look.token)
        top = room.y() + (room.height() - side) // 2 + 1
        if look.second:
            line = QFontMetrics(self._font(13, look.strong)).height()
            top = room.y() + (room.height() - 2 * line) // 2 + (line - side) // 2 + 1
        painter.drawPixmap(room.x(), top, mark)
        return room.adjusted(self._theme.s(22), 0, 0, 0)

    def _lines(self, index: AnyIndex, look: CellLook, room: QRect) -> list[tuple[str, QFont, QColor]]:
        theme, font = self._theme, self._font(13, look.strong)
        colour = theme.colour(look.token)
        tall = room.height() >= theme.s(60)
        most = 2 + tall if look.wraps and not look.second and room.height() >= theme.s(40) else 1
        shown = wrap(_text(index), font, room.width(), most)
        if look.middle:
            shown = [QFontMetrics(font).elidedText(_text(index), Qt.TextElideMode.ElideMiddle, room.width())]
        self._note_cut(index, shown, _text(index))
        lines = [(line, font, colour) for line in shown]
        if look.second:
            small = self._font(12, look.second_strong)
            second = wrap(look.second, small, room.width(), 1 + tall)
            self._note_cut(index, second, look.second)
            lines += [(line, small, theme.colour(look.second_token)) for line in second]
        return lines

    def _note_cut(self, index: AnyIndex, lines: list[str], whole: str) -> None:
        if lines and _ELLIPSIS in lines[-1] and _ELLIPSIS not in whole:
            self.elided[index.row(), index.column()] = whole

    def _paint_lines(
        self,
        painter: QPainter,
        room: QRect,
        lines: list[tuple[str, QFont, QColor]],
        right: bool,
        query: str,
    ) -> None:
        heights = [QFontMetrics(font).height() for _, font, _ in lines]
        y = room.y() + (room.height() - sum(heights)) / 2
        for (line, font, colour), height in zip(lines, heights, strict=True):
            metrics = QFontMetrics(font)
            width = metrics.horizontalAdvance(line)
            x = room.right() + 1 - width if right else room.x()
            self._paint_marks(painter, line, metrics, QPointF(x, y), query)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(x, y + metrics.ascent()), line)
            y += height

    def _paint_marks(
        self, painter: QPainter, line: str, metrics: QFontMetrics, at: QPointF, query: str
    ) -> None:
        for start, length in words.match_spans(query, line) if query else []:
            left = metrics.horizontalAdvance(line[:start])
            right = metrics.horizontalAdvance(line[: start + length])
            area = QRectF(at.x() + left, at.y(), right - left, metrics.height())
            painter.fillRect(area, self._theme.colour("search_mark"))

    def _font(self, px: int, strong: bool) -> QFont:
        return self._theme.font(px, 600 if strong else 400)


def wrap(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text broken at words into at most `most` lines of `width` pixels, the last elided if it must be."""
    metrics = QFontMetrics(font)
    if most == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    rest = text
    while len(lines) < most - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
        rest = text[line.textStart() + line.textLength() :]
    layout.endLayout()
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return lines


def _look(index: AnyIndex) -> CellLook:
    look = index.data(LOOK_ROLE)
    return look if isinstance(look, CellLook) else PLAIN


def _text(index: AnyIndex) -> str:
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if shown is None else str(shown)


def _alignment(index: AnyIndex) -> Qt.AlignmentFlag:
    given = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return Qt.AlignmentFlag(given) if given is not None else Qt.AlignmentFlag.AlignLeft
