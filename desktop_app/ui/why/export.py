"""What stands behind a figure as an Excel list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.explanations import Cell, Explanation, Line
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list

_WIDTHS = {"number": 44, "title": 300, "text": 130, "figure": 90, "reason": 170}


def save_explanation(parent: QWidget, desk: Desk, explanation: Explanation, place: str) -> None:
    """Write all lines, counted and not, with the sums, rule and source above them."""
    facts = [f"{name}: {text}" for name, text in explanation.facts]
    code = f"Mã số liệu: {explanation.code}" if explanation.code else ""
    said = [explanation.sentence, *(item.text for item in explanation.sums), *facts, place, code]
    table = ListTable(
        explanation.question,
        tuple(_columns(explanation)),
        [_row(explanation, line) for line in explanation.lines],
        tuple(filter(None, said)),
        desk.is_sample,
    )
    name = explanation.code or explanation.measure.replace(":", "_")
    save_list(parent, desk, table, f"vi-sao_{name}")


def _columns(explanation: Explanation) -> list[ListColumn]:
    shown = [
        ListColumn(column.title, _kind(explanation, at), _WIDTHS.get(column.kind, 130))
        for at, column in enumerate(explanation.columns)
    ]
    return [*shown, ListColumn("Được tính", "centred", 70), ListColumn("Lưu ý", "text", 160)]


def _kind(explanation: Explanation, at: int) -> str:
    """How Excel shows a column: counts without a decimal place."""
    kind = explanation.columns[at].kind
    if kind != "figure":
        return "integer" if kind == "number" else "text"
    numbers = [line.cells[at].number for line in explanation.lines]
    return (
        "integer"
        if all(float(number).is_integer() for number in numbers if number is not None)
        else "decimal"
    )


def _row(explanation: Explanation, line: Line) -> list[Plain]:
    cells = [_plain(cell, column.kind) for cell, column in zip(line.cells, explanation.columns, strict=True)]
    return [*cells, "có" if line.counted else "không", line.warning]


def _plain(cell: Cell, kind: str) -> Plain:
    if kind == "number":
        return int(cell.text)
    if kind == "figure" and cell.number is not None:
        return float(cell.number)
    return f"{cell.text}; {cell.second}" if cell.second else cell.text
