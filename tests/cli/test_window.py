"""`tiendo` without a command opens the window: on what was named, else on the last record, else it asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.shell import Shell
from tests.cli.run import Answer, here

CAPSYS = pytest.CaptureFixture[str]


class Seen:
    """The windows that were open when the program had started."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()

    def look_and_close(self) -> None:
        """Note what is shown, close it and end."""
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and isinstance(window, FirstStart | Shell):
                self.kinds.add(type(window).__name__)
                window.close()
        QApplication.quit()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Path]:
    """An empty data folder; the hook for bugs is put back afterwards.

    `Seen` ends the program itself: a second end, asked for by the last window, would come after the program's loop
    and keep every later test's wait from doing anything.
    """
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    qapp.setQuitOnLastWindowClosed(False)
    yield tmp_path / "data"
    for window in QApplication.topLevelWidgets():
        window.close()
    qapp.setQuitOnLastWindowClosed(True)


def opened(capsys: CAPSYS, *arguments: object) -> tuple[Answer, set[str]]:
    seen = Seen()
    QTimer.singleShot(0, seen.look_and_close)
    return here(capsys, *arguments), seen.kinds


def test_no_arguments_and_no_last_record_asks_what_to_open(data: Path, capsys: CAPSYS) -> None:
    answer, windows = opened(capsys)
    assert (answer.code, windows) == (0, {"FirstStart"})


def test_a_record_is_opened_and_remembered(data: Path, sample_path: Path, capsys: CAPSYS) -> None:
    assert opened(capsys, sample_path)[1] == {"Shell"}
    answer, windows = opened(capsys)
    assert (answer.code, windows) == (0, {"Shell"})


def test_a_record_that_cannot_be_opened_asks_what_to_open(data: Path, tmp_path: Path, capsys: CAPSYS) -> None:
    foreign = tmp_path / "khac.tiendo"
    foreign.write_text("không phải sổ", encoding="utf-8")
    for wanted in (tmp_path / "thieu.tiendo", foreign, tmp_path):
        answer, windows = opened(capsys, wanted)
        assert (answer.code, windows) == (0, {"FirstStart"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_it_says_so_instead_of_waiting(
    data: Path, sample_path: Path, capsys: CAPSYS, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    answer = here(capsys, sample_path)
    assert answer.code == 2 and "Không có màn hình" in answer.err
