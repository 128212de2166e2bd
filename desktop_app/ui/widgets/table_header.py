"""The header of a DataTable: 34 pixels on surface2, an optional second line, and the sort arrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_app.ui.theme import Theme


class TableHeader(QHeaderView):
    """A text with a line break is shown as a bold line over a muted one, and the header grows to 48."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(theme.s(32))

    def sizeHint(self) -> QSize:
        """34 pixels, or 48 when a column has two lines."""
        two = any("\n" in self._words(section) for section in range(self.count()))
        return QSize(super().sizeHint().width(), self._theme.s(48 if two else 34))

    def section_width(self, section: int) -> int:
        """The width that shows the section's words and its sort arrow."""
        first, _, second = self._words(section).partition("\n")
        bold, plain = self._metrics()
        arrow = self._theme.s(20) if self.isSortIndicatorShown() else 0
        return max(bold.horizontalAdvance(first) + arrow, plain.horizontalAdvance(second)) + self._theme.s(26)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        """Paint one section."""
        theme = self._theme
        painter.save()
        painter.fillRect(area, theme.colour("surface2"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.colour("border"))
        room = area.adjusted(theme.s(12), 0, -theme.s(4), -1)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            arrow = theme.pixmap("arrow_up" if ascending else "arrow_down", "text2")
            side = theme.s(16)
            painter.drawPixmap(area.right() - side - theme.s(4), area.center().y() - side // 2, arrow)
            room.setRight(min(room.right(), area.right() - side - theme.s(6)))
        self._paint_words(painter, room, section)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, section: int) -> None:
        first, _, second = self._words(section).partition("\n")
        aligned = Qt.AlignmentFlag(self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        ) or Qt.AlignmentFlag.AlignLeft)  # fmt: skip
        bold, plain = self._metrics()
        heights = bold.height() + (plain.height() if second else 0)
        top = room.y() + (room.height() - heights) // 2
        for words, metrics, font, token in (
            (first, bold, self._theme.font(13, 600), "text2"),
            (second, plain, self._theme.font(12), "text2"),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(token))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            line = QRect(room.x(), top, room.width(), metrics.height())
            side = aligned & Qt.AlignmentFlag.AlignHorizontal_Mask
            if side == Qt.AlignmentFlag.AlignRight:  # over the figures, unless that would cut it
                free = room.width() - metrics.horizontalAdvance(shown)
                line.adjust(0, 0, -min(self._theme.s(8), max(free, 0)), 0)
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
            top += metrics.height()

    def _metrics(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._theme.font(13, 600)), QFontMetrics(self._theme.font(12))

    def _words(self, section: int) -> str:
        if self.model() is None:
            return ""
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
