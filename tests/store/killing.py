"""A clerk's process killed at random moments, again and again: what was confirmed must be there, nothing half.

Run as a program of its own (`python -m tests.store.killing RECORD ROUNDS SEED`), since it forks; prints what went
wrong, a line each, and ends with 1 when anything did. Every change set writes one number into three cells.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import RecordError
from desktop_app.domain.values import Value, ValueState
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from tests.store.small_record import BUILDING, FIELD, FORM, HEALTH, HOME, MACHINE, MONTH, PERSON

UNITS = (HEALTH, BUILDING, HOME)


def session_on(path: Path) -> Session:
    """A session with the real clock."""
    return Session(open_record(path, person=PERSON, machine=MACHINE), PERSON)


def numbers(session: Session) -> set[float | None]:
    """What the three cells hold; one number when nothing is half."""
    cells = session.read.cells(FORM, MONTH.code)
    return {cells[unit][FIELD].number for unit in UNITS}


def write(session: Session, number: int) -> None:
    """One change set over the three cells."""
    value = Value(ValueState.REPORTED, number)
    session.do(SetValues(FORM, MONTH, [ValueEdit(unit, FIELD, value) for unit in UNITS]))


def work(path: Path, confirmed: int, start: int) -> None:
    """Open the record and write numbers from `start` on, reporting each once it is said to be safe."""
    session = session_on(path)
    number = start
    while True:
        write(session, number)
        if number % 7 == 0:
            session.undo()
            session.redo()
        os.write(confirmed, number.to_bytes(4, "big"))
        number += 1


def killed_round(path: Path, start: int, seconds: float) -> int:
    """Let a child work and kill it; answers the last number it was told to be safe."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        work(path, writer, start)
    os.close(writer)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while piece := os.read(reader, 1 << 16):
        said += piece
    os.close(reader)
    whole = len(said) // 4 * 4
    return int.from_bytes(said[whole - 4 : whole], "big") if whole else start - 1


def faults(path: Path, safe: int) -> list[str]:
    """What is wrong with a record whose process was killed after `safe` was confirmed."""
    session = session_on(path)
    try:
        found = []
        if not session.record.can_edit:
            found.append(f"opens for viewing only: {session.record.viewing_reason}")
        if (broken := session.read.first_broken_entry()) is not None:
            found.append(f"chain broken at {broken}")
        held = numbers(session)
        # the number being written may be there, as may be the step between its undo and its redo
        if len(held) != 1 or not held <= {safe, safe + 1}:
            found.append(f"holds {held} after {safe} was confirmed")
        return found
    finally:
        session.close()


def fill_disk(path: Path, spare: int) -> list[str]:
    """Write until no file may grow any more; the refusal must be ours, and everything confirmed be there."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        session = session_on(path)
        largest = max(file.stat().st_size for file in path.parent.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + spare, resource.RLIM_INFINITY))
        number, code = 1, 9
        try:
            while number < 3000:
                write(session, number)
                number += 1
        except RecordError as error:
            code = 0 if "ổ đĩa" in str(error).casefold() or "đầy" in str(error) else 8
            os.write(writer, number.to_bytes(4, "big"))
        finally:
            os._exit(code)
    os.close(writer)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = os.read(reader, 4)
    os.close(reader)
    if code:
        return [f"a full disk ended with {code}"]
    return faults(path, int.from_bytes(said, "big") - 1)


def main() -> int:
    """Kill as often as asked, then fill the disk at several sizes."""
    path, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    session = session_on(path)
    write(session, 0)
    session.close()
    found: list[str] = []
    safe = 0
    for turn in range(rounds):
        safe = killed_round(path, safe + 1, chance.uniform(0.005, 0.06))
        found += [f"round {turn}: {fault}" for fault in faults(path, safe)]
        session = session_on(path)
        safe = int(numbers(session).pop() or 0)
        session.close()
    for spare in (0, 20_000, 200_000):
        session = session_on(path)
        write(session, 0)
        session.close()
        found += [f"full disk, {spare} spare: {fault}" for fault in fill_disk(path, spare)]
    print(f"{rounds} kills, {safe} change sets confirmed last")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
