"""Paints a printed page in millimetres: the one painter behind the preview, the PDF and the printer.

Works in hundredths of a millimetre, so that type is set at its true widths on every device.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)

from desktop_app.domain.printed_pages import (
    LINE_SPACING,
    POINT,
    Area,
    Fill,
    PlacedBox,
    PlacedLine,
    PlacedText,
    PrintedPage,
)
from desktop_app.ui import fonts

_UNIT = 100.0  # a millimetre
_ASCENT, _DESCENT = 0.891, 0.216  # of Times, in parts of its size
_HATCH = 1.3  # millimetres between the lines of a pattern
_DASH = (2.2, 1.6)  # millimetres
_Faces = dict[tuple[int, bool, bool], QFont]


@cache
def report_family() -> str:
    """Times New Roman where it is installed, else the program's own face of the same widths."""
    accepted = fonts.load(report_faces=True)
    known = {*QFontDatabase.families(), *accepted}
    return next((family for family in fonts.REPORT_FAMILIES if family in known), fonts.REPORT_FAMILIES[-1])


def paint_page(painter: QPainter, page: PrintedPage, dots_per_mm: float) -> None:
    """Paint a page with its upper left corner at the painter's origin; the paper itself is not painted."""
    painter.save()
    painter.scale(dots_per_mm / _UNIT, dots_per_mm / _UNIT)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    hairline = _UNIT / dots_per_mm
    for box in page.boxes:
        _paint_filling(painter, box)
    for box in page.boxes:
        if box.outline:
            _paint_outline(painter, box, hairline)
    for line in page.lines:
        _paint_line(painter, line, hairline)
    faces: _Faces = {}
    for text in page.texts:
        _paint_text(painter, text, faces)
    painter.restore()


def _rect(area: Area) -> QRectF:
    return QRectF(area.x * _UNIT, area.y * _UNIT, area.width * _UNIT, area.height * _UNIT)


def _pen(width: float, colour: str, hairline: float) -> QPen:
    """A pen of a width in millimetres, in whole dots of the device and at least one.

    A line thinner than a dot is drawn paler instead, or a small preview would look like a lattice.
    """
    wide = width * _UNIT / hairline
    pen = QPen(_paler(QColor(colour), min(wide, 1.0)), max(1, round(wide)) * hairline)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _paler(colour: QColor, share: float) -> QColor:
    """A colour mixed with white: all of it at a share of 1, two thirds at 0."""
    kept = (2 + share) / 3
    return QColor(
        *(round(255 - (255 - part) * kept) for part in (colour.red(), colour.green(), colour.blue()))
    )


def _paint_filling(painter: QPainter, box: PlacedBox) -> None:
    if box.fill is Fill.NONE:
        return
    ground = box.colour if box.fill is Fill.SOLID else "#FFFFFF"
    painter.fillRect(_rect(box.area), QColor(ground))
    if box.fill is not Fill.SOLID:
        _paint_pattern(painter, box)


def _paint_pattern(painter: QPainter, box: PlacedBox) -> None:
    """Lines of our own: brushes of Qt have patterns as fine as the device's dots."""
    area, step = _rect(box.area), _HATCH * _UNIT
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(box.colour), 0.2 * _UNIT))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines = []
    if box.fill is Fill.DIAGONAL:
        x = area.left() - area.height()
        while x < area.right():
            lines.append(QLineF(x, area.bottom(), x + area.height(), area.top()))
            x += step
    else:
        x, y = area.left() + step / 2, area.top() + step / 2
        while x < area.right():
            lines.append(QLineF(x, area.top(), x, area.bottom()))
            x += step
        while y < area.bottom():
            lines.append(QLineF(area.left(), y, area.right(), y))
            y += step
    painter.drawLines(lines)
    painter.restore()


