"""A date typed as people write it (31/03/2021, 5/3/2021, 05032021), with a Vietnamese calendar beside it."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import restyle

_PARTED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")


def parse(text: str) -> date | None:
    """The date written in `text`, day first; None when it is blank. ValueError when it is no date."""
    cleaned = text.strip()
    if not cleaned:
        return None
    found = _PARTED.fullmatch(cleaned) or _RUN.fullmatch(cleaned)
    if found is None:
        raise ValueError(text)
    day, month, year = (int(part) for part in found.groups())
    return date(year + 2000 if year < 100 else year, month, day)


class DateField(QLineEdit):
    """A line edit for a date; `changed` carries the date (None when blank) once it is committed.

    A text that is no date stays, is marked, and `valid` is False.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str, value: date | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._value: date | None = None
        self._popup: QFrame | None = None
        self.setProperty("kind", "date")
        self.setAccessibleName(name)
        self.setPlaceholderText("ngày/tháng/năm")
        self.setMinimumWidth(theme.s(136))
        self._button = Button(theme, "", "clear", "calendar_ltr", self)
        self._button.setAccessibleName(f"Mở lịch: {name}")
        self._button.setToolTip("Mở lịch (Alt+↓)")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.clicked.connect(self.open_calendar)
        self.editingFinished.connect(self._commit)
        self.set_value(value)

    @property
    def value(self) -> date | None:
        """The date last committed."""
        return self._value

    @property
    def valid(self) -> bool:
        """Whether the text is a date or blank."""
        try:
            parse(self.text())
        except ValueError:
            return False
        return True

    def set_value(self, value: date | None) -> None:
        """Show a date without announcing a change."""
        self._value = value
        self.setText(f"{value:%d/%m/%Y}" if value else "")
        restyle(self, state="")

    def commit(self) -> None:
        """Take the text as it stands, as leaving the field does."""
        self._commit()

    def open_calendar(self) -> None:
        """Show a Vietnamese month below the field and take the day that is chosen."""
        if self.isReadOnly():
            return
        if self._popup is None:
            self._popup, self._calendar = _calendar_popup(self._theme, self)
            self._calendar.clicked.connect(self._take)
            self._calendar.activated.connect(self._take)
        shown = self._value or date.today()
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height())))
        self._popup.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↓ opens the calendar; Esc brings the last date back."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.set_value(self._value)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar button inside the frame."""
        super().resizeEvent(event)
        side = self._theme.s(28)
        self._button.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def _take(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self.setText(f"{day.day():02}/{day.month():02}/{day.year():04}")
        self._commit()

    def _commit(self) -> None:
        if not self.valid:
            restyle(self, state="error")
            return
        before, after = self._value, parse(self.text())
        self.set_value(after)
        if after != before:
            self.changed.emit(after)


def _calendar_popup(theme: Theme, field: QWidget) -> tuple[QFrame, QCalendarWidget]:
    """A month in Vietnamese, weeks from Monday, in a popup that belongs to the field."""
    popup = QFrame(field, Qt.WindowType.Popup)
    popup.setProperty("frame", "box")
    calendar = QCalendarWidget(popup)
    calendar.setLocale(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = QTextCharFormat()
    plain.setForeground(theme.colour("text2"))  # red is kept for what is overdue or wrong
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for name, icon in (("qt_calendar_prevmonth", "chevron_left"), ("qt_calendar_nextmonth", "chevron_right")):
        button = calendar.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            button.setIcon(theme.icon(icon))
    column = QVBoxLayout(popup)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(calendar)
    return popup, calendar
