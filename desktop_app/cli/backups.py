"""`tiendo backup` and `tiendo restore`, and the backup before an import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop_app import preferences
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_size
from desktop_app.safekeeping import BY_HAND, Safekeeping, keep_if_due
from desktop_app.session import Session
from desktop_app.store.backups import Backup
from desktop_app.store.opening import check_file
from desktop_app.store.restoring import restore_to

from .commands import OK, PROBLEMS, opened, say, say_json
from .who import secret


def _root() -> Path:
    folder = preferences.data_folder()
    return preferences.backup_root(folder, preferences.load_preferences(folder))


def keep_before(session: Session, reason: str) -> None:
    """Back up before an import; what goes wrong is said and keeps nobody from importing."""
    try:
        keep_if_due(session.record, _root(), reason)
    except RecordError as error:
        sys.stderr.write(f"{error}\n")


def run_backup(options: argparse.Namespace) -> int:
    """`tiendo backup …`; answers the exit code: 1 when one of the listed backups is bad."""
    check_file(options.record)
    keeper = Safekeeping(options.record, options.to or _root())
    backups = keeper.backups() if options.list else [keeper.make(BY_HAND).backup]
    if options.encrypted and backups:
        from desktop_app.store.encrypted_copy import encrypt_copy

        encrypt_copy(backups[0].path, options.encrypted, secret("mật khẩu", options.password_file))
    if options.json:
        say_json([_as_json(backup) for backup in backups])
    else:
        for backup in backups:
            state = "đã kiểm tra" if backup.good else f"HỎNG: {backup.fault}"
            when = f"{format_date(backup.at.date())} {backup.at:%H:%M:%S}"
            say(f"{when}  mục {backup.entry:>5}  {format_size(backup.size):>9}  {state}  {backup.path}")
    return OK if all(backup.good for backup in backups) else PROBLEMS


def _as_json(backup: Backup) -> dict[str, Any]:
    return {
        "path": str(backup.path),
        "at": backup.at.isoformat(),
        "reason": backup.reason,
        "entry": backup.entry,
        "size": backup.size,
        "sha256": backup.sha256,
        "fault": backup.fault,
    }


@contextmanager
def _plain(backup: Path, password_file: Path | None) -> Iterator[Path]:
    """The backup itself, or the content of an encrypted one in a private place that is emptied afterwards."""
    from desktop_app.store.encrypted_copy import decrypt_copy, is_encrypted

    if not is_encrypted(backup):
        yield backup
        return
    with TemporaryDirectory(prefix="tiendo-giai-ma-") as folder:
        yield decrypt_copy(backup, Path(folder) / f"{backup.stem}.tiendo", secret("mật khẩu", password_file))


def run_restore(options: argparse.Namespace) -> int:
    """`tiendo restore …`; answers the exit code."""
    if options.out:
        with _plain(options.backup, options.password_file) as backup:
            target = restore_to(backup, options.out)
        result: dict[str, Any] = {"restored": str(target), "change_set": None}
        words = f"Đã khôi phục vào {target}."
    else:
        with opened(options.record, who=options) as session:
            keep_before(session, "trước khi khôi phục")
            before = session.read.last_entry()[0]
            with _plain(options.backup, options.password_file) as backup:
                session.restore(backup)
            after = session.read.last_entry()[0]
        entry = after if after > before else None
        result = {"restored": str(options.record), "change_set": entry}
        words = (
            f"Đã đưa sổ về trạng thái của bản sao lưu, ở mục nhật ký {entry}."
            if entry
            else "Sổ đã đúng như bản sao lưu."
        )
    if options.json:
        say_json(result)
    else:
        say(words)
    return OK
