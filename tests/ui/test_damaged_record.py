"""A damaged record as a clerk meets it: told, looked at, recovered into a new file, or its newest backup opened."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import Program, open_session
from desktop_app.preferences import backup_root
from desktop_app.safekeeping import Safekeeping
from desktop_app.ui.damaged_record import DamagedDialog

ASK = "desktop_app.ui.damaged_record.ask_save_path"


@pytest.fixture
def damaged(sample_path: Path) -> Path:
    """The sample with the head of its file gone."""
    content = bytearray(sample_path.read_bytes())
    content[:100] = bytes(100)
    sample_path.write_bytes(content)
    return sample_path


def told(program: Program, damaged: Path) -> DamagedDialog:
    program.start(damaged)
    assert program.asking is not None and program.asking.band.isVisible()
    dialog = program.recovery
    assert dialog.isVisible() and damaged.name in dialog.windowTitle()
    return dialog


def texts(widget: QWidget) -> str:
    labels: list[QLabel] = list(widget.findChildren(QLabel))
    return " ".join(label.text() for label in labels)


def test_recovered_into_a_new_file_that_opens_with_its_report(
    program: Program, damaged: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = damaged.read_bytes()
    dialog = told(program, damaged)
    assert not dialog.backup.isVisible() and "Chưa thấy bản sao lưu" in texts(dialog)
    target = damaged.with_name("đã cứu.tiendo")
    monkeypatch.setattr(ASK, lambda *_: target)
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert program.window.desk.session.record.path == target and program.window.desk.can_edit
    assert len(program.window.desk.read.tasks()) == 83
    assert program.report.isVisible() and "Không mất gì." in texts(program.report)
    assert "91 trên 91 mục thấy được" in target.with_name("đã cứu - bản ghi cứu dữ liệu.txt").read_text(
        encoding="utf-8"
    )
    program.report.accept()
    assert damaged.read_bytes() == before


def test_what_can_be_read_is_looked_at_without_writing(program: Program, damaged: Path, qtbot: QtBot) -> None:
    dialog = told(program, damaged)
    dialog.look.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None and not program.window.desk.can_edit
    assert "đang xem phần đọc được" in program.window.shell.band.message
    assert len(program.window.desk.read.tasks()) == 83


def test_the_newest_good_backup_is_offered_and_opened(
    program: Program, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(sample_path, "Cán bộ")
    Safekeeping(sample_path, backup_root(program.folder, program.chosen)).make("thử")
    session.close()
    sample_path.write_bytes(b"")
    dialog = told(program, sample_path)
    assert dialog.backup.isVisible() and "đến mục nhật ký 91" in texts(dialog)
    target = sample_path.with_name("từ bản sao lưu.tiendo")
    monkeypatch.setattr(ASK, lambda *_: target)
    dialog.backup.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None and program.window.desk.session.record.path == target


def test_what_cannot_be_read_at_all_is_said_in_the_dialog(
    program: Program, sample_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_path.write_bytes(b"x" * 20_000)
    dialog = told(program, sample_path)
    monkeypatch.setattr(ASK, lambda *_: sample_path.with_name("mới.tiendo"))
    dialog.verb_button.click()
    qtbot.waitUntil(lambda: "không đọc được dòng nào" in dialog.state.text(), timeout=20_000)
    assert dialog.isVisible() and dialog.verb_button.isEnabled()
    dialog.reject()


def test_a_disk_that_fails_under_an_open_record_is_told_in_words(program: Program, sample_path: Path) -> None:
    program.start(sample_path)
    assert program.window is not None
    reader = program.window.desk.session.record.another_reader()
    os.truncate(sample_path, 8192)
    try:
        reader.tasks()
    except sqlite3.Error as error:
        program.report_bug(type(error), error, error.__traceback__)
    reader.close()
    band = program.window.shell.band
    assert band.isVisible() and sample_path.name in band.message and "bản sao lưu" in band.message
