"""The options of `tiendo salvage`; apart from what it does, so that the window starts without loading it."""

from __future__ import annotations

import argparse
from pathlib import Path

USAGE = """  tiendo salvage TỆP_HỎNG --out TỆP_MỚI [--json]     cứu dữ liệu của sổ hỏng sang tệp mới, nói rõ mất gì
"""


def add_salvage(parser: argparse.ArgumentParser) -> None:
    """The options of `salvage`."""
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--json", action="store_true")
