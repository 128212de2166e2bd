"""Loading catalogues into a record: kinds of units, layers, forms, indicators, unit sets, programmes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.forms import as_date, day_after, form_from_definition
from desktop_app.domain.tasks import TaskKind
from desktop_app.store.transaction import Transaction

from .command import stored
from .tasks import AddTask
from .units import AddUnit

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class LoadForm:
    """Add a form, or a new version of it, from its definition (a parsed catalogue file)."""

    definition: Raw

    def __post_init__(self) -> None:
        """Refuse a definition that cannot be read."""
        form_from_definition(self.definition)

    def describe(self, tx: Transaction) -> str:
        """Nạp biểu mẫu …"""
        return f"Nạp biểu mẫu {self.definition['title']}"

    def run(self, tx: Transaction) -> None:
        """Write the whole definition, dates as ISO texts, keys sorted so that an equal one changes nothing.

        Raises InvalidInput when it drops a field that already has figures.
        """
        self._keep_figures(tx)
        text = json.dumps(self.definition, ensure_ascii=False, sort_keys=True, default=date.isoformat)
        tx.put("form", {"key": self.definition["key"], "definition": text})

    def _keep_figures(self, tx: Transaction) -> None:
        key = self.definition["key"]
        present = tx.find("form", key=key)
        if present is None:
            return
        kept = {field["key"] for field in self.definition["field"]}
        for field in json.loads(present["definition"])["field"]:
            if field["key"] not in kept and tx.find("value", form=key, field=field["key"]):
                raise InvalidInput(
                    f"Biểu mẫu “{key}” đang có số liệu ở cột “{field['label']}” mà tệp mới bỏ đi. "
                    "Đặt mã (key) khác cho biểu mẫu mới rồi nạp lại."
                )


@dataclass(frozen=True)
class LoadCatalogue:
    """Load what every record starts with; what the office changed since keeps its own rows by key."""

    unit_kinds: Sequence[Raw] = ()
    layers: Sequence[Raw] = ()
    indicators: Sequence[Raw] = ()
    targets: Sequence[Raw] = ()
    benchmarks: Sequence[Raw] = ()
    forms: Sequence[Raw] = ()

    def describe(self, tx: Transaction) -> str:
        """Nạp danh mục ban đầu."""
        return "Nạp danh mục, biểu mẫu, chỉ tiêu và số liệu đối chiếu"

    def run(self, tx: Transaction) -> None:
        """Write all of it."""
        for position, raw in enumerate(self.unit_kinds, start=1):
            tx.put("unit_kind", _unit_kind(raw, position))
        for raw in self.layers:
            tx.put("layer", _layer(raw))
        for raw in self.forms:
            LoadForm(raw).run(tx)
        for position, raw in enumerate(self.indicators, start=1):
            tx.put("indicator", _indicator(raw, position))
        for raw in self.targets:
            _insert_once(tx, "target", _target(raw))
        for raw in self.benchmarks:
            _insert_once(tx, "benchmark", _benchmark(raw))


def _insert_once(tx: Transaction, table: str, row: dict[str, Any]) -> None:
    if tx.find(table, **row) is None:
        tx.insert(table, row)


def _unit_kind(raw: Raw, position: int) -> dict[str, Any]:
    return {
        "key": raw["key"],
        "name": raw["name"],
        "group_title": raw["group_title"],
        "level": raw["level"],
        "position": raw.get("order", position),
        "valid_from": stored(as_date(raw.get("valid_from"))),
        "valid_to": stored(day_after(raw.get("valid_to"))),
    }


def _layer(raw: Raw) -> dict[str, Any]:
    return {
        "key": raw["key"],
        "number": raw["number"],
        "name": raw["name"],
        "short_name": raw["short_name"],
        "criterion": raw.get("criterion", ""),
        "source": raw.get("source", ""),
    }


def _indicator(raw: Raw, position: int) -> dict[str, Any]:
    return {
        "key": raw["key"],
        "name": raw["name"],
        "unit_of_measure": raw["unit_of_measure"],
        "computed": raw["computed"],
        "at_least": int(raw.get("direction", ">=") == ">="),
        "numerator_label": raw.get("numerator_label", ""),
        "denominator_label": raw.get("denominator_label", ""),
        "formula": raw.get("formula", ""),
        "source": raw.get("source", ""),
        "position": raw.get("order", position),
    }


def _target(raw: Raw) -> dict[str, Any]:
    return {
        "indicator": raw["indicator"],
        "value": float(raw["value"]),
        "by_date": stored(as_date(raw.get("by"))),
        "effective_from": stored(as_date(raw.get("effective_from"))),
        "document": raw.get("document", ""),
        "own": int(raw.get("own_default", False)),
    }


def _benchmark(raw: Raw) -> dict[str, Any]:
    value = raw.get("value")
    return {
        "indicator": raw["indicator"],
        "scope": raw["scope"],
        "as_of": stored(as_date(raw["as_of"])),
        "value": None if value is None else float(value),
        "numerator": raw.get("numerator"),
        "denominator": raw.get("denominator"),
        "qualifier": raw.get("qualifier", ""),
        "detail": raw.get("detail", ""),
        "source": raw.get("source_name") or raw["source"],
    }


@dataclass(frozen=True)
class LoadUnits:
    """Add a starter set of units; one whose name and beginning are there already is passed over."""

    units: Sequence[Raw]
    title: str

    def describe(self, tx: Transaction) -> str:
        """Nạp … đơn vị."""
        return f"Nạp {len(self.units)} đơn vị: {self.title}"

    def run(self, tx: Transaction) -> dict[str, int]:
        """Write the units; answers the ids by the set's own keys (name where it has none)."""
        ids: dict[str, int] = {}
        for raw in self.units:
            start = as_date(raw.get("valid_from"))
            present = tx.find("unit", name=stored(raw["name"]), valid_from=stored(start))
            command = AddUnit(
                name=raw["name"],
                kind=raw["kind"],
                short_name=raw.get("short_name", ""),
                code=raw.get("code"),
                valid_from=start,
                valid_to=day_after(raw.get("valid_to")),
                aliases=tuple(raw.get("aliases", ())),
                note=raw.get("note", ""),
            )
            ids[raw.get("key", raw["name"])] = int(present["id"]) if present else command.run(tx)
        return ids


