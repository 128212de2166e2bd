"""Vietnamese marks must not be cut: a clipped mark changes the letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPalette, QRawFont
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import fonts
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.labels import text_label

SAMPLE = "ẴẤẶỖỘỰ"


def ink_rows(image: QImage, ground: QColor) -> int:
    """How many rows lie between the first and the last row with ink."""
    rows = [
        y
        for y in range(image.height())
        if any(_differs(image.pixelColor(x, y), ground) for x in range(image.width()))
    ]
    return rows[-1] - rows[0] + 1 if rows else 0


def _differs(colour: QColor, ground: QColor) -> bool:
    return abs(colour.lightness() - ground.lightness()) > 24


def free_rows(font: QFont, colour: QColor) -> int:
    """The ink rows when nothing can clip."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPoint(20, 120), SAMPLE)
    painter.end()
    return ink_rows(image, QColor("white"))


def ink(widget: QWidget) -> QColor:
    return widget.palette().color(QPalette.ColorRole.WindowText)


def on_white(qtbot: QtBot, label: QLabel) -> QFrame:
    """A window with a white ground around the label."""
    host = QFrame()
    host.setProperty("frame", "card")
    qtbot.addWidget(host)
    host.resize(400, 100)
    label.setParent(host)
    label.move(20, 20)
    host.show()
    label.show()
    return host


def shot(widget: QWidget) -> QImage:
    window = widget.window()
    whole = window.grab().toImage()
    corner = widget.mapTo(window, QPoint(0, 0))
    return whole.copy(corner.x(), corner.y(), widget.width(), widget.height())


def test_open_sans_is_loaded_and_used(theme: Theme) -> None:
    assert "Open Sans" in fonts.load()
    assert QFontInfo(theme.font(14)).family() == "Open Sans"
    assert QFontInfo(theme.font(14, 600)).weight() == 600


def test_report_preview_has_its_own_faces(theme: Theme) -> None:
    assert fonts.load(report_faces=True) == ["Tinos"]


def test_every_sign_of_the_screens_is_in_the_face(theme: Theme) -> None:
    face = QRawFont.fromFont(theme.font(14))
    missing = [sign for sign in "ẴẤẶỖỘỰđĐươ≤≥₫–…“”·−×›" if not face.supportsCharacter(ord(sign))]
    assert missing == []


@pytest.mark.parametrize("role", ["body", "title", "caption", "card-title", "kpi", "strong"])
def test_labels_show_all_marks(theme: Theme, qtbot: QtBot, role: str) -> None:
    label = text_label(SAMPLE, role)
    host = on_white(qtbot, label)
    label.adjustSize()
    assert host.isVisible()
    assert ink_rows(shot(label), QColor("white")) == free_rows(label.font(), ink(label))


def test_line_edit_shows_all_marks(theme: Theme, qtbot: QtBot) -> None:
    edit = QLineEdit(SAMPLE)
    qtbot.addWidget(edit)
    edit.resize(240, edit.sizeHint().height())
    image = shot(edit).copy(6, 2, 200, edit.height() - 4)
    assert ink_rows(image, theme.colour("surface")) == free_rows(edit.font(), ink(edit))


def test_table_header_and_cell_show_all_marks(theme: Theme, qtbot: QtBot) -> None:
    source = QTableWidget(1, 1)
    source.setHorizontalHeaderLabels([SAMPLE])
    source.model().setData(source.model().index(0, 0), SAMPLE)
    table = DataTable(theme, "Bảng thử", 32)
    qtbot.addWidget(source)
    qtbot.addWidget(table)
    table.setModel(source.model())
    table.horizontalHeader().resizeSection(0, 200)
    table.resize(300, 200)
    header = shot(table.horizontalHeader()).copy(2, 0, 190, theme.s(34) - 2)
    assert ink_rows(header, theme.colour("surface2")) == free_rows(theme.font(13, 600), theme.colour("text2"))
    cell = shot(table.viewport()).copy(6, 0, 180, theme.s(32) - 2)
    assert ink_rows(cell, theme.colour("surface")) == free_rows(theme.font(13), theme.colour("text"))


def test_the_ink_counter_sees_a_clipped_label(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel(SAMPLE)
    host = on_white(qtbot, label)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.resize(label.sizeHint().width(), label.sizeHint().height() - 8)
    assert host.isVisible()
    assert ink_rows(shot(label), QColor("white")) < free_rows(label.font(), ink(label))
