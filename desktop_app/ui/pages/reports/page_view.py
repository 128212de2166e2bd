"""One printed page on the screen: fitted to the frame or at 150 %, scrolled and turned with the keys or the wheel."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.domain.printed_pages import PrintedPage
from desktop_app.ui.pages.reports.painter import paint_page
from desktop_app.ui.theme import Theme

MAGNIFIED = 1.5  # of the size on paper
_SCREEN_DOTS = 96 / 25.4  # a millimetre at 100 %
_RING = 2


class PageCanvas(QWidget):
    """White paper with the page painted on it; the painting is kept until page or size changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: PrintedPage | None = None
        self._dots = 1.0
        self._picture: QPixmap | None = None
        self.ringed = False

    @property
    def page(self) -> PrintedPage | None:
        """The page shown."""
        return self._page

    def show_page(self, page: PrintedPage | None, dots_per_mm: float) -> None:
        """Show a page at so many pixels a millimetre."""
        if page is not self._page or dots_per_mm != self._dots:
            self._page, self._dots, self._picture = page, dots_per_mm, None
            self.resize(self._wanted())
            self.update()

    def _wanted(self) -> QSize:
        if self._page is None:
            return QSize(1, 1)
        edge = 2 * self._theme.s(6)
        return QSize(
            round(self._page.width * self._dots) + edge, round(self._page.height * self._dots) + edge
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, page and the ring of the focus."""
        if self._page is None:
            return
        picture = self._painted()
        edge = self._theme.s(6)
        painter = QPainter(self)
        painter.drawPixmap(edge, edge, picture)
        paper = QRect(edge, edge, self.width() - 2 * edge, self.height() - 2 * edge)
        ring = self._theme.colour("accent" if self.ringed else "border_strong")
        painter.setPen(QPen(ring, _RING if self.ringed else 1))
        grown = 2 if self.ringed else 1
        painter.drawRect(paper.adjusted(-grown, -grown, grown - 1, grown - 1))
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            assert self._page is not None
            dots = self._dots * ratio
            self._picture = QPixmap(round(self._page.width * dots), round(self._page.height * dots))
            self._picture.fill(Qt.GlobalColor.white)
            painter = QPainter(self._picture)
            paint_page(painter, self._page, dots)
            painter.end()
            self._picture.setDevicePixelRatio(ratio)
        return self._picture


class PageView(QScrollArea):
    """The bed a page lies on. Signals: `turned(pages)`, `sheet_turned(sheets)`, `zoom_wanted(magnified)`.

    Page Down and Page Up scroll, and turn the page at its end; Ctrl with them changes the sheet; + and − zoom.
    """

    turned = Signal(int)
    sheet_turned = Signal(int)
    zoom_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._magnified = False
        self.canvas = PageCanvas(theme)
        self.setWidget(self.canvas)
        self.setCornerWidget(QWidget())
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.s(240), theme.s(180))
        self.setAccessibleName("Xem trước trang in")
        self._set_bars()

    @property
    def magnified(self) -> bool:
        """Whether the page is at 150 % rather than fitted."""
        return self._magnified

    def show_page(self, page: PrintedPage | None, words: str = "") -> None:
        """Show a page from its upper left corner; `words` tell a screen reader which."""
        self.canvas.show_page(page, self._dots(page))
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.setAccessibleDescription(words)

    def set_magnified(self, magnified: bool) -> None:
        """Show at 150 % or fitted to the frame."""
        self._magnified = magnified
        self._set_bars()
        self._fit()

    def _set_bars(self) -> None:
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._magnified else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setVerticalScrollBarPolicy(policy)
        self.setHorizontalScrollBarPolicy(policy)

    def _dots(self, page: PrintedPage | None) -> float:
        """Pixels a millimetre."""
        if page is None or self._magnified:
            return _SCREEN_DOTS * MAGNIFIED
        edge = 2 * self._theme.s(6)
        room = self.viewport().size()
        return max(min((room.width() - edge) / page.width, (room.height() - edge) / page.height), 0.1)

    def _fit(self) -> None:
        self.canvas.show_page(self.canvas.page, self._dots(self.canvas.page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, change the sheet, zoom; arrows scroll."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = 1 if key == Qt.Key.Key_PageDown else -1
            self.sheet_turned.emit(step) if control else self._page_on(step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_wanted.emit(key != Qt.Key.Key_Minus)
        elif not self._magnified and key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.turned.emit(1)
        elif not self._magnified and key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def _page_on(self, step: int) -> None:
        bar = self.verticalScrollBar()
        end = bar.maximum() if step > 0 else bar.minimum()
        if bar.value() == end:
            self.turned.emit(step)
        else:
            bar.setValue(bar.value() + step * bar.pageStep())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll within the page; with Ctrl zoom; a fitted page is turned."""
        steps = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(steps > 0)
        elif self._magnified:
            super().wheelEvent(event)
        elif abs(steps) >= 120:
            self.turned.emit(-1 if steps > 0 else 1)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Magnify, or fit again."""
        self.zoom_wanted.emit(not self._magnified)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the page."""
        super().focusInEvent(event)
        self._ring(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring(False)

    def _ring(self, on: bool) -> None:
        self.canvas.ringed = on
        self.canvas.update()
