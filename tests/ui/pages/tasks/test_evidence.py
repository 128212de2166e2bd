"""Files of proof: by dialog, drop and Ctrl+V; opened, copied out, taken off; too large ones refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.commands.evidence import LARGEST
from desktop_app.ui.evidence_list import EvidenceList
from tests.ui.pages.tasks.clerk import CONTROL, Clerk, Key


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "Quyết định phê duyệt.pdf"
    path.write_bytes(b"%PDF-1.4 quyet dinh")
    return path


def names(clerk: Clerk) -> list[str]:
    return [item.file_name for item in clerk.task("NV-29").evidence]


def place(clerk: Clerk) -> EvidenceList:
    clerk.open("NV-29")
    assert clerk.page.detail.evidence is not None
    return clerk.page.detail.evidence


def carried(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_by_the_file_dialog(clerk: Clerk, proof: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = place(clerk)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(proof)], ""))
    clerk.click(evidence.attach)
    assert names(clerk) == [proof.name] and clerk.toast == f"Đã đính kèm {proof.name}."
    clerk.press(Key.Key_Z, CONTROL)
    assert names(clerk) == []


def test_dropped_anywhere_on_the_pane(clerk: Clerk, proof: Path) -> None:
    place(clerk)
    pane, data = clerk.page.detail, carried(proof)
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(pane, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(pane, drop)
    clerk.settle()
    assert names(clerk) == [proof.name]


@pytest.mark.parametrize("where", ["list", "button", "field"])
def test_pasted_from_the_clipboard(clerk: Clerk, proof: Path, where: str) -> None:
    place(clerk)
    QApplication.clipboard().setMimeData(carried(proof))
    {"list": clerk.page.table, "button": clerk.page.detail.progress, "field": clerk.editor("lead")}[
        where
    ].setFocus()
    before = clerk.task("NV-29").lead_unit_id
    clerk.press(Key.Key_V, CONTROL)
    assert names(clerk) == [proof.name] and clerk.task("NV-29").lead_unit_id == before
    QApplication.clipboard().clear()


def test_too_large_empty_and_twice_are_refused_here_and_the_others_go_on(
    clerk: Clerk, proof: Path, tmp_path: Path
) -> None:
    evidence = place(clerk)
    large, empty = tmp_path / "phim.mp4", tmp_path / "rỗng.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    empty.touch()
    evidence.add_files([large, empty, proof])
    clerk.settle()
    assert names(clerk) == [proof.name]
    assert "phim.mp4" in evidence.refusal.text() and "50 MB" in evidence.refusal.text()
    assert "rỗng.txt là tệp rỗng" in evidence.refusal.text() and evidence.refusal.isVisible()
    evidence.add_files([proof])
    assert "đã được đính kèm rồi" in evidence.refusal.text() and names(clerk) == [proof.name]


class Desktop(QObject):
    """Stands for the PC's own program that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


def test_opened_copied_out_and_taken_off(
    clerk: Clerk, proof: Path, tmp_path: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = place(clerk)
    evidence.add_files([proof])
    clerk.settle()
    clerk.click(clerk.button(f"Mở {proof.name}"))
    opened = Path(desktop.opened[0].toLocalFile())
    assert opened.name == proof.name and opened.read_bytes() == proof.read_bytes()
    target = tmp_path / "bản sao.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    clerk.click(clerk.button(f"Lưu bản sao {proof.name}"))
    assert target.read_bytes() == proof.read_bytes() and clerk.toast == "Đã lưu bản sao.pdf."
    clerk.answering("nhầm tệp", "Gỡ")
    clerk.click(clerk.button(f"Gỡ {proof.name}"))
    clerk.qtbot.waitUntil(lambda: names(clerk) == [])
    clerk.settle()
    assert clerk.focused is evidence.attach


def test_the_only_proof_of_a_completed_task_is_kept(clerk: Clerk) -> None:
    done = next(
        line.task
        for line in clerk.page.model.lines()
        if line.task.completed_on and len(line.task.evidence) == 1 and not line.task.no_evidence_reason
    )
    clerk.open(done.number)
    clerk.answering("nhầm tệp", "Gỡ")
    clerk.click(clerk.button(f"Gỡ {done.evidence[0].file_name}"))
    evidence = clerk.page.detail.evidence
    assert evidence is not None
    clerk.qtbot.waitUntil(lambda: "minh chứng duy nhất" in evidence.refusal.text())
    assert len(clerk.task(done.number).evidence) == 1
