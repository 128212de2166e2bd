"""The wide card of completed tasks: the fraction, the composition bar and its legend."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.task_figures import TaskFigures
from desktop_app.domain.tasks import Standing
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.bars import CompositionBar, Segment
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import text_label

_PARTS = (
    (Standing.COMPLETED_ON_TIME, "đúng hạn", "checkmark_circle-filled", "success"),
    (Standing.COMPLETED_LATE, "muộn", "clock_alarm-filled", "warning"),
    (Standing.IN_TERM, "đang thực hiện", "arrow_sync_circle", "progress"),
    (Standing.OVERDUE, "quá hạn", "warning-filled", "danger"),
)


class TaskCard(Card):
    """Completed over dated tasks; `standing_chosen` carries the standing whose tasks to list ("" for all)."""

    standing_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Build it without figures."""
        super().__init__(theme, clickable=True)
        self._fraction = text_label("–", "kpi")
        self._percent = text_label("", "strong", "text2")
        self._due = text_label("", "caption", "text3")
        self._bar = CompositionBar(theme, "Cơ cấu nhiệm vụ có thời hạn")
        self._legend = {part[0]: self._legend_button(theme, *part) for part in _PARTS}
        figure = QHBoxLayout()
        figure.setSpacing(theme.s(8))
        for widget in (self._fraction, self._percent):
            figure.addWidget(widget)
        figure.addStretch(1)
        figure.addWidget(self._due)
        legend = QHBoxLayout()
        legend.setSpacing(theme.s(10))
        for button in self._legend.values():
            legend.addWidget(button)
        legend.addStretch(1)
        self.body.setSpacing(theme.s(2))
        self.body.addWidget(text_label("Nhiệm vụ hoàn thành", "secondary"))
        self.body.addLayout(figure)
        self.body.addWidget(self._bar)
        self.body.addLayout(legend)
        self._bar.chosen.connect(self.standing_chosen)
        self.opened.connect(lambda: self.standing_chosen.emit(""))

    def _legend_button(self, theme: Theme, standing: Standing, word: str, icon: str, tone: str) -> Button:
        button = Button(theme, word, "legend")
        button.set_icon(icon, tone)
        button.clicked.connect(lambda: self.standing_chosen.emit(standing.value))
        return button

    def show_figures(self, figures: TaskFigures) -> None:
        """Show the counts of a day."""
        self._fraction.setText(format_fraction(figures.completion))
        self._percent.setText(format_percent(figures.completion))
        self._due.setText(
            f"{format_percent(figures.due_completion)} trên {figures.due_completion.denominator} việc đến hạn"
        )
        counts = {
            Standing.COMPLETED_ON_TIME: figures.completed_on_time,
            Standing.COMPLETED_LATE: figures.completed_late,
            Standing.IN_TERM: figures.in_term,
            Standing.OVERDUE: figures.overdue,
        }
        self._bar.set_segments(
            [Segment(key.value, word, counts[key], f"{tone}_solid") for key, word, _, tone in _PARTS]
        )
        for key, word, _, _ in _PARTS:
            self._legend[key].setText(f"{format_number(counts[key])} {word}")
            self._legend[key].setAccessibleName(f"Mở {counts[key]} nhiệm vụ {word}")
        self.setAccessibleName(
            f"Nhiệm vụ hoàn thành {format_fraction(figures.completion)}, {format_percent(figures.completion)}"
        )
