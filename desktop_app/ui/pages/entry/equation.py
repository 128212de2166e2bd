"""The bar under the batch: cells read = accepted + rejected + unchanged + blank, and what can be done with them."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import Batch
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import ghost, primary, secondary
from desktop_app.ui.widgets.labels import IconLabel, text_label

_PARTS = (
    ("accepted", "nhận", "checkmark_circle-filled", "success"),
    ("rejected", "từ chối", "error_circle-filled", "danger"),
    ("unchanged", "không đổi", "subtract_circle", "text3"),
    ("blank", "trống", "circle", "text3"),
)


class EquationBar(QFrame):
    """`sums`, `give_back` and `write` are its buttons; the last says why when nothing can be written."""

    def __init__(self, theme: Theme, viewing_reason: str) -> None:
        """`viewing_reason` says why the record cannot be written, "" when it can."""
        super().__init__()
        self.setProperty("frame", "card")
        self._viewing = viewing_reason
        self._read = text_label("0", "strong")
        self._numbers = {key: text_label("0", "strong") for key, _, _, _ in _PARTS}
        self._words = text_label("", "caption", "text3", wraps=True)
        self.sums = ghost(theme, "Tổng trước, sau", "table")
        self.give_back = secondary(theme, "Xuất tệp trả đơn vị", "arrow_download")
        self.write = primary(theme, "Ghi số liệu", "checkmark")
        left = QVBoxLayout()
        left.setSpacing(theme.s(4))
        left.addLayout(self._equation(theme))
        left.addWidget(self._words)
        right = QHBoxLayout()
        right.setSpacing(theme.s(8))
        right.addStretch(1)
        for button in (self.sums, self.give_back, self.write):
            right.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.s(16), theme.s(9), theme.s(16), theme.s(9))
        self._row.setSpacing(theme.s(12))
        self._row.addLayout(left, 1)
        self._row.addLayout(right)

    def _equation(self, theme: Theme) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.s(6))
        for widget in (
            text_label("Đọc", "secondary", "text2"),
            self._read,
            text_label("ô  =", "secondary", "text2"),
        ):
            line.addWidget(widget)
        for number, (key, word, icon, tone) in enumerate(_PARTS):
            if number:
                line.addWidget(text_label("+", "secondary", "text2"))
            line.addWidget(IconLabel(theme, icon, tone))
            line.addWidget(text_label(word, "secondary", "text2"))
            line.addWidget(self._numbers[key])
        line.addStretch(1)
        return line

    def set_narrow(self, narrow: bool) -> None:
        """Put the buttons under the words where there is little room."""
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def show_batch(self, batch: Batch, returnable: int) -> None:
        """Show the counts; `returnable` files have something to tell their senders."""
        totals = batch.totals
        cells = sum(len(report.cells) for report in batch.files)
        self._read.setText(format_number(cells))
        for key, label in self._numbers.items():
            label.setText(format_number(getattr(totals, key)))
        obstacle = self._obstacle(batch, cells)
        self.write.setEnabled(not obstacle)
        self.sums.setEnabled(bool(batch.to_write))
        self.give_back.setEnabled(returnable > 0)
        words = obstacle or (
            f"Hai vế khớp. Ghi là một bước, hoàn tác được; {format_number(totals.rejected)} ô từ chối không bị ghi."
        )
        self._words.setText(words)
        self.write.setAccessibleDescription(words)

    def _obstacle(self, batch: Batch, cells: int) -> str:
        if self._viewing:
            return self._viewing
        if cells != batch.totals.read:
            return f"Hai vế lệch nhau {format_number(abs(cells - batch.totals.read))} ô nên chưa ghi được. Đọc lại các tệp."
        if not batch.to_write:
            return "Chưa có tệp nào ghi được. Sửa các lỗi đã nêu, hoặc trả lại đơn vị."
        return ""
