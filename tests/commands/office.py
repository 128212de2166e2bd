"""What tests of commands do: carry one out, look at everything it changed, take it back and do it again."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.commands.command import Command
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import Task
from desktop_app.session import Session
from desktop_app.store.logging import LOGGED_TABLES
from desktop_app.store.opening import open_record

HEALTH, FINANCE, DISTRICT = 1, 2, 3
DATED, CONTINUING = 1, 2


class Office:
    """A session on a record, and everything that stands in it."""

    def __init__(self, path: Path) -> None:
        record = open_record(path, person="Cán bộ", machine="máy", clock=lambda: datetime(2020, 8, 26, 9, 0))
        self.session = Session(record, "Cán bộ")
        self.path = path

    def close(self) -> None:
        """Close the record."""
        self.session.close()

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of the record, but for the log."""
        db = sqlite3.connect(self.path)
        try:
            return {
                table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
                for table in LOGGED_TABLES
            }
        finally:
            db.close()

    @property
    def label(self) -> str:
        """The label of the newest log entry."""
        return self.session.read.change_sets(limit=1)[0].label

    def does(self, command: Command, label: str) -> Any:
        """Carry the command out under that label; undo gives everything back, redo everything again."""
        before = self.contents()
        result = self.session.do(command)
        after = self.contents()
        assert self.label == label
        assert after != before
        self.session.undo()
        assert self.contents() == before
        self.session.redo()
        assert self.contents() == after
        return result

    def refuses(self, command: Command, says: str) -> None:
        """The command is refused with these words, and nothing is changed or logged."""
        before, entry = self.contents(), self.session.read.last_entry()
        with pytest.raises(InvalidInput, match=says):
            self.session.do(command)
        assert self.contents() == before and self.session.read.last_entry() == entry

    def changes_nothing(self, command: Command) -> None:
        """The command writes and logs nothing."""
        entry = self.session.read.last_entry()
        self.session.do(command)
        assert self.session.read.last_entry() == entry

    def task(self, task_id: int = DATED) -> Task:
        """A task as it stands."""
        found = self.session.read.task(task_id)
        assert found is not None
        return found
