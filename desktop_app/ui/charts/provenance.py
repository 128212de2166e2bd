"""Where a plot's figures come from and until when; printed on the plot itself, on screen and in saved pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.dates import format_date

SAMPLE_MARK = "Dữ liệu minh họa"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Cut-off day, source, and how complete the figures are ("27/30 đơn vị"); `sample` marks made-up data."""

    as_of: date
    source: str
    coverage: str = ""
    sample: bool = False

    @property
    def line(self) -> str:
        """The source line: "Số liệu đến 31/03/2021 · Nguồn: … · 27/30 đơn vị · Dữ liệu minh họa"."""
        parts = [f"Số liệu đến {format_date(self.as_of)}", f"Nguồn: {self.source}" if self.source else ""]
        parts += [self.coverage, SAMPLE_MARK if self.sample else ""]
        return " · ".join(part for part in parts if part)
