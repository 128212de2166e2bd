"""What a table cell looks like beyond its text; item models give it under LOOK_ROLE."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

LOOK_ROLE = Qt.ItemDataRole.UserRole + 100


@dataclass(frozen=True)
class CellLook:
    """Icon before the text, tokens of the colours, weight, and a second line under the first.

    `searched` tells that a search looks at this cell, so that what it finds is marked.
    `indent` moves the texts in by design pixels.
    `middle` cuts a long text in its middle: file names differ at their end.
    `wraps` lets the first text run over two lines (titles); then only it may end in "…".
    """

    icon: str = ""
    icon_token: str = ""
    token: str = "text"
    strong: bool = False
    second: str = ""
    second_token: str = "text3"
    second_strong: bool = False
    wraps: bool = False
    ground: str = ""
    searched: bool = True
    indent: int = 0
    middle: bool = False


PLAIN = CellLook()
