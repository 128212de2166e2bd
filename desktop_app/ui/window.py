"""One record in one window: the shell with its screens, wired to the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.explanations import Explanation
from desktop_app.domain.figure_codes import FigureCode
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import Standing
from desktop_app.explaining import explain, explain_code
from desktop_app.session import Session
from desktop_app.store.record import Announcement, Record
from desktop_app.ui.backup_clock import BackupClock
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import files_in
from desktop_app.ui.jobs import Job
from desktop_app.ui.past_dialog import PastDialog
from desktop_app.ui.search.palette import SearchPalette
from desktop_app.ui.shell import Shell
from desktop_app.ui.who_works import WhoWorksDialog
from desktop_app.ui.why.sheet import WhySheet

if TYPE_CHECKING:
    from desktop_app.app import Program


class Window(QObject):
    """The shell showing one desk's record. `program` is what settings can change; None for a picture."""

    def __init__(self, desk: Desk, program: Program | None) -> None:
        """Build the shell and all screens."""
        super().__init__()
        self.desk = desk
        profile = desk.read.profile()
        self.shell = Shell(desk.theme, f"UBND {profile.province_title}", desk.session.person, desk.is_sample)
        self._program = program
        self._actions: list[QAction] = []
        self._add_pages()
        self.palette: SearchPalette | None = None
        self.past: Window | None = None
        self.past_dialog: PastDialog | None = None
        self.why = WhySheet(desk, self.shell.centralWidget())
        self.why.compared.connect(self._compare)
        self._add_actions()
        self._connect()
        self.who: WhoWorksDialog | None = None
        self.shell.user_clicked.connect(self.ask_who_works)
        self._refresh_frame()
        self.clock = BackupClock(desk, self)
        if not desk.can_edit:
            self._say_viewing()

    def ask_who_works(self) -> None:
        """Ask who goes on working; without anybody listed, say where that is done."""
        if not self.desk.read.people():
            self.desk.open_page("cai-dat", section="people")
            return
        self.who = WhoWorksDialog(self.desk, self.shell)
        self.who.switched.connect(self._switch_person)
        self.who.open()

    def _switch_person(self) -> None:
        """Show the window anew for the other person, whose role may allow more or less."""
        self.shell.sidebar.set_user(self.desk.session.person)
        if self._program is not None:
            self._program.show_for(self.desk.session.person)

    def _say_viewing(self) -> None:
        """Why nothing can be changed here, and how to get to where it can."""
        record = self.desk.session.record
        if record.can_edit:
            session = self.desk.session
            if session.asks_who:
                words, verb = (
                    "Chưa biết ai đang làm việc nên chỉ xem. Chọn tên và nhập PIN để sửa.",
                    "Chọn tên",
                )
            else:
                words = (
                    f"{session.person} có vai trò {session.role.label.lower()} nên chỉ xem. "
                    "Chuyển sang người có vai trò nhập hoặc duyệt để sửa."
                )
                verb = "Đổi người"
            self.shell.show_read_only(words, verb, self.ask_who_works)
        elif record.past is None:
            self.shell.show_read_only(record.viewing_reason, "Thử lại", self._try_editing)
        else:
            self.shell.set_of(f"sổ đến mục {record.past}")
            self.shell.show_read_only(record.viewing_reason, "Về hiện tại", self.close)

    def _add_pages(self) -> None:
        from desktop_app.ui.pages.listing import build_pages, pages_beside

        for key, title, icon, page in build_pages(self.desk, self._program):
            self.shell.add_page(key, title, icon, page)
        for key, title, make in pages_beside(self.desk):
            self.shell.add_page_beside(key, title, make)

    def _add_actions(self) -> None:
        if self._program:
            self._action("Mở sổ…", "Ctrl+O", self._program.choose_record, "Tệp")
            self._action("Lập sổ mới…", "", self._program.ask_what_to_open, "Tệp")
            self._action("Mở sổ mẫu", "", self._program.show_sample, "Tệp")
        if self.desk.session.record.past is None:
            self._action("Xem sổ tại một thời điểm…", "", self.desk.look_back, "Xem")
        self._action("Thoát", "Ctrl+Q", self.shell.close, "Tệp")
        self._action("Tìm trong sổ…", "Ctrl+K", self.call_search)
        self._undo = self._action("Hoàn tác", "Ctrl+Z", self.desk.undo)
        self._redo = self._action("Làm lại", "Ctrl+Y", self.desk.redo)
        self._redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self._action(
            "Lưu", "Ctrl+S", lambda: self.shell.show_toast("Đã lưu. Mọi thay đổi được lưu ngay khi nhập.")
        )

    def _action(self, text: str, keys: str, act: Callable[[], object], menu: str = "Sửa") -> QAction:
        action = QAction(text, self.shell)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        self.shell.menus.add(menu, action)
        self._actions.append(action)
        return action

    def edits(self, path: Path) -> bool:
        """Whether this window has the record at `path` open for editing."""
        record = self.desk.session.record
        return record.can_edit and record.path.resolve() == path.resolve()

    def _connect(self) -> None:
        desk = self.desk
        desk.said.connect(self._say)
        desk.offered.connect(self.shell.show_toast)
        desk.failed.connect(self.shell.show_error)
        desk.page_wanted.connect(self._open_page)
        desk.why_wanted.connect(self._explain)
        desk.past_wanted.connect(self.look_back)
        desk.record_changed.connect(self._after_change)
        desk.viewpoint_changed.connect(self._refresh_frame)
        desk.jobs.started.connect(self._follow)
        self.shell.setAcceptDrops(True)
        self.shell.installEventFilter(self)

    def _say(self, text: str, undoable: bool) -> None:
        if undoable:
            self.shell.show_toast(text, "Hoàn tác", self.desk.undo)
        else:
            self.shell.show_toast(text)

    def _open_page(self, key: str, query: object) -> None:
        self.shell.show_page(key)
        page = self.shell.current_page
        if isinstance(query, dict) and query and page is not None and hasattr(page, "open_query"):
            page.open_query(query)

    def _compare(self, figure: str) -> None:
        """From what stands behind a figure to how it came about; the sheet makes room."""
        self.why.close_sheet()
        self.desk.open_page("so-sanh", figure=figure)

    def _explain(self, figure: str, lit: QWidget | None) -> None:
        """Show what stands behind a figure of the day and period looked at."""
        try:
            explanation = explain(self.desk.read, figure, self.desk.period_code, self.desk.as_of)
        except RecordError as error:
            self.shell.show_error(str(error))
            return
        self.why.show_explanation(explanation, lit)

    def call_search(self) -> None:
        """Open the search over everything."""
        if self.palette is None:
            self.palette = SearchPalette(self.desk, self.shell.page_titles(), self._actions)
            self.palette.code_wanted.connect(self.explain_code)
        self.palette.call(self.shell)

    def explain_code(self, code: FigureCode) -> None:
        """Show what stands behind a printed code, in the record as it was known when the code was printed."""
        record = self.desk.session.record

        def work(job: Job) -> tuple[Explanation, str]:
            read = record.reader_as_known(code.point.entry)
            try:
                at = read.change_sets(1)[0].at
                place = f"như sổ đã biết đến mục {code.point.entry} ({at:%H:%M} {format_date(at.date())})"
                return explain_code(read, code), place
            finally:
                read.close()

        self.desk.jobs.run("Đang đọc sổ như khi đó…", work, lambda found: self._show_past(code, *found))

    def _show_past(self, code: FigureCode, explanation: Explanation, place: str) -> None:
        newest = self.desk.read.last_entry()[0]
        self.why.show_explanation(explanation, None, "" if code.point.entry == newest else place)

    def look_back(self, entry: int | None, day: date | None, period: PeriodCode | None) -> None:
        """Open the record as known at a log entry in a window of its own; ask for what was not said."""
        if entry is not None and day is not None:
            self._open_past(entry, day, period)
            return
        self.past_dialog = PastDialog(self.desk, self.shell, entry)
        self.past_dialog.chosen.connect(lambda known, until: self._open_past(known, until, None))
        self.past_dialog.open()

    def _open_past(self, entry: int, day: date, period: PeriodCode | None) -> None:
        session = self.desk.session

        def show(record: Record) -> None:
            if self.past is not None:
                self.past.close()
            desk = Desk(Session(record, session.person), self.desk.theme, day, period)
            self.past = Window(desk, None)
            self.past.shell.resize(self.shell.size())
            self.past.shell.show_page(self.shell.current_key)
            self.past.shell.show()

        self.desk.jobs.run("Đang đọc sổ như khi đó…", lambda _: session.record.as_known(entry), show)

    def _after_change(self, announcement: Announcement) -> None:
        self.shell.sidebar.set_saved(f"Đã lưu lúc {announcement.change_set.at:%H:%M}")
        self._refresh_frame()

    def _refresh_frame(self) -> None:
        overdue = sum(task.standing(self.desk.as_of) is Standing.OVERDUE for task in self.desk.read.tasks())
        self.shell.set_badge("nhiem-vu", overdue)
        self.shell.sidebar.set_province(f"UBND {self.desk.read.profile().province_title}")
        undo, redo = self.desk.session.record.next_undo(), self.desk.session.record.next_redo()
        self._undo.setText(f"Hoàn tác: {undo.label}" if undo else "Hoàn tác")
        self._redo.setText(f"Làm lại: {redo.label.removeprefix('Hoàn tác: ')}" if redo else "Làm lại")
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)

    def _follow(self, job: Job) -> None:
        """Show a job's bar once it takes longer than 300 ms, and a stop button with it."""
        job.failed.connect(self.shell.show_error)
        bar = self.shell.working
        bar.follow(job.title, job.stop, job.progressed)
        for signal in (job.finished, job.failed, job.stopped, job.broke):
            signal.connect(bar.finish)  # a slot of the bar: it goes when the window does

    def _try_editing(self) -> None:
        if self._program:
            try:
                self._program.show_record(self.desk.session.record.path)
            except RecordError as error:
                self.shell.show_error(str(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the record when its window closes; read files dropped where no screen takes them itself."""
        if watched is self.shell and event.type() == QEvent.Type.Close:
            if self.past is not None:
                self.past.close()
            self.clock.stop()
            self.desk.close()
        elif isinstance(event, QDragEnterEvent) and files_in(event.mimeData()):
            event.acceptProposedAction()
        elif isinstance(event, QDropEvent):
            event.acceptProposedAction()
            self.desk.open_page("nhap-so-lieu", files=files_in(event.mimeData()))
        return super().eventFilter(watched, event)

    def draw(self, page: str, size: QSize, target: Path) -> None:
        """Write a picture of a screen as PNG; raises RecordError when it cannot be written."""
        self.shell.resize(size)
        self.shell.show_page(page)
        if self.shell.current_key != page:
            raise RecordError(f"Chưa có màn hình “{page}”. Chọn màn hình khác.")
        self.shell.show()
        for _ in range(5):
            QCoreApplication.processEvents()
        self.desk.jobs.wait()
        for _ in range(5):
            QCoreApplication.processEvents()
        if not self.shell.grab().save(str(target), "PNG"):
            raise RecordError(f"Không ghi được {target}. Kiểm tra thư mục còn đó và cho phép ghi.")

    def close(self) -> None:
        """Close window and record."""
        self.shell.close()
        self.shell.deleteLater()

    def discard(self) -> None:
        """Close the window but leave the record open for another one."""
        self.clock.stop()
        self.shell.removeEventFilter(self)
        QTimer.singleShot(0, self.shell.deleteLater)
        self.shell.hide()
