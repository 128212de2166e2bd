"""The options of `tiendo calendar`; apart from what it does."""

from __future__ import annotations

import argparse
from pathlib import Path

USAGE = """  tiendo calendar SỔ [--as-of NGÀY] [--days SỐ] [--out TỆP.xlsx] [--json]
                                                   báo cáo đến hạn trong SỐ ngày trước và sau NGÀY, đơn vị đã gửi, trễ
"""


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """The options of `calendar`."""
    parser.add_argument("--as-of")
    parser.add_argument("--days", default="31")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", action="store_true")
