"""A report as it was sent: its figures frozen, sealed, and compared with those of a later version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .dates import format_date
from .numbers import format_fraction, format_number
from .report import Adjusted, ReportData
from .values import Value

SEAL_LENGTH = 12
Figures = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Submission:
    """A submitted report; `figures` are its figures in words by what they are of, in the report's order.

    `fingerprint` seals figures and log and is printed on the report (its first 12 characters); a file cannot hold
    its own hash, so `sha256` is kept apart. `document_number` and `document_date` are of the covering document.
    """

    id: int
    period: str
    version: int
    as_of: date
    log_entry: int
    log_hash: str
    fingerprint: str
    sha256: str
    file_name: str
    size: int
    figures: Figures
    submitted_at: datetime
    document_number: str = ""
    document_date: date | None = None

    @property
    def seal(self) -> str:
        """The characters printed under the signature block."""
        return self.fingerprint[:SEAL_LENGTH]

    @property
    def title(self) -> str:
        """What it is: the report, or which adjustment of it."""
        return "Bản đầu" if self.version == 1 else f"Điều chỉnh lần {self.version - 1}"


@dataclass(frozen=True, slots=True)
class LockException:
    """A locked period opened again: why, by which document, and between which log entries (None: still open)."""

    id: int
    period: str
    reason: str
    document: str
    opened_entry: int
    closed_entry: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectedFigure:
    """A figure of a return changed by a log entry: whose, which, and its numbers before and after (None: none)."""

    unit_id: int
    form: str
    field: str
    old: int | float | None
    new: int | float | None
    entry: int


def fingerprint(figures: Figures, log_hash: str) -> str:
    """The SHA-256 over the figures, in order, and the log they rest on."""
    text = json.dumps([list(figures.items()), log_hash], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def frozen_figures(data: ReportData) -> dict[str, str]:
    """Every figure of a report in words, by what it is of; equal reports give equal figures."""
    return {
        **_task_figures(data),
        **_service_figures(data),
        **_layer_figures(data),
        **_indicator_figures(data),
    }


def _task_figures(data: ReportData) -> dict[str, str]:
    found = {
        "Nhiệm vụ có thời hạn đã hoàn thành": format_fraction(data.figures.completion),
        "Nhiệm vụ đến hạn đã hoàn thành": format_fraction(data.figures.due_completion),
    }
    for row in data.task_rows:
        task, due = row.task, row.due_extended or row.due_first
        done = f", xong {format_date(task.completed_on)}" if task.completed(data.as_of) else ""
        limit = f", hạn {format_date(due)}" if due else ""
        found[f"Nhiệm vụ {task.number}"] = f"{row.standing.label}{limit}{done}"
    return found


def _service_figures(data: ReportData) -> dict[str, str]:
    if data.services is None:
        return {}
    found = {}
    form = data.services.form
    for ratio in form.ratios:
        if data.services.totals.reported:
            share = data.services.totals.ratio(ratio)
            found[f"Toàn tỉnh: {ratio.label}"] = format_fraction(share)
    for group in data.services.groups:
        for row in group.rows:
            for field in form.fields:
                value = row.cells.get(field.key)
                if value is not None:
                    found[f"{row.unit.name}: {field.label}"] = _shown(value)
    return found


def _shown(value: Value) -> str:
    return value.state.label if value.number is None else format_number(value.number)


def _layer_figures(data: ReportData) -> dict[str, str]:
    found = {"Đủ bốn lớp": format_fraction(data.layers.coverage.all_layers)}
    for layer in data.layers.layers:
        found[f"Lớp {layer.number}"] = format_fraction(data.layers.coverage.layers[layer.key])
    for group in data.layers.groups:
        for row in group.rows:
            for layer in data.layers.layers:
                found[f"{row.unit.name}: lớp {layer.number}"] = row.layers[layer.key].label
    return found


def _indicator_figures(data: ReportData) -> dict[str, str]:
    return {
        f"Chỉ tiêu: {reading.indicator.name}": format_fraction(reading.ratio) if reading.ratio else "–"
        for reading in data.indicators
    }


def adjusted(old: Figures, new: Figures, reasons: Sequence[str]) -> tuple[Adjusted, ...]:
    """What a later version says differently, in its order; figures no longer there come last."""
    why = "; ".join(reasons)
    changed = [
        Adjusted(name, old.get(name, ""), said, why) for name, said in new.items() if old.get(name) != said
    ]
    gone = [Adjusted(name, said, "", why) for name, said in old.items() if name not in new]
    return (*changed, *gone)
