"""The grid's columns for a form: letters, titles, widths; which are always shown, and the extra ones when wide."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from desktop_app.domain.forms import Column, Derived, Form, FormField, RatioColumn
from desktop_app.ui.grid.model import ColumnKind, GridColumn
from desktop_app.ui.theme import Theme

COMPUTED_NOTE = "tự tính"
UNIT_WIDTH, UNIT_LEAST = 274, 264
_FIELD, _DERIVED, _RATIO, _PADDING = 104, 112, 122, 26


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the grid and what it shows: a column of the form, or (None) the unit or an extra one by `key`."""

    key: str
    grid: GridColumn
    of: Column | None = None


def letter(index: int) -> str:
    """The name of a column as in Excel: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_main(form: Form, column: Column) -> bool:
    """Whether a column belongs to the heart of the form: what is required, and what is worked out from that alone."""
    if isinstance(column, FormField):
        return column.required
    if isinstance(column, RatioColumn):
        return column is form.headline
    return set(column.expression.names) <= set(form.required_keys)


def has_more(form: Form) -> bool:
    """Whether the form has columns besides the main ones."""
    return any(not is_main(form, column) for column in form.columns)


def build_columns(theme: Theme, form: Form, everything: bool, wide: bool) -> list[SheetColumn]:
    """The columns to show. Letters count all columns of the form, so that "E7" is the same cell in every view."""
    unit = GridColumn("A", "Đơn vị", ColumnKind.FROZEN, UNIT_WIDTH, stretch=1, min_width=UNIT_LEAST)
    found = [SheetColumn("unit", unit)]
    for index, column in enumerate(form.columns, start=1):
        if everything or is_main(form, column):
            found.append(SheetColumn(column.key, _grid_column(theme, form, column, letter(index)), column))
    return found + (_extras(form) if wide and form.headline else [])


def _grid_column(theme: Theme, form: Form, column: Column, name: str) -> GridColumn:
    width = max(_base(column), _title_width(theme, column.header))
    if isinstance(column, FormField):
        return GridColumn(name, column.header, ColumnKind.INPUT, width)
    headline = column is form.headline
    return GridColumn(name, column.header, ColumnKind.COMPUTED, width, COMPUTED_NOTE, key_figure=headline)


def _base(column: Column) -> int:
    if isinstance(column, FormField):
        return _FIELD
    return _DERIVED if isinstance(column, Derived) else _RATIO


def _title_width(theme: Theme, title: str) -> int:
    advance = QFontMetrics(theme.font(13, 600)).horizontalAdvance(title)
    return int(advance / theme.text_scale) + _PADDING


def _extras(form: Form) -> list[SheetColumn]:
    first = len(form.columns) + 1
    shown = (
        ("previous", "Kỳ trước", 96),
        ("change", "Tăng, giảm", 118),
        ("trend", "12 kỳ", 150),
        ("updated", "Cập nhật", 110),
    )
    return [
        SheetColumn(key, GridColumn(letter(first + place), title, ColumnKind.COMPUTED, width))
        for place, (key, title, width) in enumerate(shown)
    ]
