"""Exports: the whole monthly report as a process, and a list of 100,000 styled rows against a bare XlsxWriter loop."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import xlsxwriter

from desktop_app.list_export import ListColumn, ListTable, export_list
from desktop_app.sample.building import build_sample

from .measuring import Measure, alternate

_ROWS = 100_000


def run() -> list[Measure]:
    """Measure both in the temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        return [_report(Path(folder)), *_list(Path(folder))]


def _report(folder: Path) -> Measure:
    record, target = folder / "mau.tiendo", folder / "bao-cao.xlsx"
    build_sample(record)
    command = [sys.executable, "-X", "utf8", "-m", "desktop_app", "report", str(record)]
    command += ["--as-of", "2020-08-26", "--period", "2020-08", "--out", str(target)]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return Measure("full monthly report, whole process", sorted(times)[2], 0, note="target 1000 ms")


def _list(folder: Path) -> list[Measure]:
    rows = [(number, f"Nhiệm vụ {number}", "Sở TT&TT", date(2020, 8, 26)) for number in range(_ROWS)]
    table = ListTable("Danh sách", tuple(map(ListColumn, ("TT", "Nhiệm vụ", "Chủ trì", "Hạn"))), rows)

    def bare() -> None:
        book = xlsxwriter.Workbook(folder / "tran.xlsx", {"constant_memory": True})
        sheet, plain = book.add_worksheet(), book.add_format({"border": 1, "font_name": "Times New Roman"})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        for at, (number, title, unit, due) in enumerate(rows):
            sheet.write_number(at, 0, number, plain)
            sheet.write_string(at, 1, title, plain)
            sheet.write_string(at, 2, unit, plain)
            sheet.write_datetime(at, 3, due, day)
        book.close()

    measured = alternate(
        "export of 100,000 styled rows",
        lambda: export_list(table, folder / "ds.xlsx", lambda done, total: None),
        bare,
        runs=3,
        target=1.2,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [measured, Measure("memory: process after that export", peak, 0, unit="MB")]
