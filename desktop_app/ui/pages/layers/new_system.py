"""The dialog that adds an information system."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.commands.layers import AddSystem
from desktop_app.domain.errors import RecordError
from desktop_app.domain.units import units_in_force
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField


class NewSystemDialog(FormDialog):
    """Asks for name, unit and level; stays open, with what was typed, when the record refuses."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        """Units in force on the desk's day can be chosen."""
        super().__init__(desk.theme, parent, "Thêm hệ thống thông tin", "Thêm hệ thống")
        self._desk = desk
        self.name = QLineEdit()
        self.unit = ComboBox(desk.theme, "Đơn vị")
        self.unit.add_choices(
            [(unit.name, unit.id) for unit in units_in_force(desk.read.units(), desk.as_of)]
        )
        self.level = ComboBox(desk.theme, "Cấp độ")
        self.level.add_choices([("Chưa xác định", None), *((f"Cấp độ {n}", n) for n in range(1, 6))])
        self.operator = QLineEdit()
        self.name_field = FormField(desk.theme, "Tên hệ thống", self.name, required=True)
        self.body.addWidget(self.name_field)
        self.body.addWidget(FormField(desk.theme, "Đơn vị", self.unit))
        self.body.addWidget(FormField(desk.theme, "Cấp độ an toàn", self.level))
        self.body.addWidget(FormField(desk.theme, "Đơn vị vận hành", self.operator))
        self.name.setFocus()

    @classmethod
    def open_for(cls, parent: QWidget, desk: Desk) -> NewSystemDialog:
        """Show the dialog; answers it, for tests to fill."""
        dialog = cls(parent, desk)
        dialog.open()
        return dialog

    def accept(self) -> None:
        """Write the system and close, or say why not."""
        try:
            command = AddSystem(
                self.name.text(),
                self.unit.currentData(),
                self.level.currentData(),
                self.operator.text(),
                valid_from=self._desk.as_of,
            )
        except RecordError as error:
            self.name_field.set_error(str(error))
            return
        if self._desk.do(command, f"Đã thêm hệ thống {self.name.text()}."):
            super().accept()
