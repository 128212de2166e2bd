"""What all tests share: Qt without a screen, nothing left running, and LibreOffice where it can be had."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desktop_app.session import Session

if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_NOBODY = 65534
_LASTING_THREADS = ("pydevd", "ThreadPoolExecutor", "Dummy")


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """A test that leaves a thread running fails."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=2)
    left = [
        thread.name
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not thread.name.startswith(_LASTING_THREADS)
    ]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True, scope="session")
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps on a PC (backups, preferences) goes into a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIENDO_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample record, built once; never open it for editing, take `sample_path`."""
    from desktop_app.sample.building import build_sample

    path = tmp_path_factory.mktemp("sample") / "mau.tiendo"
    build_sample(path)
    return path


@pytest.fixture
def sample_path(built_sample: Path, tmp_path: Path) -> Path:
    """The test's own copy of the sample record."""
    return Path(shutil.copyfile(built_sample, tmp_path / "mau.tiendo"))


@pytest.fixture
def session(sample_path: Path) -> Iterator[Session]:
    """A session of "Cán bộ" on the test's own copy of the sample record, at a fixed time."""
    from tests.exchange.conftest import opened

    found = opened(sample_path)
    yield found
    found.close()


@pytest.fixture
def ordinary_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of a person without administrator's rights; the test runs as that person, also where it is root."""
    if os.name != "posix" or os.geteuid() != 0:
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="tien-do-"))
    os.chown(folder, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield folder
    finally:
        os.setresuid(0, 0, 0)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice's `soffice`; without it the test is skipped, and in CI it fails."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    reason = "LibreOffice is not installed (Debian: libreoffice-calc, fonts-liberation2, poppler-utils)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
