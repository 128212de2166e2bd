"""The dialog for a damaged record: look at what can be read, recover it into a new file, or open the newest backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.dates import format_date
from desktop_app.store.backups import Backup
from desktop_app.store.restoring import restore_to
from desktop_app.store.salvage import Salvage
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.labels import text_label

Recover = Callable[[Path, Path], Salvage]
_FILES = "Sổ Tiến Độ (*.tiendo)"


class DamagedDialog(FormDialog):
    """Nothing here changes the damaged file. `opened(path)` asks to show a file; `looked(Salvage)` to look only."""

    opened = Signal(object)
    recovered = Signal(object)
    looked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None,
        record: Path,
        problem: str,
        newest: Backup | None,
        recover: Recover,
    ) -> None:
        """`newest` is the newest good backup, None without one; `recover(record, target)` does the recovering."""
        super().__init__(theme, parent, f"{record.name} bị hỏng", "Cứu sang tệp mới…", "Đóng", problem)
        self._record, self._newest, self._recover = record, newest, recover
        self.jobs = Jobs(self)
        self.setMinimumWidth(theme.s(560))
        self.body.addWidget(text_label(self._said(), "secondary", wraps=True))
        self.state = text_label("", "secondary", "danger", wraps=True)
        self.body.addWidget(self.state)
        self.look = secondary(theme, "Xem phần đọc được", "eye")
        self.look.clicked.connect(self._look)
        self.backup = secondary(theme, "Mở bản sao lưu…", "history")
        self.backup.clicked.connect(self._open_backup)
        self.body.addWidget(self.look)
        self.body.addWidget(self.backup)
        if newest is None:
            self.backup.hide()
        self.verb_button.setDefault(False)
        self.leave_button.setDefault(True)

    def _said(self) -> str:
        if self._newest is None:
            return "Chưa thấy bản sao lưu tốt nào của sổ này trên máy. Tệp hỏng được giữ nguyên dù chọn cách nào."
        at = self._newest.at
        return (
            f"Bản sao lưu tốt mới nhất: {at:%H:%M} {format_date(at.date())}, đến mục nhật ký {self._newest.entry}. "
            "Tệp hỏng được giữ nguyên dù chọn cách nào."
        )

    def accept(self) -> None:
        """Ask where, recover off the main thread, and open the new file."""
        target = self._ask("Cứu sang tệp mới", f"{self._record.stem} (đã cứu).tiendo")
        if target is not None:
            self._run(target, self._finish)

    def _look(self) -> None:
        """Recover into a file of its own that is only looked at."""
        from tempfile import mkdtemp

        self._run(Path(mkdtemp(prefix="tiendo-xem-")) / self._record.name, self._show)

    def _run(self, target: Path, then: Callable[[Salvage], None]) -> None:
        self._wait(True)
        self.jobs.run("Đang cứu dữ liệu…", lambda _: self._recover(self._record, target), then, self._refuse)

    def _finish(self, found: Salvage) -> None:
        self._wait(False)
        super().accept()
        self.recovered.emit(found)

    def _show(self, found: Salvage) -> None:
        self._wait(False)
        super().accept()
        self.looked.emit(found)

    def _refuse(self, why: str) -> None:
        self._wait(False)
        self.state.setText(why)

    def _wait(self, busy: bool) -> None:
        for button in (self.verb_button, self.look, self.backup):
            button.setEnabled(not busy)
        self.state.setText("Đang đọc từng dòng của tệp hỏng…" if busy else "")

    def _open_backup(self) -> None:
        """Write the newest good backup as a new file beside the damaged one, and open it."""
        newest = self._newest
        target = self._ask("Mở bản sao lưu", f"{self._record.stem} (bản sao lưu).tiendo")
        if newest is None or target is None:
            return
        self._wait(True)

        def done(path: Path) -> None:
            self._wait(False)
            FormDialog.accept(self)
            self.opened.emit(path)

        self.jobs.run("Đang khôi phục…", lambda _: restore_to(newest.path, target), done, self._refuse)

    def _ask(self, title: str, name: str) -> Path | None:
        target = ask_save_path(self, title, self._record.with_name(name), _FILES)
        return target if target is None or target.suffix else target.with_suffix(".tiendo")


class SalvageReport(FormDialog):
    """What was recovered and what is missing, sentence by sentence; the same stands in a text file beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None, found: Salvage, written: Path | None) -> None:
        """`written` is the text file, None when it could not be written."""
        title = "Đã cứu đủ dữ liệu" if found.complete else "Đã cứu phần còn đọc được"
        super().__init__(theme, parent, title, "Đóng", "Bỏ qua")
        self.leave_button.hide()
        self.setMinimumWidth(theme.s(600))
        for line in found.lines():
            self.body.addWidget(text_label(line, "secondary", "text", wraps=True))
        if written is not None:
            self.body.addWidget(
                text_label(f"Bản ghi này lưu ở {written.name}.", "caption", "text3", wraps=True)
            )
