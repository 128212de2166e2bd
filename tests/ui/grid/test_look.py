"""What is drawn: compared by colours at known places, and how much work a repaint does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.grid.grid import ExcelGrid
from desktop_app.ui.grid.model import RowTag
from desktop_app.ui.theme import Theme
from tests.ui.grid.person import Answers, Key, Modifier, Person
from tests.ui.grid.sample_services import ServiceCounts, province


def picture(person: Person) -> QImage:
    return person.grid.grab().toImage()


def cell_rect(person: Person, row: int, column: int) -> QRect:
    pane = person.pane(column)
    rect = pane.visualRect(person.model.index(row, column))
    return QRect(pane.viewport().mapTo(person.grid, rect.topLeft()), rect.size())


def ground(image: QImage, rect: QRect) -> str:
    """The colour low in the cell, clear of text, icon and hairlines."""
    return image.pixelColor(rect.left() + rect.width() // 2 - 10, rect.bottom() - 4).name()


def draws_in(image: QImage, rect: QRect, ground_token: QColor) -> bool:
    return any(
        image.pixelColor(x, y).rgb() != ground_token.rgb()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )


def test_grounds_tell_the_kinds_of_cells(person: Person, theme: Theme) -> None:
    person.choose(8, 3, 9, 4)
    image = picture(person)

    def seen(row: int, column: int) -> str:
        return ground(image, cell_rect(person, row, column))

    assert seen(2, 2) == theme.colour("surface").name()
    assert seen(2, 6) == theme.colour("surface2").name()
    assert seen(0, 2) == theme.colour("surface2").name()
    assert seen(4, 4) == theme.colour("danger_bg").name()
    assert seen(13, 5) == theme.colour("warning_bg").name()
    assert seen(4, 6) == theme.colour("surface2").name()
    assert seen(9, 4) == theme.colour("selection").name()
    assert seen(8, 3) == theme.colour("surface").name()


def test_marks_have_a_corner_an_icon_and_a_colour(person: Person, theme: Theme) -> None:
    image = picture(person)
    for row, column, tone in ((4, 4, "danger"), (13, 5, "warning")):
        rect = cell_rect(person, row, column)
        corner = image.pixelColor(rect.topLeft() + QPoint(1, 1))
        assert corner.rgb() == theme.colour(f"{tone}_solid").rgb()
        icon = QRect(rect.left() + 12, rect.top() + 6, 16, 16)
        assert draws_in(image, icon, theme.colour(f"{tone}_bg"))
    plain = cell_rect(person, 3, 3)
    assert not draws_in(image, QRect(plain.left() + 12, plain.top() + 6, 16, 16), theme.colour("surface"))
    assert image.pixelColor(plain.topLeft() + QPoint(1, 1)).rgb() == theme.colour("surface").rgb()


def test_the_cursor_keeps_the_corner_of_its_cell(person: Person, theme: Theme) -> None:
    person.go(7, 4)
    image, rect = picture(person), cell_rect(person, 7, 4)
    assert image.pixelColor(rect.topLeft()).rgb() == theme.colour("accent").rgb()
    assert image.pixelColor(rect.topLeft() + QPoint(2, 2)).rgb() == theme.colour("warning_solid").rgb()


@pytest.mark.parametrize("cell", [(5, 3), (5, 1), (5, 0), (0, 1), (5, 7)])
def test_the_cursor_has_four_sides(person: Person, theme: Theme, cell: tuple[int, int]) -> None:
    person.go(*cell)
    image, rect = picture(person), cell_rect(person, *cell)
    accent = theme.colour("accent").rgb()
    middle = rect.center()
    sides = {
        "left": any(image.pixelColor(rect.left() + n, middle.y()).rgb() == accent for n in (-1, 0, 1)),
        "right": any(image.pixelColor(rect.right() + n, middle.y()).rgb() == accent for n in (-1, 0, 1)),
        "top": any(image.pixelColor(middle.x(), rect.top() + n).rgb() == accent for n in (-1, 0, 1)),
        "bottom": any(image.pixelColor(middle.x(), rect.bottom() + n).rgb() == accent for n in (-1, 0, 1)),
    }
    assert all(sides.values()), sides


def test_a_refused_text_is_framed_in_red_until_it_is_changed(person: Person, theme: Theme) -> None:
    person.go(3, 4)
    person.type("x")
    rect = cell_rect(person, 3, 4)

    def frame() -> int:
        return picture(person).pixelColor(rect.left(), rect.center().y()).rgb()

    assert frame() == theme.colour("accent").rgb()
    person.press(Key.Key_Return)
    assert frame() == theme.colour("danger").rgb()
    person.press(Key.Key_Backspace)
    assert frame() == theme.colour("accent").rgb()


def test_the_handle_is_whole_in_the_last_cell(person: Person, theme: Theme) -> None:
    person.press(Key.Key_End, Modifier.ControlModifier)
    image, accent = picture(person), theme.colour("accent").rgb()
    view = person.grid._body.viewport()
    corner = view.mapTo(person.grid, QPoint(view.width() - 1, view.height() - 1))
    for away in range(2, 9):
        assert image.pixelColor(corner - QPoint(away, away)).rgb() == accent


def test_a_block_across_the_frozen_edge_is_outlined_in_both_panes(person: Person, theme: Theme) -> None:
    person.choose(5, 0, 7, 2)
    image, accent = picture(person), theme.colour("accent").rgb()
    for column in (0, 1, 2):
        rect = cell_rect(person, 7, column)
        assert image.pixelColor(rect.center().x(), rect.bottom()).rgb() == accent
    frozen = cell_rect(person, 6, 0)
    assert image.pixelColor(frozen.right(), frozen.center().y()).rgb() == theme.colour("border_strong").rgb()


def test_letters_and_numbers_of_the_selection_are_in_accent(person: Person, theme: Theme) -> None:
    person.choose(7, 4, 8, 5)
    image = picture(person)
    soft, quiet = theme.colour("accent_soft").rgb(), theme.colour("surface2").rgb()
    for column, colour in ((3, quiet), (4, soft), (5, soft), (6, quiet)):
        assert image.pixelColor(cell_rect(person, 1, column).left() + 4, 4).rgb() == colour
    for row, colour in ((6, quiet), (7, soft), (8, soft), (9, quiet)):
        assert image.pixelColor(4, cell_rect(person, row, 1).center().y()).rgb() == colour


def test_the_total_row_stays_below_and_columns_stay_aligned(person: Person, theme: Theme) -> None:
    person.press(Key.Key_End, Modifier.ControlModifier)
    person.grid.resize(800, 400)
    QApplication.processEvents()
    frame = person.grid._frame
    assert frame.horizontal.isVisible()
    frame.horizontal.setValue(60)
    assert frame._total_body.horizontalScrollBar().value() == 60
    assert frame._total_body.viewport().width() == person.grid._body.viewport().width()
    for column in range(1, 8):
        assert frame._total_body.columnViewportPosition(column) == person.grid._body.columnViewportPosition(
            column
        )
    image = picture(person)
    rule = frame._total_body.mapTo(person.grid, QPoint(20, -1))
    assert image.pixelColor(rule).rgb() == theme.colour("border_strong").rgb()


def test_no_scroll_bar_at_the_width_of_the_smallest_screen(person: Person) -> None:
    person.grid.resize(1088, 558)
    QApplication.processEvents()
    assert not person.grid._frame.horizontal.isVisible()
    assert person.grid._body.viewport().height() // 28 >= 15


def test_a_narrow_window_takes_from_the_names_first(person: Person) -> None:
    person.grid.resize(1080, 558)
    QApplication.processEvents()
    assert person.grid._frozen.columnWidth(0) < 274
    assert not person.grid._frame.horizontal.isVisible()
    person.grid.resize(1000, 558)
    QApplication.processEvents()
    assert person.grid._frozen.columnWidth(0) == 274
    assert person.grid._frame.horizontal.isVisible()
    person.grid.resize(1300, 558)
    QApplication.processEvents()
    assert person.grid._frozen.columnWidth(0) > 274


def test_new_colours_are_taken_while_open(person: Person, theme: Theme, dressed_app: QApplication) -> None:
    theme.change(dressed_app, dark=True, high_contrast=False)
    image = picture(person)
    assert ground(image, cell_rect(person, 2, 2)) == theme.colour("surface").name()
    assert ground(image, cell_rect(person, 4, 4)) == theme.colour("danger_bg").name()


def test_a_larger_text_scale_makes_larger_rows(qtbot: QtBot, dressed_app: QApplication) -> None:
    large = Theme(text_scale=1.5)
    large.apply(dressed_app)
    grid = ExcelGrid(province(), large, "Số liệu", Answers())
    qtbot.addWidget(grid)
    assert grid._body.rowHeight(3) == 42
    assert grid._body.columnWidth(2) == 156


def many_rows() -> ServiceCounts:
    model = ServiceCounts([("Xã", [(f"Xã số {n}", 9, 1, 2, 3, 4) for n in range(10_000)])])
    model.tags[3] = RowTag("clock", "thiếu 1 ô", "warning")
    return model


def test_scrolling_ten_thousand_rows_asks_only_for_cells_in_view(
    open_grid: Callable[[ServiceCounts], Person],
) -> None:
    person = open_grid(many_rows())
    QApplication.processEvents()
    person.model.cells_asked = 0
    for value in (5_000, 100_000, 200_000):
        person.grid._frame.vertical.setValue(value)
        person.grid.grab()
        QApplication.processEvents()
    in_view = (person.grid._body.viewport().height() // 28 + 2) * 7
    # A platform may paint a window several times; the table has 70 000 cells.
    assert person.model.cells_asked <= 3 * 4 * in_view


def test_moving_in_ten_thousand_rows_asks_only_for_cells_in_view(
    open_grid: Callable[[ServiceCounts], Person],
) -> None:
    person = open_grid(many_rows())
    person.press(Key.Key_End, Modifier.ControlModifier)
    assert person.at == (10_000, 7)
    QApplication.processEvents()
    person.model.cells_asked = 0
    person.press(Key.Key_Up, times=5)
    QApplication.processEvents()
    in_view = (person.grid._body.viewport().height() // 28 + 2) * 7
    assert person.model.cells_asked <= 6 * in_view
