"""Fields of forms: dates, errors, choices."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField, parse
from desktop_app.ui.widgets.form_field import FormField
from tests.ui.widget_shots import image, opened, texts


@pytest.mark.parametrize("text", ["05/03/2021", "5/3/2021", "05032021", " 5-3-2021 ", "5.3.21"])
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert parse(text) == date(2021, 3, 5)


@pytest.mark.parametrize("text", ["31/02/2021", "2021", "hôm nay", "13/13/2021", "503"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)


def test_a_date_field_commits_marks_and_reverts(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "Thời hạn", date(2020, 12, 31))
    opened(qtbot, field)
    told: list[date | None] = []
    field.changed.connect(told.append)
    assert field.text() == "31/12/2020"
    field.selectAll()
    qtbot.keyClicks(field, "5/3/2021")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [date(2021, 3, 5)] and field.text() == "05/03/2021"
    field.selectAll()
    qtbot.keyClicks(field, "31/02/2021")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("state") == "error" and not field.valid and field.value == date(2021, 3, 5)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "05/03/2021" and field.valid and field.property("state") == ""
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [date(2021, 3, 5), None]


def test_the_calendar_is_vietnamese_and_takes_a_day(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "Thời hạn", date(2020, 12, 31))
    opened(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None and calendar.isVisible()
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.selectedDate().toPython() == date(2020, 12, 31)
    assert calendar.locale().dayName(1) == "Thứ Hai"
    with qtbot.waitSignal(field.changed) as told:
        calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert told.args == [date(2021, 1, 1)] and field.text() == "01/01/2021"


def test_an_error_takes_the_place_of_the_help(theme: Theme, qtbot: QtBot) -> None:
    field = FormField(theme, "Tỉnh", QLineEdit(), "Tên đầy đủ", required=True)
    opened(qtbot, field, 300)
    assert texts(field) == ["Tỉnh", "(bắt buộc)", "Tên đầy đủ"]
    assert field.editor.accessibleName() == "Tỉnh (bắt buộc)"
    field.set_error("Nhập tên tỉnh.")
    assert texts(field)[-1] == field.error == field.editor.accessibleDescription() == "Nhập tên tỉnh."
    assert image(field.editor).pixelColor(100, 0) == theme.colour("danger")
    field.set_error("")
    assert texts(field)[-1] == "Tên đầy đủ" and field.error == ""
    assert image(field.editor).pixelColor(100, 0) != theme.colour("danger")


def test_a_combo_does_not_change_by_the_wheel(theme: Theme, qtbot: QtBot) -> None:
    combo = ComboBox(theme, "Kỳ báo cáo")
    combo.add_choices([("Tháng 02/2021", "2021-02"), ("Tháng 03/2021", "2021-03")])
    opened(qtbot, combo)
    combo.choose("2021-03")
    combo.choose("2030-01")
    assert combo.currentData() == "2021-03" and combo.accessibleName() == "Kỳ báo cáo"
    combo.showPopup()
    assert combo.view().isVisible()
    assert combo.view().sizeHintForRow(0) >= 28
    combo.hidePopup()
