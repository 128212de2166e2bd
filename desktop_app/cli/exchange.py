"""`tiendo forms`: issuing the collection forms and reading what comes back, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from desktop_app.domain.periods import PeriodCode

from .commands import OK, opened, say, say_json


def run_forms(options: argparse.Namespace) -> int:
    """`tiendo forms …`; answers the exit code."""
    return _ACTIONS[options.action](options)


def _list(options: argparse.Namespace) -> int:
    from desktop_app.issuing import issuable_forms

    with opened(options.record, view_only=True) as session:
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
    with opened(options.record, view_only=False) as session:
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


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"list": _list, "issue": _issue}
