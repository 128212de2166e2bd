"""Reading what can still be read of a damaged record: table by table, row by row around what is broken.

Works on a private copy; the damaged file itself is only ever read as bytes. Where the list of tables is gone, the log
and the files of evidence are told by their shape on the pages; the other tables follow from the log.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from .connection import APPLICATION_ID, connect
from .logging import LOGGED_TABLES
from .migrations import newest_version
from .pages import stored_rows

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PAGE_SIZES = (4096, 8192, 1024, 16384, 32768)
_STEP = 64
_CHANGE_SET = (
    "entry", "at", "actor", "machine", "label", "kind", "undoes", "changes", "previous_hash", "hash",
)  # fmt: skip
_CHANGE = ("id", "entry", "table_name", "row_key", "before", "after")
_CONTENT = ("sha256", "content")


@dataclass
class TableRows:
    """The rows of a table that could be read, and whether the reading ran into damage."""

    rows: list[dict[str, object]] = field(default_factory=list)
    whole: bool = True


class DamagedCopy:
    """A private copy of a damaged record, opened as far as it can be; use as a context manager.

    `header_mended` tells that the head of the file had to be written anew to read it at all, `from_pages` that the
    list of tables is gone and rows are told by their shape.
    """

    def __init__(self, path: Path) -> None:
        """Copies the file and its write-ahead log."""
        self.header_mended = self.from_pages = False
        self._told: dict[str, dict[object, dict[str, object]]] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="tiendo-cuu-"))
        self._copy = self._folder / "so.tiendo"
        shutil.copyfile(path, self._copy)
        log = path.with_name(path.name + "-wal")
        if log.exists():
            shutil.copyfile(log, self._copy.with_name(self._copy.name + "-wal"))
        self.db: sqlite3.Connection | None = None

    def __enter__(self) -> DamagedCopy:
        """Open it, mending the head where that is all that is wrong."""
        self.db = self._opened() or self._mended()
        if self.db is None:
            self._read_pages()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close and remove the copy."""
        if self.db is not None:
            with suppress(sqlite3.Error):
                self.db.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _opened(self) -> sqlite3.Connection | None:
        """A connection whose list of tables can be read; None where even that is gone."""
        try:
            db = connect(self._copy, read_only=True)
        except sqlite3.Error:
            return None
        try:
            db.execute("SELECT name, sql FROM sqlite_master").fetchall()
            db.execute("PRAGMA foreign_keys=OFF")
        except (sqlite3.Error, UnicodeDecodeError):
            db.close()
            return None
        return db

    def _with_new_heads(self) -> Iterator[int]:
        """Write the copy's head anew for each size of page there may be; yields the size."""
        content = bytearray(self._copy.read_bytes())
        for size in _PAGE_SIZES:
            if len(content) >= size:
                content[:_HEADER] = _header(size, len(content) // size)
                self._copy.write_bytes(content)
                yield size

    def _mended(self) -> sqlite3.Connection | None:
        """Try again with the file's head written anew."""
        for _ in self._with_new_heads():
            db = self._opened()
            if db is not None:
                self.header_mended = True
                return db
        return None

    def _read_pages(self) -> None:
        """Tell rows by their shape, for the first size of page that yields any of the log."""
        for size in self._with_new_heads():
            self._fold_log()
            for number, values in stored_rows(self._copy.read_bytes(), size):
                table, row = _told(number, values)
                self._told.setdefault(table, {}).setdefault(next(iter(row.values()), None), row)
            if self._told.get("change_set"):
                self.from_pages = self.header_mended = True
                return
            self._told.clear()

    def _fold_log(self) -> None:
        """Have SQLite fold the write-ahead log into the copy, which needs no list of tables: the last to close does."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._copy, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")

    def tables(self) -> set[str]:
        """Names of the tables that are listed."""
        if self.db is None:
            return set()
        return {row[0] for row in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def read(self, table: str) -> TableRows:
        """Every row of a table that can be read: forwards to the damage, backwards to it, and by number in between."""
        if self.from_pages:
            return TableRows(list(self._told.get(table, {}).values()), whole=False)
        found = TableRows()
        if self.db is None or table not in self.tables():
            found.whole = False
            return found
        keys = self._keys(table)
        seen: dict[tuple[object, ...], dict[str, object]] = {}
        for row in self._until_damage(f"SELECT * FROM {table}", found):
            seen[tuple(row[key] for key in keys)] = row
        if not found.whole:
            order = ", ".join(f"{key} DESC" for key in keys)
            for row in self._until_damage(f"SELECT * FROM {table} ORDER BY {order}", found):
                seen.setdefault(tuple(row[key] for key in keys), row)
            for row in self._by_number(table, keys, found):
                seen.setdefault(tuple(row[key] for key in keys), row)
        found.rows = list(seen.values())
        return found

    def _keys(self, table: str) -> list[str]:
        assert self.db is not None
        rows = self.db.execute(f"PRAGMA table_info({table})").fetchall()
        keys = [row["name"] for row in sorted(rows, key=lambda row: row["pk"]) if row["pk"]]
        return keys or [row["name"] for row in rows]

    def _until_damage(self, query: str, found: TableRows) -> Iterator[dict[str, object]]:
        assert self.db is not None
        try:
            for row in self.db.execute(query):
                yield dict(row)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            found.whole = False

    def _by_number(self, table: str, keys: list[str], found: TableRows) -> Iterator[dict[str, object]]:
        """The rows of a numbered table in short stretches, so that one broken page costs only its own rows."""
        assert self.db is not None
        last = self._last_number(table, keys)
        for start in range(1, last + 1, _STEP):
            stretch = f"SELECT * FROM {table} WHERE {keys[0]} BETWEEN {start} AND {start + _STEP - 1}"
            part = TableRows()
            yield from self._until_damage(stretch, part)
            if not part.whole:
                for number in range(start, start + _STEP):
                    yield from self._until_damage(f"SELECT * FROM {table} WHERE {keys[0]} = {number}", found)

    def _last_number(self, table: str, keys: list[str]) -> int:
        """The highest number such a table may have; 0 for tables whose rows are not numbered."""
        assert self.db is not None
        kinds = {row["name"]: row["type"] for row in self.db.execute(f"PRAGMA table_info({table})")}
        if len(keys) != 1 or kinds.get(keys[0]) != "INTEGER":
            return 0
        for query in (
            f"SELECT max({keys[0]}) FROM {table}",
            f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
        ):
            with suppress(sqlite3.DatabaseError):
                row = self.db.execute(query).fetchone()
                if row and row[0]:
                    return int(row[0])
        return 0


def _told(number: int, values: tuple[object, ...]) -> tuple[str, dict[str, object]]:
    """Which table of the log or of evidence a row is of, by its shape, and the row; ("", {}) for all others.

    What is taken for the log by mistake does no harm: the hash chain is what proves it.
    """
    if len(values) == len(_CHANGE_SET) and _is_hash(values[-1]) and _is_hash(values[-2]):
        return "change_set", dict(zip(_CHANGE_SET, (number, *values[1:]), strict=True))
    if len(values) == len(_CHANGE) and values[2] in LOGGED_TABLES and str(values[3]).startswith("["):
        return "change", dict(zip(_CHANGE, (number, *values[1:]), strict=True))
    if len(values) == len(_CONTENT) and _is_hash(values[0]) and isinstance(values[1], bytes):
        return "evidence_content", dict(zip(_CONTENT, values, strict=True))
    return "", {}


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def _header(page_size: int, pages: int) -> bytes:
    """The head of a record of ours (the SQLite file format, section 1.3), for pages of that size."""
    head = bytearray(_HEADER)
    head[:16] = _MAGIC
    head[16:18] = (page_size if page_size < 65536 else 1).to_bytes(2, "big")
    head[18:24] = bytes((1, 1, 0, 64, 32, 32))
    for at, number in (
        (28, pages),
        (40, 1),  # schema cookie
        (44, 4),  # schema format
        (56, 1),  # UTF-8
        (60, newest_version()),
        (68, APPLICATION_ID),
    ):
        head[at : at + 4] = number.to_bytes(4, "big")
    return bytes(head)
