"""`tiendo submit` and `tiendo verify`: locking and sealing a report, and checking a file in hand."""

from __future__ import annotations

import argparse
from typing import Any

from desktop_app.domain.dates import parse_iso
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import PeriodCode

from .backups import keep_before
from .commands import OK, PROBLEMS, opened, say, say_json
from .exchange import NOTHING_READ


def run_submit(options: argparse.Namespace) -> int:
    """`tiendo submit …`; exit code 1 when something stands in the way."""
    from desktop_app.exporting import save_file
    from desktop_app.submitting import rehearse, submit

    if not options.rehearse and options.out is None:
        raise InvalidInput("Thiếu --out: nơi ghi tệp báo cáo sẽ gửi đi.")
    code, day = PeriodCode.parse(options.period), parse_iso(options.as_of, "Ngày chốt")
    with opened(options.record, who=None if options.rehearse else options) as session:
        found = rehearse(session.read, code, day, session.record.clock)
        command = found.command
        result: dict[str, Any] = {
            "period": code.code,
            "version": command.version,
            "seal": command.fingerprint[:12],
            "sha256": command.sha256,
            "rechecked": found.rechecked,
            "obstacles": list(found.obstacles),
            "warnings": [
                f"{item.title}: {item.detail}" for item in found.check.findings if item.severity != "error"
            ],
            "submitted": False,
        }
        if not found.obstacles and not options.rehearse:
            keep_before(session, "trước khi nộp báo cáo")
            submit(session, found)
            save_file(options.out, found.report.content)
            result["submitted"] = True
    if options.json:
        say_json(result)
    else:
        _say_outcome(result)
    return PROBLEMS if found.obstacles else OK


def _say_outcome(result: dict[str, Any]) -> None:
    for words, kind in ((result["obstacles"], "Chặn khóa"), (result["warnings"], "Xem lại")):
        for text in words:
            say(f"    {kind}: {text}")
    say(f"Đã tính lại {result['rechecked']} số liệu từ chính tệp báo cáo.")
    if result["submitted"]:
        say(f"Đã khóa và ghi nhận nộp bản {result['version']}, mã niêm phong {result['seal']}.")
    else:
        say(
            "Chưa khóa: còn điều chặn."
            if result["obstacles"]
            else "Thử khóa: không có gì chặn. Chưa ghi gì vào sổ."
        )


def run_verify(options: argparse.Namespace) -> int:
    """`tiendo verify …`; exit code 0 as sent or only saved again, 1 altered, 2 unknown."""
    from desktop_app.verifying import Verdict, verify_file

    with opened(options.record) as session:
        found = verify_file(session.read, options.file)
    sent = found.submission
    if options.json:
        cells = [{"sheet": c.sheet, "cell": c.cell, "sent": c.sent, "now": c.now} for c in found.cells]
        about = {"period": sent.period, "version": sent.version, "seal": sent.seal} if sent else None
        say_json({"verdict": found.verdict.value, "submission": about, "cells": cells})
    else:
        which = f" ({sent.period}, {sent.title.lower()}, mã {sent.seal})" if sent else ""
        say(f"{found.verdict.label}{which}.")
        for cell in found.cells:
            say(f"    {cell.sheet}!{cell.cell}: đã nộp “{cell.sent}”, nay “{cell.now}”")
    return {Verdict.ALTERED: PROBLEMS, Verdict.UNKNOWN: NOTHING_READ}.get(found.verdict, OK)
