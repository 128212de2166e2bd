"""The screen "Lịch báo cáo": what is due before and after the day looked at; Enter goes where it is worked on."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.reporting_calendar import dues, units_due, units_table
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.list_saving import save_made_list
from desktop_app.ui.pages.calendar.model import (
    DEADLINE,
    LATE,
    RECEIVED,
    REMINDER,
    WHAT,
    CalendarTable,
    Line,
    lines_of,
)
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.data_table import TWO_LINES, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.table_card import TableCard

_TITLE = "Lịch báo cáo"
_DAYS = 62  # each way: the last two months' reports and the next two months'
_COMING, _PAST = "coming", "past"
_WIDTHS = {DEADLINE: 112, REMINDER: 104, RECEIVED: 108, LATE: 84}


class CalendarPage(RecordPage):
    """The calendar is read off the main thread, again after every change of the record or of the day."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; it is filled when it is first shown."""
        super().__init__(desk, _TITLE)
        theme = desk.theme
        self._asked = 0
        self.lines: dict[str, list[Line]] = {_COMING: [], _PAST: []}
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.export.setToolTip("Từng đơn vị: hạn, đã nhận hay chưa, số ngày trễ")
        self.chips = ChipBar(
            theme, [ChipChoice(_COMING, "Sắp đến hạn"), ChipChoice(_PAST, "Đã qua hạn")], "Lọc lịch", "hạn"
        )
        self.model = CalendarTable()
        self.table = DataTable(theme, "Lịch báo cáo", TWO_LINES)
        self.table.setModel(self.model)
        self.table.set_columns(_WIDTHS, WHAT, 260)
        self.card = TableCard(theme, self.table)
        self.empty = EmptyState(theme, "calendar_ltr", "Không có báo cáo nào")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addWidget(self.chips)
        column.addWidget(self.card, 1)
        self.chips.chosen.connect(lambda _: self._show_lines())
        self.table.opened.connect(self._open)
        self.export.clicked.connect(self.export_units)
        self.add_key(self, "Ctrl+E", self.export_units)

    def header_actions(self) -> list[QWidget]:
        """The list by unit."""
        return [self.export]

    def focus_parts(self) -> list[QWidget]:
        """The list."""
        return [self.table]

    def refresh(self) -> None:
        """Read what is due around the day looked at, and who has sent what."""
        self._asked += 1
        asked, record, day = self._asked, self._desk.session.record, self._desk.as_of

        def work(job: Job) -> list[Line]:
            read = record.another_reader()
            try:
                span = dues(read, day - timedelta(days=_DAYS), day + timedelta(days=_DAYS + 1))
                return lines_of((due, units_due(read, due, day)) for due in span)
            finally:
                read.close()

        self._desk.jobs.run("Đang lập lịch báo cáo…", work, lambda found: self._take(asked, found))

    def _take(self, asked: int, lines: list[Line]) -> None:
        if asked != self._asked:
            return
        day = self._desk.as_of
        past = [line for line in lines if line.due.period.deadline < day]
        self.lines = {_COMING: lines[len(past) :], _PAST: past}
        self.chips.set_counts({key: sum(not line.inner for line in part) for key, part in self.lines.items()})
        late = sum(line.late or 0 for line in lines)
        self.set_header(
            _TITLE,
            f"Tính đến {format_date(day)}, {_DAYS} ngày trước và sau; {format_number(late)} lượt đơn vị trễ hạn",
        )
        self._show_lines()

    def _show_lines(self) -> None:
        lines = self.lines[self.chips.current]
        self.model.show_lines(lines, self._desk.as_of)
        if lines:
            self.card.show_table()
            self.table.choose_row(0)
        else:
            self.empty.set_text(
                "Không có báo cáo nào", "Xem ở nút lọc bên cạnh, hoặc chọn ngày khác ở Tổng quan."
            )
            self.card.show_empty(self.empty)
        sent = sum(not line.inner for line in lines)
        self.card.set_foot(
            f"{format_number(sent)} báo cáo",
            "Enter mở nơi làm; sửa hạn, ngày nghỉ ở Cài đặt › Kỳ báo cáo, Lịch báo cáo",
        )

    def _open(self, index: QModelIndex) -> None:
        """A report opens Báo cáo at its period, a group of units the board of who has sent."""
        line, desk = self.model.shown[index.row()], self._desk
        desk.look_at(period=line.due.period.code)
        desk.open_page("nhap-so-lieu" if line.part else "bao-cao")

    def export_units(self) -> None:
        """Write the list by unit where the person chooses."""
        desk, day = self._desk, self._desk.as_of
        shown = [line.due for line in self.lines[self.chips.current] if line.inner is None]
        name = f"lich-bao-cao_{day:%Y%m%d}"
        save_made_list(
            self,
            desk,
            lambda read: units_table(
                [(due, units_due(read, due, day)) for due in shown], day, desk.is_sample
            ),
            name,
        )
