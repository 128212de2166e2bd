"""Who writes from the command line: a person of the record's list by name and PIN, as at the window."""

from __future__ import annotations

import argparse
from getpass import getpass
from pathlib import Path

from desktop_app.domain.errors import RecordError
from desktop_app.domain.people import NotAllowed
from desktop_app.session import Session

USAGE = """Khi sổ có danh sách người dùng, lệnh ghi vào sổ cần --person "TÊN" [--pin-file TỆP] (không có tệp thì hỏi PIN).
Quên PIN: tiendo reset-pin SỔ --person "TÊN" bỏ PIN của người đó; nhật ký ghi lại.
"""


def add_who(parser: argparse.ArgumentParser) -> None:
    """The options that say who writes."""
    parser.add_argument("--person", default="")
    parser.add_argument("--pin-file", type=Path)


def work_as(session: Session, options: argparse.Namespace) -> None:
    """Let the person named go on; raises NotAllowed for a wrong PIN, or for nobody named where people are listed."""
    people = [item for item in session.read.people() if not item.retired]
    if not options.person and people:
        raise NotAllowed(
            'Sổ này có danh sách người dùng nên cần biết ai ghi. Thêm --person "TÊN" (và --pin-file TỆP) rồi chạy lại.'
        )
    if not people:
        session.person = options.person or session.person
        return
    has_pin = any(item.pin for item in people if item.name == options.person)
    pin = secret("PIN", options.pin_file) if has_pin else ""
    session.switch_person(options.person, pin)


def secret(what: str, file: Path | None) -> str:
    """A PIN or password from the first line of a file, else asked for without showing it; raises RecordError."""
    if file is None:
        try:
            return getpass(f"{what[:1].upper()}{what[1:]}: ")
        except EOFError:
            raise RecordError(f"Không hỏi được {what} ở đây. Ghi {what} vào một tệp và nêu tệp đó.") from None
    try:
        return file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError):
        raise RecordError(f"Không đọc được {what} từ {file}. Ghi {what} ở dòng đầu của tệp.") from None
