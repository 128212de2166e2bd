"""Sum, mean and count of the numbers in a selection, as Excel's status line shows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.numbers import format_number
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.selection import Block


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


def statistics_of(model: GridModel, block: Block) -> SelectionStatistics:
    """The statistics of a block."""
    columns = [column for column in block.columns if column]
    numbers = [
        number
        for row in block.rows
        if not model.is_group(row)
        for column in columns
        if (number := model.cell(row, column).number) is not None
    ]
    exact = sum((Decimal(str(number)) for number in numbers), Decimal(0))
    return SelectionStatistics(exact, len(numbers))
