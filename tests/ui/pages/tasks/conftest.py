"""The task screen of a copy of the sample record, and of records with none or with many tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.commands.tasks import AddTask, DeleteTask
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.ui.theme import Theme
from tests.ui.pages.tasks.clerk import Clerk

Opening = Callable[..., Clerk]


@pytest.fixture
def opening(theme: Theme, qtbot: QtBot) -> Iterator[Opening]:
    """Opens windows and closes them after the test; no other window may have shown up meanwhile."""
    opened: list[Clerk] = []

    def open_one(record: Path, **how: Any) -> Clerk:
        opened.append(Clerk(qtbot, how.pop("theme", theme), record, **how))
        return opened[-1]

    yield open_one
    shells = {clerk.shell for clerk in opened}
    stray = [
        window for window in QApplication.topLevelWidgets() if window.isVisible() and window not in shells
    ]
    for clerk in opened:
        clerk.close()
    assert not stray


@pytest.fixture
def clerk(opening: Opening, sample_path: Path) -> Clerk:
    """At the sample's own day, 31/03/2021, on a small laptop."""
    return opening(sample_path)


@pytest.fixture
def empty_path(sample_path: Path) -> Path:
    """The sample record without its tasks."""
    session = Session(open_record(sample_path, person="CB", machine="PC"), "CB")
    session.do_all("Xóa", [DeleteTask(task.id, "ghi nhầm") for task in session.read.tasks()])
    session.close()
    return sample_path


@pytest.fixture
def crowded(empty_path: Path) -> Callable[[int], Path]:
    """A record with that many tasks, leads and deadlines spread over units and years."""

    def fill(count: int) -> Path:
        session = Session(open_record(empty_path, person="CB", machine="PC"), "CB")
        units = session.read.units()
        session.do_all("Nhiều nhiệm vụ", [
            AddTask(
                f"Nhiệm vụ thứ {number}: kết nối, chia sẻ dữ liệu giữa các cơ quan",
                units[number % len(units)].id,
                due_on=date(2020 + number % 3, 1 + number % 12, 1 + number % 28),
                number=f"NV-{number:04}",
                position=number,
            )
            for number in range(1, count + 1)
        ])  # fmt: skip
        session.close()
        return empty_path

    return fill
