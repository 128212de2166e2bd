"""Choosing a unit, or several, by typing part of a name without accents."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.domain.text import matches, sort_key
from desktop_app.domain.units import Unit
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.combo import ComboBox

_ID = Qt.ItemDataRole.UserRole


def by_name(units: Iterable[Unit]) -> list[Unit]:
    """Units in Vietnamese order of their names."""
    return sorted(units, key=lambda unit: sort_key(unit.name))


class UnitBox(ComboBox):
    """One unit, by its whole name."""

    def __init__(self, theme: Theme, name: str, units: Iterable[Unit], chosen: int | None = None) -> None:
        """`chosen` is the id of the unit shown first; without one nothing is chosen yet."""
        super().__init__(theme, name)
        self.add_choices([("Chọn cơ quan", None), *((unit.name, unit.id) for unit in by_name(units))])
        if chosen is not None:
            self.choose(chosen)

    @property
    def unit_id(self) -> int | None:
        """The id of the chosen unit."""
        found = self.currentData()
        return found if isinstance(found, int) else None


class UnitChecklist(QWidget):
    """Several units: a filter line over a list of check boxes; `changed(ids)` after each tick."""

    changed = Signal(object)

    def __init__(self, theme: Theme, units: Iterable[Unit], chosen: Iterable[int]) -> None:
        """`chosen` are ticked first and stand on top."""
        super().__init__()
        ticked = set(chosen)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Gõ để tìm cơ quan")
        self._filter.setAccessibleName("Tìm cơ quan phối hợp")
        self.list = QListWidget()
        self.list.setAccessibleName("Cơ quan phối hợp")
        self.list.setMaximumHeight(theme.s(190))
        for unit in sorted(by_name(units), key=lambda unit: unit.id not in ticked):
            item = QListWidgetItem(unit.name)
            item.setData(_ID, unit.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit.id in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(4))
        column.addWidget(self._filter)
        column.addWidget(self.list)
        self._filter.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(lambda _: self.changed.emit(self.unit_ids))

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """Ids of the ticked units."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _narrow(self, query: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(bool(query.strip()) and not matches(query, item.text()))
