"""Building the sample record: its history replayed change set by change set, each at its own time and role.

Deterministic: the same content gives the same record, entry by entry and hash by hash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop_app.catalogues import starting_catalogue
from desktop_app.commands.catalogue import LoadUnits
from desktop_app.commands.command import Command
from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.layers import AddSystem, SetLayer
from desktop_app.commands.settings import AddTarget, SetIndicatorValue, SetProfile
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import AddTask
from desktop_app.commands.units import AddDocument
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import RecordError
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import TaskKind
from desktop_app.sample.content import Content, Raw, read_content, row_values
from desktop_app.sample.task_events import events
from desktop_app.session import Session
from desktop_app.store.opening import create_record
from desktop_app.store.transaction import Transaction

MACHINE = "MAY-MAU"


def build_sample(path: Path) -> None:
    """Write the sample record to `path`; raises RecordError when it exists or cannot be written.

    It is built beside and put in place whole, so that an interrupted build leaves nothing behind.
    """
    _refuse_unfit(path)
    draft = path.with_name(f".{path.name}.dang-lap")
    for leftover in (draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm")):
        leftover.unlink(missing_ok=True)
    moment = [datetime(2019, 5, 6, 8, 0)]
    record = create_record(draft, person="Sổ mẫu", machine=MACHINE, clock=lambda: moment[0])
    try:
        builder = _Builder(read_content(), Session(record, "Sổ mẫu"))
        for entry in builder.content.history:
            moment[0] = entry["at"]
            builder.write(entry)
    finally:
        record.close()
    draft.with_name(f".{draft.name}.khoa").unlink(missing_ok=True)
    draft.replace(path)


def _refuse_unfit(path: Path) -> None:
    if path.is_dir():
        raise RecordError(f"{path} là một thư mục. Ghi thêm tên tệp sổ, ví dụ {path / 'so-mau.tiendo'}.")
    if path.exists():
        raise RecordError(f"Đã có tệp {path.name} trong thư mục {path.parent}. Chọn tên khác hoặc mở tệp đó.")
    if not path.parent.is_dir():
        raise RecordError(f"Không có thư mục {path.parent}. Chọn một thư mục khác.")


@dataclass
class _Builder:
    """What has been recorded so far, and the commands of the next change set."""

    content: Content
    session: Session
    units: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    systems: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)
    written: set[tuple[str, int]] = field(default_factory=set)

    def write(self, entry: Raw) -> None:
        """Record one change set of the history."""
        steps: dict[str, Callable[[Raw], list[Command]]] = {
            "catalogue": lambda _: [starting_catalogue()],
            "profile": lambda _: [SetProfile(self.content.profile)],
            "units": lambda _: [LoadUnits(self.content.units["unit"], self.content.units["title"])],
            "documents": self._documents,
            "tasks": self._tasks,
            "task_events": self._task_events,
            "extensions": self._extensions,
            "systems": self._systems,
            "layers": self._layers,
            "values": self._values,
            "indicator_values": self._indicator_values,
            "targets": self._targets,
            "lock": lambda raw: [LockPeriod(PeriodCode.parse(raw["period"]))],
        }
        self.session.person = entry["actor"]
        results = self.session.do_all(entry["label"], steps[entry["what"]](entry))
        if entry["what"] == "units":
            self.units = dict(results[0])  # type: ignore[call-overload]
        self._remember(entry["what"], results)

    def _remember(self, what: str, results: list[Any]) -> None:
        known = {"documents": self.documents, "tasks": self.tasks, "systems": self.systems}.get(what)
        if known is not None:
            known.update(zip(self._pending, results, strict=True))

    def _fresh(self, kind: str, rows: list[Raw], until: Callable[[Raw], bool]) -> list[Raw]:
        """The rows not recorded yet that belong to this change set; they count as recorded from now on."""
        found = [
            (index, row) for index, row in enumerate(rows) if (kind, index) not in self.written and until(row)
        ]
        self.written.update((kind, index) for index, _ in found)
        return [row for _, row in found]

    def _documents(self, entry: Raw) -> list[Command]:
        rows = self._fresh(
            "document", self.content.documents, lambda row: row["issued_on"] <= entry["through"]
        )
        self._pending = [row["key"] for row in rows]
        return [AddDocument(row["number"], row["issued_on"], row["issuer"], row["subject"]) for row in rows]

    def _tasks(self, entry: Raw) -> list[Command]:
        rows = self._fresh("task", self.content.tasks, lambda row: row["document"] == entry["document"])
        self._pending = [row["number"] for row in rows]
        order = {row["number"]: index for index, row in enumerate(self.content.tasks, start=1)}
        return [
            AddTask(
                title=row["title"],
                lead_unit_id=self.units[row["lead"]],
                kind=TaskKind(row["kind"]),
                due_on=row.get("due_on"),
                number=row["number"],
                group_title=row["group"],
                document_id=self.documents[row["document"]],
                clause=row["clause"],
                coordinating=tuple(self.units[key] for key in row["coordinating"]),
                assigned_on=row["assigned_on"],
                deliverable=row["deliverable"],
                source="Dữ liệu minh họa",
                position=order[row["number"]],
            )
            for row in rows
        ]

    def _task_events(self, entry: Raw) -> list[Command]:
        due = []
        for row in self.content.tasks:
            task_id = self.tasks.get(row["number"])
            if task_id is None:
                continue
            author = self.session.read.unit(self.units[row["lead"]]).short_name
            for rank, event in enumerate(events(row, task_id, author)):
                if event[0] <= entry["through"] and ("event", task_id * 1000 + rank) not in self.written:
                    self.written.add(("event", task_id * 1000 + rank))
                    due.append(event)
        return [command for _, _, command in sorted(due, key=lambda event: (event[0], event[1]))]

    def _extensions(self, entry: Raw) -> list[Command]:
        flat = [(row["number"], item) for row in self.content.tasks for item in row.get("extensions", ())]
        rows = self._fresh(
            "extension", [{"n": n, **item} for n, item in flat], _by("granted_on", entry["through"])
        )
        return [
            ExtendTask(
                self.tasks[row["n"]], row["granted_on"], row["new_due_on"], row["document"], row["reason"]
            )
            for row in rows
        ]

    def _systems(self, entry: Raw) -> list[Command]:
        self._pending = [row["key"] for row in self.content.systems]
        return [
            AddSystem(
                row["name"],
                self.units[row["unit"]],
                row.get("level"),
                row.get("operator", ""),
                row.get("approval", ""),
                row.get("valid_from"),
            )
            for row in self.content.systems
        ]

    def _layers(self, entry: Raw) -> list[Command]:
        rows = self._fresh("layer", self.content.layers, _by("valid_from", entry["through"]))
        return [self._layer(row) for row in rows]

    def _layer(self, row: Raw) -> Command:
        system = row.get("system")
        status = SetLayer(
            unit_id=self.units[row["unit"]],
            layer=row["layer"],
            result=LayerResult(row["result"]),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            system_id=self.systems[system] if system else None,
            provider=row.get("provider", ""),
            document=row.get("document", ""),
            reason=row.get("reason", ""),
            note=row.get("note", ""),
        )
        return _LayerWithFiles(status, tuple(row.get("evidence", ())))

    def _values(self, entry: Raw) -> list[Command]:
        edits = [
            ValueEdit(self.units[row["unit"]], key, value)
            for row in self.content.figures
            if row["period"] == entry["period"]
            for key, value in row_values(row)
        ]
        return [SetValues(entry["form"], PeriodCode.parse(entry["period"]), edits)]

    def _indicator_values(self, entry: Raw) -> list[Command]:
        return [
            SetIndicatorValue(
                row["indicator"],
                PeriodCode.parse(row["period"]),
                row["numerator"],
                row["denominator"],
                row.get("note", ""),
            )
            for row in self.content.indicator_values
            if row["period"] == entry["period"]
        ]

    def _targets(self, entry: Raw) -> list[Command]:
        rows = self._fresh("target", self.content.targets, _by("recorded_on", entry["through"]))
        return [
            AddTarget(
                row["indicator"],
                row["value"],
                row["document"],
                row.get("by"),
                row["effective_from"],
                row["own"],
            )
            for row in rows
        ]


def _by(key: str, last: date) -> Callable[[Raw], bool]:
    return lambda row: bool(row[key] <= last)


@dataclass(frozen=True)
class _LayerWithFiles:
    """A layer status with its files, written together."""

    status: SetLayer
    files: tuple[Raw, ...]

    def describe(self, tx: Transaction) -> str:
        return self.status.describe(tx)

    def run(self, tx: Transaction) -> int:
        status_id = self.status.run(tx)
        for file in self.files:
            content = str(file["content"]).encode()
            AttachEvidence("layer_status", status_id, file["file_name"], content, added_on=file["on"]).run(tx)
        return status_id
