"""Draws the cells of the body and of the total row, with their hairlines.

Cursor, block outline and handle cross the borders of cells and are drawn by the pane.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.grid import look as sizes
from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import CellState, ColumnKind, GridCell, GridModel, GridRow, TotalsModel
from desktop_app.ui.grid.selection import Cell, Selection
from desktop_app.ui.widgets.sparkline import draw_sparkline

_MARKS = {
    CellState.ERROR: ("danger", "error_circle-filled"),
    CellState.WARNING: ("warning", "warning"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = int(_MIDDLE | Qt.AlignmentFlag.AlignRight)
_LEFT = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft)


class CellDelegate(QStyledItemDelegate):
    """Paints one table's cells. `selection` says what is selected now; None for the total row."""

    def __init__(
        self,
        look: GridLook,
        model: GridModel | TotalsModel,
        selection: Callable[[], Selection] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._selection = selection

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The fixed row height."""
        return QSize(self._look.s(60), self._look.s(sizes.ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell: ground, hairlines, mark, text."""
        row = self._model.row(index.row())
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if index.column() == 0:
            painter.fillRect(rect, self._look.colour(self._ground(index, row, None)))
            self._hairlines(painter, rect, "border_strong")
            self._frozen(painter, rect, row)
            return
        cell = self._model.cell(index.row(), index.column())
        painter.fillRect(rect, self._look.colour(self._ground(index, row, cell)))
        self._hairlines(painter, rect, "border")
        self._figure(painter, rect, index.column(), row, cell)

    def _ground(self, index: QModelIndex | QPersistentModelIndex, row: GridRow, cell: GridCell | None) -> str:
        place = Cell(index.row(), index.column())
        if self._selection is not None:
            chosen = self._selection()
            if place == chosen.active:
                return "surface"
            if place in chosen.block:
                return "selection"
        computed = self._model.columns[place.column].kind is ColumnKind.COMPUTED
        if self._selection is None or row.group or computed:
            return "surface2"
        return f"{_MARKS[cell.state][0]}_bg" if cell and cell.state in _MARKS else "surface"

    def _hairlines(self, painter: QPainter, rect: QRect, right: str) -> None:
        painter.setPen(self._look.pen("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(self._look.pen(right))
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _figure(self, painter: QPainter, rect: QRect, column: int, row: GridRow, cell: GridCell) -> None:
        look = self._look
        computed = self._model.columns[column].kind is ColumnKind.COMPUTED
        if cell.state in _MARKS and not computed:
            draw_mark(painter, look, rect, cell.state)
        if cell.commented:
            _draw_comment(painter, look, rect)
        if cell.trend:
            self._trend(painter, rect, cell)
            return
        inner = rect.adjusted(look.s(4), 0, -look.s(sizes.PADDING) - 1, -1)
        if cell.state is CellState.ESTIMATED:
            self._text(painter, inner.adjusted(look.s(6), 0, 0, 0), "ước", _LEFT, "text3", small=True)
        strong = self._selection is None or row.group or cell.state is CellState.ERROR
        small = cell.state is CellState.NOT_APPLICABLE
        quiet = computed and not self._model.columns[column].key_figure
        self._text(painter, inner, cell.text, _RIGHT, self._ink(quiet, row, cell), strong, small)

    def _trend(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        s, colour = self._look.s, self._look.colour
        area = QRectF(rect.adjusted(s(12), s(7), -s(12), -s(8)))
        draw_sparkline(painter, area, cell.trend, colour("text2"), colour("accent"), s(10) / 10)

    def _ink(self, quiet: bool, row: GridRow, cell: GridCell) -> str:
        if cell.state is CellState.ERROR:
            return "danger"
        if self._selection is None:
            return "text"
        if cell.state in (CellState.NOT_APPLICABLE, CellState.MISSING):
            return "text3"
        if row.group:
            return "text2"
        return "text2" if quiet else "text"

    def _frozen(self, painter: QPainter, rect: QRect, row: GridRow) -> None:
        look = self._look
        strong = row.group or self._selection is None
        inner = rect.adjusted(look.s(12), 0, -look.s(12), -1)
        if row.tag is not None:
            inner.setRight(inner.right() - self._tag(painter, inner, row))
        metrics = QFontMetrics(look.font(strong))
        fits = not row.short_title or metrics.horizontalAdvance(row.title) <= inner.width()
        title = metrics.elidedText(
            row.title if fits else row.short_title, Qt.TextElideMode.ElideRight, inner.width()
        )
        self._text(painter, inner, title, _LEFT, "text", strong)
        if row.caption:
            inner.setLeft(inner.left() + metrics.horizontalAdvance(title) + look.s(9))
            shown = QFontMetrics(look.plain).elidedText(
                row.caption, Qt.TextElideMode.ElideRight, inner.width()
            )
            self._text(painter, inner, shown, _LEFT, "text3")

    def _tag(self, painter: QPainter, rect: QRect, row: GridRow) -> int:
        """Draw the tag and return how much width it took."""
        if row.tag is None:
            return 0
        look = self._look
        self._text(
            painter, rect.translated(0, 1), row.tag.text, _RIGHT, row.tag.tone, strong=True, small=True
        )
        width = QFontMetrics(look.small_strong).horizontalAdvance(row.tag.text) + look.s(5 + sizes.ICON)
        icon = look.pixmap(row.tag.icon, row.tag.tone)
        top = rect.center().y() - look.s(sizes.ICON) // 2 + 1
        painter.drawPixmap(QPoint(rect.right() - width + 1, top), icon)
        return width + look.s(4)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        flags: int,
        token: str,
        strong: bool = False,
        small: bool = False,
    ) -> None:
        painter.setFont(self._look.font(strong, small))
        painter.setPen(self._look.colour(token))
        painter.drawText(rect, flags, text)


def draw_mark(painter: QPainter, look: GridLook, rect: QRect, state: CellState) -> None:
    """The corner triangle and icon of an error or warning; nothing for other states."""
    if state not in _MARKS:
        return
    draw_triangle(painter, look, rect, state)
    tone, name = _MARKS[state]
    top = rect.center().y() - look.s(sizes.ICON) // 2 + 1
    painter.drawPixmap(QPoint(rect.left() + look.s(13), top), look.pixmap(name, tone))


def _draw_comment(painter: QPainter, look: GridLook, rect: QRect) -> None:
    """The small corner at the right that says that a note belongs to the cell."""
    reach, corner = look.s(6), rect.topRight()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent"))
    painter.drawPolygon(QPolygon([corner, corner - QPoint(reach, 0), corner + QPoint(0, reach)]))
    painter.restore()


def draw_triangle(painter: QPainter, look: GridLook, rect: QRect, state: CellState) -> None:
    """The corner triangle alone; nothing for other states."""
    if state not in _MARKS:
        return
    reach = look.s(sizes.TRIANGLE)
    corner = rect.topLeft()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(_MARKS[state][0] + "_solid"))
    painter.drawPolygon(QPolygon([corner, corner + QPoint(reach, 0), corner + QPoint(0, reach)]))
    painter.restore()
