"""Workbooks made wrong on purpose, to show that the comparers see it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

FLOW = "xl/worksheets/sheet3.xml"  # Biểu 01a


def spoiled(good: Path, part: str, pattern: str, replacement: str) -> Path:
    """A copy with the first match of `pattern` in one part of the file replaced."""
    wrong = good.with_name("wrong.xlsx")
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(wrong, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text, count = re.subn(pattern, replacement, content.decode(), count=1)
                assert count == 1
                content = text.encode()
            target.writestr(name, content)
    return wrong
