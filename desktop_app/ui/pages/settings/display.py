"""The section "Hiển thị": theme, text size, contrast, and under which name changes are logged. Kept on this PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop_app.preferences import Preferences
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.section import CardSection
from desktop_app.ui.theme import TEXT_SCALES
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import hairline, text_label

if TYPE_CHECKING:
    from desktop_app.app import Program

_FREE = "Tên chỉ để biết ai đã sửa, không phải mật khẩu. Tên mới dùng từ lần mở sổ sau."
_LISTED = (
    "Sổ này có danh sách người dùng: bấm tên ở góc trái dưới để đổi người, sửa danh sách ở mục Người dùng."
)
_THEMES = [("Sáng", "light"), ("Tối", "dark"), ("Theo Windows", "system")]


class DisplaySection(CardSection):
    """Each choice is in force at once; none of it is part of the record, so nothing here is undone or logged."""

    def __init__(self, desk: Desk, program: Program | None) -> None:
        """Without a program (a picture) the choices only show themselves."""
        super().__init__(desk, "Hiển thị", "chỉ trên máy này, không ghi vào sổ")
        self._program = program
        theme = desk.theme
        self.look = ComboBox(theme, "Giao diện")
        self.look.add_choices(list(_THEMES))
        self.scale = ComboBox(theme, "Cỡ chữ")
        self.scale.add_choices([(f"{round(scale * 100)}%", scale) for scale in TEXT_SCALES])
        self.contrast = QCheckBox("Tương phản cao")
        self.person = QLineEdit()
        self.person.setMaxLength(100)
        self.person_field = FormField(
            theme, "Người dùng", self.person, "Ghi vào nhật ký bên cạnh mỗi thay đổi"
        )
        self._lay_out()
        self.look.activated.connect(lambda _: self._choose(theme=self.look.currentData()))
        self.scale.activated.connect(lambda _: self._choose(text_scale=self.scale.currentData()))
        self.contrast.toggled.connect(lambda on: self._choose(high_contrast=on))
        self.person.editingFinished.connect(self._rename)

    def _lay_out(self) -> None:
        theme = self.theme
        self.body.addWidget(FormField(theme, "Giao diện", self.look))
        help_text = "Màn hình nhỏ: cỡ chữ lớn thu gọn thanh bên và mở chi tiết đè lên danh sách"
        self.body.addWidget(FormField(theme, "Cỡ chữ", self.scale, help_text))
        self.body.addWidget(self.contrast)
        self.body.addWidget(hairline(theme))
        self.body.addWidget(self.person_field)
        self.note = text_label("", "caption", "text3", wraps=True)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the choices in force."""
        chosen = self._program.chosen if self._program else self._seen()
        with QSignalBlocker(self.contrast):
            self.contrast.setChecked(chosen.high_contrast)
        self.look.choose(chosen.theme)
        self.scale.choose(chosen.text_scale)
        listed = bool(self.desk.read.people())
        self.person.setEnabled(not listed)
        self.note.setText(_LISTED if listed else _FREE)
        if listed or not self.person.hasFocus():
            self.person.setText(self.desk.session.person if listed else chosen.person)

    def _seen(self) -> Preferences:
        theme = self.theme
        return Preferences(
            "dark" if theme.dark else "light",
            theme.text_scale,
            theme.high_contrast,
            person=self.desk.session.person,
        )

    def _choose(self, **changed: object) -> None:
        program = self._program
        if program is None:
            return
        for name, value in changed.items():
            setattr(program.chosen, name, value)
        QTimer.singleShot(0, program.restyle)  # a new size builds the window anew: not under this signal

    def _rename(self) -> None:
        name = " ".join(self.person.text().split())
        if not name:
            self.person_field.set_error("Cần có tên. Nhập họ tên hoặc vai trò, ví dụ “Cán bộ tổng hợp”.")
            return
        self.person_field.set_error("")
        if self._program is not None and name != self._program.chosen.person:
            self._program.chosen.person = name
            self._program.save_preferences()
            self.desk.said.emit(f"Đã đổi tên người dùng thành “{name}”, dùng từ lần mở sổ sau.", False)
