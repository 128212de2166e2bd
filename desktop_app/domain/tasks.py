"""Tasks and the status derived from them at a date.

The stored state says what the office entered; whether a task is on time or overdue is always worked out
for a given day from the deadline then in force, never stored and never taken from today's clock.
Source of the four-way classification: RULES.md E.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .dates import days_between


class TaskKind(StrEnum):
    """Dated (có thời hạn) or continuing (thường xuyên)."""

    DATED = "dated"
    CONTINUING = "continuing"


class TaskState(StrEnum):
    """What the office stores of a task."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _STATE_TITLES[self]


class Standing(StrEnum):
    """Where a task stands against its deadline on a day: the four-way status, and those outside it."""

    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    IN_TERM = "in_term"
    OVERDUE = "overdue"
    CONTINUING = "continuing"
    CANCELLED = "cancelled"
    NOT_ASSIGNED = "not_assigned"

    @property
    def label(self) -> str:
        """The standing in Vietnamese, in the words of the reports."""
        return _STANDING_TITLES[self]


_STATE_TITLES = {
    TaskState.NOT_STARTED: "Chưa triển khai",
    TaskState.IN_PROGRESS: "Đang thực hiện",
    TaskState.COMPLETED: "Hoàn thành",
    TaskState.SUSPENDED: "Tạm dừng",
    TaskState.CANCELLED: "Hủy",
}
_STANDING_TITLES = {
    Standing.COMPLETED_ON_TIME: "Hoàn thành đúng hạn",
    Standing.COMPLETED_LATE: "Hoàn thành quá hạn",
    Standing.IN_TERM: "Đang thực hiện trong hạn",
    Standing.OVERDUE: "Đang thực hiện quá hạn",
    Standing.CONTINUING: "Thường xuyên",
    Standing.CANCELLED: "Hủy",
    Standing.NOT_ASSIGNED: "Chưa giao",
}
COMPLETED_STANDINGS = (Standing.COMPLETED_ON_TIME, Standing.COMPLETED_LATE)
OPEN_STANDINGS = (Standing.IN_TERM, Standing.OVERDUE)


@dataclass(frozen=True, slots=True)
class Document:
    """A document (văn bản): number and symbol, date, issuer, abstract."""

    id: int
    number: str
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A later deadline, in force from `granted_on` by the named document."""

    id: int
    granted_on: date
    new_due_on: date
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TaskUpdate:
    """A progress note (diễn biến) of a day; `percent` is the progress said then, 0–100.

    `received_id` is the kept file it came in, None for one typed.
    """

    id: int
    noted_on: date
    text: str
    percent: int | None = None
    author: str = ""
    received_id: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file kept inside the record as proof: of a task or of a layer status."""

    id: int
    owner: str
    owner_id: int
    file_name: str
    size: int
    sha256: str
    added_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task as stored, with its extensions, progress notes and evidence.

    `due_on` is the deadline first set (None for continuing tasks); `state_on` is the day the present
    suspended or cancelled state began.
    """

    id: int
    number: str
    title: str
    kind: TaskKind
    lead_unit_id: int
    group: str = ""
    document: Document | None = None
    clause: str = ""
    coordinating_unit_ids: tuple[int, ...] = ()
    assigned_on: date | None = None
    due_on: date | None = None
    state: TaskState = TaskState.NOT_STARTED
    state_on: date | None = None
    completed_on: date | None = None
    percent: int = 0
    deliverable: str = ""
    result: str = ""
    difficulties: str = ""
    proposals: str = ""
    no_evidence_reason: str = ""
    source: str = ""
    order: int = 0
    extensions: tuple[Extension, ...] = ()
    updates: tuple[TaskUpdate, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())

    def deadline(self, day: date) -> date | None:
        """The deadline in force on `day`: the last extension granted by then, else the first deadline.

        A continuing task has none, also when it was dated and extended before.
        """
        if self.kind is TaskKind.CONTINUING:
            return None
        granted = [item for item in self.extensions if item.granted_on <= day]
        if not granted:
            return self.due_on
        return max(granted, key=lambda item: (item.granted_on, item.id)).new_due_on

    def assigned(self, day: date) -> bool:
        """Whether the task had been given out by `day`."""
        return self.assigned_on is None or self.assigned_on <= day

    def completed(self, day: date) -> bool:
        """Whether the task was completed on or before `day`."""
        return (
            self.state is TaskState.COMPLETED and self.completed_on is not None and self.completed_on <= day
        )

    def state_at(self, day: date) -> TaskState:
        """The stored state as it held on `day`; a later completion, pause or cancellation does not count yet."""
        if self.state is TaskState.COMPLETED:
            return self.state if self.completed(day) else TaskState.IN_PROGRESS
        ended = self.state in (TaskState.SUSPENDED, TaskState.CANCELLED)
        if ended and self.state_on is not None and self.state_on > day:
            return TaskState.IN_PROGRESS
        return self.state

    def standing(self, day: date) -> Standing:
        """The derived status on `day`; the deadline day itself is still in time."""
        if not self.assigned(day):
            return Standing.NOT_ASSIGNED
        if self.state_at(day) is TaskState.CANCELLED:
            return Standing.CANCELLED
        if self.kind is TaskKind.CONTINUING:
            return Standing.CONTINUING
        if self.completed(day) and self.completed_on is not None:
            due = self.deadline(self.completed_on)
            late = due is not None and self.completed_on > due
            return Standing.COMPLETED_LATE if late else Standing.COMPLETED_ON_TIME
        due = self.deadline(day)
        return Standing.OVERDUE if due is not None and due < day else Standing.IN_TERM

    def days_overdue(self, day: date) -> int:
        """Calendar days past the deadline in force on `day`; 0 unless overdue."""
        due = self.deadline(day)
        return days_between(due, day) if due and self.standing(day) is Standing.OVERDUE else 0

    def due_within(self, day: date, days: int) -> bool:
        """Whether the task is open, in term and due within `days` days after `day` (a view, not a status)."""
        due = self.deadline(day)
        return self.standing(day) is Standing.IN_TERM and due is not None and days_between(day, due) <= days

    def status_title(self, day: date) -> str:
        """The status in words: a paused or not yet started task in term says so, else the standing."""
        standing, state = self.standing(day), self.state_at(day)
        if standing is Standing.IN_TERM and state in (TaskState.NOT_STARTED, TaskState.SUSPENDED):
            return state.label
        if standing is Standing.CONTINUING and state is not TaskState.IN_PROGRESS:
            return state.label if state is not TaskState.NOT_STARTED else standing.label
        return standing.label

    def percent_at(self, day: date) -> int:
        """The progress (0–100) as said by `day`: 100 once completed, else that of the last note by then.

        A task whose only notes with a percentage are later had none yet; without such notes the stored one holds.
        """
        if self.completed(day):
            return 100
        said = [note for note in self.updates if note.percent is not None]
        known = [note for note in said if note.noted_on <= day]
        if known:
            return max(known, key=lambda note: (note.noted_on, note.id)).percent or 0
        return 0 if said else self.percent

    def lacks_evidence(self, day: date) -> bool:
        """Whether the task counts as completed on `day` without any file of proof."""
        return self.completed(day) and not self.evidence
