"""An office with a record of its own: catalogue, three units, a document and two tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop_app.catalogues import starting_catalogue
from desktop_app.commands.tasks import AddTask
from desktop_app.commands.units import AddDocument, AddUnit
from desktop_app.domain.tasks import TaskKind
from desktop_app.session import Session
from desktop_app.store.opening import create_record
from tests.commands.office import Office


@pytest.fixture(scope="session")
def made_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's record as it is before a test, made once."""
    path = tmp_path_factory.mktemp("office") / "so.tiendo"
    record = create_record(path, person="Cán bộ", machine="máy", clock=lambda: datetime(2020, 8, 26, 9, 0))
    session = Session(record, "Cán bộ")
    session.do(starting_catalogue())
    health = session.do(AddUnit("Sở Y tế", "department"))
    session.do(AddUnit("Sở Tài chính", "department", "Sở TC"))
    session.do(AddUnit("Ủy ban nhân dân huyện Đông", "district", "H. Đông"))
    session.do(AddDocument("17/NQ-CP", date(2019, 3, 7), "Chính phủ"))
    session.do(
        AddTask(
            "Kết nối Trục liên thông", int(health), due_on=date(2020, 6, 30), assigned_on=date(2020, 1, 1)
        )  # type: ignore[call-overload]
    )
    session.do(AddTask("Họp giao ban", int(health), TaskKind.CONTINUING))  # type: ignore[call-overload]
    session.close()
    return path


@pytest.fixture
def office(made_record: Path, tmp_path: Path) -> Iterator[Office]:
    """The office at work on its own copy of the record."""
    path = tmp_path / "so.tiendo"
    path.write_bytes(made_record.read_bytes())
    found = Office(path)
    yield found
    found.close()
