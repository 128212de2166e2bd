"""Locking and submitting from the screen "Báo cáo": the rehearsal, the seal, the history, and checking a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.pages.reports import submission_flow
from tests.test_submitting import put_right


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person saves the file to be sent."""
    place = tmp_path / "gửi đi"
    place.mkdir()
    monkeypatch.setattr(
        submission_flow, "ask_save_path", lambda _parent, _title, suggested, _kinds: place / suggested.name
    )
    return place


def submitted(clerk: Any) -> Any:
    """The month's report, locked and submitted with the buttons."""
    put_right(clerk.desk.session)
    clerk.settle()
    clerk.click(clerk.page.submit)
    clerk.click(clerk.page.submission.dialog.verb_button)
    clerk.settle()
    return clerk.desk.read.submissions()[0]


def test_errors_stand_in_the_way_and_nothing_is_written(clerk: Any) -> None:
    entry = clerk.desk.read.last_entry()
    clerk.click(clerk.page.submit)
    dialog = clerk.page.submission.dialog
    assert not dialog.verb_button.isEnabled() and "còn 1 điều chặn" in dialog.reason.text()
    dialog.reject()
    assert clerk.desk.read.last_entry() == entry and not clerk.desk.read.submissions()


def test_the_report_is_locked_sealed_and_saved(clerk: Any, folder: Path) -> None:
    sent = submitted(clerk)
    (path,) = folder.iterdir()
    assert path.read_bytes() == clerk.desk.read.evidence_content(sent.sha256)
    assert clerk.desk.read.period(clerk.desk.period_code).locked
    assert any(f"mã niêm phong {sent.seal}" in text for text in clerk.said)
    assert clerk.page.sent._count.text() == "1"


def test_number_and_date_of_the_document_come_later(clerk: Any, folder: Path) -> None:
    sent = submitted(clerk)
    clerk.page.sent.ask_document(sent)
    dialog = clerk.page.sent.dialog
    dialog.number.setText("41/BC-UBND")
    dialog.day.setText("05/04/2021")
    clerk.click(dialog.verb_button)
    now = clerk.desk.read.submissions()[0]
    assert (now.document_number, now.document_date) == ("41/BC-UBND", date(2021, 4, 5))


def test_a_dropped_file_is_told_to_be_as_sent_or_altered(clerk: Any, folder: Path) -> None:
    submitted(clerk)
    (path,) = folder.iterdir()
    drop(clerk, path)
    assert "Đúng tệp đã nộp (báo cáo tháng 03/2021, bản đầu" in clerk.said[-1]
    book = openpyxl.load_workbook(path)
    book["Biểu 02"]["C20"].value = 999
    book.save(path)
    drop(clerk, path)
    assert "Đã bị sửa" in clerk.failures[-1] and "Biểu 02!C20" in clerk.failures[-1]


def drop(clerk: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(clerk.page.rect().center())
    enters = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(clerk.page, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(clerk.page, QDropEvent(at, Qt.DropAction.CopyAction, data, left, none))
    clerk.settle()


def test_a_submitted_month_opens_only_by_a_document(clerk: Any, folder: Path) -> None:
    submitted(clerk)
    clerk.click(clerk.page.submit)
    dialog = clerk.page.submission.dialog
    assert not dialog.verb_button.isEnabled() and "Bản" not in dialog.reason.text()
    assert any("đang khóa" in text for text in dialog._found.obstacles)
    dialog.reject()
