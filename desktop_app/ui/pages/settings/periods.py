"""The section "Kỳ báo cáo": windows and deadlines by the regime or as the office set them, per report."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.settings import ResetPeriod, SetPeriod
from desktop_app.commands.submission import LockPeriod, ReviewPeriod
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import DEFAULT_REPORT, Period, PeriodCode, default_period
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pages.settings.unlocking import UnlockDialog
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.widgets.buttons import ghost, secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.detail_panel import Facts
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook

OPEN = StatusLook("Đang mở", "circle", "progress")
REVIEWING = StatusLook("Đang rà soát", "eye", "warning")
LOCKED = StatusLook("Đã khóa", "lock_closed", "neutral")
YEARS_BACK, YEARS_AHEAD = 2, 1


def codes_of(year: int) -> list[PeriodCode]:
    """All periods of a year: months, quarters, half-years, nine months, the year."""
    months = [PeriodCode(year, month, 1) for month in range(1, 13)]
    quarters = [PeriodCode(year, month, 3) for month in (3, 6, 9, 12)]
    halves = [PeriodCode(year, 6, 6), PeriodCode(year, 12, 6)]
    return [*months, *quarters, *halves, PeriodCode(year, 9, 9), PeriodCode(year, 12, 12)]


class PeriodsSection(ListSection):
    """The periods of one year, for all reports or for one."""

    HINT = "Tìm kỳ"
    NOUN = "kỳ"

    def __init__(self, desk: Desk) -> None:
        """Build list and filters."""
        super().__init__(desk, "Các kỳ báo cáo", ("Kỳ", "Số liệu từ", "Hạn gửi", "Trạng thái"))
        theme = self.theme
        self.year = ComboBox(theme, "Năm", filter_chip=True)
        self.year.add_choices([(f"Năm {year}", year) for year in self._years()])
        self.year.choose(desk.period_code.year)
        self.report = ComboBox(theme, "Báo cáo", filter_chip=True)
        forms = [(form.short_title, form.key) for form in desk.read.forms()]
        self.report.add_choices([("Chung cho mọi báo cáo", DEFAULT_REPORT), *forms])
        self.report.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.report.setMinimumWidth(theme.s(190))
        self.filters.addWidget(self.year)
        self.filters.addWidget(self.report)
        line = self.title_line("Kỳ báo cáo", "thời gian lấy số liệu và hạn gửi")
        self.lay_out(line, {1: 124, 2: 104, 3: 134}, at_least=120)
        self.pane: PeriodPane | None = None
        self.year.activated.connect(lambda _: self.refresh())
        self.report.activated.connect(lambda _: self._change_report())

    def _years(self) -> list[int]:
        years = {period.code.year for period in self.desk.read.stored_periods()}
        for form in self.desk.read.forms():
            years |= {code.year for code in self.desk.read.periods_with_figures(form.key)}
        now = self.desk.as_of.year
        years |= {self.desk.period_code.year, *range(now - YEARS_BACK, now + YEARS_AHEAD + 1)}
        return sorted(years, reverse=True)

    def _change_report(self) -> None:
        shown = self.shown_key
        self.refresh()
        if shown is not None:
            self.open_row(shown)

    def rows(self) -> list[ListRow]:
        """A row a period of the year."""
        report = str(self.report.currentData())
        year = int(self.year.currentData())
        return [
            self._row(position, self.desk.read.period(code, report))
            for position, code in enumerate(codes_of(year))
        ]

    def _row(self, position: int, period: Period) -> ListRow:
        own = replace(period, locked=False, report=DEFAULT_REPORT) != default_period(period.code)
        title = period.code.short_title
        locked = self._locked(period)
        state = self._state(period)
        return ListRow(
            period.code.code,
            (
                Cell(
                    title[0].upper() + title[1:],
                    CellLook(
                        second="ngày riêng" if own else "theo quy định",
                        second_token="accent" if own else "text3",
                    ),
                    position,
                ),
                Cell(
                    format_date(period.window_start),
                    CellLook(token="text2", second=f"đến {format_date(period.last_day)}"),
                    period.window_start,
                ),
                Cell(format_date(period.deadline), CellLook(token="text2"), period.deadline),
                Cell(state.word, CellLook(icon=state.icon, icon_token=state.tone, token="text2"), locked),
            ),
            f"{period.code.code} {period.code.title} {period.rule} {period.note}",
        )

    def _state(self, period: Period) -> StatusLook:
        """How far the period has come: open, under review, locked."""
        if self._locked(period):
            return LOCKED
        reviewing = period.reviewing or self.desk.read.period(period.code).reviewing
        return REVIEWING if reviewing else OPEN

    def _locked(self, period: Period) -> bool:
        return period.locked or self.desk.read.period(period.code).locked

    def fill(self, key: Hashable) -> None:
        """The period's dates."""
        code = PeriodCode.parse(str(key))
        report = str(self.report.currentData())
        self.pane = PeriodPane(self.desk, code, report, self._locked(self.desk.read.period(code, report)))
        self._name(code)
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """New values into the fields that stand there; other fields when the lock changed."""
        code = PeriodCode.parse(str(self.shown_key))
        report = str(self.report.currentData())
        locked = self._locked(self.desk.read.period(code, report))
        if self.pane is None or self.pane.locked != locked:
            self.open_row(self.shown_key)
            return
        self._name(code)
        self.pane.refresh()

    def _name(self, code: PeriodCode) -> None:
        report = str(self.report.currentData())
        title = code.title[0].upper() + code.title[1:]
        state = self._state(self.desk.read.period(code, report))
        self.detail.set_head(code.code, state, title, self.report.currentText())


