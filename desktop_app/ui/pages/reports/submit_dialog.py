"""The dialog "Khóa và ghi nhận nộp": the rehearsal with everything found, and the button that locks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.checks import ERROR
from desktop_app.domain.numbers import format_number
from desktop_app.submitting import Rehearsal
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.card import scrolling
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLabel, StatusLook

_GOOD = "checkmark_circle-filled"


class SubmitDialog(FormDialog):
    """Errors stand in the way, warnings do not; `submit_asked(Rehearsal)` from the button."""

    submit_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, found: Rehearsal) -> None:
        """Shows what the rehearsal found; nothing was written by it."""
        code, version = found.command.code, found.command.version
        what = "báo cáo" if version == 1 else f"báo cáo điều chỉnh lần {version - 1}"
        super().__init__(
            theme, parent, f"Khóa và ghi nhận nộp {what} {code.short_title}?", "Khóa và nộp", "Chưa khóa"
        )
        self._theme, self._found = theme, found
        self.setMinimumWidth(theme.s(560))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.s(8), 0)
        self._column.setSpacing(theme.s(6))
        self._fill()
        self._column.addStretch(1)
        area = scrolling(inner)
        area.setMinimumHeight(theme.s(300))
        self.body.addWidget(area, 1)
        self.verb_button.setEnabled(not found.obstacles)
        self.reason = text_label(
            self._closing(), "secondary", "danger" if found.obstacles else "text2", wraps=True
        )
        self.body.addWidget(self.reason)

    def _fill(self) -> None:
        found = self._found
        passed = f"{len(found.check.passed)} kiểm tra đạt, {format_number(found.rechecked)} số liệu tính lại từ tệp khớp"
        self._line(passed, _GOOD, "success")
        for text in found.obstacles:
            self._line(text, "error_circle-filled", "danger")
        for item in found.check.findings:
            if item.severity != ERROR:
                self._line(f"{item.title}. {item.detail}".strip(), "warning-filled", "warning")

    def _line(self, text: str, icon: str, tone: str) -> None:
        words = {"danger": "Chặn khóa", "warning": "Cảnh báo, vẫn khóa được", "success": "Đạt"}[tone]
        self._column.addWidget(StatusLabel(self._theme, StatusLook(words, icon, tone)))
        self._column.addWidget(text_label(text, "secondary", "text", wraps=True))

    def _closing(self) -> str:
        found = self._found
        if found.obstacles:
            return f"Chưa khóa được: còn {len(found.obstacles)} điều chặn. Sửa rồi thử lại."
        return (
            "Khóa niêm phong số liệu và đúng tệp này, không hoàn tác được. "
            f"Mã {found.command.fingerprint[:12]} in dưới phần chữ ký."
        )

    def accept(self) -> None:
        """Ask for the lock; closing comes first, so that the window can tell how it went."""
        super().accept()
        self.submit_asked.emit(self._found)
