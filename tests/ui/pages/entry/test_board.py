"""The board of returns: who has sent what; issuing forms, opening what is kept, taking an import back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.ui import list_saving
from desktop_app.ui.pages.entry import board_detail


class Opener(QObject):
    """Stands for the desktop: notes what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Note a file."""
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Any:
    found = Opener()
    QDesktopServices.setUrlHandler("file", found, "take")
    yield found
    QDesktopServices.unsetUrlHandler("file")


def choose_unit(clerk: Any, name: str) -> None:
    """Click a unit's row on the board."""
    board = clerk.page.board
    row = next(row for row in range(board.model.rowCount()) if board.model.row(row).unit.name == name)
    index = board.model.index(row, 1)
    board.table.scrollTo(index)
    clerk.click(board.table.viewport(), board.table.visualRect(index).center())


def written(clerk: Any, returned: Path) -> None:
    """The three returned forms, merged."""
    clerk.drop(returned)
    clerk.click(clerk.page.view.write)


def test_nobody_has_sent_anything_yet(clerk: Any) -> None:
    board = clerk.page.board
    assert board.form.currentText() == "Dịch vụ công trực tuyến theo mức độ 1–4"
    assert board.words.full_text == "0/30 đơn vị đã gửi và ghi (0,0%) · hạn gửi 25/04/2021"
    assert board.limits == "hạn nội bộ mặc định 18/04/2021, 22/04/2021"
    assert board.model.counts() == {"": 30, "not_sent": 30}
    assert board.model.index(0, 2).data() == "đã phát"


def test_lateness_counts_from_the_units_own_deadline(clerk: Any) -> None:
    board = clerk.page.board
    rows = [board.model.row(row) for row in range(30)]
    own = {row.unit.kind: row.deadline for row in rows}
    assert own["district"] == date(2021, 4, 18) and own["department"] == date(2021, 4, 22)
    today = clerk.desk.session.today
    assert all(row.days_late == max(0, (today - own[row.unit.kind]).days) for row in rows)
    choose_unit(clerk, "Sở Y tế")
    words = [label.text() for label in board.detail.findChildren(QLabel)]
    assert any("hạn của đơn vị 22/04/2021" in text for text in words), words


def test_files_being_read_count_as_received_then_as_merged(clerk: Any, returned: Path) -> None:
    clerk.drop(returned)
    clerk.click(clerk.page.view.board_button)
    board = clerk.page.board
    assert board.model.counts()["received"] == 3 and board.batch_button.text() == "Về lô đang đọc (3 tệp)"
    clerk.click(board.batch_button)
    clerk.click(clerk.page.view.write)
    assert board.model.counts() == {"": 30, "not_sent": 27, "errors": 2, "merged": 1}
    assert board.words.full_text.startswith("3/30 đơn vị đã gửi và ghi (10,0%)")
    clerk.click(board.chips.chip("errors"))
    assert [board.model.row(row).unit.name for row in range(board.model.rowCount())] == [
        "Sở Nội vụ",
        "Sở Xây dựng",
    ]


def test_the_kept_original_is_opened_and_saved(
    clerk: Any, returned: Path, opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(clerk, returned)
    choose_unit(clerk, "Sở Y tế")
    (file,) = clerk.desk.read.received_files("dvctt-2011", "2021-04")[-1:]
    monkeypatch.setattr(board_detail, "ask_save_path", lambda *_: tmp_path / "bản sao.xlsx")
    detail = clerk.page.board.detail
    detail.open_file(file)
    detail.save_copy(file)
    original = (returned / file.file_name).read_bytes()
    assert Path(opener.opened[0]).read_bytes() == original == (tmp_path / "bản sao.xlsx").read_bytes()


def test_an_import_is_taken_back_whole_and_later_changes_stay(clerk: Any, returned: Path) -> None:
    written(clerk, returned)
    unit = next(item for item in clerk.desk.read.units() if item.name == "Sở Y tế")
    edit = ValueEdit(unit.id, "level1", Value(ValueState.REPORTED, 77))
    clerk.desk.do(SetValues("dvctt-2011", PeriodCode.parse("2021-04"), [edit]))
    clerk.settle()
    choose_unit(clerk, "Sở Y tế")
    clerk.answering("", "Hoàn tác lần nhập")
    clerk.click(clerk.page.board.detail.take_back_buttons[0])
    cells = clerk.desk.read.cells("dvctt-2011", "2021-04")
    assert {key: value.number for key, value in cells[unit.id].items()} == {"level1": 77}
    assert list(cells) == [unit.id]


def test_taking_back_asks_first(clerk: Any, returned: Path) -> None:
    written(clerk, returned)
    choose_unit(clerk, "Sở Y tế")
    entries = clerk.desk.read.last_entry()[0]
    clerk.answering("", "Giữ nguyên")
    clerk.click(clerk.page.board.detail.take_back_buttons[0])
    assert clerk.desk.read.last_entry()[0] == entries


def test_forms_are_issued_from_the_dialog(clerk: Any, tmp_path: Path, opener: Opener) -> None:
    clerk.desk.look_at(period=PeriodCode.parse("2021-05"))
    clerk.settle()
    board = clerk.page.board
    assert board.model.index(0, 2).data() == "–"
    clerk.click(board.issue)
    dialog = clerk.page.issue_dialog
    assert dialog._summary.text().startswith("30 phiếu, có sẵn số kỳ trước:")
    dialog.folder.setText(str(tmp_path / "phiếu tháng 5"))
    clerk.click(dialog.verb_button)
    files = sorted((tmp_path / "phiếu tháng 5").iterdir())
    assert len(files) == 30 and board.model.index(0, 2).data() == "đã phát"
    assert "Phiếu" in openpyxl.load_workbook(files[0]).sheetnames
    assert clerk.shell.toast.message == "Đã phát hành 30 phiếu vào phiếu tháng 5."
    clerk.click(board.issue)
    dialog = clerk.page.issue_dialog
    dialog.folder.setText(str(tmp_path / "phiếu tháng 5"))
    clerk.click(dialog.verb_button)
    assert "đã có" in clerk.shell.band.message and len(list((tmp_path / "phiếu tháng 5").iterdir())) == 30


def test_the_board_is_exported(clerk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_saving, "ask_save_path", lambda *_: tmp_path / "theo dõi.xlsx")
    clerk.click(clerk.page.board.export)
    sheet = openpyxl.load_workbook(tmp_path / "theo dõi.xlsx").active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Ban Dân tộc" in texts and texts.count("Chưa gửi") == 30


def test_another_form_and_period_have_their_own_board(clerk: Any) -> None:
    board = clerk.page.board
    board.form.choose("tien-do-nhiem-vu")
    board.form.activated.emit(board.form.currentIndex())
    assert 0 < board.model.rowCount() < 30


def test_an_imported_figure_opens_the_original_where_it_stands(
    clerk: Any, returned: Path, opener: Opener
) -> None:
    written(clerk, returned)
    unit = next(item for item in clerk.desk.read.units() if item.name == "Sở Y tế")
    clerk.desk.open_page("dich-vu-cong", unit=unit.id, field="level3")
    clerk.settle()
    line = clerk.shell.current_page.card.message
    assert "Nguồn: dvctt-2011_2021-04_so-y-te.xlsx, Phiếu!F" in line.message.text()
    clerk.click(line.original)
    assert Path(opener.opened[0]).name == "dvctt-2011_2021-04_so-y-te.xlsx"
