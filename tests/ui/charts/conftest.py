"""Lets closed plots go after each test: without an event loop Qt keeps what was marked for deletion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def closed_plots_are_deleted(dressed_app: QApplication) -> Iterator[None]:
    """Delete closed widgets, so that the next test dresses only its own."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
