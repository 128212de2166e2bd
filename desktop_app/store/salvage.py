"""Cứu dữ liệu: a damaged record recovered into a new file, which says exactly what is missing.

The log vouches for itself by its hash chain: as far as the chain holds, every row is rebuilt from it exactly. What
the damaged tables still hold beyond that is added as one change set of its own, so that nobody takes it for proven.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import RecordError

from .connection import connect, translated
from .damaged import DamagedCopy, TableRows
from .fitting import Images, fitting
from .journal import FIRST_HASH, chain_hash, key_written
from .logging import LOGGED_TABLES, columns, create_triggers
from .opening import create_record, open_record
from .record import Clock

_TABLES = {
    "task": "nhiệm vụ",
    "task_update": "diễn biến",
    "task_extension": "gia hạn",
    "task_coordination": "phối hợp",
    "document": "văn bản",
    "evidence": "minh chứng",
    "evidence_content": "nội dung minh chứng",
    "unit": "đơn vị",
    "value": "số liệu",
    "period": "kỳ",
    "system": "hệ thống",
    "layer_status": "trạng thái lớp",
    "indicator_value": "số liệu chỉ tiêu",
    "target": "mục tiêu",
    "change_set": "mục nhật ký",
    "change": "chỗ sửa của nhật ký",
}
_GONE = "Nội dung của tệp này không còn đọc được khi cứu dữ liệu từ sổ hỏng.".encode()
_HEAD = ("entry", "at", "actor", "machine", "label", "kind", "undoes")


@dataclass(frozen=True, slots=True)
class Salvage:
    """What a salvage came to. `entries` of `seen` log entries are proven by the chain.

    `from_log` counts the rows rebuilt from it, `added`, `changed` and `removed` those taken from the damaged tables
    beyond it, by table. `unreadable` are tables with rows that could not be read; `lost_files` evidence whose
    content is gone or altered; `left_out` says why the unproven rows could not be added, "" when they were;
    `loose` counts those that pointed at rows no longer there; `from_pages` tells that the list of tables was gone, and
    all but the log and the evidence was rebuilt.
    """

    source: Path
    target: Path
    header_mended: bool
    entries: int
    seen: int
    last_at: datetime | None
    from_log: int
    added: Mapping[str, int] = field(default_factory=dict)
    removed: int = 0
    unreadable: tuple[str, ...] = ()
    lost_files: tuple[str, ...] = ()
    left_out: str = ""
    loose: int = 0
    from_pages: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        log_read = not {"change_set", "change"} & set(
            self.unreadable
        )  # else its end may be gone without a trace
        proven = bool(self.entries) and self.entries == self.seen
        return log_read and proven and not self.lost_files and not self.left_out and not self.loose

    def lines(self) -> list[str]:
        """The report in Vietnamese, a sentence a line."""
        until = f", đến {self.last_at:%H:%M %d/%m/%Y}" if self.last_at else ""
        return [
            f"Tệp hỏng: {self.source.name}. Tệp mới: {self.target.name}. Tệp hỏng không bị sửa gì.",
            f"Nhật ký: {self.entries} trên {self.seen} mục thấy được còn nguyên và khớp chuỗi mã{until}.",
            f"Dựng lại từ nhật ký: {self.from_log} dòng, đúng từng giá trị.",
            *self._unproven(),
            *self._lost(),
            "Không mất gì." if self.complete else "Đối chiếu những chỗ mất với bản sao lưu và bản giấy.",
        ]

    def _unproven(self) -> Iterator[str]:
        """What was taken from beyond the proven log, or could not be."""
        if self.header_mended:
            yield "Phần đầu tệp đã hỏng và được ghi lại trong bản sao để đọc."
        if self.added or self.removed:
            parts = ", ".join(f"{_named(table)} {count}" for table, count in sorted(self.added.items()))
            yield (
                f"Lấy thêm từ các bảng, không có nhật ký chứng nhận: {sum(self.added.values())} dòng ({parts}); "
                f"bỏ {self.removed} dòng. Tất cả ở một mục nhật ký “Cứu dữ liệu” riêng."
            )
        if self.left_out:
            yield f"Chưa thêm được các dòng không có nhật ký chứng nhận: {self.left_out}"
        if self.loose:
            yield f"Bỏ {self.loose} dòng trỏ đến mục không còn đọc được."

    def _lost(self) -> Iterator[str]:
        """What is missing, or may be."""
        if self.seen > self.entries:
            yield f"Mất: nội dung các mục nhật ký từ {self.entries + 1} đến {self.seen}."
        if {"change_set", "change"} & set(self.unreadable):
            yield f"Nhật ký có chỗ không đọc được: các mục sau mục {self.seen}, nếu có, không còn dấu vết."
        if self.from_pages:
            yield "Danh sách bảng của tệp đã hỏng: chỉ nhật ký và minh chứng đọc được, phần còn lại dựng từ nhật ký."
        elif self.unreadable:
            yield f"Bảng có chỗ không đọc được: {', '.join(map(_named, self.unreadable))}."
        if self.lost_files:
            yield f"Minh chứng mất hoặc hỏng nội dung: {', '.join(self.lost_files)}."


def _named(table: str) -> str:
    return _TABLES.get(table, table)


def salvage(
    damaged: Path, target: Path, *, person: str, machine: str, clock: Clock = datetime.now
) -> Salvage:
    """Recover what can be read of `damaged` into a new record at `target`; `damaged` is not touched.

    Raises RecordError when nothing at all can be read, or the new file cannot be written; then none is left behind.
    """
    if target.exists():
        raise RecordError(
            f"Đã có {target.name} ở {target.parent}. Chọn tên khác để không ghi đè tệp đang có."
        )
    with translated(damaged), DamagedCopy(damaged) as copy:
        tables = {
            name: copy.read(name) for name in (*LOGGED_TABLES, "change_set", "change", "evidence_content")
        }
        mended, from_pages = copy.header_mended, copy.from_pages
    if not any(found.rows for found in tables.values()):
        raise RecordError(
            f"{damaged.name} hỏng tới mức không đọc được dòng nào. Giữ nguyên tệp và mở bản sao lưu gần nhất."
        )
    create_record(target, person=person, machine=machine, clock=clock).close()
    try:
        found = _rebuild(damaged, target, tables, mended, person, machine, clock)
        return replace(found, from_pages=from_pages)
    except BaseException:
        for ending in ("", "-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        raise


def _rebuild(
    damaged: Path, target: Path, tables: Mapping[str, TableRows], mended: bool, person: str, machine: str,
    clock: Clock,
) -> Salvage:  # fmt: skip
    proven = _proven(tables["change_set"].rows, tables["change"].rows)
    state = _state(proven, tables["change"].rows)
    contents = {str(row["sha256"]): row["content"] for row in tables["evidence_content"].rows}
    kept = {str(row["sha256"]) for row in tables["evidence_content"].rows if _sound(row)}
    with translated(target):
        db = connect(target)
        try:
            found = _beyond(db, tables, state)
            wanted = fitting(db, state, found)
            named = _named_files(state | wanted)
            files = {sha256: contents.get(sha256, _GONE) for sha256 in {*contents, *named}}
            _write_proven(db, proven, tables["change"].rows, state, files)
        finally:
            db.close()
    left_out = _write_beyond(target, wanted, damaged.name, person, machine, clock)
    numbers = [int(str(row["entry"])) for name in ("change_set", "change") for row in tables[name].rows]
    added = Counter(table for (table, _), image in wanted.items() if image is not None)
    return Salvage(
        damaged,
        target,
        mended,
        len(proven),
        max(numbers, default=0),
        datetime.fromisoformat(str(proven[-1]["at"])) if proven else None,
        sum(image is not None for image in state.values()),
        {} if left_out else dict(added),
        0 if left_out else sum(image is None for image in wanted.values()),
        tuple(name for name, found in tables.items() if not found.whole),
        tuple(sorted(name for sha256, name in named.items() if sha256 not in kept)),
        left_out,
        len(found) - len(wanted),
    )


def _proven(
    change_sets: list[dict[str, object]], changes: list[dict[str, object]]
) -> list[dict[str, object]]:
    """The change sets from the first one on, as far as the hash chain holds."""
    by_entry: dict[object, list[dict[str, object]]] = {}
    for change in sorted(changes, key=lambda row: int(str(row["id"]))):
        by_entry.setdefault(change["entry"], []).append(change)
    proven: list[dict[str, object]] = []
    previous = FIRST_HASH
    for row in sorted(change_sets, key=lambda row: int(str(row["entry"]))):
        content = by_entry.get(row["entry"], [])
        told = [(c["table_name"], c["row_key"], c["before"], c["after"]) for c in content]
        whole = row["entry"] == len(proven) + 1 and row["changes"] == len(told)
        if not whole or chain_hash(previous, [row[name] for name in _HEAD], told) != row["hash"]:
            break
        previous = str(row["hash"])
        proven.append(row)
    return proven


def _state(proven: list[dict[str, object]], changes: list[dict[str, object]]) -> Images:
    """The last logged image of every row within the proven entries (None: no longer there)."""
    last = len(proven)
    found: Images = {}
    for change in sorted(changes, key=lambda row: int(str(row["id"]))):
        if int(str(change["entry"])) <= last:
            after = change["after"]
            found[str(change["table_name"]), str(change["row_key"])] = None if after is None else str(after)
    return found


def _named_files(images: Images) -> dict[str, str]:
    """The name of every file something in the record points at, by its hash."""
    rows = [json.loads(image) for image in images.values() if image is not None]
    return {str(row["sha256"]): str(row.get("file_name", "")) for row in rows if row.get("sha256")}


def _sound(row: dict[str, object]) -> bool:
    content = row["content"]
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == row["sha256"]


def _write_proven(
    db: sqlite3.Connection,
    proven: list[dict[str, object]],
    changes: list[dict[str, object]],
    state: Images,
    files: Mapping[str, object],
) -> None:
    """Write log, rows and files as they were, without logging them anew; the triggers come back afterwards."""
    db.execute("BEGIN IMMEDIATE")
    rules = _take_triggers_off(db)
    for table in ("change_set", "change", *LOGGED_TABLES):
        db.execute(f"DELETE FROM {table}")
    for row in proven:
        _insert(db, "change_set", row)
    for row in sorted(changes, key=lambda row: int(str(row["id"]))):
        if int(str(row["entry"])) <= len(proven):
            _insert(db, "change", row)
    for file in files.items():
        db.execute("INSERT OR IGNORE INTO evidence_content (sha256, content) VALUES (?, ?)", file)
    for (table, _), image in state.items():
        if image is not None:
            _insert(db, table, json.loads(image))
    _put_triggers_back(db, rules)
    db.execute("COMMIT")


def _take_triggers_off(db: sqlite3.Connection) -> dict[str, str]:
    """Drop all triggers of a new record; answers their statements by name."""
    rules = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for name in rules:
        db.execute(f"DROP TRIGGER {name}")
    return rules


def _put_triggers_back(db: sqlite3.Connection, rules: Mapping[str, str]) -> None:
    create_triggers(db)
    there = {row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name, statement in rules.items():
        if name not in there:
            db.execute(statement)


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    names, _ = columns(db, table)
    own = {name: value for name, value in row.items() if name in names}
    marks = ", ".join("?" * len(own))
    db.execute(f"INSERT INTO {table} ({', '.join(own)}) VALUES ({marks})", tuple(own.values()))


def _beyond(db: sqlite3.Connection, tables: Mapping[str, TableRows], state: Images) -> Images:
    """What the damaged tables hold otherwise than the proven log says: by table and key, None for what is gone.

    A row is taken for deleted only where its whole table could be read.
    """
    wanted: Images = {}
    for table in LOGGED_TABLES:
        names, keys = columns(db, table)
        logged = {key: text for (name, key), text in state.items() if name == table and text is not None}
        there = set()
        for row in tables[table].rows:
            key = key_written(row[name] for name in keys)
            there.add(key)
            own = {name: row[name] for name in names if name in row}
            if key not in logged or not _same(json.loads(logged[key]), own):
                wanted[table, key] = json.dumps(own, ensure_ascii=False)
        if tables[table].whole:
            wanted |= {(table, key): None for key in logged if key not in there}
    return wanted


def _same(logged: Mapping[str, object], row: Mapping[str, object]) -> bool:
    return all(logged.get(name) == value for name, value in row.items() if name in logged)


def _write_beyond(target: Path, wanted: Images, name: str, person: str, machine: str, clock: Clock) -> str:
    """Add what is not proven as one change set; answers why that could not be ("" when it was)."""
    if not wanted:
        return ""
    record = open_record(target, person=person, machine=machine, clock=clock)
    try:
        with record.change(f"Cứu dữ liệu từ {name}: dòng không có nhật ký chứng nhận", person) as tx:
            for (table, key), image in sorted(wanted.items(), key=_place):
                tx.restore(table, key, image)
    except RecordError as error:
        return str(error)
    finally:
        record.close()
    return ""


def _place(item: tuple[tuple[str, str], str | None]) -> tuple[int, int]:
    """In which order rows are written: files leave first and come last, periods are locked last of all."""
    (table, _), image = item
    last = {"evidence": 1_000, "period": 2_000}
    at = last.get(table, LOGGED_TABLES.index(table))
    return (0, -at) if image is None else (1, at)
