"""The sample's content as the catalogue files hold it (db/catalogue/sample); their keys are in its README."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop_app import assets
from desktop_app.catalogues import read_toml
from desktop_app.domain.values import Value, ValueState

NOT_APPLICABLE, ESTIMATED = "KAD:", "~"
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of the sample, as parsed rows."""

    history: list[Raw]
    profile: dict[str, str]
    units: Raw
    documents: list[Raw]
    tasks: list[Raw]
    systems: list[Raw]
    layers: list[Raw]
    targets: list[Raw]
    indicator_values: list[Raw]
    figures: list[dict[str, str]]


def read_content() -> Content:
    """Read all files of the sample; raises RecordError when one cannot be read."""

    def table(name: str, key: str) -> Any:
        return read_toml(assets.catalogue(f"sample/{name}.toml"))[key]

    with assets.catalogue("sample/dvctt.csv").open(encoding="utf-8", newline="") as file:
        figures = list(csv.DictReader(file))
    return Content(
        history=table("history", "change_set"),
        profile=table("profile", "profile"),
        units=read_toml(assets.catalogue("sample/units.toml")),
        documents=table("documents", "document"),
        tasks=table("tasks", "task"),
        systems=table("systems", "system"),
        layers=table("layers", "layer_status"),
        targets=table("targets", "target"),
        indicator_values=table("indicator_values", "indicator_value"),
        figures=figures,
    )


def row_values(row: dict[str, str]) -> Iterator[tuple[str, Value]]:
    """The figures of a line by field key: a number, "~" before an estimate, "KAD: reason"; nothing for a blank."""
    for key, text in row.items():
        if key in ("period", "unit") or not text:
            continue
        if text.startswith(NOT_APPLICABLE):
            yield key, Value(ValueState.NOT_APPLICABLE, reason=text.removeprefix(NOT_APPLICABLE).strip())
        elif text.startswith(ESTIMATED):
            yield key, Value(ValueState.ESTIMATED, int(text.removeprefix(ESTIMATED)))
        else:
            yield key, Value(ValueState.REPORTED, int(text))
