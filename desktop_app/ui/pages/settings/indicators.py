"""The section "Chỉ tiêu, mục tiêu": what is measured, its targets by document, and published figures apart."""

from __future__ import annotations

from collections.abc import Hashable

from desktop_app.domain.indicators import Indicator, target_at
from desktop_app.domain.numbers import format_number
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.indicator_forms import BenchmarkForm, FigureForm, TargetForm
from desktop_app.ui.pages.settings.indicator_pane import IndicatorPane
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.widgets.cell_look import CellLook


def measured_by(indicator: Indicator) -> str:
    """Where an indicator's figure comes from, in words."""
    kind = indicator.computed.split(".")[0].split(":")[0]
    return {
        "tasks": "Tự tính từ nhiệm vụ",
        "form": "Tự tính từ biểu mẫu",
        "layers": "Tự tính từ an toàn 4 lớp",
    }.get(kind, "Nhập tay từng kỳ")


class IndicatorsSection(ListSection):
    """The list names each indicator with the target in force; the pane keeps the three kinds of figures apart."""

    HINT = "Tìm chỉ tiêu"
    NOUN = "chỉ tiêu"
    EMPTY = ("Chưa có chỉ tiêu nào", "Danh mục chỉ tiêu được nạp khi lập sổ.")

    def __init__(self, desk: Desk) -> None:
        """Build the list."""
        super().__init__(desk, "Danh sách chỉ tiêu", ("Chỉ tiêu", "Mục tiêu"), right=(1,))
        line = self.title_line("Chỉ tiêu, mục tiêu", "mục tiêu có văn bản giao, số liệu cả nước có nguồn")
        self.lay_out(line, {1: 112}, at_least=240)
        self.pane: IndicatorPane | None = None

    def indicator(self, key: Hashable) -> Indicator:
        """The indicator of a row."""
        return next(item for item in self.desk.read.indicators() if item.key == key)

    def rows(self) -> list[ListRow]:
        """A row an indicator, in the order of the report."""
        return [
            self._row(position, item) for position, item in enumerate(self.desk.read.indicators(), start=1)
        ]

    def _row(self, position: int, item: Indicator) -> ListRow:
        target = target_at(self.desk.read.targets(), item.key, self.desk.as_of)
        sign = "≥" if item.at_least else "≤"
        words = f"{sign} {format_number(target.value)}{item.unit_of_measure}" if target else "–"
        return ListRow(
            item.key,
            (
                Cell(item.name, CellLook(second=measured_by(item)), position),
                Cell(words, CellLook(), float(target.value) if target else -1.0),
            ),
            f"{item.formula} {item.source}",
        )

    def fill(self, key: Hashable) -> None:
        """The indicator's words, targets, benchmarks and typed figures."""
        item = self.indicator(key)
        self.detail.set_head(measured_by(item), None, item.name)
        self.pane = IndicatorPane(self.desk, item)
        self.pane.target_asked.connect(lambda: self._open(TargetForm(self.desk, item), item))
        self.pane.benchmark_asked.connect(lambda: self._open(BenchmarkForm(self.desk, item), item))
        self.pane.figure_asked.connect(lambda code: self._open(FigureForm(self.desk, item, code), item))
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """New lists into the pane."""
        if self.pane is not None:
            self.pane.refresh()

    def _open(self, form: TargetForm | BenchmarkForm | FigureForm, item: Indicator) -> None:
        self.open_form(form, item.name)
        form.focus_first()
