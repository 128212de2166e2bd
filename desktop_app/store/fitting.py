"""Which rows of a damaged record fit together: none may point at a row that is not there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from .logging import LOGGED_TABLES

Images = dict[tuple[str, str], str | None]
_Link = tuple[str, str, str]  # column, the table it points at, and that table's column
_OWNERS = ("task", "layer_status")


def fitting(db: sqlite3.Connection, state: Images, wanted: Images) -> Images:
    """`wanted` without the rows that would point at nothing in `state` with `wanted` on top of it.

    A row that others still need is not taken away either.
    """
    links = {table: list(_links(db, table)) for table in LOGGED_TABLES}
    fits = dict(wanted)
    while True:
        rows = {key: json.loads(image) for key, image in (state | fits).items() if image is not None}
        there = _there(rows, links)
        loose = {
            key: missing for key, row in rows.items() if (missing := _missing(key[0], row, links, there))
        }
        dropped = [key for key in loose if key in fits]
        needed = {place for key, missing in loose.items() if key not in fits for place in missing}
        kept = [key for key, image in fits.items() if image is None and _is(key, state, needed)]
        if not dropped and not kept:
            return fits
        for key in (*dropped, *kept):
            fits.pop(key, None)


def _links(db: sqlite3.Connection, table: str) -> Iterator[_Link]:
    for row in db.execute(f"PRAGMA foreign_key_list({table})"):
        if row["table"] in LOGGED_TABLES:
            yield row["from"], row["table"], row["to"] or "id"


def _points(
    table: str, row: Mapping[str, Any], links: Mapping[str, list[_Link]]
) -> Iterator[tuple[str, str, Any]]:
    """What a row points at: table, column and value; files point at the task or layer they prove."""
    for column, other, target in links[table]:
        if row.get(column) is not None:
            yield other, target, row[column]
    if table == "evidence" and row.get("owner") in _OWNERS:
        yield str(row["owner"]), "id", row["owner_id"]


def _there(
    rows: Mapping[tuple[str, str], Mapping[str, Any]], links: Mapping[str, list[_Link]]
) -> dict[tuple[str, str], set[Any]]:
    """The values there are in every column something points at."""
    pointed = {(other, target) for found in links.values() for _, other, target in found}
    pointed |= {(owner, "id") for owner in _OWNERS}
    values: dict[tuple[str, str], set[Any]] = {place: set() for place in pointed}
    for (table, _), row in rows.items():
        for other, target in pointed:
            if table == other:
                values[other, target].add(row.get(target))
    return values


def _missing(
    table: str,
    row: Mapping[str, Any],
    links: Mapping[str, list[_Link]],
    there: Mapping[tuple[str, str], set[Any]],
) -> list[tuple[str, str, Any]]:
    return [place for place in _points(table, row, links) if place[2] not in there[place[0], place[1]]]


def _is(key: tuple[str, str], state: Images, places: set[tuple[str, str, Any]]) -> bool:
    """Whether a removed row is one that others point at."""
    row = json.loads(state.get(key) or "{}")
    return any(table == key[0] and row.get(column) == value for table, column, value in places)
