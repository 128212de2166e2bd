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
from desktop_app.domain.errors import DamagedRecord, RecordError

from .connection import APPLICATION_ID, connect, copy_whole, create_file, translated
from .editing_lock import EditingLock, Editor, read_editor, write_editor
from .logging import create_triggers, missing_triggers
from .migrations import migrate, newest_version
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
    with translated(path):
        if not path.parent.is_dir():
            raise RecordError(f"Không có thư mục {path.parent}. Chọn một thư mục khác.")
        create_file(path)
    try:
        return open_record(path, person=person, machine=machine, clock=clock)
    except BaseException:
        for leftover in (path, *_side_files(path)):
            leftover.unlink(missing_ok=True)
        raise


def _side_files(path: Path) -> list[Path]:
    """The files SQLite keeps beside a record while it is open (the write-ahead log first)."""
    return [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")]


def open_record(
    path: Path, *, person: str, machine: str, clock: Clock = datetime.now, view_only: bool = False
) -> Record:
    """Open a record, for editing where that is safe (and wanted), else for viewing with the reason.

    A link is followed to the file itself, so that one record has one lock by whatever name it is opened.
    Raises RecordError for a missing, foreign, damaged or newer file.
    """
    named, path = path, Path(os.path.realpath(path))
    with translated(path):
        check_file(path)
        reason = why_not_editable(named) or why_not_editable(path) or _not_writable(path)
    if reason:
        return _open_for_viewing(path, reason, in_place=False, machine=machine, clock=clock)
    if view_only:
        reason = "Sổ được mở chỉ để xem."
        return _open_for_viewing(path, reason, in_place=True, machine=machine, clock=clock)
    lock = EditingLock(path)
    try:
        free = lock.acquire()
    except RecordError as error:
        return _open_for_viewing(path, str(error), in_place=False, machine=machine, clock=clock)
    if not free:
        return _open_for_viewing(path, "", in_place=True, machine=machine, clock=clock)
    try:
        db = _open_for_editing(path, Editor(person, machine, clock()))
    except BaseException:
        lock.release()
        raise
    return Record(path, db, machine=machine, clock=clock, lock=lock)


def _open_for_editing(path: Path, editor: Editor) -> sqlite3.Connection:
    with translated(path):
        db = connect(path)
        try:
            _prepare(db, path)
            write_editor(db, editor)
        except BaseException:
            db.close()
            raise
    return db


def check_file(path: Path) -> None:
    """Raise RecordError unless there is a record of ours at `path`, told by its header."""
    if path.is_dir():
        raise RecordError(
            f"{path} là thư mục, không phải tệp sổ. Chọn tệp có đuôi {SUFFIX} trong thư mục đó."
        )
    if not path.is_file():
        raise RecordError(f"Không thấy tệp {path}. Kiểm tra tên tệp, hoặc mở sổ khác.")
    if path.stat().st_size == 0:
        raise DamagedRecord(
            f"{path.name} là tệp rỗng (0 byte). Mở bản sao lưu gần nhất của sổ, hoặc sổ khác."
        )
    if _application_id(path) == APPLICATION_ID:
        return
    hint = (
        " Nếu trước đây mở được tệp này thì phần đầu tệp đã hỏng: giữ nguyên tệp, mở bản sao lưu gần nhất."
        if path.suffix.lower() == SUFFIX
        else ""
    )
    kind = DamagedRecord if hint else RecordError
    raise kind(f"{path.name} không phải sổ Tiến Độ. Chọn tệp có đuôi {SUFFIX} do chương trình này tạo.{hint}")


def _application_id(path: Path) -> int | None:
    """The application id in the file's header; None when it is not an SQLite file.

    A record that may be open in this very process is asked through SQLite: on Linux, closing a file drops all
    locks this process has on it, and another process could then throw away our write-ahead log.
    """
    if path.with_name(path.name + "-shm").exists():
        db = connect(path, read_only=True)
        try:
            return int(db.execute("PRAGMA application_id").fetchone()[0])
        finally:
            db.close()
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or head[:16] != b"SQLite format 3\x00":
        return None
    return int.from_bytes(head[68:72], "big")


def _version(db: sqlite3.Connection, path: Path) -> int:
    """The schema version; raises RecordError for one newer than this program knows."""
    version, newest = int(db.execute("PRAGMA user_version").fetchone()[0]), newest_version()
    if version > newest:
        raise RecordError(
            f"{path.name} do bản Tiến Độ mới hơn ghi (cấu trúc {version}, bản này đọc đến {newest}). "
            "Cập nhật chương trình rồi mở lại; tệp vẫn nguyên vẹn."
        )
    return version


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged file, bring the schema up to date (after a backup), and put back a guard someone removed."""
    version = _version(db, path)
    _refuse_damaged(db, path)
    if version < newest_version():
        backup = _backup_path(path, version) if version else None
        if backup:
            copy_whole(db, backup)
        _upgrade(db, path, backup)
    elif missing_triggers(db):
        db.execute("BEGIN IMMEDIATE")
        create_triggers(db)
        db.execute("COMMIT")


def _refuse_damaged(db: sqlite3.Connection, path: Path) -> None:
    damage = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise DamagedRecord(
            f"{path.name} bị hỏng một phần ({damage}). Đừng sửa tiếp; mở bản sao lưu gần nhất, giữ tệp này để khôi phục."
        )


def _backup_path(path: Path, version: int) -> Path:
    """A name beside the record that is not taken, for the copy made before an upgrade."""
    name = f"{path.stem}.truoc-nang-cap-{version}"
    endings = ("", *(f"-{number}" for number in range(2, 1000)))
    return next(p for p in (path.with_name(f"{name}{e}{SUFFIX}") for e in endings) if not p.exists())


def _upgrade(db: sqlite3.Connection, path: Path, backup: Path | None) -> None:
    """Bring the schema up to date; raises RecordError when that fails, and then the file is as it was."""
    try:
        migrate(db)
    except sqlite3.Error as error:
        if backup:
            backup.unlink(missing_ok=True)
        with translated(path):
            if error.sqlite_errorcode & 0xFF in (
                sqlite3.SQLITE_FULL,
                sqlite3.SQLITE_IOERR,
                sqlite3.SQLITE_BUSY,
            ):
                raise
        raise RecordError(
            f"Chưa nâng cấp được {path.name} lên cấu trúc {newest_version()} ({error}). Tệp vẫn như cũ; "
            "dùng bản chương trình trước để làm việc tiếp và gửi thông báo này cho người hỗ trợ."
        ) from error


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
        try:
            db = connect(data, read_only=True)
            try:
                old = _version(db, path) < newest_version()
                _refuse_damaged(db, path)
                reason = reason or _held_by(db, path, clock)
            except BaseException:
                db.close()
                raise
            if old:
                db.close()
                if in_place:
                    return _open_for_viewing(path, reason, in_place=False, machine=machine, clock=clock)
                db = _upgraded(data)
        except BaseException:
            if data != path:
                shutil.rmtree(data.parent, ignore_errors=True)
            raise
    return Record(path, db, machine=machine, clock=clock, viewing_reason=reason, data_path=data)


def _upgraded(copy: Path) -> sqlite3.Connection:
    """The copy of an older record, brought up to date so that it can be read."""
    db = connect(copy)
    try:
        migrate(db)
    finally:
        db.close()
    return connect(copy, read_only=True)


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
    try:
        for _ in range(5):
            before = _state(path)
            for suffix in ("", "-wal"):
                _copy_or_remove(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
            if _state(path) == before:
                break
        db = sqlite3.connect(copy, isolation_level=None)
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            db.execute("PRAGMA journal_mode=DELETE")
        finally:
            db.close()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return copy


def _state(path: Path) -> tuple[int, int]:
    """Size and time of the file: they change when someone folds the write-ahead log into it meanwhile."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _copy_or_remove(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    if source.exists():
        shutil.copyfile(source, target)
