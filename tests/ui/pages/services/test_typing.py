"""Typing, pasting, filling, undoing: what a clerk does all day, and what the record keeps of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import ValueState
from desktop_app.safekeeping import Safekeeping
from tests.ui.pages.services.conftest import Opening
from tests.ui.pages.services.typist import CONTROL, MARCH, Key, Typist

HEALTH, PLAN, SCIENCE = "Sở Y tế", "Sở Kế hoạch và Đầu tư", "Sở Khoa học và Công nghệ"


def test_a_typed_figure_stands_in_the_record_at_once(typist: Typist) -> None:
    typist.go(HEALTH, "Mức độ 4")
    before = typist.desk.read.last_entry()[0]
    typist.type("53")
    value = typist.value(HEALTH, "level4")
    assert value is not None and value.number == 53 and value.state is ValueState.REPORTED
    assert typist.text(HEALTH, "Mức độ 4") == "53"
    assert typist.desk.read.last_entry()[0] == before + 1
    assert typist.page.grid.current.row == typist.row_of(HEALTH) + 1


def test_derived_figures_and_sums_follow(typist: Typist) -> None:
    total = typist.page.model.total_cell(typist.column_of("Mức độ 4")).number
    typist.go(HEALTH, "Mức độ 4")
    typist.type("53")
    assert typist.text(HEALTH, "Tỷ lệ mức độ 4") == "35,8%"  # 53 of 148 procedures
    assert typist.page.model.total_cell(typist.column_of("Mức độ 4")).number == (total or 0) + 3


def test_blank_is_not_zero(typist: Typist) -> None:
    typist.go(SCIENCE, "Mức độ 1")
    typist.type("0")
    zero = typist.value(SCIENCE, "level1")
    assert zero is not None and zero.number == 0
    assert typist.text(SCIENCE, "Mức độ 1") == "0"
    typist.go(SCIENCE, "Mức độ 1")
    typist.press(Key.Key_Delete)
    assert typist.value(SCIENCE, "level1") is None
    assert typist.text(SCIENCE, "Mức độ 1") == "–"


def test_a_refused_text_stays_in_the_editor_with_its_reason(typist: Typist) -> None:
    typist.go(HEALTH, "Mức độ 4")
    typist.type("-5")
    assert typist.page.grid.editing
    assert typist.page.grid.editor.text() == "-5"
    assert typist.message == "Ô F16: −5 không hợp lệ. Nhập số từ 0 trở lên."
    kept = typist.value(HEALTH, "level4")
    assert kept is not None and kept.number == 50
    typist.press(Key.Key_Escape)
    assert typist.text(HEALTH, "Mức độ 4") == "50"


def test_a_block_from_excel_is_one_undo_step(typist: Typist) -> None:
    typist.go(SCIENCE, "Tổng số TTHC")
    before = typist.desk.read.last_entry()[0]
    typist.answering("", "Hàng nghìn: 1.020")
    typist.paste("54\t1\t12\t20\t16\r\n1.020\t4\t30\t25\t33\r\n")
    education = typist.value("Sở Giáo dục và Đào tạo", "total_procedures")
    assert education is not None and education.number == 1020
    assert typist.desk.read.last_entry()[0] == before + 1
    assert [typist.text(SCIENCE, title) for title in ("Tổng số TTHC", "Mức độ 4")] == ["54", "16"]
    assert any("10" in text for text in typist.said)
    typist.press(Key.Key_Z, CONTROL)
    assert typist.value(SCIENCE, "total_procedures") is None
    assert typist.text(SCIENCE, "Mức độ 4") == "–"
    typist.press(Key.Key_Y, CONTROL)
    assert typist.text(SCIENCE, "Mức độ 4") == "16"


def test_a_cell_with_words_stops_the_paste_and_nothing_is_written(typist: Typist) -> None:
    typist.go(SCIENCE, "Tổng số TTHC")
    before = typist.desk.read.last_entry()[0]
    typist.paste("54\tkhoảng 12\r\n")
    entry = typist.desk.read.last_entry()[0]
    total = typist.value(SCIENCE, "total_procedures")
    assert typist.value(SCIENCE, "level1") is None
    assert (entry, total) == (before, None) or (entry == before + 1 and total is not None)
    assert "khoảng 12" in typist.message or any("khoảng 12" in text or "1 ô" in text for text in typist.said)


def test_filling_down_copies_the_figure(typist: Typist) -> None:
    typist.choose(HEALTH, "Mức độ 1", "Thanh tra tỉnh", "Mức độ 1")
    typist.press(Key.Key_D, CONTROL)
    value = typist.value("Thanh tra tỉnh", "level1")
    assert value is not None and value.number == 5


def test_what_is_copied_reads_back(typist: Typist) -> None:
    typist.go("Sở Tài chính", "Mức độ 1")
    typist.press(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text().startswith("không áp dụng: ")
    typist.go(SCIENCE, "Mức độ 1")
    typist.press(Key.Key_V, CONTROL)
    value = typist.value(SCIENCE, "level1")
    assert value is not None and value.state is ValueState.NOT_APPLICABLE and value.reason


def test_typing_is_found_again_after_closing(opening: Opening, sample_path: Path) -> None:
    first = opening(sample_path)
    first.go(HEALTH, "Mức độ 4")
    first.type("53")
    first.shell.close()
    first.desk.close()
    again = opening(sample_path)
    assert again.text(HEALTH, "Mức độ 4") == "53"
    again.press(Key.Key_Z, CONTROL)
    assert again.text(HEALTH, "Mức độ 4") == "50"


def test_a_locked_period_refuses_in_words(typist: Typist) -> None:
    typist.desk.session.do(LockPeriod(MARCH))
    typist.settle()
    typist.go(HEALTH, "Mức độ 4")
    typist.press(Key.Key_5)
    assert not typist.page.grid.editing
    assert "đã khóa" in typist.message and "Cài đặt" in typist.message
    assert not typist.page.bar.paste.isVisible()
    typist.paste("53")
    value = typist.value(HEALTH, "level4")
    assert value is not None and value.number == 50


def test_a_record_open_for_viewing_shows_but_takes_nothing(opening: Opening, sample_path: Path) -> None:
    viewer = opening(sample_path, view_only=True)
    viewer.go(HEALTH, "Mức độ 4")
    viewer.press(Key.Key_5)
    assert not viewer.page.grid.editing
    assert "chỉ" in viewer.message or "để xem" in viewer.message


def test_leaving_the_period_while_typing_writes_where_it_was_typed(typist: Typist) -> None:
    typist.go(HEALTH, "Mức độ 4")
    typist.press(Key.Key_5)
    typist.press(Key.Key_3)
    typist.desk.look_at(period=MARCH.previous)
    typist.settle()
    value = typist.value(HEALTH, "level4")
    assert value is not None and value.number == 53
    earlier = typist.value(HEALTH, "level4", MARCH.previous)
    assert earlier is not None and earlier.number != 53


def test_a_quarter_is_worked_out_and_cannot_be_typed(typist: Typist) -> None:
    typist.desk.look_at(period=PeriodCode(2021, 3, 3))
    typist.settle()
    typist.go(HEALTH, "Mức độ 4")
    typist.press(Key.Key_5)
    assert not typist.page.grid.editing
    assert "tự tính từ các tháng" in typist.message


def test_a_block_over_many_units_is_written_at_once_and_the_state_before_is_backed_up(
    typist: Typist, tmp_path: Path
) -> None:
    keeper = typist.desk.keeper = Safekeeping(typist.desk.session.record.path, tmp_path / "sao lưu")
    first = typist.page.model.row(1).title
    typist.go(first, "Mức độ 1")
    typist.paste("1\n2")
    typist.desk.jobs.wait()
    assert not keeper.backups()
    before = typist.desk.read.last_entry()
    typist.go(first, "Mức độ 1")
    typist.paste("\n".join(map(str, range(3, 9))))
    value = typist.value(first, "level1")
    assert value is not None and value.number == 3
    typist.desk.jobs.wait()
    (backup,) = keeper.backups()
    assert backup.good and (backup.entry, backup.entry_hash) == before
