"""`tiendo compare`: two states of a record, each a cut-off day and what was known, with the bridge between them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from desktop_app.comparing import Choice, compare_states, named_state, save_annex, shares_of
from desktop_app.domain.comparison import Change, ComparedFigure, Comparison
from desktop_app.domain.dates import parse_iso
from desktop_app.domain.numbers import format_fraction, format_percent
from desktop_app.session import Session

from .commands import OK, opened, say, say_json


def run_compare(options: argparse.Namespace) -> int:
    """`tiendo compare …`."""
    with opened(options.record) as session:
        first, last = _state(session, options.first, "--from"), _state(session, options.last, "--to")
        newest, _ = session.record.last_entry
        found = compare_states(session.record, first, last, newest)
        profile = session.read.profile()
        if options.out:
            save_annex(found, profile, options.out)
    if options.json:
        say_json(_as_json(found))
        return OK
    for line in _lines(found):
        say(line)
    if options.out:
        say(f"Đã xuất phụ lục so sánh: {options.out}")
    if profile.is_sample:
        say("Dữ liệu minh họa.")
    return OK


def _state(session: Session, said: str, option: str) -> Choice:
    """A state as typed: a day, and after "@" what was known (log entry, day or moment)."""
    day, at, known = said.partition("@")
    entry = session.entry_known(known) if at else session.record.last_entry[0]
    return named_state(session, parse_iso(day, f"Ngày của {option}"), entry)


def _lines(found: Comparison) -> Iterator[str]:
    yield f"Từ:  {found.titles[0]} (mục nhật ký {found.first.entry})"
    yield f"Đến: {found.titles[1]} (mục nhật ký {found.last.entry})"
    for figure in found.figures:
        yield ""
        yield from _figure_lines(found, figure)
    others = [item for item in found.changes if not item.figure]
    yield ""
    yield f"Thay đổi khác: {len(others)}"
    for item in others:
        yield f"    {_line(item)}"


def _figure_lines(found: Comparison, figure: ComparedFigure) -> Iterator[str]:
    yield f"{figure.sentence}."
    shares = shares_of(figure)
    if shares:
        was, now = (f"{format_fraction(share)} = {format_percent(share)}" for share in shares)
        yield f"  Tỷ lệ: trước {was}; sau {now}"
    if figure.bridge is None:
        return
    for step in figure.bridge.steps:
        yield f"  {step.signed:>7}  {step.cause.label} ({found.caption(figure.key, step)})"
    listed = ", khớp danh sách" if found.listed(figure.key) else ""
    yield f"  {figure.bridge.equation}{listed}"
    for item in found.behind(figure.key):
        yield f"    {_line(item)}"


def _line(item: Change) -> str:
    who = " ".join(part for part in (item.number, item.title) if part)
    lead = f" ({item.lead})" if item.lead else ""
    basis = f"; {item.basis}" if item.basis else ""
    return f"{item.label}: {who}{lead}: {item.before} → {item.after}{basis}"


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "from": {"as_of": found.first.day.isoformat(), "entry": found.first.entry},
        "to": {"as_of": found.last.day.isoformat(), "entry": found.last.entry},
        "figures": [_figure_json(found, figure) for figure in found.figures],
        "changes": [
            {
                "figure": item.figure,
                "what": item.what.value,
                "amount": item.amount,
                "subject": item.subject,
                "id": item.key,
                "number": item.number,
                "title": item.title,
                "lead": item.lead,
                "before": item.before,
                "after": item.after,
                "basis": item.basis,
            }
            for item in found.changes
        ],
    }


def _figure_json(found: Comparison, figure: ComparedFigure) -> dict[str, Any]:
    bridge = figure.bridge
    steps = bridge.steps if bridge else ()
    return {
        "key": figure.key,
        "title": figure.title,
        "start": bridge.start if bridge else None,
        "end": bridge.end if bridge else None,
        "steps": [{"cause": step.cause.value, "amount": step.amount} for step in steps],
        "listed": found.listed(figure.key),
        "problem": figure.problem,
    }
