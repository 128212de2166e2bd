"""The files kept in the record for a task or a layer status: attach, open, save a copy, take off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.evidence import AttachEvidence, RemoveEvidence, read_evidence_file
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_size
from desktop_app.domain.tasks import Evidence
from desktop_app.ui.deleting import ask_to_delete
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_open_paths, ask_save_path
from desktop_app.ui.kept_file import open_kept
from desktop_app.ui.widgets.buttons import ghost, icon_button
from desktop_app.ui.widgets.detail_panel import clear_layout
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, text_label
from desktop_app.ui.widgets.toast import announce

_ICONS = {
    ".pdf": ("document_pdf", "danger"),
    ".xlsx": ("document_table", "success"),
    ".xls": ("document_table", "success"),
}


class EvidenceList(QWidget):
    """Files are copied into the record; `changed` after one was attached or taken off."""

    changed = Signal()

    def __init__(self, desk: Desk, owner: str) -> None:
        """`owner` is "task" or "layer_status"."""
        super().__init__()
        self._desk, self._owner, self._owner_id = desk, owner, 0
        self.setAcceptDrops(desk.can_edit)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = text_label("Minh chứng", "strong")
        self._count = text_label("", "secondary", "text3")
        self.attach = ghost(desk.theme, "Đính kèm", "attach")
        self.attach.clicked.connect(self._choose)
        if not desk.can_edit:
            self.attach.hide()
        head = QHBoxLayout()
        head.setSpacing(desk.theme.s(6))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.attach)
        self.refusal = text_label("", "caption", "danger", wraps=True)
        self.refusal.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(desk.theme.s(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.setSpacing(desk.theme.s(6))
        column.addWidget(self.refusal)
        column.addLayout(self._rows)

    def show_files(self, owner_id: int) -> None:
        """Show the files of a task or layer status."""
        focused = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._owner_id = owner_id
        files = self._desk.read.evidence(self._owner, owner_id)
        self._count.setText(str(len(files)))
        clear_layout(self._rows)
        for item in files:
            self._rows.addWidget(self._row(item))
        if not files:
            hint = "Kéo tệp vào đây hoặc Ctrl+V để dán tệp." if self._desk.can_edit else "Chưa có tệp nào."
            self._rows.addWidget(text_label(hint, "caption", "text3", wraps=True))
        if focused:
            self.attach.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, item: Evidence) -> QWidget:
        theme = self._desk.theme
        row = QWidget()
        icon, tone = _ICONS.get(Path(item.file_name).suffix.lower(), ("document_text", "text2"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(item.file_name, "secondary"))
        words.addWidget(
            text_label(f"{format_size(item.size)} · {format_date(item.added_on)}", "caption", "text3")
        )
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.s(8))
        line.addWidget(IconLabel(theme, icon, tone, 20))
        line.addLayout(words, 1)
        for name, drawing, act in self._acts():
            button = icon_button(theme, drawing, f"{name} {item.file_name}")
            button.clicked.connect(lambda _on=False, act=act: act(item))
            line.addWidget(button)
        return row

    def _acts(self) -> list[tuple[str, str, Callable[[Evidence], object]]]:
        acts: list[tuple[str, str, Callable[[Evidence], object]]] = [
            ("Mở", "open", self.open_file),
            ("Lưu bản sao", "save", self.save_copy),
        ]
        return [*acts, ("Gỡ", "dismiss", self.remove)] if self._desk.can_edit else acts

    def _choose(self) -> None:
        self.add_files(ask_open_paths(self, "Chọn tệp minh chứng"))

    def add_files(self, paths: list[Path]) -> None:
        """Copy files into the record; a refused one (too large, unreadable) is named here, the others go on."""
        refused: list[str] = []
        for path in paths:
            try:
                content = read_evidence_file(path)
                today = self._desk.session.today
                self._desk.session.do(
                    AttachEvidence(self._owner, self._owner_id, path.name, content, added_on=today)
                )
            except RecordError as error:
                refused.append(str(error))
                continue
            self._desk.said.emit(f"Đã đính kèm {path.name}.", True)
            self._changed()
        self._refuse("\n".join(refused))

    def remove(self, item: Evidence) -> None:
        """Ask why, and take a file off; undo brings it back."""
        self.deleting = ask_to_delete(
            self._desk, self, f"Gỡ {item.file_name}?", "Gỡ", lambda reason: self._take_off(item, reason)
        )
        self.deleting.finished.connect(lambda _: self.attach.setFocus(Qt.FocusReason.OtherFocusReason))

    def _take_off(self, item: Evidence, reason: str) -> bool:
        """Take it off; a refusal is said at the list, and the dialog goes."""
        try:
            self._desk.session.do(RemoveEvidence(item.id, reason))
        except RecordError as error:
            self._refuse(str(error))
            return True
        self._desk.said.emit(f"Đã gỡ {item.file_name}.", True)
        self._refuse("")
        self._changed()
        return True

    def _changed(self) -> None:
        self.show_files(self._owner_id)
        self.changed.emit()

    def _refuse(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        if why:
            announce(self.refusal, why)

    def save_copy(self, item: Evidence) -> None:
        """Write the file, under its own name unless another is chosen."""
        target = ask_save_path(self, "Lưu bản sao minh chứng", Path.home() / item.file_name, "Mọi tệp (*)")
        content = self._desk.read.evidence_content(item.sha256)
        if target is None or content is None:
            return
        try:
            target.write_bytes(content)
        except OSError as error:
            self._refuse(f"Không ghi được {target} ({error.strerror}). Chọn thư mục khác rồi lưu lại.")
            return
        self._desk.said.emit(f"Đã lưu {target.name}.", False)

    def open_file(self, item: Evidence) -> Path | None:
        """Open a read-only copy with the program the PC has for it; answers where the copy is."""
        content = self._desk.read.evidence_content(item.sha256)
        if content is None:
            self._refuse(f"Không còn nội dung của {item.file_name} trong sổ. Kiểm tra sổ, mở bản sao lưu.")
            return None
        copy, problem = open_kept(item.file_name, content)
        if problem:
            self._refuse(problem)
        return copy

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from the desktop."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Copy the dropped files."""
        self.add_files(files_in(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes files."""
        files = files_in(QGuiApplication.clipboard().mimeData())
        if event.matches(QKeySequence.StandardKey.Paste) and files and self._desk.can_edit:
            self.add_files(files)
        else:
            super().keyPressEvent(event)


def files_in(data: QMimeData) -> list[Path]:
    """The files of this PC in what is dragged or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
