"""Where the program's own data files are: beside the package in the source tree, or inside it when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE.parent, _PACKAGE / "_bundled")


def find(relative: str) -> Path:
    """A file or folder by its path in the source tree; raises FileNotFoundError naming both places."""
    for place in _PLACES:
        if (place / relative).exists():
            return place / relative
    tried = " or ".join(str(place / relative) for place in _PLACES)
    raise FileNotFoundError(f"a file of the program is missing: {tried}")


def resource(name: str) -> Path:
    """A file or folder of resources/."""
    return find(f"resources/{name}")


def catalogue(name: str) -> Path:
    """A file or folder of db/catalogue/."""
    return find(f"db/catalogue/{name}")


def migrations() -> Path:
    """The folder db/migrations/."""
    return find("db/migrations")
