"""The layer matrix as an Excel list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.layers import LayerReading
from desktop_app.list_export import ListColumn, ListTable
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.layers.model import LayerMatrix, MatrixRow


def export_matrix(parent: QWidget, desk: Desk, model: LayerMatrix) -> None:
    """Write every unit shown and, under it, its systems."""
    columns = (
        ListColumn("Đơn vị", "text", 200),
        ListColumn("Hệ thống", "text", 200),
        ListColumn("Cấp độ", "centred", 56),
        *(ListColumn(f"Lớp {layer.number}. {layer.short_name}", "text", 120) for layer in model.layers),
        ListColumn("Số lớp đạt", "centred", 70),
    )
    rows = [_line(row, model) for row in model.rows_to_export()]
    lines = (f"Trạng thái đến ngày {format_date(desk.as_of)}; {model.units_shown()} đơn vị",)
    table = ListTable("An toàn thông tin 4 lớp", columns, rows, lines, desk.is_sample)
    save_list(parent, desk, table, f"an-toan-4-lop_{desk.as_of:%Y-%m-%d}")


def _line(row: MatrixRow, model: LayerMatrix) -> tuple[str | int | None, ...]:
    readings = [row.reading(layer.key) for layer in model.layers]
    met, applicable = sum(item.met for item in readings), sum(item.applies for item in readings)
    system, level = (row.system.name, row.system.level) if row.system else ("", None)
    return (row.unit.unit.name, system, level, *(map(_words, readings)), f"{met}/{applicable}")


def _words(reading: LayerReading) -> str:
    if reading.lapsed_on:
        return f"Hết hạn {format_date(reading.lapsed_on)}"
    end = reading.status.valid_to if reading.status else None
    return reading.label + (f" (đến {format_date(end)})" if end else "")
