"""The item model of the log's list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.dates import format_date
from desktop_app.history import GROUPS, details, group_of
from desktop_app.store.journal import ChangeSet
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.log.rows import (
    DayRow,
    DetailRow,
    EntryRow,
    LogFilter,
    MoreRow,
    OpenedEntries,
    Row,
    by_day,
    detail_rows,
)

ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE_SIZE = 300
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class LogModel(QAbstractListModel):
    """Flat rows of the log as filtered; obstacles to undoing are asked only of the entries shown."""

    def __init__(self, desk: Desk) -> None:
        """Read the log."""
        super().__init__()
        self._desk = desk
        self._rows: list[Row] = []
        self._log: list[ChangeSet] = []
        self._groups: dict[int, str] = {}
        self._open = OpenedEntries()
        self._obstacles: dict[int, str] = {}
        self._filter = LogFilter()
        self._limit = PAGE_SIZE
        self.matching = 0
        self.reload()

    def reload(self) -> None:
        """Read the log afresh."""
        self._log = self._desk.read.change_sets()
        self._obstacles.clear()
        tables = self._desk.read.tables_by_entry()
        self._groups = {item.entry: group_of(tables.get(item.entry, frozenset())) for item in self._log}
        self._lay_out()

    def narrow(self, wanted: LogFilter) -> None:
        """Show only what the filter lets through."""
        self._filter, self._limit = wanted, PAGE_SIZE
        self._lay_out()

    def toggle(self, entry: int) -> None:
        """Unfold or fold an entry."""
        self._open.toggle(entry)
        self._lay_out()

    def show_all_details(self, entry: int) -> None:
        """Show every detail of an entry."""
        self._open.full.add(entry)
        self._lay_out()

    def show_more(self) -> None:
        """Show as many entries again."""
        self._limit += PAGE_SIZE
        self._lay_out()

    @property
    def shown(self) -> int:
        """How many entries are laid out."""
        return min(self.matching, self._limit)

    @property
    def total(self) -> int:
        """How many entries the log has."""
        return len(self._log)

    def counts(self) -> dict[str, int]:
        """How many entries each group has under the other filters; "" counts all."""
        other = LogFilter(self._filter.query, "", self._filter.actor, self._filter.since)
        found = [self._groups[item.entry] for item in self._log if other.lets_through(item, "")]
        return {"": len(found)} | {key: found.count(key) for key in GROUPS}

    def actors(self) -> list[str]:
        """Everyone named in the log."""
        return sorted({item.actor for item in self._log})

    def picked(self) -> list[tuple[ChangeSet, str]]:
        """The entries the filter lets through, with their groups."""
        pairs = [(item, self._groups[item.entry]) for item in self._log]
        return [(item, group) for item, group in pairs if self._filter.lets_through(item, group)]

    def _lay_out(self) -> None:
        self.beginResetModel()
        picked = [item for item, _ in self.picked()]
        self.matching = len(picked)
        self._rows = []
        for day, items in by_day(picked[: self._limit]):
            self._rows.append(DayRow(day, len(items)))
            for item in items:
                self._rows += self._entry_rows(item)
        self.endResetModel()

    def _entry_rows(self, item: ChangeSet) -> list[Row]:
        opened = item.entry in self._open.opened
        head = EntryRow(item, self._groups[item.entry], opened)
        if not opened:
            return [head]
        return [
            head,
            *detail_rows(item, list(details(self._desk.read, item.entry)), item.entry in self._open.full),
        ]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are laid out."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row itself under ROW_ROLE, else its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return describe(row, self._desk.session.today)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, EntryRow) and self._desk.can_edit:
            return self.obstacle(row.change_set.entry)
        return None

    def obstacle(self, entry: int) -> str:
        """Why an entry cannot be taken back ("" when it can); asked only of rows that are looked at."""
        if entry not in self._obstacles:
            self._obstacles[entry] = self._desk.session.record.obstacle(entry) or ""
        return self._obstacles[entry]

    def row(self, number: int) -> Row:
        """The row at a position."""
        return self._rows[number]

    def find(self, entry: int) -> int:
        """Position of an entry's row, −1 when it is not shown."""
        return next(
            (
                at
                for at, row in enumerate(self._rows)
                if isinstance(row, EntryRow) and row.change_set.entry == entry
            ),
            -1,
        )


def describe(row: Row, today: date) -> str:
    """A row in words."""
    if isinstance(row, DayRow):
        return f"{day_title(row.day, today)}, {row.count} mục"
    if isinstance(row, EntryRow):
        item = row.change_set
        return f"Mục {item.entry}, {item.at:%H:%M}, {item.label}, {item.actor}"
    if isinstance(row, DetailRow):
        return f"{row.detail.subject}: {row.detail.old} thành {row.detail.new}"
    assert isinstance(row, MoreRow)
    return f"Hiện {row.shown} trên {row.total}"


def day_title(day: date, today: date) -> str:
    """A day's heading: "Hôm nay, 31/03/2021"."""
    words = {0: "Hôm nay, ", 1: "Hôm qua, "}.get((today - day).days, "")
    return words + format_date(day)
