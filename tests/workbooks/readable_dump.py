"""A workbook as readable text, a line a fact, so that two can be compared and a difference understood.

It reads the file with openpyxl (another library than the one that writes it) and says for every cell its
value, formula, number format and look, and for every sheet its widths, heights, merges, breaks, titles and headers.
"""

from __future__ import annotations

import difflib
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl


def dump(path: Path) -> list[str]:
    """All facts of the workbook, sorted as they stand in it."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    lines = [f"name {name} = {item.attr_text}" for name, item in sorted(formulas.defined_names.items())]
    properties = formulas.properties
    lines.append(
        f"properties {properties.title} | {properties.subject} | {properties.creator} | {properties.keywords}"
    )
    lines += [f"property {item.name} = {item.value}" for item in formulas.custom_doc_props.props]
    for sheet in formulas.worksheets:
        lines.append(f"== {sheet.title}")
        lines += _page(sheet)
        for chart in sheet._charts:
            lines += _chart(chart)
        lines += _cells(sheet, values[sheet.title])
    with zipfile.ZipFile(path) as file:
        lines += [f"part {name}" for name in sorted(file.namelist())]
    return lines


def differences(first: Path, second: Path) -> list[str]:
    """What differs between two workbooks: lines beginning with "- " (only in the first) and "+ "."""
    compared = difflib.unified_diff(dump(first), dump(second), lineterm="", n=0)
    return [line for line in compared if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def computed_values(path: Path) -> dict[tuple[str, str], Any]:
    """The stored value of every filled cell, by sheet and address; dates as ISO text."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): _plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def _page(sheet: Any) -> Iterator[str]:
    setup, margins = sheet.page_setup, sheet.page_margins
    yield f"paper {setup.paperSize} {setup.orientation} fit {setup.fitToWidth}x{setup.fitToHeight}"
    yield f"margins {margins.left:.3f} {margins.right:.3f} {margins.top:.3f} {margins.bottom:.3f}"
    yield f"titles {sheet.print_title_rows} freeze {sheet.freeze_panes}"
    yield f"breaks {[item.id for item in sheet.row_breaks.brk]}"
    for kind in ("firstHeader", "oddHeader", "firstFooter", "oddFooter"):
        part = getattr(sheet, kind)
        yield f"{kind} {part.left.text!r} {part.center.text!r} {part.right.text!r}"
    yield "widths " + " ".join(
        f"{key}={item.width:.2f}" for key, item in sorted(sheet.column_dimensions.items())
    )
    yield "merged " + " ".join(sorted(str(item) for item in sheet.merged_cells.ranges))
    yield "heights " + " ".join(f"{key}={item.height}" for key, item in sorted(sheet.row_dimensions.items()))


def _chart(chart: Any) -> Iterator[str]:
    title = "".join(run.t for part in chart.title.tx.rich.p for run in part.r)
    yield f"chart {type(chart).__name__} at row {chart.anchor._from.row + 1}: {title}"
    for part in chart._charts:
        for series in part.series:
            name = series.tx.v if series.tx.v else series.tx.strRef.f
            yield f"series {name}: {series.cat.strRef.f} -> {series.val.numRef.f}"


def _cells(formulas: Any, values: Any) -> Iterator[str]:
    for row in formulas.iter_rows():
        for cell in row:
            if cell.value in (None, ""):
                continue
            value = _plain(values[cell.coordinate].value)
            formula = f" {cell.value}" if cell.data_type == "f" else ""
            font, side = cell.font, cell.border.left.style or "-"
            weight = ("b" if font.b else "") + ("i" if font.i else "")
            fill = cell.fill.fgColor.rgb if cell.fill.fill_type else "-"
            look = f"{font.name} {font.sz:g}{weight} {cell.alignment.horizontal} {side} {fill}"
            yield f"{cell.coordinate} {value!r}{formula} [{cell.number_format}] {look}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


if __name__ == "__main__":
    print("\n".join(dump(Path(sys.argv[1]))))
