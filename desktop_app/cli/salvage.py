"""`tiendo salvage`: what can be read of a damaged record, recovered into a new file."""

from __future__ import annotations

import argparse
import platform
from dataclasses import asdict

from desktop_app.domain.errors import RecordError
from desktop_app.store.salvage import salvage

from .commands import OK, PROBLEMS, say, say_json


def run_salvage(options: argparse.Namespace) -> int:
    """Recover; answers the exit code: 1 when something is missing. Raises RecordError."""
    if not options.record.is_file():
        raise RecordError(f"Không thấy tệp {options.record}. Kiểm tra tên tệp.")
    found = salvage(options.record, options.out, person="Dòng lệnh", machine=platform.node() or "máy này")
    if options.json:
        say_json(asdict(found) | {"source": str(found.source), "target": str(found.target),
                                  "last_at": found.last_at.isoformat() if found.last_at else None,
                                  "complete": found.complete})  # fmt: skip
    else:
        for line in found.lines():
            say(line)
    return OK if found.complete else PROBLEMS
