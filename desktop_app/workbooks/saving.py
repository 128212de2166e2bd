"""Writing a finished file to disk: whole or not at all, and with words a clerk can act on when it fails."""

from __future__ import annotations

import errno
import os
import tempfile
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import RecordError
from desktop_app.drafts import remove_abandoned

_PREFIX, _SUFFIX = ".~tiendo-", ".tmp"


def save(target: Path, content: bytes) -> None:
    """Write `content` to `target` through a temporary file beside it, replacing the old file in one step.

    Raises RecordError in Vietnamese (file open in Excel, folder not writable, disk full…); the old file, if
    any, is then untouched and nothing half-written is left. What a killed program left beside it is removed a day later.
    """
    _check_place(target)
    remove_abandoned(target.parent, f"{_PREFIX}*{_SUFFIX}", datetime.now())
    try:
        temporary = _write_beside(target, content)
    except OSError as problem:
        raise RecordError(_cannot_write(target, problem)) from problem
    try:
        temporary.replace(target)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        raise RecordError(_cannot_replace(target, problem)) from problem


def _check_place(target: Path) -> None:
    if not target.parent.is_dir():
        raise RecordError(f"Không có thư mục {target.parent}. Chọn thư mục khác rồi bấm Xuất lại.")
    if target.is_dir():
        raise RecordError(f"{target} là một thư mục, không phải tệp. Đặt tên tệp khác rồi bấm Xuất lại.")
    if target.exists() and not os.access(target, os.W_OK):
        raise RecordError(f"Tệp {target.name} chỉ cho đọc. Đặt tên tệp khác rồi bấm Xuất lại.")


def _write_beside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _open_to_others(temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _open_to_others(path: Path) -> None:
    if os.name == "posix":  # mkstemp makes files only their owner can read
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)


def _cannot_write(target: Path, problem: OSError) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Không ghi được vào {target.parent} vì ổ đĩa đầy. Giải phóng ít nhất 50 MB rồi bấm Xuất lại."
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Không ghi được vào {target.parent} vì không có quyền ghi. Chọn thư mục khác rồi bấm Xuất lại."
        )
    return (
        f"Không ghi được {target.name} vào {target.parent}. Chọn thư mục khác rồi bấm Xuất lại. "
        f"({problem.strerror})"
    )


def _cannot_replace(target: Path, problem: OSError) -> str:
    if isinstance(problem, PermissionError) and target.exists():
        return f"Tệp {target.name} đang mở trong Excel. Đóng tệp rồi bấm Xuất lại."
    return _cannot_write(target, problem)
