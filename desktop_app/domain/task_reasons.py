"""Why a figure over tasks is what it is: each task with the reason it is counted or not (RULES.md E)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from .dates import days_between, describe_due, format_date
from .explanations import Cell, Column, Explanation, Line, Part, Sum
from .numbers import format_number
from .tasks import COMPLETED_STANDINGS, OPEN_STANDINGS, Standing, Task

UnitName = Callable[[int], str]
_WORDS = {
    Standing.COMPLETED_ON_TIME: "đúng hạn",
    Standing.COMPLETED_LATE: "muộn",
    Standing.IN_TERM: "đang thực hiện",
    Standing.OVERDUE: "quá hạn",
    Standing.CONTINUING: "thường xuyên",
    Standing.CANCELLED: "đã hủy",
    Standing.NOT_ASSIGNED: "chưa giao",
}
_DATED = COMPLETED_STANDINGS + OPEN_STANDINGS
# counted, and what else the denominator holds; what is in neither stands outside the figure
_SHARES = {
    "completion": (COMPLETED_STANDINGS, OPEN_STANDINGS),
    "due_completion": (COMPLETED_STANDINGS, (Standing.OVERDUE,)),
}
# a printed code names a figure by its place here: new ones go to the end
_COUNTS = {
    "completed_on_time": (Standing.COMPLETED_ON_TIME,),
    "completed_late": (Standing.COMPLETED_LATE,),
    "in_term": (Standing.IN_TERM,),
    "overdue": (Standing.OVERDUE,),
    "continuing": (Standing.CONTINUING,),
    "dated": _DATED,
}
TASK_FIGURES = (*_SHARES, *_COUNTS)
_COLUMNS = (
    Column("TT", "number"),
    Column("Nhiệm vụ", "title"),
    Column("Chủ trì"),
    Column("Hạn"),
    Column("Vì sao", "reason"),
    Column("Văn bản giao"),
)


def explain_tasks(
    name: str, tasks: Sequence[Task], day: date, unit_name: UnitName, facts: Sequence[tuple[str, str]]
) -> Explanation:
    """The tasks behind one of TASK_FIGURES on `day`; raises KeyError for another name.

    `facts` begin with the rule and its source; the cut-off and where the tasks come from are added here.
    """
    counted, others = _SHARES[name] if name in _SHARES else (_COUNTS[name], _others(name))
    standing = {task.id: task.standing(day) for task in tasks}
    known = [task for task in tasks if standing[task.id] in counted + others]
    number = {task.id: place for place, task in enumerate(_listed(tasks, day), start=1)}
    total = sum(standing[task.id] in counted for task in known)
    lines = [_line(task, number[task.id], standing[task.id] in counted, day, unit_name) for task in known]
    sums = [_sum(counted, "được tính", known, standing)]
    if others:
        sums.append(_sum(others, "không tính", known, standing))
    return Explanation(
        measure=f"tasks.{name}",
        question=f"Vì sao {format_number(total)}?",
        sentence=_sentence(name, total, len(known)),
        sums=tuple(sums),
        facts=(*facts, ("Mốc chốt", _cut_off(day)), ("Giao tại", _documents(known))),
        columns=_COLUMNS,
        lines=tuple(
            line for _, line in sorted(zip(map(_newest(day), known), lines, strict=True), key=_first)
        ),
        noun="nhiệm vụ",
        order="Sắp xếp: hoàn thành mới nhất trước" if counted == COMPLETED_STANDINGS else "Sắp xếp: theo hạn",
        all_well="đều có minh chứng" if set(counted) <= set(COMPLETED_STANDINGS) else "",
    )


def _others(name: str) -> tuple[Standing, ...]:
    """The other dated tasks, against which a count of them stands."""
    return () if name in ("continuing", "dated") else tuple(set(_DATED) - set(_COUNTS[name]))


def _listed(tasks: Sequence[Task], day: date) -> list[Task]:
    """The tasks in the order of Biểu 01: by group in the order the groups first come."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        if task.standing(day) is not Standing.NOT_ASSIGNED:
            groups.setdefault(task.group, []).append(task)
    return [task for members in groups.values() for task in members]


