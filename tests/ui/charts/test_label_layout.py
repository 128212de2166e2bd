"""Places for labels: inside, apart, off the lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop_app.ui.charts.label_layout import Label, TextLine, around, place
from tests.ui.charts.made_plots import faults

AREA = QRectF(30, 5, 400, 150)
SIDES = ("right below", "left below", "right above", "left above", "centre above", "right middle")


def label(text: str, x: float, y: float, width: float = 80, height: float = 18) -> Label:
    return Label((TextLine(text),), around(QPointF(x, y), QSizeF(width, height), 8, SIDES))


numbers = st.floats(0, 500, allow_nan=False)


@given(st.lists(st.tuples(numbers, numbers, st.floats(10, 300), st.floats(10, 60)), max_size=9))
def test_labels_never_overlap_or_leave_the_plot(wishes: list[tuple[float, float, float, float]]) -> None:
    placed = place([label(str(index), *wish) for index, wish in enumerate(wishes)], AREA)
    assert faults([(item.label.text, item.box) for item in placed], AREA) == []


def test_the_first_box_is_taken_when_nothing_is_in_the_way() -> None:
    [found] = place([label("a", 100, 50)], AREA)
    assert found.box == QRectF(108, 58, 80, 18)


def test_a_label_moves_off_a_line() -> None:
    line = [QPointF(x, 67) for x in range(30, 430, 4)]
    [found] = place([label("a", 100, 60)], AREA, line)
    assert not any(found.box.contains(point) for point in line)


def test_a_label_without_ground_may_lie_on_a_filled_shape() -> None:
    fill = [QPointF(x, y) for x in range(100, 200, 4) for y in range(55, 100, 4)]
    wanted = label("a", 100, 50)
    assert place([wanted], AREA, fills=fill)[0].box != wanted.boxes[0]
    bare = Label(wanted.lines, wanted.boxes, ground=False)
    assert place([bare], AREA, fills=fill)[0].box == wanted.boxes[0]


def test_a_label_keeps_off_marks_and_is_left_out_when_there_is_no_room() -> None:
    assert place([label("a", 100, 50)], AREA, taken=[AREA]) == []
    assert place([label("a", 100, 50, width=500)], AREA) == []


def test_a_second_label_at_the_same_point_finds_another_place() -> None:
    placed = place([label("a", 200, 80), label("b", 200, 80)], AREA)
    assert [item.label.text for item in placed] == ["a", "b"]
