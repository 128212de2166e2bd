"""The pane of one unit on the board: every file of it that was merged, opened, saved or taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import ERROR, ReceivedFile
from desktop_app.domain.returns_board import ReturnRow
from desktop_app.merging import ChangedSince, changed_since, take_back
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.kept_file import open_received
from desktop_app.ui.pages.entry.looks import RETURN_LOOKS
from desktop_app.ui.widgets.buttons import Button, ghost
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.dialogs import ask
from desktop_app.ui.widgets.labels import ElidedLabel, text_label

_MOST_PROBLEMS, _MOST_CHANGED = 8, 6


class BoardDetail(DetailPanel):
    """Shows one unit's returns for the form and period looked at, newest first."""

    def __init__(self, desk: Desk) -> None:
        """Empty until a unit is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self.take_back_buttons: list[Button] = []

    def show_row(self, row: ReturnRow, files: list[ReceivedFile]) -> None:
        """Show a unit with its merged files, newest first."""
        limit = f"hạn của đơn vị {format_date(row.deadline)}" if row.deadline else ""
        late = f"trễ {format_number(row.days_late)} ngày" if row.days_late else ""
        issued = "đã phát phiếu" if row.issued else "chưa phát phiếu"
        self.set_head(
            "", RETURN_LOOKS[row.state], row.unit.name, " · ".join(filter(None, (issued, limit, late)))
        )
        self.clear_body()
        self.take_back_buttons = []
        for file in files:
            self.body.addWidget(self._file(file))
        if not files:
            words = "Chưa ghi tệp nào của đơn vị cho kỳ này. Kéo tệp đơn vị gửi vào cửa sổ để đọc."
            self.body.addWidget(text_label(words, "secondary", "text3", wraps=True))
        self.body.addStretch(1)

    def _file(self, file: ReceivedFile) -> QFrame:
        theme, box = self._desk.theme, QFrame()
        box.setProperty("frame", "box")
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.s(12), theme.s(8), theme.s(12), theme.s(8))
        column.setSpacing(theme.s(4))
        column.addWidget(ElidedLabel(file.file_name, "strong"))
        sender = f" · người gửi {file.sender}" if file.sender else ""
        when = f"{format_date(file.received_at.date())} {file.received_at:%H:%M}"
        column.addWidget(text_label(f"{when} · {file.state.label}{sender}", "caption", "text3", wraps=True))
        counts = (
            f"nhận {format_number(file.accepted)}, từ chối {format_number(file.rejected)}, "
            f"không đổi {format_number(file.unchanged)}, trống {format_number(file.blank)}"
        )
        column.addWidget(text_label(counts, "secondary", "text2", wraps=True))
        for problem in [item for item in file.problems if item.severity == ERROR][:_MOST_PROBLEMS]:
            where = f"{problem.cell}: " if problem.cell else ""
            column.addWidget(text_label(where + problem.message, "caption", "danger", wraps=True))
        column.addLayout(self._acts(file))
        return box

    def _acts(self, file: ReceivedFile) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._desk.theme.s(4))
        acts = [("Mở tệp gốc", self.open_file), ("Lưu bản sao", self.save_copy)]
        if self._desk.can_edit:
            acts.append(("Hoàn tác lần nhập…", self.take_back))
        for words, act in acts:
            button = ghost(self._desk.theme, words)
            button.setAccessibleName(f"{words} {file.file_name}")
            button.clicked.connect(lambda _on=False, act=act: act(file))
            line.addWidget(button)
        if self._desk.can_edit:
            self.take_back_buttons.append(button)
        line.addStretch(1)
        return line

    def open_file(self, file: ReceivedFile) -> None:
        """Open the kept original."""
        open_received(self._desk, file.id)

    def save_copy(self, file: ReceivedFile) -> None:
        """Write the kept original where the person chooses."""
        target = ask_save_path(self, "Lưu bản sao tệp gốc", Path.home() / file.file_name, "Mọi tệp (*)")
        content = self._desk.read.evidence_content(file.sha256)
        if target is None or content is None:
            return
        try:
            target.write_bytes(content)
        except OSError as error:
            self._desk.failed.emit(
                f"Không ghi được {target} ({error.strerror}). Chọn thư mục khác rồi lưu lại."
            )
            return
        self._desk.said.emit(f"Đã lưu {target.name}.", False)

    def take_back(self, file: ReceivedFile) -> None:
        """Take back the whole import the file came with, after showing what was changed since."""
        read = self._desk.read
        entry = read.import_entry(file.id)
        if entry is None:
            return
        since = changed_since(read, entry)
        label = next((item.label for item in read.change_sets() if item.entry == entry), "")
        question = f"Hoàn tác cả lần nhập ở mục {format_number(entry)}?"
        if not ask(
            self._desk.theme, self, question, _explained(label, since), "Hoàn tác lần nhập", "Giữ nguyên"
        ):
            return
        try:
            take_back(self._desk.session, entry)
        except RecordError as error:
            self._desk.failed.emit(str(error))
            return
        self._desk.said.emit(f"Đã hoàn tác: {label}", True)


def _explained(label: str, since: list[ChangedSince]) -> str:
    if not since:
        return f"{label}. Mọi số của lần nhập trở về như trước; chưa số nào bị sửa sau đó."
    shown = "; ".join(
        f"{item.unit}, {item.field} (mục {item.entry}, {item.actor})" for item in since[:_MOST_CHANGED]
    )
    more = f" và {len(since) - _MOST_CHANGED} ô khác" if len(since) > _MOST_CHANGED else ""
    return f"{label}. Giữ {len(since)} ô đã sửa sau đó: {shown}{more}. Các ô khác trở về như trước."