def _sum(
    wanted: tuple[Standing, ...], label: str, tasks: Sequence[Task], standing: dict[int, Standing]
) -> Sum:
    parts = [
        Part(sum(standing[task.id] is item for task in tasks), _WORDS[item], item.value)
        for item in _WORDS
        if item in wanted
    ]
    total = sum(standing[task.id] in wanted for task in tasks)
    return Sum(total, label, tuple(parts))


def _sentence(name: str, total: int, known: int) -> str:
    many = format_number(total)
    if name == "completion":
        return f"{many} trên {format_number(known)} nhiệm vụ có thời hạn được tính là hoàn thành"
    if name == "due_completion":
        return f"{many} trên {format_number(known)} nhiệm vụ đã xong hoặc đã quá hạn được tính là hoàn thành"
    if name == "dated":
        return f"{many} nhiệm vụ có thời hạn đã giao, không kể nhiệm vụ hủy"
    (standing,) = _COUNTS[name]
    return f"{many} nhiệm vụ {standing.label.lower()}"


def _cut_off(day: date) -> str:
    return f"Hết ngày {format_date(day)}. Xong sau mốc này tính vào kỳ sau."


def _documents(tasks: Sequence[Task]) -> str:
    numbers = dict.fromkeys(task.document.number for task in tasks if task.document)
    shown = ", ".join(list(numbers)[:3]) + (
        f" và {len(numbers) - 3} văn bản khác" if len(numbers) > 3 else ""
    )
    return f"{format_number(len(tasks))} nhiệm vụ tại {shown}" if numbers else "Chưa ghi văn bản giao"


def _newest(day: date) -> Callable[[Task], tuple[int, int]]:
    """The order of the list: completed ones newest first, then open ones by deadline."""

    def key(task: Task) -> tuple[int, int]:
        if task.completed(day) and task.completed_on:
            return 0, -task.completed_on.toordinal()
        return 1, (task.deadline(day) or date.max).toordinal()

    return key


def _first(pair: tuple[tuple[int, int], Line]) -> tuple[int, int]:
    return pair[0]


def _line(task: Task, number: int, counted: bool, day: date, unit_name: UnitName) -> Line:
    lead = unit_name(task.lead_unit_id)
    due = deadline_that_counts(task, day)
    document = task.document.number if task.document else ""
    extended = f"gia hạn từ {format_date(task.due_on)}" if due != task.due_on and task.due_on else ""
    return Line(
        task.standing(day).value,
        (
            Cell(str(number)),
            Cell(task.title),
            Cell(lead),
            Cell(format_date(due) or "–", extended),
            Cell(*task_reason(task, day)),
            Cell(document or "–", task.clause),
        ),
        counted,
        lead,
        document,
        ("task", task.id),
        "chưa có minh chứng" if task.lacks_evidence(day) else "",
    )


def deadline_that_counts(task: Task, day: date) -> date | None:
    """The deadline a task is measured by on `day`: for a completed one, that in force when it was completed."""
    return task.deadline(task.completed_on if task.completed(day) and task.completed_on else day)


def task_reason(task: Task, day: date) -> tuple[str, str]:
    """Why a task stands where it does on `day`, in two lines: "xong 26/03/2021", "trước hạn 35 ngày"."""
    due = deadline_that_counts(task, day)
    if task.completed(day) and task.completed_on:
        return f"xong {format_date(task.completed_on)}", _margin(task.completed_on, due)
    standing = task.standing(day)
    if standing in OPEN_STANDINGS:
        return "chưa xong", describe_due(due, day) if due else "không có hạn"
    return _WORDS[standing], ""


def _margin(done: date, due: date | None) -> str:
    if due is None:
        return "không có hạn"
    days = days_between(done, due)
    if days == 0:
        return "đúng ngày hạn"
    return f"trước hạn {days} ngày" if days > 0 else f"muộn {-days} ngày"
