"""One application, the program's fonts and look for every test of the window; Qt's warnings fail a test."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType
from PySide6.QtWidgets import QApplication

from desktop_app.app import Program
from desktop_app.preferences import Preferences
from desktop_app.ui import fonts, translation
from desktop_app.ui.theme import Theme

_HARMLESS = ("propagateSizeHints", "raise()", "This plugin does not support")


@pytest.fixture(scope="session")
def dressed_app(qapp: QApplication) -> QApplication:
    """The application with fonts and Vietnamese texts."""
    fonts.load()
    translation.install(qapp)
    return qapp


@pytest.fixture
def theme(dressed_app: QApplication) -> Theme:
    """The light theme, applied."""
    light = Theme()
    light.apply(dressed_app)
    return light


@pytest.fixture
def program(
    dressed_app: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """A program with a data folder of its own and nothing opened before."""
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("desktop_app.starting.user_documents_path", lambda: tmp_path / "Tài liệu")
    (tmp_path / "data").mkdir()
    running = Program(dressed_app, theme, Preferences(), tmp_path / "data")
    yield running
    if running.window:
        running.window.close()
    if running.asking:
        running.asking.close()


@pytest.fixture(autouse=True)
def no_widget_left(dressed_app: QApplication) -> Iterator[None]:
    """Delete what was to be deleted later: a window still alive is dressed anew by the next test's theme."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_qt_warnings(qtlog: object) -> Iterator[None]:
    """Fail when Qt complained, except of what the offscreen platform cannot do."""
    yield
    bad = [
        record.message
        for record in qtlog.records  # type: ignore[attr-defined]
        if record.type != QtMsgType.QtDebugMsg and record.type != QtMsgType.QtInfoMsg
        if not any(words in record.message for words in _HARMLESS)
    ]
    assert not bad, bad
