"""Loading the tasks of Nghị quyết 17 into a record: asks which unit leads them until the office assigns them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.catalogues import programme
from desktop_app.commands.catalogue import LoadProgramme
from desktop_app.domain.errors import RecordError
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField

_HINT = (
    "Danh mục gồm {count} nhiệm vụ đọc được từ các nguồn công khai; mỗi nhiệm vụ ghi rõ nguồn và đã đọc đến đâu. "
    "Cơ quan chủ trì chọn ở đây dùng cho mọi nhiệm vụ, giao lại từng nhiệm vụ sau."
)


class ProgrammeDialog(FormDialog):
    """Asks for the lead and loads all tasks as one undo step."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Reads the catalogue that comes with the program."""
        self._desk, self._raw = desk, programme("nq17")
        hint = _HINT.format(count=len(self._raw["task"]))
        super().__init__(desk.theme, parent, "Nạp danh mục NQ 17", "Nạp danh mục", hint=hint)
        self.lead = UnitBox(desk.theme, "Cơ quan chủ trì", units_in_force(desk.read.units(), desk.as_of))
        self._field = FormField(desk.theme, "Cơ quan chủ trì", self.lead, required=True)
        self.body.addWidget(self._field)
        self.lead.setFocus()

    def accept(self) -> None:
        """Load, or say at the field what is missing."""
        if not self.lead.settle() or self.lead.unit_id is None:
            self._field.set_error(
                self.lead.problem or "Chưa chọn cơ quan. Gõ một phần tên rồi chọn trong danh sách."
            )
            self.lead.setFocus()
            return
        try:
            added = self._desk.session.do(
                LoadProgramme(self._raw["title"], self._raw["task"], self.lead.unit_id)
            )
        except RecordError as error:
            self._field.set_error(str(error))
            return
        self._desk.said.emit(f"Đã nạp {added} nhiệm vụ.", True)
        super().accept()
