"""A sheet as the grid's model: rows by group, narrowed by a filter, and edits written as one change each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop_app.domain.checks import ERROR, WARNING
from desktop_app.domain.forms import FormField
from desktop_app.domain.number_entry import Ambiguous, Reading, Refused
from desktop_app.domain.text import matches
from desktop_app.domain.values import Value, ValueState
from desktop_app.ui.grid.model import (
    Accepted,
    ApplyOutcome,
    CellEdit,
    Choice,
    GridCell,
    GridModel,
    GridRow,
    RowTag,
)
from desktop_app.ui.grid.selection import Cell
from desktop_app.ui.pages.services.cells import CellMaker
from desktop_app.ui.pages.services.columns import SheetColumn
from desktop_app.ui.pages.services.entry import read_value
from desktop_app.ui.pages.services.sheet import History, Sheet, UnitGroup, UnitRow

FILTERS = ("", "complete", "missing", "errors", "warnings")
CHOICES = (
    Choice(ValueState.REPORTED.value, "Đã báo cáo", icon="checkmark"),
    Choice(ValueState.ESTIMATED.value, "Ước thực hiện", icon="calendar_clock"),
    Choice(ValueState.NOT_APPLICABLE.value, "Không áp dụng…", icon="subtract_circle"),
    Choice(ValueState.NOT_REPORTED.value, "Chưa báo cáo (xóa số)", "", icon="clock"),
)
Write = Callable[[Sequence[tuple[UnitRow, str, Value | None]], str], str]


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """Which units to show: chip ("" for all) and search text."""

    chip: str = ""
    query: str = ""


def passes(row: UnitRow, chip: str) -> bool:
    """Whether a unit belongs under a chip."""
    if chip == "complete":
        return row.complete
    if chip == "missing":
        return not row.complete
    if chip == "errors":
        return row.count(ERROR) > 0
    return row.count(WARNING) > 0 if chip == "warnings" else True


def found_by(query: str, row: UnitRow) -> bool:
    """Whether a search finds the unit, by any of its names or its code."""
    unit = row.unit
    return not query.strip() or matches(
        query, " ".join((unit.name, unit.short_name, *unit.aliases, unit.code or ""))
    )


class ServiceGrid(GridModel):
    """Shows one sheet. `write` writes edits and answers why not ("" when written), then shows the new sheet.

    `nothing_found(step)` tells that F8 found no problem among the cells shown.
    """

    nothing_found = Signal(int)

    def __init__(self, columns: Sequence[SheetColumn], write: Write) -> None:
        """Empty until a sheet is shown."""
        super().__init__([column.grid for column in columns])
        self.sheet_columns = tuple(columns)
        self._write = write
        self._sheet: Sheet | None = None
        self._shown: frozenset[int] = frozenset()
        self._rows: list[UnitGroup | UnitRow] = []
        self._maker: CellMaker | None = None
        self._cells: dict[tuple[int, int], GridCell] = {}
        self._grid_rows: dict[int, GridRow] = {}

    @property
    def sheet(self) -> Sheet | None:
        """The sheet shown."""
        return self._sheet

    def show_sheet(
        self,
        sheet: Sheet | None,
        columns: Sequence[SheetColumn],
        history: History | None,
        shown: Iterable[int],
    ) -> None:
        """Show a sheet's units whose ids are in `shown`; keeps rows where they are if only figures changed."""
        before = self._shape()
        rows = _lay_out(sheet, frozenset(shown)) if sheet else []
        same = before == ([_key(row) for row in rows], tuple(columns)) and bool(rows)
        if not same:
            self.beginResetModel()
        self._sheet, self._rows, self._shown = sheet, rows, frozenset(shown)
        self.sheet_columns = tuple(columns)
        self.replace_columns([column.grid for column in columns])
        self._maker = CellMaker(sheet, history) if sheet else None
        self._cells.clear()
        self._grid_rows.clear()
        if same:
            last = self.index(len(rows) - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.endResetModel()

    def _shape(self) -> tuple[list[object], tuple[SheetColumn, ...]]:
        return [_key(row) for row in self._rows], self.sheet_columns

    def unit_row(self, row: int) -> UnitRow | None:
        """The unit at a row, None for a group row."""
        item = self._rows[row] if 0 <= row < len(self._rows) else None
        return item if isinstance(item, UnitRow) else None

    def group_at(self, row: int) -> UnitGroup | None:
        """The group whose heading is at a row."""
        item = self._rows[row] if 0 <= row < len(self._rows) else None
        return item if isinstance(item, UnitGroup) else None

    def field_at(self, column: int) -> FormField | None:
        """The field typed into a column, None for one that is worked out."""
        of = self.sheet_columns[column].of
        return of if isinstance(of, FormField) else None

    def find(self, unit_id: int, key: str) -> Cell | None:
        """Where a unit's column is shown, or None."""
        column = next((at for at, item in enumerate(self.sheet_columns) if item.key == key), None)
        for at, row in enumerate(self._rows):
            if column is not None and isinstance(row, UnitRow) and row.unit.id == unit_id:
                return Cell(at, column)
        return None

    def row_total(self) -> int:
        """Units shown and their group rows."""
        return len(self._rows)

    def row(self, row: int) -> GridRow:
        """A unit with what is missing, or a group with how many are complete."""
        if row not in self._grid_rows:
            item = self._rows[row]
            self._grid_rows[row] = _unit_line(item) if isinstance(item, UnitRow) else _group_line(item)
        return self._grid_rows[row]

    def cell(self, row: int, column: int) -> GridCell:
        """A cell, made once and kept until the sheet changes."""
        kept = self._cells.get((row, column))
        if kept is None:
            assert self._maker is not None
            item, shown = self._rows[row], self.sheet_columns[column]
            made = (
                self._maker.unit(item, shown)
                if isinstance(item, UnitRow)
                else self._maker.sums(item.totals, item.previous, [r.unit.id for r in item.rows], shown)
            )
            kept = self._cells[row, column] = made
        return kept

    def total_row(self) -> GridRow | None:
        """ "Tổng 27/30 đơn vị" with how many are missing."""
        if self._sheet is None:
            return None
        totals = self._sheet.totals
        if not totals.missing:
            return GridRow("", f"Tổng {totals.expected} đơn vị")
        tag = RowTag("warning-filled", f"thiếu {len(totals.missing)} đơn vị", "warning")
        return GridRow("", f"Tổng {totals.reported}/{totals.expected} đơn vị", tag=tag)

    def total_cell(self, column: int) -> GridCell:
        """A sum over all complete units, whatever is filtered."""
        sheet = self._sheet
        if sheet is None or self._maker is None:
            return GridCell("")
        ids = [row.unit.id for row in sheet.rows()]
        return self._maker.sums(sheet.totals, sheet.previous, ids, self.sheet_columns[column])

    def is_group(self, row: int) -> bool:
        """Whether the row is a group's heading."""
        return isinstance(self._rows[row], UnitGroup)

    def editable(self, row: int, column: int) -> bool:
        """Input cells of units, unless the sheet is locked."""
        return self._sheet is not None and not self._sheet.locked and super().editable(row, column)

    def why_locked(self, row: int, column: int) -> str:
        """The sheet's reason before the cell's own."""
        if column == 0:
            return "Tên đơn vị sửa trong Cài đặt, mục Cơ quan, đơn vị."
        return (self._sheet.locked if self._sheet else "") or super().why_locked(row, column)

    def parse(
        self, row: int, column: int, text: str, reading: Reading | None
    ) -> Accepted | Ambiguous | Refused:
        """The figure a text stands for."""
        unit, field = self.unit_row(row), self.field_at(column)
        if unit is None or field is None:
            return Refused(self.why_locked(row, column))
        return read_value(field, text, reading, unit.cells.get(field.key))

    def apply(self, edits: Sequence[CellEdit], action: str) -> ApplyOutcome:
        """Write the edits as one change set."""
        wanted = []
        for edit in edits:
            unit, field = self.unit_row(edit.cell.row), self.field_at(edit.cell.column)
            value = edit.value
            if unit is not None and field is not None and (value is None or isinstance(value, Value)):
                wanted.append((unit, field.key, value))
        return ApplyOutcome(self._write(wanted, action))

    def choices(self, row: int, column: int) -> Sequence[Choice]:
        """The four states a figure can have."""
        return CHOICES if self.editable(row, column) else ()

    def problem_after(self, start: Cell, step: int) -> Cell | None:
        """The next problem among the cells shown; tells when there is none."""
        found = super().problem_after(start, step)
        if found is None:
            self.nothing_found.emit(step)
        return found


def _lay_out(sheet: Sheet, shown: frozenset[int]) -> list[UnitGroup | UnitRow]:
    rows: list[UnitGroup | UnitRow] = []
    for group in sheet.groups:
        members = [row for row in group.rows if row.unit.id in shown]
        if members:
            rows += [group, *members]
    return rows


def _key(row: UnitGroup | UnitRow) -> object:
    return row.unit.id if isinstance(row, UnitRow) else row.title


def _unit_line(row: UnitRow) -> GridRow:
    return GridRow(str(row.number), row.unit.name, tag=unit_tag(row), short_title=row.unit.short_name)


def unit_tag(row: UnitRow) -> RowTag | None:
    """What keeps a unit from being right: errors first, then missing figures."""
    errors = row.count(ERROR)
    if errors:
        return RowTag("error_circle-filled", f"{errors} lỗi", "danger")
    if not row.missing:
        return None
    if any(value.number is not None for value in row.cells.values()):
        return RowTag("clock", f"thiếu {len(row.missing)} ô", "warning")
    return RowTag("clock", "chưa nộp", "warning")


def _group_line(group: UnitGroup) -> GridRow:
    totals = group.totals
    return GridRow("", group.title, f"{totals.reported}/{totals.expected} đơn vị đủ số", group=True)
