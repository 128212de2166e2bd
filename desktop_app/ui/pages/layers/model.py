"""The item model of the layer matrix: units, and under an unfolded unit its systems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.dates import format_date
from desktop_app.domain.layers import Layer, LayerReading, LayerResult, UnitLayers
from desktop_app.domain.summary import LayerFigures
from desktop_app.domain.text import matches, sort_key
from desktop_app.domain.units import InformationSystem
from desktop_app.ui.widgets.cell_look import LOOK_ROLE, CellLook

EXPIRING_DAYS = 30
FOLD_ROLE = Qt.ItemDataRole.UserRole + 20
"""Whether a unit's systems are shown: "open" or "closed"; "" where there are none to show."""
FILTERS = ("", "incomplete", "complete", "lapsed", "expiring")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LOOKS = {
    LayerResult.YES: ("checkmark_circle-filled", "success", "text"),
    LayerResult.PARTIAL: ("circle_half_fill", "progress", "progress"),
    LayerResult.NO: ("dismiss_circle", "text3", "text2"),
    LayerResult.UNKNOWN: ("question_circle", "text3", "text3"),
    LayerResult.NOT_APPLICABLE: ("subtract_circle", "text3", "text3"),
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit, or one of its systems (`system` set) under it."""

    unit: UnitLayers
    system: InformationSystem | None = None

    def reading(self, layer: str) -> LayerReading:
        """What holds of a layer for this row."""
        if self.system is None:
            return self.unit.layers[layer]
        return next(readings[layer] for system, readings in self.unit.systems if system.id == self.system.id)


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What the matrix is narrowed to: a chip's key, a layer not met, a security level, and words."""

    chip: str = ""
    layer: str = ""
    level: int = 0
    query: str = ""


def passes(row: UnitLayers, chip: str, day: date) -> bool:
    """Whether a unit belongs under a chip."""
    readings = list(row.layers.values())
    return {
        "": True,
        "incomplete": not row.all_met,
        "complete": row.all_met,
        "lapsed": any(item.lapsed_on for item in readings),
        "expiring": any(item.expires_within(day, EXPIRING_DAYS) for item in readings),
    }[chip]


def urgency(row: UnitLayers, day: date) -> tuple[int, int]:
    """Sorts what needs doing first: lapsed, then incomplete by missing layers, expiring, complete."""
    if passes(row, "lapsed", day):
        return 0, row.met
    if not row.all_met:
        return 1, row.met
    return (2, 0) if passes(row, "expiring", day) else (3, 0)


class LayerMatrix(QAbstractTableModel):
    """Columns: unit, one for each layer, and how many are met."""

    def __init__(self) -> None:
        """Empty until figures come."""
        super().__init__()
        self.layers: tuple[Layer, ...] = ()
        self.day = date.min
        self._units: list[UnitLayers] = []
        self._rows: list[MatrixRow] = []
        self._unfolded: set[int] = set()
        self._filter = MatrixFilter()
        self._sort: tuple[int, Qt.SortOrder] | None = None

    def show_figures(self, figures: LayerFigures, day: date) -> None:
        """Show the figures of a day."""
        self.layers, self.day, self._units = figures.layers, day, list(figures.rows)
        self._lay_out()

    def narrow(self, wanted: MatrixFilter) -> None:
        """Show only the units the filter lets through."""
        self._filter = wanted
        self._lay_out()

    def unfold(self, row: int, opened: bool | None = None) -> None:
        """Show or hide the systems of the unit at a row."""
        unit = self._rows[row].unit.unit.id
        if opened is None:
            opened = unit not in self._unfolded
        (self._unfolded.add if opened else self._unfolded.discard)(unit)
        self._lay_out()

    def counts(self) -> dict[str, int]:
        """How many units each chip leaves, under the other filters."""
        return {chip: sum(self._lets_through(row, chip) for row in self._units) for chip in FILTERS}

    def _lets_through(self, row: UnitLayers, chip: str) -> bool:
        wanted = self._filter
        if not passes(row, chip, self.day):
            return False
        if wanted.layer and row.layers[wanted.layer].met:
            return False
        if wanted.level and all(system.level != wanted.level for system, _ in row.systems):
            return False
        names = " ".join(
            (row.unit.name, row.unit.short_name, *row.unit.aliases, *(s.name for s, _ in row.systems))
        )
        return not wanted.query or matches(wanted.query, names)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; column −1 brings back what needs doing first."""
        self._sort = (column, order) if column >= 0 else None
        self._lay_out()

    def _sort_key(self) -> Callable[[UnitLayers], object]:
        if self._sort is None:
            return lambda row: (*urgency(row, self.day), row.unit.order)
        column = self._sort[0]
        if column == 0:
            return lambda row: sort_key(row.unit.name)
        if column == len(self.layers) + 1:
            return lambda row: (row.met, row.unit.order)
        key = self.layers[column - 1].key
        return lambda row: (row.layers[key].met, row.layers[key].label, row.unit.order)

    def _lay_out(self) -> None:
        self.beginResetModel()
        picked = [row for row in self._units if self._lets_through(row, self._filter.chip)]
        descending = self._sort is not None and self._sort[1] == Qt.SortOrder.DescendingOrder
        picked.sort(key=self._sort_key(), reverse=descending)  # type: ignore[arg-type]
        self._rows = []
        for unit in picked:
            self._rows.append(MatrixRow(unit))
            if unit.unit.id in self._unfolded:
                self._rows += [MatrixRow(unit, system) for system, _ in unit.systems]
        self.endResetModel()

    def row(self, number: int) -> MatrixRow:
        """The row at a position."""
        return self._rows[number]

    def find(self, unit_id: int, system_id: int | None) -> int:
        """Position of a unit's or system's row, −1 when it is not shown."""
        for at, row in enumerate(self._rows):
            if row.unit.unit.id == unit_id and (row.system.id if row.system else None) == system_id:
                return at
        return -1

    def rows_to_export(self) -> list[MatrixRow]:
        """The units shown, each followed by its systems whether unfolded or not."""
        units = [row.unit for row in self._rows if row.system is None]
        return [
            row for unit in units for row in (MatrixRow(unit), *(MatrixRow(unit, s) for s, _ in unit.systems))
        ]

    def units_shown(self) -> int:
        """How many units are shown."""
        return sum(row.system is None for row in self._rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Units and unfolded systems."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Unit, layers, sum."""
        return 0 if parent.isValid() else len(self.layers) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Two lines: "Lớp 2" and its short name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return "Đơn vị\nhệ thống chính"
        if section > len(self.layers):
            return f"Đủ {len(self.layers)} lớp"
        layer = self.layers[section - 1]
        return f"Lớp {layer.number}\n{layer.short_name}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words under the display role, looks under LOOK_ROLE."""
        if not index.isValid():
            return None
        text, look = self._cell(self._rows[index.row()], index.column())
        if role == LOOK_ROLE:
            return look
        if role == FOLD_ROLE:
            return self._fold(self._rows[index.row()]) if index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text}, {look.second}" if look.second else text
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return _systems_in_words(self._rows[index.row()])
        return None

    def _cell(self, row: MatrixRow, column: int) -> tuple[str, CellLook]:
        if column == 0:
            return self._name(row)
        if column > len(self.layers):
            return self._sum(row)
        return self.status(row.reading(self.layers[column - 1].key))

    def _name(self, row: MatrixRow) -> tuple[str, CellLook]:
        if row.system is not None:
            level = f"Cấp độ {row.system.level}" if row.system.level else "Chưa xác định cấp độ"
            return row.system.name, CellLook(second=level, token="text2", indent=24)
        systems = row.unit.systems
        if not systems:
            return row.unit.unit.name, CellLook(second="Ghi theo đơn vị", indent=8)
        main = max((system for system, _ in systems), key=lambda system: system.level or 0)
        level = f"Cấp {main.level} · " if main.level else ""
        more = f" (+{len(systems) - 1})" if len(systems) > 1 else ""
        return row.unit.unit.name, CellLook(second=f"{level}{main.name}{more}", indent=8)

    def _fold(self, row: MatrixRow) -> str:
        if row.system is not None or not row.unit.systems:
            return ""
        return "open" if row.unit.unit.id in self._unfolded else "closed"

    def _sum(self, row: MatrixRow) -> tuple[str, CellLook]:
        if row.system is not None:
            readings = [row.reading(layer.key) for layer in self.layers]
            met, applicable = sum(item.met for item in readings), sum(item.applies for item in readings)
        else:
            met, applicable = row.unit.met, row.unit.applicable
        if met == len(self.layers):
            return "Đủ", CellLook(
                icon="checkmark_circle-filled", icon_token="success", token="success", strong=True
            )
        return f"{met}/{applicable} lớp", CellLook(token="text2")

    def status(self, reading: LayerReading) -> tuple[str, CellLook]:
        """How a reading is shown: icon, word, colour, and its date."""
        if reading.lapsed_on and reading.result is LayerResult.YES:
            look = CellLook(
                "warning-filled", "danger", "danger", True, format_date(reading.lapsed_on), "danger"
            )
            return reading.label, look
        icon, icon_token, token = _LOOKS[reading.result]
        if reading.expires_within(self.day, EXPIRING_DAYS) and reading.status and reading.status.valid_to:
            until = f"đến {format_date(reading.status.valid_to)}"
            return reading.result.label, CellLook(
                "calendar_clock", "warning", "text", False, until, "warning", True
            )
        wraps = reading.result is LayerResult.NOT_APPLICABLE  # two words too long for a narrow column
        return reading.result.label, CellLook(icon, icon_token, token, wraps=wraps)


def _systems_in_words(row: MatrixRow) -> str:
    """Every system of a unit with its level, for the tooltip."""
    if row.system is not None or not row.unit.systems:
        return row.system.name if row.system else row.unit.unit.name
    lines = [
        f"{system.name} (cấp độ {system.level})" if system.level else system.name
        for system, _ in row.unit.systems
    ]
    return "\n".join((row.unit.unit.name, *lines))
