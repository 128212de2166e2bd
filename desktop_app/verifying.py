"""Kiểm tra tệp: whether a workbook in hand is a report as it was sent, an altered copy of one, or none of ours."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.errors import RecordError, system_reason
from desktop_app.domain.submissions import SEAL_LENGTH, Submission
from desktop_app.domain.text import nfc
from desktop_app.store.reader import Reader

_LARGEST = 100 * 1024 * 1024


class Verdict(StrEnum):
    """What a file turned out to be."""

    AS_SENT = "as_sent"
    SAME_CONTENT = "same_content"
    ALTERED = "altered"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The verdict in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Verdict.AS_SENT: "Đúng tệp đã nộp",
    Verdict.SAME_CONTENT: "Đã lưu lại, nội dung các ô không đổi",
    Verdict.ALTERED: "Đã bị sửa",
    Verdict.UNKNOWN: "Không phải báo cáo đã nộp của sổ này",
}


@dataclass(frozen=True, slots=True)
class AlteredCell:
    """A cell that is not as it was sent: formula or value, before and now."""

    sheet: str
    cell: str
    sent: str
    now: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict, the submission the file is or comes from, and the cells that differ."""

    verdict: Verdict
    submission: Submission | None = None
    cells: tuple[AlteredCell, ...] = ()


def verify_file(read: Reader, path: Path) -> Verification:
    """Compare a file with what was sent: by its hash, else by the seal it carries and then cell by cell.

    Raises RecordError when the file cannot be read.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise RecordError(f"{path.name} quá lớn, không phải báo cáo của chương trình. Chọn tệp khác.")
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(
            f"Không mở được {path} ({system_reason(error)}). Kiểm tra tệp rồi thử lại."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    sent = read.submissions()
    same = next((item for item in sent if item.sha256 == digest), None)
    if same:
        return Verification(Verdict.AS_SENT, same)
    return _compared(read, sent, content)


def _compared(read: Reader, sent: tuple[Submission, ...], content: bytes) -> Verification:
    from desktop_app.workbooks.comparing_files import differing_cells, seal_of  # slow to import

    seal = nfc(seal_of(content))
    origin = next((item for item in sent if seal and item.fingerprint[:SEAL_LENGTH] == seal), None)
    kept = read.evidence_content(origin.sha256) if origin else None
    if origin is None or kept is None:
        return Verification(Verdict.UNKNOWN)
    cells = tuple(AlteredCell(*item) for item in differing_cells(kept, content))
    return Verification(Verdict.ALTERED if cells else Verdict.SAME_CONTENT, origin, cells)
