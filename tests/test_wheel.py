"""The wheel carries all the data the program needs, and nothing that is not in the project."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_holds_exactly_the_tracked_data(tmp_path: Path) -> None:
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "db", "resources"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    tracked = {f"desktop_app/_bundled/{name}" for name in listed.split("\0") if name}
    with zipfile.ZipFile(built) as wheel:
        bundled = {name for name in wheel.namelist() if "/_bundled/" in name}
    assert tracked
    assert bundled == tracked


def test_the_wheel_has_the_command(tmp_path: Path) -> None:
    built = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    with zipfile.ZipFile(built) as wheel:
        entries = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
        assert "tiendo = desktop_app.__main__:main" in wheel.read(entries).decode()
