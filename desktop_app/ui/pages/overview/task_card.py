"""The wide card of completed tasks: the fraction, the composition bar and its legend."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.task_figures import TaskFigures
from desktop_app.domain.tasks import Standing
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.bars import CompositionBar, Segment
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import IconLabel, text_label

_PARTS = (
    (Standing.COMPLETED_ON_TIME, "đúng hạn", "checkmark_circle-filled", "success"),
    (Standing.COMPLETED_LATE, "muộn", "clock_alarm-filled", "warning"),
    (Standing.IN_TERM, "đang thực hiện", "arrow_sync_circle", "progress"),
    (Standing.OVERDUE, "quá hạn", "warning-filled", "danger"),
)


class _LegendItem(Button):
    """Icon, count and word of one part of the bar; opens its tasks."""

    def __init__(self, theme: Theme, word: str, icon: str, tone: str) -> None:
        super().__init__(theme, "", "legend")
        self._word = word
        self._count = text_label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.s(2), theme.s(4), theme.s(2))
        row.setSpacing(theme.s(6))
        for label in (IconLabel(theme, icon, tone), self._count, text_label(word, "secondary")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)

    def show_count(self, count: int) -> None:
        """Show how many tasks there are."""
        self._count.setText(format_number(count))
        self.setAccessibleName(f"{format_number(count)} nhiệm vụ {self._word}")

    def sizeHint(self) -> QSize:
        """As large as the labels in it."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As large as the labels in it."""
        layout = self.layout()
        return layout.minimumSize() if layout else QSize()


class TaskCard(Card):
    """Completed over dated tasks; `standing_chosen` carries the standing whose tasks to list.

    `opened` asks what stands behind the fraction.
    """

    standing_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Build it without figures."""
        super().__init__(theme, clickable=True)
        self._fraction = text_label("–", "kpi")
        self._percent = text_label("", "card-title", "text2")
        self._percent.setContentsMargins(0, 0, 0, theme.s(5))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._due = text_label("", "caption", "text3")
        self.bar = CompositionBar(theme, "Cơ cấu nhiệm vụ có thời hạn")
        self.legend = {part[0]: self._legend_button(theme, *part) for part in _PARTS}
        figure = QHBoxLayout()
        figure.setSpacing(theme.s(8))
        for widget in (self._fraction, self._percent):
            figure.addWidget(widget)
        figure.addStretch(1)
        figure.addWidget(self._due)
        legend = QHBoxLayout()
        legend.setSpacing(theme.s(8))
        legend.setContentsMargins(0, 0, 0, 0)
        for button in self.legend.values():
            legend.addWidget(button)
        legend.addStretch(1)
        self.body.setSpacing(theme.s(2))
        self.body.addWidget(text_label("Nhiệm vụ hoàn thành", "secondary"))
        self.body.addLayout(figure)
        self.body.addWidget(self.bar)
        self.body.addLayout(legend)
        self.bar.chosen.connect(self.standing_chosen)

    def _legend_button(
        self, theme: Theme, standing: Standing, word: str, icon: str, tone: str
    ) -> _LegendItem:
        button = _LegendItem(theme, word, icon, tone)
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
        self.bar.set_segments(
            [Segment(key.value, word, counts[key], f"{tone}_solid") for key, word, _, tone in _PARTS]
        )
        for key, item in self.legend.items():
            item.show_count(counts[key])
        self.setAccessibleName(
            f"Nhiệm vụ hoàn thành {format_fraction(figures.completion)}, {format_percent(figures.completion)}"
        )
