"""Step 1: kind of report, period and cut-off day, with the dates that follow and where they come from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.dates import describe_due, format_date
from desktop_app.domain.periods import Period, PeriodCode
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.reports.step import step_title
from desktop_app.ui.period_box import PeriodBox
from desktop_app.ui.widgets.buttons import ghost
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import text_label

KINDS = (
    ("Báo cáo tháng", 1),
    ("Báo cáo quý", 3),
    ("Báo cáo 6 tháng", 6),
    ("Báo cáo 9 tháng", 9),
    ("Báo cáo năm", 12),
)


def period_of_kind(
    code: PeriodCode, months: int, day: date, period_of: Callable[[PeriodCode], Period]
) -> PeriodCode:
    """The period of another length that holds the end of `code`; the one before while it has not ended by `day`."""
    last = 9 if months == 9 else -(-code.last_month // months) * months
    chosen = PeriodCode(code.year, last, months)
    return chosen if period_of(chosen).window_end <= day else chosen.previous


class PeriodStrip(Card):
    """Changes the desk's period and day for every screen.

    `dates_wanted` asks for the screen that edits the dates, `calendar_wanted` for all that is due.
    """

    dates_wanted = Signal()
    calendar_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Fill from the desk."""
        super().__init__(desk.theme)
        self._desk = desk
        theme = desk.theme
        self.kind = ComboBox(theme, "Loại báo cáo")
        self.kind.add_choices(list(KINDS))
        self.period = PeriodBox(desk)
        self.as_of = DateField(theme, "Số liệu đến", desk.as_of)
        self.span = text_label("", "secondary", "text")
        self.deadline = text_label("", "secondary", "text2")
        self.source = text_label("", "caption", "text3")
        self.edit = ghost(theme, "Sửa thời gian")
        self.edit.setAccessibleName("Sửa thời gian lấy số liệu và hạn nộp")
        self.calendar = ghost(theme, "Lịch báo cáo")
        self.calendar.setToolTip("Mọi hạn báo cáo trước và sau, đơn vị nào đã gửi, đơn vị nào trễ")
        self._dates = self._date_lines()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.s(24))
        self._grid.setVerticalSpacing(theme.s(8))
        self._fields = self._field_row()
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.column.setContentsMargins(theme.s(16), theme.s(8), theme.s(12), theme.s(10))
        self.set_narrow(False)
        self.kind.activated.connect(self._choose_kind)
        self.as_of.changed.connect(self._choose_day)
        self.edit.clicked.connect(self.dates_wanted)
        self.calendar.clicked.connect(self.calendar_wanted)
        self.refresh()

    def _field_row(self) -> QWidget:
        theme = self._desk.theme
        fields = QWidget()
        row = QHBoxLayout(fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.s(12))
        row.addLayout(step_title(theme, 1, "Chọn kỳ"))
        row.addSpacing(theme.s(8))
        for words, field in (("Loại", self.kind), ("Kỳ", self.period), ("Số liệu đến", self.as_of)):
            label = text_label(words, "caption", "text2")
            label.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(theme.s(2))
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column)
        row.addStretch(1)
        return fields

    def _date_lines(self) -> QWidget:
        theme = self._desk.theme
        lines = QWidget()
        column = self._lines = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        last = QHBoxLayout()
        last.setSpacing(theme.s(6))
        last.addWidget(self.source)
        last.addWidget(self.edit)
        last.addWidget(self.calendar)
        last.addStretch(1)
        column.addWidget(self.span)
        column.addWidget(self.deadline)
        column.addLayout(last)
        column.addStretch(1)
        return lines

    def set_narrow(self, narrow: bool, corner: QWidget | None = None) -> None:
        """The dates beside the fields; where there is no room, one line under them, with `corner` at its right."""
        for part in (self._fields, self._dates):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._fields, 0, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(self._dates, *((1, 0) if narrow else (0, 1)))
        self._lines.setDirection(
            QBoxLayout.Direction.LeftToRight if narrow else QBoxLayout.Direction.TopToBottom
        )
        self.deadline.setVisible(not narrow)
        self.source.setVisible(not narrow)
        if corner is not None:
            self._grid.addWidget(corner, 1, 1, Qt.AlignmentFlag.AlignRight)
            corner.setVisible(narrow)

    def refresh(self) -> None:
        """Show the period and day looked at."""
        period, day = self._desk.period, self._desk.as_of
        self.kind.choose(period.code.months)
        self.as_of.set_value(day)
        self.span.setText(
            f"Lấy số liệu từ {format_date(period.window_start)} đến {format_date(period.last_day)}"
        )
        self.deadline.setText(f"Hạn nộp {format_date(period.deadline)}, {describe_due(period.deadline, day)}")
        self.source.setText(f"Căn cứ: {period.rule}")
        self.source.setToolTip(period.note)

    def _choose_kind(self, index: int) -> None:
        months = int(self.kind.itemData(index))
        desk = self._desk
        if months != desk.period_code.months:
            desk.look_at(period=period_of_kind(desk.period_code, months, desk.as_of, desk.read.period))

    def _choose_day(self, day: date | None) -> None:
        if day is None:  # a report always has a cut-off day
            self.as_of.set_value(self._desk.as_of)
        else:
            self._desk.look_at(as_of=day)
