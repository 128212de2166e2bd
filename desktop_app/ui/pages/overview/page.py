"""The first screen: key figures, progress against plan, what needs doing, DVCTT over time, layer coverage."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date, format_moment
from desktop_app.domain.indicators import Benchmark
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_figures import count_tasks
from desktop_app.exporting import figures_of, service_form
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.pages.overview.board import Board
from desktop_app.ui.pages.overview.key_figures import layers_figure, period_figure, services_figure
from desktop_app.ui.pages.overview.plots import Plots
from desktop_app.ui.pages.overview.task_card import TaskCard
from desktop_app.ui.pages.overview.worklist import Worklist
from desktop_app.ui.period_box import PeriodBox
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.kpi_card import KpiCard


class OverviewPage(RecordPage):
    """Every number opens the list behind it. The plots are built after the first paint."""

    def __init__(self, desk: Desk) -> None:
        """Build the cards; figures come when it is first shown."""
        super().__init__(desk, "Tổng quan")
        self.period_box = PeriodBox(desk)
        self.as_of = DateField(desk.theme, "Số liệu đến ngày", desk.as_of)
        self.as_of.setToolTip("Số liệu đến ngày")
        self.compare = secondary(desk.theme, "So sánh", "arrow_swap")
        self.compare.setToolTip("So sánh hai thời điểm")
        self.report = primary(desk.theme, "Lập báo cáo", "document_text")
        self.tasks = TaskCard(desk.theme)
        self.services = KpiCard(desk.theme, services_figure(desk))
        self.layers = KpiCard(desk.theme, layers_figure(desk))
        self.period = KpiCard(desk.theme, period_figure(desk))
        self.work = Worklist(desk.theme)
        self.plots: Plots | None = None
        cards: dict[str, QWidget] = {
            "tasks": self.tasks,
            "services": self.services,
            "layers": self.layers,
            "period": self.period,
            "work": self.work,
        }
        self.board = Board(desk.theme, cards | {key: Card(desk.theme) for key in ("burn", "trend", "bars")})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self._connect()

    def _connect(self) -> None:
        desk = self._desk
        self.report.clicked.connect(lambda: desk.open_page("bao-cao"))
        self.compare.clicked.connect(lambda: desk.open_page("so-sanh"))
        self.as_of.changed.connect(self._look_at)
        self.tasks.standing_chosen.connect(lambda key: desk.open_page("nhiem-vu", standing=key))
        self.tasks.opened.connect(lambda: desk.ask_why("tasks.completion", self.tasks))
        self.services.opened.connect(self._explain_services)
        self.period.opened.connect(lambda: desk.open_page("dich-vu-cong", incomplete=True))
        self.layers.opened.connect(lambda: desk.ask_why("layers.all_four", self.layers))
        self.work.chosen.connect(lambda task: desk.open_page("nhiem-vu", task=task))
        self.work.listed.connect(lambda chip: desk.open_page("nhiem-vu", chip=chip))
        self.work.adding.connect(lambda: desk.open_page("nhiem-vu", new=True))

    def header_actions(self) -> list[QWidget]:
        """Cut-off, period, comparing with another time, and the report."""
        return [self.as_of, self.period_box, self.compare, self.report]

    def focus_parts(self) -> list[QWidget]:
        """The key figures, the work to do, and the plots."""
        cards = [self.board.card(key) for key in ("burn", "trend", "bars")] if self.plots else []
        return [self.tasks, self.work, *cards]

    def set_content_width(self, width: int) -> None:
        """Fewer cards side by side on narrow screens, one column below 1000 design pixels."""
        super().set_content_width(width)
        self.board.fit_width(width)

    def on_shown(self) -> None:
        """Work the figures out if anything changed while the screen was hidden; build the plots once."""
        super().on_shown()
        if self.plots is None:
            self._desk.jobs.run("Đang mở biểu đồ…", _load_plotting, self._build_plots)

    def _look_at(self, day: date | None) -> None:
        """Another cut-off; a blank field goes back to the present one."""
        if day is None:
            self.as_of.set_value(self._desk.as_of)
        else:
            self._desk.look_at(as_of=day)

    def refresh(self) -> None:
        """Show the figures of the day and period looked at."""
        desk = self._desk
        self.set_header("Tổng quan", self._updated())
        self.as_of.set_value(desk.as_of)
        self.tasks.show_figures(count_tasks(desk.read.tasks(), desk.as_of))
        self.services.set_figure(services_figure(desk))
        self.layers.set_figure(layers_figure(desk))
        self.period.set_figure(period_figure(desk))
        self.work.show_tasks(desk.read, desk.as_of, desk.can_edit)
        if self.plots:
            self.plots.refresh()

    def _updated(self) -> str:
        """The cut-off, and when and at which entry of the log the record was last changed."""
        last = self._desk.read.change_sets(1)
        words = f"Số liệu đến {format_date(self._desk.as_of)}"
        if not last:
            return words
        moment = format_moment(last[0].at, self._desk.session.today)
        return f"{words}, cập nhật {moment} (mục nhật ký {last[0].entry})"

    def _build_plots(self, _: object = None) -> None:
        if self.plots is not None:
            return
        self.plots = Plots(self._desk)
        self.board.replace(dict(self.plots.cards()))
        self.plots.opened.connect(self._open_from_plot)
        self.plots.refresh()

    def _open_from_plot(self, key: str, point: object) -> None:
        if key == "burn":
            self._desk.open_page("nhiem-vu", until=point)
        elif key == "trend":
            self._open_services(point)
        else:
            self._desk.open_page("an-toan-4-lop", layer=point)

    def _explain_services(self) -> None:
        """What stands behind the headline ratio; without a form or figures, the screen where they are typed."""
        form = service_form(self._desk.read, self._desk.period)
        known = form and form.headline and figures_of(self._desk.read, form, self._desk.period_code)
        if form and form.headline and known and known.totals.reported:
            self._desk.ask_why(f"form:{form.key}:{form.headline.key}", self.services)
        else:
            self._desk.open_page("dich-vu-cong")

    def _open_services(self, point: object) -> None:
        """The figures of a point's period; a published figure stands beside the month it is of."""
        if isinstance(point, PeriodCode):
            self._desk.look_at(period=point)
        elif isinstance(point, Benchmark):
            self._desk.look_at(period=PeriodCode.month(point.as_of.year, point.as_of.month))
        self._desk.open_page("dich-vu-cong")


def _load_plotting(job: Job) -> None:
    """Import the plotting library off the main thread: it takes longer than a window may stand still."""
    import_module("pyqtgraph")
