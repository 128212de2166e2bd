"""When and where a record is backed up: on opening, while it changes, before risky steps; and a second place.

A backup that fails never keeps anybody from working: it is told, and tried again at the next occasion. No Qt here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.store.backups import (
    Backup,
    copy_to_second_place,
    folder_of,
    hold_still,
    list_backups,
    make_backup,
)
from desktop_app.store.record import Record

INTERVAL = timedelta(minutes=30)
CHECK_INTERVAL = timedelta(days=7)
SECOND_PLACE_OLD = timedelta(days=7)
ON_OPENING, REGULAR, BY_HAND = "khi mở sổ", "định kỳ", "tự bấm"
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Kept:
    """What making a backup came to; `second_problem` says why the second place did not get it ("" when it did)."""

    backup: Backup
    second_problem: str = ""


class Safekeeping:
    """The backups of one record on this PC. `second` is the folder on a stick or share, None when none is set."""

    def __init__(
        self, record: Path, root: Path, second: Path | None = None, clock: Clock = datetime.now
    ) -> None:
        """`root` is where this PC keeps the backups of all its records."""
        self.record, self.second, self.clock = record, second, clock
        self.folder = folder_of(record, root)
        self._one_at_a_time = Lock()
        self._last_check: datetime | None = None

    def backups(self) -> list[Backup]:
        """All backups, newest first, bad ones among them."""
        return list_backups(self.folder)

    def newest(self) -> Backup | None:
        """The newest good backup."""
        return next((backup for backup in self.backups() if backup.good), None)

    def due(self, entry: int) -> bool:
        """Whether the record has moved on since the newest good backup."""
        newest = self.newest()
        return newest is None or newest.entry != entry

    def hold_still(self) -> sqlite3.Connection:
        """The record as it stands now, for `make` to back up while it is already being changed."""
        return hold_still(self.record)

    def make(self, reason: str, held: sqlite3.Connection | None = None) -> Kept:
        """Back up now, verified and thinned, and copy to the second place; raises RecordError when it fails.

        `held` is the record held still a moment ago, closed here. Backups asked for at once are made one after the other.
        A backup that does not verify is kept for a look, and raised as RecordError.
        """
        try:
            with self._one_at_a_time:
                backup = make_backup(self.record, self.folder, reason, self.clock, held)
        finally:
            if held is not None:
                held.close()
        if not backup.good:
            raise RecordError(
                f"Bản sao lưu vừa lập bị hỏng ({backup.fault}). Kiểm tra ổ đĩa, rồi bấm Sao lưu ngay; sổ vẫn mở."
            )
        return Kept(backup, self._copy(backup))

    def check_due(self) -> bool:
        """Whether the whole file was not read for damage in the last week, on this PC."""
        last = self._last_check
        if last is None:
            try:
                last = datetime.fromisoformat(self._checked.read_text(encoding="utf-8").strip())
            except (OSError, ValueError):
                return True
        return self.clock() - last >= CHECK_INTERVAL

    def note_check(self) -> None:
        """Remember that the whole file was read now; where that cannot be written, it is read again next opening."""
        self._last_check = self.clock()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._checked.write_text(self.clock().isoformat(timespec="seconds"), encoding="utf-8")

    @property
    def _checked(self) -> Path:
        return self.folder / "kiem-tra-ca-tep.txt"

    def _copy(self, backup: Backup) -> str:
        if self.second is None:
            return ""
        try:
            copy_to_second_place(backup, self.second / self.folder.name)
        except RecordError as error:
            return str(error)
        return ""

    def second_copies(self) -> list[Backup]:
        """What lies at the second place, newest first; nothing when it is not there now."""
        if self.second is None or not self.second.is_dir():
            return []
        return list_backups(self.second / self.folder.name)

    def reminder(self, now: datetime) -> str:
        """What to say of the second place: gone, never filled, or old; "" when all is well or none is set."""
        if self.second is None:
            return ""
        if not self.second.is_dir():
            return f"Nơi sao lưu thứ hai {self.second} không còn. Cắm lại, hoặc chọn nơi khác ở Cài đặt, Sao lưu."
        newest = next((copy for copy in self.second_copies() if copy.good), None)
        if newest is None:
            return f"Nơi sao lưu thứ hai {self.second} chưa có bản nào. Bấm Sao lưu ngay ở Cài đặt, Sao lưu."
        if now - newest.at > SECOND_PLACE_OLD:
            return (
                f"Bản ở nơi sao lưu thứ hai cũ {(now - newest.at).days} ngày (từ {format_date(newest.at.date())}). "
                "Cắm lại rồi bấm Sao lưu ngay ở Cài đặt, Sao lưu."
            )
        return ""


def keep_if_due(record: Record, root: Path, reason: str) -> None:
    """Back up before a risky step, for callers without a window; a failure is raised as RecordError."""
    keeper = Safekeeping(record.path, root, clock=record.clock)
    if record.can_edit and keeper.due(record.last_entry[0]):
        keeper.make(reason)
