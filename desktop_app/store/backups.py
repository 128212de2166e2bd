"""Backups of a record: made by SQLite's own backup, verified, listed, thinned, and copied to a second place.

A backup is a whole record (log and evidence inside) beside a small note of what it holds. It never counts as
good before it was read back: SQLite's check, the hash chain, and the SHA-256 of the finished file.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.errors import RecordError
from desktop_app.drafts import remove_abandoned

from .connection import connect, copy_whole, translated
from .journal import first_broken_entry, last_entry

NOTE_SUFFIX = ".json"
BACKUP_SUFFIX = ".tiendo"
_DRAFT_SUFFIX = ".dang-ghi"
_CHUNK = 1 << 20
KEEP_ALL = timedelta(hours=2)
KEEP_HOURLY = timedelta(days=1)
KEEP_DAILY = timedelta(days=31)
KEEP_WEEKLY = timedelta(days=183)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: when and why it was made, the log entry it ends at, its size and SHA-256, and whether it is good.

    `fault` is empty for a verified one, else the reason in Vietnamese.
    """

    path: Path
    at: datetime
    reason: str
    entry: int
    entry_hash: str
    size: int
    sha256: str
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether it was verified when it was made or last looked at."""
        return not self.fault


def folder_of(record: Path, root: Path) -> Path:
    """Where a record's backups are kept under `root`: its name and a mark of its place, so that two never mix."""
    mark = hashlib.sha256(str(record.resolve()).encode()).hexdigest()[:8]
    return root / f"{record.stem}-{mark}"


def hold_still(data: Path) -> sqlite3.Connection:
    """The record as it stands now, for `make_backup` to copy later while others write on; raises RecordError.

    The connection keeps one read transaction open and belongs to whoever asked for it.
    """
    with translated(data):
        source = connect(data, read_only=True)
        source.execute("BEGIN")
        last_entry(source)  # the transaction begins with its first read
    return source


def make_backup(
    data: Path,
    folder: Path,
    reason: str,
    clock: Clock = datetime.now,
    source: sqlite3.Connection | None = None,
) -> Backup:
    """Back the record file `data` up into `folder` (made when missing), verify it and thin the older ones.

    Others may go on editing meanwhile; `source` is the record held still at an earlier moment.
    Raises RecordError (disk full, folder gone); then nothing is left behind.
    """
    at = clock().replace(microsecond=0)
    with _folder_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        remove_abandoned(folder, f"*{_DRAFT_SUFFIX}*", at)
        draft = folder / f"{at:%Y-%m-%dT%H-%M-%S}{_DRAFT_SUFFIX}"
        draft.unlink(missing_ok=True)
        try:
            entry, entry_hash = _copy(data, draft, source)
            fault = find_fault(draft)
            target = _free_name(folder / f"{at:%Y-%m-%dT%H-%M-%S}_muc-{entry}{BACKUP_SUFFIX}")
            size, digest = draft.stat().st_size, sha256_of(draft)
            backup = Backup(target, at, reason, entry, entry_hash, size, digest, fault)
            _write_note(backup)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    thin(folder, at)
    return backup


def _copy(data: Path, draft: Path, source: sqlite3.Connection | None) -> tuple[int, str]:
    """Copy the whole record in one read transaction; answers the log's end as it is in the copy."""
    with translated(data):
        if source is not None:
            copy_whole(source, draft)
        else:
            with closing(connect(data, read_only=True)) as own:
                copy_whole(own, draft)
    _sync(draft)
    with closing(_open_copy(draft)) as copy:
        return last_entry(copy)


def _open_copy(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(path.resolve().as_posix())}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db


