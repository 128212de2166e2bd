"""Finding places for direct labels: inside the plot, never on each other, off the lines where that is possible.

Works in pixels only, so a label keeps its distance to its point whatever the size of the plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

_NUDGES = 12
_CLEAR = 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a label: its text, colour token and weight."""

    text: str
    token: str = "text2"
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Label:
    """A label before it has a place: its lines and the boxes to try, best first.

    `ground` lays the card's colour under the text, for labels that may cross hairlines.
    """

    lines: tuple[TextLine, ...]
    boxes: tuple[QRectF, ...]
    ground: bool = True

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label and the box it was given."""

    label: Label
    box: QRectF


def around(point: QPointF, size: QSizeF, gap: float, sides: Sequence[str]) -> tuple[QRectF, ...]:
    """Boxes of `size` beside `point`, in the order of `sides`.

    A side is two words of "left centre right" and "above middle below", as in "right below"; a box at the
    right starts `gap` right of the point, one in the centre has the point in its middle.
    """
    return tuple(_beside(point, size, gap, *side.split()) for side in sides)


def _beside(point: QPointF, size: QSizeF, gap: float, across: str, down: str) -> QRectF:
    lefts = {
        "left": point.x() - gap - size.width(),
        "centre": point.x() - size.width() / 2,
        "right": point.x() + gap,
    }
    tops = {
        "above": point.y() - gap - size.height(),
        "middle": point.y() - size.height() / 2,
        "below": point.y() + gap,
    }
    return QRectF(QPointF(lefts[across], tops[down]), size)


def place(
    labels: Sequence[Label],
    area: QRectF,
    lines: Sequence[QPointF] = (),
    fills: Sequence[QPointF] = (),
    taken: Sequence[QRectF] = (),
) -> list[PlacedLabel]:
    """Give each label a box inside `area`, earlier labels first; a label without any free box is left out.

    `lines` are points along what is drawn, `fills` points in filled shapes (which labels without a ground may
    cross): the box that covers fewest of them wins, then the one named first. `taken` are boxes already used.
    """
    placed: list[PlacedLabel] = []
    used = list(taken)
    for label in labels:
        covers = [*lines, *fills] if label.ground else lines
        box = _best(label, area, covers, used)
        if box is not None:
            placed.append(PlacedLabel(label, box))
            used.append(box)
    return placed


def _best(label: Label, area: QRectF, covers: Sequence[QPointF], used: Sequence[QRectF]) -> QRectF | None:
    best: tuple[float, QRectF] | None = None
    for rank, wanted in enumerate(label.boxes):
        box = _inside(wanted, area)
        if box is None or any(box.intersects(other) for other in used):
            continue
        moved = abs(box.x() - wanted.x()) + abs(box.y() - wanted.y())
        wide = box.adjusted(-_CLEAR, -_CLEAR, _CLEAR, _CLEAR)
        cost = 3.0 * sum(wide.contains(point) for point in covers) + rank + moved / 3
        if best is None or cost < best[0]:
            best = (cost, box)
    return best[1] if best else _nudged(label, area, used)


def _nudged(label: Label, area: QRectF, used: Sequence[QRectF]) -> QRectF | None:
    """The first free box straight above or below a wanted one."""
    for wanted in label.boxes:
        for step in range(1, _NUDGES):
            for direction in (-1, 1):
                box = _inside(wanted.translated(0, direction * step * wanted.height() / 2), area)
                if box is not None and not any(box.intersects(other) for other in used):
                    return box
    return None


def _inside(box: QRectF, area: QRectF) -> QRectF | None:
    if box.width() > area.width() or box.height() > area.height():
        return None
    left = min(max(box.left(), area.left()), area.right() - box.width())
    top = min(max(box.top(), area.top()), area.bottom() - box.height())
    return QRectF(QPointF(left, top), box.size())
