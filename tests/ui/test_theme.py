"""Tokens, sizes, style sheet, icons."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import assets
from desktop_app.ui import stylesheet, tokens
from desktop_app.ui.icons import IconSet
from desktop_app.ui.theme import TEXT_SCALES, Theme
from desktop_app.ui.widgets.buttons import secondary


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = [(dark, high) for dark in (False, True) for high in (False, True)]


@pytest.mark.parametrize(("dark", "high"), THEMES)
def test_every_text_colour_can_be_read(dressed_app: QApplication, dark: bool, high: bool) -> None:
    theme = Theme(dark, high_contrast=high)
    pairs = [(text, ground) for text in ("text", "text2", "text3") for ground in ("surface", "surface2")]
    pairs += [("text3", "selection"), ("text", "search_mark"), ("accent", "accent_soft"), ("text3", "bg")]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("reference", "surface")]
    pairs += [(tone, f"{tone}_bg") for tone in tokens.TONES] + [(tone, "surface") for tone in tokens.TONES]
    weak = [pair for pair in pairs if contrast(theme.colour(pair[0]), theme.colour(pair[1])) < 4.5]
    assert weak == []


@pytest.mark.parametrize(("dark", "high"), THEMES)
def test_graphics_and_input_borders_stand_out(dressed_app: QApplication, dark: bool, high: bool) -> None:
    theme = Theme(dark, high_contrast=high)
    names = ["border_strong", "accent", *(f"{tone}_solid" for tone in tokens.TONES)]
    weak = [name for name in names if contrast(theme.colour(name), theme.colour("surface")) < 3]
    assert weak == []


def test_high_contrast_strengthens_borders_and_drops_soft_fills(dressed_app: QApplication) -> None:
    theme = Theme(high_contrast=True)
    assert theme.colour("border") == theme.colour("border_strong")
    assert theme.colour("danger_bg") == theme.colour("surface")


def test_light_and_dark_name_the_same_tokens() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_sizes_follow_the_text_scale(dressed_app: QApplication) -> None:
    assert [Theme(text_scale=scale).s(32) for scale in TEXT_SCALES] == [32, 37, 42, 48, 64]
    assert Theme(text_scale=0.1).s(1) == 1
    assert Theme().s(0) == 0
    assert Theme(text_scale=1.5).font(12).pixelSize() == 18


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_the_style_sheet_is_complete(dressed_app: QApplication, scale: float) -> None:
    theme = Theme(text_scale=scale)
    sheet = stylesheet.build(theme.colour, theme.s)
    assert not re.search(r"\$|\ddp|@|px-", sheet)
    assert sheet.count("{") == sheet.count("}")
    assert f"font-size: {theme.s(20)}px" in sheet


def test_an_unknown_token_is_an_error(dressed_app: QApplication) -> None:
    with pytest.raises(KeyError):
        Theme().colour("mauve")


def test_apply_sets_palette_font_and_style(dressed_app: QApplication) -> None:
    dark = Theme(dark=True)
    dark.apply(dressed_app)
    assert dressed_app.palette().color(QPalette.ColorRole.Base) == dark.colour("surface")
    assert dressed_app.font().pixelSize() == 14
    assert dressed_app.style().objectName() in ("fusion", "") and dressed_app.styleSheet()


def test_icons_take_the_colour_and_are_kept(dressed_app: QApplication) -> None:
    icons = IconSet()
    first = icons.pixmap("checkmark_circle-filled", QColor("#0A6B52"), 16)
    assert first.toImage().pixelColor(3, 8) == QColor("#0A6B52")
    assert icons.pixmap("checkmark_circle-filled", QColor("#0A6B52"), 16) is first
    sharp = icons.pixmap("home", QColor("red"), 16, 2.0)
    assert (sharp.width(), sharp.deviceIndependentSize().width()) == (32, 16)


def test_an_icon_that_was_not_vendored_is_an_error(dressed_app: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        IconSet().pixmap("unicorn", QColor("red"), 16)


def test_every_vendored_icon_can_be_drawn(dressed_app: QApplication) -> None:
    icons = IconSet()
    names = {
        path.stem.rsplit("_", 2)[0] + ("-filled" if path.stem.endswith("filled") else "")
        for path in assets.resource("icons").glob("*.svg")
    }
    empty = [name for name in names if not _ink(icons, name)]
    assert len(names) > 60
    assert empty == []


def _ink(icons: IconSet, name: str) -> bool:
    image = icons.pixmap(name, QColor("red"), 20).toImage()
    return any(image.pixelColor(x, y).alpha() > 100 for x in range(20) for y in range(20))


def test_new_colours_reach_an_open_window(theme: Theme, dressed_app: QApplication, qtbot: QtBot) -> None:
    button = secondary(theme, "Xuất Excel", "document_table")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(theme.changed):
        theme.change(dressed_app, dark=True, high_contrast=False)
    image = button.icon().pixmap(button.iconSize()).toImage()
    found = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert tokens.DARK["text2"] in found
    assert tokens.LIGHT["text2"] not in found


class _Emitter(QObject):
    sent = Signal(bool)


def test_pyside_does_not_lose_references(dressed_app: QApplication) -> None:
    """PySide6 6.12 on Python 3.11 loses one to None or True at each call, and the process dies."""

    emitter, got = _Emitter(), []
    emitter.sent.connect(lambda on: got.append(on))
    none_before, true_before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(5000):
        emitter.sent.emit(True)
        emitter.setObjectName("a" if number % 2 else "b")
    got.clear()
    assert abs(sys.getrefcount(None) - none_before) < 200
    assert abs(sys.getrefcount(True) - true_before) < 200
    assert emitter.objectName() == "a"


def test_disabled_icons_use_the_third_text_colour(theme: Theme) -> None:

    image = theme.icon("checkmark_circle-filled", "accent").pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(3, 8) == theme.colour("text3")
    assert theme.pixmap("home", "accent").toImage().pixelColor(0, 0).alpha() == 0
