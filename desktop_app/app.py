"""Puts the parts together: the only place that knows them all."""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import preferences
from desktop_app.domain.dates import parse_iso
from desktop_app.domain.errors import DamagedRecord, InvalidInput, RecordError
from desktop_app.preferences import Preferences
from desktop_app.safekeeping import Safekeeping
from desktop_app.session import Session
from desktop_app.starting import create_province_record
from desktop_app.store.connection import in_words
from desktop_app.store.opening import SUFFIX, open_record
from desktop_app.ui import fonts, translation
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_open_paths
from desktop_app.ui.first_start import RECORD_FILES, FirstStart, NewRecord
from desktop_app.ui.theme import TEXT_SCALES, Theme
from desktop_app.ui.window import Window

if TYPE_CHECKING:
    from desktop_app.store.salvage import Salvage

_CANNOT = "This plugin does not support"
SAMPLE_NAME = f"Sổ mẫu An Bình{SUFFIX}"


def make_application() -> QApplication:
    """The QApplication with Vietnamese locale, texts and the program's fonts."""
    if _screenless():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["tiendo"])
    app.setApplicationDisplayName("Tiến Độ")
    translation.install(app)
    fonts.load()
    return app


def _screenless() -> bool:
    """Whether this is a Linux machine without a screen."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not shown


def open_session(path: Path, person: str, *, view_only: bool = False) -> Session:
    """A session on the record at `path`; raises RecordError."""
    record = open_record(path, person=person, machine=platform.node() or "máy này", view_only=view_only)
    return Session(record, person)


def open_window(path: Path | None) -> int:
    """Open the window on a record: the one named, else the last one; without one ask (first start).

    Raises RecordError where there is no screen to show it on.
    """
    if _screenless() and not os.environ.get("QT_QPA_PLATFORM"):
        raise RecordError(
            "Không có màn hình để mở cửa sổ. Chạy trong phiên làm việc có màn hình, "
            "hoặc dùng lệnh không cần cửa sổ (tiendo --help)."
        )
    app = make_application()
    folder = preferences.data_folder()
    chosen = preferences.load_preferences(folder)
    _log_to(folder / "nhat-ky-loi.log")
    theme = Theme(_dark(chosen), chosen.text_scale, chosen.high_contrast)
    theme.apply(app)
    program = Program(app, theme, chosen, folder)
    sys.excepthook = program.report_bug
    program.start(path)
    return app.exec()


class Program:
    """The running window: which record it shows, and what to do when something breaks."""

    def __init__(self, app: QApplication, theme: Theme, chosen: Preferences, folder: Path) -> None:
        """`folder` is the user's own data folder."""
        self.app, self.theme, self.chosen, self.folder = app, theme, chosen, folder
        self.window: Window | None = None
        self.asking: FirstStart | None = None

    def start(self, path: Path | None) -> None:
        """Show the record named, else the last one; without one, or when it cannot be opened, ask what to do."""
        last = Path(self.chosen.last_record) if self.chosen.last_record else None
        wanted = path or last
        if wanted is None:
            self.ask_what_to_open()
            return
        try:
            self.show_record(wanted)
        except DamagedRecord as error:
            self.ask_what_to_open(str(error))
            self.offer_recovery(wanted, str(error))
        except RecordError as error:
            self.ask_what_to_open(str(error))

    def ask_what_to_open(self, problem: str = "") -> None:
        """The window of the first start: a new record, an existing one or the sample."""
        if self.asking is None:
            asking = FirstStart(self.theme, self.chosen.person)
            asking.record_wanted.connect(self.make_record)
            asking.file_chosen.connect(self.open_other)
            asking.sample_wanted.connect(lambda: self._open(lambda: self.show_record(self.sample_path())))
            asking.resize(asking.sizeHint())
            self.asking = asking
        self.asking.show()
        self.asking.raise_()
        self.asking.activateWindow()
        if problem:
            self.asking.refuse(problem)

    def make_record(self, wanted: NewRecord) -> None:
        """Make the record asked for and show it."""

        def make() -> None:
            self.chosen.person = wanted.person
            create_province_record(
                wanted.path,
                wanted.province,
                wanted.unit_set,
                person=wanted.person,
                machine=platform.node() or "máy này",
                with_communes=wanted.with_communes,
                districts=wanted.districts,
            ).close()
            self.show_record(wanted.path)

        self._open(make)

    def choose_record(self) -> None:
        """Ask for a file and show it instead of the present record."""
        parent = self.window.shell if self.window else None
        chosen = ask_open_paths(parent, "Mở sổ", RECORD_FILES + ";;Mọi tệp (*)") if parent else []
        if chosen:
            self.open_other(chosen[0])

    def open_other(self, path: Path) -> None:
        """Show another record; why it could not be is said in the window in front."""
        self._open(lambda: self.show_record(path), path)

    def offer_recovery(self, path: Path, problem: str) -> None:
        """Say that a record is damaged, and offer to look at it, recover it, or open its newest good backup."""
        from desktop_app.store.salvage import salvage
        from desktop_app.ui.damaged_record import DamagedDialog

        asking = self.asking is not None and self.asking.isVisible()
        parent: QWidget | None = self.asking if asking else self.window.shell if self.window else None
        newest = Safekeeping(path, preferences.backup_root(self.folder, self.chosen)).newest()
        machine, person = platform.node() or "máy này", self.chosen.person
        dialog = DamagedDialog(
            self.theme, parent, path, problem, newest,
            lambda damaged, target: salvage(damaged, target, person=person, machine=machine),
        )  # fmt: skip
        dialog.opened.connect(self.open_other)
        dialog.recovered.connect(self._show_recovered)
        dialog.looked.connect(self._look_at_recovered)
        self.recovery = dialog
        dialog.open()

    def _show_recovered(self, found: Salvage) -> None:
        """Open the new file, with the report of what is missing, which is also kept as a text beside it."""
        from desktop_app.ui.damaged_record import SalvageReport

        report = found.target.with_name(f"{found.target.stem} - bản ghi cứu dữ liệu.txt")
        try:
            report.write_text("\n".join(found.lines()) + "\n", encoding="utf-8")
        except OSError:
            written = None
        else:
            written = report
        self.open_other(found.target)
        if self.window:
            self.report = SalvageReport(self.theme, self.window.shell, found, written)
            self.report.open()

    def _look_at_recovered(self, found: Salvage) -> None:
        """Show what could be read, for viewing only."""

        def show() -> None:
            session = open_session(found.target, self.chosen.person, view_only=True)
            session.record.viewing_reason = f"{found.source.name} bị hỏng: đang xem phần đọc được, không sửa được ở đây. {found.lines()[1]}"
            self._replace(session)

        self._open(show)

    def show_sample(self) -> None:
        """Show the user's own copy of the sample record."""
        self._open(lambda: self.show_record(self.sample_path()))

    def _open(self, act: Callable[[], None], path: Path | None = None) -> None:
        """Do what opens a record; say in the window in front why it could not be. A damaged file can be recovered."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        problem: RecordError | None = None
        try:
            act()
        except RecordError as error:
            problem = error
        finally:
            QApplication.restoreOverrideCursor()
        if problem is None:
            return
        if self.asking is not None and self.asking.isVisible():
            self.asking.refuse(str(problem))
        elif self.window:
            self.window.shell.show_error(str(problem))
        if isinstance(problem, DamagedRecord) and path is not None:
            self.offer_recovery(path, str(problem))

    def sample_path(self) -> Path:
        """The user's own copy of the sample record, made when it is not there."""
        path = self.folder / SAMPLE_NAME
        if not path.exists():
            from desktop_app.sample.building import build_sample

            build_sample(path)
        return path

    def show_record(self, path: Path) -> None:
        """Open a record and show it instead of the present one; raises RecordError and keeps the present one."""
        if self.window and self.window.edits(path):
            self.window.shell.raise_()
            self.window.shell.activateWindow()
            return
        self._replace(open_session(path, self.chosen.person))
        self.chosen.last_record = str(path.resolve())
        self.save_preferences()

    def _replace(self, session: Session) -> None:
        """Show a session instead of what is shown."""
        old = self.window
        self.window = Window(self._desk(session), self)
        self.window.shell.resize(QSize(1366, 740))
        self.window.shell.show()
        if old:
            old.close()
        if self.asking is not None:
            self.asking.close()
            self.asking.deleteLater()
            self.asking = None
        if session.asks_who and session.record.can_edit:
            self.window.ask_who_works()

    def _desk(self, session: Session) -> Desk:
        """A desk whose record is backed up where this PC keeps its backups."""
        desk = Desk(session, self.theme)
        desk.keeper = self.keeper_of(session)
        return desk

    def keeper_of(self, session: Session) -> Safekeeping:
        """The backups of a record, where the preferences put them."""
        root = preferences.backup_root(self.folder, self.chosen)
        second = preferences.second_place(self.chosen)
        return Safekeeping(session.record.path, root, second, session.record.clock)

    def restyle(self) -> None:
        """Put changed preferences of look in force."""
        self.save_preferences()
        if self.chosen.text_scale == self.theme.text_scale:
            self.theme.change(self.app, _dark(self.chosen), self.chosen.high_contrast)
            return
        self.theme = Theme(_dark(self.chosen), self.chosen.text_scale, self.chosen.high_contrast)
        self.theme.apply(self.app)
        self._rebuild()

    def _rebuild(self) -> None:
        """The same record in a new window, on the same screen."""
        if self.window:
            old, key = self.window, self.window.shell.current_key
            self.window = Window(old.desk.on(self.theme), self)
            self.window.shell.resize(old.shell.size())
            self.window.shell.show_page(key)
            self.window.shell.show()
            old.discard()

    def show_for(self, person: str) -> None:
        """Build the window anew for another person, and remember the name on this PC."""
        self.chosen.person = person
        self.save_preferences()
        self._rebuild()

    def save_preferences(self) -> None:
        """Remember the preferences on this PC."""
        preferences.save_preferences(self.folder, self.chosen)

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A bug of ours, or a disk that fails under a reading screen: write it down, say so once.

        The record is whole, since every change is a transaction.
        """
        logging.getLogger("tiendo").error("".join(traceback.format_exception(kind, error, trace)))
        if self.window:
            self.window.shell.show_error(
                in_words(error, self.window.desk.session.record.path)
                or "Chương trình gặp lỗi ngoài dự kiến; số liệu đã ghi vẫn nguyên. "
                f"Chi tiết ở {self.folder / 'nhat-ky-loi.log'}; gửi tệp này cho người hỗ trợ."
            )


def _dark(chosen: Preferences) -> bool:
    if chosen.theme == "system":
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication

        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return chosen.theme == "dark"


def _log_to(path: Path) -> None:
    logger = logging.getLogger("tiendo")
    logger.addHandler(logging.FileHandler(path, encoding="utf-8", delay=True))
    logger.propagate = False


def run_command(options: argparse.Namespace) -> int:
    """`tiendo screenshot` and `tiendo self-test`; answers the exit code. Raises RecordError."""
    with _quiet_platform():
        if options.command == "self-test":
            from desktop_app.self_test import run_self_test

            return run_self_test(options.log)
        return take_screenshot(options)


@contextmanager
def _quiet_platform() -> Iterator[None]:
    """Keep what the windowless platform says it cannot do out of a command's messages; pass on all else."""

    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if _CANNOT in message:
            return
        if callable(before):
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def take_screenshot(options: argparse.Namespace) -> int:
    """`tiendo screenshot`: draw one screen of a record into a PNG; raises RecordError."""
    if options.text_scale not in TEXT_SCALES:
        raise InvalidInput(
            f"Cỡ chữ {options.text_scale:g} không có. Chọn: {', '.join(f'{x:g}' for x in TEXT_SCALES)}."
        )
    size = _size(options.size)
    day = parse_iso(options.as_of, "Ngày chốt") if options.as_of else None
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    theme = Theme(options.dark, options.text_scale)
    theme.apply(app)
    session = open_session(options.record, "Cán bộ tổng hợp", view_only=bool(options.known_at))
    shown = session
    try:
        if options.known_at:
            shown = Session(session.record.as_known(session.entry_known(options.known_at)), session.person)
        window = Window(Desk(shown, theme, as_of=day), None)
        try:
            window.draw(options.page, size, options.out)
        finally:
            window.close()
    finally:
        session.close()
    sys.stdout.write(f"Đã vẽ màn hình {options.page}: {options.out}\n")
    return 0


def _size(text: str) -> QSize:
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(part.isdigit() and 200 <= int(part) <= 8000 for part in parts):
        raise InvalidInput(f"Kích thước “{text}” không đúng. Ghi theo dạng 1366x768.")
    return QSize(int(parts[0]), int(parts[1]))
