"""A record of 1 GB: backed up while somebody edits, and checked whole; and the past of 100,000 change sets."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop_app.commands.evidence import LARGEST, AttachEvidence
from desktop_app.commands.tasks import EditTask
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.backups import make_backup
from desktop_app.store.opening import open_record

from .measuring import Measure

GIGABYTE, ENTRIES = 1 << 30, 100_000
PERIOD = PeriodCode(2021, 4, 1)


def run() -> list[Measure]:
    """About four minutes, and 4 GB of the temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_large(Path(folder) / "lon.tiendo"), _past(Path(folder) / "nhieu.tiendo")]


def _session(path: Path) -> Session:
    build_sample(path)
    return Session(open_record(path, person="bench", machine="bench"), "bench")


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _large(path: Path) -> list[Measure]:
    session = _session(path)
    task = session.read.tasks()[0].id
    piece = min(LARGEST, 20 << 20)
    for number in range(GIGABYTE // piece):
        file = AttachEvidence("task", task, f"{number}.pdf", os.urandom(piece), added_on=date(2021, 3, 1))
        session.do(file)
    floor = _seconds(lambda: _write_raw(path.with_name("thô"), GIGABYTE))
    edits: list[float] = []
    ended = threading.Event()
    took: list[float] = []

    def back_up() -> None:
        took.append(_seconds(lambda: make_backup(path, path.parent / "sao-luu", "đo")))
        ended.set()

    worker = threading.Thread(target=back_up)
    worker.start()
    while not ended.is_set():
        title = f"Tên {len(edits)}"
        edits.append(_seconds(lambda title=title: session.do(EditTask(task, {"title": title}))))  # type: ignore[misc]
        time.sleep(0.02)
    worker.join()
    slow = sorted(edits)[int(len(edits) * 0.95)]
    checked = _seconds(lambda: session.record.find_damage())
    session.close()
    return [
        Measure(
            "backup of 1 GB: copy, check and hash, beside edits", took[0], floor, 3.0, "floor: raw write"
        ),
        Measure(f"an edit meanwhile, 95th percentile of {len(edits)}", slow, 0, None, "target 15 ms"),
        Measure("check of a 1 GB record", checked, 0),
    ]


def _write_raw(path: Path, size: int) -> None:
    block = os.urandom(1 << 20)
    with path.open("wb") as file:
        for _ in range(size >> 20):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _past(path: Path) -> Measure:
    session = _session(path)
    session.record._db.execute("PRAGMA synchronous=OFF")  # only while the log is made
    units = [unit.id for unit in session.read.units()]
    for number in range(ENTRIES):
        value = Value(ValueState.REPORTED, number)
        edit = ValueEdit(units[number % len(units)], "level4", value)
        session.do(SetValues("dvctt-2011", PERIOD, [edit]))
    half = session.read.last_entry()[0] - ENTRIES // 2
    times = sorted(_seconds(lambda: session.record.reader_as_known(half).close()) for _ in range(3))
    first = sorted(_seconds(lambda: session.record.reader_as_known(95).close()) for _ in range(3))
    session.close()
    note = f"target 2000 ms; back to entry 95: {first[1]:.0f} ms"
    return Measure("as known 50,000 of 100,000 entries ago", times[1], 0, None, note)
