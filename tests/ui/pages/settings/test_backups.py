"""The section "Sao lưu" used with mouse and keys: backing up, checking, the second place, going back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from desktop_app.commands.tasks import AddTask
from desktop_app.preferences import Preferences
from desktop_app.safekeeping import Safekeeping
from desktop_app.ui.backup_clock import BackupClock
from desktop_app.ui.pages.settings import backups as backups_section
from desktop_app.ui.pages.settings import restoring
from desktop_app.ui.pages.settings.backups import BackupsSection
from tests.store.raw import unguarded


class Pc:
    """What the section asks of the running program: preferences and where backups lie."""

    def __init__(self, folder: Path) -> None:
        self.chosen = Preferences()
        self._folder = folder

    def save_preferences(self) -> None:
        """Kept in memory."""

    def open_other(self, path: Path) -> None:
        """Keeps what it was asked to open."""
        self.opened = path

    def keeper_of(self, session: Any) -> Safekeeping:
        """As the program makes it."""
        second = self.chosen.second_backup_folder
        return Safekeeping(session.record.path, self._folder, Path(second) if second else None)


@pytest.fixture
def office(opening: Callable[..., Any], sample_path: Path, tmp_path: Path) -> Any:
    found = opening(sample_path)
    pc = Pc(tmp_path / "máy")
    found.desk.keeper = pc.keeper_of(found.desk.session)
    found.page._program = pc
    return found


@pytest.fixture
def section(office: Any) -> BackupsSection:
    found = office.section("backups")
    assert isinstance(found, BackupsSection)
    return found


def settle(office: Any) -> None:
    for _ in range(4):
        QCoreApplication.processEvents()
        office.desk.jobs.wait()
        QCoreApplication.processEvents()


def add_task(office: Any, title: str) -> None:
    office.desk.do(AddTask(title, office.desk.read.units()[0].id, due_on=date(2021, 12, 31)))
    settle(office)


def test_backing_up_by_hand_and_checking_again(office: Any, section: BackupsSection) -> None:
    assert section.card.empty and not section.back.isEnabled()
    office.click(section.now)
    settle(office)
    assert section.model.rowCount() == 1 and section.newest.text().startswith("Bản gần nhất: hôm nay")
    assert [section.model.index(0, column).data() for column in (1, 4, 5)] == ["tự bấm", "Đã kiểm tra", "–"]
    (backup,) = office.desk.keeper.backups()
    with backup.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff" * 4000)
    office.click(section.check)
    settle(office)
    assert "1 bản hỏng" in office.said[-1] and section.model.index(0, 4).data() == "Hỏng, đã loại"
    office.desk.failed.connect(office.failures.append)
    section.ask_restore()
    assert "không dùng để khôi phục được" in office.failures[-1]


def test_a_second_place_gets_a_copy_at_once(
    office: Any, section: BackupsSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "usb").mkdir()
    monkeypatch.setattr(backups_section, "ask_folder", lambda *_: tmp_path / "usb")
    office.click(section._second.choose)
    settle(office)
    assert (
        section.model.index(0, 5).data() == "Đã chép" and section._second.state.accessibleName() == "Sẵn sàng"
    )
    (tmp_path / "usb").rename(tmp_path / "rút ra")
    section.refresh()
    assert section._second.state.accessibleName() == "Chưa cắm"
    assert "không còn" in section._second.where.full_text


def test_going_back_in_place_is_kept_before_and_undone(office: Any, section: BackupsSection) -> None:
    office.click(section.now)
    settle(office)
    tasks = len(office.desk.read.tasks())
    add_task(office, "Việc sau bản sao lưu")
    office.click(section.back)
    dialog = section.dialog
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Từ bản này đến nay sổ có thêm 1 mục nhật ký." in texts and "-1" in [
        text.replace("−", "-") for text in texts
    ]
    dialog.in_place.setChecked(True)
    office.click(dialog.verb_button)
    settle(office)
    assert len(office.desk.read.tasks()) == tasks and "Đã đưa sổ về mục" in office.said[-1]
    assert "trước khi khôi phục" in [backup.reason for backup in office.desk.keeper.backups()]
    office.desk.undo()
    assert len(office.desk.read.tasks()) == tasks + 1


def test_going_back_into_a_new_file(
    office: Any, section: BackupsSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.click(section.now)
    settle(office)
    target = tmp_path / "khôi phục.tiendo"
    monkeypatch.setattr(restoring, "ask_save_path", lambda *_: target)
    office.click(section.back)
    assert not section.dialog.in_place.isEnabled()  # nothing has changed since
    office.click(section.dialog.verb_button)
    assert target.is_file() and "Đã khôi phục vào khôi phục.tiendo" in office.shell.toast.message


def test_the_clock_backs_up_on_opening_and_when_things_changed(office: Any, section: BackupsSection) -> None:
    clock = BackupClock(office.desk, office.shell)
    settle(office)
    assert [backup.reason for backup in office.desk.keeper.backups()] == ["khi mở sổ"]
    clock.tick()
    settle(office)
    assert len(office.desk.keeper.backups()) == 1
    add_task(office, "Việc mới")
    clock.tick()
    settle(office)
    assert len(office.desk.keeper.backups()) == 1  # not half an hour old
    office.desk.keeper.clock = lambda: __import__("datetime").datetime(2099, 1, 1)
    clock.tick()
    settle(office)
    assert "định kỳ" in [backup.reason for backup in office.desk.keeper.backups()]


def test_once_a_week_the_whole_file_is_read_and_damage_is_told_once(
    office: Any, section: BackupsSection
) -> None:
    keeper = office.desk.keeper
    clock = BackupClock(office.desk, office.shell)
    assert keeper.check_due()
    clock.tick()
    settle(office)
    assert not keeper.check_due() and office.failures == []
    with unguarded(office.desk.session.record.path) as db:
        db.execute("UPDATE task SET title = 'Sửa ngoài' WHERE id = 1")
    clock.tick()
    settle(office)
    assert office.failures == []  # read this week already
    now = keeper.clock()
    keeper.clock = lambda: now + timedelta(days=7)
    for _ in range(2):
        clock.tick()
        settle(office)
    (told,) = office.failures
    assert told.startswith("Tệp sổ có 1 chỗ hỏng: Dòng [1] của bảng task") and "Soát lỗi" in told
    assert keeper.check_due()


def test_a_backup_that_fails_keeps_nobody_from_working(office: Any, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"x")
    office.desk.keeper = Safekeeping(office.desk.session.record.path, tmp_path / "tệp")
    done: list[str] = []
    office.desk.after_backup("thử", lambda: done.append("làm"))
    settle(office)
    assert done == ["làm"] and "Chưa sao lưu được" in office.shell.band.message


def test_without_a_keeper_the_section_says_so(opening: Callable[..., Any], sample_path: Path) -> None:
    section = opening(sample_path).section("backups")
    assert section.newest.text() == "Cửa sổ này không sao lưu" and not section.now.isEnabled()


def test_a_closed_window_looks_no_more(office: Any, section: BackupsSection) -> None:
    clock = BackupClock(office.desk, office.shell)
    office.window.clock = clock
    assert clock.running
    office.shell.close()
    assert not clock.running


def test_a_copy_with_a_password_is_made_and_opened_again(
    office: Any, section: BackupsSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, target = tmp_path / "mang đi.mahoa", tmp_path / "mở lại.tiendo"
    asked = [copy, target, target]
    place = "desktop_app.ui.pages.settings.encrypting"
    monkeypatch.setattr(f"{place}.ask_save_path", lambda *_: asked.pop(0))
    monkeypatch.setattr(f"{place}.ask_open_paths", lambda *_: [copy])
    office.click(section.now)
    settle(office)

    def answered(button: Any, *passwords: str) -> Any:
        office.click(button)
        dialog = section.carrying.dialog
        dialog.password.setText(passwords[0])
        dialog.again.setText(passwords[-1])
        office.click(dialog.verb_button)
        settle(office)
        return dialog

    dialog = answered(section.carrying.carry, "ngắn")
    assert "ít nhất 10 ký tự" in dialog.field.error
    dialog.password.setText("bốn từ liền nhau")
    office.click(dialog.verb_button)
    assert "khác nhau" in dialog.again_field.error and not copy.exists()
    dialog.again.setText("bốn từ liền nhau")
    office.click(dialog.verb_button)
    settle(office)
    assert copy.exists() and "đọc thử lại" in office.said[-1]
    answered(section.carrying.unseal, "mật khẩu khác hẳn")
    assert not target.exists() and "Mật khẩu không đúng" in office.shell.band.message
    answered(section.carrying.unseal, "bốn từ liền nhau")
    assert target.read_bytes()[:6] == b"SQLite"
    assert section._program.opened == target  # type: ignore[union-attr]
