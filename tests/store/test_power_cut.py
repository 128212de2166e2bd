"""A power cut, as the disk shows it: writes that were not synced are gone, at whatever byte the tail was cut."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from desktop_app.session import Session
from desktop_app.store.opening import open_record
from tests.store.raw import raw
from tests.store.small_record import FIELD, FORM, HEALTH, MACHINE, MONTH, PERSON, opened, set_value

SECTOR = 512


@pytest.mark.parametrize("seed", range(4))
def test_every_change_synced_before_the_cut_is_there_and_nothing_half(
    small_path: Path, tmp_path: Path, seed: int
) -> None:
    """The write-ahead log is synced at each commit: cutting it anywhere beyond a commit must keep that commit."""
    session = opened(small_path)
    wal = small_path.with_name(small_path.name + "-wal")
    synced: list[tuple[int, int, int]] = []  # bytes of the log at the commit, entry, number
    for number in range(100, 130):
        session.do(set_value(number))
        synced.append((wal.stat().st_size, session.read.last_entry()[0], number))
    whole, main = wal.read_bytes(), small_path.read_bytes()
    session.close()
    chance = random.Random(seed)
    first = synced[0][0]
    cuts = [chance.randrange(first, len(whole) + 1) for _ in range(12)] + [size for size, _, _ in synced[::6]]
    for turn, cut in enumerate(cuts):
        place = tmp_path / str(turn)
        place.mkdir()
        path = place / "so.tiendo"
        path.write_bytes(main)
        tail = chance.randbytes(chance.choice((0, 0, 200)))  # what a disk may have put there instead
        path.with_name(path.name + "-wal").write_bytes(whole[:cut] + tail)
        record = open_record(path, person=PERSON, machine=MACHINE)
        size, entry, number = max(item for item in synced if item[0] <= cut)
        assert record.read.last_entry()[0] == entry, f"cut at {cut}, synced up to {size}"
        assert record.read.cells(FORM, MONTH.code)[HEALTH][FIELD].number == number
        assert record.find_damage() == []
        record.close()
        shutil.rmtree(place)


def after_cut(place: Path, main: bytes, wal: bytes) -> tuple[int, object, list[str]]:
    """What a record says after a cut that left these bytes: the last entry, the figure, the damage."""
    place.mkdir()
    path = place / "so.tiendo"
    path.write_bytes(main)
    path.with_name(path.name + "-wal").write_bytes(wal)
    record = open_record(path, person=PERSON, machine=MACHINE)
    said = (
        record.read.last_entry()[0],
        record.read.cells(FORM, MONTH.code)[HEALTH][FIELD].number,
        record.find_damage(),
    )
    record.close()
    shutil.rmtree(place)
    return said


def worked(path: Path) -> tuple[Session, Path]:
    """Thirty changes that stand in the log alone, and where that is; the last one wrote 129."""
    session = opened(path)
    for number in range(100, 130):
        session.do(set_value(number))
    return session, path.with_name(path.name + "-wal")


def some_sectors(old: bytes, new: bytes, chance: random.Random) -> bytes:
    """A file on its way from one content to another: each sector is written, or not yet; the end may be missing."""
    half = bytearray(old.ljust(len(new), b"\0"))
    for start in range(0, len(new), SECTOR):
        if chance.random() < 0.5:
            half[start : start + SECTOR] = new[start : start + SECTOR]
    return bytes(half[: chance.choice((len(old), len(new)))])


@pytest.mark.parametrize("seed", range(6))
def test_writes_lost_while_the_log_is_folded_into_the_file_cost_nothing(
    small_path: Path, tmp_path: Path, seed: int
) -> None:
    """Pages are copied while the log still stands: whichever of them the disk lost, the log has them."""
    session, log = worked(small_path)
    entry, wal, before = session.read.last_entry()[0], log.read_bytes(), small_path.read_bytes()
    with raw(small_path) as db:
        db.execute("PRAGMA wal_checkpoint(FULL)")
    after = small_path.read_bytes()
    session.close()
    assert after != before
    chance = random.Random(seed)
    for turn in range(6):
        assert after_cut(tmp_path / str(turn), some_sectors(before, after, chance), wal) == (entry, 129, [])


@pytest.mark.parametrize("seed", range(4))
def test_a_cut_while_the_folded_log_is_begun_anew_keeps_what_was_folded(
    small_path: Path, tmp_path: Path, seed: int
) -> None:
    """The next change writes over the log's beginning: its own change may be lost before the sync, no older one."""
    session, log = worked(small_path)
    folded = session.read.last_entry()[0]
    with raw(small_path) as db:
        db.execute("PRAGMA wal_checkpoint(FULL)")
    main, old = small_path.read_bytes(), log.read_bytes()
    session.do(set_value(500))
    new = log.read_bytes()
    session.close()
    assert new != old
    chance = random.Random(seed)
    for turn in range(6):
        entry, number, damage = after_cut(tmp_path / str(turn), main, some_sectors(old, new, chance))
        assert damage == [] and (entry, number) in {(folded, 129), (folded + 1, 500)}
    assert after_cut(tmp_path / "synced", main, new) == (folded + 1, 500, [])
