"""SQLite connections to a record, and what SQLite's errors mean to a person."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from desktop_app.domain.errors import (
    DamagedRecord,
    InvalidInput,
    LockedPeriod,
    RecordError,
    system_reason,
)

APPLICATION_ID = 0x5469446F  # "TiDo"
BUSY_SECONDS = 5.0
_LONGEST_PATH = 500  # bytes; SQLite takes 512 with the endings of its side files
_NOTHING_FREE = 256 * 1024


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with foreign keys on; a writable one uses WAL and full sync.

    A read-only one refuses every change; it is opened read-write all the same, since only such a connection
    tidies SQLite's side files away when it closes.
    """
    uri = f"file:{quote(os.fsencode(path.resolve().as_posix()))}?mode=rw"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        if read_only:
            db.execute("PRAGMA query_only=ON")
        else:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
    except sqlite3.Error:
        db.close()
        raise
    return db


def create_file(path: Path) -> None:
    """Make an empty SQLite file marked as a record; raises RecordError when it exists already."""
    if path.exists():
        raise RecordError(f"Đã có tệp {path.name} trong thư mục {path.parent}. Chọn tên khác hoặc mở tệp đó.")
    with translated(path):
        db = sqlite3.connect(path, isolation_level=None)
        try:
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        finally:
            db.close()


def copy_whole(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open record into one file by SQLite's backup (a plain file copy could lose changes)."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        db.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # no side files beside a copy
    finally:
        copy.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors on this record into RecordError in Vietnamese.

    Programming errors (a wrong statement) pass through: they are bugs of ours.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise _constraint(error) from error
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        message = _explain(error, path)
        if message is None:
            raise
        broken = getattr(error, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        )
        raise (DamagedRecord if broken else RecordError)(message) from error
    except OSError as error:
        raise RecordError(
            f"Không đọc, ghi được {path}: {system_reason(error)}. Kiểm tra ổ đĩa rồi thử lại."
        ) from error


def in_words(error: BaseException, path: Path) -> str:
    """What an error of SQLite on this record means to a person; "" for what is a bug of ours."""
    return (_explain(error, path) or "") if isinstance(error, sqlite3.Error) else ""


def _constraint(error: sqlite3.IntegrityError) -> RecordError:
    text = str(error)
    if "tiendo:locked_period" in text:
        return LockedPeriod(
            "Kỳ này đã khóa nên không sửa được số liệu. Lập báo cáo điều chỉnh hoặc mở khóa có văn bản."
        )
    if "tiendo:submitted" in text:
        return LockedPeriod(
            "Kỳ này đã nộp báo cáo: bản đã nộp và khóa kỳ không hoàn tác được. Mở khóa kỳ theo văn bản cho phép, "
            "sửa rồi nộp báo cáo điều chỉnh."
        )
    if "FOREIGN KEY" in text or "tiendo:in_use" in text:
        return InvalidInput("Mục này còn được nơi khác dùng đến nên chưa xóa được. Gỡ chỗ đang dùng trước.")
    if "task.number" in text or "tiendo:row_exists" in text:
        return InvalidInput("Số hiệu nhiệm vụ này đã có. Chọn số hiệu khác.")
    return InvalidInput(f"Số liệu không hợp lệ nên chưa ghi ({text}). Kiểm tra lại ô vừa nhập.")


def _explain(error: sqlite3.Error, path: Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    folder = path.parent
    if primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _nothing_free(folder):
        primary = sqlite3.SQLITE_FULL
    if primary == sqlite3.SQLITE_CANTOPEN and len(os.fsencode(path)) > _LONGEST_PATH:
        return f"Đường dẫn tới {path.name} quá dài nên không mở được. Chép sổ sang thư mục có đường dẫn ngắn hơn, ví dụ Tài liệu."
    return {
        sqlite3.SQLITE_FULL: f"Không ghi được vào {folder} vì ổ đĩa đầy. Giải phóng ít nhất 50 MB rồi thử lại; thay đổi vừa làm chưa được ghi.",
        sqlite3.SQLITE_READONLY: f"Không ghi được {path.name} vì tệp hoặc thư mục chỉ cho đọc. Chép sổ sang thư mục khác rồi mở lại.",
        sqlite3.SQLITE_BUSY: f"{path.name} đang bận vì chương trình khác đang ghi. Chờ vài giây rồi thử lại.",
        sqlite3.SQLITE_LOCKED: f"{path.name} đang bận vì chương trình khác đang ghi. Chờ vài giây rồi thử lại.",
        sqlite3.SQLITE_IOERR: f"Lỗi đọc, ghi ổ đĩa ở {folder}. Kiểm tra ổ đĩa hoặc thẻ nhớ còn cắm, rồi thử lại; thay đổi vừa làm chưa được ghi.",
        sqlite3.SQLITE_CORRUPT: f"{path.name} bị hỏng một phần. Đừng sửa tiếp; mở bản sao lưu gần nhất, giữ tệp này để khôi phục.",
        sqlite3.SQLITE_NOTADB: f"{path.name} không phải sổ Tiến Độ. Chọn tệp có đuôi .tiendo do chương trình này tạo.",
        sqlite3.SQLITE_CANTOPEN: f"Không mở được {path}. Kiểm tra tệp còn ở đó và thư mục cho phép đọc.",
        sqlite3.SQLITE_PERM: f"Không có quyền mở {path}. Chép sổ sang thư mục của mình rồi mở lại.",
    }.get(primary if primary is not None else -1)


def _nothing_free(folder: Path) -> bool:
    """Whether the disk of `folder` is full, which SQLite also reports as an I/O error."""
    try:
        return shutil.disk_usage(folder).free < _NOTHING_FREE
    except OSError:
        return False
