"""What each command does with a record, and how its result is printed."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.domain.dates import format_date, parse_iso
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_fraction, format_percent
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.exporting import save_report
from desktop_app.session import Session
from desktop_app.store.connection import in_words
from desktop_app.store.opening import open_record
from desktop_app.store.reader import Reader
from desktop_app.summarising import summary

from .who import work_as

PERSON = "Dòng lệnh"
OK, PROBLEMS = 0, 1


@contextmanager
def opened(path: Path, *, who: argparse.Namespace | None = None) -> Iterator[Session]:
    """A session on the record at `path`, closed afterwards: for viewing, or to write as `who` (options) says."""
    with session_on(path, view_only=who is None) as session:
        if who is not None:
            work_as(session, who)
        yield session


@contextmanager
def session_on(path: Path, *, view_only: bool = False) -> Iterator[Session]:
    """A session of the command line itself, closed afterwards; SQLite's errors become RecordError."""
    record = open_record(path, person=PERSON, machine=platform.node(), view_only=view_only)
    session = Session(record, PERSON)
    try:
        yield session
    except Exception as error:
        words = in_words(error, path)
        if not words:
            raise
        raise RecordError(words) from error
    finally:
        session.close()


@contextmanager
def _known(session: Session, said: str | None) -> Iterator[Reader]:
    """What to read from: the record as it is, or as known at what was said."""
    if said is None:
        yield session.read
        return
    past = session.known_at(said)
    try:
        yield past
    finally:
        past.close()


def say(text: str) -> None:
    """Print a line of the result."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """Print a result as JSON, accents readable."""
    say(json.dumps(value, ensure_ascii=False, indent=1))


def write_sample(options: argparse.Namespace) -> int:
    """`tiendo sample`: write the sample record."""
    from desktop_app.sample.building import build_sample

    build_sample(options.record)
    say(f"Đã ghi sổ mẫu (dữ liệu minh họa): {options.record}")
    return OK


def print_summary(options: argparse.Namespace) -> int:
    """`tiendo summary`: the figures on a day."""
    day = parse_iso(options.as_of, "Ngày chốt")
    code = PeriodCode.parse(options.period) if options.period else None
    with opened(options.record) as session, _known(session, options.known_at) as read:
        figures = summary(read, day, code)
        sample = read.profile().is_sample
    if options.json:
        say_json(figures)
        return OK
    for line in summary_lines(figures):
        say(line)
    if sample:
        say("Dữ liệu minh họa.")
    return OK


def summary_lines(figures: dict[str, Any]) -> Iterator[str]:
    """The summary in words, each percentage with its fraction."""

    def share(part: dict[str, Any]) -> str:
        ratio = Ratio(part["numerator"], part["denominator"])
        return f"{format_fraction(ratio)} = {format_percent(ratio)}"

    tasks, services, layers = figures["tasks"], figures["dvctt"], figures["layers"]
    yield f"Số liệu đến {format_date(parse_iso(figures['as_of']))}"
    yield f"Nhiệm vụ: {tasks['total']} ({tasks['dated']} có thời hạn, {tasks['continuing']} thường xuyên)"
    yield (
        f"  Hoàn thành {share(tasks['completion'])} (đúng hạn {tasks['completed_on_time']}, "
        f"quá hạn {tasks['completed_late']}); đang thực hiện trong hạn {tasks['in_term']}, quá hạn {tasks['overdue']}"
    )
    yield f"  Trên số đến hạn: {share(tasks['due_completion'])}"
    if services:
        yield f"DVCTT kỳ {services['period']} ({services['form']}): {services['reported']}/{services['units']} đơn vị đủ số liệu"
        for key, part in services.items():
            if isinstance(part, dict):
                yield f"  {key}: {share(part)}"
    yield f"An toàn 4 lớp: {layers['units']} đơn vị, đủ 4 lớp {share(layers['all_four'])}"
    for key, part in layers.items():
        if key.startswith("layer"):
            yield f"  Lớp {key.removeprefix('layer')}: {share(part)}"


def write_report_file(options: argparse.Namespace) -> int:
    """`tiendo report`: the ministry's workbook."""
    day, code = parse_iso(options.as_of, "Ngày chốt"), PeriodCode.parse(options.period)
    with opened(options.record) as session, _known(session, options.known_at) as read:
        save_report(read, code, day, options.out)
    say(f"Đã xuất báo cáo: {options.out}")
    return OK


