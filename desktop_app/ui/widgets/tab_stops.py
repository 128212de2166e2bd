"""The widgets the Tab key stops at inside a part of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget


def tab_stops(parent: QWidget) -> list[QWidget]:
    """Those shown and usable, in the order they were made."""
    children: list[QObject] = list(parent.findChildren(QObject))
    return [child for child in children if isinstance(child, QWidget) and _stops(child)]


def _stops(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
