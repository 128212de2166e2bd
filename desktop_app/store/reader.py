"""Reading a record: domain objects by table, remembered until the next change set.

Each method answers from one SQLite connection; a reader made for a worker thread has its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from desktop_app.domain.calendar import InnerDecision, SpecialDay
from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorValue, Target
from desktop_app.domain.layers import Layer, LayerStatus
from desktop_app.domain.passports import IssuedForm
from desktop_app.domain.people import Person
from desktop_app.domain.periods import DEFAULT_REPORT, Period, PeriodCode, default_period
from desktop_app.domain.profile import PROFILE_KEYS, Profile
from desktop_app.domain.returns import ReceivedFile
from desktop_app.domain.submissions import CorrectedFigure, LockException, Submission
from desktop_app.domain.tasks import Document, Evidence, Task
from desktop_app.domain.units import InformationSystem, Succession, Unit, UnitKind
from desktop_app.domain.values import Value

from . import rows
from .log_reader import LogReader

T = TypeVar("T")
CellsByUnit = dict[int, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The last change of a figure: its log entry, when, and by whom."""

    entry: int
    at: datetime
    actor: str


FigureChanges = dict[int, dict[str, FigureChange]]


def _key_prefix(period: str, form: str) -> str:
    """How the logged keys of all figures of a form and period begin."""
    return json.dumps([period, form], ensure_ascii=False, separators=(",", ":"))[:-1] + ","


