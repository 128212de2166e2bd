"""The section "Lịch báo cáo": inner deadlines of the units, days off and days worked in their place."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.calendar import (
    AddSpecialDays,
    DecideInner,
    EditSpecialDay,
    RemoveSpecialDay,
    ResetInner,
)
from desktop_app.domain.calendar import InnerRule, SpecialDay
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.number_entry import Entered, read_number
from desktop_app.domain.periods import DEFAULT_REPORT
from desktop_app.reporting_calendar import calendar_rules, inner_rules
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pane_form import FieldRefused, PaneForm
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.widgets.buttons import ghost, primary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook

OFF = StatusLook("Ngày nghỉ", "calendar_ltr", "progress")
WORKED = StatusLook("Ngày làm bù", "calendar_clock", "warning")
INNER = StatusLook("Hạn nội bộ", "clock", "neutral")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WORKS: list[tuple[str, object]] = [("Nghỉ", False), ("Làm bù", True)]
_COUNTS: list[tuple[str, object]] = [("Ngày thường", False), ("Ngày làm việc", True)]


class CalendarSection(ListSection):
    """First the inner deadlines, then the days, newest first. A row's key is the key of a rule, or a day."""

    HINT = "Tìm hạn, ngày nghỉ"
    NOUN = "mục"

    def __init__(self, desk: Desk) -> None:
        """Build list and actions."""
        super().__init__(desk, "Hạn của đơn vị và ngày nghỉ", ("Mục", "Hạn, ngày", "Loại"))
        self.add = primary(self.theme, "Thêm ngày nghỉ", "add")
        self.add.setVisible(desk.can_edit)
        about = "ngày nghỉ chỉ dời ngày nhắc, không dời hạn"
        self.lay_out(self.title_line("Lịch báo cáo", about, self.add), {1: 112, 2: 136}, at_least=190)
        self.pane: InnerPane | DayPane | None = None
        self.add.clicked.connect(self._ask_new)

    def rows(self) -> list[ListRow]:
        """A row an inner deadline, then a row a day."""
        read = self.desk.read
        rules = [_rule_row(rule, _report_of(self.desk, rule)) for rule in inner_rules(read)]
        return [*rules, *map(_day_row, reversed(read.special_days()))]

    def fill(self, key: Hashable) -> None:
        """The fields of a deadline or a day."""
        self._name(key)
        self.pane = DayPane(self.desk, key) if isinstance(key, date) else InnerPane(self.desk, str(key))
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """Show it as it is now."""
        self._name(self.shown_key)
        if self.pane is not None:
            self.pane.refresh()

    def _name(self, key: Hashable) -> None:
        if isinstance(key, date):
            item = _day(self.desk, key)
            self.detail.set_head("Lịch", WORKED if item.works else OFF, item.name, format_date(key))
        else:
            rule = _rule(self.desk, str(key))
            self.detail.set_head("Lịch", INNER, rule.name, _report_of(self.desk, rule))

    def _ask_new(self) -> None:
        form = NewDaysForm(self.desk)
        form.added.connect(self.open_row)
        self.open_form(form, "Lịch")
        form.first.setFocus()


def _rule(desk: Desk, key: str) -> InnerRule:
    return next(rule for rule in inner_rules(desk.read) if rule.key == key)


def _day(desk: Desk, day: date) -> SpecialDay:
    return next(item for item in desk.read.special_days() if item.day == day)


def _report_of(desk: Desk, rule: InnerRule) -> str:
    """Of which report the deadline is the inner one."""
    own = (item.name for item in calendar_rules(desk.read).reports if item.key == rule.report)
    return "Mọi báo cáo" if rule.report == DEFAULT_REPORT else next(own, rule.report)


def _rule_row(rule: InnerRule, report: str) -> ListRow:
    origin = "mặc định" if rule.default else rule.source or "cơ quan đặt"
    return ListRow(
        rule.key,
        (
            Cell(rule.name, CellLook(second=origin)),
            Cell(
                f"trước {rule.before} ngày",
                CellLook(token="text2", second="ngày làm việc" if rule.working else "ngày thường"),
                rule.before,
            ),
            Cell(INNER.word, CellLook(icon=INNER.icon, icon_token=INNER.tone, token="text2")),
        ),
        f"{rule.source} {report}",
    )


def _day_row(item: SpecialDay) -> ListRow:
    look = WORKED if item.works else OFF
    return ListRow(
        item.day,
        (
            Cell(item.name, CellLook(second=item.source)),
            Cell(
                format_date(item.day),
                CellLook(token="text2", second=_WEEKDAYS[item.day.weekday()]),
                item.day.toordinal(),
            ),
            Cell(look.word, CellLook(icon=look.icon, icon_token=look.tone, token="text2")),
        ),
        f"{item.source} {item.day.year}",
    )


