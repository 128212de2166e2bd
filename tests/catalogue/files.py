"""The catalogue files as the tests read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.domain.forms import Form, form_from_definition

CATALOGUE = Path(__file__).parents[2] / "db" / "catalogue"
PERIODS = ["2019-12", *(f"2020-{month:02}" for month in range(1, 13)), "2021-01", "2021-02", "2021-03"]

Raw = Mapping[str, Any]


@cache
def read(name: str) -> dict[str, Any]:
    """A catalogue file by its path under db/catalogue, parsed."""
    return tomllib.loads((CATALOGUE / name).read_text(encoding="utf-8"))


@cache
def form(key: str) -> Form:
    """A form of the catalogue."""
    return form_from_definition(read(f"forms/{key}.toml"))
