"""A sheet that comes in over the window from the right; what it was opened from stays lit under the scrim."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.tab_stops import tab_stops

_WIDTH = 950


class SideSheet(QWidget):
    """Covers its host; `body` is the sheet's layout. Esc, or a click beside it, closes it.

    Focus stays inside while it is open and goes back to where it was.
    """

    def __init__(self, theme: Theme, host: QWidget, name: str) -> None:
        """`host` is the window's content; `name` is said by a screen reader."""
        super().__init__(host)
        self._theme, self._host = theme, host
        self._lit: QWidget | None = None
        self._came_from: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("frame", "page")
        self.panel.setAutoFillBackground(True)
        self.panel.setAccessibleName(name)
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        host.installEventFilter(self)
        self.hide()

    def open_over(self, lit: QWidget | None) -> None:
        """Show it; `lit` (a card of the screen) stays bright beside it."""
        self._lit = lit
        self._came_from = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def close_sheet(self) -> None:
        """Hide it, and give the keyboard back to what it was opened from."""
        self.hide()
        back = self._came_from or self._lit
        self._came_from = self._lit = None
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(self._theme.s(_WIDTH), self._host.width())
        self.panel.setGeometry(self.width() - width, 0, width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the host whatever its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; no other key reaches the screen beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def focusNextPrevChild(self, following: bool) -> bool:
        """Stay inside the sheet: after its last part comes its first."""
        moved = super().focusNextPrevChild(following)
        focused = QApplication.focusWidget()
        if moved and focused is not None and not self.isAncestorOf(focused):
            parts = tab_stops(self.panel)
            if parts:
                reason = Qt.FocusReason.TabFocusReason if following else Qt.FocusReason.BacktabFocusReason
                parts[0 if following else -1].setFocus(reason)
        return moved

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close it by a click beside the sheet."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what is beneath, except what the sheet speaks of."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(self.rect())
        area = self._lit_area()
        if not area.isEmpty():
            hole = QPainterPath()
            hole.addRoundedRect(area, self._theme.s(8), self._theme.s(8))
            shade = shade.subtracted(hole)
        painter.fillPath(shade, self._theme.colour("scrim"))
        if not area.isEmpty():
            painter.setPen(self._theme.colour("accent"))
            painter.drawRoundedRect(area, self._theme.s(8), self._theme.s(8))
        painter.end()

    def _lit_area(self) -> QRect:
        if self._lit is None or not self._lit.isVisible():
            return QRect()
        corner = self._lit.mapTo(self._host, QPoint(0, 0))
        return QRect(corner, self._lit.size())
