"""Everything that changes figures on the screen: typed and pasted ones, states, reasons, notes, copying a period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import RecordError
from desktop_app.domain.values import MISSING, Value, ValueState
from desktop_app.ui.desk import Desk
from desktop_app.ui.grid.selection import Cell
from desktop_app.ui.pages.services.copying import CopyDialog, as_estimates, plan_copy
from desktop_app.ui.pages.services.model import ServiceGrid
from desktop_app.ui.pages.services.sheet import Sheet, UnitRow
from desktop_app.ui.widgets.words_dialog import WordsDialog

MANY_UNITS = 5  # an edit that reaches so many units is backed up before
Wanted = Sequence[tuple[UnitRow, str, Value | None]]


class SheetEditing(QObject):
    """Writes to the record, each action as one change set.

    `refused(str)` tells why nothing was written; what was written is said by the desk, with an undo.
    """

    refused = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Dialogs stand over `window`."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet | None) -> None:
        """The sheet that is written to."""
        self._sheet = sheet

    def write(self, wanted: Wanted, action: str) -> str:
        """Write figures as one change set; why not, or "" when they stand in the record."""
        if self._sheet is None or not wanted:
            return ""
        edits = [ValueEdit(row.unit.id, field, value) for row, field, value in wanted]
        if len({edit.unit_id for edit in edits}) >= MANY_UNITS:
            self._desk.back_up_beside("trước khi ghi nhiều đơn vị")
        try:
            self._desk.session.do(SetValues(self._sheet.form.key, self._sheet.code, edits, action))
        except RecordError as error:
            return str(error)
        return ""

    def _write_and_say(self, wanted: Wanted, action: str, said: str) -> bool:
        error = self.write(wanted, action)
        if error:
            self.refused.emit(error)
        elif wanted:
            self._desk.said.emit(said, True)
        return not error

    def set_state(self, model: ServiceGrid, key: str, cells: Sequence[Cell]) -> None:
        """Give cells a state chosen from the list of a cell."""
        targets = _targets(model, cells)
        if key == ValueState.NOT_APPLICABLE.value:
            self._ask_not_applicable(targets)
            return
        state = ValueState(key)
        wanted = [
            (row, field, replace(value, state=state))
            for row, field, value in targets
            if value is not None and value.number is not None and value.state is not state
        ]
        if not wanted:
            self.refused.emit("Ô chưa có số. Nhập số trước, rồi chọn tình trạng của số.")
            return
        self._write_and_say(wanted, "Đổi tình trạng", f"{_cells(len(wanted))}: {state.label.lower()}.")

    def _ask_not_applicable(self, targets: Wanted) -> None:
        def write(reason: str) -> bool:
            value = Value(ValueState.NOT_APPLICABLE, reason=reason)
            wanted = [
                (row, field, replace(value, note=old.note if old else "")) for row, field, old in targets
            ]
            return self._write_and_say(wanted, "Không áp dụng", f"{_cells(len(wanted))}: không áp dụng.")

        present = next((value.reason for _, _, value in targets if value and value.reason), "")
        hint = f"{_cells(len(targets))} sẽ không tính vào số thiếu và không vào tổng."
        self._ask("Không áp dụng", "Lý do không áp dụng", "Ghi không áp dụng", write, hint, present)

    def keep(self, model: ServiceGrid, cell: Cell) -> None:
        """Ask why a figure under warning stands as it is."""
        row, field = model.unit_row(cell.row), model.field_at(cell.column)
        finding = row.finding(field.key) if row and field else None
        if row is None or field is None or finding is None:
            return
        whole = [key for key in finding.fields if key in row.cells] or [field.key]

        def write(reason: str) -> bool:
            wanted = [(row, key, replace(row.cells.get(key, MISSING), kept=reason)) for key in whole]
            return self._write_and_say(wanted, "Giữ số", f"Đã giữ số của {row.unit.short_name}.")

        self._ask("Giữ số này?", "Lý do giữ số", "Giữ số", write, finding.message)

    def note(self, model: ServiceGrid, cell: Cell) -> None:
        """Ask for a note on a figure; an empty one takes it away."""
        row, field = model.unit_row(cell.row), model.field_at(cell.column)
        if row is None or field is None:
            return
        key, present = field.key, row.cells.get(field.key, MISSING)

        def write(words: str) -> bool:
            value: Value | None = replace(present, note=words)
            if value == MISSING:
                value = None
            said = "Đã ghi chú" if words else "Đã bỏ ghi chú"
            return self._write_and_say([(row, key, value)], said, f"{said} ô {model.address(cell)}.")

        hint = f"{row.unit.name}, {field.label}"
        self._ask("Ghi chú", "Nội dung ghi chú", "Ghi", write, hint, present.note, required=False)

    def _ask(
        self,
        title: str,
        label: str,
        verb: str,
        write: Callable[[str], bool],
        hint: str,
        present: str = "",
        required: bool = True,
    ) -> None:
        dialog = WordsDialog(
            self._desk.theme, self._window, title, label, verb, write, hint, present, required
        )
        dialog.exec()

    def copy_previous(self, rows: list[UnitRow]) -> None:
        """Offer the figures of the period before for the empty cells of some units."""
        sheet = self._sheet
        if sheet is None:
            return
        plan = plan_copy(sheet, rows)
        before = sheet.code.previous.short_title
        if not plan.cells:
            self.refused.emit(f"Không có ô trống nào có số ở kỳ {before} để chép.")
            return
        dialog = CopyDialog(self._desk.theme, self._window, sheet, plan)
        if dialog.exec():
            cells = as_estimates(plan) if dialog.estimated.isChecked() else list(plan.cells)
            said = f"Đã chép {_cells(len(cells))} từ kỳ {before}."
            self._write_and_say(cells, f"Chép số kỳ {before} vào", said)


def _targets(model: ServiceGrid, cells: Sequence[Cell]) -> Wanted:
    found = []
    for cell in cells:
        row, field = model.unit_row(cell.row), model.field_at(cell.column)
        if row is not None and field is not None:
            found.append((row, field.key, row.cells.get(field.key)))
    return found


def _cells(count: int) -> str:
    return f"{count} ô"
