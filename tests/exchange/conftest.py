"""An office that exchanges forms: its own copy of the sample record, and forms issued from it once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.domain.periods import PeriodCode
from desktop_app.issuing import issue_forms
from desktop_app.session import Session
from desktop_app.store.opening import open_record

FORM, PERIOD = "dvctt-2011", PeriodCode.parse("2021-04")
NOW = datetime(2021, 4, 20, 9, 0)


def opened(path: Path) -> Session:
    """A session at a fixed time."""
    return Session(open_record(path, person="Cán bộ", machine="máy", clock=lambda: NOW), "Cán bộ")


@pytest.fixture(scope="session")
def issued_once(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the record and the forms issued from it; never write into it."""
    folder = tmp_path_factory.mktemp("issued")
    shutil.copyfile(built_sample, folder / "so.tiendo")
    session = opened(folder / "so.tiendo")
    issue_forms(session, FORM, PERIOD, folder / "phieu", draw=random.Random(11).randrange)
    session.close()
    return folder


@pytest.fixture
def forms(issued_once: Path, tmp_path: Path) -> Path:
    """The test's own copy of the issued forms."""
    return Path(shutil.copytree(issued_once / "phieu", tmp_path / "phieu"))


@pytest.fixture
def session(issued_once: Path, tmp_path: Path) -> Iterator[Session]:
    """A session on the test's own copy of the record the forms were issued from."""
    path = Path(shutil.copyfile(issued_once / "so.tiendo", tmp_path / "so.tiendo"))
    found = opened(path)
    yield found
    found.close()
