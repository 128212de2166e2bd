"""The pyqtgraph canvas of the plots over time: curves in data units, everything else in pixels.

Grid, axis texts, marks and labels are drawn by the plot in two layers, below and above the curves, so that
none of them depends on the data's units. Importing this module imports pyqtgraph and numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

SMOOTH_POINTS = 60
"""Longest line drawn antialiased: wide antialiased pens cost 0.4 s at 500 points."""


class Layer(QGraphicsItem):
    """A sheet as large as the canvas, painted by a function in canvas pixels."""

    def __init__(self, paint: Callable[[QPainter], None], depth: float) -> None:
        super().__init__()
        self._paint = paint
        self._size = QSize(0, 0)
        self.setZValue(depth)

    def resize(self, size: QSize) -> None:
        """Cover a canvas of that size."""
        self.prepareGeometryChange()
        self._size = size

    def boundingRect(self) -> QRectF:
        """The whole canvas."""
        return QRectF(0, 0, self._size.width(), self._size.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Let the plot paint."""
        self._paint(painter)


class Canvas:
    """A still plot: no zoom, menu, axes or frame of pyqtgraph's own."""

    def __init__(
        self, parent: QWidget, below: Callable[[QPainter], None], above: Callable[[QPainter], None]
    ) -> None:
        self.view: Any = pg.PlotWidget(parent=parent, background=None)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setMinimumSize(0, 0)
        self._plot: Any = self.view.getPlotItem()
        for side in ("left", "bottom", "right", "top"):
            self._plot.hideAxis(side)
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        self._box: Any = self._plot.getViewBox()
        self._box.setMouseEnabled(False, False)
        self._box.setDefaultPadding(0)
        self._box.disableAutoRange()
        self._box.unregister()  # else pyqtgraph keeps every plot in a list of its own until the program ends
        self._layers = (Layer(below, -1000), Layer(above, 1000))
        for layer in self._layers:
            self.view.scene().addItem(layer)
        self.area = QRectF()
        self._x = (0.0, 1.0)
        self._y = (0.0, 1.0)

    def set_ground(self, colour: QColor) -> None:
        """Fill the canvas with a colour."""
        self.view.setBackground(colour)

    def add_line(self) -> Any:
        """A new curve, drawn over the earlier ones."""
        line = pg.PlotCurveItem(connect="finite")
        self._plot.addItem(line, ignoreBounds=True)
        return line

    def add_fill(self) -> QGraphicsPathItem:
        """A new filled shape in data units, without an outline, under the curves."""
        fill = QGraphicsPathItem()
        fill.setPen(QPen(Qt.PenStyle.NoPen))
        fill.setZValue(-10)
        self._plot.addItem(fill, ignoreBounds=True)
        return fill

    def arrange(self, area: QRectF, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Show the ranges `x` and `y` in `area` (canvas pixels)."""
        size = self.view.size()
        self.area, self._x, self._y = area, x, y
        self._plot.layout.setContentsMargins(
            area.left(), area.top(), size.width() - area.right(), size.height() - area.bottom()
        )
        self._box.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
        for layer in self._layers:
            layer.resize(size)
        self.redraw()

    def redraw(self) -> None:
        """Paint the layers again."""
        for layer in self._layers:
            layer.update()

    def pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the data is on the canvas."""
        across = (x - self._x[0]) / (self._x[1] - self._x[0])
        up = (y - self._y[0]) / (self._y[1] - self._y[0])
        return QPointF(
            self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height()
        )

    def data_x(self, pixel: float) -> float:
        """The x of the data at a canvas pixel."""
        share = (pixel - self.area.left()) / self.area.width()
        return self._x[0] + share * (self._x[1] - self._x[0])

    def drawn_box(self) -> QRectF:
        """Where pyqtgraph itself puts the area of the data."""
        found: QRectF = self._box.sceneBoundingRect()
        return found

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw everything into `target`, as vectors where the painter keeps them."""
        self.view.render(painter, target, self.view.viewport().rect())


def set_line(line: Any, points: Sequence[tuple[float, float]], pen: QPen) -> None:
    """Fill a curve; NaN leaves a gap. Only short lines are smoothed, see SMOOTH_POINTS."""
    values = np.array(points, dtype=float).reshape(-1, 2)
    smooth = len(values) <= SMOOTH_POINTS and pen.style() == Qt.PenStyle.SolidLine
    line.setData(x=values[:, 0], y=values[:, 1], pen=pen, antialias=smooth, connect="finite")


def set_fill(fill: QGraphicsPathItem, path: QPainterPath, colour: QColor) -> None:
    """Give a filled shape its outline (in data units) and colour."""
    fill.setPath(path)
    fill.setBrush(QBrush(colour))
