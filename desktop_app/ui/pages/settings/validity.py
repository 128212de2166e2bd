"""Days of validity in words, in a cell and as a pill, for units, systems and forms."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.dates import format_date
from desktop_app.ui.pages.settings.rows import Cell
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.status import StatusLook


def validity(start: date | None, end: date | None) -> str:
    """The days something holds in words; `end` is the first day it no longer does."""
    if start and end:
        return f"{format_date(start)} – trước {format_date(end)}"
    if start:
        return f"từ {format_date(start)}"
    return f"trước {format_date(end)}" if end else "không giới hạn"


def validity_cell(start: date | None, end: date | None, day: date) -> Cell:
    """The days of validity in two lines, greyed when they do not hold on `day`."""
    over = end is not None and end <= day
    later = start is not None and day < start
    first = f"từ {format_date(start)}" if start else "từ đầu"
    second = f"hết từ {format_date(end)}" if end else ("chưa bắt đầu" if later else "")
    look = CellLook(token="text2", second=second, second_token="warning" if over or later else "text3")
    return Cell(first, look, (start or date.min, end or date.max))


def validity_look(start: date | None, end: date | None, day: date) -> StatusLook:
    """Whether it holds on a day, as a pill."""
    if end is not None and end <= day:
        return StatusLook("Hết hiệu lực", "subtract_circle", "neutral")
    if start is not None and day < start:
        return StatusLook("Chưa hiệu lực", "clock", "warning")
    return StatusLook("Đang hiệu lực", "checkmark_circle-filled", "success")
