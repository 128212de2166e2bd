"""The options of `tiendo submit` and `tiendo verify`; apart from what they do."""

from __future__ import annotations

import argparse
from pathlib import Path

from .who import add_who

USAGE = """  tiendo submit SỔ --period KỲ --as-of NGÀY --out TỆP.xlsx [--rehearse] [--json]
                                                   khóa kỳ và ghi nhận nộp; --rehearse chỉ thử, không ghi gì
  tiendo verify SỔ TỆP.xlsx [--json]               tệp có đúng là báo cáo đã nộp
"""


def add_submit(parser: argparse.ArgumentParser) -> None:
    """The options of `submit`."""
    parser.add_argument("--period", required=True)
    parser.add_argument("--as-of", required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rehearse", action="store_true")
    parser.add_argument("--json", action="store_true")
    add_who(parser)


def add_verify(parser: argparse.ArgumentParser) -> None:
    """The options of `verify`."""
    parser.add_argument("file", metavar="TỆP", type=Path)
    parser.add_argument("--json", action="store_true")
