"""A power cut, as the disk shows it: writes that were not synced are gone, at whatever byte the tail was cut."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from desktop_app.store.opening import open_record
from tests.store.small_record import FIELD, FORM, HEALTH, MACHINE, MONTH, PERSON, opened, set_value


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