class PeriodPane(QWidget):
    """Window, deadline, rule and note of one period for one report; each commits by itself."""

    def __init__(self, desk: Desk, code: PeriodCode, report: str, locked: bool) -> None:
        """`locked` shows the dates as text."""
        super().__init__()
        self.desk, self.code, self.report, self.locked = desk, code, report, locked
        self.form = Fields(desk, f"Đã lưu kỳ {code.short_title}.")
        self.fields: dict[str, FormField] = {}
        self._reset = ghost(desk.theme, "Về lại theo quy định", "arrow_counterclockwise")
        self._reset.clicked.connect(self._back_to_rule)
        self.lock = secondary(desk.theme, "Mở khóa kỳ…" if locked else "Khóa kỳ", "lock_closed")
        self.lock.clicked.connect(self._open_again if locked else self._lock)
        self.review = ghost(desk.theme, "", "eye")
        self.review.setToolTip("Báo cho mọi người biết kỳ đang được soát trước khi khóa; chưa khóa gì")
        self.review.clicked.connect(self._review)
        for button in (self.lock, self.review):
            button.setVisible(desk.can_edit)
        self._origin = text_label("", "caption", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(12))
        if locked:
            column.addWidget(self._locked_facts())
        else:
            self._add_fields()
            column.addWidget(self.form)
            column.addWidget(self._origin)
            column.addWidget(self._reset)
            column.setAlignment(self._reset, column.alignment())
        buttons = QHBoxLayout()
        buttons.addWidget(self.lock)
        buttons.addWidget(self.review)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.refresh()

    @property
    def period(self) -> Period:
        """The period as the record has it now."""
        return self.desk.read.period(self.code, self.report)

    def _locked_facts(self) -> QWidget:
        facts = Facts(self.desk.theme)
        period = self.period
        for name, value in (
            ("Số liệu từ", format_date(period.window_start)),
            ("Đến hết ngày", format_date(period.last_day)),
            ("Hạn gửi", format_date(period.deadline)),
            ("Căn cứ", period.rule),
            ("Ghi chú", period.note or "–"),
        ):
            facts.add(name, value)
        facts.add("Khóa", "Kỳ đã khóa nên không đổi ngày và số liệu.", "neutral")
        return facts

    def _add_fields(self) -> None:
        form, fields = self.form, self.fields
        form.beside()
        fields["window_start"] = form.day(
            "Số liệu từ ngày", lambda: self.period.window_start, lambda day: self._set(window_start=_day(day))
        )
        fields["last_day"] = form.day(
            "Đến hết ngày",
            lambda: self.period.last_day,
            lambda day: self._set(window_end=_day(day) + timedelta(days=1)),
        )
        fields["deadline"] = form.day(
            "Hạn gửi báo cáo", lambda: self.period.deadline, lambda day: self._set(deadline=_day(day))
        )
        fields["rule"] = form.line(
            "Căn cứ", lambda: self.period.rule, lambda text: self._set(rule=text), "Văn bản quy định kỳ này"
        )
        fields["note"] = form.text("Ghi chú", lambda: self.period.note, lambda text: self._set(note=text))

    def _set(self, **changes: object) -> SetPeriod:
        kept = replace(self.period, report=self.report, locked=False)
        return SetPeriod(replace(kept, **changes))  # type: ignore[arg-type]

    def refresh(self) -> None:
        """Show the period as it is now."""
        self.form.refresh()
        self.review.setVisible(self.desk.can_edit and not self.locked)
        self.review.setText(
            "Thôi rà soát" if self.desk.read.period(self.code).reviewing else "Bắt đầu rà soát"
        )
        stored = {(item.code, item.report) for item in self.desk.read.stored_periods()}
        own = (self.code, self.report) in stored
        self._reset.setVisible(own and self.desk.can_edit and not self.locked)
        if own:
            words = "Ngày riêng do cơ quan đặt."
        elif (self.code, DEFAULT_REPORT) in stored:
            words = "Theo ngày đặt chung cho mọi báo cáo. Sửa ở đây để báo cáo này có ngày riêng."
        else:
            words = (
                "Theo chế độ báo cáo: số liệu từ ngày 15 tháng trước kỳ đến ngày 14 tháng cuối kỳ, "
                "gửi chậm nhất ngày 25."
            )
        self._origin.setText(words)

    def _lock(self) -> None:
        title = self.code.short_title
        self.desk.do(LockPeriod(self.code), f"Đã khóa kỳ {title}: số liệu của kỳ không sửa được nữa.")

    def _open_again(self) -> None:
        self.unlocking = UnlockDialog(self.desk, self.window(), self.code)
        self.unlocking.open()

    def _review(self) -> None:
        begin = not self.desk.read.period(self.code).reviewing
        words = "bắt đầu" if begin else "thôi"
        said = f"Kỳ {self.code.short_title}: {words} rà soát."
        self.desk.do(ReviewPeriod(self.code, begin), said)

    def _back_to_rule(self) -> None:
        title = self.code.short_title
        self.desk.do(ResetPeriod(self.code, self.report), f"Kỳ {title} về lại ngày theo quy định.")


def _day(value: date | None) -> date:
    if value is None:
        raise InvalidInput("Ngày đang để trống. Nhập một ngày, hoặc bấm “Về lại theo quy định”.")
    return value
