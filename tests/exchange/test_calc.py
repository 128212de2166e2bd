"""A form opened, filled in and saved in LibreOffice Calc itself, as a unit without Excel does, and read back."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from desktop_app.domain.returns import FileState
from desktop_app.session import Session
from tests.exchange.test_reading import HEALTH, accepted, read

FILLED = {
    "total_procedures": 150,
    "level1": 6,
    "level2": 74,
    "level3": 32,
    "level4": 20,
    "on_national_portal": 12,
    "dossiers_total": 900,
    "dossiers_online": 321,
}


@pytest.fixture(scope="session")
def office_python() -> str:
    """The Python that drives LibreOffice; without it the test is skipped, and in CI it fails (see `libreoffice`)."""
    for path in filter(None, (shutil.which("python3", path="/usr/bin"), shutil.which("python3"))):
        if subprocess.run([path, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return path
    import os

    if os.environ.get("CI"):
        pytest.fail("python3-uno is not installed")
    pytest.skip("python3-uno is not installed")


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def filled_in_calc(soffice: str, python: str, form: Path, target: Path, values: dict[str, str]) -> None:
    """Type the values into Calc and save as .xlsx there."""
    port, home = free_port(), target.parent / "lo"
    office = subprocess.Popen(
        [soffice, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", "--nologo"]
        + [f"--accept=socket,host=127.0.0.1,port={port};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    script = Path(__file__).with_name("uno_filling.py")
    pairs = [f"{name}={value}" for name, value in values.items()]
    try:
        subprocess.run([python, script, str(port), form, target, *pairs], check=True, timeout=180)
        office.wait(timeout=60)
    finally:
        office.kill()
        office.wait(timeout=30)


def test_a_form_filled_in_calc_is_read_back(
    libreoffice: str, office_python: str, session: Session, forms: Path, tmp_path: Path
) -> None:
    target = tmp_path / "điền bằng Calc.xlsx"
    typed = {f"PH_{key}": str(number) for key, number in FILLED.items()}
    filled_in_calc(
        libreoffice, office_python, forms / HEALTH, target, typed | {"PH_GIAI_TRINH": "A1: đã rà soát"}
    )
    (report,) = read(session, target).files
    assert report.state is FileState.OK and accepted(report) == FILLED
    assert report.raw and report.raw.explanation == "A1: đã rà soát"
    assert not [problem for problem in report.problems if not problem.field]
