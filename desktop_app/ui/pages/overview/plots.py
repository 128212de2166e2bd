"""The three plots of the overview, built together once the plotting library is loaded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.layer_reasons import ALL_LAYERS
from desktop_app.exporting import headline_indicator, layer_benchmarks, layers_on, service_form, service_trend
from desktop_app.ui.charts.burn_up import BurnUp, BurnUpChart
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.charts.coverage_bars import CoverageBars
from desktop_app.ui.charts.provenance import Provenance
from desktop_app.ui.charts.ratio_trend import RatioTrendChart
from desktop_app.ui.desk import Desk


class Plots(QObject):
    """Burn-up, DVCTT trend and layer coverage.

    `opened(key, point)` asks for the rows behind a point, or behind the whole plot where point is None.
    """

    opened = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        """Build the cards without data."""
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.burn = BurnUpChart(theme)
        self.trend = RatioTrendChart(theme)
        self.bars = CoverageBars(theme)
        self._cards = {
            "burn": ChartCard(
                theme, "Tiến độ hoàn thành so với kế hoạch", "số nhiệm vụ, lũy kế", self.burn, clickable=True
            ),
            "trend": ChartCard(
                theme, "Tỷ lệ dịch vụ công trực tuyến", "theo tháng", self.trend, clickable=True
            ),
            "bars": ChartCard(theme, "An toàn thông tin 4 lớp", "", self.bars, clickable=True),
        }
        for key, card in self._cards.items():
            card.activated.connect(lambda point, key=key: self.opened.emit(key, point))
            card.opened.connect(lambda key=key: self.opened.emit(key, None))
            card.failed.connect(desk.failed)
            card.said.connect(lambda text: desk.said.emit(text, False))
            card.offer_why(partial(self._ask_why, key))

    def _ask_why(self, key: str) -> None:
        """What stands behind the figure a plot shows."""
        desk = self._desk
        form = service_form(desk.read, desk.period)
        headline = f"form:{form.key}:{form.headline.key}" if form and form.headline else ""
        figure = {"burn": "tasks.completion", "trend": headline, "bars": f"layers.{ALL_LAYERS}"}[key]
        if figure:
            desk.ask_why(figure, self._cards[key])

    def cards(self) -> dict[str, ChartCard]:
        """The cards by their place on the screen: burn, trend, bars."""
        return self._cards

    def refresh(self) -> None:
        """Plot the record as it stands at the desk's day and period."""
        self._show_burn_up()
        self._show_trend()
        self._show_bars()

    def _show_burn_up(self) -> None:
        desk = self._desk
        self.burn.set_data(BurnUp.of(desk.read.tasks(), desk.as_of), desk.session.today)
        self._source("burn", "sổ theo dõi nhiệm vụ")

    def _show_trend(self) -> None:
        desk = self._desk
        form = service_form(desk.read, desk.period)
        if form is None or form.headline is None:
            self.trend.set_data((), reason="Chưa có biểu mẫu DVCTT cho kỳ này.")
            self._source("trend", "")
            return
        points = service_trend(desk.read, form, desk.period_code)
        known = [
            mark for mark in desk.read.benchmarks() if mark.indicator == headline_indicator(desk.read, form)
        ]
        self._cards["trend"].set_words(form.headline.label, "theo tháng")
        self.trend.set_data(points, known)
        last = points[-1]
        self._source(
            "trend", f"{form.short_title}, {form.source}", f"{last.reported}/{last.expected} đơn vị đủ số"
        )

    def _show_bars(self) -> None:
        desk = self._desk
        figures = layers_on(desk.read, desk.as_of)
        self.bars.set_data(figures.layers, figures.coverage, layer_benchmarks(desk.read, desk.as_of))
        self._source("bars", "theo dõi 4 lớp", f"tỷ lệ trên {figures.coverage.units} đơn vị")

    def _source(self, key: str, source: str, coverage: str = "") -> None:
        desk = self._desk
        self._cards[key].show_source(Provenance(desk.as_of, source, coverage, desk.is_sample))
