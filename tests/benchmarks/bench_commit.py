"""One edit, committed and logged, against appending 4 KiB to a file and waiting for the disk."""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

from desktop_app.catalogues import form_definitions
from desktop_app.commands.catalogue import LoadCatalogue
from desktop_app.commands.units import AddUnit
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.session import Session
from desktop_app.store.opening import create_record

from .measuring import Measure, alternate

KIND = {"key": "department", "name": "Sở", "group_title": "Sở, ban, ngành", "level": "province"}


def run() -> list[Measure]:
    """Measure it on the disk that holds the temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(create_record(Path(folder) / "do.tiendo", person="bench", machine="bench"), "bench")
        session.do(LoadCatalogue(unit_kinds=[KIND], forms=form_definitions()))
        unit = int(str(session.do(AddUnit("Sở Y tế", "department"))))
        numbers = count(1)
        descriptor = os.open(Path(folder) / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def edit() -> None:
            value = Value(ValueState.REPORTED, next(numbers))
            session.do(SetValues("dvctt-2011", PeriodCode(2020, 8, 1), [ValueEdit(unit, "level4", value)]))

        def append() -> None:
            os.write(descriptor, b"x" * 4096)
            os.fdatasync(descriptor) if hasattr(os, "fdatasync") else os.fsync(descriptor)

        measure = alternate("one edit, committed and logged", edit, append, runs=200, target=2.5)
        os.close(descriptor)
        session.close()
        return [measure]
