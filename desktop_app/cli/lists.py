"""`tiendo tasks import` and `tiendo units import`: the office's own lists, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from desktop_app.domain.date_columns import DateOrder
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.list_plans import ListChoices, ListPlan, OnExisting, RowFate
from desktop_app.domain.returns import ERROR

from .backups import keep_before
from .commands import OK, PROBLEMS, opened, say, say_json
from .exchange import NOTHING_READ


def run_lists(options: argparse.Namespace) -> int:
    """`tiendo tasks|units import …`; answers the exit code."""
    from desktop_app.list_importing import merge_list, open_list, plan_list

    choices = ListChoices(
        options.sheet,
        dict(map(_meaning, options.map)),
        OnExisting(options.on_existing),
        DateOrder(options.dates) if options.dates else None,
    )
    source = open_list(options.file, options.command)
    with opened(options.record, who=None if options.dry_run else options) as session:
        plan = plan_list(session.read, source, choices)
        if plan.to_write and not options.dry_run:
            keep_before(session, "trước khi nhập danh sách")
        entry = None if options.dry_run else merge_list(session, plan)
    if options.json:
        say_json(_as_json(plan, entry))
    else:
        for line in _in_words(plan, entry, options.dry_run):
            say(line)
    return _exit_code(plan)


def _meaning(said: str) -> tuple[str, str]:
    heading, equals, field = said.rpartition("=")
    if not equals or not heading.strip():
        raise InvalidInput(f"--map “{said}” chưa đúng. Viết TÊN CỘT=TRƯỜNG; trường để trống là bỏ cột.")
    return heading.strip(), field.strip()


def _exit_code(plan: ListPlan) -> int:
    if plan.asks or not plan.rows:
        return NOTHING_READ
    errors = any(problem.severity == ERROR for problem in plan.all_problems)
    return PROBLEMS if errors or plan.count(RowFate.REJECTED) else OK


def _as_json(plan: ListPlan, entry: int | None) -> dict[str, Any]:
    counts = {fate.value: plan.count(fate) for fate in RowFate}
    problems = [problem.as_json() for problem in plan.all_problems]
    return {"rows_read": len(plan.rows), **counts, "problems": problems, "change_set": entry}


def _in_words(plan: ListPlan, entry: int | None, dry_run: bool) -> Iterator[str]:
    for row in plan.rows:
        for change in row.differences:
            yield f"    Dòng {row.number}, {change.title.lower()}: {change.old} thành {change.new}"
    for problem in plan.all_problems:
        where = f"{problem.sheet}!{problem.cell}".strip("!")
        kind = "Lỗi" if problem.severity == ERROR else "Xem lại"
        yield (
            f"    {kind}: {where} “{problem.value}”: {problem.message}"
            if where
            else f"    {kind}: {problem.message}"
        )
    counts = " + ".join(f"{fate.label.lower()} {plan.count(fate)}" for fate in RowFate)
    yield f"Đọc {len(plan.rows)} dòng = {counts}."
    if dry_run:
        yield "Đọc thử: chưa ghi gì vào sổ."
    else:
        yield f"Đã ghi ở mục nhật ký {entry}." if entry else "Không có gì để ghi."
