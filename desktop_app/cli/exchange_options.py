"""The options of `tiendo forms`; apart from what they do, so that the window starts without loading it."""

from __future__ import annotations

import argparse
from pathlib import Path

from .who import add_who

USAGE = """  tiendo forms list SỔ [--json]                    các biểu mẫu phát hành được
  tiendo forms issue SỔ --form BIỂU --period KỲ --out THƯ_MỤC [--json]
  tiendo forms read SỔ TỆP… [--dry-run] [--blank keep|clear|not-reported]
                    [--annotate THƯ_MỤC] [--form BIỂU] [--period KỲ] [--unit "TÊN=ĐƠN VỊ"]… [--json]
                                                   đọc phiếu gửi về: tệp, thư mục, .zip; ghi trừ khi --dry-run;
                                                   --form, --period dùng cho tệp không có mã phiếu; --unit nói
                                                   tên viết trong tệp là đơn vị nào, ghi nhớ cho các lần sau
"""


def add_forms(parser: argparse.ArgumentParser, kind: type[argparse.ArgumentParser]) -> None:
    """Add the commands under `forms` to its parser."""
    actions = parser.add_subparsers(
        dest="action", metavar="list|issue|read", required=True, parser_class=kind
    )

    def action(name: str) -> argparse.ArgumentParser:
        sub = actions.add_parser(name, add_help=False, allow_abbrev=False)
        sub.add_argument("record", metavar="SỔ", type=Path)
        sub.add_argument("--json", action="store_true")
        return sub

    action("list")
    issue = action("issue")
    issue.add_argument("--form", required=True)
    issue.add_argument("--period", required=True)
    issue.add_argument("--out", required=True, type=Path)
    add_who(issue)
    read = action("read")
    read.add_argument("paths", metavar="TỆP", nargs="+", type=Path)
    read.add_argument("--annotate", type=Path)
    read.add_argument("--form", default="")
    read.add_argument("--period", default="")
    read.add_argument("--unit", action="append", default=[])
    read.add_argument("--dry-run", action="store_true")
    read.add_argument("--blank", choices=("keep", "clear", "not-reported"), default="keep")
    add_who(read)
