"""The screen of the returns over a copy of the sample record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from tests.ui.pages.services.typist import Typist

Opening = Callable[..., Typist]


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot) -> Iterator[Opening]:
    """Opens windows and closes them after the test."""
    opened: list[Typist] = []

    def open_one(record: Path, **how: Any) -> Typist:
        opened.append(Typist(qtbot, theme, record, **how))
        return opened[-1]

    yield open_one
    for typist in opened:
        typist.close()


@pytest.fixture
def typist(opening: Opening, sample_path: Path) -> Typist:
    """At month 3/2021 on a small laptop."""
    return opening(sample_path)
