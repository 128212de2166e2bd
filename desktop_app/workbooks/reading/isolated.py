"""Reading the values of old or rare formats in a process of its own.

The library that reads .xls, .xlsb and .ods ends the whole process on some broken files, by asking for more memory than
there is. In a process of its own that costs one file, never the window and what is typed in it.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.domain.returns import Content

from .bounds import UnreadableFile
from .workbook import Place

COMMAND = "read-values"
_SECONDS = 60
_PACKAGE = Path(__file__).parents[2]
Sheets = list[tuple[str, bool, dict[Place, Content]]]


class EndedReading(UnreadableFile):
    """The process that read the file did not come to an end of its own."""


def values_in_own_process(content: bytes) -> Sheets:
    """Name, visibility and cells of each sheet; raises UnreadableFile with the reason, EndedReading when it died."""
    program = (
        [sys.executable]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-X", "utf8", "-m", _PACKAGE.name]
    )
    path = os.pathsep.join(filter(None, (str(_PACKAGE.parent), os.environ.get("PYTHONPATH", ""))))
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [*program, COMMAND],
            input=base64.b64encode(content),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | {"PYTHONPATH": path, "RUST_BACKTRACE": "0"},
            creationflags=hidden,
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    if answer is None:
        raise EndedReading(
            "Tệp hỏng bên trong nên không đọc được. Mở tệp bằng Excel, lưu dạng .xlsx rồi gửi lại."
        )
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    return [(name, visible, dict(map(_cell, cells))) for name, visible, cells in answer["sheets"]]


def _cell(raw: list[Any]) -> tuple[Place, Content]:
    row, column, value, day = raw
    return (row, column), date.fromisoformat(value) if day else value


def answer_with_values() -> int:
    """What the process of its own does: a workbook on standard input, its cells on standard output."""
    from .opening import read_sheets

    content = base64.b64decode(sys.stdin.buffer.read())
    try:
        sheets = read_sheets(content)
    except UnreadableFile as error:
        answer: dict[str, Any] = {"refused": str(error)}
    else:
        answer = {
            "sheets": [
                (name, visible, [_raw(place, value) for place, value in cells.items()])
                for name, visible, cells in sheets
            ]
        }
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()
    return 0


def _raw(place: Place, value: Content) -> list[Any]:
    day = isinstance(value, date)
    return [*place, value.isoformat() if isinstance(value, date) else value, day]
