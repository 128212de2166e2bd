"""A thin progress line and the stacked bar of a composition."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import draw_diamond


class ProgressLine(QWidget):
    """A rounded bar filled from the left, with the hollow diamond of a national figure if there is one."""

    def __init__(self, theme: Theme, token: str = "accent", thickness: int = 6) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self._share = 0.0
        self._mark: float | None = None
        self._thickness = theme.s(thickness)
        self.setMinimumWidth(theme.s(40))
        self.setFixedHeight(max(self._thickness, theme.s(14)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, name: str, token: str = "", mark: float | None = None) -> None:
        """Show a share of 0 to 1 (and a mark, likewise); `name` says it in words for a screen reader."""
        self._share = min(max(share, 0.0), 1.0)
        self._mark = mark
        self._token = token or self._token
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, filled part and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top, radius = (self.height() - self._thickness) / 2, self._thickness / 2
        for token, share in (("track", 1.0), (self._token, self._share)):
            if share > 0:
                painter.setBrush(self._theme.colour(token))
                width = max(self.width() * share, self._thickness)
                painter.drawRoundedRect(QRectF(0, top, width, self._thickness), radius, radius)
        if self._mark is not None:
            draw_diamond(painter, self._theme, self.width() * self._mark, self.height() / 2)
        painter.end()


@dataclass(frozen=True)
class Segment:
    """One part of a composition: its key, words for it, how many, and the token of its colour."""

    key: str
    label: str
    count: int
    token: str


class CompositionBar(QWidget):
    """Stacked segments with two pixel gaps; each opens what it counts by mouse or by arrows and Enter."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, thickness: int = 12) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._segments: list[Segment] = []
        self._current = 0
        self._thickness = theme.s(thickness)
        self.setMinimumWidth(theme.s(80))
        self.setFixedHeight(self._thickness + 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)

    def set_segments(self, segments: list[Segment]) -> None:
        """Show these parts, in this order; parts of 0 take no room."""
        self._segments = [segment for segment in segments if segment.count > 0]
        self._current = min(self._current, max(len(self._segments) - 1, 0))
        words = ", ".join(f"{segment.label} {segment.count}" for segment in segments)
        self.setAccessibleDescription(words)
        self.update()

    def areas(self) -> list[tuple[Segment, QRectF]]:
        """Where each shown part is, in widget coordinates."""
        total = sum(segment.count for segment in self._segments)
        gap = self._theme.s(2)
        room = self.width() - gap * max(len(self._segments) - 1, 0)
        x, found = 0.0, []
        for segment in self._segments:
            width = room * segment.count / total
            found.append((segment, QRectF(round(x), 3, round(x + width) - round(x), self._thickness)))
            x += width + gap
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, and the focus ring around the current one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._thickness / 2
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, 3, self.width(), self._thickness), radius, radius)
        areas = self.areas()
        painter.save()
        painter.setClipPath(clip)
        for segment, area in areas:
            painter.fillRect(area, self._theme.colour(segment.token))
        if not areas:
            painter.fillRect(clip.boundingRect(), self._theme.colour("track"))
        painter.restore()
        if self.hasFocus() and areas:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(areas[self._current][1].adjusted(-1, -2, 1, 2), 3, 3)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the part under the mouse."""
        for index, (segment, area) in enumerate(self.areas()):
            if area.contains(event.position()):
                self._current = index
                self.chosen.emit(segment.key)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between parts, Enter or Space opens."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._segments:
            self._current = min(max(self._current + step, 0), len(self._segments) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._segments:
            self.chosen.emit(self._segments[self._current].key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell what a part counts when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for segment, area in self.areas():
                if area.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), f"{segment.label}: {segment.count}", self)
                    return True
        return super().event(event)
