"""What a report says of its period having been locked and opened again: why, by which document, what was corrected."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.submissions import CorrectedFigure
from desktop_app.store.reader import Reader

_MOST_CORRECTED = 8


def exception_notes(read: Reader, code: PeriodCode) -> list[str]:
    """How a locked period was opened again, and which figures were corrected meanwhile."""
    notes = []
    for item in read.lock_exceptions(code.code):
        by = f" theo {item.document}" if item.document else ""
        corrected = read.figure_changes(code.code, item.opened_entry, item.closed_entry)
        cells = list(dict.fromkeys((change.unit_id, change.field) for change in corrected))
        what = (
            f"sửa {len(cells)} số liệu: {_corrected(read, corrected)}" if cells else "không sửa số liệu nào"
        )
        notes.append(f"Kỳ đã khóa được mở lại{by} ({item.reason}); {what}.")
    return notes


def _corrected(read: Reader, corrected: Sequence[CorrectedFigure]) -> str:
    """The first and last number of each corrected figure, some of them."""
    first: dict[tuple[int, str, str], CorrectedFigure] = {}
    last: dict[tuple[int, str, str], CorrectedFigure] = {}
    for change in corrected:
        key = (change.unit_id, change.form, change.field)
        first.setdefault(key, change)
        last[key] = change
    words = []
    for (unit_id, form_key, field), change in list(first.items())[:_MOST_CORRECTED]:
        form = read.form(form_key)
        label = form.field(field).label if form else field
        now = last[unit_id, form_key, field].new
        words.append(f"{read.unit(unit_id).short_name}, {label} {_plain(change.old)} thành {_plain(now)}")
    more = f" và {len(first) - _MOST_CORRECTED} số liệu khác" if len(first) > _MOST_CORRECTED else ""
    return "; ".join(words) + more


def _plain(number: int | float | None) -> str:
    return format_number(number) if number is not None else "chưa có"
