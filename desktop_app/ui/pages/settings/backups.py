"""The section "Sao lưu": the newest backup, both places, the list of backups, and going back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number, format_size
from desktop_app.safekeeping import BY_HAND, Kept, Safekeeping
from desktop_app.store.backups import Backup, verify
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_folder
from desktop_app.ui.pages.settings.encrypting import Carrying
from desktop_app.ui.pages.settings.restoring import RestoreDialog
from desktop_app.ui.pages.settings.rows import Cell, ListRow, RowTable
from desktop_app.ui.pages.settings.section import Section
from desktop_app.ui.widgets.buttons import Button, ghost, primary, secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.data_table import ONE_LINE, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, hairline, text_label
from desktop_app.ui.widgets.status import StatusLabel, StatusLook
from desktop_app.ui.widgets.table_card import TableCard

if TYPE_CHECKING:
    from desktop_app.app import Program

_HEADERS = ("Thời điểm", "Lý do", "Mục nhật ký", "Dung lượng", "Kiểm tra", "Nơi thứ hai")
_ROOMY = 760
_READY = StatusLook("Sẵn sàng", "checkmark_circle-filled", "success")
_ABSENT = StatusLook("Chưa cắm", "warning-filled", "warning")
_UNSET = StatusLook("Chưa đặt", "circle", "neutral")


class BackupsSection(Section):
    """Nothing here is part of the record: backups belong to this PC."""

    def __init__(self, desk: Desk, program: Program | None) -> None:
        """Without a keeper (a picture, a record open for viewing elsewhere) it only says so."""
        super().__init__(desk)
        self._program = program
        self.now = primary(self.theme, "Sao lưu ngay", "save")
        self.back = secondary(self.theme, "Khôi phục…", "arrow_counterclockwise")
        self.check = ghost(self.theme, "Kiểm tra lại tất cả")
        self.carrying = Carrying(desk, program, self._chosen)
        self.newest = text_label("", "strong")
        self.about = text_label("", "caption", "text3", wraps=True)
        self._main = _Place(self, "Nơi lưu chính", "hard_drive", "Đổi…", self._choose_main)
        self._second = _Place(self, "Nơi lưu thứ hai", "save", "Chọn…", self._choose_second)
        self.model = RowTable(_HEADERS, (2, 3))
        self.table = DataTable(self.theme, "Các bản sao lưu", ONE_LINE)
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.card = TableCard(self.theme, self.table)
        self._none = EmptyState(
            self.theme, "save", "Chưa có bản sao lưu nào", "Bấm Sao lưu ngay để lập bản đầu tiên."
        )
        self.dialog: RestoreDialog | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        top = QFrame()
        top.setProperty("frame", "card")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.s(16), theme.s(12), theme.s(16), theme.s(12))
        column.setSpacing(theme.s(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.newest)
        words.addWidget(self.about)
        first = QHBoxLayout()
        first.setSpacing(theme.s(10))
        first.addWidget(IconLabel(theme, "shield_checkmark", "success", 20))
        first.addLayout(words, 1)
        first.addWidget(self.back)
        first.addWidget(self.now)
        column.addLayout(first)
        column.addWidget(hairline(theme))
        column.addLayout(self._main.line)
        column.addLayout(self._second.line)
        self.column.addLayout(
            self.title_line(
                "Sao lưu", "tự động khi mở sổ, mỗi 30 phút có thay đổi, trước khi nhập", self.check
            )
        )
        self.column.addWidget(top)
        self.column.addWidget(self.card, 1)
        self.column.addWidget(self.carrying)
        self.table.set_columns({1: 180, 2: 104, 3: 96, 4: 146, 5: 108}, 0, at_least=130)

    def set_room(self, width: int) -> None:
        """Log entry and size give way first."""
        for column in (2, 3):
            self.table.setColumnHidden(column, width < _ROOMY)

    def _connect(self) -> None:
        self.now.clicked.connect(self.back_up)
        self.back.clicked.connect(self.ask_restore)
        self.check.clicked.connect(self.check_all)
        self.table.opened.connect(lambda _: self.ask_restore())
        self.desk.backed_up.connect(lambda _: self.refresh())

    @property
    def keeper(self) -> Safekeeping | None:
        """The record's backups on this PC."""
        return self.desk.keeper

    def refresh(self) -> None:
        """Read the folders again."""
        keeper = self.keeper
        backups = keeper.backups() if keeper else []
        copies = {copy.path.name for copy in keeper.second_copies()} if keeper else set()
        self.model.show_rows([_row(backup, copies, keeper) for backup in backups])
        if backups:
            self.card.show_table()
            if not self.table.currentIndex().isValid():
                self.table.choose_row(0)
        else:
            self.card.show_empty(self._none)
        size = sum(backup.size for backup in backups)
        kept = "giữ mọi bản 2 giờ, rồi mỗi giờ, ngày, tuần, tháng một bản"
        self.card.set_foot(f"{format_number(len(backups))} bản, {format_size(size)}", kept)
        self._tell(backups)

    def _tell(self, backups: list[Backup]) -> None:
        keeper = self.keeper
        good = next((backup for backup in backups if backup.good), None)
        for button in (self.now, self.check):
            button.setEnabled(keeper is not None)
        self.back.setEnabled(good is not None)
        self.carrying.carry.setEnabled(good is not None)
        if keeper is None:
            self.newest.setText("Cửa sổ này không sao lưu")
            self.about.setText("Mở sổ trong chương trình để xem và lập bản sao lưu.")
            return
        self.newest.setText(
            f"Bản gần nhất: {_when(good.at, keeper.clock())}" if good else "Chưa có bản sao lưu nào"
        )
        entries = format_number(good.entry) if good else ""
        self.about.setText(f"Đã mở thử và đối chiếu {entries} mục nhật ký." if good else "Bấm Sao lưu ngay.")
        self._main.show_place(str(keeper.folder), _READY)
        self._tell_second(keeper)

    def _tell_second(self, keeper: Safekeeping) -> None:
        if keeper.second is None:
            self._second.show_place("USB hoặc thư mục dùng chung; nên có để phòng hỏng máy", _UNSET)
            return
        there = keeper.second.is_dir()
        self._second.show_place(
            f"{keeper.second} · {keeper.reminder(keeper.clock()) or 'đã chép bản gần nhất'}",
            _READY if there else _ABSENT,
        )

    def back_up(self) -> None:
        """Sao lưu ngay."""
        keeper = self.keeper
        if keeper is not None:
            self.desk.jobs.run("Đang sao lưu…", lambda _: keeper.make(BY_HAND), self._made)

    def _made(self, kept: Kept) -> None:
        self.desk.said.emit(f"Đã sao lưu và kiểm tra bản {kept.backup.path.name}.", False)
        self.desk.tell_backup(kept)

    def check_all(self) -> None:
        """Look at every backup again, whole."""
        keeper = self.keeper
        if keeper is None:
            return

        def work(_job: object) -> list[Backup]:
            return [verify(backup) for backup in keeper.backups()]

        def checked(backups: list[Backup]) -> None:
            bad = sum(not backup.good for backup in backups)
            words = f"{bad} bản hỏng, xem cột Kiểm tra" if bad else "không bản nào hỏng"
            self.desk.said.emit(f"Đã kiểm tra {len(backups)} bản: {words}.", False)
            self.refresh()

        self.desk.jobs.run("Đang kiểm tra các bản sao lưu…", work, checked)

    def _chosen(self) -> Backup | None:
        """The chosen backup when it is good; why it cannot be used is said."""
        keeper, row = self.keeper, self.table.currentIndex().row()
        if keeper is None or row < 0:
            return None
        name = self.model.key(row)
        backup = next((item for item in keeper.backups() if item.path.name == name), None)
        if backup is None:
            self.refresh()
        elif not backup.good:
            self.desk.failed.emit(
                f"Bản {backup.path.name} không dùng để khôi phục được: {backup.fault}. Chọn bản khác."
            )
            return None
        return backup

    def ask_restore(self) -> None:
        """Open the preview of the chosen backup, the newest good one unless another is chosen."""
        backup = self._chosen()
        if backup is not None:
            self.dialog = RestoreDialog(self.desk, self, backup, self._program)
            self.dialog.open()

    def _choose_main(self) -> None:
        self._choose("backup_folder", "Nơi lưu các bản sao lưu")

    def _choose_second(self) -> None:
        self._choose("second_backup_folder", "Nơi lưu thứ hai: USB hoặc thư mục dùng chung")

    def _choose(self, name: str, title: str) -> None:
        program = self._program
        folder = ask_folder(self, title) if program is not None else None
        if program is None or folder is None:
            return
        setattr(program.chosen, name, str(folder))
        program.save_preferences()
        self.desk.keeper = program.keeper_of(self.desk.session)
        self.back_up()


