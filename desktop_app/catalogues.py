"""The catalogue files of db/catalogue as parsed data; what they mean is known to domain and commands."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from desktop_app import assets
from desktop_app.commands.catalogue import LoadCatalogue
from desktop_app.domain.errors import RecordError


def read_toml(path: Path) -> dict[str, Any]:
    """A catalogue file; raises RecordError saying which file cannot be read and where."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecordError(
            f"Không đọc được danh mục {path.name}: {error}. Sửa tệp hoặc cài lại chương trình."
        ) from error


def form_definitions() -> list[dict[str, Any]]:
    """All forms that come with the program."""
    return [read_toml(path) for path in sorted(assets.catalogue("forms").glob("*.toml"))]


def starting_catalogue() -> LoadCatalogue:
    """The command that loads what every new record starts with."""

    def rows(name: str, table: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = read_toml(assets.catalogue(f"{name}.toml"))[table]
        return found

    return LoadCatalogue(
        unit_kinds=rows("unit_kinds", "unit_kind"),
        layers=rows("layers", "layer"),
        indicators=rows("indicators", "indicator"),
        targets=rows("targets", "target"),
        benchmarks=rows("benchmarks", "benchmark"),
        forms=form_definitions(),
    )


def programme(name: str) -> dict[str, Any]:
    """A programme's tasks, by file name ("nq17")."""
    return read_toml(assets.catalogue("programmes") / f"{name}.toml")


def unit_set(name: str) -> dict[str, Any]:
    """A starter set of units, by file name."""
    return read_toml(assets.catalogue("units") / f"{name}.toml")
