"""The dialog "Tổng trước và sau khi ghi": what the batch does to the sum of each field over all units."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.forms import Form
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import ReturnTotals
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import primary
from desktop_app.ui.widgets.card import scrolling
from desktop_app.ui.widgets.labels import hairline, text_label

Sums = Sequence[tuple[Form, PeriodCode, Sequence[ReturnTotals]]]
_HEADS = ("Chỉ tiêu", "Trước", "Sau", "Tăng, giảm")


class SumsDialog(QDialog):
    """A table for each form and period of the batch."""

    def __init__(self, theme: Theme, parent: QWidget, sums: Sums) -> None:
        """`sums` as `importing.sums_of` gives them."""
        super().__init__(parent)
        self.setWindowTitle("Tổng trước và sau khi ghi")
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(theme.s(24), theme.s(20), theme.s(24), theme.s(12))
        body.setSpacing(theme.s(12))
        body.addWidget(text_label("Tổng trước và sau khi ghi", "title"))
        for form, code, totals in sums:
            body.addWidget(text_label(f"{form.short_title}, {code.short_title}", "strong", wraps=True))
            body.addLayout(_table(theme, totals))
        if not sums:
            body.addWidget(text_label("Lô này không có biểu số liệu nào để cộng.", "secondary"))
        body.addStretch(1)
        close = primary(theme, "Đóng")
        close.clicked.connect(self.accept)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.s(24), theme.s(12), theme.s(24), theme.s(12))
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(inner), 1)
        column.addWidget(hairline(theme))
        column.addLayout(foot)
        self.resize(theme.s(560), theme.s(480))


def _table(theme: Theme, totals: Sequence[ReturnTotals]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.s(20))
    grid.setVerticalSpacing(theme.s(6))
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column, head in enumerate(_HEADS):
        label = text_label(head, "caption", "text3")
        grid.addWidget(label, 0, column)
        if column:
            label.setAlignment(right)
    for row, item in enumerate(totals, start=1):
        step = item.after - item.before
        change = "không đổi" if not step else f"{'+' if step > 0 else ''}{format_number(step)}"
        grid.addWidget(text_label(item.label, "secondary", "text", wraps=True), row, 0)
        for column, text in enumerate(
            (format_number(item.before), format_number(item.after), change), start=1
        ):
            label = text_label(text, "strong" if column == 2 else "secondary", "text")
            label.setAlignment(right)
            grid.addWidget(label, row, column)
    return grid
