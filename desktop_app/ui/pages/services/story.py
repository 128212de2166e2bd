"""What the line below the grid says of a cell: figure, period before, finding, note, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.checks import ERROR, WARNING, Finding
from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Derived, FormField, RatioColumn
from desktop_app.domain.numbers import format_fraction, format_number, format_percent, format_points
from desktop_app.domain.ratio import Number, Ratio
from desktop_app.domain.values import MISSING, Totals, Value, ValueState, ratio_of, row_numbers
from desktop_app.store.reader import FigureChanges
from desktop_app.ui.grid.selection import Cell
from desktop_app.ui.pages.services.model import ServiceGrid
from desktop_app.ui.pages.services.sheet import History, Source, UnitRow
from desktop_app.ui.widgets.sparkline import Trend

_NOTHING = "chưa có số"


@dataclass(frozen=True, slots=True)
class Story:
    """`tone` and `icon` colour the message; `can_keep` when a warning may be accepted, `can_note` for typed cells.

    `file_id` is the kept file the figure came in.
    """

    address: str
    subject: str
    figure: str
    before: str = ""
    trend: Trend = ()
    tone: str = "text2"
    icon: str = ""
    message: str = ""
    can_keep: bool = False
    can_note: bool = False
    file_id: int | None = None


def tell(model: ServiceGrid, cell: Cell, history: History) -> Story:
    """The story of a cell of the grid."""
    column = model.sheet_columns[cell.column]
    row, address = model.unit_row(cell.row), model.address(cell)
    if row is None:
        return _group(model, cell)
    if isinstance(column.of, FormField):
        return _typed(model, row, column.of, address, history)
    subject = f"{row.unit.name} · {column.grid.title}"
    if isinstance(column.of, RatioColumn):
        return _ratio(model, row, column.of, address, history)
    if isinstance(column.of, Derived):
        return _derived(model, row, column.of, address, history)
    return Story(address, subject if cell.column else row.unit.name, model.cell(*cell).text)


def _typed(model: ServiceGrid, row: UnitRow, field: FormField, address: str, history: History) -> Story:
    sheet = model.sheet
    assert sheet is not None
    value = row.cells.get(field.key, MISSING)
    finding = row.finding(field.key)
    more = sum(field.key in item.fields for item in row.findings) - 1
    tone, icon, message = _saying(field, value, finding, more, sheet.source)
    origin = _origin(value, history.changes(), row.unit.id, field.key)
    return Story(
        address=address,
        subject=f"{row.unit.name} · {field.label}",
        figure=_figure(value),
        before=_before(value, row.previous.get(field.key, MISSING)),
        trend=history.figures(row.unit.id, field.key),
        tone=tone,
        icon=icon,
        message=" ".join(part for part in (message, origin) if part),
        can_keep=finding is not None and finding.severity == WARNING and not sheet.locked,
        can_note=not sheet.locked,
        file_id=value.received_id,
    )


def _figure(value: Value) -> str:
    if value.number is None:
        return value.state.label.lower()
    return format_number(value.number) + (" (ước)" if value.state is ValueState.ESTIMATED else "")


def _before(value: Value, previous: Value) -> str:
    if previous.number is None:
        return f"Kỳ trước {previous.state.label.lower()}"
    text = f"Kỳ trước {format_number(previous.number)}"
    if value.number is None:
        return text
    step = value.number - previous.number
    sign = "+" if step > 0 else ""
    return f"{text} ({sign}{format_number(step)})" if step else f"{text} (không đổi)"


def _saying(
    field: FormField, value: Value, finding: Finding | None, more: int, source: Source
) -> tuple[str, str, str]:
    note = f"Ghi chú: {value.note}." if value.note else ""
    if finding is not None:
        tone, icon = (
            ("danger", "error_circle-filled") if finding.severity == ERROR else ("warning", "warning")
        )
        others = f" Còn {more} điều cần xem ở ô này." if more > 0 else ""
        return tone, icon, f"{finding.message}{others} {note}".rstrip()
    if value.kept:
        return "text2", "checkmark_circle", f"Đã giữ số này: {value.kept}. {note}".rstrip()
    if value.state is ValueState.NOT_APPLICABLE:
        return "text2", "subtract_circle", f"Không áp dụng: {value.reason}. {note}".rstrip()
    if value.state is ValueState.ESTIMATED:
        return "text2", "calendar_clock", f"Ước thực hiện, chưa phải số báo cáo. {note}".rstrip()
    if value.state is ValueState.NOT_REPORTED and source is not Source.FROM_MONTHS:
        return "text3", "", note or f"Chưa có số, khác với 0. {field.help}".rstrip()
    return "text2", "note_add" if note else "", note


def _origin(value: Value, changes: FigureChanges, unit_id: int, key: str) -> str:
    if value.origin:
        return f"Nguồn: {value.origin}."
    change = changes.get(unit_id, {}).get(key)
    if change is None or value is MISSING:
        return ""
    return f"{change.actor} ghi {format_date(change.at.date())}, mục nhật ký {format_number(change.entry)}."


def _ratio(model: ServiceGrid, row: UnitRow, column: RatioColumn, address: str, history: History) -> Story:
    assert model.sheet is not None
    now = ratio_of(column, row.numbers)
    before = ratio_of(column, row_numbers(model.sheet.form, row.previous))
    return Story(
        address=address,
        subject=f"{row.unit.name} · {column.label}",
        figure=format_percent(now) if now else _NOTHING,
        before=_ratio_before(now, before),
        trend=history.ratios(row.unit.id, column.key),
        message=_parts(column, now),
    )


def _ratio_before(now: Ratio | None, before: Ratio | None) -> str:
    if before is None or before.fraction is None:
        return f"Kỳ trước {_NOTHING}"
    if now is None or now.fraction is None:
        return f"Kỳ trước {format_percent(before)}"
    return f"Kỳ trước {format_percent(before)} ({format_points((now.fraction - before.fraction) * 100)})"


def _parts(column: RatioColumn, ratio: Ratio | None) -> str:
    if ratio is None:
        return f"Tự tính: {column.numerator_label} chia {column.denominator_label}. Còn thiếu số."
    return (
        f"Tự tính: {format_number(ratio.numerator)} {column.numerator_label} trên "
        f"{format_number(ratio.denominator)} {column.denominator_label}."
    )


def _derived(model: ServiceGrid, row: UnitRow, column: Derived, address: str, history: History) -> Story:
    assert model.sheet is not None
    form = model.sheet.form
    number = row.numbers.get(column.key)
    headers = [field.header for field in form.fields if field.key in column.expression.names]
    error = next((item for item in row.findings if item.severity == ERROR), None)
    broken = column.key in row.broken and error is not None
    words = f"Tự tính từ {', '.join(headers)}."
    return Story(
        address=address,
        subject=f"{row.unit.name} · {column.label}",
        figure=format_number(number) if number is not None else _NOTHING,
        before=_number_before(number, row_numbers(form, row.previous).get(column.key)),
        trend=history.figures(row.unit.id, column.key),
        tone="danger" if broken else "text2",
        icon="error_circle-filled" if broken else "",
        message=error.message if broken and error else words,
    )


def _number_before(now: Number | None, before: Number | None) -> str:
    if before is None:
        return f"Kỳ trước {_NOTHING}"
    return f"Kỳ trước {format_number(before)}" + ("" if now != before else " (không đổi)")


def _group(model: ServiceGrid, cell: Cell) -> Story:
    group, column = model.group_at(cell.row), model.sheet_columns[cell.column]
    assert group is not None
    message = _sum_words(group.totals)
    if isinstance(column.of, RatioColumn) and group.totals.reported:
        message = f"{format_fraction(group.totals.ratio(column.of))}. {message}"
    subject = f"{group.title} · {column.grid.title}" if cell.column else group.title
    figure = model.cell(*cell).text if cell.column else ""
    return Story(column.grid.letter, subject, figure, message=message)


def _sum_words(totals: Totals) -> str:
    missing = len(totals.missing)
    lacking = f", thiếu {missing} đơn vị" if missing else ""
    return f"Chỉ cộng {totals.reported}/{totals.expected} đơn vị đủ số{lacking}."
