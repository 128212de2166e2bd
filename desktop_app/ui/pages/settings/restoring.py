"""The dialog "Khôi phục": what the backup holds against now, and whether it goes into a new file or in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QRadioButton, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number
from desktop_app.store.backups import Backup, preview
from desktop_app.store.restoring import restore_to
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.labels import text_label

if TYPE_CHECKING:
    from desktop_app.app import Program


class RestoreDialog(FormDialog):
    """In place is one change set, undone like any other; the present state is backed up before."""

    def __init__(self, desk: Desk, parent: QWidget, backup: Backup, program: Program | None) -> None:
        """Shows the counts of the backup beside those of the record."""
        when = f"{format_date(backup.at.date())} {backup.at:%H:%M}"
        super().__init__(desk.theme, parent, f"Khôi phục bản {when}?", "Khôi phục", "Giữ nguyên")
        self._desk, self._backup, self._program = desk, backup, program
        newest = desk.read.last_entry()[0]
        later = newest - backup.entry
        words = (
            f"Từ bản này đến nay sổ có thêm {format_number(later)} mục nhật ký."
            if later > 0
            else "Sổ không có thay đổi nào từ bản này."
        )
        self.body.addWidget(text_label(words, "secondary", "text2", wraps=True))
        self.body.addLayout(self._table())
        self.new_file = QRadioButton("Vào tệp mới; sổ đang mở giữ nguyên")
        self.in_place = QRadioButton("Ngay trên sổ này; sao lưu trạng thái hiện tại trước, hoàn tác được")
        self.new_file.setChecked(True)
        self.in_place.setEnabled(desk.can_edit and later > 0)
        self.body.addWidget(self.new_file)
        self.body.addWidget(self.in_place)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._desk.theme.s(24))
        grid.setVerticalSpacing(self._desk.theme.s(6))
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for column, head in enumerate(("", "Bản sao lưu", "Bây giờ", "Chênh lệch")):
            grid.addWidget(text_label(head, "caption", "text3"), 0, column, right)
        now = dict(preview(self._desk.session.record.path))
        for row, (title, count) in enumerate(preview(self._backup.path), start=1):
            step = count - now[title]
            change = "không đổi" if not step else f"{'+' if step > 0 else ''}{format_number(step)}"
            grid.addWidget(text_label(title, "secondary"), row, 0)
            for column, text in enumerate((format_number(count), format_number(now[title]), change), start=1):
                grid.addWidget(text_label(text, "strong" if column == 1 else "secondary"), row, column, right)
        return grid

    def accept(self) -> None:
        """Restore as chosen; what goes wrong is told and changes nothing."""
        if self.in_place.isChecked():
            super().accept()
            self._desk.after_backup("trước khi khôi phục", self._go_back)
            return
        target = self._ask_target()
        if target is None:
            return
        try:
            restore_to(self._backup.path, target)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return
        super().accept()
        self._offer(target)

    def _ask_target(self) -> Path | None:
        record = self._desk.session.record.path
        name = f"{record.stem}_{self._backup.at:%Y-%m-%d_%H-%M}.tiendo"
        return ask_save_path(self, "Khôi phục vào tệp mới", record.parent / name, "Sổ Tiến Độ (*.tiendo)")

    def _offer(self, target: Path) -> None:
        said, program = f"Đã khôi phục vào {target.name}.", self._program
        if program is None:
            self._desk.said.emit(said, False)
        else:
            self._desk.offered.emit(said, "Mở sổ đó", lambda: program.open_other(target))

    def _go_back(self) -> None:
        try:
            self._desk.session.restore(self._backup.path)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return
        self._desk.said.emit(f"Đã đưa sổ về mục {format_number(self._backup.entry)}.", True)
