"""Running `tiendo` as IT staff do: a process of its own, or in this process where many calls are made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.__main__ import main

ROOT = Path(__file__).parents[2]


class Answer:
    """What a call printed, and its exit code; a traceback fails the test at once."""

    def __init__(self, code: int, out: str, err: str) -> None:
        assert "Traceback" not in err and "Traceback" not in out, err or out
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


def process(*arguments: object, data: Path, **environment: str) -> Answer:
    """The program in a process of its own, its data folder being `data`."""
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TIENDO_DATA": str(data), **environment}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "desktop_app", *map(str, arguments)],
        cwd=ROOT,
        env=own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def here(capsys: pytest.CaptureFixture[str], *arguments: object) -> Answer:
    """The program in this process."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return Answer(code, printed.out, printed.err)
