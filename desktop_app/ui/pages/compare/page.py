"""The screen "So sánh hai thời điểm": two states, the bridge of a key figure, the list, and the equation."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.comparing import Choice, choices, compare_states, default_pair, save_annex, shares_of
from desktop_app.domain.bridges import Bridge, Cause, Step
from desktop_app.domain.comparison import TASK, ComparedFigure, Comparison
from desktop_app.domain.figure_comparison import LAYERS
from desktop_app.domain.numbers import format_fraction, format_number, format_percent
from desktop_app.domain.task_comparison import COMPLETED
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.charts.provenance import Provenance
from desktop_app.ui.charts.waterfall import End, Waterfall, WaterfallStep
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.page import NARROW
from desktop_app.ui.pages.compare.model import (
    AFTER,
    BASIS,
    BEFORE,
    LEAD,
    NUMBER,
    TITLE,
    WHAT,
    ChangeTable,
    tone_of,
)
from desktop_app.ui.pages.compare.states import StateBox
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import icon_button, primary
from desktop_app.ui.widgets.card import scrolling
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import TWO_LINES, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.flow_layout import FlowLayout
from desktop_app.ui.widgets.labels import IconLabel, restyle, text_label
from desktop_app.ui.widgets.table_card import TableCard

_TITLE = "So sánh hai thời điểm"
_BEHIND, _OTHERS = "behind", "others"
_LEAST_PLOT, _LEAST_LIST = 262, 176
_WIDTHS = {WHAT: 164, NUMBER: 68, LEAD: 108, BEFORE: 136, AFTER: 136, BASIS: 160}


class ComparePage(RecordPage):
    """Both states are read off the main thread; what comes for a pair no longer asked for is not shown."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the comparison comes when it is first shown."""
        super().__init__(desk, _TITLE)
        theme = desk.theme
        self._by_hand = False
        self._wanted = COMPLETED
        self.found: Comparison | None = None
        self.export = primary(theme, "Xuất Excel", "document_table")
        self.first, self.last = StateBox(desk, "Từ"), StateBox(desk, "Đến")
        self.swap = icon_button(theme, "arrow_swap", "Đổi chỗ hai thời điểm")
        self.figures = ComboBox(theme, "Chỉ số")
        self.figures.setMinimumWidth(theme.s(200))
        self.chart = Waterfall(theme)
        self.card = ChartCard(theme, "Cầu nối", "", self.chart)
        self.model = ChangeTable()
        self.table = DataTable(theme, "Danh sách thay đổi", TWO_LINES)
        self.table.setModel(self.model)
        self.table.set_columns(_WIDTHS, TITLE, 180)
        self.list = TableCard(theme, self.table)
        self.nothing = EmptyState(theme, "checkmark_circle", "")
        self.chips = ChipBar(
            theme,
            [ChipChoice(_BEHIND, "Trong cầu nối"), ChipChoice(_OTHERS, "Thay đổi khác")],
            "Lọc danh sách",
            "dòng",
        )
        self.verdict = IconLabel(theme, "checkmark_circle-filled", "success")
        self.equation = text_label("", "strong")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        choosers = QWidget()
        row = FlowLayout(choosers, theme.s(12))
        for widget in (self.first, self._with_swap(), self._figure_choice()):
            row.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(theme.s(8))
        foot.addWidget(self.verdict)
        foot.addWidget(self.equation, 1)
        foot.addWidget(self.chips)
        self.card.setMinimumHeight(theme.s(_LEAST_PLOT))
        self.list.setMinimumHeight(theme.s(_LEAST_LIST))
        middle = QWidget()
        parts = QVBoxLayout(middle)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(theme.s(12))
        parts.addWidget(self.card, 5)
        parts.addWidget(self.list, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addWidget(choosers)
        column.addWidget(scrolling(middle), 1)
        column.addLayout(foot)

    def _with_swap(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.s(4))
        row.addWidget(self.last)
        row.addWidget(self.swap)
        return pair

    def _figure_choice(self) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.s(8))
        row.addWidget(text_label("Chỉ số", "secondary", "text2"))
        row.addWidget(self.figures)
        return pair

    def _connect(self) -> None:
        desk = self._desk
        self.export.clicked.connect(self.export_annex)
        for box in (self.first, self.last):
            box.chosen.connect(self._after_choice)
        self.swap.clicked.connect(self.swap_states)
        self.figures.activated.connect(lambda index: self._choose_figure(self.figures.itemData(index)))
        self.chips.chosen.connect(lambda _: self._show_list())
        self.chart.activated.connect(self._go_to_step)
        self.card.failed.connect(desk.failed)
        self.card.said.connect(lambda text: desk.said.emit(text, False))
        self.table.opened.connect(self._open)
        self.add_key(self, "Ctrl+E", self.export_annex)

    def header_actions(self) -> list[QWidget]:
        """The annex."""
        return [self.export]

    def focus_parts(self) -> list[QWidget]:
        """Choosers, plot, list."""
        return [self.first.box, self.chart, self.table]

    def set_content_width(self, width: int) -> None:
        """Fewer columns as room shrinks."""
        super().set_content_width(width)
        self._fit_columns()

    def _fit_columns(self) -> None:
        tasks = self.model.of_tasks or not self.model.rowCount()
        self.table.setColumnHidden(LEAD, not tasks or self.content_width < NARROW)
        self.table.setColumnHidden(NUMBER, not tasks)
        self.table.setColumnHidden(BASIS, self.content_width < NARROW - 100 or not self.model.says_why)
        self.table.set_columns(_WIDTHS, TITLE, 180)

    def open_query(self, query: dict[str, object]) -> None:
        """Show a figure as it is known elsewhere ("tasks.completion", "layers.all_four", "form:…")."""
        self._wanted = _figure_of(str(query.get("figure", "")))
        if self.found is not None:
            self._show(self.found)

    def refresh(self) -> None:
        """Read both states again; the person's own choice stays."""
        offered = choices(self._desk.session, self._desk.as_of)
        for box in (self.first, self.last):
            box.offer(offered)
        if self._by_hand:
            self.first.follow()
            self.last.follow()
        else:
            first, last = default_pair(self._desk.session, self._desk.as_of, offered)
            self.first.choose(first)
            self.last.choose(last)
        self.compare()

    def _after_choice(self) -> None:
        self._by_hand = True
        self.compare()

    def swap_states(self) -> None:
        """The other way round."""
        first, last = self.first.choice, self.last.choice
        if first is not None and last is not None:
            self.first.choose(last)
            self.last.choose(first)
            self._after_choice()

    def compare(self) -> None:
        """Read and compare both states off the main thread."""
        first, last = self.first.choice, self.last.choice
        if first is None or last is None:
            return
        record = self._desk.session.record
        newest, _ = record.last_entry
        self._desk.jobs.run(
            "Đang so sánh hai thời điểm…",
            lambda job: compare_states(record, first, last, newest, job.progress),
            lambda found: self._take(found, (first, last)),
            self._fail,
        )

    def _fail(self, problem: str) -> None:
        self.found = None
        self.chart.clear(problem)
        self.model.show_rows(())
        self._say("Chưa so sánh được.", matches=False)

    def _take(self, found: Comparison, pair: tuple[Choice, Choice]) -> None:
        if pair == (self.first.choice, self.last.choice):
            self._show(found)

    def _show(self, found: Comparison) -> None:
        self.found = found
        figure = found.figure(self._wanted)
        self.figures.blockSignals(True)
        self.figures.clear()
        self.figures.add_choices([(item.title, item.key) for item in found.figures])
        self.figures.choose(figure.key)
        self.figures.blockSignals(False)
        self.set_header(_TITLE, f"{figure.sentence}{_shares(figure)}")
        self._show_chart(found, figure)
        self._show_list()
        bridge = figure.bridge
        if bridge is None:
            self._say(figure.problem, matches=False)
        else:
            matches = found.listed(figure.key)
            self._say(f"{bridge.equation}, {'khớp' if matches else 'không khớp'} danh sách", matches)

    def _say(self, words: str, matches: bool) -> None:
        tone = "success" if matches else "danger"
        self.verdict.set_icon("checkmark_circle-filled" if matches else "error_circle-filled", tone)
        self.equation.setText(words)
        restyle(self.equation, tone=tone)

    def _show_chart(self, found: Comparison, figure: ComparedFigure) -> None:
        bridge = figure.bridge
        if bridge is None:
            self.chart.clear(figure.problem)
            self.card.set_words(figure.title)
        else:
            steps = [self._step(found, figure.key, step) for step in bridge.steps]
            self.chart.set_data(_ends(found, bridge), steps, figure.what, figure.sentence)
            start, end = format_number(bridge.start), format_number(bridge.end)
            self.card.set_words(f"Cầu nối từ {start} đến {end}", self.chart.subtitle)
        entries = f"mục nhật ký {found.first.entry} và {found.last.entry}"
        backwards = "" if found.first.before(found.last) else "xem ngược, từ sau về trước"
        self.card.show_source(Provenance(found.last.day, f"sổ, {entries}", backwards, self._desk.is_sample))

    def _step(self, found: Comparison, key: str, step: Step) -> WaterfallStep:
        tone = tone_of(step.cause)
        stands_for = (step.cause, step.amount > 0) if step.moves else None
        return WaterfallStep(step.cause.label, found.caption(key, step), step.amount, tone, stands_for)

    def _choose_figure(self, key: str) -> None:
        self._wanted = key
        if self.found is not None:
            self._show(self.found)

    def _show_list(self) -> None:
        found = self.found
        if found is None:
            return
        key = found.figure(self._wanted).key
        behind = found.behind(key)
        others = found.beside(key)
        self.chips.set_counts({_BEHIND: len(behind), _OTHERS: len(others)})
        shown = behind if self.chips.current == _BEHIND else others
        self.model.show_rows(shown)
        self._fit_columns()
        if shown:
            self.list.show_table()
        else:
            self.nothing.set_text(*_nothing(self.chips.current, len(others)))
            self.list.show_empty(self.nothing)
        self.list.set_foot(
            f"{format_number(len(shown))} thay đổi", "Enter mở nhiệm vụ" if self.model.of_tasks else ""
        )

    def _go_to_step(self, stands_for: object) -> None:
        """From a step of the plot to its first line."""
        if not isinstance(stands_for, tuple):
            return
        self.chips.choose(_BEHIND)
        cause, gains = stands_for
        row = self.model.find(Cause(cause), bool(gains))
        if row >= 0:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.table.choose_row(row)

    def _open(self, index: QModelIndex) -> None:
        """Open the task or unit behind a line; what is no longer in the record is said."""
        change, desk = self.model.shown[index.row()], self._desk
        if change.subject != TASK:
            of_layers = change.figure == LAYERS or change.what == "layer"
            desk.open_page("an-toan-4-lop" if of_layers else "dich-vu-cong", unit=change.key)
        elif desk.read.task(change.key) is None:
            desk.failed.emit(f"{change.number} không còn trong sổ. Xem Nhật ký để biết ai xóa và lúc nào.")
        else:
            desk.open_page("nhiem-vu", task=change.key)

    def export_annex(self) -> None:
        """Write the annex where the person chooses."""
        found = self.found
        if found is None:
            return
        folder = self._desk.session.record.path.parent
        name = f"so-sanh_{found.first.day:%Y%m%d}_{found.last.day:%Y%m%d}.xlsx"
        target = ask_save_path(self, "Xuất Excel", folder / name, "Excel (*.xlsx)")
        if target is None:
            return
        if target.suffix.lower() != ".xlsx":
            target = target.with_name(target.name + ".xlsx")
        profile = self._desk.read.profile()
        self._desk.jobs.run(
            f"Đang xuất {target.name}…",
            lambda _: save_annex(found, profile, target),
            lambda written: self._desk.said.emit(f"Đã xuất phụ lục so sánh vào {written.name}.", False),
        )


def _ends(found: Comparison, bridge: Bridge) -> tuple[End, End]:
    first, last = (title.partition(", ") for title in found.titles)
    return End(bridge.start, first[0], first[2]), End(bridge.end, last[0], last[2])


def _nothing(chip: str, others: int) -> tuple[str, str]:
    """What the empty list says, and where there is something."""
    if chip == _BEHIND and others:
        return "Chỉ số này không đổi", f"Có {format_number(others)} thay đổi khác, xem ở nút bên dưới."
    return "Không có gì thay đổi", "Hai thời điểm giống nhau ở phần này."


def _shares(figure: ComparedFigure) -> str:
    shares = shares_of(figure)
    if shares is None:
        return ""
    was, now = (f"{format_fraction(share)} ({format_percent(share)})" for share in shares)
    return f"; tỷ lệ từ {was} thành {now}"


def _figure_of(measure: str) -> str:
    """The key of a compared figure by what other screens call it."""
    if measure.startswith("form:"):
        return "services-numerator"
    return (
        LAYERS if measure.startswith("layers") else measure if "." not in measure and measure else COMPLETED
    )
