"""The key figures of a report: what each is computed from, its short name, and the code printed beside it."""

from __future__ import annotations

from desktop_app.domain.figure_codes import FigureCode, ReportPoint
from desktop_app.domain.forms import Form
from desktop_app.domain.layer_reasons import ALL_LAYERS
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_reasons import TASK_FIGURES
from desktop_app.store.reader import Reader


def measures(read: Reader, code: PeriodCode) -> dict[str, str]:
    """The key figures of a report by short name ("NV01"), each with what it is computed from ("tasks.completion").

    Tasks are NV, the return in force DV, other returns BM, layers AT (AT00: all of them), typed indicators CT.
    """
    found = {f"NV{place:02}": f"tasks.{name}" for place, name in enumerate(TASK_FIGURES, start=1)}
    found |= {f"AT{layer.number:02}": f"layers.{layer.key}" for layer in read.layers()}
    found["AT00"] = f"layers.{ALL_LAYERS}"
    counts = {"DV": 0, "BM": 0}
    for form in _forms_in_force(read, code):
        letters = "DV" if form.key.startswith("dvctt") else "BM"
        for ratio in form.ratios:
            counts[letters] += 1
            found[f"{letters}{counts[letters]:02}"] = f"form:{form.key}:{ratio.key}"
    typed = [item for item in read.indicators() if item.computed == "manual"]
    for place, item in enumerate(sorted(typed, key=lambda item: (item.order, item.key)), start=1):
        found[f"CT{place:02}"] = f"manual:{item.key}"
    return found


def _forms_in_force(read: Reader, code: PeriodCode) -> list[Form]:
    last = read.period(code).last_day
    return sorted((form for form in read.forms() if form.in_force(last)), key=lambda form: form.key)


def codes(read: Reader, point: ReportPoint) -> dict[str, str]:
    """The printed code of every key figure of a report, by what the figure is computed from."""
    return {source: str(FigureCode(name, point)) for name, source in measures(read, point.period).items()}
