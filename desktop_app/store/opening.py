"""Opening and creating records: every way a file can be wrong gets its own message.

A record that cannot be edited where it is (read-only, network, synchronised folder, open elsewhere, newer
schema for reading) opens for viewing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from datetime import datetime
from pathlib import Path

from desktop_app.domain.dates import format_moment
from desktop_app.domain.errors import RecordError

from .connection import APPLICATION_ID, NEWEST_VERSION, connect, create_file, translated
from .editing_lock import EditingLock, Editor, read_editor, write_editor
from .migrations import migrate
from .places import why_not_editable
from .record import Clock, Record

SUFFIX = ".tiendo"


def create_record(path: Path, *, person: str, machine: str, clock: Clock = datetime.now) -> Record:
    """Make a new, empty record and open it for editing.

    Raises RecordError when the file exists, the folder cannot be written, or the place is not fit for it.
    """
    unfit = why_not_editable(path)
    if unfit:
        raise RecordError(f"Không tạo sổ ở {path.parent}. {unfit}")
    if not path.parent.is_dir():
        raise RecordError(f"Không có thư mục {path.parent}. Chọn một thư mục khác.")
    create_file(path)
    try:
        return open_record(path, person=person, machine=machine, clock=clock)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_record(
    path: Path, *, person: str, machine: str, clock: Clock = datetime.now, view_only: bool = False
) -> Record:
    """Open a record, for editing where that is safe (and wanted), else for viewing with the reason.

    Raises RecordError for a missing, foreign, damaged or newer file.
    """
    check_file(path)
    reason = why_not_editable(path) or _not_writable(path)
    if reason:
        return _open_for_viewing(path, reason, in_place=False, machine=machine, clock=clock)
    lock = EditingLock(path)
    if view_only or not lock.acquire():
        reason = "Sổ được mở chỉ để xem." if view_only else ""
        return _open_for_viewing(path, reason, in_place=True, machine=machine, clock=clock)
    try:
        with translated(path):
            db = connect(path)
            try:
                _prepare(db, path)
                write_editor(db, Editor(person, machine, clock()))
            except BaseException:
                db.close()
                raise
    except BaseException:
        lock.release()
        raise
    return Record(path, db, machine=machine, clock=clock, lock=lock)


def check_file(path: Path) -> None:
    """Raise RecordError unless there is a record of ours at `path`, told by its header."""
    if not path.is_file():
        raise RecordError(f"Không thấy tệp {path}. Kiểm tra tên tệp, hoặc mở sổ khác.")
    with translated(path), path.open("rb") as file:
        head = file.read(100)
    ours = head[:16] == b"SQLite format 3\x00" and int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if len(head) < 100 or not ours:
        raise RecordError(
            f"{path.name} không phải sổ Tiến Độ. Chọn tệp có đuôi {SUFFIX} do chương trình này tạo."
        )


def _version(db: sqlite3.Connection, path: Path) -> int:
    """The schema version; raises RecordError for one newer than this program knows."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > NEWEST_VERSION:
        raise RecordError(
            f"{path.name} do bản Tiến Độ mới hơn ghi (cấu trúc {version}, bản này đọc đến {NEWEST_VERSION}). "
            "Cập nhật chương trình rồi mở lại; tệp vẫn nguyên vẹn."
        )
    return version


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date (after a backup) and refuse a damaged file."""
    version = _version(db, path)
    if version < NEWEST_VERSION:
        if version:
            back_up(db, path.with_name(f"{path.stem}.truoc-nang-cap-{version}{SUFFIX}"))
        migrate(db)
    damage = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise RecordError(
            f"{path.name} bị hỏng một phần ({damage}). Đừng sửa tiếp; mở bản sao lưu gần nhất, giữ tệp này để khôi phục."
        )


def back_up(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open record to `target` by SQLite's backup (a plain file copy could lose changes)."""
    copy = sqlite3.connect(target)
    try:
        db.backup(copy)
    finally:
        copy.close()


def _not_writable(path: Path) -> str | None:
    writable_file = path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) and os.access(
        path, os.W_OK
    )
    if not writable_file:
        return f"{path.name} đang đặt chỉ đọc. Bỏ thuộc tính chỉ đọc, hoặc chép sổ sang chỗ khác để sửa."
    mode = path.parent.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not mode or not os.access(path.parent, os.W_OK):
        return f"Thư mục {path.parent} chỉ cho đọc. Chép sổ sang thư mục của mình để sửa."
    return None


def _open_for_viewing(path: Path, reason: str, *, in_place: bool, machine: str, clock: Clock) -> Record:
    with translated(path):
        data = path if in_place else _copy_for_viewing(path)
        db = connect(data, read_only=True)
        try:
            if _version(db, path) < NEWEST_VERSION:
                raise RecordError(f"{path.name} do bản cũ ghi, cần nâng cấp trước khi xem. {reason}")
            reason = reason or _held_by(db, path, clock)
        except BaseException:
            db.close()
            raise
    return Record(path, db, machine=machine, clock=clock, viewing_reason=reason, data_path=data)


def _held_by(db: sqlite3.Connection, path: Path, clock: Clock) -> str:
    editor = read_editor(db)
    if editor is None:
        return f"{path.name} đang mở để sửa ở cửa sổ khác."
    since = format_moment(editor.since, clock().date())
    return f"{editor.person} đang sửa sổ này trên máy {editor.machine} (từ {since}). Chờ người đó đóng sổ rồi bấm Thử lại."


def _copy_for_viewing(path: Path) -> Path:
    """A private copy, with the write-ahead log folded in, of a record that cannot be read safely where it is."""
    folder = Path(tempfile.mkdtemp(prefix="tiendo-xem-"))
    copy = folder / path.name
    for suffix in ("", "-wal"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + suffix))
    db = sqlite3.connect(copy, isolation_level=None)
    try:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode=DELETE")
    finally:
        db.close()
    return copy
