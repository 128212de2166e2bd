"""The section "Người dùng": who shares this record, what each may do, and PINs that tell them apart."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.people import AddPerson, EditPerson, SetPin
from desktop_app.domain.errors import RecordError
from desktop_app.domain.people import Person, Role
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.widgets.buttons import ghost, primary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook
from desktop_app.ui.widgets.words_dialog import WordsDialog

_ROLES = [(role.label, role.value) for role in (Role.APPROVE, Role.ENTER, Role.VIEW)]
_WHAT = {
    Role.VIEW: "Xem và xuất, không sửa gì.",
    Role.ENTER: "Nhập và sửa mọi thứ, trừ khóa, mở khóa, nộp báo cáo và quản lý người dùng.",
    Role.APPROVE: "Làm được mọi việc, kể cả khóa, mở khóa và nộp báo cáo.",
}
_WORKING = StatusLook("Đang làm", "checkmark_circle-filled", "success")
_RETIRED = StatusLook("Đã nghỉ", "circle", "neutral")


class PeopleSection(ListSection):
    """Without anybody listed, everybody may do everything under the name set in Hiển thị."""

    HINT = "Tìm người dùng"
    NOUN = "người"
    EMPTY = (
        "Chưa lập danh sách người dùng",
        "Một người dùng máy thì không cần. Lập danh sách để ghi đúng người làm và phân vai trò xem, nhập, duyệt.",
    )

    def __init__(self, desk: Desk) -> None:
        """Build list and actions."""
        super().__init__(desk, "Danh sách người dùng", ("Người dùng", "Vai trò", "PIN"))
        self.add = primary(self.theme, "Thêm người dùng", "add")
        self.add.setVisible(desk.can_edit)
        line = self.title_line("Người dùng", "PIN để ghi đúng người làm, không để giữ bí mật", self.add)
        self.lay_out(line, {1: 100, 2: 96}, at_least=190)
        self.pane: PersonPane | None = None
        self.add.clicked.connect(self._ask_new)

    def rows(self) -> list[ListRow]:
        """A row a person, those who left last."""
        people = sorted(self.desk.read.people(), key=lambda item: (item.retired, item.name))
        return [self._row(item) for item in people]

    def _row(self, item: Person) -> ListRow:
        now = " · đang làm việc" if item.name == self.desk.session.person and not item.retired else ""
        state = "đã nghỉ" if item.retired else f"vai trò {item.role.label.lower()}{now}"
        return ListRow(
            item.id,
            (
                Cell(item.name, CellLook(second=state)),
                Cell(item.role.label, CellLook(token="text2")),
                Cell("Có" if item.pin else "Không", CellLook(token="text2")),
            ),
            item.name,
        )

    def person(self, key: Hashable) -> Person:
        """The person of a row."""
        return next(item for item in self.desk.read.people() if item.id == key)

    def fill(self, key: Hashable) -> None:
        """The person's role and PIN."""
        self._name(self.person(key))
        self.pane = PersonPane(self.desk, self.person(key).id)
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """Show it as it is now."""
        self._name(self.person(self.shown_key))
        if self.pane is not None:
            self.pane.refresh()

    def _name(self, item: Person) -> None:
        self.detail.set_head("Người dùng", _RETIRED if item.retired else _WORKING, item.name, "")

    def _ask_new(self) -> None:
        form = NewPersonForm(self.desk)
        form.added.connect(self.open_row)
        self.open_form(form, "Người dùng")
        form.name.setFocus()


class PersonPane(QWidget):
    """Role, PIN, and whether the person still works here; each commits by itself."""

    def __init__(self, desk: Desk, person_id: int) -> None:
        """For one person."""
        super().__init__()
        self.desk, self.person_id = desk, person_id
        self.form = Fields(desk, "Đã lưu người dùng.")
        self.form.choice(
            "Vai trò",
            _ROLES,
            lambda: self.person.role.value,
            lambda role: EditPerson(person_id, {"role": role}),
        )
        self.about = text_label("", "caption", "text3", wraps=True)
        self.pin = ghost(desk.theme, "Đặt PIN…")
        self.pin.clicked.connect(self._ask_pin)
        self.no_pin = ghost(desk.theme, "Bỏ PIN")
        self.no_pin.clicked.connect(
            lambda: desk.do(SetPin(person_id, ""), f"Đã bỏ PIN của {self.person.name}.")
        )
        self.leave = ghost(desk.theme, "")
        self.leave.clicked.connect(self._retire)
        buttons = QHBoxLayout()
        for button in (self.pin, self.no_pin, self.leave):
            button.setVisible(desk.can_edit)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(8))
        column.addWidget(self.form)
        column.addWidget(self.about)
        column.addLayout(buttons)
        self.refresh()

    @property
    def person(self) -> Person:
        """The person as the record has them now."""
        return next(item for item in self.desk.read.people() if item.id == self.person_id)

    def refresh(self) -> None:
        """Show role and PIN as they are now."""
        person = self.person
        self.form.refresh()
        self.about.setText(_WHAT[person.role])
        self.pin.setText("Đổi PIN…" if person.pin else "Đặt PIN…")
        self.no_pin.setVisible(self.desk.can_edit and bool(person.pin))
        self.leave.setText("Làm việc lại" if person.retired else "Cho nghỉ")

    def _ask_pin(self) -> None:
        name = self.person.name

        def write(pin: str) -> bool:
            return self.desk.do(SetPin(self.person_id, pin), f"Đã đặt PIN của {name}.")

        hint = "Từ 4 chữ số. PIN để ghi đúng người làm, không phải để giữ bí mật."
        self.dialog = WordsDialog(
            self.desk.theme, self.window(), f"PIN của {name}", "PIN", "Đặt PIN", write, hint
        )
        self.dialog.words.setEchoMode(QLineEdit.EchoMode.Password)
        self.dialog.open()

    def _retire(self) -> None:
        retired = not self.person.retired
        said = f"{self.person.name}: {'đã nghỉ' if retired else 'làm việc lại'}."
        self.desk.do(EditPerson(self.person_id, {"retired": retired}), said)


class NewPersonForm(PaneForm):
    """A new person; `added(id)` carries it. The first one approves."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Starts from the name in use, for the first person."""
        super().__init__(desk, "Thêm người dùng", "Thêm người dùng")
        first = not desk.read.people()
        self.name = QLineEdit(desk.session.person if first else "")
        self.role = ComboBox(desk.theme, "Vai trò")
        self.role.add_choices([item for item in _ROLES if not first or item[1] == Role.APPROVE])
        self.role.choose((Role.APPROVE if first else Role.ENTER).value)
        self.add("Tên, ghi vào nhật ký", self.name, required=True)
        self.add("Vai trò", self.role)
        self.close_form()

    def write(self) -> None:
        """Write the person, or say why not."""
        try:
            person = self.desk.session.do(AddPerson(self.name.text(), Role(self.role.currentData())))
        except RecordError as error:
            self.say_refusal(str(error))
            return
        self.finished.emit()
        self.desk.said.emit(f"Đã thêm người dùng {self.name.text().strip()}.", True)
        self.added.emit(int(str(person)))
