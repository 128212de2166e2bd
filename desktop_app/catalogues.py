"""The catalogue files of db/catalogue as parsed data; what they mean is known to domain and commands."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from desktop_app import assets
from desktop_app.commands.catalogue import LoadCatalogue
from desktop_app.domain.errors import InvalidInput, RecordError


def read_toml(path: Path) -> dict[str, Any]:
    """A catalogue file; raises RecordError saying which file cannot be read and where."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecordError(
            f"Không đọc được danh mục {path.name}: {error}. Sửa tệp hoặc cài lại chương trình."
        ) from error


_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_form_file(path: Path) -> dict[str, Any]:
    """A form's definition from a .toml or .json file of the office; raises RecordError naming file and place."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise RecordError(
            f"Không đọc được {path.name}: {error.strerror or error}. Kiểm tra tệp còn đó và cho phép đọc."
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{path.name} không phải tệp văn bản UTF-8. Lưu lại tệp với bảng mã UTF-8 rồi nạp lại."
        ) from error
    except json.JSONDecodeError as error:
        raise InvalidInput(_misspelt(path, error.lineno, error.colno)) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        raise InvalidInput(_misspelt(path, *(map(int, place.groups()) if place else ()))) from error
    if not isinstance(found, dict):
        raise InvalidInput(f"{path.name} không phải là một biểu mẫu. Xem tệp mẫu trong thư mục biểu mẫu.")
    return found


def _misspelt(path: Path, line: int | None = None, column: int | None = None) -> str:
    where = f"ở dòng {line}, cột {column}" if line else "ở cuối tệp"
    return f"{path.name} viết sai {where}. Sửa chỗ đó rồi nạp lại; chưa có gì thay đổi."


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
