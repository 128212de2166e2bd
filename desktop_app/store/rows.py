"""Turning rows of each table into the domain's objects."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from desktop_app.domain.calendar import InnerDecision, SpecialDay
from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorValue, Target
from desktop_app.domain.layers import Layer, LayerResult, LayerStatus
from desktop_app.domain.passports import IssuedForm, Passport
from desktop_app.domain.people import Person, Role
from desktop_app.domain.periods import Period, PeriodCode
from desktop_app.domain.returns import FileState, ReceivedFile, problem_from
from desktop_app.domain.submissions import CorrectedFigure, LockException, Submission
from desktop_app.domain.tasks import Document, Evidence, Extension, Task, TaskKind, TaskState, TaskUpdate
from desktop_app.domain.units import InformationSystem, Succession, Unit, UnitKind
from desktop_app.domain.values import Value, ValueState

T = TypeVar("T")


def day(text: str | None) -> date | None:
    """A stored date."""
    return None if text is None else date.fromisoformat(text)


def _known(text: str) -> date:
    return date.fromisoformat(text)


def group(
    rows: Iterable[sqlite3.Row], key: str, make: Callable[[sqlite3.Row], T]
) -> defaultdict[int, tuple[T, ...]]:
    """The rows made into objects, gathered by the integer column `key`."""
    gathered: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    for row in rows:
        gathered[row[key]] += (make(row),)
    return gathered


def unit_kind(row: sqlite3.Row) -> UnitKind:
    """A unit kind."""
    return UnitKind(
        row["key"],
        row["name"],
        row["group_title"],
        row["level"],
        row["position"],
        day(row["valid_from"]),
        day(row["valid_to"]),
    )


def unit(row: sqlite3.Row, aliases: tuple[str, ...]) -> Unit:
    """A unit with its aliases."""
    return Unit(
        id=row["id"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        code=row["code"],
        parent_id=row["parent_id"],
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        order=row["position"],
        aliases=aliases,
        note=row["note"],
    )


def succession(row: sqlite3.Row) -> Succession:
    """Which unit was followed by which."""
    return Succession(row["predecessor_id"], row["successor_id"], row["share"], row["document"])


def document(row: sqlite3.Row) -> Document:
    """A document."""
    return Document(row["id"], row["number"], day(row["issued_on"]), row["issuer"], row["subject"])


def extension(row: sqlite3.Row) -> Extension:
    """An extension of a task."""
    return Extension(
        row["id"], _known(row["granted_on"]), _known(row["new_due_on"]), row["document"], row["reason"]
    )


def task_update(row: sqlite3.Row) -> TaskUpdate:
    """A progress note."""
    return TaskUpdate(
        row["id"], _known(row["noted_on"]), row["text"], row["percent"], row["author"], row["received_id"]
    )


def evidence(row: sqlite3.Row) -> Evidence:
    """A file of proof, without its content."""
    return Evidence(
        row["id"],
        row["owner"],
        row["owner_id"],
        row["file_name"],
        row["size"],
        row["sha256"],
        _known(row["added_on"]),
        row["note"],
    )


def task(
    row: sqlite3.Row,
    task_document: Document | None,
    coordinating: tuple[int, ...],
    extensions: tuple[Extension, ...],
    updates: tuple[TaskUpdate, ...],
    files: tuple[Evidence, ...],
) -> Task:
    """A task with what hangs on it."""
    return Task(
        id=row["id"],
        number=row["number"],
        title=row["title"],
        kind=TaskKind(row["kind"]),
        lead_unit_id=row["lead_unit_id"],
        group=row["group_title"],
        document=task_document,
        clause=row["clause"],
        coordinating_unit_ids=coordinating,
        assigned_on=day(row["assigned_on"]),
        due_on=day(row["due_on"]),
        state=TaskState(row["state"]),
        state_on=day(row["state_on"]),
        completed_on=day(row["completed_on"]),
        percent=row["percent"],
        deliverable=row["deliverable"],
        result=row["result"],
        difficulties=row["difficulties"],
        proposals=row["proposals"],
        no_evidence_reason=row["no_evidence_reason"],
        source=row["source"],
        order=row["position"],
        extensions=extensions,
        updates=updates,
        evidence=files,
    )


def value(row: sqlite3.Row) -> Value:
    """A figure of a return."""
    return Value(
        ValueState(row["state"]),
        row["number"],
        row["reason"],
        row["note"],
        row["kept"],
        row["origin"],
        row["received_id"],
    )


def person(row: sqlite3.Row | Mapping[str, Any]) -> Person:
    """A person who shares the PC."""
    return Person(row["id"], row["name"], Role(row["role"]), row["pin"], bool(row["retired"]))


def special_day(row: sqlite3.Row) -> SpecialDay:
    """A day offices are off or work on out of turn."""
    return SpecialDay(_known(row["day"]), row["name"], bool(row["works"]), row["source"])


def inner_decision(row: sqlite3.Row) -> InnerDecision:
    """How long before a deadline units send theirs, as the office decided."""
    return InnerDecision(row["rule"], row["before"], bool(row["working"]), row["source"])


def period(row: sqlite3.Row) -> Period:
    """A period whose dates or lock are stored."""
    return Period(
        PeriodCode.parse(row["code"]),
        _known(row["window_start"]),
        _known(row["window_end"]),
        _known(row["deadline"]),
        row["report"],
        bool(row["locked"]),
        row["rule"],
        row["note"],
        bool(row["reviewing"]),
        row["lock_reason"],
    )


def system(row: sqlite3.Row) -> InformationSystem:
    """An information system."""
    return InformationSystem(
        row["id"],
        row["name"],
        row["unit_id"],
        row["level"],
        row["operator"],
        row["approval"],
        day(row["valid_from"]),
        day(row["valid_to"]),
        row["note"],
    )


def layer(row: sqlite3.Row) -> Layer:
    """A layer of the model."""
    return Layer(row["key"], row["number"], row["name"], row["short_name"], row["criterion"], row["source"])


def layer_status(row: sqlite3.Row, files: int) -> LayerStatus:
    """A recorded layer status with the number of its evidence files."""
    return LayerStatus(
        id=row["id"],
        unit_id=row["unit_id"],
        layer=row["layer"],
        result=LayerResult(row["result"]),
        system_id=row["system_id"],
        provider=row["provider"],
        document=row["document"],
        valid_from=day(row["valid_from"]),
        valid_to=day(row["valid_to"]),
        reason=row["reason"],
        note=row["note"],
        evidence_count=files,
        received_id=row["received_id"],
    )


def indicator(row: sqlite3.Row) -> Indicator:
    """An indicator."""
    return Indicator(
        key=row["key"],
        name=row["name"],
        unit_of_measure=row["unit_of_measure"],
        computed=row["computed"],
        at_least=bool(row["at_least"]),
        numerator_label=row["numerator_label"],
        denominator_label=row["denominator_label"],
        formula=row["formula"],
        source=row["source"],
        order=row["position"],
    )


def indicator_value(row: sqlite3.Row) -> IndicatorValue:
    """A typed figure of an indicator."""
    return IndicatorValue(row["indicator"], row["period"], row["numerator"], row["denominator"], row["note"])


def target(row: sqlite3.Row) -> Target:
    """A target."""
    return Target(
        row["id"],
        row["indicator"],
        row["value"],
        day(row["by_date"]),
        day(row["effective_from"]),
        row["document"],
        bool(row["own"]),
    )


def benchmark(row: sqlite3.Row) -> Benchmark:
    """A published figure."""
    return Benchmark(
        id=row["id"],
        indicator=row["indicator"],
        scope=row["scope"],
        as_of=_known(row["as_of"]),
        source=row["source"],
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        qualifier=row["qualifier"],
        detail=row["detail"],
    )


def issued_form(row: sqlite3.Row) -> IssuedForm:
    """An issued workbook."""
    passport = Passport(row["form"], row["version"], row["unit_id"], row["period"], row["nonce"])
    return IssuedForm(passport, datetime.fromisoformat(row["issued_at"]), row["file_name"])


def received_file(row: sqlite3.Row) -> ReceivedFile:
    """A file that was merged."""
    return ReceivedFile(
        id=row["id"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        size=row["size"],
        sender=row["sender"],
        form=row["form"],
        unit_id=row["unit_id"],
        period=row["period"],
        nonce=row["nonce"],
        received_at=datetime.fromisoformat(row["received_at"]),
        state=FileState(row["state"]),
        accepted=row["accepted"],
        rejected=row["rejected"],
        unchanged=row["unchanged"],
        blank=row["blank"],
        problems=tuple(problem_from(item) for item in json.loads(row["problems"])),
    )


def submission(row: sqlite3.Row) -> Submission:
    """A report as it was sent, without its file."""
    return Submission(
        id=row["id"],
        period=row["period"],
        version=row["version"],
        as_of=_known(row["as_of"]),
        log_entry=row["log_entry"],
        log_hash=row["log_hash"],
        fingerprint=row["fingerprint"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        size=row["size"],
        figures=dict(json.loads(row["figures"])),
        submitted_at=datetime.fromisoformat(row["submitted_at"]),
        document_number=row["document_number"],
        document_date=day(row["document_date"]),
    )


def lock_exception(row: sqlite3.Row) -> LockException:
    """A locked period opened again."""
    return LockException(
        row["id"], row["period"], row["reason"], row["document"], row["opened_entry"], row["closed_entry"]
    )


def figure_change(row: sqlite3.Row) -> CorrectedFigure:
    """A logged change of a return's figure."""
    _, form, unit_id, key = json.loads(row["row_key"])
    old, new = (json.loads(row[side])["number"] if row[side] else None for side in ("before", "after"))
    return CorrectedFigure(unit_id, form, key, old, new, row["entry"])
