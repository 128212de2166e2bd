"""Rows read from the pages themselves: all of them, over overflow pages, and never an error whatever the bytes."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.store.pages import stored_rows


@pytest.mark.parametrize("size", [1024, 4096, 32768])
def test_every_row_is_found_with_every_kind_of_value(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.db"
    wanted = {
        number: (None, 0, 1, -5, 300, 70_000, 2**40, 2**62, 0.1 + 0.2, "Tiến Độ" * number, bytes(number * 50))
        for number in range(1, 200)
    }
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size={size}")
        db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j)")
        db.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *values[1:]) for number, values in wanted.items()],
        )
        db.commit()
    found = {number: values for number, values in stored_rows(path.read_bytes(), size) if len(values) == 11}
    assert found == wanted


@pytest.mark.parametrize("seed", range(8))
def test_broken_bytes_are_passed_over(built_sample: Path, seed: int) -> None:
    chance, content = random.Random(seed), bytearray(built_sample.read_bytes())
    for _ in range(400):
        content[chance.randrange(len(content))] = chance.randrange(256)
    start = chance.randrange(len(content) // 2)
    content[start : start + 20_000] = chance.randbytes(20_000)
    assert sum(1 for _ in stored_rows(bytes(content), 4096)) > 100
    assert list(stored_rows(b"", 4096)) == [] == list(stored_rows(bytes(8192), 4096))
