"""A batch of returned forms: dropped, looked through, put right, written and taken back, with mouse and keys."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.returns import FileState
from desktop_app.ui.pages.entry import page as entry_page
from tests.exchange.filling import fill
from tests.ui.pages.entry.conftest import FIGURES


def stored(clerk: Any, unit: str, key: str) -> object:
    """The figure the record holds."""
    unit_id = next(item.id for item in clerk.desk.read.units() if item.name == unit)
    value = clerk.desk.read.cells("dvctt-2011", "2021-04").get(unit_id, {}).get(key)
    return None if value is None else value.number


def values_to_fix(clerk: Any) -> list[str]:
    """What stands in the cells that can be put right, in the order of the pane."""
    return [box.problem.value for box in clerk.page.view.detail.boxes if box.buttons]


def test_a_dropped_folder_is_read_and_nothing_is_written(clerk: Any, returned: Path) -> None:
    entries = clerk.desk.read.last_entry()[0]
    clerk.drop(returned)
    view = clerk.page.view
    assert clerk.page.reading and view.model.counts() == {"": 3, "errors": 2, "ok": 1}
    words = [view.model.index(0, column).data() for column in range(6)]
    assert words == [
        "1",
        "dvctt-2011_2021-04_so-noi-vu.xlsx",
        "Sở Nội vụ",
        "04/2021",
        "Có lỗi",
        "1 ô từ chối",
    ]
    numbers = {key: label.text() for key, label in view.bar.numbers.items()}
    assert numbers == {"accepted": "21", "rejected": "3", "unchanged": "0", "blank": "0"}
    assert view.bar.whole.text() == "24"
    assert clerk.desk.read.last_entry()[0] == entries
    assert clerk.page.header_subtitle == "DVCTT mức độ 1–4, kỳ 04/2021"


def test_a_wrong_cell_is_put_right_and_the_totals_move_at_once(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.show_file("so-xay-dung")
    detail = clerk.page.view.detail
    assert values_to_fix(clerk) == ["-3", "22 HS"]
    assert [button.text() for button in detail.boxes[1].buttons] == ["Dùng 22", "Bỏ ô này", "Nhập số khác…"]
    clerk.click(detail.boxes[1].buttons[0])
    assert clerk.page.view.bar.numbers["accepted"].text() == "22"
    assert values_to_fix(clerk) == ["-3"] and len(detail.settled) == 1
    clerk.click(detail.settled[0].back)
    assert values_to_fix(clerk) == ["-3", "22 HS"] and clerk.page.view.bar.numbers["accepted"].text() == "21"


def test_another_number_is_typed_and_words_are_refused(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.show_file("so-xay-dung")
    detail = clerk.page.view.detail
    clerk.click(detail.boxes[0].buttons[-1])
    line = detail.boxes[0].editor
    line.insert("ba")
    clerk.press(Qt.Key.Key_Return, at=line)
    assert "Chỉ gõ chữ số" in detail.boxes[0]._refusal.text() and not detail.settled
    line.selectAll()
    line.insert("1.024")
    clerk.press(Qt.Key.Key_Return, at=line)
    assert "-3" not in values_to_fix(clerk)
    decisions = clerk.page.batch.choices.decisions[clerk.report("so-xay-dung").key]
    assert decisions["level1"].number == 1024


def test_escape_leaves_the_typing_not_the_pane(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.show_file("so-xay-dung")
    box = clerk.page.view.detail.boxes[0]
    clerk.click(box.buttons[-1])
    clerk.press(Qt.Key.Key_Escape, at=box.editor)
    assert box.editor is None and box.buttons[0].isVisible()


def test_f8_goes_from_problem_to_problem_through_all_files(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    detail = clerk.page.view.detail
    seen = []
    for _ in range(4):
        clerk.press(Qt.Key.Key_F8, at=clerk.page.view.table)
        seen.append((detail.report.file_name[19:29], detail.boxes[detail.current_box].problem.value))
    assert seen == [
        ("so-noi-vu.", "301"),
        ("so-xay-dun", "-3"),
        ("so-xay-dun", "22 HS"),
        ("so-noi-vu.", "301"),
    ]
    assert QApplication.focusWidget() is detail.boxes[0].buttons[0]
    clerk.press(Qt.Key.Key_Space)  # the button F8 stands at
    assert len(detail.settled) == 1


def test_writing_is_one_step_that_ctrl_z_takes_back(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.show_file("so-xay-dung")
    clerk.click(clerk.page.view.detail.boxes[1].buttons[0])
    entries = clerk.desk.read.last_entry()[0]
    clerk.click(clerk.page.view.write)
    assert clerk.desk.read.last_entry()[0] == entries + 1
    assert clerk.said[-1] == "Đã ghi 22 ô từ 3 tệp."
    assert stored(clerk, "Sở Xây dựng", "level3") == 22 and stored(clerk, "Sở Y tế", "dossiers_total") == 300
    assert stored(clerk, "Sở Nội vụ", "dossiers_online") is None  # rejected, and blank is not zero
    assert not clerk.page.reading and clerk.page.board.board.completeness.numerator == 3
    assert "2 ô từ chối chưa ghi" in clerk.shell.toast.message
    clerk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(clerk, "Sở Xây dựng", "level3") is None
    assert clerk.page.board.board.completeness.numerator == 0


def test_sending_back_after_writing_marks_the_cells(
    clerk: Any, returned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "trả lại"
    monkeypatch.setattr(entry_page, "ask_folder", lambda *_: out)
    clerk.drop(returned)
    clerk.click(clerk.page.view.write)
    clerk.click(clerk.shell.toast._button)
    (name,) = [path.name for path in out.iterdir() if "so-xay-dung" in path.name]
    assert name == "dvctt-2011_2021-04_so-xay-dung_can-sua.xlsx"
    book = openpyxl.load_workbook(out / name)
    comments = [cell.comment.text for row in book["Phiếu"].iter_rows() for cell in row if cell.comment]
    assert any("22 HS" in text or "không phải số" in text for text in comments)


def test_the_meaning_of_blank_is_chosen_for_the_batch(clerk: Any, office: Path, returned: Path) -> None:
    name = "dvctt-2011_2021-04_so-y-te.xlsx"
    fill(office / "phieu" / name, {"level1": 5}, target=returned / name)
    clerk.drop(returned / name)
    assert clerk.report("so-y-te").blank == 7
    view = clerk.page.view
    clerk.press(Qt.Key.Key_End, at=view.blank)
    view.blank.activated.emit(view.blank.currentIndex())
    clerk.settle()
    clerk.click(view.write)
    unit_id = next(item.id for item in clerk.desk.read.units() if item.name == "Sở Y tế")
    cells = clerk.desk.read.cells("dvctt-2011", "2021-04")[unit_id]
    assert cells["level1"].number == 5 and cells["level2"].state.label == "Chưa báo cáo"


def test_two_different_files_wait_for_a_choice(clerk: Any, office: Path, returned: Path) -> None:
    name = "dvctt-2011_2021-04_so-y-te.xlsx"
    fill(office / "phieu" / name, FIGURES | {"level4": 15}, target=returned / "gửi lại.xlsx")
    clerk.drop(returned)
    first, second = clerk.report("so-y-te"), clerk.report("gửi lại")
    assert first.kept_out and second.kept_out and second.state is FileState.RESUBMISSION
    clerk.show_file("gửi lại")
    versions = clerk.page.view.detail.versions
    clerk.click(next(button for button in versions.buttons if "gửi lại" in button.text()))
    assert not clerk.report("gửi lại").kept_out and clerk.report("so-y-te").kept_out
    clerk.click(clerk.page.view.write)
    assert stored(clerk, "Sở Y tế", "level4") == 15


def test_a_file_is_left_out_and_the_batch_is_dropped_only_after_asking(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.show_file("so-noi-vu")
    clerk.click(clerk.page.view.detail.drop_button)
    assert clerk.page.view.model.counts()[""] == 2
    clerk.show_file("so-xay-dung")
    clerk.click(clerk.page.view.detail.boxes[1].buttons[0])
    clerk.answering("", "Giữ lại")
    clerk.click(clerk.page.view.clear_button)
    assert clerk.page.reading and clerk.page.batch.files
    clerk.answering("", "Bỏ lô")
    clerk.click(clerk.page.view.clear_button)
    assert not clerk.page.reading and not clerk.page.batch.files


def test_a_zip_dropped_on_another_screen_opens_this_one(clerk: Any, returned: Path, tmp_path: Path) -> None:
    archive = tmp_path / "thư.zip"
    with zipfile.ZipFile(archive, "w") as pack:
        for path in returned.iterdir():
            pack.write(path, path.name)
    clerk.shell.show_page("nhat-ky")
    clerk.drop(archive, on=clerk.shell)
    assert clerk.shell.current_key == "nhap-so-lieu" and clerk.page.view.model.counts()[""] == 3


def test_the_same_files_again_are_duplicates(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.click(clerk.page.view.write)
    clerk.drop(returned)
    assert clerk.report("so-y-te").state is FileState.DUPLICATE
    assert clerk.report("so-noi-vu").rejected == 1  # what was rejected may still be put right
    clerk.page.batch.clear()
    clerk.drop(returned / "dvctt-2011_2021-04_so-y-te.xlsx")
    assert not clerk.page.view.write.isEnabled()
    assert "Chưa có tệp nào ghi được" in clerk.page.view.bar.words.text()


def test_a_record_open_for_viewing_reads_but_does_not_write(opening: Any, returned: Path) -> None:
    clerk = opening(view_only=True)
    clerk.drop(returned)
    assert clerk.page.view.model.counts()[""] == 3
    assert not clerk.page.view.write.isEnabled() and not clerk.page.board.issue.isVisible()
    assert "mở để xem" in clerk.page.view.bar.words.text()


def test_sums_before_and_after(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.click(clerk.page.view.sums)
    dialog = clerk.page.view.dialog
    texts = [label.text() for label in dialog.findChildren(type(clerk.page.view.bar.words))]
    assert "Tổng số hồ sơ trong kỳ" in " ".join(texts)
    dialog.accept()


def test_the_pane_opens_over_the_list_in_a_narrow_window(opening: Any, returned: Path) -> None:
    clerk = opening(size=(900, 600))
    clerk.drop(returned)
    view = clerk.page.view
    assert view.card.isVisible() and not view.detail.isVisible()
    view.table.setFocus()
    clerk.press(Qt.Key.Key_Return, at=view.table)
    assert view.detail.isVisible() and not view.card.isVisible()
    clerk.press(Qt.Key.Key_Escape, at=view.detail)
    assert view.card.isVisible() and not view.detail.isVisible()


def test_only_file_names_may_be_cut(clerk: Any, returned: Path) -> None:
    shutil.copy(returned / "dvctt-2011_2021-04_so-y-te.xlsx", returned / ("rất dài " * 20 + ".xlsx"))
    clerk.drop(returned)
    clerk.page.view.table.viewport().repaint()
    assert {column for column, _ in clerk.page.view.table.elided_texts()} <= {1, 5}