class _Place:
    """A line about one of the places: where, whether it is there, and a button to choose another."""

    def __init__(
        self, section: BackupsSection, title: str, icon: str, verb: str, act: Callable[[], None]
    ) -> None:
        theme = section.theme
        self.where = ElidedLabel("", "caption", "text3")
        self.state = StatusLabel(theme, _UNSET, strong=False)
        self.choose: Button = ghost(theme, verb)
        self.choose.setAccessibleName(f"{title}: {verb}")
        self.choose.clicked.connect(act)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(title, "strong"))
        words.addWidget(self.where)
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.s(10))
        self.line.addWidget(IconLabel(theme, icon, "text2"), 0, Qt.AlignmentFlag.AlignTop)
        self.line.addLayout(words, 1)
        self.line.addWidget(self.state)
        self.line.addWidget(self.choose)

    def show_place(self, where: str, look: StatusLook) -> None:
        """Say where it is and whether it is there."""
        self.where.set_full_text(where)
        self.state.set_look(look)


def _when(at: datetime, now: datetime) -> str:
    day = "hôm nay" if at.date() == now.date() else format_date(at.date())
    return f"{day} {at:%H:%M}"


def _row(backup: Backup, copies: set[str], keeper: Safekeeping | None) -> ListRow:
    fault = CellLook("error_circle-filled", "danger", "danger", strong=True)
    good = CellLook("checkmark_circle-filled", "success", "success")
    copied = backup.path.name in copies
    second = "Đã chép" if copied else "Chờ" if keeper and keeper.second and backup.good else "–"
    return ListRow(
        backup.path.name,
        (
            Cell(f"{format_date(backup.at.date())} {backup.at:%H:%M}", order=backup.at),
            Cell(backup.reason, CellLook(token="text2")),
            Cell(format_number(backup.entry), CellLook(token="text2"), backup.entry),
            Cell(format_size(backup.size), CellLook(token="text2"), backup.size),
            Cell("Đã kiểm tra" if backup.good else "Hỏng, đã loại", good if backup.good else fault),
            Cell(second, CellLook("checkmark" if copied else "", "text2", "text2")),
        ),
        f"{backup.fault} {Path(backup.path).name}",
    )
