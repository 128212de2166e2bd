"""The dialog "Ai đang làm việc?": another person goes on, told apart by a PIN where one is set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.people import NotAllowed
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField

_HINT = "PIN để ghi đúng người làm vào nhật ký, không phải để giữ bí mật."

_HELP = "Để trống nếu không đặt PIN. Quên PIN: nhờ người duyệt khác đặt lại, hoặc nhờ cán bộ CNTT (lệnh reset-pin)."


class WhoWorksDialog(FormDialog):
    """`switched()` after somebody else took over."""

    switched = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Lists the people of the record who still work here."""
        leave = "Chỉ xem" if desk.session.asks_who else "Bỏ qua"
        super().__init__(desk.theme, parent, "Ai đang làm việc?", "Vào làm việc", leave, _HINT)
        self._desk = desk
        self.person = ComboBox(desk.theme, "Người dùng")
        active = [item for item in desk.read.people() if not item.retired]
        self.person.add_choices([(f"{item.name} ({item.role.label.lower()})", item.name) for item in active])
        self.person.choose(desk.session.person)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("PIN")
        self.pin_field = FormField(desk.theme, "PIN", self.pin, _HELP)
        self.body.addWidget(FormField(desk.theme, "Người dùng", self.person))
        self.body.addWidget(self.pin_field)
        self.pin.setFocus()

    def accept(self) -> None:
        """Switch, or say why not."""
        try:
            self._desk.session.switch_person(str(self.person.currentData()), self.pin.text())
        except NotAllowed as error:
            self.pin_field.set_error(str(error))
            self.pin.selectAll()
            return
        super().accept()
        self.switched.emit()
