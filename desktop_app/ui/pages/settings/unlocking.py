"""The dialog that opens a locked period again: why, and by which document once its report was submitted."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.errors import RecordError
from desktop_app.domain.people import approvers
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField


class UnlockDialog(FormDialog):
    """Writes the opening; what is missing is said under its field, and nothing typed is lost."""

    def __init__(self, desk: Desk, parent: QWidget, code: PeriodCode) -> None:
        """For one locked period."""
        title = code.short_title
        hint = "Lý do và văn bản được ghi vào nhật ký và phần ghi chú của báo cáo. Số liệu đã gửi đi có thể khác sổ từ lúc này."
        super().__init__(desk.theme, parent, f"Mở khóa kỳ {title}?", "Mở khóa", "Giữ khóa", hint)
        self._desk, self._code = desk, code
        self._submitted = any(item.period == code.code for item in desk.read.submissions())
        self.reason, self.document = QLineEdit(), QLineEdit()
        self.reason_field = FormField(desk.theme, "Lý do mở khóa", self.reason, required=True)
        help_text = "Ví dụ 41/UBND-VX. " + (
            "Kỳ đã nộp báo cáo nên cần văn bản cho phép." if self._submitted else "Để trống nếu không có."
        )
        self.document_field = FormField(
            desk.theme, "Số, ký hiệu văn bản cho phép", self.document, help_text, self._submitted
        )
        self.body.addWidget(self.reason_field)
        self.body.addWidget(self.document_field)
        self.second = ComboBox(desk.theme, "Người duyệt thứ hai")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.second_field = FormField(desk.theme, "Người duyệt thứ hai", self.second, required=True)
        self.pin_field = FormField(desk.theme, "PIN của người thứ hai", self.pin, required=True)
        able = approvers(desk.read.people())
        self._two = len(able) > 1
        if self._two:
            others = [(item.name, item.id) for item in able if item.name != desk.session.person]
            self.second.add_choices([("Chọn người", None), *others])
            self.body.addWidget(self.second_field)
            self.body.addWidget(self.pin_field)
        self.reason.setFocus()

    def accept(self) -> None:
        """Open the period, or say what is missing."""
        reason, document = self.reason.text().strip(), self.document.text().strip()
        self.reason_field.set_error("" if reason else "Cần có lý do. Nhập vài chữ rồi mở lại.")
        lacking = self._submitted and not document
        self.document_field.set_error("Nhập số, ký hiệu văn bản cho phép mở khóa." if lacking else "")
        alone = self._two and self.second.currentData() is None
        self.second_field.set_error(
            "Kỳ chỉ mở khi hai người duyệt cùng đồng ý. Chọn người thứ hai." if alone else ""
        )
        if not reason or lacking or alone:
            return
        second = self.second.currentData() if self._two else None
        command = LockPeriod(self._code, False, reason, document, second, self.pin.text())
        try:
            self._desk.session.do(command)
        except RecordError as error:
            field = self.pin_field if "PIN" in str(error) else self.reason_field
            field.set_error(str(error))
            return
        self._desk.said.emit(f"Đã mở khóa kỳ {self._code.short_title}.", True)
        super().accept()
