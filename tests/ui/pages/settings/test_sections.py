"""The settings: every section opens, commits by itself, refuses in words, and is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app import assets
from desktop_app.domain.periods import PeriodCode
from desktop_app.submitting import rehearse, submit
from desktop_app.ui.pages.settings import forms as forms_section
from desktop_app.ui.pages.settings.display import DisplaySection
from desktop_app.ui.pages.settings.forms import FormsSection
from desktop_app.ui.pages.settings.periods import PeriodsSection
from desktop_app.ui.pages.settings.profile import ProfileSection
from desktop_app.ui.pages.settings.unit_forms import NewUnitForm
from desktop_app.ui.pages.settings.units import UnitsSection
from desktop_app.ui.widgets.buttons import Button
from tests.test_submitting import put_right
from tests.ui.pages.settings.conftest import Office

KEYS = [
    "profile",
    "units",
    "systems",
    "periods",
    "calendar",
    "indicators",
    "forms",
    "people",
    "backups",
    "display",
    "about",
]
MARCH = PeriodCode.month(2021, 3)


@pytest.mark.parametrize("key", KEYS)
def test_every_section_opens(office: Office, key: str) -> None:
    section = office.section(key)
    assert section.isVisible()
    assert office.page.section_key == key
    assert office.page.menu.currentRow() == KEYS.index(key)


def test_the_search_finds_a_section_by_what_it_holds(office: Office) -> None:
    office.page.search.setText("ma dinh danh")
    office.qtbot.waitUntil(lambda: office.page.section_key == "units")
    office.page.search.setText("không có cài đặt này")
    office.qtbot.waitUntil(lambda: all(office.page.menu.item(at).isHidden() for at in range(len(KEYS))))


def test_the_profile_commits_field_by_field_and_is_undone(office: Office) -> None:
    section = office.section("profile")
    assert isinstance(section, ProfileSection)
    office.enter(section.fields["report_symbol"].editor, "BC-UBND")
    assert office.desk.read.profile().report_symbol == "BC-UBND"
    assert office.said[-1] == "Đã lưu hồ sơ tỉnh."
    office.desk.undo()
    office.settle()
    assert office.desk.read.profile().report_symbol == "BC-BCĐ"
    editor = section.fields["report_symbol"].editor
    assert isinstance(editor, QLineEdit) and editor.text() == "BC-BCĐ"


def test_a_province_without_a_name_is_refused_and_the_old_one_stays(office: Office) -> None:
    section = office.section("profile")
    assert isinstance(section, ProfileSection)
    office.enter(section.fields["province"].editor, "")
    assert section.fields["province"].error
    assert office.desk.read.profile().province == "An Bình"


def test_a_name_of_two_hundred_characters_keeps_the_layout(office: Office) -> None:
    section = office.section("profile")
    assert isinstance(section, ProfileSection)
    office.enter(section.fields["committee"].editor, "Ban Chỉ đạo " * 17)
    assert len(office.desk.read.profile().committee) > 190
    assert section.width() <= office.page.width()


def test_a_unit_is_added_found_and_undone(office: Office) -> None:
    section = office.list_section("units")
    assert isinstance(section, UnitsSection)
    before = len(office.desk.read.units())
    office.click(section.add)
    form = section.form
    assert isinstance(form, NewUnitForm)
    form.name.insert("Sở Khoa học dữ liệu")
    form.short_name.insert("Sở KHDL")
    office.click(form.save)
    assert len(office.desk.read.units()) == before + 1
    assert office.desk.read.unit(int(str(section.shown_key))).name == "Sở Khoa học dữ liệu"
    office.desk.undo()
    office.settle()
    assert len(office.desk.read.units()) == before


def test_a_code_already_taken_is_refused_at_the_field(office: Office) -> None:
    section = office.list_section("units")
    assert isinstance(section, UnitsSection)
    units = {unit.name: unit for unit in office.desk.read.units()}
    section.show_unit(units["Sở Nội vụ"].id)
    office.settle()
    assert section.pane is not None
    taken = units["Sở Tư pháp"].code
    assert taken
    office.enter(section.pane.fields["code"].editor, taken)
    assert section.pane.fields["code"].error
    assert office.desk.read.unit(units["Sở Nội vụ"].id).code == units["Sở Nội vụ"].code


def test_a_period_is_locked_and_opened_again_with_a_reason(office: Office) -> None:
    section = office.list_section("periods")
    assert isinstance(section, PeriodsSection)
    section.open_row(MARCH.code)
    office.settle()
    assert section.pane is not None
    office.click(section.pane.lock)
    assert office.desk.read.period(MARCH).locked
    assert section.pane.locked
    office.click(section.pane.lock)
    dialog = section.pane.unlocking
    office.click(dialog.verb_button)
    assert dialog.reason_field.error and not dialog.document_field.error and dialog.isVisible()
    dialog.reason.setText("Bộ yêu cầu báo cáo lại")
    office.click(dialog.verb_button)
    assert not office.desk.read.period(MARCH).locked
    assert "Bộ yêu cầu báo cáo lại" in office.desk.read.change_sets(1)[0].label


def test_a_submitted_period_is_opened_only_by_a_document(office: Office) -> None:
    put_right(office.desk.session)
    read, clock = office.desk.read, office.desk.session.record.clock
    submit(office.desk.session, rehearse(read, MARCH, date(2021, 3, 31), clock))
    section = office.list_section("periods")
    assert isinstance(section, PeriodsSection)
    section.open_row(MARCH.code)
    office.settle()
    assert section.pane is not None
    office.click(section.pane.lock)
    dialog = section.pane.unlocking
    dialog.reason.setText("Bộ yêu cầu báo cáo lại")
    office.click(dialog.verb_button)
    assert dialog.document_field.error and office.desk.read.period(MARCH).locked
    dialog.document.setText("41/UBND-VX")
    office.click(dialog.verb_button)
    assert not office.desk.read.period(MARCH).locked
    (exception,) = office.desk.read.lock_exceptions(MARCH.code)
    assert (exception.reason, exception.document) == ("Bộ yêu cầu báo cáo lại", "41/UBND-VX")


def test_a_period_under_review_says_so_until_it_is_locked(office: Office) -> None:
    section = office.list_section("periods")
    assert isinstance(section, PeriodsSection)
    section.open_row(MARCH.code)
    office.settle()
    assert section.pane is not None
    office.click(section.pane.review)
    assert office.desk.read.period(MARCH).reviewing
    assert section.pane.review.text() == "Thôi rà soát"
    office.click(section.pane.lock)
    assert section.pane.locked and not section.pane.review.isVisible()
    assert not [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, Button) and widget.isVisible()
    ]
    assert not office.desk.read.period(MARCH).reviewing


def test_own_dates_of_a_period_and_back_to_the_regime(office: Office) -> None:
    section = office.list_section("periods")
    assert isinstance(section, PeriodsSection)
    section.open_row(MARCH.code)
    office.settle()
    assert section.pane is not None
    office.enter(section.pane.fields["deadline"].editor, "27/03/2021")
    assert office.desk.read.period(MARCH).deadline == date(2021, 3, 27)
    office.enter(section.pane.fields["deadline"].editor, "01/03/2021")
    assert section.pane.fields["deadline"].error
    assert office.desk.read.period(MARCH).deadline == date(2021, 3, 27)


def test_a_form_from_a_file_appears_without_code(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "rieng.toml"
    text = assets.catalogue("forms/dvctt-2011.toml").read_text(encoding="utf-8")
    made.write_text(text.replace('key = "dvctt-2011"', 'key = "rieng"', 1), encoding="utf-8")
    broken = tmp_path / "hong.toml"
    broken.write_text("key = ", encoding="utf-8")
    section = office.list_section("forms")
    assert isinstance(section, FormsSection)
    monkeypatch.setattr(forms_section, "ask_open_paths", lambda *_: [broken])
    office.click(section.load)
    assert "hong.toml" in office.failures[-1]
    monkeypatch.setattr(forms_section, "ask_open_paths", lambda *_: [made])
    office.click(section.load)
    assert "rieng" in [form.key for form in office.desk.read.forms()]
    assert section.shown_key == "rieng"


def test_the_look_shows_itself_without_a_program(office: Office) -> None:
    section = office.section("display")
    assert isinstance(section, DisplaySection)
    assert section.look.currentText() == "Sáng"
    assert section.scale.currentText() == "100%"
    assert section.person.text() == "Cán bộ tổng hợp"


def test_a_record_open_for_viewing_shows_text_only(opening: Callable[..., Office], sample_path: Path) -> None:
    viewer = opening(sample_path, view_only=True)
    profile = viewer.section("profile")
    assert not [line for line in profile.findChildren(QLineEdit) if line.isVisible()]
    units = viewer.list_section("units")
    assert isinstance(units, UnitsSection) and not units.add.isVisible()
