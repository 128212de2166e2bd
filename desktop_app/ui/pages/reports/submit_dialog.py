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
    """Errors stand in the way, warnings do not; `submit_asked(Rehearsal)` from the button, which a trial lacks."""

    submit_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, found: Rehearsal, trial: bool = False) -> None:
        """Shows what the rehearsal found; nothing was written by it. A `trial` cannot lock."""
        code, version = found.command.code, found.command.version
        what = "báo cáo" if version == 1 else f"báo cáo điều chỉnh lần {version - 1}"
        title = f"Thử khóa {what}" if trial else f"Khóa và ghi nhận nộp {what}"
        leave = "Đóng" if trial else "Chưa khóa"
        mark = "" if trial else "?"
        super().__init__(theme, parent, f"{title} {code.short_title}{mark}", "Khóa và nộp", leave)
        self._theme, self._found, self._trial = theme, found, trial
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
        self.verb_button.setEnabled(not found.obstacles and not trial)
        if trial:
            self.verb_button.hide()
            self.leave_button.setDefault(True)
        self.reason = text_label(
            self._closing(), "secondary", "danger" if found.obstacles else "text2", wraps=True
        )
        self.body.addWidget(self.reason)

    def _fill(self) -> None:
        found = self._found
        passed = f"{len(found.check.passed)} kiểm tra đạt, {format_number(found.rechecked)} số liệu tính lại từ tệp khớp"
        self._heading(passed, _GOOD, "success")
        if found.obstacles:
            self._heading(f"{len(found.obstacles)} điều chặn khóa", "error_circle-filled", "danger")
        told = {
            f"{item.title}: {item.detail}": item for item in found.check.findings if item.severity == ERROR
        }
        for text in found.obstacles:
            item = told.get(text)
            self._line(item.title if item else text, item.detail if item else "")
        warnings = [item for item in found.check.findings if item.severity != ERROR]
        if warnings:
            self._heading(f"{len(warnings)} cảnh báo, vẫn khóa được", "warning-filled", "warning")
        for item in warnings:
            self._line(item.title, item.detail)

    def _heading(self, words: str, icon: str, tone: str) -> None:
        if self._column.count():
            self._column.addSpacing(self._theme.s(6))
        self._column.addWidget(StatusLabel(self._theme, StatusLook(words, icon, tone)))

    def _line(self, title: str, detail: str) -> None:
        words = QVBoxLayout()
        words.setContentsMargins(self._theme.s(22), 0, 0, self._theme.s(2))
        words.setSpacing(0)
        words.addWidget(text_label(title, "secondary", "text", wraps=True))
        if detail:
            words.addWidget(text_label(detail, "caption", "text3", wraps=True))
        self._column.addLayout(words)

    def _closing(self) -> str:
        found = self._found
        if found.obstacles:
            return f"Chưa khóa được: còn {len(found.obstacles)} điều chặn. Sửa rồi thử lại."
        if self._trial:
            return "Chưa có gì được ghi. Lúc này khóa được."
        return (
            "Khóa niêm phong số liệu và đúng tệp này, không hoàn tác được. "
            f"Mã {found.command.fingerprint[:12]} in dưới phần chữ ký."
        )

    def accept(self) -> None:
        """Ask for the lock; closing comes first, so that the window can tell how it went."""
        super().accept()
        self.submit_asked.emit(self._found)
