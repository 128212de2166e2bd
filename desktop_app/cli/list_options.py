"""The options of `tiendo tasks import` and `tiendo units import`; apart from what they do, as those of `forms`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .who import add_who

USAGE = """  tiendo tasks import SỔ TỆP [--sheet TRANG] [--map "CỘT=TRƯỜNG"]… [--dates dmy|mdy]
                    [--on-existing stop|skip|update] [--dry-run] [--json]
                                                   nhập danh sách nhiệm vụ; units import: danh sách đơn vị
"""


def add_lists(parser: argparse.ArgumentParser, kind: type[argparse.ArgumentParser]) -> None:
    """Add the command `import` to the parser of `tasks` or `units`."""
    actions = parser.add_subparsers(dest="action", metavar="import", required=True, parser_class=kind)
    sub = actions.add_parser("import", add_help=False, allow_abbrev=False)
    sub.add_argument("record", metavar="SỔ", type=Path)
    sub.add_argument("file", metavar="TỆP", type=Path)
    sub.add_argument("--sheet", default="")
    sub.add_argument("--map", action="append", default=[])
    sub.add_argument("--dates", choices=("dmy", "mdy"))
    sub.add_argument("--on-existing", choices=("stop", "skip", "update"), default="stop")
    sub.add_argument("--dry-run", action="store_true")
    sub.add_argument("--json", action="store_true")
    add_who(sub)
