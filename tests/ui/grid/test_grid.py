"""Long random work at the keyboard: whatever is pressed, cursor, selection and figures stay sound."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from tests.ui.grid.person import Key, Modifier, Person

KEYS = (
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End),
    *(Key.Key_PageUp, Key.Key_PageDown, Key.Key_Return, Key.Key_Tab, Key.Key_Backspace, Key.Key_Delete),
    *(Key.Key_F2, Key.Key_F8, Key.Key_Escape, Key.Key_Space, Key.Key_A, Key.Key_C, Key.Key_X, Key.Key_V),
    *(Key.Key_D, Key.Key_R, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_Minus),
)
MODIFIERS = (
    *(Modifier.NoModifier,) * 4,
    Modifier.ShiftModifier,
    Modifier.ControlModifier,
    Modifier.ControlModifier | Modifier.ShiftModifier,
)


def is_sound(person: Person) -> bool:
    grid = person.grid
    top, left, bottom, right = person.block
    return (
        grid.current in grid.selection.block
        and 0 <= top <= bottom < 32
        and 0 <= left <= right < 8
        and grid.editor.hasFocus()
        and grid._body.currentIndex() == person.model.index(*person.at)
        and grid._frozen.verticalScrollBar().value() == grid._body.verticalScrollBar().value()
    )


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_pressed_the_grid_stays_sound(person: Person, seed: int) -> None:
    chance = random.Random(seed)
    data = QMimeData()
    data.setText("1\t2\r\n1.234\tx\r\n")
    QApplication.clipboard().setMimeData(data)
    for _ in range(250):
        person.press(chance.choice(KEYS), chance.choice(MODIFIERS))
        assert is_sound(person)
    person.press(Key.Key_Escape)
    groups = [
        values for values, (_, group) in zip(person.model.values, person.model.rows, strict=True) if group
    ]
    assert groups == [[None] * 5] * 2
    figures = [value for values in person.model.values for value in values]
    assert all(value is None or value == "không áp dụng" or value >= 0 for value in figures)
    written = {edit.cell for _, batch in person.model.batches for edit in batch}
    assert all(1 <= cell.column <= 5 for cell in written)
    assert person.model.batches
