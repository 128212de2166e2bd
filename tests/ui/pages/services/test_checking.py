"""Findings, reasons, notes, states, copying a period, filters and export of the sheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import ValueState
from desktop_app.ui import list_saving
from desktop_app.ui.grid.model import CellState
from desktop_app.ui.pages.services.cell_menu import cell_menu
from tests.ui.pages.services.conftest import Opening
from tests.ui.pages.services.typist import MARCH, Key, Typist

HEALTH, PLAN, BUILDING = "Sở Y tế", "Sở Kế hoạch và Đầu tư", "Sở Xây dựng"
SCIENCE = "Sở Khoa học và Công nghệ"


def test_an_error_marks_cell_row_and_derived_figure(typist: Typist) -> None:
    typist.go(HEALTH, "Mức độ 4")
    typist.type("149")
    row = typist.row_of(HEALTH)
    assert typist.page.model.cell(row, typist.column_of("Mức độ 4")).state is CellState.ERROR
    assert typist.page.model.cell(row, typist.column_of("Tổng DVCTT")).state is CellState.ERROR
    tag = typist.page.model.row(row).tag
    assert tag is not None and tag.text == "1 lỗi"


def test_f8_walks_through_the_problems(typist: Typist) -> None:
    typist.go("Sở Nội vụ", "Tổng số TTHC")
    typist.press(Key.Key_F8)
    assert typist.page.grid.current.row == typist.row_of(PLAN)
    for _ in range(4):
        typist.press(Key.Key_F8)
    assert typist.page.grid.current.row == typist.row_of(BUILDING)
    assert "Kỳ trước" in typist.message


def test_a_warning_is_kept_with_a_reason(typist: Typist) -> None:
    typist.go(BUILDING, "Mức độ 3")
    assert typist.page.card.message.keep.isVisible()
    typist.answering("Mới công bố 8 thủ tục", "Giữ số")
    typist.click(typist.page.card.message.keep)
    value = typist.value(BUILDING, "level3")
    assert value is not None and value.kept == "Mới công bố 8 thủ tục"
    cell = typist.page.model.cell(typist.row_of(BUILDING), typist.column_of("Mức độ 3"))
    assert cell.state is CellState.NONE
    assert typist.said[-1] == "Đã giữ số của Sở XD." or "Đã giữ số" in typist.said[-1]
    typist.desk.undo()
    typist.settle()
    cell = typist.page.model.cell(typist.row_of(BUILDING), typist.column_of("Mức độ 3"))
    assert cell.state is CellState.WARNING


def test_a_reason_must_have_words(typist: Typist) -> None:
    typist.go(BUILDING, "Mức độ 3")
    before = typist.desk.read.last_entry()[0]
    typist.answering(None)
    typist.click(typist.page.card.message.keep)
    assert typist.desk.read.last_entry()[0] == before


def test_a_note_is_written_shown_and_taken_away(typist: Typist) -> None:
    cell = typist.go(HEALTH, "Mức độ 4")
    typist.answering("Theo công văn 12", "Ghi")
    typist.click(typist.page.card.message.note)
    assert "Theo công văn 12" in typist.message
    assert typist.page.model.cell(*cell).commented
    typist.answering("", "Ghi")
    typist.click(typist.page.card.message.note)
    assert not typist.page.model.cell(*cell).commented


def test_not_applicable_asks_for_the_reason(typist: Typist) -> None:
    cell = typist.go(SCIENCE, "Mức độ 1")
    typist.answering("Không có thủ tục mức 1", "Ghi không áp dụng")
    typist.page.grid.choice_made.emit(ValueState.NOT_APPLICABLE.value, [cell])
    typist.settle()
    value = typist.value(SCIENCE, "level1")
    assert value is not None
    assert (value.state, value.reason) == (ValueState.NOT_APPLICABLE, "Không có thủ tục mức 1")


def test_an_estimate_is_said_so(typist: Typist) -> None:
    cell = typist.go(HEALTH, "Mức độ 4")
    typist.page.grid.choice_made.emit(ValueState.ESTIMATED.value, [cell])
    typist.settle()
    value = typist.value(HEALTH, "level4")
    assert value is not None and value.state is ValueState.ESTIMATED and value.number == 50
    assert "Ước thực hiện" in typist.message


def test_an_empty_cell_cannot_be_an_estimate(typist: Typist) -> None:
    cell = typist.go(SCIENCE, "Mức độ 1")
    typist.page.grid.choice_made.emit(ValueState.ESTIMATED.value, [cell])
    typist.settle()
    assert typist.value(SCIENCE, "level1") is None
    assert "chưa có số" in typist.message


def test_the_list_of_findings_leads_to_the_cell(typist: Typist) -> None:
    typist.click(typist.page.bar.check)
    found = typist.page.card.findings.list
    assert found.isVisible()
    texts = [found.item(at).text() for at in range(found.count())]
    assert sum("chưa nộp" in text or "thiếu" in text for text in texts) == 3
    typist.page.bar.chips.choose("complete")
    at = next(at for at, text in enumerate(texts) if "chưa nộp" in text)
    found.setCurrentRow(at)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Return)
    typist.settle()
    assert typist.page.model.row(typist.page.grid.current.row).title == SCIENCE
    assert typist.page.bar.chips.current == ""


def test_copying_the_period_before_fills_only_what_is_empty(typist: Typist) -> None:
    health = typist.value(HEALTH, "level4")
    typist.answering("", "Chép vào ô trống")
    typist.click(typist.page.bar.copy)
    copied = typist.value(SCIENCE, "level3")
    earlier = typist.value(SCIENCE, "level3", MARCH.previous)
    assert copied is not None and earlier is not None
    assert copied.number == earlier.number and copied.state is ValueState.ESTIMATED
    assert typist.value(HEALTH, "level4") == health
    assert typist.value(SCIENCE, "dossiers_total") is None  # a count of a month says nothing of the next
    typist.desk.undo()
    assert typist.value(SCIENCE, "level3") is None


@pytest.mark.parametrize(
    ("chip", "count"), [("", 30), ("complete", 27), ("missing", 3), ("errors", 1), ("warnings", 1)]
)
def test_chips_narrow_to_what_they_count(typist: Typist, chip: str, count: int) -> None:
    typist.click(typist.page.bar.chips.chip(chip))
    model = typist.page.model
    assert sum(not model.is_group(row) for row in range(model.row_total())) == count
    assert typist.page.bar.chips.chip(chip).text().endswith(str(count))


def test_search_finds_without_accents(typist: Typist) -> None:
    typist.page.bar.search.setFocus()
    QTest.keyClicks(typist.page.bar.search, "so y te")
    typist.qtbot.waitUntil(lambda: typist.page.model.row_total() == 2)
    assert typist.page.model.row(1).title == HEALTH
    assert "27/30" in (typist.page.model.total_row() or typist.page.model.row(0)).title
    typist.page.bar.search.setText("khong co don vi nay")
    typist.qtbot.waitUntil(typist.page.card.empty.isVisible)


def test_the_report_waits_for_the_errors(typist: Typist) -> None:
    typist.click(typist.page.report)
    assert typist.page.isVisible()
    assert typist.page.grid.current.row == typist.row_of(PLAN)
    assert typist.message.startswith("Sửa lỗi này trước khi lập báo cáo.")
    typist.go(PLAN, "Mức độ 4")
    typist.type("46")
    typist.click(typist.page.report)
    assert typist.shell.current_page is not typist.page


def test_other_screens_open_a_unit_or_what_is_missing(typist: Typist) -> None:
    unit = next(item for item in typist.desk.read.units() if item.name == SCIENCE)
    typist.shell.show_page("tong-quan")
    typist.desk.open_page("dich-vu-cong", unit=unit.id)
    typist.settle()
    assert typist.page.model.row(typist.page.grid.current.row).title == SCIENCE
    typist.desk.open_page("dich-vu-cong", incomplete=True)
    typist.settle()
    assert typist.page.bar.chips.current == "missing"


def test_another_form_and_all_its_columns(typist: Typist) -> None:
    few = len(typist.page.model.columns)
    typist.click(typist.page.bar.everything)
    assert len(typist.page.model.columns) > few
    assert "Hồ sơ trong kỳ" in [column.title for column in typist.page.model.columns]
    forms = typist.page.bar.forms
    keys = [forms.itemData(at) for at in range(forms.count())]
    assert "dvctt-2022" not in keys  # not in force in 2021
    forms.setCurrentIndex(keys.index("ho-so-ii-06a"))
    forms.activated.emit(forms.currentIndex())
    typist.settle()
    assert "Tiếp nhận: tổng (3)" in [column.title for column in typist.page.model.columns]


def test_a_period_before_any_form_says_so(typist: Typist) -> None:
    typist.desk.look_at(period=PeriodCode.month(2008, 1))
    typist.settle()
    if typist.page.card.empty.isVisible():
        assert not typist.page.bar.isVisible()
    else:
        assert typist.page.bar.forms.count() >= 1


def test_the_menu_offers_what_the_cell_allows(typist: Typist) -> None:
    typist.go(BUILDING, "Mức độ 3")
    menu = cell_menu(typist.desk, typist.page.grid, typist.page.model, typist.page.editing)
    titles = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert "Giữ số này…" in titles and "Dán" in titles
    typist.go(BUILDING, "Tổng DVCTT")
    menu = cell_menu(typist.desk, typist.page.grid, typist.page.model, typist.page.editing)
    kept = ["Sao chép", "Vì sao tổng cột này…"]
    assert [action.text().split("\t")[0] for action in menu.actions()] == kept


def test_the_sheet_as_an_excel_list(typist: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dvctt.xlsx"
    monkeypatch.setattr(list_saving, "ask_save_path", lambda *_: target)
    typist.click(typist.page.export)
    typist.qtbot.waitUntil(target.exists, timeout=20_000)
    typist.qtbot.waitUntil(lambda: any("Đã xuất" in text for text in typist.said), timeout=20_000)
    rows = {row[1]: row for row in openpyxl.load_workbook(target).active.iter_rows(values_only=True)}
    assert rows[HEALTH][2] == 148
    assert rows["Tổng"][2] == 4550
    assert rows[SCIENCE][2] == "–"
    assert "27/30 đơn vị đủ số" in rows["Tổng"]


def test_a_wide_window_shows_the_course(opening: Opening, sample_path: Path) -> None:
    wide = opening(sample_path, size=(1920, 1080))
    titles = [column.title for column in wide.page.model.columns]
    assert titles[-4:] == ["Kỳ trước", "Tăng, giảm", "12 kỳ", "Cập nhật"]
    assert wide.text(HEALTH, "Tăng, giảm").endswith("điểm %")
