"""The pinned row under the matrix: the share of units for each layer, with the national figure where known."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop_app.domain.indicators import Benchmark
from desktop_app.domain.layer_reasons import ALL_LAYERS
from desktop_app.domain.layers import Coverage, Layer
from desktop_app.domain.numbers import format_fraction, format_percent, format_published
from desktop_app.domain.ratio import Ratio
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import draw_diamond


class SummaryRow(QWidget):
    """Drawn under the table's own columns; follows their widths and the sideways scroll.

    `asked(key)` is a click on a share: the layer's key, or that of all of them.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, table: QTableView) -> None:
        """`table` is the matrix above."""
        super().__init__()
        self._theme, self._table = theme, table
        self._layers: tuple[Layer, ...] = ()
        self._shares: list[Ratio] = []
        self._marks: list[Benchmark | None] = []
        self.setFixedHeight(theme.s(68))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Bấm một tỷ lệ để xem vì sao")
        table.horizontalHeader().sectionResized.connect(lambda *_: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def show_coverage(
        self, layers: tuple[Layer, ...], coverage: Coverage, benchmarks: Mapping[str, Benchmark]
    ) -> None:
        """Show the shares of a day; `benchmarks` by layer key, "all" for all of them."""
        self._layers = layers
        self._shares = [coverage.layers[layer.key] for layer in layers] + [coverage.all_layers]
        self._marks = [benchmarks.get(key) for key in (*(layer.key for layer in layers), "all")]
        self.setAccessibleName("Tỷ lệ đơn vị đạt: " + "; ".join(self._words()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask what stands behind the share under the mouse."""
        keys = [*(layer.key for layer in self._layers), ALL_LAYERS]
        at = self._table.horizontalHeader().logicalIndexAt(event.position().toPoint()) - 1
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at < len(keys):
            self.asked.emit(keys[at])

    def _words(self) -> list[str]:
        titles = [f"lớp {layer.number}" for layer in self._layers] + [f"đủ {len(self._layers)} lớp"]
        return [
            f"{title} {format_fraction(share)}, {format_percent(share, 0)}"
            for title, share in zip(titles, self._shares, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        theme, s = self._theme, self._theme.s
        painter.fillRect(self.rect(), theme.colour("surface2"))
        painter.setPen(theme.colour("border_strong"))
        painter.drawLine(0, 0, self.width(), 0)
        self._text(painter, QRect(s(12), s(8), s(190), s(24)), "Tỷ lệ đơn vị đạt", "text", 13, 600)
        if any(self._marks):
            draw_diamond(painter, theme, s(18), s(52))
            self._text(
                painter, QRect(s(30), s(42), s(180), s(20)), "cả nước, nơi có công bố", "text3", 12, 400
            )
        header = self._table.horizontalHeader()
        for at, share in enumerate(self._shares):
            left = header.sectionViewportPosition(at + 1) + s(12)
            self._share(
                painter,
                left,
                header.sectionSize(at + 1) - s(24),
                share,
                self._marks[at],
                at == len(self._layers),
            )
        painter.end()

    def _share(
        self,
        painter: QPainter,
        left: int,
        width: int,
        share: Ratio,
        mark: Benchmark | None,
        all_of_them: bool,
    ) -> None:
        theme, s = self._theme, self._theme.s
        area = QRect(left, s(8), width, s(24))
        used = self._text(painter, area, format_percent(share, 0), "text", 13, 600)
        self._text(painter, area.adjusted(used + s(6), 0, 0, 0), format_fraction(share), "text3", 13, 400)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for token, part in (
            ("track", 1.0),
            ("accent" if all_of_them else "progress_solid", float(share.fraction or 0)),
        ):
            painter.setBrush(theme.colour("border" if token == "track" else token))
            painter.drawRoundedRect(QRectF(left, s(36), max(width * part, 0.01), s(4)), 2, 2)
        if mark is not None and mark.percent is not None:
            draw_diamond(painter, theme, left + width * float(mark.percent) / 100, s(38))
            words = QRect(left - s(8), s(46), width + s(20), s(18))
            self._text(painter, words, f"cả nước {format_published(mark.percent)}", "reference", 12, 400)

    def _text(self, painter: QPainter, area: QRect, text: str, token: str, px: int, weight: int) -> int:
        painter.setFont(self._theme.font(px, weight))
        painter.setPen(self._theme.colour(token))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text)
