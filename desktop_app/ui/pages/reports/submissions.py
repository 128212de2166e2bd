"""What was submitted: the list of sent reports in the side card, and what can be done with each of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.commands.submission import SetSubmissionDocument
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.submissions import Submission
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.kept_file import open_kept
from desktop_app.ui.widgets.buttons import ghost, icon_button
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import clear_layout
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, hairline, text_label

_MOST_SHOWN = 3


class SubmissionList(QWidget):
    """The newest submissions; `check_asked()` to check a file in hand."""

    check_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Empty until it is refreshed."""
        super().__init__()
        self._desk = desk
        self.dialog: DocumentDialog | None = None
        self.menus: list[QMenu] = []
        self._title = text_label("Lịch sử nộp", "card-title")
        self._count = text_label("", "secondary", "text3")
        self.check = ghost(desk.theme, "Kiểm tra tệp…")
        self.check.setToolTip("Tệp có đúng là báo cáo đã nộp? Kéo tệp vào màn hình này cũng được.")
        self.check.clicked.connect(self.check_asked)
        head = QHBoxLayout()
        head.setSpacing(desk.theme.s(6))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.check)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(desk.theme.s(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, desk.theme.s(4), 0, 0)
        column.setSpacing(desk.theme.s(4))
        column.addWidget(hairline(desk.theme))
        column.addLayout(head)
        column.addLayout(self._rows)

    def refresh(self) -> None:
        """Read what was sent."""
        sent = self._desk.read.submissions()
        self._count.setText(str(len(sent)) if sent else "")
        clear_layout(self._rows)
        self.menus = []
        replaced = {(item.period, item.version - 1) for item in sent}
        for item in sent[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(item, (item.period, item.version) in replaced))
        if not sent:
            self._rows.addWidget(text_label("Chưa nộp báo cáo nào.", "caption", "text3"))

    def _row(self, item: Submission, replaced: bool) -> QWidget:
        theme, row = self._desk.theme, QWidget()
        period = PeriodCode.parse(item.period).short_title.capitalize()
        number = item.document_number or "chưa có số"
        when = format_date(item.document_date or item.submitted_at.date())
        gone = " · đã thay" if replaced else ""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(f"{period} · {item.title.lower()}", "strong"))
        words.addWidget(ElidedLabel(f"{number} · {when} · {item.fingerprint[:8]}{gone}", "caption", "text3"))
        more = icon_button(theme, "more_horizontal", f"Việc với báo cáo {period} {item.title.lower()}")
        more.clicked.connect(lambda: self._open_menu(item, more))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.s(8))
        line.addWidget(IconLabel(theme, "lock_closed", "text2"))
        line.addLayout(words, 1)
        line.addWidget(more)
        return row

    def _open_menu(self, item: Submission, button: QWidget) -> None:
        menu = QMenu(self)
        menu.addAction("Mở tệp đã nộp", lambda: self.open_file(item))
        menu.addAction("Lưu bản sao…", lambda: self.save_copy(item))
        period = PeriodCode.parse(item.period)
        menu.addAction("Xem sổ lúc nộp", lambda: self._desk.look_back(item.log_entry, item.as_of, period))
        if self._desk.can_edit:
            menu.addAction("Nhập số, ngày văn bản…", lambda: self.ask_document(item))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def open_file(self, item: Submission) -> None:
        """Open the file exactly as it was sent."""
        content = self._desk.read.evidence_content(item.sha256)
        problem = "Sổ không còn nội dung của tệp này. Mở bản sao lưu." if content is None else ""
        if content is not None:
            _, problem = open_kept(item.file_name, content)
        if problem:
            self._desk.failed.emit(problem)

    def save_copy(self, item: Submission) -> None:
        """Write the file as it was sent where the person chooses."""
        content = self._desk.read.evidence_content(item.sha256)
        folder = self._desk.session.record.path.parent
        target = ask_save_path(self, "Lưu bản đã nộp", folder / item.file_name, "Excel (*.xlsx)")
        if target is not None and content is not None:
            save_sent(self._desk, target, content)

    def ask_document(self, item: Submission) -> None:
        """Open the dialog for number and date of the covering document."""
        self.dialog = DocumentDialog(self._desk, self, item)
        self.dialog.open()


def save_sent(desk: Desk, target: Path, content: bytes) -> None:
    """Write a sent file; what goes wrong is told."""
    from desktop_app.exporting import save_file

    try:
        save_file(target, content)
    except RecordError as error:
        desk.failed.emit(str(error))
        return
    desk.said.emit(f"Đã lưu {target.name}.", False)


class DocumentDialog(FormDialog):
    """Number and date of the covering document, known once it was signed."""

    def __init__(self, desk: Desk, parent: QWidget, item: Submission) -> None:
        """Starts from what was entered before."""
        from PySide6.QtWidgets import QLineEdit

        super().__init__(desk.theme, parent, "Số, ngày văn bản kèm báo cáo", "Ghi")
        self._desk, self._item = desk, item
        self.number = QLineEdit(item.document_number)
        self.day = DateField(desk.theme, "Ngày văn bản", item.document_date)
        self.body.addWidget(FormField(desk.theme, "Số, ký hiệu", self.number, "Ví dụ 41/BC-UBND"))
        self._field = FormField(desk.theme, "Ngày văn bản", self.day)
        self.body.addWidget(self._field)

    def accept(self) -> None:
        """Write both; a date that is none stays with the reason."""
        if not self.day.valid:
            self._field.set_error("Nhập ngày theo mẫu 05/04/2021.")
            return
        self.day.commit()
        command = SetSubmissionDocument(self._item.id, self.number.text().strip(), self.day.value)
        if self._desk.do(command, "Đã ghi số văn bản."):
            super().accept()
