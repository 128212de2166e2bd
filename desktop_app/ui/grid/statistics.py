"""Sum, mean and count of the numbers in a selection, as Excel's status line shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.numbers import format_number
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.selection import Block

CELLS_AT_ONCE = 4_000
"""How many cells are counted before the window gets its turn."""


@dataclass(frozen=True, slots=True)
class SelectionStatistics:
    """Of the cells with a number; group rows are left out, as their sub-totals would count twice."""

    total: Decimal
    count: int

    @property
    def mean(self) -> Decimal | None:
        """The average, None without numbers."""
        return self.total / self.count if self.count else None

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Name and figure of each part for the status line: Tổng, Trung bình, Đếm."""
        if not self.count:
            return ()
        mean = format_number(self.mean, 1 if self.mean != int(self.mean or 0) else 0)
        return (
            ("Tổng", format_number(self.total)),
            ("Trung bình", mean),
            ("Đếm", format_number(self.count)),
        )


class SelectionCounter(QObject):
    """Counts a selection a few thousand cells at a time, so that Ctrl+A in a long table does not halt typing."""

    counted = Signal(object)

    def __init__(self, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._rows: Iterator[int] = iter(())
        self._columns: list[int] = []
        self._total: Decimal = Decimal(0)
        self._count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def start(self, block: Block) -> None:
        """Count another selection; a count under way is given up."""
        self._rows, self._columns = iter(block.rows), [column for column in block.columns if column]
        self._total, self._count = Decimal(0), 0
        self._timer.start(0)

    def _go_on(self) -> None:
        rows = list(islice(self._rows, max(1, CELLS_AT_ONCE // max(1, len(self._columns)))))
        total, count = self._part(rows)
        self._total += total
        self._count += count
        if not rows:
            self._timer.stop()
            self.counted.emit(SelectionStatistics(self._total, self._count))

    def _part(self, rows: list[int]) -> tuple[Decimal, int]:
        model, last = self._model, self._model.rowCount()
        numbers = [
            number
            for row in rows
            if row < last and not model.is_group(row)
            for column in self._columns
            if (number := model.cell(row, column).number) is not None
        ]
        whole = sum(number for number in numbers if isinstance(number, int))
        exact = (Decimal(str(number)) for number in numbers if not isinstance(number, int))
        return sum(exact, Decimal(whole)), len(numbers)
