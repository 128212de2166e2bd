"""The dialog "Phát hành phiếu": which form, for which period, into which folder; one workbook for each unit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.issuing import WrittenForms, expected_units, issuable_forms, write_forms
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_folder
from desktop_app.ui.jobs import Job
from desktop_app.ui.kept_file import show_folder
from desktop_app.ui.period_box import periods_to_offer
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label


class IssueDialog(FormDialog):
    """Closes when the files are being written; that runs in a job and is noted in the record at its end."""

    def __init__(self, desk: Desk, parent: QWidget, form_key: str) -> None:
        """Starts from the form and period looked at, and a new folder beside the record."""
        super().__init__(desk.theme, parent, "Phát hành phiếu", "Phát hành")
        self._desk = desk
        self.form = ComboBox(desk.theme, "Biểu mẫu")
        self.form.add_choices([(form.title, form.key) for form in issuable_forms(desk.read)])
        self.form.choose(form_key)
        self.period = ComboBox(desk.theme, "Kỳ báo cáo")
        self.period.add_choices([(f"Kỳ {code.short_title}", code) for code in periods_to_offer(desk)])
        self.period.choose(desk.period_code)
        self.folder = QLineEdit()
        choose = secondary(desk.theme, "Chọn…", "folder_open")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(desk.theme.s(8))
        self._folder_field = FormField(
            desk.theme, "Thư mục", self.folder, "Mỗi đơn vị một tệp .xlsx, tên tệp gửi thư được ngay."
        )
        self._summary = text_label("", "secondary", "text2", wraps=True)
        self.body.addWidget(FormField(desk.theme, "Biểu mẫu", self.form))
        self.body.addWidget(FormField(desk.theme, "Kỳ báo cáo", self.period))
        row.addWidget(self._folder_field, 1)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.body.addWidget(self._summary)
        self.form.activated.connect(lambda _: self._tell())
        self.period.activated.connect(lambda _: self._tell())
        self.folder.textEdited.connect(lambda _: self._folder_field.set_error(""))
        self._tell()

    @property
    def code(self) -> PeriodCode:
        """The period chosen."""
        code = self.period.currentData()
        assert isinstance(code, PeriodCode)
        return code

    @property
    def key(self) -> str:
        """The form chosen."""
        return str(self.form.currentData())

    def _tell(self) -> None:
        home = self._desk.session.record.path.parent
        self.folder.setText(str(home / f"Phieu_{self.key}_{self.code.code}"))
        self._folder_field.set_error("")
        try:
            units = expected_units(self._desk.read, self.key, self.code)
        except RecordError as error:
            self._summary.setText(str(error))
            return
        names = ", ".join(unit.short_name for unit in units[:4])
        more = f" và {format_number(len(units) - 4)} đơn vị khác" if len(units) > 4 else ""
        self._summary.setText(
            f"{format_number(len(units))} phiếu, có sẵn số kỳ trước: {names}{more}."
            if units
            else "Không có đơn vị nào phải gửi biểu này ở kỳ này. Chọn kỳ hoặc biểu khác."
        )

    def _choose(self) -> None:
        chosen = ask_folder(self, "Thư mục để ghi phiếu", Path(self.folder.text()).parent)
        if chosen is not None:
            self.folder.setText(str(chosen))
            self._folder_field.set_error("")

    def accept(self) -> None:
        """Write the workbooks off the main thread, then note them in the record."""
        text = self.folder.text().strip()
        if not text:
            self._folder_field.set_error("Chọn thư mục để ghi phiếu.")
            return
        issue(self._desk, self.key, self.code, Path(text))
        super().accept()


def issue(desk: Desk, form_key: str, code: PeriodCode, folder: Path) -> None:
    """Write one workbook for each expected unit in a job, and note them; what fails is told and leaves no file."""
    record, at = desk.session.record, desk.session.record.clock()

    def work(job: Job) -> WrittenForms:
        reader = record.another_reader()
        try:
            return write_forms(reader, form_key, code, folder, at, job.progress)
        finally:
            reader.close()

    def note(written: WrittenForms) -> None:
        if not desk.do(written.command):
            written.discard()
            return
        said = f"Đã phát hành {format_number(len(written.paths))} phiếu vào {folder.name}."
        desk.offered.emit(said, "Mở thư mục", lambda: show_folder(desk, folder))

    desk.jobs.run("Đang phát hành phiếu…", work, note)
