"""`tiendo forms`: issuing the collection forms and reading what comes back, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import ERROR, Batch, Blank, FileReport, FileState
from desktop_app.session import Session
from desktop_app.store.reader import Reader

from .backups import keep_before
from .commands import OK, PROBLEMS, opened, say, say_json

NOTHING_READ = 2


def run_forms(options: argparse.Namespace) -> int:
    """`tiendo forms …`; answers the exit code."""
    return _ACTIONS[options.action](options)


def _list(options: argparse.Namespace) -> int:
    from desktop_app.issuing import issuable_forms

    with opened(options.record) as session:
        forms = issuable_forms(session.read)
    if options.json:
        say_json(
            [
                {"key": form.key, "title": form.title, "kind": form.kind, "source": form.source}
                for form in forms
            ]
        )
        return OK
    for form in forms:
        say(f"{form.key:<18}  {form.title}")
    return OK


def _issue(options: argparse.Namespace) -> int:
    from desktop_app.issuing import issue_forms

    code = PeriodCode.parse(options.period)
    with opened(options.record, who=options) as session:
        files = issue_forms(session, options.form, code, options.out)
        entry = session.read.last_entry()[0]
    if options.json:
        result: dict[str, Any] = {"files": [str(path) for path in files], "change_set": entry}
        say_json(result)
        return OK
    for path in files:
        say(str(path))
    say(f"Đã phát hành {len(files)} phiếu {options.form} {code.short_title} vào {options.out}.")
    return OK


def _read(options: argparse.Namespace) -> int:
    from desktop_app.domain.batch_choices import Choices, Said
    from desktop_app.importing import read_batch
    from desktop_app.merging import merge
    from desktop_app.returning import return_to_senders

    if options.period:
        PeriodCode.parse(options.period)
    choices = Choices(Blank(options.blank), otherwise=Said(options.form, period=options.period))
    with opened(options.record, who=None if options.dry_run else options) as session:
        for said in options.unit:
            _remember_unit(session, said, options.dry_run)
        batch = read_batch(session.read, options.paths, choices)
        returned = return_to_senders(session.read, batch, options.annotate) if options.annotate else []
        sums = list(_sums_in_words(session.read, batch))
        if batch.to_write and not options.dry_run:
            keep_before(session, "trước khi nhập phiếu")
        entry = None if options.dry_run else merge(session, batch)
        if options.json:
            say_json(_as_json(session.read, batch, entry))
        else:
            for line in (*_in_words(session.read, batch), *sums, _outcome(entry, options.dry_run)):
                say(line)
            if options.annotate:
                say(f"Đã ghi {len(returned)} tệp trả đơn vị vào {options.annotate}.")
    return _exit_code(batch)


def _remember_unit(session: Session, said: str, dry_run: bool) -> None:
    """Keep "name in the file=unit" as another name of the unit."""
    from desktop_app.domain.unit_names import match_unit
    from desktop_app.plain_importing import remember_unit

    written, equals, named = said.partition("=")
    if not equals or not written.strip():
        raise InvalidInput(f"--unit “{said}” chưa đúng. Viết TÊN TRONG TỆP=TÊN HOẶC MÃ ĐƠN VỊ.")
    if dry_run:
        raise InvalidInput("--unit ghi nhớ tên vào sổ nên không đi cùng --dry-run. Bỏ một trong hai.")
    units = session.read.units()
    unit = next((unit for unit in units if unit.code == named.strip()), None) or match_unit(named, units).unit
    if unit is None:
        raise InvalidInput(f"Sổ không có đơn vị nào là “{named}”. Kiểm tra tên hoặc mã định danh.")
    remember_unit(session, written, unit.id)


def _exit_code(batch: Batch) -> int:
    unread = (FileState.UNREADABLE, FileState.UNRECOGNISED)
    if all(report.state in unread for report in batch.files):
        return NOTHING_READ
    good = (FileState.OK, FileState.RESUBMISSION, FileState.DUPLICATE)
    sound = all(report.state in good and not report.errors for report in batch.files)
    return OK if sound else PROBLEMS


def _as_json(read: Reader, batch: Batch, entry: int | None) -> dict[str, Any]:
    files = [
        {
            "path": report.path,
            "form": report.form,
            "unit": _unit(read, report),
            "period": report.period,
            "state": report.state.value,
            "accepted": report.accepted,
            "rejected": report.rejected,
            "unchanged": report.unchanged,
            "blank": report.blank,
            "problems": [problem.as_json() for problem in report.problems],
        }
        for report in batch.files
    ]
    totals = batch.totals
    return {
        "files": files,
        "totals": {
            "files": totals.files,
            "accepted": totals.accepted,
            "rejected": totals.rejected,
            "unchanged": totals.unchanged,
            "blank": totals.blank,
        },
        "change_set": entry,
    }


def _unit(read: Reader, report: FileReport) -> str:
    return "" if report.unit_id is None else read.unit(report.unit_id).name


def _sums_in_words(read: Reader, batch: Batch) -> Iterator[str]:
    """The sums a merge changes, before and after."""
    from desktop_app.importing import sums_of

    for form, code, sums in sums_of(read, batch):
        changed = [item for item in sums if item.before != item.after]
        if changed:
            yield f"Tổng {form.short_title} {code.short_title}, trước và sau khi ghi:"
        for item in changed:
            yield f"    {item.label}: {format_number(item.before)} thành {format_number(item.after)}"


def _outcome(entry: int | None, dry_run: bool) -> str:
    if dry_run:
        return "Đọc thử: chưa ghi gì vào sổ."
    return f"Đã ghi ở mục nhật ký {entry}." if entry else "Không có gì để ghi."


def _in_words(read: Reader, batch: Batch) -> Iterator[str]:
    for report in batch.files:
        whose = " · ".join(part for part in (_unit(read, report), report.period) if part)
        counts = f"nhận {report.accepted}, từ chối {report.rejected}, không đổi {report.unchanged}, trống {report.blank}"
        yield f"[{report.state.label}] {report.file_name}" + (f" ({whose}): {counts}" if whose else "")
        for problem in report.problems:
            where = f"{problem.cell} “{problem.value}”: " if problem.cell else ""
            yield f"    {'Lỗi' if problem.severity == ERROR else 'Xem lại'}: {where}{problem.message}"
    totals = batch.totals
    yield (
        f"Đọc {totals.files} tệp, {totals.read} ô = nhận {totals.accepted} + từ chối {totals.rejected} "
        f"+ không đổi {totals.unchanged} + trống {totals.blank}."
    )


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"list": _list, "issue": _issue, "read": _read}
