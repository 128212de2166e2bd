"""`tiendo reset-pin`: a forgotten PIN taken away by IT staff, for the one person left who could set another.

A PIN tells people apart, it keeps no secret: who has the file may do this, and the log says that it was done.
"""

from __future__ import annotations

import argparse

from desktop_app.commands.people import SetPin
from desktop_app.domain.errors import InvalidInput

from .commands import OK, PERSON, say, session_on


def run_reset_pin(options: argparse.Namespace) -> int:
    """Take the PIN away; answers the exit code. Raises InvalidInput for somebody not listed or without a PIN."""
    with session_on(options.record) as session:
        person = next((item for item in session.read.people() if item.name == options.person), None)
        if person is None or not person.pin:
            raise InvalidInput(f"Sổ này không có người dùng {options.person} đặt PIN. Xem lại tên.")
        with session.record.change(f"Bỏ PIN đã quên của {person.name} từ dòng lệnh", PERSON) as tx:
            SetPin(person.id, "").run(tx)
    say(f"Đã bỏ PIN của {options.person}. Mở sổ rồi đặt PIN mới ở Cài đặt › Người dùng.")
    return OK
