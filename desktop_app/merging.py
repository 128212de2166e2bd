"""Ghi: merging a batch of returns into the record, and taking a whole import back later; no Qt here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.commands.exchange import MergeReturns, TakeBackReturns
from desktop_app.domain.errors import RecordError
from desktop_app.domain.returns import Batch
from desktop_app.session import Session
from desktop_app.store.journal import Change
from desktop_app.store.reader import Reader


def merge(session: Session, batch: Batch, pause: Callable[[], object] = lambda: None) -> int | None:
    """Ghi: write the batch as one change set; answers its log entry, or None when it changed nothing.

    `pause` is called after each file; it must not read or change the record.
    Raises RecordError with the reason; then nothing was written.
    """
    if not batch.to_write:
        return None
    before = session.read.last_entry()[0]
    session.do(MergeReturns(batch, session.record.clock(), pause))
    after = session.read.last_entry()[0]
    return after if after > before else None


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A figure of an import that was changed again later: whose, which, by which log entry and by whom."""

    unit: str
    field: str
    entry: int
    actor: str


def changed_since(read: Reader, entry: int) -> list[ChangedSince]:
    """The figures written by a log entry that later entries changed again; what undoing it would be about."""
    found = []
    for change in read.changes(entry):
        if change.table != "value":
            continue
        period, form_key, unit_id, key = json.loads(change.key)
        last = read.figures_changed(form_key, period).get(unit_id, {}).get(key)
        if last is None or last.entry <= entry or not _moved_on(read, change, last.entry):
            continue
        form = read.form(form_key)
        try:
            label = form.field(key).label if form else key
        except RecordError:
            label = key
        found.append(ChangedSince(read.unit(unit_id).short_name, label, last.entry, last.actor))
    return found


def _moved_on(read: Reader, change: Change, later: int) -> bool:
    """Whether a row is not as the import left it; an edit that was taken back again does not count."""
    now = next(
        other for other in read.changes(later) if (other.table, other.key) == (change.table, change.key)
    )
    return now.after != change.after


def take_back(session: Session, entry: int) -> list[ChangedSince]:
    """Undo a whole import; answers the figures changed since, which stay. Raises RecordError with the reason."""
    since = changed_since(session.read, entry)
    if since:
        session.do(TakeBackReturns(entry))
    else:
        session.undo(entry)
    return since
