"""The layers hold, and each contract is one that can break."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BREAKS = {
    "domain knows the standard library only": ("domain/ratio.py", "import sqlite3"),
    "store knows domain and SQLite, no Qt, no Excel, no commands": ("store/rows.py", "import openpyxl"),
    "commands know domain and the transaction only": ("commands/units.py", "import desktop_app.store.reader"),
    "workbooks know domain and Excel, no Qt, no SQL": ("workbooks/styles.py", "import sqlite3"),
    "no Qt below the screens": ("session.py", "import PySide6.QtCore"),
    "screens know no SQL, no Excel and no transaction": ("ui/theme.py", "import sqlite3"),
}
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_contract_has_a_way_to_break() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {item["name"] for item in settings["tool"]["importlinter"]["contracts"]} == set(BREAKS)


def test_a_broken_layer_is_caught(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "desktop_app", tmp_path / "desktop_app", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, statement in BREAKS.values():
        path = tmp_path / "desktop_app" / name
        path.write_text(path.read_text(encoding="utf-8") + f"\n{statement}  # noqa\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    for contract in BREAKS:
        assert f"{contract} BROKEN" in " ".join(done.stdout.split()), contract


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "desktop_app").rglob("*.py")
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "'''"))
    ]
    assert not silent


@pytest.mark.parametrize("most", [400])
def test_no_file_is_longer_than_one_can_read(most: int) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "desktop_app").rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > most
    }
    assert not long


def test_the_window_starts_without_the_excel_libraries() -> None:
    """They take longer to load than the first screen; screens load them when a workbook is asked for."""
    code = (
        "import sys, desktop_app.ui.pages.listing; "
        "print([name for name in ('openpyxl', 'xlsxwriter', 'python_calamine', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
