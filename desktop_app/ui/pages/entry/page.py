"""The screen of the returns that come in: the board of who has sent what, and the batch being read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.commands.units import AddAlias
from desktop_app.domain.list_fields import TASKS, UNITS
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import Batch, FileReport
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import files_in
from desktop_app.ui.file_choice import ask_folder, ask_open_paths
from desktop_app.ui.jobs import Job
from desktop_app.ui.kept_file import show_folder
from desktop_app.ui.page import MEDIUM, Page
from desktop_app.ui.pages.entry.batch import OpenBatch
from desktop_app.ui.pages.entry.batch_view import BatchView
from desktop_app.ui.pages.entry.board_view import BoardView
from desktop_app.ui.pages.entry.file_table import period_words
from desktop_app.ui.pages.entry.issue_dialog import IssueDialog
from desktop_app.ui.pages.entry.list_view import ListView
from desktop_app.ui.pages.entry.steps import StepLine
from desktop_app.ui.period_box import PeriodBox
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.dialogs import ask

_KINDS = "Tệp bảng tính và tệp nén (*.xlsx *.xlsm *.xls *.xlsb *.ods *.zip);;Mọi tệp (*)"


class EntryPage(Page):
    """Files are dropped anywhere on it, pasted, or chosen; nothing is written before "Ghi số liệu"."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the board is read when it is first shown."""
        super().__init__(desk.theme, "Nhập số liệu")
        self._desk, theme = desk, desk.theme
        self._stale = True
        self.batch = OpenBatch(desk, self)
        self.steps = StepLine(theme)
        self.period_box = PeriodBox(desk)
        self.add = secondary(theme, "Thêm tệp…", "document_add")
        self.view = BatchView(desk, self.batch)
        self.board = BoardView(desk)
        self.list = ListView(desk)
        self.issue_dialog: IssueDialog | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setAcceptDrops(True)
        self._connect()
        self._add_keys()
        self.steps.hide()
        self._tell()

    def _connect(self) -> None:
        view, board, desk = self.view, self.board, self._desk
        self.add.clicked.connect(self._offer_sources)
        self.batch.changed.connect(self._after_check)
        view.board_asked.connect(lambda: self._show(board))
        view.clear_asked.connect(self.clear)
        view.merge_asked.connect(self.merge)
        view.return_asked.connect(lambda: self.give_back(self.batch.batch))
        view.detail.unit_answered.connect(self._answer_unit)
        view.detail.list_asked.connect(self._open_dropped_list)
        self.list.told.connect(lambda: self._show(self.list))
        self.list.left.connect(lambda: self._show(view if self.batch.files else board))
        board.batch_asked.connect(lambda: self._show(view))
        board.issue_asked.connect(self.open_issue)
        desk.record_changed.connect(lambda _: self._after_change())
        desk.viewpoint_changed.connect(self._after_change)

    def _add_keys(self) -> None:
        self.add_key(self, "F8", self._next_problem)
        self.add_key(self, "Ctrl+V", self._paste)
        self.add_key(self, "Ctrl+Return", lambda: self.view.write.click() if self.reading else None)

    def _next_problem(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, BatchView | ListView):
            shown.next_problem()

    @property
    def reading(self) -> bool:
        """Whether the batch is shown, not the board."""
        return self._stack.currentWidget() is self.view

    def header_actions(self) -> list[QWidget]:
        """Where the batch stands or the board's period, and adding files."""
        return [self.steps, self.period_box, self.add]

    def focus_parts(self) -> list[QWidget]:
        """The list, then the pane."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, BoardView | BatchView | ListView)
        parts: list[QWidget] = [shown.table] if shown.table.isVisible() else []
        return [*parts, shown.detail] if shown.detail.isVisible() else parts

    def on_shown(self) -> None:
        """Read the board if anything changed while the screen was hidden."""
        if self._stale:
            self._stale = False
            self.board.refresh(self.batch.batch)
        self._tell()

    def set_content_width(self, width: int) -> None:
        """Pass the room on to board and batch."""
        super().set_content_width(width)
        self.steps.set_short(width < MEDIUM)
        self.board.fit_width(width)
        self.view.fit_width(width)
        self.list.fit_width(width)

    def open_query(self, query: dict[str, object]) -> None:
        """Read what was dropped elsewhere: {"files": list of paths}, or ask for a list: {"list": its kind}."""
        kind = query.get("list")
        if isinstance(kind, str):
            self.choose_list(kind)
        files = query.get("files")
        if isinstance(files, list):
            self.take([path for path in files if isinstance(path, Path)])

    def _after_change(self) -> None:
        self.batch.check_again()
        self._stale = True
        if self.isVisible():
            self.on_shown()

    def _after_check(self) -> None:
        """Show the batch when files came in, the board when none is left."""
        if self.batch.files and self._stack.currentWidget() is self.board:
            self._show(self.view)
        elif not self.batch.files and self.reading:
            self._show(self.board)
        self.board.refresh(self.batch.batch)
        self._tell()

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.steps.setVisible(part is not self.board)
        self.period_box.setVisible(part is self.board)
        self._tell()

    def _tell(self) -> None:
        files = self.batch.files
        self.board.batch_button.setVisible(bool(files))
        self.board.batch_button.setText(f"Về lô đang đọc ({format_number(len(files))} tệp)")
        if self.reading:
            self.steps.set_current(1 if any(report.asks for report in files) else 2 if files else 0)
            self.set_header("Nhập số liệu", self._batch_words(files))
        elif self._stack.currentWidget() is self.list and self.list.plan is not None:
            self.steps.set_current(1 if self.list.plan.asks else 2)
            what = "nhiệm vụ" if self.list.plan.kind == TASKS else "đơn vị"
            self.set_header("Nhập số liệu", f"Danh sách {what} từ {self.list.plan.file_name}")
        else:
            code = self._desk.period_code.short_title
            self.set_header("Nhập số liệu", f"Theo dõi phiếu các đơn vị gửi về, kỳ {code}")

    def _batch_words(self, files: tuple[FileReport, ...]) -> str:
        forms = list(dict.fromkeys(report.form for report in files if report.form))
        periods = list(dict.fromkeys(period_words(report.period) for report in files if report.period))
        form = self._desk.read.form(forms[0]) if len(forms) == 1 else None
        title = form.short_title if form else f"{len(forms)} biểu mẫu" if len(forms) > 1 else ", ".join(forms)
        return (
            ", ".join(filter(None, (title, f"kỳ {', '.join(periods)}" if periods else "")))
            or "Chưa nhận ra biểu mẫu"
        )

    def _offer_sources(self) -> None:
        menu = QMenu(self)
        menu.addAction("Chọn tệp…", self.choose_files)
        menu.addAction("Chọn thư mục…", self.choose_folder)
        menu.addSeparator()
        menu.addAction("Danh sách nhiệm vụ…", lambda: self.choose_list(TASKS))
        menu.addAction("Danh sách đơn vị…", lambda: self.choose_list(UNITS))
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def choose_files(self) -> None:
        """Ask for files and read them."""
        self.take(ask_open_paths(self, "Chọn phiếu các đơn vị gửi về", _KINDS))

    def choose_folder(self) -> None:
        """Ask for a folder and read everything in it."""
        folder = ask_folder(self, "Chọn thư mục phiếu")
        self.take([folder] if folder else [])

    def choose_list(self, kind: str) -> None:
        """Ask for a list of tasks or units and read it."""
        from desktop_app.list_importing import open_list  # the Excel readers are slow to import

        words = "Chọn danh sách nhiệm vụ" if kind == TASKS else "Chọn danh sách đơn vị"
        paths = ask_open_paths(self, words, _KINDS)
        if paths:
            self.list.open_with(lambda: open_list(paths[0], kind))

    def _open_dropped_list(self, report: FileReport, kind: str) -> None:
        """Read a file of the batch as a list instead."""
        from desktop_app.list_importing import list_in

        self.batch.drop(report)
        self.list.open_with(lambda: list_in(report.content, report.file_name, kind))

    def take(self, paths: list[Path]) -> None:
        """Read the files behind these paths into the batch."""
        self.batch.add(paths)

    def _paste(self) -> None:
        self.take(files_in(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders from the desktop."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.take(files_in(event.mimeData()))

    def merge(self) -> None:
        """Ghi; cells left out can be sent back afterwards."""
        self.batch.merge(self._offer_return)

    def _offer_return(self) -> None:
        written = self.batch.last_written
        if any(report.errors for report in written.to_return):
            self._desk.offered.emit(
                f"Đã ghi. {format_number(written.totals.rejected)} ô từ chối chưa ghi.",
                "Xuất tệp trả đơn vị",
                lambda: self.give_back(written),
            )

    def clear(self) -> None:
        """Leave the batch; asked first when something was decided in it."""
        choices = self.batch.choices
        decided = any(choices.decisions.values()) or choices.readings or choices.chosen or choices.said
        if decided and not ask(
            self.theme,
            self,
            "Bỏ lô đang đọc?",
            "Chưa ghi gì vào sổ. Những ô đã sửa và những lựa chọn của lô này sẽ mất.",
            "Bỏ lô",
            "Giữ lại",
        ):
            return
        self.batch.clear()

    def give_back(self, batch: Batch) -> None:
        """Write the marked copies into a folder the person chooses."""
        folder = ask_folder(self, "Thư mục để ghi tệp trả đơn vị", self._desk.session.record.path.parent)
        if folder is None:
            return
        record, desk = self._desk.session.record, self._desk

        def work(job: Job) -> list[Path]:
            from desktop_app.returning import return_to_senders

            reader = record.another_reader()
            try:
                return return_to_senders(reader, batch, folder)
            finally:
                reader.close()

        def said(written: list[Path]) -> None:
            words = f"Đã ghi {format_number(len(written))} tệp trả đơn vị vào {folder.name}."
            desk.offered.emit(words, "Mở thư mục", lambda: show_folder(desk, folder))

        desk.jobs.run("Đang lập tệp trả đơn vị…", work, said)

    def open_issue(self) -> None:
        """Open the dialog that issues the forms."""
        self.issue_dialog = IssueDialog(self._desk, self, self.board.form_key)
        self.issue_dialog.open()

    def _answer_unit(self, report: FileReport, unit_id: int) -> None:
        if not report.written_unit:
            self.batch.tell(report, unit_id=unit_id)
        elif self._desk.do(AddAlias(unit_id, report.written_unit)):
            self.batch.ask_again()