def _sync(path: Path) -> None:
    """Have the disk write the file down before it is given its name."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(path: Path) -> Path:
    names = (path.with_stem(f"{path.stem}{ending}") for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def find_fault(path: Path) -> str:
    """What is wrong with a backup file, in Vietnamese; "" when SQLite and the hash chain find nothing."""
    try:
        with closing(_open_copy(path)) as db:
            damage = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = first_broken_entry(db) if damage == "ok" else None
    except sqlite3.Error:
        return "Không đọc được nội dung, tệp hỏng"
    if damage != "ok":
        return f"Tệp hỏng: {damage}"
    return "" if broken is None else f"Chuỗi nhật ký đứt từ mục {broken}"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _write_note(backup: Backup) -> None:
    note = asdict(backup) | {"path": backup.path.name, "at": backup.at.isoformat()}
    draft = backup.path.with_suffix(NOTE_SUFFIX + _DRAFT_SUFFIX)
    draft.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(backup.path.with_suffix(NOTE_SUFFIX))


def list_backups(folder: Path) -> list[Backup]:
    """All backups of a folder, newest first; a file whose note is missing or does not fit it says so."""
    if not folder.is_dir():
        return []
    found = [_read(path) for path in folder.glob(f"*{BACKUP_SUFFIX}")]
    return sorted(found, key=lambda item: (item.at, item.path.name), reverse=True)


def _read(path: Path) -> Backup:
    size = path.stat().st_size
    try:
        note = json.loads(path.with_suffix(NOTE_SUFFIX).read_text(encoding="utf-8"))
        backup = Backup(**(note | {"path": path, "at": datetime.fromisoformat(note["at"])}))
    except (OSError, ValueError, TypeError, KeyError):
        made = datetime.fromtimestamp(path.stat().st_mtime)
        return Backup(path, made, "không rõ", 0, "", size, "", "Thiếu tệp ghi chú nên chưa kiểm tra được")
    if backup.good and backup.size != size:
        return replace(backup, fault="Dung lượng khác khi lập")
    return backup


def verify(backup: Backup) -> Backup:
    """Look at a backup again, whole: SHA-256, SQLite's check and the hash chain; its note keeps the answer."""
    fault = find_fault(backup.path)
    if not fault and backup.sha256 and sha256_of(backup.path) != backup.sha256:
        fault = "Nội dung khác khi lập (SHA-256 không khớp)"
    checked = replace(backup, fault=fault)
    _write_note(checked)
    return checked


def thin(folder: Path, now: datetime) -> list[Backup]:
    """Remove what the scheme no longer keeps, and answer it.

    All of the last two hours stay, then one an hour for a day, one a day for a month, one a week for half a
    year, one a month after that; always the newest good one, and never a bad one (a person looks at those).
    """
    kept: set[object] = set()
    removed = []
    good = [item for item in list_backups(folder) if item.good]
    for backup in good:
        slot = _slot(backup, now)
        if slot in kept and backup is not good[0]:
            backup.path.unlink(missing_ok=True)
            backup.path.with_suffix(NOTE_SUFFIX).unlink(missing_ok=True)
            removed.append(backup)
        kept.add(slot)
    return removed


def _slot(backup: Backup, now: datetime) -> object:
    """The hour, day, week or month a backup stands for; two in one slot are one too many."""
    age, at = now - backup.at, backup.at
    if age <= KEEP_ALL:
        return backup.path
    if age <= KEEP_HOURLY:
        return ("hour", at.date(), at.hour)
    if age <= KEEP_DAILY:
        return ("day", at.date())
    if age <= KEEP_WEEKLY:
        return ("week", *at.isocalendar()[:2])
    return ("month", at.year, at.month)


def copy_to_second_place(backup: Backup, folder: Path) -> Backup:
    """Copy a finished backup to another disk and read the copy back; raises RecordError when it differs."""
    with _folder_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / backup.path.name
        draft = target.with_suffix(_DRAFT_SUFFIX)
        try:
            _copy_file(backup.path, draft)
            if sha256_of(draft) != backup.sha256:
                raise RecordError(
                    f"Bản chép sang {folder} không giống bản gốc nên đã bỏ. Thử thẻ nhớ hoặc ổ đĩa khác."
                )
            copied = replace(backup, path=target)
            _write_note(copied)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    return copied


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        while piece := read.read(_CHUNK):
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    """Turn the system's errors on a backup folder into RecordError in Vietnamese."""
    try:
        yield
    except OSError as error:
        raise RecordError(
            f"Chưa sao lưu được vào {folder} ({error.strerror or error}). "
            "Kiểm tra ổ đĩa còn chỗ và còn cắm, rồi sao lưu lại; sổ đang mở vẫn nguyên vẹn."
        ) from error


def preview(path: Path) -> Iterator[tuple[str, int]]:
    """What a backup holds, by name in Vietnamese: tasks, figures, layer statuses, evidence, log entries."""
    with translated(path), closing(_open_copy(path)) as db:
        for title, table in _COUNTED:
            yield title, int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


_COUNTED = (
    ("Nhiệm vụ", "task"),
    ("Đơn vị", "unit"),
    ("Số liệu", "value"),
    ("Trạng thái lớp an toàn", "layer_status"),
    ("Minh chứng", "evidence"),
    ("Mục nhật ký", "change_set"),
)
