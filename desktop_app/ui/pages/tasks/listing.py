"""Which tasks are shown and in which order; pure, over tasks prepared once for a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.tasks import COMPLETED_STANDINGS, OPEN_STANDINGS, Standing, Task, TaskState
from desktop_app.domain.text import fold, has_marks, matches
from desktop_app.store.reader import Reader

DUE_SOON_DAYS = 15
NEXT_DAYS = 30
ALL = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A task prepared for the list on a day: what its cells say, and its words folded for the search."""

    task: Task
    lead: str
    standing: Standing
    due: date | None
    status: str
    soon: bool
    percent: int
    searched: str
    folded: str

    @property
    def due_words(self) -> str:
        """The deadline, or "Thường xuyên"."""
        return format_date(self.due) if self.due else "Thường xuyên"

    def distance(self, day: date) -> str:
        """How far the deadline of an open task is, when it is near or past."""
        if self.due is None or self.standing not in OPEN_STANDINGS:
            return ""
        near = self.standing is Standing.OVERDUE or (self.due - day).days <= NEXT_DAYS
        return describe_due(self.due, day) if near else ""


@lru_cache(maxsize=131_072)
def _folded(text: str) -> str:
    """Folding thousands of titles takes a while, and they seldom change."""
    return fold(text)


def prepare(read: Reader, day: date) -> list[Line]:
    """All tasks as they stand on a day, in the office's own order."""
    units = {unit.id: unit for unit in read.units()}
    lines = []
    for task in read.tasks():
        standing = task.standing(day)
        lead = units[task.lead_unit_id]
        document = task.document.number if task.document else ""
        searched = " ".join((task.number, task.title, lead.name, lead.short_name, *lead.aliases, document))
        lines.append(
            Line(
                task=task,
                lead=lead.short_name,
                standing=standing,
                due=task.deadline(day),
                status=task.status_title(day),
                soon=task.due_within(day, DUE_SOON_DAYS),
                percent=task.percent_at(day),
                searched=searched,
                folded=_folded(searched),
            )
        )
    return lines


def _in_state(state: TaskState) -> Callable[[Line, date], bool]:
    others = (*COMPLETED_STANDINGS, Standing.NOT_ASSIGNED)
    return lambda line, day: line.standing not in others and line.task.state_at(day) is state


CHIPS: dict[str, Callable[[Line, date], bool]] = {
    ALL: lambda line, day: line.standing is not Standing.NOT_ASSIGNED,
    "overdue": lambda line, day: line.standing is Standing.OVERDUE,
    "soon": lambda line, day: line.soon,
    "in_term": lambda line, day: line.standing is Standing.IN_TERM,
    "completed_on_time": lambda line, day: line.standing is Standing.COMPLETED_ON_TIME,
    "completed_late": lambda line, day: line.standing is Standing.COMPLETED_LATE,
    "continuing": lambda line, day: line.standing is Standing.CONTINUING,
    "not_started": _in_state(TaskState.NOT_STARTED),
    "suspended": _in_state(TaskState.SUSPENDED),
    "cancelled": lambda line, day: line.standing is Standing.CANCELLED,
    "not_assigned": lambda line, day: line.standing is Standing.NOT_ASSIGNED,
    "no_evidence": lambda line, day: line.task.lacks_evidence(day),
}


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the list is narrowed to; `term` is a key of TERMS, `until` a day (completed or due by then)."""

    chip: str = ALL
    query: str = ""
    unit_id: int = 0
    term: str = ""
    until: date | None = None


TERMS = (
    ("", "Mọi thời hạn"),
    ("past", "Đã qua hạn"),
    ("next", "30 ngày tới"),
    ("quarter", "Quý này"),
    ("year", "Năm này"),
    ("later", "Sau năm này"),
)


def in_term(line: Line, term: str, day: date) -> bool:
    """Whether the deadline falls into the span of a term filter, seen from a day."""
    if not term:
        return True
    due = line.due
    if due is None:
        return False
    quarter = (due.year, (due.month - 1) // 3) == (day.year, (day.month - 1) // 3)
    return {
        "past": due < day,
        "next": 0 <= (due - day).days <= NEXT_DAYS,
        "quarter": quarter,
        "year": due.year == day.year,
        "later": due.year > day.year,
    }[term]


def _found(query: str) -> Callable[[Line], bool]:
    """A quick test for the search: folded words without marks, the careful one for words with marks."""
    if has_marks(query):
        return lambda line: matches(query, line.searched)
    words = fold(query).split()
    return lambda line: all(word in line.folded for word in words)


def apart_from_chip(lines: list[Line], wanted: TaskFilter, day: date) -> list[Line]:
    """The lines all filters but the chip let through."""
    kept = lines
    if wanted.query.strip():
        test = _found(wanted.query)
        kept = [line for line in kept if test(line)]
    if wanted.unit_id:
        kept = [line for line in kept if _concerns(line.task, wanted.unit_id)]
    if wanted.term:
        kept = [line for line in kept if in_term(line, wanted.term, day)]
    if wanted.until:
        kept = [line for line in kept if _by(line, wanted.until)]
    return kept


def _concerns(task: Task, unit_id: int) -> bool:
    return task.lead_unit_id == unit_id or unit_id in task.coordinating_unit_ids


def _by(line: Line, until: date) -> bool:
    done = line.task.completed_on if line.standing in COMPLETED_STANDINGS else None
    return (done is not None and done <= until) or (line.due is not None and line.due <= until)


def urgency(line: Line) -> tuple[int, int, int]:
    """Sorts what needs doing first: overdue, open by deadline, continuing, then completed newest first."""
    due = line.due.toordinal() if line.due else 0
    rank = {
        Standing.OVERDUE: 0,
        Standing.IN_TERM: 1,
        Standing.CONTINUING: 2,
        Standing.COMPLETED_ON_TIME: 3,
        Standing.COMPLETED_LATE: 3,
    }.get(line.standing, 4)
    done = line.task.completed_on.toordinal() if rank == 3 and line.task.completed_on else 0
    return rank, -done if rank == 3 else due, line.task.order
