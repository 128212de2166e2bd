"""A process that dies or a disk that fills up while a clerk works: see killing.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and no limit on file sizes")
def test_two_hundred_kills_and_a_full_disk_lose_nothing_confirmed(small_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.store.killing", str(small_path), str(ROUNDS), "17"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    kills, confirmed = told.stdout.split(" kills, ")
    assert int(kills) == ROUNDS
    assert int(confirmed.split()[0]) > ROUNDS  # the children really worked before they were killed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_longer_work_that_is_killed_is_done_or_not_begun(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.store.killing_work", str(tmp_path / "work"), "30", "23"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    kinds = dict(line.split(": ") for line in told.stdout.splitlines() if " kills, " in line)
    assert set(kinds) == {"import", "upgrade", "submission", "backup", "export"}
    early = [int(words.split(" kills, ")[1].split()[0]) for words in kinds.values()]
    assert all(early) and sum(early) > 75  # the work was really going on


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process mount a disk of its own")
def test_a_small_disk_that_is_full_says_so_and_the_work_goes_on_with_room_again(
    small_path: Path, tmp_path: Path
) -> None:
    own = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    told = subprocess.run(
        [*own, sys.executable, "-m", "tests.store.full_disk", str(small_path), str(tmp_path / "dia")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if told.returncode == 3 or "unshare" in told.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert told.returncode == 0, told.stdout + told.stderr
