"""The small record of the store's tests, built once and copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.session import Session
from tests.store.small_record import build_small, opened


@pytest.fixture(scope="session")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, built once; tests take `small_path`."""
    path = tmp_path_factory.mktemp("small") / "nho.tiendo"
    build_small(path)
    return path


@pytest.fixture
def small_path(built_small: Path, tmp_path: Path) -> Path:
    """The test's own copy of the small record."""
    return Path(shutil.copyfile(built_small, tmp_path / "Sổ An Bình.tiendo"))


@pytest.fixture
def small(small_path: Path) -> Iterator[Session]:
    """The small record open for editing."""
    session = opened(small_path)
    yield session
    session.close()