@dataclass(frozen=True)
class LoadProgramme:
    """Load a programme's tasks, all led by one unit until the office assigns them.

    Each task names its source and how far it was read; one without a deadline in the source is loaded as
    continuing and says so.
    """

    title: str
    items: Sequence[Raw]
    lead_unit_id: int

    def describe(self, tx: Transaction) -> str:
        """Nạp … nhiệm vụ của …"""
        return f"Nạp {len(self.items)} nhiệm vụ: {self.title}"

    def run(self, tx: Transaction) -> int:
        """Write the tasks that are not there yet (by number); answers how many were added."""
        added = 0
        for raw in self.items:
            if tx.find("task", number=raw["id"]) is None:
                self._command(raw).run(tx)
                added += 1
        return added

    def _command(self, raw: Raw) -> AddTask:
        due = as_date(raw.get("deadline"))
        named = ", ".join(raw.get("lead", ())) or "nguồn không nêu"
        read = {"read": "đã đọc", "partly read": "đọc một phần"}.get(raw.get("confidence", ""), "chưa đọc")
        facts = [
            f"Nguồn: {raw['source']} ({read})",
            f"Chủ trì theo nguồn: {named}",
            f"Thời gian: {raw.get('period') or 'không nêu'}",
        ]
        return AddTask(
            title=raw["title"],
            lead_unit_id=self.lead_unit_id,
            kind=TaskKind.DATED if due else TaskKind.CONTINUING,
            due_on=due,
            number=raw["id"],
            group_title=self.title,
            clause=raw.get("ref", ""),
            deliverable=raw.get("output", ""),
            source="\n".join([*facts, raw["note"]] if raw.get("note") else facts),
        )