class InnerPane(QWidget):
    """One inner deadline; each field commits by itself and makes the deadline the office's own."""

    def __init__(self, desk: Desk, key: str) -> None:
        """For the rule of that key."""
        super().__init__()
        self.desk, self.key = desk, key
        self.form = Fields(desk, "Đã lưu hạn của đơn vị.")
        self.form.beside()
        self.before = self.form.line(
            "Trước hạn gửi báo cáo",
            lambda: str(self.rule.before),
            lambda text: self._decided(before=_whole(text)),
            "Từ 0 đến 60 ngày",
        )
        self.form.choice(
            "Tính theo",
            _COUNTS,
            lambda: self.rule.working,
            lambda value: self._decided(working=value),
            "Trừ ngày nghỉ hay không",
        )
        self.form.line(
            "Căn cứ",
            lambda: self.rule.source,
            lambda text: self._decided(source=text),
            "Văn bản của cơ quan, nếu có",
        )
        self.about = text_label("", "caption", wraps=True)
        self.back = ghost(desk.theme, "Về lại mặc định", "arrow_counterclockwise")
        self.back.clicked.connect(
            lambda: desk.do(ResetInner(key, self.rule.name), f"{self.rule.name}: hạn về lại mặc định.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(12))
        column.addWidget(self.form)
        column.addWidget(self.about)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    @property
    def rule(self) -> InnerRule:
        """The deadline as it is in force now."""
        return _rule(self.desk, self.key)

    @property
    def _own(self) -> bool:
        return any(item.rule == self.key for item in self.desk.read.inner_decisions())

    def _decided(
        self, before: int | None = None, working: bool | None = None, source: str | None = None
    ) -> DecideInner:
        rule = self.rule
        kept = rule.source if self._own else ""
        return DecideInner(
            self.key,
            rule.name,
            rule.before if before is None else before,
            rule.working if working is None else working,
            kept if source is None else source,
        )

    def refresh(self) -> None:
        """Show the deadline as it is now."""
        self.form.refresh()
        self.back.setVisible(self._own and self.desk.can_edit)
        self.about.setText(
            "Cơ quan tự đặt." if self._own else "Mặc định của chương trình. Sửa ở đây để cơ quan tự đặt."
        )


def _whole(text: str) -> int:
    entry = read_number(text, integer=True, minimum=0)
    if not isinstance(entry, Entered) or entry.number is None:
        raise InvalidInput(f"“{text}” chưa phải là số ngày. Nhập số từ 0 đến 60.")
    return int(entry.number)


class DayPane(QWidget):
    """One day of the list; each field commits by itself."""

    def __init__(self, desk: Desk, day: date) -> None:
        """For that day."""
        super().__init__()
        self.desk, self.day = desk, day
        self.form = Fields(desk, f"Đã lưu ngày {format_date(day)}.")
        self.form.line(
            "Tên", lambda: self._item.name, lambda text: EditSpecialDay(day, {"name": text}), required=True
        )
        self.form.choice(
            "Loại", _WORKS, lambda: self._item.works, lambda value: EditSpecialDay(day, {"works": value})
        )
        self.form.line(
            "Căn cứ",
            lambda: self._item.source,
            lambda text: EditSpecialDay(day, {"source": text}),
            "Thông báo lịch nghỉ của năm",
        )
        self.remove = ghost(desk.theme, "Bỏ ngày này", "delete")
        self.remove.setVisible(desk.can_edit)
        self.remove.clicked.connect(
            lambda: desk.do(RemoveSpecialDay(day), f"Đã bỏ ngày {format_date(day)} khỏi lịch.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(12))
        column.addWidget(self.form)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    @property
    def _item(self) -> SpecialDay:
        return _day(self.desk, self.day)

    def refresh(self) -> None:
        """Show the day as it is now."""
        self.form.refresh()


class NewDaysForm(PaneForm):
    """New days off, or days worked in their place; `added(day)` carries the first of them."""

    added = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Nothing filled in."""
        super().__init__(desk, "Thêm ngày nghỉ", "Thêm")
        self._written: date | None = None
        theme = desk.theme
        self.first = DateField(theme, "Từ ngày")
        self.last = DateField(theme, "Đến hết ngày")
        self.name = QLineEdit()
        self.name.setPlaceholderText("ví dụ Tết Dương lịch")
        self.works = ComboBox(theme, "Loại")
        self.works.add_choices(_WORKS)
        self.source = QLineEdit()
        self.add("Từ ngày", self.first, required=True)
        self.add("Đến hết ngày", self.last, "Để trống nếu chỉ một ngày")
        self.add("Tên", self.name, required=True)
        self.add("Loại", self.works)
        self.add("Căn cứ", self.source, "Thông báo lịch nghỉ của năm")
        self.close_form()

    def run(self) -> str:
        """Write the days; raises FieldRefused without the first one."""
        first = self.first.value
        if first is None:
            raise FieldRefused(self.first, "Chưa có ngày đầu. Nhập ngày theo mẫu 31/12/2026.")
        works = bool(self.works.currentData())
        last = self.last.value or first
        self.desk.session.do(AddSpecialDays(first, last, self.name.text(), works, self.source.text()))
        self._written = first
        return f"Đã thêm {self.name.text().strip()} vào lịch báo cáo."

    def write(self) -> None:
        """Write the days and open the first of them, or say why not."""
        super().write()
        if self._written is not None:
            self.added.emit(self._written)
