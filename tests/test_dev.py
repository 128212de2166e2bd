"""dev.py: what it says to old Pythons, what it looks for, and the lock files it installs from."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_told_in_words(dev: ModuleType, version: tuple[int, ...]) -> None:
    said = dev.too_old(version)
    assert "Python 3.11 trở lên" in said
    assert f"{version[0]}.{version[1]}" in said


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2)])
def test_a_new_python_is_welcome(dev: ModuleType, version: tuple[int, ...]) -> None:
    assert dev.too_old(version) == ""


def test_a_missing_library_is_named_by_its_package(dev: ModuleType) -> None:
    assert dev.missing_libraries({"libnosuchthing.so.9": "libnosuchthing9"}) == ["libnosuchthing9"]


def test_without_root_the_line_to_type_is_printed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(dev.Stop, match="apt-get install -y --no-install-recommends libegl1"):
        dev.install_packages(["libegl1"], required=True)
    assert dev.install_packages(["libegl1"], required=False) is False


def test_the_pages_drawn_are_the_pages_there_are(dev: ModuleType) -> None:
    from desktop_app.cli.parser import PAGES

    assert dev.PAGES == PAGES


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name: str) -> None:
    text = (ROOT / "packaging" / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(packages) > 10
    for package in packages:
        assert "==" in package.splitlines()[0], package[:60]
        assert "--hash=sha256:" in package, package[:60]


def test_the_qt_that_crashes_is_not_locked_for_older_pythons() -> None:
    text = (ROOT / "packaging" / "locks" / "run.txt").read_text(encoding="utf-8")
    assert "pyside6-essentials==6.8.3 ; python_full_version < '3.14'" in text
    assert "6.12" not in re.findall(r"pyside6-essentials==(\S+)", text)