def _paint_outline(painter: QPainter, box: PlacedBox, hairline: float) -> None:
    """The four edges on whole dots of the device, so that all rules of a table are equally thick."""

    def snapped(millimetres: float) -> float:
        return round(millimetres * _UNIT / hairline) * hairline

    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(_pen(box.outline, "#000000", hairline))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = QPointF(snapped(box.area.x), snapped(box.area.y))
    edge = QRectF(corner, QPointF(snapped(box.area.right), snapped(box.area.bottom)))
    if not (box.open_above or box.open_below):
        painter.drawRect(edge)
        return
    painter.drawLine(edge.topLeft(), edge.bottomLeft())
    painter.drawLine(edge.topRight(), edge.bottomRight())
    if not box.open_above:
        painter.drawLine(edge.topLeft(), edge.topRight())
    if not box.open_below:
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())


def _paint_line(painter: QPainter, line: PlacedLine, hairline: float) -> None:
    slanted = any(a[0] != b[0] and a[1] != b[1] for a, b in zip(line.points, line.points[1:], strict=False))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, slanted)
    pen = _pen(line.width, line.colour, hairline)
    if line.dashed:
        pen.setDashPattern([part * _UNIT / pen.widthF() for part in _DASH])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(_point(line.points[0]))
    for point in line.points[1:]:
        path.lineTo(_point(point))
    painter.drawPath(path)


def _point(point: tuple[float, float]) -> QPointF:
    return QPointF(point[0] * _UNIT, point[1] * _UNIT)


def _face(text: PlacedText, faces: _Faces) -> QFont:
    """The face of a text; `faces` holds those made for this page (a QFont is not shared between threads)."""
    key = (round(text.size * POINT * _UNIT), text.bold, text.italic)
    if key not in faces:
        faces[key] = _font(*key)
    return faces[key]


def _font(units: int, bold: bool, italic: bool) -> QFont:
    font = QFont(report_family())
    font.setPixelSize(max(1, units))
    font.setBold(bold)
    font.setItalic(italic)
    font.setKerning(False)  # Excel sets without, and the widths were measured without
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_text(painter: QPainter, text: PlacedText, faces: _Faces) -> None:
    """All lines of a text, cut off at its area's sides as Excel does."""
    area = _rect(text.area)
    painter.save()
    if text.turned:
        painter.translate(area.left(), area.bottom())
        painter.rotate(-90)
        area = QRectF(0, 0, area.height(), area.width())
    elif text.cell:
        painter.setClipRect(area.adjusted(-_UNIT, 0, _UNIT, 0), Qt.ClipOperation.IntersectClip)
    painter.setFont(_face(text, faces))
    painter.setPen(QColor("#000000"))
    line_height = text.size * POINT * _UNIT * LINE_SPACING
    baseline = _first_baseline(text, area, line_height)
    for place, line in enumerate(text.lines):
        last = place == len(text.lines) - 1
        _paint_words(painter, line, area, baseline + place * line_height, text.align, last)
    painter.restore()


def _first_baseline(text: PlacedText, area: QRectF, line_height: float) -> float:
    free = area.height() - line_height * len(text.lines)
    top = area.top() + {"top": 0.0, "bottom": free}.get(text.vertical, free / 2)
    size = text.size * POINT * _UNIT
    return top + (line_height - (_ASCENT + _DESCENT) * size) / 2 + _ASCENT * size


def _paint_words(painter: QPainter, line: str, area: QRectF, baseline: float, align: str, last: bool) -> None:
    wide = QFontMetricsF(painter.font()).horizontalAdvance(line)
    if align == "justify" and not last and wide < area.width():
        _paint_justified(painter, line, area, baseline, wide)
        return
    free = area.width() - wide
    offset = {"right": free, "center": free / 2}.get(align, 0.0)
    painter.drawText(QPointF(area.left() + offset, baseline), line)


def _paint_justified(painter: QPainter, line: str, area: QRectF, baseline: float, wide: float) -> None:
    """Widen the spaces between words, not those that indent the line."""
    bare = line.lstrip(" ")
    gaps = bare.count(" ")
    metrics = QFontMetricsF(painter.font())
    x = area.left() + metrics.horizontalAdvance(line[: len(line) - len(bare)])
    more = (area.width() - wide) / gaps if gaps else 0.0
    for word in bare.split(" "):
        painter.drawText(QPointF(x, baseline), word)
        x += metrics.horizontalAdvance(word + " ") + more
