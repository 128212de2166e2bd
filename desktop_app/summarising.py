"""The key figures of a day in short, as `tiendo summary --json` prints them; no Qt here."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.domain.periods import PeriodCode, last_closed_month
from desktop_app.domain.summary import FormFigures
from desktop_app.domain.task_figures import TaskFigures, count_tasks
from desktop_app.exporting import figures_of, layers_on, service_form
from desktop_app.store.reader import Reader


def summary(read: Reader, day: date, code: PeriodCode | None = None) -> dict[str, Any]:
    """The figures of `tiendo summary --json` (shape: the README's command line)."""
    chosen = code or last_closed_month(day, read.period)
    form = service_form(read, read.period(chosen))
    layers = layers_on(read, day).coverage
    return {
        "as_of": day.isoformat(),
        "tasks": _task_summary(count_tasks(read.tasks(), day)),
        "dvctt": _form_summary(figures_of(read, form, chosen)) if form else None,
        "layers": {
            "units": layers.units,
            **{key: _fraction(ratio) for key, ratio in layers.layers.items()},
            "all_four": _fraction(layers.all_layers),
        },
    }


def _fraction(ratio: Any) -> dict[str, Any]:
    return {"numerator": ratio.numerator, "denominator": ratio.denominator}


def _task_summary(figures: TaskFigures) -> dict[str, Any]:
    names = (
        "total",
        "dated",
        "continuing",
        "completed",
        "completed_on_time",
        "completed_late",
        "in_term",
        "overdue",
    )
    return {name: getattr(figures, name) for name in (*names, "not_started", "suspended", "cancelled")} | {
        "completion": _fraction(figures.completion),
        "due_completion": _fraction(figures.due_completion),
    }


def _form_summary(figures: FormFigures) -> dict[str, Any]:
    return {
        "period": figures.period.code,
        "form": figures.form.key,
        "units": figures.totals.expected,
        "reported": figures.totals.reported,
        **{ratio.key: _fraction(figures.totals.ratio(ratio)) for ratio in figures.form.ratios},
    }
