"""Carrying a backup with a password: writing such a copy, and opening one into a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.errors import RecordError
from desktop_app.store.backups import Backup
from desktop_app.store.encrypted_copy import SUFFIX, check_password, decrypt_copy, encrypt_copy
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_open_paths, ask_save_path
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField

if TYPE_CHECKING:
    from desktop_app.app import Program

_SEALED = f"Bản sao lưu có mật khẩu (*{SUFFIX})"
_RECORDS = "Sổ Tiến Độ (*.tiendo)"
_FINAL = "Mất mật khẩu là mất bản này: không ai mở lại được, kể cả người làm ra chương trình."


class PasswordDialog(FormDialog):
    """Asks for a password, twice where a copy is written; `go(password)` is called once it will do."""

    def __init__(
        self, theme: Theme, parent: QWidget, file: Path, go: Callable[[str], None], *, writing: bool
    ) -> None:
        """`file` is the copy to write or to open."""
        title = "Chép bản sao lưu có mật khẩu" if writing else f"Mở {file.name}"
        super().__init__(theme, parent, title, "Chép" if writing else "Mở", hint=_FINAL if writing else "")
        self._go = go
        self.password, self.again = _secret("Mật khẩu"), _secret("Gõ lại mật khẩu")
        self.field = FormField(theme, "Mật khẩu", self.password, "Ít nhất 10 ký tự." if writing else "")
        self.body.addWidget(self.field)
        self.again_field = FormField(theme, "Gõ lại mật khẩu", self.again)
        if writing:
            self.body.addWidget(self.again_field)
        self._writing = writing
        self.password.setFocus()

    def accept(self) -> None:
        """Go on, or say what is wrong with the password."""
        self.field.set_error("")
        self.again_field.set_error("")
        if self._writing:
            try:
                check_password(self.password.text())
            except RecordError as error:
                self.field.set_error(str(error))
                return
            if self.password.text() != self.again.text():
                self.again_field.set_error("Hai lần gõ khác nhau. Gõ lại cho giống.")
                return
        super().accept()
        self._go(self.password.text())


def _secret(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


class Carrying(QWidget):
    """The two buttons under the list of backups; `dialog` is the password asked for last."""

    def __init__(self, desk: Desk, program: Program | None, chosen: Callable[[], Backup | None]) -> None:
        """`chosen` gives the backup to carry, None when there is no good one."""
        super().__init__()
        self._desk, self._program, self._chosen = desk, program, chosen
        self.dialog: PasswordDialog | None = None
        self.carry = ghost(desk.theme, "Chép bản có mật khẩu…", "lock_closed")
        self.carry.setToolTip("Chép bản đang chọn ra tệp mã hóa để mang đi bằng USB")
        self.carry.clicked.connect(self._ask_carry)
        self.unseal = ghost(desk.theme, "Mở bản có mật khẩu…")
        self.unseal.clicked.connect(self._ask_unseal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.carry)
        row.addWidget(self.unseal)
        row.addStretch(1)

    def _ask_carry(self) -> None:
        """Ask where and for a password, then encrypt off the main thread."""
        backup, desk = self._chosen(), self._desk
        if backup is None:
            return
        name = f"{desk.session.record.path.stem}_{backup.at:%Y-%m-%d_%H-%M}{SUFFIX}"
        asked = ask_save_path(self, "Chép bản sao lưu có mật khẩu", Path.home() / name, _SEALED)
        if asked is None:
            return
        target = asked if asked.suffix == SUFFIX else asked.with_name(asked.name + SUFFIX)

        def go(password: str) -> None:
            desk.jobs.run(
                "Đang mã hóa bản sao lưu…",
                lambda _: encrypt_copy(backup.path, target, password),
                lambda path: desk.said.emit(f"Đã chép và đọc thử lại {path.name}.", False),
            )

        self.dialog = PasswordDialog(desk.theme, self, target, go, writing=True)
        self.dialog.open()

    def _ask_unseal(self) -> None:
        """Open one into a new record file, which is then shown."""
        for source in ask_open_paths(self, "Mở bản sao lưu có mật khẩu", _SEALED)[:1]:
            target = ask_save_path(self, "Mở thành sổ mới", source.with_suffix(".tiendo"), _RECORDS)
            if target is not None:
                self._ask_password(source, target)

    def _ask_password(self, source: Path, target: Path) -> None:
        desk = self._desk

        def opened(path: Path) -> None:
            desk.said.emit(f"Đã mở thành {path.name}.", False)
            if self._program is not None:
                self._program.open_other(path)

        def go(password: str) -> None:
            desk.jobs.run("Đang giải mã…", lambda _: decrypt_copy(source, target, password), opened)

        self.dialog = PasswordDialog(desk.theme, self, source, go, writing=False)
        self.dialog.open()
