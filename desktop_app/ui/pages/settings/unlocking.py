"""The dialog that opens a locked period again: why, and by which document once its report was submitted."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.desk import Desk
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
        self.reason.setFocus()

    def accept(self) -> None:
        """Open the period, or say what is missing."""
        reason, document = self.reason.text().strip(), self.document.text().strip()
        self.reason_field.set_error("" if reason else "Cần có lý do. Nhập vài chữ rồi mở lại.")
        lacking = self._submitted and not document
        self.document_field.set_error("Nhập số, ký hiệu văn bản cho phép mở khóa." if lacking else "")
        if not reason or lacking:
            return
        command = LockPeriod(self._code, False, reason, document)
        if self._desk.do(command, f"Đã mở khóa kỳ {self._code.short_title}."):
            super().accept()
