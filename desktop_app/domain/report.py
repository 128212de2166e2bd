"""What the report workbook is made of: everything already collected and worked out for one day.

`exporting` fills these from the record; `workbooks` turns them into sheets and needs nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .forms import Form
from .indicators import Benchmark, IndicatorReading, Target
from .layers import Coverage, Layer, UnitLayers
from .periods import Period, PeriodCode
from .profile import Profile
from .ratio import Ratio
from .task_figures import TaskFigures, TaskFlow
from .tasks import Standing, Task
from .units import Unit
from .values import Cells, Totals


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it stands at the cut-off, with the names of its units.

    `number` is its running number in Biểu 01 (1, 2, …); `due_first` and `due_extended` are the first
    deadline and the one in force that counts for its status (None when never extended).
    """

    number: int
    task: Task
    lead: str
    coordinating: tuple[str, ...]
    standing: Standing
    status_title: str
    due_first: date | None
    due_extended: date | None
    days_overdue: int
    lacks_evidence: bool


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks under one heading of the programme, and the movements of its dated tasks in the period."""

    title: str
    rows: tuple[TaskRow, ...]
    flow: TaskFlow
    continuing_open: int


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One unit's figures of the form; `complete` is False while a required figure is missing."""

    unit: Unit
    cells: Cells
    complete: bool
    note: str


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Units of one kind with the sums over the complete ones."""

    title: str
    rows: tuple[ServiceRow, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The headline ratio of one month over the units complete then; None where nobody reported."""

    period: PeriodCode
    ratio: Ratio | None
    target: Target | None
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class ServiceSection:
    """DVCTT for the period by the form in force."""

    form: Form
    groups: tuple[ServiceGroup, ...]
    totals: Totals
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class LayerGroup:
    """Units of one kind with their layer readings."""

    title: str
    rows: tuple[UnitLayers, ...]


@dataclass(frozen=True, slots=True)
class LayerSection:
    """The four layers at the cut-off."""

    layers: tuple[Layer, ...]
    groups: tuple[LayerGroup, ...]
    coverage: Coverage
    benchmarks: Mapping[str, Benchmark]


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A figure of a later version that differs from the one sent before; "" where it is not there."""

    name: str
    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a submitted report prints beyond a draft: its seal, which version it is, and what was adjusted."""

    seal: str
    version: int = 1
    adjusted: tuple[Adjusted, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportData:
    """A whole "Báo cáo tổng hợp": period, cut-off day, all sections, and the log entry it rests on.

    `notes` are sentences for the notes (units missing, tasks completed without evidence, …). A report that is
    submitted is `sealed`, a draft is not. `codes` are printed beside the key figures, by what each is computed from.
    """

    profile: Profile
    period: Period
    as_of: date
    log_entry: int
    log_hash: str
    indicators: tuple[IndicatorReading, ...]
    task_groups: tuple[TaskGroup, ...]
    figures: TaskFigures
    flow: TaskFlow
    services: ServiceSection | None
    layers: LayerSection
    notes: tuple[str, ...] = ()
    sealed: Sealed | None = None
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def task_rows(self) -> tuple[TaskRow, ...]:
        """All tasks in the order of Biểu 01."""
        return tuple(row for group in self.task_groups for row in group.rows)

    @property
    def overdue_rows(self) -> tuple[TaskRow, ...]:
        """Open tasks past their deadline, longest first (Biểu 05)."""
        late = [row for row in self.task_rows if row.standing is Standing.OVERDUE]
        return tuple(sorted(late, key=lambda row: (-row.days_overdue, row.number)))
