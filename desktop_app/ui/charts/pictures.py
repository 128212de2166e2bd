"""A plot as a picture for documents: PNG or SVG with title, cut-off, source and the mark of sample data.

Drawn anew at print size in light colours, not photographed from the screen. A file is written whole or not at
all.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFileDevice, QIODevice, QRectF, QSaveFile, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop_app.domain.errors import RecordError
from desktop_app.ui.charts.chart import Chart
from desktop_app.ui.charts.provenance import Provenance
from desktop_app.ui.theme import Theme

SHEET = QSize(960, 540)
PNG_SCALE = 2.0
_DOTS_PER_METRE = round(192 / 0.0254)


def save_png(path: Path, chart: Chart, title: str, subtitle: str, provenance: Provenance) -> None:
    """Write the plot as a PNG of twice the sheet size (192 dots an inch); raises RecordError."""
    theme = Theme(text_scale=PNG_SCALE)
    image = QImage(SHEET * PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    painter = QPainter(image)
    _paint_sheet(painter, QSizeF(image.size()), theme, chart, (title, subtitle, provenance.line))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    _write(path, buffer.data())


def save_svg(path: Path, chart: Chart, title: str, subtitle: str, provenance: Provenance) -> None:
    """Write the plot as an SVG whose texts stay text; raises RecordError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(SHEET)
    generator.setViewBox(QRectF(0, 0, SHEET.width(), SHEET.height()))
    generator.setResolution(96)
    generator.setTitle(title)
    generator.setDescription(f"{chart.message} {provenance.line}")
    painter = QPainter(generator)
    _paint_sheet(painter, QSizeF(SHEET), Theme(), chart, (title, subtitle, provenance.line))
    painter.end()
    _write(path, buffer.data())


def _paint_sheet(
    painter: QPainter, size: QSizeF, theme: Theme, chart: Chart, words: tuple[str, str, str]
) -> None:
    """Title and subtitle on top, the plot, the source line below, on white."""
    title, subtitle, source = words
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colour("surface"))
    margin = theme.s(24)
    width = size.width() - 2 * margin
    y = float(margin)
    for text, px, weight, token in ((title, 20, 600, "text"), (subtitle, 14, 400, "text3")):
        y += _paint_text(painter, theme, text, QRectF(margin, y, width, 0), (px, weight, token))
    wrapped = _text_height(theme, source, width, 13)
    bottom = size.height() - margin - wrapped
    body = QRectF(margin, y + theme.s(10), width, bottom - y - theme.s(20))
    drawn = chart.for_print(theme, body.size().toSize())
    drawn.draw(painter, body)
    drawn.deleteLater()
    _paint_text(painter, theme, source, QRectF(margin, bottom, width, 0), (13, 400, "text2"))


def _text_height(theme: Theme, text: str, width: float, px: int, weight: int = 400) -> float:
    room = QRectF(0, 0, width, 10_000)
    return (
        QFontMetricsF(theme.font(px, weight)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
    )


def _paint_text(painter: QPainter, theme: Theme, text: str, top: QRectF, look: tuple[int, int, str]) -> float:
    """Paint wrapped text at the top of a column; returns its height (0 for an empty text)."""
    px, weight, token = look
    if not text:
        return 0.0
    height = _text_height(theme, text, top.width(), px, weight)
    painter.setFont(theme.font(px, weight))
    painter.setPen(theme.colour(token))
    painter.drawText(QRectF(top.left(), top.top(), top.width(), height), int(Qt.TextFlag.TextWordWrap), text)
    return height


def _write(path: Path, content: QByteArray) -> None:
    if not path.parent.is_dir():
        raise RecordError(f"Không có thư mục {path.parent}. Chọn thư mục khác rồi lưu lại.")
    if path.is_dir():
        raise RecordError(f"{path} là một thư mục, không phải tệp. Đặt tên tệp khác rồi lưu lại.")
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise RecordError(_cannot_open(path))
    if file.write(content) != content.size() or not file.commit():  # a short write sets no error
        file.cancelWriting()
        raise RecordError(_cannot_finish(path, file.error(), file.errorString()))


def _cannot_open(path: Path) -> str:
    if path.exists():
        return f"Không ghi đè được {path.name}: tệp chỉ cho đọc. Đặt tên tệp khác rồi lưu lại."
    return f"Không ghi được vào {path.parent} vì không có quyền ghi. Chọn thư mục khác rồi lưu lại."


def _cannot_finish(path: Path, error: QFileDevice.FileError, detail: str) -> str:
    full = (QFileDevice.FileError.ResourceError, QFileDevice.FileError.WriteError)
    if error in full:
        return f"Không ghi hết {path.name} vì ổ đĩa đầy hoặc bị ngắt. Giải phóng dung lượng rồi lưu lại. ({detail})"
    return f"Tệp {path.name} đang mở trong chương trình khác. Đóng tệp rồi lưu lại."
