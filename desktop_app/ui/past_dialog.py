"""The dialog "Xem sổ tại một thời điểm": a cut-off day, and until when the record is to be known."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.errors import InvalidInput
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField

_TO_LOOK = (
    "Xem sổ tại một thời điểm",
    "Xem",
    "Mở thêm một cửa sổ chỉ để xem. Sổ đang làm vẫn mở, không gì bị thay đổi.",
)


class PastDialog(FormDialog):
    """`chosen(entry, day)` carries the log entry up to which the record is known, and the cut-off day."""

    chosen = Signal(int, object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        entry: int | None = None,
        day: date | None = None,
        words: tuple[str, str, str] = _TO_LOOK,
    ) -> None:
        """Starts from the day looked at and the newest entry unless others are named; `words`: title, verb, hint."""
        title, verb, hint = words
        super().__init__(desk.theme, parent, title, verb, hint=hint)
        self._desk = desk
        self.day = DateField(desk.theme, "Số liệu đến ngày", day or desk.as_of)
        self.known = QLineEdit(str(entry or desk.read.last_entry()[0]))
        self.known.setAccessibleName("Như sổ đã biết đến")
        self._day_field = FormField(desk.theme, "Số liệu đến ngày", self.day, "Ngày chốt của mọi con số.")
        self._known_field = FormField(
            desk.theme,
            "Như sổ đã biết đến",
            self.known,
            "Số mục nhật ký (85), ngày (26/08/2020) hoặc ngày giờ (26/08/2020 16:30). Điều ghi sau đó không tính.",
        )
        self.body.addWidget(self._day_field)
        self.body.addWidget(self._known_field)
        self.known.setFocus()
        self.known.selectAll()

    def accept(self) -> None:
        """Read both fields; what cannot be read is said under its field."""
        self._day_field.set_error("")
        self._known_field.set_error("")
        if not self.day.valid:
            self._day_field.set_error("Nhập ngày theo mẫu 26/08/2020.")
            return
        self.day.commit()
        newest = self._desk.read.last_entry()[0]
        try:
            entry = self._desk.session.entry_known(self.known.text())
            if entry > newest:
                raise InvalidInput(f"Nhật ký không có mục {entry}. Sổ này có các mục từ 1 đến {newest}.")
        except InvalidInput as error:
            self._known_field.set_error(str(error))
            return
        self.chosen.emit(entry, self.day.value or self._desk.as_of)
        super().accept()
