"""The options of `tiendo backup` and `tiendo restore`; apart from what they do."""

from __future__ import annotations

import argparse
from pathlib import Path

from .who import add_who

USAGE = """  tiendo backup SỔ [--to THƯ_MỤC] [--list] [--encrypted TỆP.mahoa] [--password-file TỆP] [--json]
                                                   sao lưu và kiểm tra, hoặc liệt kê các bản; --encrypted chép
                                                   thêm bản có mật khẩu (hỏi, hoặc đọc từ dòng đầu của tệp)
  tiendo restore SỔ --from BẢN (--out TỆP_MỚI | --in-place) [--password-file TỆP] [--json]
"""


def add_backup(parser: argparse.ArgumentParser) -> None:
    """The options of `backup`."""
    parser.add_argument("--to", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--encrypted", type=Path)
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--json", action="store_true")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """The options of `restore`."""
    parser.add_argument("--from", dest="backup", required=True, type=Path)
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--out", type=Path)
    place.add_argument("--in-place", action="store_true")
    parser.add_argument("--password-file", type=Path)
    parser.add_argument("--json", action="store_true")
    add_who(parser)
