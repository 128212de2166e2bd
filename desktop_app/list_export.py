"""Any list of the program as an Excel file ("Xuất Excel"), for screens that must not know the Excel libraries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Plain = str | int | float | date | None
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: heading, kind (text, centred, integer, decimal, percent; dates are centred), width in pixels."""

    title: str
    kind: str = "text"
    width: int = 100


@dataclass(frozen=True, slots=True)
class ListTable:
    """A list as it stands on a screen; `lines` say cut-off, filter and source."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[Plain]]
    lines: tuple[str, ...] = ()
    sample: bool = False


def export_list(table: ListTable, target: Path, progress: Progress | None = None) -> Path:
    """Write the list to `target`, whole or not at all; raises RecordError when it cannot be written."""
    from desktop_app.workbooks.table_export import ExportColumn, Kind, TableExport, export_table

    columns = tuple(ExportColumn(item.title, Kind[item.kind.upper()], item.width) for item in table.columns)
    export_table(TableExport(table.title, columns, table.rows, table.lines, table.sample), target, progress)
    return target