def print_history(options: argparse.Namespace) -> int:
    """`tiendo history`: the log, oldest first."""
    with opened(options.record) as session:
        log = session.read.change_sets()[::-1]
    if options.json:
        say_json(
            [
                {
                    "entry": item.entry,
                    "at": item.at.isoformat(timespec="seconds"),
                    "actor": item.actor,
                    "label": item.label,
                    "hash": item.hash,
                    "undoes": item.undoes,
                }
                for item in log
            ]
        )
        return OK
    for item in log:
        say(f"{item.entry:>6}  {item.at:%d/%m/%Y %H:%M}  {item.actor}  {item.label}  [{item.hash[:8]}]")
    return OK


def undo_last(options: argparse.Namespace) -> int:
    """`tiendo undo`: take back the newest change set."""
    return _step(options, Session.undo)


def redo_last(options: argparse.Namespace) -> int:
    """`tiendo redo`: do the newest undone change set again."""
    return _step(options, Session.redo)


def _step(options: argparse.Namespace, step: Callable[[Session], None]) -> int:
    with opened(options.record, who=options) as session:
        step(session)
        newest = session.read.change_sets(limit=1)[0]
        say(f"Mục {newest.entry}: {newest.label}")
    return OK


def check_record(options: argparse.Namespace) -> int:
    """`tiendo check`: the file, the chain, the rules and the sums."""
    from desktop_app.checking import KINDS, check

    day = parse_iso(options.as_of, "Ngày") if options.as_of else None
    with opened(options.record) as session:
        findings = list(check(session.record, day or session.today))
    broken = [item for item in findings if item.breaks]
    if options.json:
        rows = [{"kind": item.kind, "message": item.words, "where": item.where} for item in findings]
        say_json({"ok": not broken, "findings": rows})
    else:
        for key, kind in KINDS.items():
            found = [item for item in findings if item.kind == key]
            if found:
                say(f"{kind.title}: {len(found)}")
            for item in found:
                say(f"  {item.where}: {item.words}")
        say("Sổ nguyên vẹn." if not broken else f"Sổ có {len(broken)} chỗ hỏng.")
    return PROBLEMS if broken else OK


def reset_pin(options: argparse.Namespace) -> int:
    """`tiendo reset-pin`: take a forgotten PIN away."""
    from .forgotten_pin import run_reset_pin

    return run_reset_pin(options)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "sample": write_sample,
    "summary": print_summary,
    "report": write_report_file,
    "history": print_history,
    "undo": undo_last,
    "redo": redo_last,
    "check": check_record,
    "reset-pin": reset_pin,
}


def run(options: argparse.Namespace) -> int:
    """Run a command that needs no window; answers the exit code. Raises RecordError."""
    if options.command == "compare":
        from .comparison import run_compare

        return run_compare(options)
    if options.command == "calendar":
        from .calendar import run_calendar

        return run_calendar(options)
    if options.command in ("submit", "verify"):
        from .submission import run_submit, run_verify

        return run_submit(options) if options.command == "submit" else run_verify(options)
    if options.command == "salvage":
        from .salvage import run_salvage

        return run_salvage(options)
    if options.command in ("backup", "restore"):
        from .backups import run_backup, run_restore

        return run_backup(options) if options.command == "backup" else run_restore(options)
    if options.command in ("tasks", "units"):
        from .lists import run_lists

        return run_lists(options)
    if options.command == "forms":
        from .exchange import run_forms

        return run_forms(options)
    return COMMANDS[options.command](options)
