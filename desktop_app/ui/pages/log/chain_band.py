"""The band that says whether the log's hash chain is whole, checked off the main thread."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_app.domain.dates import format_moment
from desktop_app.domain.numbers import format_number
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.labels import IconLabel, restyle, text_label


class ChainBand(QFrame):
    """Green while the chain holds; red with the first bad entry when it does not."""

    def __init__(self, desk: Desk) -> None:
        """Say nothing until checked."""
        super().__init__()
        self._desk = desk
        self._checked = 0
        self.setProperty("frame", "card")
        self._icon = IconLabel(desk.theme, "shield_checkmark-filled", "success", 20)
        self.verdict = text_label("Đang kiểm tra chuỗi nhật ký…", "strong", "text2")
        self._detail = text_label("", "secondary", "text3")
        again = ghost(desk.theme, "Kiểm tra lại")
        again.clicked.connect(lambda: self.check(again=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(desk.theme.s(16), desk.theme.s(6), desk.theme.s(12), desk.theme.s(6))
        row.setSpacing(desk.theme.s(8))
        for widget in (self._icon, self.verdict, self._detail):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(again)

    def check(self, again: bool = False) -> None:
        """Check the chain unless this very log was checked already."""
        entry, _ = self._desk.read.last_entry()
        if entry == self._checked and not again:
            return
        self._checked = entry
        record = self._desk.session.record

        def work(job: Job) -> int | None:
            reader = record.another_reader()
            try:
                return reader.first_broken_entry()
            finally:
                reader.close()

        self._desk.jobs.run("Đang kiểm tra chuỗi nhật ký…", work, self._show)

    def _show(self, broken: int | None) -> None:
        entry, digest = self._desk.read.last_entry()
        now = self._desk.session.record.clock()
        if broken is None:
            self.verdict.setText(f"Chuỗi nhật ký nguyên vẹn, {format_number(entry)} mục")
            restyle(self.verdict, tone="success")
            self._icon.set_icon("shield_checkmark-filled", "success")
        else:
            self.verdict.setText(
                f"Chuỗi nhật ký đứt từ mục {format_number(broken)}: nội dung đã bị sửa ngoài chương trình"
            )
            restyle(self.verdict, tone="danger")
            self._icon.set_icon("error_circle-filled", "danger")
        when = format_moment(now, now.date())
        self._detail.setText(f"Kiểm tra lúc {when} · mã mục cuối {digest[:4]} {digest[4:8]}")
