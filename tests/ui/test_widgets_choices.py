"""The check box: its tick and its ring are seen in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.choices import CheckBox


@pytest.mark.parametrize("dark", [False, True])
def test_the_tick_is_drawn_in_the_colours_in_force(
    dressed_app: QApplication, qtbot: QtBot, dark: bool
) -> None:
    theme = Theme(dark)
    theme.apply(dressed_app)
    box = CheckBox(theme, "Giảm chuyển động")
    qtbot.addWidget(box)
    box.show()

    def colours() -> set[str]:
        image = box.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(20) for y in range(image.height())}

    assert theme.colour("border_strong").name() in colours()
    assert theme.colour("accent").name() not in colours() or box.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert theme.colour("accent").name() in colours()
    ink, ground = theme.colour("on_accent").lightness(), theme.colour("accent").lightness()
    inside = box.grab().toImage().copy(5, 9, 10, 10)
    lights = [inside.pixelColor(x, y).lightness() for x in range(10) for y in range(10)]
    nearest = min(lights, key=lambda light: abs(light - ink))
    assert abs(nearest - ink) < abs(nearest - ground)
