"""The commands and their options, with every message in Vietnamese."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from desktop_app.domain.errors import InvalidInput

from .backup_options import USAGE as BACKUP_USAGE
from .backup_options import add_backup, add_restore
from .calendar_options import USAGE as CALENDAR_USAGE
from .calendar_options import add_calendar
from .comparison_options import USAGE as COMPARISON_USAGE
from .comparison_options import add_compare
from .exchange_options import USAGE as EXCHANGE_USAGE
from .exchange_options import add_forms
from .list_options import USAGE as LIST_USAGE
from .list_options import add_lists
from .salvage_options import USAGE as SALVAGE_USAGE
from .salvage_options import add_salvage
from .submission_options import USAGE as SUBMISSION_USAGE
from .submission_options import add_submit, add_verify
from .who import USAGE as WHO_USAGE
from .who import add_who

PAGES = (
    "tong-quan",
    "nhiem-vu",
    "dich-vu-cong",
    "an-toan-4-lop",
    "bao-cao",
    "nhap-so-lieu",
    "soat-loi",
    "nhat-ky",
    "cai-dat",
    "so-sanh",
    "lich-bao-cao",
)
USAGE = (
    """Cách dùng:
  tiendo [SỔ]                                      mở cửa sổ chương trình
  tiendo sample SỔ                                 ghi sổ mẫu (dữ liệu minh họa)
  tiendo summary SỔ --as-of NGÀY [--period KỲ] [--known-at LÚC] [--json]
  tiendo report SỔ --as-of NGÀY --period KỲ [--known-at LÚC] --out TỆP.xlsx
  tiendo screenshot SỔ --page TRANG --size 1366x768 [--as-of NGÀY] [--known-at LÚC] [--dark]
                    [--text-scale 1.5] --out TỆP.png
  tiendo history SỔ [--json]     tiendo undo SỔ     tiendo redo SỔ
"""
    + COMPARISON_USAGE
    + CALENDAR_USAGE
    + EXCHANGE_USAGE
    + LIST_USAGE
    + BACKUP_USAGE
    + SALVAGE_USAGE
    + SUBMISSION_USAGE
    + """  tiendo check SỔ [--as-of NGÀY] [--json]                         kiểm tra tệp, chuỗi nhật ký, quy tắc, phép cộng
  tiendo self-test [--log TỆP]                     chương trình tự kiểm tra
  tiendo --version
"""
    + WHO_USAGE
    + """NGÀY dạng 2020-08-26; KỲ dạng 2020-08, 2020-Q3, 2020-H1, 2020-9M, 2020.
LÚC: số mục nhật ký (85), ngày (2020-08-26, hết ngày) hoặc ngày giờ (2020-08-26T16:30): sổ như đã biết lúc đó.
TRANG: """
    + " ".join(PAGES)
)
COMMANDS = (
    "sample",
    "summary",
    "report",
    "compare",
    "calendar",
    "screenshot",
    "history",
    "undo",
    "redo",
    "check",
    "self-test",
    "forms",
    "tasks",
    "units",
    "backup",
    "salvage",
    "reset-pin",
    "restore",
    "submit",
    "verify",
)


class _Parser(argparse.ArgumentParser):
    """A parser that answers a wrong call with InvalidInput in Vietnamese instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        raise InvalidInput(f"Lệnh chưa đúng ({_translated(message)}).\n{USAGE}")


def _translated(message: str) -> str:
    for english, vietnamese in (
        ("the following arguments are required:", "còn thiếu"),
        ("unrecognized arguments:", "không hiểu"),
        ("ignored explicit argument", "không nhận giá trị"),
        ("expected one argument", "cần một giá trị"),
        ("argument ", "tùy chọn "),
        ("invalid choice:", "không có lựa chọn"),
        ("choose from", "chọn một trong"),
        ("invalid float value:", "không phải số:"),
    ):
        message = message.replace(english, vietnamese)
    return message


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands but opening the window."""
    parser = _Parser(prog="tiendo", add_help=False, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, *, record: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, add_help=False, allow_abbrev=False)
        if record:
            sub.add_argument("record", metavar="SỔ", type=Path)
        return sub

    command("sample")
    for name in ("undo", "redo"):
        add_who(command(name))
    for name in ("history", "check"):
        command(name).add_argument("--json", action="store_true")
    commands.choices["check"].add_argument("--as-of")
    _add_figures(command("summary"), command("report"))
    _add_screenshot(command("screenshot"))
    add_forms(command("forms", record=False), _Parser)
    for name in ("tasks", "units"):
        add_lists(command(name, record=False), _Parser)
    add_backup(command("backup"))
    add_salvage(command("salvage"))
    add_compare(command("compare"))
    add_calendar(command("calendar"))
    add_submit(command("submit"))
    add_verify(command("verify"))
    add_restore(command("restore"))
    command("reset-pin").add_argument("--person", required=True)
    command("self-test", record=False).add_argument("--log", type=Path)
    return parser


def _add_figures(summary: argparse.ArgumentParser, report: argparse.ArgumentParser) -> None:
    for sub in (summary, report):
        sub.add_argument("--as-of", required=True)
        sub.add_argument("--period", required=sub is report)
        sub.add_argument("--known-at")
    summary.add_argument("--json", action="store_true")
    report.add_argument("--out", required=True, type=Path)


def _add_screenshot(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--page", required=True, choices=PAGES)
    sub.add_argument("--size", default="1366x768")
    sub.add_argument("--as-of")
    sub.add_argument("--known-at")
    sub.add_argument("--dark", action="store_true")
    sub.add_argument("--text-scale", type=float, default=1.0)
    sub.add_argument("--out", required=True, type=Path)
