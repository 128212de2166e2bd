"""Widths and text sizes: which columns stand, where the pane opens, and that nothing sticks out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop_app.ui.pages.tasks.model import LEAD, PERCENT, UPDATED
from desktop_app.ui.theme import Theme
from tests.ui.pages.tasks.clerk import Clerk, Key
from tests.ui.pages.tasks.conftest import Opening


def hidden(clerk: Clerk) -> set[int]:
    return {column for column in (LEAD, PERCENT, UPDATED) if clerk.page.table.isColumnHidden(column)}


@pytest.mark.parametrize(
    ("width", "columns", "pane", "folded"),
    [
        (1920, set(), 448, False),
        (1366, {PERCENT, UPDATED}, 368, False),
        (1100, {LEAD, PERCENT, UPDATED}, 344, True),
    ],
)
def test_columns_give_way_to_the_pane(
    opening: Opening, sample_path: Path, width: int, columns: set[int], pane: int, folded: bool
) -> None:
    clerk = opening(sample_path, size=(width, 768))
    assert clerk.page.detail.isVisible() and clerk.page.detail.width() == pane
    assert hidden(clerk) == columns
    assert clerk.page.filters.fold_button.isVisible() is folded
    assert clerk.page.filters.height() <= 30 or width < 1366
    assert clerk.right_edge(clerk.page) <= width


def test_the_pane_opens_over_the_list_at_large_text(
    dressed_app: QApplication, opening: Opening, sample_path: Path
) -> None:
    theme = Theme(text_scale=1.5)
    theme.apply(dressed_app)
    clerk = opening(sample_path, theme=theme, size=(1366, 697))
    assert clerk.page.detail.isHidden() and clerk.page.table.isVisible()
    clerk.to_list()
    clerk.press(Key.Key_Return)
    assert clerk.page.detail.isVisible() and not clerk.page.table.isVisible()
    assert clerk.page.detail.width() == clerk.page.width()
    clerk.press(Key.Key_Escape)
    assert clerk.page.table.isVisible() and clerk.focused is clerk.page.table


def test_folded_filters_still_filter(opening: Opening, sample_path: Path) -> None:
    clerk = opening(sample_path, size=(1100, 768))
    clerk.click(clerk.page.filters.fold_button)
    assert clerk.page.filters.unit.isVisible()
    while clerk.page.filters.unit.currentText() != "Sở Y tế":
        clerk.qtbot.keyClick(clerk.page.filters.unit, Key.Key_Down)
    clerk.settle()
    assert 0 < len(clerk.titles()) < 83 and clerk.page.filters.fold_button.text() == "Bộ lọc  1"
    clerk.page.filters.unit.window().hide()


def test_every_button_has_a_name(clerk: Clerk) -> None:
    nameless = [
        button
        for button in clerk.page.findChildren(QPushButton)
        if button.isVisible() and not (button.text() or button.accessibleName())
    ]
    assert nameless == []
    assert clerk.page.minimumSizeHint().width() <= 1090


def test_f6_goes_from_list_to_pane(clerk: Clerk) -> None:
    clerk.to_list()
    clerk.press(Key.Key_F6)
    assert clerk.focused is clerk.page.detail.progress
