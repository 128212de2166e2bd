"""Fluent icons, tinted and cached. A name is the Fluent one, with "-filled" for the filled drawing."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app import assets

_DRAWN_SIZES = (16, 20, 24)


class IconSet:
    """The vendored drawings, each rendered once per name, colour, size and pixel ratio."""

    def __init__(self) -> None:
        self._folder = assets.resource("icons")
        self._rendered: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, px: int, ratio: float = 1.0) -> QPixmap:
        """The icon in one colour, `px` logical pixels wide.

        Raises FileNotFoundError for a name that was not vendored.
        """
        key = (name, colour.rgba(), px, ratio)
        if key not in self._rendered:
            self._rendered[key] = _tinted(self._drawing(name, px), colour, px, ratio)
        return self._rendered[key]

    def _drawing(self, name: str, px: int) -> bytes:
        """The drawing made for this size, or the next smaller, or the next larger one."""
        shape = "filled" if name.endswith("-filled") else "regular"
        stem = name.removesuffix("-filled")
        for drawn in sorted(_DRAWN_SIZES, key=lambda size: (size > px, abs(size - px))):
            path = self._folder / f"{stem}_{drawn}_{shape}.svg"
            if path.exists():
                return path.read_bytes()
        raise FileNotFoundError(f"no icon {name!r} among the vendored drawings")


def _tinted(drawing: bytes, colour: QColor, px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(px * ratio), round(px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    area = QRectF(pixmap.rect())
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, area)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(area, colour)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
