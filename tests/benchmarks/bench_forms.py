"""Returned forms: 150 read, checked, logged and stored, against openpyxl reading the same files in read-only mode."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import openpyxl

from desktop_app.commands.units import AddUnit
from desktop_app.domain.periods import PeriodCode
from desktop_app.importing import read_batch
from desktop_app.issuing import issue_forms
from desktop_app.merging import merge
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from tests.exchange.faults import make

from .measuring import Measure, alternate

_UNITS = 120  # beside the 30 of the sample


def run() -> list[Measure]:
    """Measure in the temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        return [_reading(Path(folder))]


def _reading(folder: Path) -> Measure:
    record, forms = folder / "mau.tiendo", folder / "phieu"
    build_sample(record)
    session = _opened(record)
    session.do_all("Thêm đơn vị", [AddUnit(f"Sở Thêm {number}", "department") for number in range(_UNITS)])
    for path in issue_forms(session, "dvctt-2011", PeriodCode.parse("2021-04"), forms):
        make(path, None, random.Random(path.name), {})
    session.close()

    def ours() -> None:
        copy = Path(shutil.copyfile(record, folder / "ban-sao.tiendo"))
        merging = _opened(copy)
        batch = read_batch(merging.read, [forms])
        assert batch.totals.accepted == 1200 and merge(merging, batch)
        merging.close()

    def bare() -> None:
        for path in forms.glob("*.xlsx"):
            book = openpyxl.load_workbook(path, read_only=True)
            for sheet in book:
                for _ in sheet.iter_rows(values_only=True):
                    pass
            book.close()

    return alternate("150 forms read, checked, logged, stored", ours, bare, runs=5, target=0.5)


def _opened(path: Path) -> Session:
    return Session(open_record(path, person="Đo", machine="đo"), "Đo")
