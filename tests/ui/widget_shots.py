"""What the widget tests share: showing a widget, reading its words, taking its picture."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot


def opened(qtbot: QtBot, widget: QWidget, width: int = 0) -> QWidget:
    """The widget shown and active."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, widget.sizeHint().height())
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def texts(widget: QWidget) -> list[str]:
    labels: list[QLabel] = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.text() and not label.isHidden()]


def image(widget: QWidget) -> QImage:
    return widget.grab().toImage()
