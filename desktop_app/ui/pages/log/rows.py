"""The log as flat rows: a heading a day, an entry a change set, and the details of those that are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.text import matches
from desktop_app.history import Detail
from desktop_app.store.journal import ChangeSet

SHOWN_DETAILS = 3


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A change set and whether its details are unfolded."""

    change_set: ChangeSet
    group: str
    opened: bool


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One changed field under its entry; `last` marks the last one shown."""

    entry: int
    detail: Detail
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class MoreRow:
    """The line under the details: how many are shown, and the hash."""

    entry: int
    shown: int
    total: int
    hash: str


Row = DayRow | EntryRow | DetailRow | MoreRow


@dataclass(frozen=True)
class LogFilter:
    """What the list is narrowed to; empty texts do not narrow. `since` is the first day shown."""

    query: str = ""
    group: str = ""
    actor: str = ""
    since: date | None = None

    def lets_through(self, item: ChangeSet, group: str) -> bool:
        """Whether an entry is to be shown."""
        if self.group and group != self.group:
            return False
        if self.actor and item.actor != self.actor:
            return False
        if self.since and item.at.date() < self.since:
            return False
        return not self.query or matches(self.query, f"{item.entry} {item.label} {item.actor}")


@dataclass
class OpenedEntries:
    """Which entries are unfolded, and which of those show all their details."""

    opened: set[int] = field(default_factory=set)
    full: set[int] = field(default_factory=set)

    def toggle(self, entry: int) -> None:
        """Unfold or fold an entry."""
        self.opened ^= {entry}
        self.full.discard(entry)


def by_day(items: Iterable[ChangeSet]) -> list[tuple[date, list[ChangeSet]]]:
    """Entries gathered by the day they were made, in the order given."""
    days: dict[date, list[ChangeSet]] = {}
    for item in items:
        days.setdefault(item.at.date(), []).append(item)
    return list(days.items())


def detail_rows(item: ChangeSet, found: list[Detail], full: bool) -> list[Row]:
    """The rows under an open entry."""
    shown = found if full else found[:SHOWN_DETAILS]
    rows: list[Row] = [
        DetailRow(item.entry, detail, position == 0, position == len(shown) - 1)
        for position, detail in enumerate(shown)
    ]
    return [*rows, MoreRow(item.entry, len(shown), len(found), item.hash)]
