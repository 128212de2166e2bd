"""The options of `tiendo compare`; apart from what it does."""

from __future__ import annotations

import argparse
from pathlib import Path

USAGE = """  tiendo compare SỔ --from NGÀY[@LÚC] --to NGÀY[@LÚC] [--out TỆP.xlsx] [--json]
                                                   hai thời điểm khác nhau ở đâu; không có @LÚC là sổ hiện nay
"""


def add_compare(parser: argparse.ArgumentParser) -> None:
    """The options of `compare`."""
    parser.add_argument("--from", required=True, dest="first")
    parser.add_argument("--to", required=True, dest="last")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true")
