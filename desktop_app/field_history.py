"""Every value one field ever had: when, by whom, why, and from which file; and what was deleted. No Qt here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.numbers import format_size
from desktop_app.history import field_text, figure_text
from desktop_app.store.journal import ChangeSet
from desktop_app.store.reader import Reader

FIGURE = "value"
_REASONS = ("kept", "reason", "note")


@dataclass(frozen=True, slots=True)
class Subject:
    """One field of one row: the table, the row's primary key, the column ("number" for a figure), and its title."""

    table: str
    key: tuple[object, ...]
    field: str
    title: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value the field had from a log entry on; `why` is what was said of it, `source` the file it came from.

    `stored` is the value as the record keeps it, for writing it again.
    """

    change_set: ChangeSet
    old: str
    new: str
    why: str = ""
    source: str = ""
    stored: object = None


def field_history(read: Reader, subject: Subject) -> list[FieldChange]:
    """The values a field had, newest first; a change of the row's other fields does not count."""
    sets = {item.entry: item for item in read.change_sets()}
    found = []
    for change in read.row_changes(subject.table, subject.key):
        before, after = _image(change.before), _image(change.after)
        old, new = (_words(read, subject, row) for row in (before, after))
        if old != new:
            found.append(
                FieldChange(
                    sets[change.entry],
                    old,
                    new,
                    _why(before, after),
                    str(after.get("origin", "")),
                    after.get(subject.field),
                )
            )
    return found[::-1]


def _image(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _words(read: Reader, subject: Subject, row: dict[str, Any]) -> str:
    if not row:
        return "–"
    if subject.table == FIGURE:
        return figure_text(row)
    return field_text(read, subject.table, subject.field, row.get(subject.field))


def _why(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What was newly said with the change."""
    said = [str(after[key]) for key in _REASONS if after.get(key) and after.get(key) != before.get(key)]
    return "; ".join(said)


KINDS = {
    "task": "Nhiệm vụ",
    "unit": "Đơn vị",
    "system": "Hệ thống thông tin",
    "evidence": "Minh chứng",
    "document": "Văn bản",
}


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something no longer in the record: its kind and name, and the log entry that took it away and can be taken back."""

    kind: str
    name: str
    detail: str
    change_set: ChangeSet

    @property
    def reason(self) -> str:
        """Why, as said then; what undid its adding names no reason but itself."""
        _, found, words = self.change_set.label.partition("Lý do: ")
        return words if found else self.change_set.label


def deleted_things(read: Reader) -> list[Deleted]:
    """What was deleted and is not there now, newest first; files that went with their task are not told apart."""
    sets = {item.entry: item for item in read.change_sets()}
    changes = read.deletions(KINDS)
    gone = {(item.entry, item.table, json.loads(item.key)[0]) for item in changes}
    return [
        Deleted(KINDS[item.table], *_name(read, item.table, row), sets[item.entry])
        for item, row in ((item, _image(item.before)) for item in changes)
        if item.table != "evidence" or (item.entry, row["owner"], row["owner_id"]) not in gone
    ]


def _name(read: Reader, table: str, row: dict[str, Any]) -> tuple[str, str]:
    if table == "task":
        return f"{row['number']}: {row['title']}", str(row["group_title"])
    if table == "evidence":
        return str(row["file_name"]), f"{_owner(read, row)} · {format_size(row['size'])}"
    if table == "document":
        return str(row["number"]), str(row.get("subject", ""))
    return str(row["name"]), ""


def _owner(read: Reader, row: dict[str, Any]) -> str:
    task = read.task(row["owner_id"]) if row["owner"] == "task" else None
    return task.number if task else "lớp an toàn" if row["owner"] != "task" else "nhiệm vụ đã xóa"


def lines_of(changes: Sequence[FieldChange]) -> Iterator[tuple[str, ...]]:
    """The history as rows of text: value, before, when, who, why, file, entry."""
    for item in changes:
        at = item.change_set.at
        yield (
            item.new, item.old, f"{at:%d/%m/%Y %H:%M}", item.change_set.actor,
            item.why or item.change_set.label, item.source, str(item.change_set.entry),
        )  # fmt: skip
