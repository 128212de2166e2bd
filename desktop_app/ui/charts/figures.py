"""What a plot says apart from its drawing: its points one by one, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A point, bar or mark that can be asked for its exact value.

    `words` say the value; `stands_for` is what the rows behind it are found by (a day, a period, a layer key).
    """

    words: str
    stands_for: object


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The plotted numbers as shown text; the first column names the row, the others hold figures."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_tsv(self) -> str:
        """Header and rows separated by tabs, as spreadsheets paste them."""
        return "\n".join("\t".join(row) for row in (self.headers, *self.rows))
