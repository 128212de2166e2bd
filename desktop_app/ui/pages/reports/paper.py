"""Pages into a PDF or onto a printer, by the same painter as the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.errors import RecordError
from desktop_app.domain.printed_pages import PrintedDocument, PrintedPage
from desktop_app.ui.pages.reports.painter import paint_page

Progress = Callable[[int, int], None]
_RESOLUTION = 600  # dots an inch


def pdf_content(document: PrintedDocument, progress: Progress) -> bytes:
    """The bytes of a PDF of all pages; `progress(done, total)` may raise to stop it."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(document.title)
    writer.setCreator("Tiến Độ")
    try:
        _paint_pages(writer, writer.resolution(), document.pages, progress)
    finally:
        buffer.close()
    return bytes(held.data())


def print_pages(printer: QPrinter, document: PrintedDocument, progress: Progress) -> int:
    """Print the pages chosen on the printer (all when none were); how many they are. Raises RecordError."""
    pages = document.pages
    if printer.fromPage() > 0:
        pages = pages[printer.fromPage() - 1 : printer.toPage()]
    printer.setDocName(document.title)
    printer.setFullPage(True)
    try:
        _paint_pages(printer, printer.resolution(), pages, progress)
    except RecordError:
        raise
    except BaseException:
        printer.abort()
        raise
    return len(pages)


def ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """The printer, pages and copies a person chooses; None when they give up. One place, for tests to answer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("In báo cáo")
    dialog.setMinMax(1, pages)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def _paint_pages(
    device: QPagedPaintDevice, resolution: int, pages: Sequence[PrintedPage], progress: Progress
) -> None:
    device.setPageLayout(_layout(pages[0]))
    painter = QPainter()
    if not painter.begin(device):
        raise RecordError("Máy in không nhận việc in. Kiểm tra máy in đang bật và còn nối rồi bấm In lại.")
    try:
        for done, page in enumerate(pages):
            progress(done, len(pages))
            if done:
                device.setPageLayout(_layout(page))
                device.newPage()
            paint_page(painter, page, resolution / 25.4)
        progress(len(pages), len(pages))
    finally:
        painter.end()


def _layout(page: PrintedPage) -> QPageLayout:
    """A4 to the very edge: the margins are already in the page."""
    orientation = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
