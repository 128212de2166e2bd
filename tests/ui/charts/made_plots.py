"""Figures for the plots, made from the domain's own objects: 76 tasks, a monthly ratio, a coverage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QRectF

from desktop_app.domain.indicators import Benchmark, Target
from desktop_app.domain.layers import Coverage, Layer
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.report import TrendPoint
from desktop_app.domain.tasks import Task, TaskKind, TaskState
from desktop_app.ui.charts.provenance import Provenance

DAY = date(2021, 3, 31)
SOURCE = Provenance(DAY, "Sổ theo dõi nhiệm vụ", "27/30 đơn vị", sample=True)
TARGET = Target(1, "dvctt4", 30)
NATIONAL = (
    Benchmark(1, "dvctt4", "quốc gia", date(2020, 7, 31), "Bộ TT&TT", value=Decimal("15.91")),
    Benchmark(2, "dvctt4", "quốc gia", date(2021, 3, 31), "Bộ TT&TT", value=31),
)
PROVIDED = (581, 656, 782, 913, 1059, 1255, 1368, 1490, 1602)
ALL_PROVIDED = 4684
LAYERS = tuple(
    Layer(f"layer{number}", number, name, name)
    for number, name in enumerate(
        ("Lực lượng tại chỗ", "Giám sát SOC", "Đánh giá định kỳ", "Chia sẻ với NCSC"), start=1
    )
)
COVERAGE = Coverage(
    19,
    {
        "layer1": Ratio(18, 19),
        "layer2": Ratio(12, 19),
        "layer3": Ratio(13, 19),
        "layer4": Ratio(14, 19),
    },
    Ratio(11, 19),
)
LAYER_MARKS = {
    "all": Benchmark(3, "four_layers_all", "quốc gia", date(2020, 7, 31), "Cục ATTT", value=44),
    "layer2": Benchmark(4, "four_layers_soc", "quốc gia", date(2020, 7, 31), "Cục ATTT", value=49),
}


def task(number: int, due: date, completed_on: date | None = None) -> Task:
    """A dated task, completed or not."""
    state = TaskState.COMPLETED if completed_on else TaskState.IN_PROGRESS
    return Task(
        number,
        f"NV{number}",
        "Nhiệm vụ",
        TaskKind.DATED,
        1,
        due_on=due,
        state=state,
        completed_on=completed_on,
    )


def tasks(total: int = 76, due_by_day: int = 64, done: int = 62) -> list[Task]:
    """`due_by_day` tasks due every ten days up to DAY, the others after it; the first `done` completed."""
    made = []
    for number in range(total):
        due = DAY - timedelta(days=10 * (due_by_day - 1 - number))
        finished = min(due - timedelta(days=3), DAY) if number < done else None
        made.append(task(number + 1, due, finished))
    return made


def month(offset: int, ratio: Ratio | None, target: Target | None = TARGET) -> TrendPoint:
    """The point `offset` months after 7/2020."""
    reported = 27 if ratio else 0
    return TrendPoint(PeriodCode.month(2020, 7).shifted(offset), ratio, target, reported, 30)


def months() -> list[TrendPoint]:
    """12,4 % in 7/2020 to 34,2 % in 3/2021."""
    return [month(offset, Ratio(count, ALL_PROVIDED)) for offset, count in enumerate(PROVIDED)]


def faults(boxes: Sequence[tuple[str, QRectF]], area: QRectF) -> list[str]:
    """Labels that reach out of the area or into each other."""
    found = [text for text, box in boxes if not area.adjusted(-0.5, -0.5, 0.5, 0.5).contains(box)]
    for index, (text, box) in enumerate(boxes):
        found += [f"{text} / {other}" for other, second in boxes[:index] if box.intersects(second)]
    return found
