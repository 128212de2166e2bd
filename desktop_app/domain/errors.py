"""Errors a person can act on; everything else is a bug of ours."""

import errno

_REASONS = {
    errno.ENOSPC: "ổ đĩa đầy",
    errno.EDQUOT: "hết dung lượng được cấp",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không còn tệp hoặc thư mục",
    errno.EISDIR: "đó là thư mục",
    errno.ENOTDIR: "đường dẫn không đúng",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "lỗi ổ đĩa",
    errno.EBUSY: "đang bận",
    errno.ENODEV: "ổ đĩa đã rút",
    errno.ENXIO: "ổ đĩa đã rút",
}


class RecordError(Exception):
    """Something the user can act on: the text says what happened, where, and what to do.

    The message is Vietnamese, complete sentences, and is shown as it is.
    """


class DamagedRecord(RecordError):
    """A record's file is broken: what can be read may be recovered into a new file."""


class InvalidInput(RecordError):
    """A value that was typed or read is not allowed; nothing was changed."""


class LockedPeriod(RecordError):
    """The reporting period is locked; nothing was changed."""


class CannotUndo(RecordError):
    """A change set cannot be taken back; the text names the later change or the locked period."""


class ReadOnlyRecord(RecordError):
    """The record is open for viewing only; nothing was changed."""


def system_reason(error: OSError) -> str:
    """Why the system refused, in a few Vietnamese words; the system's own where there are none."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
