"""The list: what comes first, search, filters with counts, sorting, and the keys of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from desktop_app.domain.tasks import Standing
from desktop_app.domain.text import sort_key
from desktop_app.ui.pages.tasks.model import LEAD, NUMBER, TITLE
from tests.ui.pages.tasks.clerk import ALT, CONTROL, Clerk, Key
from tests.ui.pages.tasks.conftest import Opening


def chip_counts(clerk: Clerk) -> dict[str, str]:
    chips = clerk.page.filters.chips
    return {
        key: chips.chip(key).text().split("  ")[1]
        for key in ("", "overdue", "soon", "in_term", "completed_on_time", "completed_late")
    }


def foot(clerk: Clerk) -> str:
    return " ".join(label.text() for label in clerk.page.card.findChildren(QLabel) if label.isVisible())


def sort_by(clerk: Clerk, column: int) -> None:
    header = clerk.page.table.horizontalHeader()
    at = header.sectionViewportPosition(column) + 20
    place = header.viewport().rect().center()
    place.setX(at)
    clerk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    clerk.settle()


def test_what_needs_doing_comes_first_and_is_open(clerk: Clerk) -> None:
    lines = clerk.page.model.lines()
    ranks = [line.standing for line in lines]
    assert ranks[:2] == [Standing.OVERDUE, Standing.OVERDUE] and Standing.OVERDUE not in ranks[2:]
    assert lines[0].due < lines[1].due  # type: ignore[operator]
    done = [line.task.completed_on for line in lines if line.task.completed(clerk.desk.as_of)]
    assert done == sorted(done, reverse=True)  # type: ignore[type-var]
    assert clerk.selected() == ["NV-62"] and clerk.page.detail.line is not None
    assert clerk.page.detail.line.task.number == "NV-62"
    assert "83 nhiệm vụ" in foot(clerk) and "Sắp xếp: cần xử lý trước" in foot(clerk)


def test_the_day_looked_at_decides_the_states(opening: Opening, sample_path: Path) -> None:
    clerk = opening(sample_path, as_of=date(2020, 8, 26))
    counts = chip_counts(clerk)
    assert (counts["completed_on_time"], counts["completed_late"], counts["overdue"]) == ("51", "11", "4")
    assert counts["in_term"] == "10" and counts[""] == "83"
    clerk.desk.look_at(as_of=date(2021, 3, 31))
    clerk.settle()
    assert chip_counts(clerk)["overdue"] == "2"
    assert clerk.page.header_subtitle.endswith("số liệu đến 31/03/2021")
    clerk.shell.show_page("tong-quan")
    clerk.desk.look_at(as_of=date(2020, 8, 26))
    clerk.shell.show_page("nhiem-vu")
    assert chip_counts(clerk)["overdue"] == "4"


def test_search_needs_no_marks_and_follows_marks_exactly(clerk: Clerk) -> None:
    clerk.search("ho tich lich su")
    assert clerk.titles() and all("hộ tịch" in title for title in clerk.titles())
    clerk.press(Key.Key_Escape)
    assert len(clerk.titles()) == 83
    clerk.search("lich su tich ho")
    assert clerk.titles() and all("hộ tịch" in title for title in clerk.titles())
    clerk.page.search.clear_now()
    clerk.search("hố tịch")
    assert clerk.titles() == []
    clerk.page.search.clear_now()
    clerk.search("hộ tịch")
    assert clerk.titles() and all("hộ tịch" in title for title in clerk.titles())


def test_search_finds_numbers_agencies_and_documents(clerk: Clerk) -> None:
    for words, wanted in (
        ("NV-62", "NV-62"),
        ("215/kh", "NV-62"),
        ("so thong tin truyen thong SOC", "NV-62"),
    ):
        clerk.page.search.clear_now()
        clerk.search(words)
        assert wanted in clerk.numbers(), words


def test_the_search_follows_typing_after_a_moment(clerk: Clerk) -> None:
    clerk.press(Key.Key_F, CONTROL)
    clerk.type("du lich thong minh")
    clerk.qtbot.waitUntil(lambda: len(clerk.titles()) == 1)
    assert "du lịch thông minh" in clerk.titles()[0]
    assert clerk.page.table.delegate.query == "du lich thong minh"


def test_counts_follow_search_and_filters_but_not_the_chip(clerk: Clerk) -> None:
    clerk.search("du lieu")
    shown = len(clerk.titles())
    assert chip_counts(clerk)[""] == str(shown) != "83"
    clerk.click(clerk.page.filters.chips.chip("completed_late"))
    assert chip_counts(clerk)[""] == str(shown)
    assert len(clerk.titles()) == int(chip_counts(clerk)["completed_late"])
    assert clerk.page.filters.chips.chip("overdue").accessibleName().startswith("Lọc: Quá hạn, ")
    assert f"{len(clerk.titles())} / 83 nhiệm vụ" in foot(clerk)


def test_rarer_states_stand_in_one_choice(clerk: Clerk) -> None:
    others = clerk.page.filters.others
    words = [others.itemText(row) for row in range(others.count())]
    assert words[0] == "Khác" and "Thường xuyên  7" in words and "Tạm dừng  1" in words
    others.setFocus()
    clerk.press(Key.Key_Down)
    assert {line.standing for line in clerk.page.model.lines()} == {Standing.CONTINUING}
    assert clerk.page.filters.chips.current == ""
    assert not clerk.page.filters.chips.chip("").isChecked()
    clerk.click(clerk.page.filters.chips.chip(""))
    assert len(clerk.titles()) == 83 and others.currentText() == "Khác"


def test_filter_by_unit_and_by_term(clerk: Clerk) -> None:
    filters = clerk.page.filters
    filters.unit.setFocus()
    while filters.unit.currentText() != "Sở Y tế":
        clerk.press(Key.Key_Down)
    unit = filters.unit.currentData()
    assert clerk.titles() and all(
        unit in (line.task.lead_unit_id, *line.task.coordinating_unit_ids)
        for line in clerk.page.model.lines()
    )
    names = [filters.unit.itemText(row) for row in range(1, filters.unit.count())]
    assert names == sorted(names, key=sort_key)
    filters.clear()
    filters.term.setFocus()
    clerk.press(Key.Key_Down)
    assert clerk.titles() and all(line.due < clerk.desk.as_of for line in clerk.page.model.lines())  # type: ignore[operator]
    clerk.press(Key.Key_Down)
    assert all(0 <= (line.due - clerk.desk.as_of).days <= 30 for line in clerk.page.model.lines())  # type: ignore[operator]


def test_nothing_found_offers_the_way_back(clerk: Clerk) -> None:
    clerk.search("không có gì như vầy")
    assert clerk.page.card.empty and clerk.page.detail.isHidden()
    assert "Không tìm thấy nhiệm vụ nào khớp “không có gì như vầy”" in foot(clerk)
    assert "Sắp xếp" not in foot(clerk)
    clerk.click(clerk.button("Xóa tìm kiếm và bộ lọc"))
    assert len(clerk.titles()) == 83 and not clerk.page.card.empty


def test_columns_sort_in_vietnamese_order(clerk: Clerk) -> None:
    sort_by(clerk, TITLE)
    assert clerk.titles() == sorted(clerk.titles(), key=sort_key)
    assert clerk.titles() != sorted(clerk.titles()), "the sample must hold titles that code points misplace"
    assert "Sắp xếp: nhiệm vụ" in foot(clerk)
    sort_by(clerk, TITLE)
    assert clerk.titles() == sorted(clerk.titles(), key=sort_key, reverse=True)
    sort_by(clerk, LEAD)
    leads = [line.lead for line in clerk.page.model.lines()]
    assert leads == sorted(leads, key=sort_key)
    sort_by(clerk, NUMBER)
    assert clerk.numbers()[:3] == ["NV-01", "NV-02", "NV-03"]


def test_the_selection_outlives_sorting_and_filtering(clerk: Clerk) -> None:
    clerk.open("NV-28")
    sort_by(clerk, TITLE)
    assert clerk.selected() == ["NV-28"]
    clerk.search("van hanh")
    assert clerk.selected() == ["NV-28"]
    assert clerk.page.detail.line is not None and clerk.page.detail.line.task.number == "NV-28"


def test_keys_of_the_list(clerk: Clerk) -> None:
    clerk.to_list()
    clerk.press(Key.Key_Down)
    assert clerk.selected() == ["NV-49"] and clerk.page.detail.line.task.number == "NV-49"  # type: ignore[union-attr]
    clerk.press(Key.Key_Down, ALT)
    assert clerk.selected() == ["NV-28"] and clerk.page.detail.line.task.number == "NV-28"  # type: ignore[union-attr]
    clerk.press(Key.Key_Up, ALT)
    assert clerk.selected() == ["NV-49"]
    clerk.press(Key.Key_Escape)
    assert clerk.page.detail.isHidden() and clerk.focused is clerk.page.table
    clerk.press(Key.Key_Return)
    assert clerk.page.detail.isVisible() and clerk.page.detail.isAncestorOf(clerk.focused)
    clerk.press(Key.Key_Down, ALT)
    assert clerk.page.detail.line.task.number == "NV-28"  # type: ignore[union-attr]
    assert clerk.page.detail.isAncestorOf(clerk.focused)
    clerk.press(Key.Key_Escape)
    assert clerk.page.detail.isHidden() and clerk.focused is clerk.page.table


def test_delete_takes_the_next_task_and_comes_back_by_the_toast(clerk: Clerk) -> None:
    clerk.to_list()
    clerk.press(Key.Key_Down)
    before = clerk.entries()
    clerk.answering("ghi nhầm", "Xóa")
    clerk.press(Key.Key_Delete)
    clerk.qtbot.waitUntil(lambda: not clerk.exists("NV-49"))
    assert clerk.toast == "Đã xóa nhiệm vụ NV-49."
    assert clerk.selected() == ["NV-28"] and clerk.page.detail.line.task.number == "NV-28"  # type: ignore[union-attr]
    assert clerk.entries() == before + 1
    clerk.click(clerk.shell.toast.action_button)
    assert clerk.exists("NV-49") and clerk.numbers()[1] == "NV-49"
    assert clerk.selected() == ["NV-28"]


def test_other_screens_open_the_list_narrowed(clerk: Clerk) -> None:
    clerk.desk.open_page("nhiem-vu", standing="overdue")
    assert clerk.numbers() == ["NV-62", "NV-49"]
    clerk.desk.open_page("nhiem-vu", until=date(2020, 1, 1))
    assert clerk.page.filters.term.currentText() == "Đến 01/01/2020"
    assert 0 < len(clerk.titles()) < 83
    clerk.desk.open_page("nhiem-vu", task=clerk.task("NV-01").id)
    assert clerk.selected() == ["NV-01"] and len(clerk.titles()) == 83
    clerk.desk.open_page("nhiem-vu", chip="no_evidence")
    assert len(clerk.titles()) == 3


def test_the_model_keeps_qt_s_rules(clerk: Clerk) -> None:
    tester = QAbstractItemModelTester(clerk.page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for query in ("du lieu", "zzz", ""):
        clerk.page.search.setText(query)
        clerk.page.search._ask()
    sort_by(clerk, TITLE)
    clerk.click(clerk.page.filters.chips.chip("overdue"))
    assert tester.model() is clerk.page.model and clerk.page.model.rowCount() == 2


def test_two_thousand_tasks_are_searched_and_sorted(opening: Opening, crowded: Callable[[int], Path]) -> None:
    clerk = opening(crowded(2000))
    assert clerk.page.filters.chips.chip("").text() == "Tất cả  2.000"
    clerk.search("thu 1999")
    assert clerk.numbers() == ["NV-1999"]
    clerk.press(Key.Key_Escape)
    sort_by(clerk, TITLE)
    assert clerk.numbers()[:3] == ["NV-0001", "NV-0002", "NV-0003"]
