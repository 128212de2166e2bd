"""The fields of an information system, and the form of a new one; both the settings and the layers show them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.layers import AddSystem, DeleteSystem, EditSystem
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.units import InformationSystem, units_in_force
from desktop_app.ui.deleting import ask_to_delete_one
from desktop_app.ui.desk import Desk
from desktop_app.ui.field_history import offer_histories
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField

LEVELS: list[tuple[str, object]] = [
    ("Chưa xác định", None),
    *((f"Cấp độ {level}", level) for level in range(1, 6)),
]


class SystemPane(QWidget):
    """The fields of one system; each commits by itself."""

    def __init__(self, desk: Desk, system_id: int) -> None:
        """For one system."""
        super().__init__()
        self.desk, self.system_id = desk, system_id
        form = self.form = Fields(desk, "Đã lưu hệ thống.")
        self.fields: dict[str, FormField] = {}
        edit = self._edit
        self.fields["name"] = form.line(
            "Tên hệ thống", lambda: self.system.name, partial(edit, "name"), required=True
        )
        self.fields["level"] = form.choice(
            "Cấp độ an toàn", LEVELS, lambda: self.system.level, partial(edit, "level")
        )
        self.fields["approval"] = form.line(
            "Quyết định phê duyệt cấp độ", lambda: self.system.approval, partial(edit, "approval"), "Số, ngày"
        )
        self.fields["operator"] = form.line(
            "Đơn vị vận hành", lambda: self.system.operator, partial(edit, "operator")
        )
        form.beside()
        self.fields["valid_from"] = form.day(
            "Dùng từ ngày", lambda: self.system.valid_from, partial(edit, "valid_from")
        )
        self.fields["valid_to"] = form.day(
            "Ngừng từ ngày", lambda: self.system.valid_to, partial(edit, "valid_to")
        )
        self.fields["note"] = form.text("Ghi chú", lambda: self.system.note, partial(edit, "note"))
        offer_histories(desk, self.fields, "system", (system_id,), self.system.name)
        self.remove = ghost(desk.theme, "Xóa hệ thống", "delete")
        self.remove.setToolTip("Xóa cả trạng thái 4 lớp của hệ thống; hoàn tác được")
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(desk.can_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(12))
        column.addWidget(form)
        column.addWidget(self.remove)
        column.setAlignment(self.remove, column.alignment())
        form.refresh()

    @property
    def system(self) -> InformationSystem:
        """The system as the record has it now."""
        return next(item for item in self.desk.read.systems() if item.id == self.system_id)

    def _edit(self, key: str, value: object) -> EditSystem:
        return EditSystem(self.system_id, {key: value})

    def _remove(self) -> None:
        self.deleting = ask_to_delete_one(
            self.desk, self, self.system.name, lambda reason: DeleteSystem(self.system_id, reason)
        )


class NewSystemForm(PaneForm):
    """A new system; `added(id)` carries it."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty; in use from the desk's day."""
        super().__init__(desk, "Thêm hệ thống thông tin", "Thêm hệ thống")
        theme = desk.theme
        self.name, self.approval, self.operator = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = UnitBox(theme, "Đơn vị", units_in_force(desk.read.units(), desk.as_of))
        self.level = ComboBox(theme, "Cấp độ an toàn")
        self.level.add_choices(LEVELS)
        self.start = DateField(theme, "Dùng từ ngày", desk.as_of)
        self.add("Tên hệ thống", self.name, required=True)
        self.add("Đơn vị", self.unit, required=True)
        self.add("Cấp độ an toàn", self.level)
        self.add("Quyết định phê duyệt cấp độ", self.approval)
        self.add("Đơn vị vận hành", self.operator)
        self.add("Dùng từ ngày", self.start)
        self.close_form()

    def write(self) -> None:
        """Write the system, or say why not."""
        try:
            system_id = self.desk.session.do(self._command())
        except RecordError as error:
            self.say_refusal(str(error))
            return
        name = self.name.text().strip()
        self.finished.emit()
        self.desk.said.emit(f"Đã thêm hệ thống {name}.", True)
        self.added.emit(int(str(system_id)))

    def _command(self) -> AddSystem:
        if self.unit.unit_id is None:
            raise InvalidInput("Chưa chọn đơn vị. Chọn đơn vị có hệ thống này.")
        if not self.start.valid:
            raise InvalidInput("Ngày bắt đầu dùng chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
        return AddSystem(
            self.name.text(),
            self.unit.unit_id,
            self.level.currentData(),
            self.operator.text(),
            self.approval.text(),
            valid_from=self.start.value,
        )
