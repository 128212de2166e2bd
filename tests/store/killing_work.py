"""Longer work killed at random moments: imports, upgrades, submissions, backups and exports are done or not begun.

Run as a program of its own (`python -m tests.store.killing_work FOLDER ROUNDS SEED`), since it forks; prints what went
wrong, a line each, and ends with 1 when anything did.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from desktop_app.commands.submission import SubmitReport
from desktop_app.commands.tasks import AddTask
from desktop_app.exporting import save_report
from desktop_app.session import Session
from desktop_app.store.backups import find_fault, list_backups, make_backup
from desktop_app.store.migrations import newest_version
from tests.store.killing import session_on
from tests.store.small_record import HEALTH, MONTH, build_small

DAY = date(2020, 8, 26)
MANY = 150
RELEASE = Path(__file__).parent / "releases" / "0003.sql"


@dataclass(frozen=True)
class Work:
    """What a child does with a record, and what must hold afterwards however it ended ("" when it does)."""

    prepare: Callable[[Path], None]
    do: Callable[[Path], None]
    fault: Callable[[Path], str]


def _with(path: Path, act: Callable[[Session], object]) -> None:
    session = session_on(path)
    act(session)
    session.close()


def _import(path: Path) -> None:
    commands = [AddTask(f"Việc {number}", HEALTH, due_on=date(2021, 6, 30)) for number in range(MANY)]
    _with(path, lambda session: session.do_all("Nhập danh sách", list(commands)))


def _import_fault(path: Path) -> str:
    session = session_on(path)
    added = len(session.read.tasks()) - 2
    session.close()
    return "" if added in (0, MANY) else f"half an import: {added} tasks"


def _old(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(RELEASE.read_text(encoding="utf-8"))


def _upgrade_fault(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    if (version == newest_version()) != ("person" in tables):
        return f"half an upgrade: version {version}"
    session = session_on(path)
    held = len(session.read.tasks())
    session.close()
    return "" if held == 2 else f"{held} tasks after an upgrade"


def _submit(path: Path) -> None:
    content = b"PK" + bytes(300_000)
    command = SubmitReport(
        MONTH, 1, DAY, 5, "0" * 64, "cd" * 32, sha256(content).hexdigest(), "bao-cao.xlsx", content,
        {"Nhiệm vụ": "0/2"}, datetime(2020, 8, 26, 16, 0),
    )  # fmt: skip
    _with(path, lambda session: session.do(command))


def _submit_fault(path: Path) -> str:
    session = session_on(path)
    sent = [item for item in session.read.submissions() if item.period == MONTH.code]
    locked = session.read.period(MONTH).locked
    kept = [session.read.evidence_content(item.sha256) for item in sent]
    session.close()
    if bool(sent) != locked:
        return f"{len(sent)} submissions, locked: {locked}"
    return "" if all(kept) else "a submission without its file"


def _backup(path: Path) -> None:
    make_backup(path, path.parent / "sao-luu", "thử")


def _backup_fault(path: Path) -> str:
    listed = list_backups(path.parent / "sao-luu")
    faults = [fault for item in listed if item.good and (fault := find_fault(item.path))]
    return faults[0] if faults else ""


def _export(path: Path) -> None:
    _with(path, lambda session: save_report(session.read, MONTH, DAY, path.parent / "bao-cao.xlsx"))


def _reported(path: Path) -> None:
    build_small(path)
    _export(path)


def _export_fault(path: Path) -> str:
    target = path.parent / "bao-cao.xlsx"
    if not target.exists():
        return "the older report is gone"
    try:
        with zipfile.ZipFile(target) as book:
            return "a broken part in the workbook" if book.testzip() else ""
    except zipfile.BadZipFile:
        return "half a workbook"


WORKS = {
    "import": Work(build_small, _import, _import_fault),
    "upgrade": Work(_old, lambda path: _with(path, lambda _: None), _upgrade_fault),
    "submission": Work(lambda path: build_small(path, submitted=True), _submit, _submit_fault),
    "backup": Work(build_small, _backup, _backup_fault),
    "export": Work(_reported, _export, _export_fault),
}


def child_of(work: Work, path: Path) -> int:
    """A child at work; answers its process id."""
    child = os.fork()
    if child == 0:
        try:
            work.do(path)
        finally:
            os._exit(0)
    return child


def run(name: str, work: Work, folder: Path, rounds: int, chance: random.Random) -> tuple[list[str], int]:
    """Kill this kind of work that often; answers what went wrong, and how often it was killed before its end."""
    pattern = folder / name / "mau"
    pattern.mkdir(parents=True)
    work.prepare(pattern / "so.tiendo")
    timed = folder / name / "đo"
    shutil.copytree(pattern, timed)
    begun = time.monotonic()
    os.waitpid(child_of(work, timed / "so.tiendo"), 0)
    takes = time.monotonic() - begun
    found, early = [], 0
    for turn in range(rounds):
        place = folder / name / str(turn)
        shutil.copytree(pattern, place)
        path = place / "so.tiendo"
        child = child_of(work, path)
        time.sleep(chance.uniform(0, takes * 1.05))
        os.kill(child, signal.SIGKILL)
        early += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        fault = work.fault(path) or _chain_fault(path)
        found += [f"{name}, round {turn}: {fault}"] if fault else []
        shutil.rmtree(place)
    return found, early


def _chain_fault(path: Path) -> str:
    session = session_on(path)
    damage = session.record.find_damage()
    session.close()
    return damage[0].message if damage else ""


def main() -> int:
    """Kill each kind of work as often as asked."""
    folder, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    found: list[str] = []
    for name, work in WORKS.items():
        faults, early = run(name, work, folder, rounds, chance)
        print(f"{name}: {rounds} kills, {early} before the end")
        found += faults
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
