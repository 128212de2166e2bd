"""The item models of Soát lỗi: the kinds of findings with their counts, and the findings of the chosen kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.checking import KINDS, Finding
from desktop_app.domain.checks import ERROR
from desktop_app.domain.text import matches
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.list_model import ListModel

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
KIND_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
PASSED_ROLE = Qt.ItemDataRole.UserRole + 2
ALL = ""
LOOKS = {True: ("error_circle-filled", "danger"), False: ("warning-filled", "warning")}
_HEADERS = ("Nơi", "Vấn đề")


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings to show: kind (ALL for any), agency, search text, and accepted ones or those still to see."""

    kind: str = ALL
    unit: str = ""
    query: str = ""
    accepted: bool = False

    def passes(self, item: Finding) -> bool:
        """Whether a finding belongs in the list, its kind apart."""
        words = f"{item.where} {item.message} {item.unit} {item.accepted}"
        return (
            bool(item.accepted) == self.accepted
            and (not self.unit or item.unit == self.unit)
            and matches(self.query, words)
        )


class KindList(QAbstractListModel):
    """All kinds looked for here: those shown, errors first; those the filters hide; those that were passed.

    A kind is passed only when the whole record has no finding of it, accepted ones counted.
    """

    def __init__(self, looked_for: Sequence[str]) -> None:
        """Empty until findings come; `looked_for` are the kinds, in order."""
        super().__init__()
        self._looked_for = looked_for
        self._rows: list[tuple[str, int]] = []
        self._found: frozenset[str] = frozenset()

    def show_counts(self, shown: list[Finding], found: frozenset[str]) -> None:
        """Count the findings the filters leave; `found` are the kinds that have any, filtered out or not."""
        counts = Counter(item.kind for item in shown)
        kinds = list(self._looked_for)
        self.beginResetModel()
        self._found = found
        kinds.sort(key=lambda key: (not counts[key], key not in found))
        self._rows = [(ALL, len(shown)), *((key, counts[key]) for key in kinds)]
        self.endResetModel()

    def find(self, kind: str) -> int:
        """The row of a kind."""
        return next((at for at, (key, _) in enumerate(self._rows) if key == kind), 0)

    @property
    def passed(self) -> list[str]:
        """Names of the checks that found nothing in the whole record."""
        return [KINDS[key].title for key, _ in self._rows if key and key not in self._found]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All kinds and the line of all of them."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A kind without findings to show cannot be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self._rows[index.row()][1] or not index.row() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, key and count of a kind."""
        key, count = self._rows[index.row()]
        title = KINDS[key].title if key else "Tất cả"
        passed = bool(key) and key not in self._found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}: đạt" if passed else f"{title}, {count} chỗ"
        known = {Qt.ItemDataRole.DisplayRole: title, KIND_ROLE: key, COUNT_ROLE: count, PASSED_ROLE: passed}
        return known.get(role)


class FindingTable(ListModel[Finding]):
    """The findings the filter leaves, errors first."""

    def __init__(self) -> None:
        """Empty until findings come."""
        super().__init__(_HEADERS)
        self._all: list[Finding] = []
        self.filter = FindingFilter()

    def show_findings(self, findings: list[Finding]) -> None:
        """Take other findings under the same filter."""
        order = {key: at for at, key in enumerate(KINDS)}
        self._all = sorted(findings, key=lambda item: order[item.kind])
        self.narrow(self.filter)

    def narrow(self, wanted: FindingFilter) -> None:
        """Show what a filter leaves."""
        self.filter = wanted
        self.show_rows(item for item in self.passing() if wanted.kind in (ALL, item.kind))

    def passing(self) -> list[Finding]:
        """What all filters but the kind leave."""
        return [item for item in self._all if self.filter.passes(item)]

    def counts(self) -> dict[bool, int]:
        """How many findings are accepted, and how many still to see."""
        return Counter(bool(item.accepted) for item in self._all)

    def kinds(self) -> frozenset[str]:
        """The kinds that have a finding, filtered out or not."""
        return frozenset(item.kind for item in self._all)

    def units(self) -> set[str]:
        """The agencies named."""
        return {item.unit for item in self._all if item.unit}

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Where, with the finding's weight, and what."""
        item = self.shown[row]
        if column == 0:
            icon, tone = LOOKS[item.severity == ERROR]
            second = _figures_of(item)
            words = item.unit if item.form else item.where
            return words, CellLook(icon=icon, icon_token=tone, wraps=not second, second=second)
        second = f"Đã giải trình: {item.accepted}" if item.accepted else ""
        return item.message, CellLook(wraps=not second, second=second)

    def spoken(self, row: int, column: int) -> str:
        """Weight or kind before the words."""
        item = self.shown[row]
        if column == 0:
            return f"{'Lỗi' if item.severity == ERROR else 'Cần xem'}: {item.where}"
        return f"{KINDS[item.kind].title}: {item.words}"

    def tip(self, row: int, column: int) -> str:
        """The whole words."""
        return (self.shown[row].where, self.shown[row].message)[column]


def _figures_of(item: Finding) -> str:
    """Period and form of a figure's finding, the period first: it must not be cut off."""
    if item.period is None or not item.form:
        return ""
    period = item.period.short_title
    return f"{period} · {item.where.removesuffix(f', {item.unit}').removesuffix(period).strip()}"
