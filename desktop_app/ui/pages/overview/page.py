"""The first screen: key figures, progress against plan, what needs doing, DVCTT over time, layer coverage."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_figures import count_tasks
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.page import NARROW, Page
from desktop_app.ui.pages.overview.key_figures import layers_figure, period_figure, services_figure
from desktop_app.ui.pages.overview.plots import Plots
from desktop_app.ui.pages.overview.task_card import TaskCard
from desktop_app.ui.pages.overview.worklist import Worklist
from desktop_app.ui.period_box import PeriodBox
from desktop_app.ui.widgets.buttons import primary
from desktop_app.ui.widgets.card import Card, scrolling
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.kpi_card import KpiCard

_WIDE = {
    "tasks": (0, 0, 1, 6),
    "services": (0, 6, 1, 2),
    "layers": (0, 8, 1, 2),
    "period": (0, 10, 1, 2),
    "burn": (1, 0, 1, 8),
    "work": (1, 8, 1, 4),
    "trend": (2, 0, 1, 8),
    "bars": (2, 8, 1, 4),
}
_SINGLE = {
    "tasks": (0, 0, 1, 12),
    "services": (1, 0, 1, 4),
    "layers": (1, 4, 1, 4),
    "period": (1, 8, 1, 4),
    "work": (2, 0, 1, 12),
    "burn": (3, 0, 1, 12),
    "trend": (4, 0, 1, 12),
    "bars": (5, 0, 1, 12),
}


class OverviewPage(Page):
    """Every number opens the list behind it. The plots are built after the first paint."""

    def __init__(self, desk: Desk) -> None:
        """Build the cards; figures come when it is first shown."""
        super().__init__(desk.theme, "Tổng quan")
        self._desk = desk
        self._stale = True
        self._arranged: dict[str, tuple[int, int, int, int]] = {}
        self._period = PeriodBox(desk)
        self.as_of = DateField(desk.theme, "Số liệu đến ngày", desk.as_of)
        self.as_of.setToolTip("Số liệu đến ngày")
        self._report = primary(desk.theme, "Lập báo cáo", "document_text")
        self.tasks = TaskCard(desk.theme)
        self.services = KpiCard(desk.theme, services_figure(desk))
        self.layers = KpiCard(desk.theme, layers_figure(desk))
        self.period = KpiCard(desk.theme, period_figure(desk))
        self.work = Worklist(desk.theme)
        self.plots: Plots | None = None
        self._places: dict[str, QWidget] = {
            "tasks": self.tasks,
            "services": self.services,
            "layers": self.layers,
            "period": self.period,
            "work": self.work,
            **{key: Card(desk.theme) for key in ("burn", "trend", "bars")},
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self.theme.s(16))
        for column in range(12):
            self._grid.setColumnStretch(column, 1)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        self._arrange(_WIDE)

    def _arrange(self, places: dict[str, tuple[int, int, int, int]]) -> None:
        self._arranged = places
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
            self._grid.setRowMinimumHeight(row, 0)
        for key, widget in self._places.items():
            self._grid.addWidget(widget, *places[key])
        heights = {"tasks": 130, "burn": 214, "trend": 214, "bars": 214, "work": 200}
        for key, height in heights.items():
            row = places[key][0]
            self._grid.setRowMinimumHeight(row, max(self._grid.rowMinimumHeight(row), self.theme.s(height)))
            self._grid.setRowStretch(row, 0 if key == "tasks" else 1)

    def _connect(self) -> None:
        desk = self._desk
        self._report.clicked.connect(lambda: desk.open_page("bao-cao"))
        self.as_of.changed.connect(lambda day: desk.look_at(as_of=day))
        self.tasks.standing_chosen.connect(lambda key: desk.open_page("nhiem-vu", standing=key))
        self.services.opened.connect(lambda: desk.open_page("dich-vu-cong"))
        self.period.opened.connect(lambda: desk.open_page("dich-vu-cong", incomplete=True))
        self.layers.opened.connect(lambda: desk.open_page("an-toan-4-lop"))
        self.work.chosen.connect(lambda task: desk.open_page("nhiem-vu", task=task))
        desk.record_changed.connect(lambda _: self._now_stale())
        desk.viewpoint_changed.connect(self._now_stale)

    def header_actions(self) -> list[QWidget]:
        """Cut-off, period, and the report."""
        return [self.as_of, self._period, self._report]

    def set_content_width(self, width: int) -> None:
        """One column below 1000 design pixels."""
        super().set_content_width(width)
        wanted = _SINGLE if width < NARROW else _WIDE
        if wanted is not self._arranged:
            self._arrange(wanted)

    def on_shown(self) -> None:
        """Work the figures out if anything changed while the screen was hidden; build the plots once."""
        if self._stale:
            self._stale = False
            self.refresh()
        if self.plots is None:
            self._desk.jobs.run("Đang mở biểu đồ…", _load_plotting, self._build_plots)

    def _now_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.on_shown()

    def refresh(self) -> None:
        """Show the figures of the day and period looked at."""
        desk = self._desk
        entry, _ = desk.read.last_entry()
        self.set_header("Tổng quan", f"Số liệu đến {format_date(desk.as_of)}, theo mục nhật ký {entry}")
        self.as_of.set_value(desk.as_of)
        self.tasks.show_figures(count_tasks(desk.read.tasks(), desk.as_of))
        self.services.set_figure(services_figure(desk))
        self.layers.set_figure(layers_figure(desk))
        self.period.set_figure(period_figure(desk))
        self.work.show_tasks(desk.read, desk.as_of)
        if self.plots:
            self.plots.refresh()

    def _build_plots(self, _: object = None) -> None:
        if self.plots is not None:
            return
        self.plots = Plots(self._desk)
        for key, card in self.plots.cards().items():
            old = self._places[key]
            self._places[key] = card
            self._grid.removeWidget(old)
            old.deleteLater()
        self._arrange(self._arranged)
        self.plots.opened.connect(self._open_from_plot)
        self.plots.refresh()

    def _open_from_plot(self, key: str, point: object) -> None:
        if key == "burn":
            self._desk.open_page("nhiem-vu", until=point)
        elif key == "trend":
            if isinstance(point, PeriodCode):
                self._desk.look_at(period=point)
            self._desk.open_page("dich-vu-cong")
        else:
            self._desk.open_page("an-toan-4-lop", layer=point)


def _load_plotting(job: Job) -> None:
    """Import the plotting library off the main thread: it takes longer than a window may stand still."""
    import_module("pyqtgraph")