class Reader(LogReader):
    """Everything a record holds, read when first asked for and forgotten after each change set."""

    def _all(self, table: str, order: str, make: Callable[[sqlite3.Row], T]) -> tuple[T, ...]:
        return self._once(
            table,
            lambda: tuple(make(row) for row in self._db.execute(f"SELECT * FROM {table} ORDER BY {order}")),
        )

    def profile(self) -> Profile:
        """The province's profile."""

        def make() -> Profile:
            stored = dict(self._db.execute("SELECT key, value FROM profile").fetchall())
            return Profile(**{key: stored[key] for key in PROFILE_KEYS if key in stored})

        return self._once("profile", make)

    def unit_kinds(self) -> tuple[UnitKind, ...]:
        """Kinds of units in list order."""
        return self._all("unit_kind", "position", rows.unit_kind)

    def units(self) -> tuple[Unit, ...]:
        """All units, also those no longer in force, in list order."""

        def make() -> tuple[Unit, ...]:
            aliases = rows.group(
                self._db.execute("SELECT * FROM unit_alias ORDER BY alias"),
                "unit_id",
                lambda row: str(row["alias"]),
            )
            found = self._db.execute("SELECT * FROM unit ORDER BY position, id")
            return tuple(rows.unit(row, aliases[row["id"]]) for row in found)

        return self._once("unit", make)

    def unit(self, unit_id: int) -> Unit:
        """The unit of that id; raises KeyError."""
        return self._once("unit_by_id", lambda: {unit.id: unit for unit in self.units()})[unit_id]

    def successions(self) -> tuple[Succession, ...]:
        """Which units were followed by which."""
        return self._all("unit_succession", "predecessor_id, successor_id", rows.succession)

    def documents(self) -> tuple[Document, ...]:
        """All documents by number."""
        return self._all("document", "number", rows.document)

    def tasks(self) -> tuple[Task, ...]:
        """All tasks in the order of the office's list."""
        return self._once("task", self._read_tasks)

    def task(self, task_id: int) -> Task | None:
        """The task of that id, or None."""
        return self._once("task_by_id", lambda: {task.id: task for task in self.tasks()}).get(task_id)

    def _read_tasks(self) -> tuple[Task, ...]:
        documents = {document.id: document for document in self.documents()}
        coordinating = rows.group(
            self._db.execute("SELECT * FROM task_coordination ORDER BY unit_id"),
            "task_id",
            lambda row: int(row["unit_id"]),
        )
        extensions = rows.group(
            self._db.execute("SELECT * FROM task_extension ORDER BY granted_on, id"),
            "task_id",
            rows.extension,
        )
        updates = rows.group(
            self._db.execute("SELECT * FROM task_update ORDER BY noted_on DESC, id DESC"),
            "task_id",
            rows.task_update,
        )
        files = rows.group(
            self._db.execute("SELECT * FROM evidence WHERE owner = 'task' ORDER BY id"),
            "owner_id",
            rows.evidence,
        )
        return tuple(
            rows.task(
                row,
                documents.get(row["document_id"]),
                coordinating.get(row["id"], ()),
                extensions.get(row["id"], ()),
                updates.get(row["id"], ()),
                files.get(row["id"], ()),
            )
            for row in self._db.execute("SELECT * FROM task ORDER BY position, id")
        )

    def forms(self) -> tuple[Form, ...]:
        """All forms in the record, oldest first."""
        return self._all("form", "key", lambda row: form_from_definition(json.loads(row["definition"])))

    def form(self, key: str) -> Form | None:
        """The form of that key, or None."""
        return next((form for form in self.forms() if form.key == key), None)

    def cells(self, form: str, period: str) -> CellsByUnit:
        """A form's figures for a period: by unit id, then by field key; what is missing has no entry."""

        def make() -> CellsByUnit:
            found: CellsByUnit = {}
            for row in self._db.execute("SELECT * FROM value WHERE period = ? AND form = ?", (period, form)):
                found.setdefault(row["unit_id"], {})[row["field"]] = rows.value(row)
            return found

        return self._once(("cells", form, period), make)

    def figures_changed(self, form: str, period: str) -> FigureChanges:
        """Who last changed each figure of a form and period, and when: by unit id, then by field key."""

        def make() -> FigureChanges:
            prefix = _key_prefix(period, form)
            found: FigureChanges = {}
            for row in self._db.execute(
                "SELECT c.row_key, max(c.entry) AS entry, s.at, s.actor FROM change c "
                "JOIN change_set s ON s.entry = c.entry "
                "WHERE c.table_name = 'value' AND c.row_key >= ? AND c.row_key < ? GROUP BY c.row_key",
                (prefix, prefix + "\U0010ffff"),
            ):
                _, _, unit_id, field = json.loads(row["row_key"])
                change = FigureChange(row["entry"], datetime.fromisoformat(row["at"]), row["actor"])
                found.setdefault(unit_id, {})[field] = change
            return found

        return self._once(("changed", form, period), make)

    def first_recorded(self, form: str, period: str) -> dict[int, date]:
        """The day on which the first figure of each unit came into the record, by the log, for a form and period."""
        prefix = _key_prefix(period, form)
        found = self._db.execute(
            "SELECT json_extract(c.row_key, '$[2]') AS unit_id, s.at, min(c.entry) FROM change c "
            "JOIN change_set s ON s.entry = c.entry "
            "WHERE c.table_name = 'value' AND c.row_key >= ? AND c.row_key < ? GROUP BY unit_id",
            (prefix, prefix + "\U0010ffff"),
        )
        return {row["unit_id"]: datetime.fromisoformat(row["at"]).date() for row in found}

    def periods_with_figures(self, form: str) -> tuple[PeriodCode, ...]:
        """Periods for which the form holds any figure, in time order."""
        found = self._once(
            ("periods", form),
            lambda: [
                row[0]
                for row in self._db.execute("SELECT DISTINCT period FROM value WHERE form = ?", (form,))
            ],
        )
        return tuple(
            sorted(map(PeriodCode.parse, found), key=lambda code: (code.year, code.last_month, code.months))
        )

    def period(self, code: PeriodCode, report: str = DEFAULT_REPORT) -> Period:
        """The period's dates: as stored for this report, else as stored in general, else by the regime."""
        stored = self._once(
            "period",
            lambda: {
                (row["code"], row["report"]): rows.period(row)
                for row in self._db.execute("SELECT * FROM period")
            },
        )
        general = stored.get((code.code, DEFAULT_REPORT))
        return stored.get((code.code, report)) or general or default_period(code)

    def stored_periods(self) -> tuple[Period, ...]:
        """The periods whose dates or lock were set by the office."""
        return tuple(
            rows.period(row) for row in self._db.execute("SELECT * FROM period ORDER BY window_start, code")
        )

    def special_days(self) -> tuple[SpecialDay, ...]:
        """The days offices are off or work on out of turn, in order."""
        return self._all("special_day", "day", rows.special_day)

    def inner_decisions(self) -> tuple[InnerDecision, ...]:
        """The inner deadlines the office decided itself, by the rule each takes the place of."""
        return self._all("inner_deadline", "rule", rows.inner_decision)

    def people(self) -> tuple[Person, ...]:
        """The people who share this record, those who left among them."""
        return self._all("person", "id", rows.person)

    def systems(self) -> tuple[InformationSystem, ...]:
        """All information systems by unit."""
        return self._all("system", "unit_id, level DESC, id", rows.system)

    def layers(self) -> tuple[Layer, ...]:
        """The layers of the model."""
        return self._all("layer", "number", rows.layer)

    def layer_statuses(self) -> tuple[LayerStatus, ...]:
        """All recorded layer statuses, oldest first."""

        def make() -> tuple[LayerStatus, ...]:
            counted = self._db.execute(
                "SELECT owner_id, count(*) FROM evidence WHERE owner = 'layer_status' GROUP BY owner_id"
            )
            files = {row[0]: row[1] for row in counted}
            found = self._db.execute("SELECT * FROM layer_status ORDER BY id")
            return tuple(rows.layer_status(row, files.get(row["id"], 0)) for row in found)

        return self._once("layer_status", make)

    def evidence(self, owner: str, owner_id: int) -> tuple[Evidence, ...]:
        """The files kept for a task ("task") or a layer status ("layer_status")."""
        found = self._db.execute(
            "SELECT * FROM evidence WHERE owner = ? AND owner_id = ? ORDER BY id", (owner, owner_id)
        )
        return tuple(rows.evidence(row) for row in found)

    def evidence_content(self, sha256: str) -> bytes | None:
        """The content of a kept file, or None."""
        row = self._db.execute("SELECT content FROM evidence_content WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def form_version(self, form: str, version: str) -> str | None:
        """The definition (JSON) of a form as it was issued, or None."""
        row = self._db.execute(
            "SELECT definition FROM form_version WHERE form = ? AND version = ?", (form, version)
        ).fetchone()
        return None if row is None else str(row[0])

    def form_definition(self, key: str) -> str | None:
        """The definition (JSON) of a form as the record holds it now, or None."""
        row = self._db.execute("SELECT definition FROM form WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def issued_forms(self, form: str, period: str) -> tuple[IssuedForm, ...]:
        """The workbooks given out for a form and period, oldest first."""
        found = self._db.execute(
            "SELECT * FROM issued_form WHERE form = ? AND period = ? ORDER BY issued_at, nonce",
            (form, period),
        )
        return tuple(map(rows.issued_form, found))

    def issued_form(self, nonce: str) -> IssuedForm | None:
        """The workbook with that number, or None."""
        row = self._db.execute("SELECT * FROM issued_form WHERE nonce = ?", (nonce,)).fetchone()
        return None if row is None else rows.issued_form(row)

    def received_files(self, form: str, period: str) -> tuple[ReceivedFile, ...]:
        """The files merged for a form and period, oldest first."""
        found = self._db.execute(
            "SELECT * FROM received_file WHERE form = ? AND period = ? ORDER BY id", (form, period)
        )
        return tuple(map(rows.received_file, found))

    def received_file(self, file_id: int) -> ReceivedFile | None:
        """A merged file by its number, or None."""
        row = self._db.execute("SELECT * FROM received_file WHERE id = ?", (file_id,)).fetchone()
        return None if row is None else rows.received_file(row)

    def import_entry(self, file_id: int) -> int | None:
        """The log entry that merged a file, or None."""
        row = self._db.execute(
            "SELECT max(entry) FROM change WHERE table_name = 'received_file' AND row_key = ? AND before IS NULL",
            (f"[{file_id}]",),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def received_with(self, sha256: str, unit_id: int | None) -> ReceivedFile | None:
        """The merged file with that content and unit, or None."""
        row = self._db.execute(
            "SELECT * FROM received_file WHERE sha256 = ? AND unit_id = ? ORDER BY id DESC LIMIT 1",
            (sha256, unit_id),
        ).fetchone()
        return None if row is None else rows.received_file(row)

    def column_mapping(self, kind: str, signature: str) -> dict[str, Any] | None:
        """What the clerk once said about a file with these headings, or None."""
        row = self._db.execute(
            "SELECT mapping FROM column_mapping WHERE kind = ? AND signature = ?", (kind, signature)
        ).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def submissions(self) -> tuple[Submission, ...]:
        """Every report that was sent, newest first."""
        found = self._db.execute("SELECT * FROM submission ORDER BY id DESC")
        return tuple(map(rows.submission, found))

    def lock_exceptions(self, period: str) -> tuple[LockException, ...]:
        """How often a locked period was opened again, in order."""
        found = self._db.execute("SELECT * FROM lock_exception WHERE period = ? ORDER BY id", (period,))
        return tuple(map(rows.lock_exception, found))

    def figure_changes(self, period: str, first: int, last: int | None) -> tuple[CorrectedFigure, ...]:
        """The figures of a period changed by log entries from `first` to `last` (None: to now), in order."""
        found = self._db.execute(
            "SELECT entry, row_key, before, after FROM change WHERE table_name = 'value' AND entry >= ? "
            "AND entry <= coalesce(?, entry) AND json_extract(row_key, '$[0]') = ? ORDER BY id",
            (first, last, period),
        )
        return tuple(rows.figure_change(row) for row in found)

    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in list order."""
        return self._all("indicator", "position, key", rows.indicator)

    def indicator_values(self) -> tuple[IndicatorValue, ...]:
        """The typed figures of indicators."""
        return self._all("indicator_value", "indicator, period", rows.indicator_value)

    def targets(self) -> tuple[Target, ...]:
        """All targets, of every version."""
        return self._all("target", "id", rows.target)

    def benchmarks(self) -> tuple[Benchmark, ...]:
        """All published figures."""
        return self._all("benchmark", "as_of, id", rows.benchmark)
