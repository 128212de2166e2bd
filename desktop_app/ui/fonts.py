"""The program's own typefaces. Knows nothing of sizes; those are the theme's."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app import assets

FAMILIES = ("Open Sans", "Segoe UI", "Noto Sans", "DejaVu Sans")
REPORT_FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif")


def load(report_faces: bool = False) -> list[str]:
    """Load Open Sans (or the report preview's Tinos) and return the families that were accepted.

    A policy of Windows may refuse program fonts; then the list is empty and Segoe UI stands in.
    Needs a QGuiApplication.
    """
    folder = assets.resource("fonts/tinos" if report_faces else "fonts/open-sans")
    families: list[str] = []
    for path in sorted(folder.glob("*.ttf")):
        handle = QFontDatabase.addApplicationFont(str(path))
        families += [
            family
            for family in (QFontDatabase.applicationFontFamilies(handle) if handle >= 0 else [])
            if family not in families
        ]
    return families


def face(pixels: int, weight: int = 400) -> QFont:
    """The screen typeface at a size in pixels and a weight (400, 600 or 700), with tabular figures."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
