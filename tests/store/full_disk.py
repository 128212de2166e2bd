"""A clerk at work on a disk of a few megabytes that is full: a small tmpfs of this process alone.

Run as a program of its own (`python -m tests.store.full_disk RECORD PLACE`) by somebody who may mount; prints what
went wrong, a line each, and ends with 1 when anything did, with 3 when no disk could be mounted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from desktop_app.commands.evidence import AttachEvidence
from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import PeriodCode
from desktop_app.exporting import save_report
from desktop_app.store.backups import list_backups, make_backup
from tests.store.killing import faults, session_on, write

SIZE, PAGE = 4_000_000, 4096
MANY = 5000


def mounted(place: Path) -> bool:
    """Whether a small disk is at that place now."""
    place.mkdir()
    told = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, check=False
    )
    return told.returncode == 0


def fill(ballast: Path, leave: int) -> None:
    """Take all room of the disk but so many bytes."""
    free = shutil.disk_usage(ballast.parent).free - leave
    with ballast.open("ab") as file:
        file.write(bytes(max(0, free)))


def refused(act: Callable[[], object]) -> str:
    """The words an action was refused with, "" when it was not."""
    try:
        act()
    except RecordError as error:
        return str(error)
    return ""


def said_full(what: str, act: Callable[[], object]) -> Iterator[str]:
    """Nothing when an action is refused because the disk is full."""
    words = refused(act)
    if "ổ đĩa đầy" not in words and "còn chỗ" not in words:
        yield f"{what}: {words or 'not refused'}"


def try_edits(path: Path, ballast: Path, leave: int) -> Iterator[str]:
    """Edit until the disk is full; with room again the same window goes on, and all confirmed is there."""
    session = session_on(path)
    fill(ballast, leave)
    number, words = 0, ""
    while not words and number < MANY:
        number += 1
        words = refused(lambda number=number: write(session, number))  # type: ignore[misc]
    if "ổ đĩa đầy" not in words:
        yield f"{leave} left: {words or 'never full'}"
    ballast.unlink()
    write(session, number)
    session.close()
    yield from faults(path, number)


def try_files(path: Path, ballast: Path) -> Iterator[str]:
    """Evidence, a report and a backup that do not fit are refused and leave nothing behind."""
    session = session_on(path)
    fill(ballast, 200_000)
    proof = AttachEvidence("task", 1, "anh.png", os.urandom(1_000_000), added_on=date(2020, 8, 3))
    yield from said_full("evidence", lambda: session.do(proof))
    ballast.unlink()
    fill(ballast, 2 * PAGE)
    target, folder = path.parent / "bao-cao.xlsx", path.parent / "sao-luu"
    month = PeriodCode.month(2020, 8)
    yield from said_full("report", lambda: save_report(session.read, month, date(2020, 8, 26), target))
    yield from said_full("backup", lambda: make_backup(path, folder, "thử"))
    left = {item.name for item in path.parent.iterdir()} - {path.name, ballast.name, folder.name}
    left -= {name for name in left if path.name in name}  # SQLite's side files and the mark of who edits
    if left or list_backups(folder) or (folder.exists() and list(folder.iterdir())):
        yield f"left behind: {left or list(folder.iterdir())}"
    ballast.unlink()
    session.close()


def try_opening(path: Path, ballast: Path) -> Iterator[str]:
    """A record on a full disk is refused in words or can be looked at; with room again it is whole."""
    fill(ballast, 0)
    words = refused(lambda: session_on(path).close())
    if words and "ổ đĩa" not in words:
        yield f"opening: {words}"
    ballast.unlink()
    session = session_on(path)
    if not session.record.can_edit or session.record.find_damage():
        yield f"after opening: {session.record.viewing_reason} {session.record.find_damage()}"
    session.close()


def main() -> int:
    """Everything, on a disk of its own."""
    record, place = Path(sys.argv[1]), Path(sys.argv[2])
    if not mounted(place):
        return 3
    try:
        path, ballast = place / record.name, place / "day.bin"
        shutil.copyfile(record, path)
        session = session_on(path)
        write(session, 0)
        session.close()
        found = [fault for leave in (0, 3 * PAGE, 50_000) for fault in try_edits(path, ballast, leave)]
        found += [*try_files(path, ballast), *try_opening(path, ballast)]
        print("\n".join(found))
        return 1 if found else 0
    finally:
        subprocess.run(["umount", str(place)], check=False)


if __name__ == "__main__":
    sys.exit(main())
