"""Choosing a unit, or several, by typing part of a name without accents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.domain.text import fold, matches, nfc, sort_key
from desktop_app.domain.units import Unit
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.bound_text import is_escape
from desktop_app.ui.widgets.labels import restyle, text_label

_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEVERAL = re.compile(r"[;\n]")
_MOST_ROWS = 9


def by_name(units: Iterable[Unit]) -> list[Unit]:
    """Units in Vietnamese order of their names."""
    return sorted(units, key=lambda unit: sort_key(unit.name))


def _words(unit: Unit) -> str:
    return " ".join((unit.name, unit.short_name, *unit.aliases))


class UnitBox(QLineEdit):
    """One unit, by its whole name: type any part of it, choose with ↓ and Enter, or click.

    `activated(id)` after another unit was chosen (None after the text was emptied). A text that names no unit,
    or several, stays and is marked; `problem` says why.
    """

    activated = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        units: Iterable[Unit],
        chosen: int | None = None,
        several: str = "Chỉ chọn một cơ quan.",
    ) -> None:
        """`chosen` is the id of the unit shown first; `several` says why not more than one can be named."""
        super().__init__()
        self._theme, self._several = theme, several
        self._units = by_name(units)
        self._id: int | None = None
        self.problem = ""
        self.setProperty("kind", "date")  # leaves room for the arrow
        self.setAccessibleName(name)
        self.setPlaceholderText("Gõ để tìm, hoặc chọn")
        self._list = QListWidget(self)
        self._list.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("frame", "box")
        self._list.itemClicked.connect(self._pick)
        self.textEdited.connect(self._suggest)
        self.choose(chosen)

    @property
    def unit_id(self) -> int | None:
        """The id of the chosen unit."""
        return self._id

    @property
    def suggestions(self) -> QListWidget:
        """The list under the field."""
        return self._list

    @property
    def dirty(self) -> bool:
        """Whether the text is not the chosen unit's name."""
        return self.text() != self._name(self._id)

    def choose(self, unit_id: int | None) -> None:
        """Show a unit without announcing it."""
        self._id = unit_id if any(unit.id == unit_id for unit in self._units) else None
        self.setText(self._name(self._id))
        self.setCursorPosition(0)
        self.setToolTip(self.text())
        self.say("")

    def say(self, problem: str) -> None:
        """Mark the field with what is wrong, or with nothing."""
        self.problem = problem
        restyle(self, state="error" if problem else "")

    def settle(self) -> bool:
        """Take the unit the text names; False when it names none or several."""
        self._list.hide()
        if not self.dirty:
            self.say("")
            return True
        found = self.named()
        if len(found) > 1 or (not found and self.text().strip()):
            self.say(self._why(found))
            return False
        self._take(found[0].id if found else None)
        return True

    def named(self) -> list[Unit]:
        """The units the text names: by its whole name, else by the only match of its words; ";" parts several."""
        parts = [part for part in _SEVERAL.split(nfc(self.text())) if part.strip()]
        return [unit for part in parts for unit in self._named_by(part)]

    def _named_by(self, text: str) -> list[Unit]:
        wanted = fold(nfc(text))
        exact = [
            unit
            for unit in self._units
            if wanted in (fold(name) for name in (unit.name, unit.short_name, *unit.aliases))
        ]
        return exact or [unit for unit in self._units if matches(text, _words(unit))]

    def _why(self, found: list[Unit]) -> str:
        text = self.text().strip()
        if len(found) > 1 and _SEVERAL.search(text):
            return f"Có {len(found)} cơ quan. {self._several}"
        if not found:
            return f"Không có cơ quan nào tên “{text}”. Gõ một phần tên rồi chọn trong danh sách."
        return f"“{text}” là {len(found)} cơ quan. Chọn một cơ quan trong danh sách."

    def _name(self, unit_id: int | None) -> str:
        return next((unit.name for unit in self._units if unit.id == unit_id), "")

    def _take(self, unit_id: int | None) -> None:
        before = self._id
        self.choose(unit_id)
        if self._id != before:
            self.activated.emit(self._id)

    def _pick(self, item: QListWidgetItem) -> None:
        self._list.hide()
        self._take(item.data(_ID))

    def _suggest(self, text: str) -> None:
        self.say("")
        query = "" if text == self._name(self._id) else text
        self._list.clear()
        for unit in self._units:
            if not query.strip() or matches(query, _words(unit)):
                item = QListWidgetItem(unit.name)
                item.setData(_ID, unit.id)
                self._list.addItem(item)
                if unit.id == self._id and not query:
                    self._list.setCurrentItem(item)
        if not self._list.count():
            self._list.hide()
            return
        if query.strip():
            self._list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        rows = min(self._list.count(), _MOST_ROWS)
        width = max(self.width(), self._list.sizeHintForColumn(0) + self._theme.s(28))
        height = rows * self._list.sizeHintForRow(0) + 4
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        if corner.y() + height > room.bottom():
            corner = self.mapToGlobal(QPoint(0, -height - 2))
        corner.setX(max(room.left(), min(corner.x(), room.right() - width)))
        self._list.setGeometry(corner.x(), corner.y(), width, height)
        self._list.show()
        self._list.raise_()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for closing the list or bringing the name back."""
        if is_escape(event) and (self.dirty or self._list.isVisible()):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↓ and ↑ walk the list, Enter takes what is marked, Esc brings the chosen unit back."""
        key, shown = event.key(), self._list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if not shown and alt and key == Qt.Key.Key_Up:
                super().keyPressEvent(event)
                return
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER and shown and self._list.currentItem() is not None and self._may_take():
            self._pick(self._list.currentItem())
        elif key in _ENTER and self.dirty:
            self.settle()
        elif key == Qt.Key.Key_Escape and (shown or self.dirty):
            self._list.hide()
            self.choose(self._id)
        else:
            super().keyPressEvent(event)

    def _may_take(self) -> bool:
        """Whether Enter means the marked line: not when the text names several units by "; "."""
        return not _SEVERAL.search(self.text())

    def _walk(self, step: int) -> None:
        if not self._list.isVisible():
            self._suggest(self.text())
            return
        last = self._list.count() - 1
        self._list.setCurrentRow(max(0, min(self._list.currentRow() + step, last)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list of all units."""
        super().mousePressEvent(event)
        if not self.isReadOnly():
            self.selectAll()
            self._suggest(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the name, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the person goes on."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.settle()
        self._list.hide()

    def hideEvent(self, event: object) -> None:
        """The list goes with the field."""
        self._list.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the tinted arrow."""
        super().paintEvent(event)
        side = self._theme.s(12)
        painter = QPainter(self)
        arrow = self._theme.pixmap("chevron_down", "text2", 12)
        painter.drawPixmap(self.width() - side - self._theme.s(9), (self.height() - side) // 2, arrow)
        painter.end()


class UnitChecklist(QWidget):
    """Several units: a filter line over a list of check boxes; `changed(ids)` after each tick.

    In the filter line Enter ticks the first unit shown and ↓ goes to the list; Space ticks there.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, units: Iterable[Unit], chosen: Iterable[int]) -> None:
        """`chosen` are ticked first and stand on top."""
        super().__init__()
        ticked = set(chosen)
        self.filter = _FilterLine(self)
        self.filter.setPlaceholderText("Gõ để tìm, Enter để chọn")
        self.filter.setAccessibleName("Tìm cơ quan phối hợp")
        self.setFocusProxy(self.filter)
        self.list = QListWidget()
        self.list.setAccessibleName("Cơ quan phối hợp")
        self.list.setProperty("frame", "box")
        self.list.setFixedHeight(theme.s(160))
        self._names: dict[int, str] = {}
        for unit in sorted(by_name(units), key=lambda unit: unit.id not in ticked):
            self._add(unit, unit.id in ticked)
        self._chosen = text_label("", "caption", "text2", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(4))
        column.addWidget(self._chosen)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        self.filter.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(lambda _: self._tell())
        self._tell()

    def _add(self, unit: Unit, ticked: bool) -> None:
        item = QListWidgetItem(unit.name)
        item.setData(_ID, unit.id)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._names[unit.id] = unit.short_name
        self.list.addItem(item)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """Ids of the ticked units."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def leave_out(self, unit_id: int | None) -> None:
        """Untick and hide one unit: the lead is never a coordinating unit."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ID) == unit_id:
                item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ID + 1, item.data(_ID) == unit_id)
        self._narrow(self.filter.text())

    def tick_first(self) -> None:
        """Tick or untick the first unit shown, and empty the filter."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if not item.isHidden():
                on = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
                self.filter.clear()
                return

    def _tell(self) -> None:
        names = ", ".join(self._names[unit_id] for unit_id in self.unit_ids)
        self._chosen.setText(f"Đã chọn {len(self.unit_ids)}: {names}" if names else "Chưa chọn cơ quan nào")
        self.changed.emit(self.unit_ids)

    def _narrow(self, query: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            missed = bool(query.strip()) and not matches(query, item.text())
            item.setHidden(missed or bool(item.data(_ID + 1)))


class _FilterLine(QLineEdit):
    def __init__(self, checklist: UnitChecklist) -> None:
        super().__init__()
        self._checklist = checklist

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.text().strip() and not event.modifiers():
            self._checklist.tick_first()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self._checklist.list.setFocus(Qt.FocusReason.TabFocusReason)
            first = next(
                (
                    row
                    for row in range(self._checklist.list.count())
                    if not self._checklist.list.item(row).isHidden()
                ),
                -1,
            )
            self._checklist.list.setCurrentRow(first)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
