"""The pane of an indicator: its formula, its targets by document, published figures, and figures typed by period."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.command import Command
from desktop_app.commands.settings import ClearIndicatorValue, RemoveBenchmark, RemoveTarget
from desktop_app.domain.dates import format_date
from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorValue, Target, target_at
from desktop_app.domain.numbers import format_fraction, format_number, format_percent, format_published
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Ratio
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.buttons import ghost, icon_button
from desktop_app.ui.widgets.detail_panel import clear_layout
from desktop_app.ui.widgets.labels import DiamondLabel, text_label


class IndicatorPane(QWidget):
    """Three lists that are never mixed. The `…_asked` signals open the form of the list's button."""

    target_asked = Signal()
    benchmark_asked = Signal()
    figure_asked = Signal(str)

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        """For one indicator."""
        super().__init__()
        self.desk, self.indicator = desk, indicator
        theme = desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        if indicator.formula:
            column.addWidget(text_label(indicator.formula, "secondary", wraps=True))
        if indicator.source:
            column.addWidget(text_label(f"Nguồn: {indicator.source}", "caption", wraps=True))
        self._lists = QVBoxLayout()
        self._lists.setSpacing(theme.s(8))
        column.addLayout(self._lists)
        self.refresh()

    def refresh(self) -> None:
        """Show the record's lists as they are now."""
        clear_layout(self._lists)
        if self.indicator.computed == "manual":
            self._add_figures()
        self._add_targets()
        self._add_benchmarks()

    def _head(self, title: str, verb: str, asked: Callable[[], None]) -> None:
        line = QHBoxLayout()
        line.addWidget(text_label(title, "strong"))
        line.addStretch(1)
        if self.desk.can_edit:
            button = ghost(self.desk.theme, verb, "add")
            button.clicked.connect(lambda: asked())
            line.addWidget(button)
        self._lists.addLayout(line)

    def _none(self, words: str) -> None:
        self._lists.addWidget(text_label(words, "secondary", "text3", wraps=True))

    def _add_figures(self) -> None:
        mine = [item for item in self.desk.read.indicator_values() if item.indicator == self.indicator.key]
        self._head("Số liệu của tỉnh", "Nhập số liệu", lambda: self.figure_asked.emit(""))
        if not mine:
            self._none("Chưa nhập kỳ nào.")
        for item in sorted(mine, key=lambda item: _end(item.period), reverse=True):
            self._lists.addWidget(self._figure(item))

    def _figure(self, item: IndicatorValue) -> QFrame:
        code = PeriodCode.parse(item.period)
        ratio = Ratio(item.numerator, item.denominator)
        title = code.short_title
        words = f"{format_fraction(ratio)} · {format_percent(ratio)}"
        edit = icon_button(self.desk.theme, "edit", f"Sửa số liệu {title}")
        edit.clicked.connect(lambda: self.figure_asked.emit(item.period))
        drop = ClearIndicatorValue(self.indicator.key, code)
        lines = (title[0].upper() + title[1:], item.note)
        return self._box(words, lines, drop, f"số liệu {title}", extra=edit)

    def _add_targets(self) -> None:
        mine = [item for item in self.desk.read.targets() if item.indicator == self.indicator.key]
        now = target_at(mine, self.indicator.key, self.desk.as_of)
        self._head("Mục tiêu", "Thêm mục tiêu", self.target_asked.emit)
        if not mine:
            self._none("Chưa giao mục tiêu.")
        mine.sort(key=lambda item: (item.effective_from is not None, item.effective_from, item.id))
        for item in reversed(mine):
            self._lists.addWidget(self._target(item, item == now))

    def _target(self, item: Target, current: bool) -> QFrame:
        sign = "≥" if self.indicator.at_least else "≤"
        words = f"{sign} {format_number(item.value)}{self.indicator.unit_of_measure}"
        days = []
        if item.effective_from:
            days.append(f"áp dụng từ {format_date(item.effective_from)}")
        if item.by:
            days.append(f"phải đạt trước hoặc vào {format_date(item.by)}")
        if current:
            days.append(f"đang áp dụng ngày {format_date(self.desk.as_of)}")
        own = "Mặc định hoặc do cơ quan tự đặt, không phải quy định" if item.own else ""
        text = " · ".join(days)
        lines = (item.document, text[:1].upper() + text[1:], own)
        return self._box(words, lines, RemoveTarget(item.id), f"mục tiêu {words}", current)

    def _add_benchmarks(self) -> None:
        mine = [item for item in self.desk.read.benchmarks() if item.indicator == self.indicator.key]
        self._head("Số liệu đối chiếu", "Thêm số công bố", self.benchmark_asked.emit)
        self._none("Số đã công bố của cả nước hoặc nơi khác; không phải số của tỉnh.")
        for item in sorted(mine, key=lambda item: (item.as_of, item.id), reverse=True):
            self._lists.addWidget(self._benchmark(item))

    def _benchmark(self, item: Benchmark) -> QFrame:
        words = "–" if item.percent is None else format_published(item.percent)
        if self.indicator.unit_of_measure != "%" and item.percent is not None:
            words = f"{format_number(item.percent)} {self.indicator.unit_of_measure}"
        if item.numerator is not None and item.denominator is not None:
            words += f" · {format_number(item.numerator)}/{format_number(item.denominator)}"
        scope = item.scope[:1].upper() + item.scope[1:]
        where = " · ".join(part for part in (scope, format_date(item.as_of), item.qualifier) if part)
        lines = (where, item.detail, f"Nguồn: {item.source}")
        mark = DiamondLabel(self.desk.theme) if item.scope == "quốc gia" else None
        return self._box(words, lines, RemoveBenchmark(item.id), f"số {words} {where}", mark=mark)

    def _box(
        self,
        words: str,
        lines: tuple[str, ...],
        drop: Command,
        name: str,
        current: bool = False,
        extra: QWidget | None = None,
        mark: QWidget | None = None,
    ) -> QFrame:
        theme = self.desk.theme
        box = QFrame()
        box.setProperty("frame", "box")
        box.setProperty("state", "current" if current else "")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(theme.s(10), theme.s(4), theme.s(4), theme.s(8))
        inner.setSpacing(theme.s(2))
        first = QHBoxLayout()
        if mark is not None:
            first.addWidget(mark)
        first.addWidget(text_label(words, "strong"), 1)
        if self.desk.can_edit:
            if extra is not None:
                first.addWidget(extra)
            button = icon_button(theme, "delete", f"Xóa {name}")
            button.clicked.connect(lambda: self.desk.do(drop, f"Đã xóa {name}."))
            first.addWidget(button)
        inner.addLayout(first)
        for line in filter(None, lines):
            inner.addWidget(text_label(line, "caption", "text2", wraps=True))
        return box


def _end(code: str) -> tuple[int, int, int]:
    parsed = PeriodCode.parse(code)
    return parsed.year, parsed.last_month, parsed.months
